//! The reader against vectors: its own, and those of the file that `DORO_GS1_VECTORS` names, if it does.
//!
//! A vector is a JSON object: `kind`, `ok` (accepted or not), `a` (input), `b` and `c` (more input, or what comes out),
//! `src`. `^` stands for FNC1. `gs1/exceptions.txt` lists what does not hold for a reader.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use hardware::gs1::{CharacterSet, Elements, Gtin, Item, Reading, Rule, SEPARATOR, link, read};
use hardware::scanner::Code;
use serde_json::Value;

const TODAY_YEAR: u16 = 2026;

struct Vector {
    kind: String,
    ok: bool,
    a: String,
    b: Option<String>,
    c: Option<String>,
    src: String,
}

fn vectors(lines: &str) -> Vec<Vector> {
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let all: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
            let text = |name: &str| all[name].as_str().map(str::to_owned);
            Vector {
                kind: text("kind").unwrap(),
                ok: all["ok"].as_bool().unwrap(),
                a: text("a").unwrap(),
                b: text("b"),
                c: text("c"),
                src: text("src").unwrap_or_else(|| line.to_owned()),
            }
        })
        .collect()
}

impl Vector {
    /// The syntax test's name in `syntax/lint_csum.c:135`.
    fn linter(&self) -> &str {
        let file = self.src.split("lint_").nth(1).unwrap_or_else(|| panic!("{}: no lint_ in src", self.src));
        file.split(".c:").next().unwrap()
    }

    fn holds(&self) -> bool {
        match self.kind.as_str() {
            "element_string" => elements(&self.a).is_some() == self.ok,
            "ai_associations" => agree(&self.a) == self.ok,
            "linter" => satisfies(self.linter(), self.a.as_bytes()) == self.ok,
            "dl_parse" => match linked(&self.a) {
                Some(found) => self.ok && self.b.as_ref() == Some(&found),
                None => !self.ok,
            },
            "uri_unescape" => {
                let plain =
                    |is_query| link::unescaped(self.a.as_bytes(), is_query).iter().copied().map(char::from).collect();
                [self.b.clone().unwrap(), self.c.clone().unwrap()]
                    == [plain(false), plain(true)].map(|text: String| text)
            }
            "scan" => {
                said(&self.a).is_some() == self.ok && (!self.ok || said(&self.a) == meant(self.c.as_ref().unwrap()))
            }
            "bracketed_ai" => elements(self.b.as_ref().unwrap()).is_some(),
            "dl_generate" => linked(self.c.as_ref().unwrap()).is_some_and(|found| same_elements(&found, &self.a)),
            "gen_scan" => {
                let said = said(self.c.as_ref().unwrap());
                // Twelve digits for EAN-13 are a number whose check digit the generator adds.
                said.is_some()
                    && (self.a == "EAN13" && self.b.as_ref().unwrap().len() == 12
                        || said == meant(self.b.as_ref().unwrap()))
            }
            other => panic!("{}: nothing reads vectors of kind {other}", self.src),
        }
    }
}

fn with_separators(text: &str) -> Vec<u8> {
    text.bytes().map(|b| if b == b'^' { SEPARATOR } else { b }).collect()
}

/// Whether the text is an element string that begins with FNC1.
fn elements(text: &str) -> Option<()> {
    let data = with_separators(text);
    (data.first() == Some(&SEPARATOR) && Elements::parse(&data, TODAY_YEAR).is_ok()).then_some(())
}

/// Whether elements in brackets contradict nothing and lack nothing.
fn agree(bracketed: &str) -> bool {
    let data = with_separators(&bracketed.replace('(', "^").replace(')', ""));
    let Ok(elements) = Elements::parse(&data, TODAY_YEAR) else {
        return false;
    };
    elements.agreed().is_ok() && elements.missing().is_none()
}

/// Whether an element string has the elements that stand in brackets, in any order and number.
fn same_elements(found: &str, bracketed: &str) -> bool {
    let all = |text: &str| -> std::collections::BTreeSet<String> {
        let data = with_separators(text);
        let elements = Elements::parse(&data, TODAY_YEAR).unwrap();
        elements.iter().map(|element| format!("{}{}", element.ai, element.value)).collect()
    };
    all(found) == all(&bracketed.replace('(', "^").replace(')', ""))
}

