//! What a file names of its own package.

use super::Source;

/// The module that a file is: `counter/desk/mod.rs` is `counter::desk`.
pub fn module(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|name| !matches!(*name, "lib" | "main" | "mod")).map(str::to_owned).collect()
}

/// Everything that a file names below its own package's root, as full paths.
pub fn paths(file: &str, text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for line in statements(text) {
        for start in ["crate::", "super::"] {
            for (at, _) in line.match_indices(start) {
                let before = line[..at].chars().next_back();
                if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                    resolve(&module(file), &line[at..], &mut found);
                }
            }
        }
    }
    found
}

/// Code without comments, a statement a line, so that a `use` over several lines is one.
fn statements(text: &str) -> Vec<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    code.split(';').map(str::to_owned).collect()
}

/// Follows one path, into every branch of its braces.
fn resolve(from: &[String], path: &str, found: &mut Vec<Vec<String>>) {
    let mut at = from.to_vec();
    let mut rest = path;
    loop {
        if let Some(after) = rest.strip_prefix("crate::") {
            (at, rest) = (Vec::new(), after);
        } else if let Some(after) = rest.strip_prefix("super::") {
            at.pop();
            rest = after;
        } else if let Some(inner) = rest.strip_prefix('{') {
            for branch in branches(inner) {
                let branch = branch.trim();
                resolve(&at, branch, found);
            }
            return;
        } else {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            if end == 0 {
                break;
            }
            at.push(rest[..end].to_owned());
            match rest[end..].strip_prefix("::") {
                Some(after) => rest = after,
                None => break,
            }
        }
    }
    found.push(at);
}

/// What stands between a brace and its end, at commas of its own.
fn branches(inner: &str) -> Vec<String> {
    let (mut depth, mut all, mut one) = (0, Vec::new(), String::new());
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                all.push(std::mem::take(&mut one));
                continue;
            }
            _ => {}
        }
        one.push(c);
    }
    all.push(one);
    all
}

/// Each module at the top of a package with those that it names, itself left out.
pub fn top_level(source: &Source) -> std::collections::BTreeMap<String, std::collections::BTreeSet<String>> {
    let tops: std::collections::BTreeSet<String> =
        source.keys().filter_map(|file| module(file).first().cloned()).collect();
    let mut knows = std::collections::BTreeMap::<String, std::collections::BTreeSet<String>>::new();
    for (file, text) in source {
        let Some(own) = module(file).first().cloned() else { continue };
        let named = paths(file, text).into_iter().filter_map(|path| path.first().cloned());
        let others = named.filter(|name| *name != own && tops.contains(name));
        knows.entry(own.clone()).or_default().extend(others);
    }
    knows
}

#[test]
fn a_path_is_followed_into_every_branch() {
    let text = "use super::{state::{A, B}, super::view}; // use crate::no::One\nfn x() -> crate::order::Order {}";
    let named: Vec<String> = paths("counter/desk/case.rs", text).iter().map(|path| path.join("::")).collect();
    for wanted in ["counter::desk::state::A", "counter::desk::state::B", "counter::view", "order::Order"] {
        assert!(named.iter().any(|name| name == wanted), "{wanted} in {named:?}");
    }
    assert!(!named.iter().any(|name| name.starts_with("no")), "{named:?}");
}
