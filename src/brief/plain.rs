//! A brief as plain text: wrapped lines, notes as [1], tables in columns.

use std::fmt::Write;

use super::{Block, Brief, Length, Mark, Point, Sentence, Span, Table, blocks::NOTES};

/// Lines are at most so many characters long.
const WIDTH: usize = 80;
/// Room for the number of a note behind a row.
const MARKS: usize = 6;
/// Keeps the number of a note by its figure while lines are broken.
const GLUE: char = '\u{a0}';

/// The brief as plain text; without `notes` neither their numbers nor their list.
#[must_use]
pub fn plain(brief: &Brief, length: Length, notes: bool) -> String {
    let mut text = String::new();
    for block in brief.blocks(length, false) {
        if !notes && matches!(block, Block::Notes(_) | Block::Heading(NOTES)) {
            continue;
        }
        // Charts are for files that can show them.
        if matches!(block, Block::Chart(_)) {
            continue;
        }
        if !text.is_empty() && !matches!(block, Block::Subtitle(_)) {
            text.push('\n');
        }
        write(&mut text, &block, notes);
    }
    text.replace(GLUE, " ")
}

fn write(text: &mut String, block: &Block<'_>, notes: bool) {
    match block {
        Block::Title(words) | Block::Subtitle(words) => wrap(text, words, "", ""),
        Block::Lead(sentence) => wrap(text, &read(sentence, notes), "", ""),
        Block::Text(sentences) => {
            let sentences: Vec<String> = sentences.iter().map(|sentence| read(sentence, notes)).collect();
            wrap(text, &sentences.join(" "), "", "");
        }
        Block::Heading(words) => {
            let _ = writeln!(text, "{words}\n{}", "-".repeat(words.chars().count()));
        }
        Block::Points(points) => points.iter().for_each(|point| write_point(text, point, notes)),
        Block::Table(table) => write_table(text, table, notes),
        Block::Chart(_) => {}
        Block::Notes(list) => {
            for note in *list {
                let head = format!("[{}] ", note.number);
                wrap(text, &note.words(), &head, &" ".repeat(head.len()));
            }
        }
    }
}

/// A sentence with the numbers of its notes.
fn read(sentence: &Sentence, notes: bool) -> String {
    sentence
        .0
        .iter()
        .map(|span| match span {
            Span::Figure { words, note } if notes => format!("{words}{GLUE}[{note}]"),
            span => span.text().to_owned(),
        })
        .collect()
}

fn write_point(text: &mut String, point: &Point, notes: bool) {
    let head = match point.mark {
        Mark::Dot => "- ",
        Mark::Met => "✓ ",
        Mark::Unmet => "✗ ",
        Mark::Open => "? ",
    };
    wrap(text, &read(&point.sentence, notes), head, "  ");
}

fn write_table(text: &mut String, table: &Table, notes: bool) {
    let columns = table.heads.len();
    let width = |n: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(n)).map(Span::text);
        cells.chain(table.heads.get(n).copied()).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns).map(width).collect();
    // Names give way to figures, and go over more than one line where they must.
    let figures: usize = widths.iter().skip(1).map(|width| width + 2).sum();
    if let Some(names) = widths.first_mut() {
        *names = (*names).min(WIDTH.saturating_sub(figures + MARKS)).max(8);
    }
    let line = |cells: &[&str]| -> String {
        let mut line = String::new();
        for (n, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            // Names begin at the left, figures end at the right.
            let _ = if n == 0 { write!(line, "{cell:<width$}") } else { write!(line, "  {cell:>width$}") };
        }
        line
    };
    let _ = writeln!(text, "{}", line(&table.heads));
    for row in &table.rows {
        let mut cells: Vec<&str> = row.iter().map(Span::text).collect();
        let mut name = String::new();
        if let (Some(first), Some(width)) = (cells.first_mut(), widths.first()) {
            wrap_to(&mut name, first, "", "", *width);
            let (above, last) =
                name.trim_end().rsplit_once('\n').map_or((None, name.trim_end()), |(a, b)| (Some(a), b));
            if let Some(above) = above {
                let _ = writeln!(text, "{above}");
            }
            *first = last;
            let _ = write!(text, "{}", line(&cells));
        }
        let mut before = 0;
        for span in row.iter().filter(|_| notes) {
            // The figures of a row mostly come from the same place, which is said once.
            if let Span::Figure { note, .. } = span
                && *note != before
            {
                let _ = write!(text, " [{note}]");
                before = *note;
            }
        }
        text.push('\n');
    }
}

/// Breaks words into lines; the first begins with `head`, the others with `rest`.
fn wrap(text: &mut String, words: &str, head: &str, rest: &str) {
    wrap_to(text, words, head, rest, WIDTH);
}

fn wrap_to(text: &mut String, words: &str, head: &str, rest: &str, width: usize) {
    let mut line = head.to_owned();
    let (mut used, mut fresh) = (head.chars().count(), true);
    for word in words.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let long = word.chars().count();
        if !fresh && used + 1 + long > width {
            let _ = writeln!(text, "{line}");
            line = rest.to_owned();
            (used, fresh) = (rest.chars().count(), true);
        }
        if !fresh {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += long;
        fresh = false;
    }
    let _ = writeln!(text, "{line}");
}
