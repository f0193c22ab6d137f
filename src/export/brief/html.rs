//! The brief as one web page: charts inside, each figure a link to its note, nothing fetched from elsewhere.

use std::fmt::Write;

use super::{figure::figure, html_style::style};
use crate::{
    brief::{Block, Brief, Charts, Length, Mark, Note, Point, Sentence, Span, Table},
    export::{
        svg::{self, TextMode},
        svg_format::escape,
    },
};

/// Writes the brief as a web page. The same brief always gives the same bytes.
#[must_use]
pub fn html(brief: &Brief, charts: &Charts, length: Length) -> String {
    let mut page = String::new();
    let _ = writeln!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"generator\" content=\"Plenary\"/>\n\
         <meta name=\"description\" content=\"{}\"/>\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>",
        escape(&brief.line.text()),
        escape(&brief.title),
        style()
    );
    let mut writer = Writer { page, brief, charts, open: false };
    for block in brief.blocks(length, true) {
        writer.block(&block);
    }
    writer.close_section();
    writer.page.push_str("</main>\n</body>\n</html>\n");
    writer.page
}

struct Writer<'a> {
    page: String,
    brief: &'a Brief,
    charts: &'a Charts,
    /// Whether a section is open.
    open: bool,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Title(words) => self.line("h1", "", &escape(words)),
            Block::Subtitle(words) => self.line("p", " class=\"about\"", &escape(words)),
            Block::Lead(sentence) => {
                let words = self.sentence(sentence);
                self.line("p", " class=\"lead\"", &words);
            }
            Block::Text(sentences) => {
                let sentences: Vec<String> = sentences.iter().map(|sentence| self.sentence(sentence)).collect();
                self.line("p", "", &sentences.join(" "));
            }
            Block::Heading(words) => {
                self.close_section();
                self.page.push_str("<section>\n");
                self.open = true;
                self.line("h2", "", &escape(words));
            }
            Block::Points(points) => self.points(points),
            Block::Table(table) => self.table(table),
            Block::Chart(id) => {
                if let Some(chart) = self.charts.get(id) {
                    // As outlines they look the same on every machine; what they say stands in the words around.
                    let svg = svg::embedded(&figure(chart), TextMode::Outlines, &format!("{}-", id.id()));
                    let _ = writeln!(self.page, "<figure>\n{svg}</figure>");
                }
            }
            Block::Notes(notes) => self.notes(notes),
        }
    }

    fn line(&mut self, element: &str, attributes: &str, words: &str) {
        let _ = writeln!(self.page, "<{element}{attributes}>{words}</{element}>");
    }

    fn close_section(&mut self) {
        if self.open {
            self.page.push_str("</section>\n");
            self.open = false;
        }
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        sentence.0.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> String {
        let Span::Figure { words, note } = span else { return escape(span.text()) };
        let says = self.brief.note(*note).map(Note::words).unwrap_or_default();
        format!(
            "<a class=\"figure\" href=\"#note-{note}\" title=\"{}\">{}<sup>[{note}]</sup></a>",
            escape(&says),
            escape(words)
        )
    }

    fn points(&mut self, points: &[Point]) {
        self.page.push_str("<ul class=\"points\">\n");
        for point in points {
            let (class, sign) = match point.mark {
                Mark::Dot => ("dot", ""),
                Mark::Met => ("met", "✓"),
                Mark::Unmet => ("unmet", "✗"),
                Mark::Open => ("open", "?"),
            };
            let sign = if sign.is_empty() {
                String::new()
            } else {
                let word = point.mark.word();
                format!("<span class=\"sign\" role=\"img\" aria-label=\"{word}\" title=\"{word}\">{sign}</span> ")
            };
            let words = self.sentence(&point.sentence);
            self.line("li", &format!(" class=\"{class}\""), &format!("{sign}{words}"));
        }
        self.page.push_str("</ul>\n");
    }

    fn table(&mut self, table: &Table) {
        self.page.push_str("<table>\n<thead>\n<tr>");
        for head in &table.heads {
            let _ = write!(self.page, "<th scope=\"col\">{}</th>", escape(head));
        }
        self.page.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.page.push_str("<tr>");
            for (n, cell) in row.iter().enumerate() {
                let words = self.span(cell);
                let _ = if n == 0 {
                    write!(self.page, "<th scope=\"row\">{words}</th>")
                } else {
                    write!(self.page, "<td>{words}</td>")
                };
            }
            self.page.push_str("</tr>\n");
        }
        self.page.push_str("</tbody>\n</table>\n");
    }

    fn notes(&mut self, notes: &[Note]) {
        self.page.push_str("<ol class=\"notes\">\n");
        for note in notes {
            let _ = writeln!(self.page, "<li id=\"note-{}\">{}</li>", note.number, escape(&note.words()));
        }
        self.page.push_str("</ol>\n");
    }
}
