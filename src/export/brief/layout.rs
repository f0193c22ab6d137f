//! Lays the blocks of a brief out below one another in one long strip, to be cut into pages afterwards.

use std::{collections::BTreeMap, sync::Arc};

use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, Vec2, pos2, text::LayoutJob, vec2};

use super::job::{Looks, job};
use crate::{
    brief::{Block, Brief, Length, Mark, Note, Point, Sentence, Span, Table},
    chart::{ChartId, fonts, style::Style, text::stretches},
    export::Drawing,
};

/// A4, in points.
pub const PAPER: Vec2 = vec2(595.0, 842.0);
/// Left and right of the words.
pub const SIDE: f32 = 62.0;
/// The width of the words.
pub const COLUMN: f32 = PAPER.x - 2.0 * SIDE;

/// What a piece of the strip is, for who hears it read.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The title of the whole.
    Title,
    /// The heading of a section.
    Heading,
    /// A paragraph.
    Text,
    /// A point of a list.
    Point,
    /// A row of a table; the first is its head.
    Row,
    /// A chart, with what it shows in words.
    Figure(String),
    /// A note.
    Note,
}

/// A laid out text and where it stands in the strip.
pub struct Words {
    pub at: Pos2,
    pub galley: Arc<Galley>,
}

impl Words {
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.at, self.galley.size())
    }
}

/// A piece of the strip.
pub struct Piece {
    pub role: Role,
    /// Pieces of the same list or table bear the same number.
    pub group: usize,
    pub words: Vec<Words>,
    pub lines: Vec<([Pos2; 2], Stroke)>,
    /// Where it may be cut: its rows from the top, without a gap.
    pub rows: Vec<[f32; 2]>,
    /// Whether it stays with the piece after it.
    pub keeps: bool,
    /// The chart, to be painted over the whole piece.
    pub chart: Option<ChartId>,
    /// Figures that lead to a note.
    pub links: Vec<(Rect, usize)>,
    /// The note that stands here.
    pub note: Option<usize>,
    /// What it is called in the outline of the file.
    pub outline: Option<String>,
}

impl Piece {
    pub fn new(role: Role, group: usize) -> Self {
        Self {
            role,
            group,
            words: Vec::new(),
            lines: Vec::new(),
            rows: Vec::new(),
            keeps: false,
            chart: None,
            links: Vec::new(),
            note: None,
            outline: None,
        }
    }
}

/// The strip.
#[derive(Default)]
pub struct Strip {
    pub pieces: Vec<Piece>,
    /// How far down it reaches.
    pub height: f32,
}

/// Lays out a brief. `charts` are drawn already.
pub fn strip(
    painter: &Painter,
    brief: &Brief,
    length: Length,
    charts: &BTreeMap<ChartId, Drawing>,
    style: &Style,
) -> Strip {
    let mut layout = Layout { painter, style, charts, strip: Strip::default(), group: 0 };
    for block in brief.blocks(length, true) {
        layout.group += 1;
        layout.block(&block);
    }
    layout.strip
}

/// Paints the words of a strip.
pub fn paint(painter: &Painter, strip: &Strip, style: &Style) {
    for piece in &strip.pieces {
        for line in &piece.lines {
            painter.line_segment(line.0, line.1);
        }
        for words in &piece.words {
            painter.galley(words.at, Arc::clone(&words.galley), style.text);
        }
    }
}

/// A cell of a table and the links in it.
type Cell = (Words, Vec<(Rect, usize)>);

struct Layout<'a> {
    painter: &'a Painter,
    style: &'a Style,
    charts: &'a BTreeMap<ChartId, Drawing>,
    strip: Strip,
    group: usize,
}