/// A Digital Link as an element string.
fn linked(uri: &str) -> Option<String> {
    let data = link::element_string(uri.as_bytes(), TODAY_YEAR).ok()?;
    Elements::parse(&data, TODAY_YEAR).unwrap_or_else(|e| panic!("{uri}: {e}")).agreed().ok()?;
    Some(format!("^{}", String::from_utf8(data).unwrap().replace(SEPARATOR as char, "^")))
}

fn satisfies(linter: &str, text: &[u8]) -> bool {
    let set = match linter {
        "cset39" => CharacterSet::Set39,
        "cset64" => CharacterSet::Set64,
        "cset82" => CharacterSet::Set82,
        "csetnumeric" => CharacterSet::Digits,
        _ => return linter.parse::<Rule>().unwrap().holds(text, TODAY_YEAR),
    };
    set.first_foreign(text).is_none()
}

#[derive(Debug, PartialEq, Eq)]
enum Said {
    Item(Box<Item>),
    Text(String),
}

/// What a frame says.
fn said(frame: &str) -> Option<Said> {
    Some(match read(&Code::read(frame.as_bytes()), TODAY_YEAR).ok()? {
        Reading::Item(item) => Said::Item(item),
        Reading::Text(text) | Reading::AddOn(text) => Said::Text(text.to_owned()),
    })
}

/// What a generator's input means: `^` and elements, a number and perhaps `|^` and elements, a link or a text.
fn meant(input: &str) -> Option<Said> {
    let item = |elements: &str| {
        Item::of_elements(&Elements::parse(&with_separators(elements), TODAY_YEAR).unwrap(), TODAY_YEAR)
    };
    if input.starts_with('^') {
        // The elements of a composite component follow those of the linear one.
        return Some(Said::Item(Box::new(item(&input.replace("|^", "^")))));
    }
    if let Some(elements) = linked(input) {
        return Some(Said::Item(Box::new(item(&elements))));
    }
    let (number, composite) = input.split_once('|').unwrap_or((input, ""));
    if let Ok(gtin) = Gtin::parse(number.as_bytes()) {
        let beside = if composite.is_empty() { Item::default() } else { item(composite) };
        return Some(Said::Item(Box::new(Item { gtin: Some(gtin), missing: None, ..beside })));
    }
    // A generator's input has a backslash before a `^` that is none of GS1.
    Some(Said::Text(input.strip_prefix('\\').unwrap_or(input).to_owned()))
}

/// The reasons for what does not hold, by `kind NAME` and the like.
fn exceptions() -> BTreeMap<String, &'static str> {
    include_str!("gs1/exceptions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (what, reason) = line.split_once('|').unwrap();
            (what.split_whitespace().collect::<Vec<_>>().join(" "), reason.trim())
        })
        .collect()
}

fn is_of_excepted_kind(vector: &Vector, exceptions: &BTreeMap<String, &str>) -> bool {
    exceptions.contains_key(&format!("kind {}", vector.kind))
        || (!vector.ok && exceptions.contains_key(&format!("refused {}", vector.kind)))
        || (vector.kind == "linter" && exceptions.contains_key(&format!("linter {}", vector.linter())))
}

/// Runs all, prints how many of each kind held, and names those that surprise.
fn run(vectors: &[Vector]) {
    let exceptions = exceptions();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut surprises = Vec::new();
    for vector in vectors {
        let [passed, excepted, total] = counts.entry(&vector.kind).or_default();
        *total += 1;
        let is_excepted = exceptions.contains_key(&format!("vector {}", vector.src));
        if is_of_excepted_kind(vector, &exceptions) {
            *excepted += 1;
        } else if vector.holds() == is_excepted {
            let found = if is_excepted { "holds, but is an exception" } else { "does not hold" };
            surprises.push(format!("{} {:?} (ok: {}) {found}", vector.src, vector.a, vector.ok));
        } else if is_excepted {
            *excepted += 1;
        } else {
            *passed += 1;
        }
    }
    for (kind, [passed, excepted, total]) in counts {
        println!("{kind}: {passed} of {total} pass, {excepted} are exceptions");
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn the_projects_own_vectors_hold() {
    let own = vectors(include_str!("gs1/vectors.jsonl"));
    assert!(own.len() > 200, "{} vectors", own.len());
    run(&own);
}

#[test]
fn the_reference_engines_vectors_hold_where_they_are_at_hand() {
    let Some(path) = std::env::var_os("DORO_GS1_VECTORS") else {
        println!("DORO_GS1_VECTORS names no file: the own vectors are all there are");
        return;
    };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let all = vectors(&text);
    assert!(all.len() > 1000, "{} has only {} vectors", path.display(), all.len());
    run(&all);
}
