//! Cells as spreadsheet programs put them on the clipboard: tabs between cells, line ends between rows, and a cell with
//! either in it between quotation marks (RFC 4180 with a tab for the comma).

/// Reads a block of cells. A line end after the last row makes no row of its own; an empty line within does.
#[must_use]
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut rest = text;
    while !rest.is_empty() || !row.is_empty() {
        let (cell, after) = cell(rest);
        row.push(cell);
        match after.strip_prefix('\t') {
            Some(next) => {
                rest = next;
                // A tab at the very end has an empty cell behind it.
                if rest.is_empty() {
                    row.push(String::new());
                    rows.push(std::mem::take(&mut row));
                }
            }
            None => {
                rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    rows
}

/// The first cell of a text, and what follows it.
fn cell(text: &str) -> (String, &str) {
    quoted(text).unwrap_or_else(|| {
        let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
        let (cell, after) = text.split_at_checked(end).unwrap_or((text, ""));
        (cell.to_owned(), after)
    })
}

/// The same where it stands between quotation marks. A mark that is not closed, or behind which something else stands,
/// is a part of the cell.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        rest = after;
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => break,
        }
    }
    (rest.is_empty() || rest.starts_with(['\t', '\n', '\r'])).then_some((cell, rest))
}

/// Writes a block of cells, each row with a line feed behind it but for the last.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| row.iter().map(|cell| quote(cell)).collect::<Vec<_>>().join("\t");
    let mut text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    // Without it an empty cell in the last row would be no row.
    if matches!(rows.last().map(Vec::as_slice), Some([last]) if last.is_empty()) {
        text.push('\n');
    }
    text
}

fn quote(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn what_spreadsheets_copy_is_read() {
        assert_eq!(parse("a\tb\r\nc\td\r\n"), rows(&[&["a", "b"], &["c", "d"]]));
        assert_eq!(parse("a\tb\nc\t"), rows(&[&["a", "b"], &["c", ""]]));
        assert_eq!(parse("a\n\nb\n"), rows(&[&["a"], &[""], &["b"]]), "an empty cell in a column is a cell");
        assert_eq!(parse("\ta"), rows(&[&["", "a"]]));
        assert_eq!(parse("\u{feff}a"), rows(&[&["a"]]));
        assert_eq!(parse(""), rows(&[]));
        assert_eq!(parse("\n"), rows(&[&[""]]));
        assert_eq!(write(&rows(&[&["a"], &[""]])), "a\n\n");
    }

    #[test]
    fn quotation_marks_hold_tabs_and_lines() {
        assert_eq!(parse("\"a\tb\"\t\"c\nd\"\n\"e \"\"f\"\"\""), rows(&[&["a\tb", "c\nd"], &["e \"f\""]]));
        // A mark that begins a name and is closed within it is no quotation of the cell.
        assert_eq!(parse("\"Yes\" Party\tY"), rows(&[&["\"Yes\" Party", "Y"]]));
        assert_eq!(parse("\"open\tb\nc"), rows(&[&["\"open", "b"], &["c"]]));
        assert_eq!(parse("say \"hi\"\tb"), rows(&[&["say \"hi\"", "b"]]));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let letters = ["a", "\t", "\"", "\n", "", "\r\n", "é", "b"];
        // Every pair of every pair of pieces, in blocks of two by two.
        for n in 0..letters.len().pow(4) {
            let piece = |power: u32| letters[n / letters.len().pow(power) % letters.len()];
            let (left, right) = (format!("{}{}", piece(0), piece(1)), format!("{}{}", piece(2), piece(3)));
            let block = vec![vec![left.clone(), right.clone()], vec![right, left]];
            assert_eq!(parse(&write(&block)), block, "{block:?}");
        }
    }
}