impl Layout<'_> {
    fn block(&mut self, block: &Block<'_>) {
        let style = *self.style;
        match block {
            Block::Title(words) => {
                let mut piece = self.simple(Role::Title, words, fonts::semibold(19.0), style.text, 24.0, 0.0);
                piece.keeps = true;
                self.strip.pieces.push(piece);
            }
            Block::Subtitle(words) => {
                let piece = self.simple(Role::Text, words, fonts::regular(9.0), style.muted, 13.0, 4.0);
                self.strip.pieces.push(piece);
            }
            Block::Lead(sentence) => {
                let looks = self.looks(fonts::semibold(12.5), 18.0, 7.0);
                self.sentences(Role::Text, &[sentence], &looks, 16.0);
            }
            Block::Text(sentences) => {
                let looks = self.looks(fonts::regular(9.5), 14.0, 6.0);
                self.sentences(Role::Text, sentences, &looks, 10.0);
            }
            Block::Heading(words) => self.heading(words),
            Block::Points(points) => points.iter().for_each(|point| self.point(point)),
            Block::Table(table) => self.table(table),
            Block::Chart(id) => self.chart(*id),
            Block::Notes(notes) => notes.iter().for_each(|note| self.note(note)),
        }
    }

    fn looks(&self, font: FontId, line_height: f32, note: f32) -> Looks {
        let Style { text, accent, .. } = *self.style;
        Looks { font, text, figure: text, note: Some((fonts::regular(note), accent)), line_height }
    }

    /// Leaves a gap and gives the place below it.
    fn below(&mut self, gap: f32) -> f32 {
        if !self.strip.pieces.is_empty() {
            self.strip.height += gap;
        }
        self.strip.height
    }

    fn plain(&self, words: &str, font: FontId, colour: Color32, line_height: f32, width: f32) -> Arc<Galley> {
        let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut job = LayoutJob::simple(words, font, colour, width);
        for section in &mut job.sections {
            section.format.line_height = Some(line_height);
        }
        self.painter.layout_job(job)
    }

    fn simple(&mut self, role: Role, words: &str, font: FontId, colour: Color32, line: f32, gap: f32) -> Piece {
        let galley = self.plain(words, font, colour, line, COLUMN);
        let top = self.below(gap);
        let mut piece = Piece::new(role, self.group);
        self.put(&mut piece, galley, pos2(SIDE, top));
        piece
    }

    /// Puts a text into a piece whose rows it makes.
    fn put(&mut self, piece: &mut Piece, galley: Arc<Galley>, at: Pos2) {
        // Rows meet, so that whatever is painted belongs to one.
        let mut top = at.y;
        for row in &galley.rows {
            let bottom = at.y + row.pos.y + row.size.y;
            piece.rows.push([top, bottom]);
            top = bottom;
        }
        self.strip.height = self.strip.height.max(at.y + galley.size().y);
        piece.words.push(Words { at, galley });
    }

    fn sentences(&mut self, role: Role, sentences: &[&Sentence], looks: &Looks, gap: f32) {
        let (job, figures) = job(sentences.iter().copied(), looks, COLUMN);
        let galley = self.painter.layout_job(job);
        let at = pos2(SIDE, self.below(gap));
        let mut piece = Piece::new(role, self.group);
        piece.links = links(&galley, &figures, at);
        self.put(&mut piece, galley, at);
        self.strip.pieces.push(piece);
    }

    fn heading(&mut self, words: &str) {
        let style = *self.style;
        let mut piece = self.simple(Role::Heading, words, fonts::semibold(12.0), style.text, 16.0, 26.0);
        if let Some([top, _]) = piece.rows.first_mut() {
            // A hairline over it, within its first row.
            let y = *top - 10.0;
            *top = y - 0.5;
            piece.lines.push(([pos2(SIDE, y), pos2(SIDE + COLUMN, y)], Stroke::new(0.6, style.border)));
        }
        piece.keeps = true;
        piece.outline = Some(words.to_owned());
        self.strip.pieces.push(piece);
    }

    fn point(&mut self, point: &Point) {
        const INDENT: f32 = 14.0;
        let style = *self.style;
        let ([_, met], [_, unmet]) = (style.adopted, style.rejected);
        let (sign, colour) = match point.mark {
            Mark::Dot => ("–", style.muted),
            Mark::Met => ("✓", met),
            Mark::Unmet => ("✗", unmet),
            Mark::Open => ("?", style.muted),
        };
        let looks = self.looks(fonts::regular(9.5), 14.0, 6.0);
        let (job, figures) = job([&point.sentence], &looks, COLUMN - INDENT);
        let galley = self.painter.layout_job(job);
        let top = self.below(4.0);
        let sign = self.plain(sign, fonts::semibold(9.5), colour, 14.0, INDENT);
        let mut piece = Piece::new(Role::Point, self.group);
        piece.words.push(Words { at: pos2(SIDE, top), galley: sign });
        piece.links = links(&galley, &figures, pos2(SIDE + INDENT, top));
        self.put(&mut piece, galley, pos2(SIDE + INDENT, top));
        self.strip.pieces.push(piece);
    }

    fn table(&mut self, table: &Table) {
        let style = *self.style;
        self.below(6.0);
        let heads: Vec<Span> = table.heads.iter().map(|head| Span::Words((*head).to_owned())).collect();
        let rows = std::iter::once((&heads, true)).chain(table.rows.iter().map(|row| (row, false)));
        for (row, head) in rows {
            let top = self.strip.height;
            let mut piece = Piece::new(Role::Row, self.group);
            let mut height: f32 = 0.0;
            let note = |n: usize| match row.get(n) {
                Some(Span::Figure { note, .. }) => Some(*note),
                _ => None,
            };
            for (n, span) in row.iter().enumerate() {
                // Figures that come from the same place bear the number of their note once.
                let marked = note(n).is_some() && note(n) != note(n + 1);
                let (words, links) = self.cell(span, n, row.len(), top, [head, marked]);
                height = height.max(words.galley.size().y);
                piece.words.push(words);
                piece.links.extend(links);
            }
            let bottom = top + height + 7.0;
            let stroke = Stroke::new(0.6, style.border);
            piece.lines.push(([pos2(SIDE, bottom - 0.5), pos2(SIDE + COLUMN, bottom - 0.5)], stroke));
            piece.rows = vec![[top, bottom]];
            piece.keeps = head;
            self.strip.height = bottom;
            self.strip.pieces.push(piece);
        }
    }

    /// A cell: names to the left, figures to the right of their column, the number of a note beyond it.
    fn cell(&self, span: &Span, n: usize, columns: usize, top: f32, [head, marked]: [bool; 2]) -> Cell {
        let style = *self.style;
        let first = COLUMN * 0.34;
        let other = (COLUMN - first) / (columns.saturating_sub(1).max(1)) as f32;
        let (left, width) = if n == 0 { (SIDE, first) } else { (SIDE + first + (n - 1) as f32 * other, other) };
        let font = if head { fonts::regular(8.0) } else { fonts::regular(9.5) };
        let looks = self.looks(font.clone(), 13.0, 6.0);
        let looks = Looks {
            text: if head { style.muted } else { style.text },
            note: looks.note.clone().filter(|_| marked),
            ..looks
        };
        let (job, figures) = job([&Sentence(vec![span.clone()])], &looks, width);
        let galley = self.painter.layout_job(job);
        let bare = self.plain(span.text(), font, style.text, 13.0, width).size().x;
        let at = pos2(if n == 0 { left } else { left + width - bare }, top + 3.0);
        let links = links(&galley, &figures, at);
        (Words { at, galley }, links)
    }

    fn chart(&mut self, id: ChartId) {
        let Some(drawing) = self.charts.get(&id) else { return };
        let height = drawing.height * COLUMN / drawing.width;
        let top = self.below(14.0);
        let mut piece = Piece::new(Role::Figure(drawing.description.clone()), self.group);
        piece.chart = Some(id);
        piece.rows.push([top, top + height]);
        self.strip.height = top + height;
        self.strip.pieces.push(piece);
    }

    fn note(&mut self, note: &Note) {
        const INDENT: f32 = 20.0;
        let style = *self.style;
        let galley = self.plain(&note.words(), fonts::regular(7.7), style.muted, 11.0, COLUMN - INDENT);
        let number = self.plain(&note.number.to_string(), fonts::semibold(7.7), style.accent, 11.0, INDENT);
        let top = self.below(3.0);
        let mut piece = Piece::new(Role::Note, self.group);
        let left = SIDE + INDENT - 8.0 - number.size().x;
        piece.words.push(Words { at: pos2(left, top), galley: number });
        self.put(&mut piece, galley, pos2(SIDE + INDENT, top));
        piece.note = Some(note.number);
        self.strip.pieces.push(piece);
    }
}

fn links(galley: &Galley, figures: &[(std::ops::Range<usize>, usize)], at: Pos2) -> Vec<(Rect, usize)> {
    let ranges: Vec<_> = figures.iter().map(|(range, _)| range.clone()).collect();
    let places = stretches(galley, &ranges);
    figures
        .iter()
        .zip(places)
        .flat_map(|((_, note), rects)| rects.into_iter().map(|rect| (rect.translate(at.to_vec2()), *note)))
        .collect()
}
