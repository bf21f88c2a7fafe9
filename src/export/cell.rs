//! Text of strangers in a cell: no program may take it for a formula, whatever it strips or folds before it looks.

/// Signs with which a formula begins, as programs know them and as their full-width, small, raised and lowered forms,
/// which an input method or a program may fold into them.
const SIGNS: [char; 20] = [
    '=', '\u{ff1d}', '\u{fe66}', '\u{207c}', '\u{208c}', // equals
    '+', '\u{ff0b}', '\u{fe62}', '\u{207a}', '\u{208a}', '\u{fb29}', // plus
    '-', '\u{ff0d}', '\u{fe63}', '\u{207b}', '\u{208b}', '\u{2212}', // minus
    '@', '\u{ff20}', '\u{fe6b}', // at
];

/// The cell, with an apostrophe in front where a formula could be seen in it. That is so where the first sign that can
/// be seen is one of a formula, and where the cell begins with a tab or a line break, which some programs take for the
/// end of the cell before. Amounts are never negative, so nothing but foreign text begins like that.
pub(super) fn safe(cell: String) -> String {
    let begins = cell.starts_with(['\t', '\r', '\n']);
    let sign = cell.chars().find(|c| !is_unseen(*c)).is_some_and(|first| SIGNS.contains(&first));
    if begins || sign { format!("'{cell}") } else { cell }
}

/// Whether a program may drop the sign from the beginning of a cell: blanks, control characters, marks that show
/// nothing (Unicode's Default_Ignorable_Code_Point), quotes that CSV itself uses, and the apostrophe of old sheets.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Appends the cell to a line of CSV. What has a separator of any program in it stands in quotes: LibreOffice offers
/// tab and semicolon beside the comma, and would see a second cell behind one of them.
pub(super) fn put(line: &mut String, cell: &str) {
    if !cell.contains([',', ';', '\t', '"', '\r', '\n', '\u{b}', '\u{c}']) && cell.trim() == cell {
        line.push_str(cell);
        return;
    }
    line.push('"');
    line.push_str(&cell.replace('"', "\"\""));
    line.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_codes_stand_as_they_are() {
        for cell in [
            "=1+1",
            "+82",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "﹦1+1",
            "⁼1+1",
            "₌1+1",
            "\u{2212}1",
            "﬩1",
            " =1+1",
            "\u{a0}=1+1",
            "\u{3000}=1+1",
            "\u{feff}=1+1",
            "\u{200b}=1+1",
            "\u{200d}\u{2060}=1+1",
            "\u{202e}=1+1",
            "\u{ad}=1+1",
            "\u{3164}=1+1",
            "\u{ffa0}＝1+1",
            "\u{fe0f}=1+1",
            "\u{e0020}=1+1",
            "\u{0}=1+1",
            "\u{7}=1+1",
            "\u{1b}=1+1",
            "\u{85}=1+1",
            "\u{2028}=1+1",
            "\"=1+1",
            " \t\r\n =1+1",
        ] {
            assert_eq!(safe(cell.to_owned()), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["0012345678905", "니트 = 카디건", "", " ", "'=1+1", "A-1", "1E5", "3-4", "(2026)", "\u{200b}니트"]
        {
            assert_eq!(safe(cell.to_owned()), cell);
        }
    }

    #[test]
    fn every_separator_stands_in_quotes_and_comes_back_as_it_was() {
        let cells = ["a", "b;=1+1", "c\t=1+1", "d\"e", "f\r\n=1+1", " g ", "h,i", "j\r=1+1", "", "k=\"1\""];
        let mut line = String::new();
        for cell in cells {
            put(&mut line, cell);
            line.push(',');
        }
        line.push_str("end");
        for (found, quoted) in [("b;=1+1", true), ("c\t=1+1", true), ("a", false), (" g ", true)] {
            assert_eq!(line.contains(&format!("\"{found}\"")), quoted, "{line}");
        }
        let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let row = csv.records().next().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), [&cells[..], &["end"]].concat());
    }
}
