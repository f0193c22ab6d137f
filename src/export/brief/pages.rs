//! The brief on pages of paper: words and charts, a foot with the number of the page, links from figures to notes.

use std::collections::BTreeMap;

use egui::{Align2, Rect, pos2, vec2};

use super::{
    figure::figure,
    layout::{COLUMN, PAPER, Piece, Role, SIDE, Strip, paint, strip},
    paper::{Cut, cut},
};
use crate::{
    brief::{Brief, Charts, Length},
    chart::{
        ChartId, fonts,
        style::{Style, Theme},
        text::fitted,
    },
    export::{
        Drawing, ExportError, Item, capture_painted,
        pdf_pages::{Branch, Leaf, Link, Paper, Place, Sheet, Tag, write},
    },
};

/// Writes the brief as a PDF file. The same brief always gives the same bytes.
///
/// # Errors
/// A font that cannot be read, or the PDF library refuses.
pub fn pdf(brief: &Brief, charts: &Charts, length: Length) -> Result<Vec<u8>, ExportError> {
    let style = Style::of(Theme::Print);
    let figures: BTreeMap<ChartId, Drawing> = charts.iter().map(|(id, chart)| (*id, figure(chart))).collect();
    let (strip, drawing) = lay_out(brief, length, &figures, &style);
    let cuts = cut(&strip);
    let count = cuts.last().map_or(1, |last| last.page + 1);
    let mut sheets: Vec<Sheet> = feet(&brief.title, count, &style);
    let mut leaves = leaves(&strip);
    for item in drawing.items {
        place(item, &strip, &cuts, &leaves, &mut sheets);
    }
    for (piece, cut) in strip.pieces.iter().enumerate().filter_map(|(n, piece)| Some((piece, of_piece(&cuts, n)?))) {
        if let (Some(drawing), Some(sheet)) = (piece.chart.and_then(|id| figures.get(&id)), sheets.get_mut(cut.page)) {
            let leaf = leaves.get(cut.piece).and_then(|leaves| leaves.first()).copied();
            let scale = COLUMN / drawing.width;
            let to = vec2(SIDE, cut.span[0] + cut.shift);
            let items = drawing.items.iter().map(|item| item.moved(scale, to)).collect();
            sheet.put(leaf, items);
        }
    }
    let notes = notes(&strip, &cuts);
    link(&strip, &cuts, &notes, &mut sheets, &mut leaves);
    let outline = strip.pieces.iter().enumerate();
    let outline = outline.filter_map(|(n, piece)| Some((piece.outline.clone()?, top(of_piece(&cuts, n)?)))).collect();
    write(&Paper {
        size: PAPER,
        title: brief.title.clone(),
        description: brief.line.text(),
        sheets,
        tree: tree(&strip, &leaves),
        outline,
    })
}

/// Lays the strip out and captures what it paints.
fn lay_out(brief: &Brief, length: Length, figures: &BTreeMap<ChartId, Drawing>, style: &Style) -> (Strip, Drawing) {
    let mut height = PAPER.y;
    // How long the strip is shows only once it is laid out.
    capture_painted(PAPER, style.dark, |_| {}, |ui| height = strip(ui.painter(), brief, length, figures, style).height);
    let mut laid = Strip::default();
    let drawing = capture_painted(
        vec2(PAPER.x, height + 20.0),
        style.dark,
        |_| {},
        |ui| {
            laid = strip(ui.painter(), brief, length, figures, style);
            paint(ui.painter(), &laid, style);
        },
    );
    (laid, drawing)
}

/// A sheet for each page with its foot: the title, and the number of the page.
fn feet(title: &str, count: usize, style: &Style) -> Vec<Sheet> {
    let size = vec2(PAPER.x, PAPER.y * count as f32);
    let drawing = capture_painted(
        size,
        style.dark,
        |_| {},
        |ui| {
            let painter = ui.painter();
            for page in 0..count {
                let y = PAPER.y * (page + 1) as f32 - 40.0;
                let words = format!("{} of {count}", page + 1);
                let font = fonts::regular(8.0);
                painter.text(pos2(SIDE + COLUMN, y), Align2::RIGHT_CENTER, words, font.clone(), style.muted);
                let title = fitted(painter, title, font, style.muted, COLUMN * 0.8);
                painter.galley(pos2(SIDE, y - title.size().y / 2.0), title, style.muted);
            }
        },
    );
    let mut sheets: Vec<Sheet> = (0..count).map(|_| Sheet::default()).collect();
    for item in drawing.items {
        let page = (item.bounds().center().y / PAPER.y) as usize;
        if let Some(sheet) = sheets.get_mut(page) {
            sheet.put(None, vec![item.moved(1.0, vec2(0.0, -(PAPER.y * page as f32)))]);
        }
    }
    sheets
}

/// The leaves of the tree of tags: for each piece one for each of its texts, or one for its chart.
fn leaves(strip: &Strip) -> Vec<Vec<Leaf>> {
    let mut next = 0;
    strip
        .pieces
        .iter()
        .map(|piece| {
            let count = piece.words.len().max(1);
            let leaves = (next..next + count).map(Leaf).collect();
            next += count;
            leaves
        })
        .collect()
}

/// Where an item stands: its baseline for words, else its middle.
fn middle(item: &Item) -> egui::Pos2 {
    match item {
        Item::Text(text) => text.origin + vec2(text.advance / 2.0, -text.size * 0.3),
        other => other.bounds().center(),
    }
}

/// Moves an item of the strip to its page.
fn place(item: Item, strip: &Strip, cuts: &[Cut], leaves: &[Vec<Leaf>], sheets: &mut [Sheet]) {
    let at = middle(&item);
    let found = cuts.partition_point(|cut| cut.span[1] <= at.y);
    let Some(cut) = cuts.get(found).or(cuts.last()) else { return };
    let (Some(sheet), Some(piece)) = (sheets.get_mut(cut.page), strip.pieces.get(cut.piece)) else { return };
    let words = piece.words.iter().position(|words| words.rect().expand(1.0).contains(at));
    // Hairlines are there for the eye alone.
    let leaf = match &item {
        Item::Text(_) => leaves.get(cut.piece).and_then(|leaves| leaves.get(words.unwrap_or(0))).copied(),
        Item::Path(_) | Item::Image(_) => None,
    };
    sheet.put(leaf, vec![item.moved(1.0, vec2(0.0, cut.shift))]);
}

/// The first row of a piece.
fn of_piece(cuts: &[Cut], piece: usize) -> Option<&Cut> {
    cuts.get(cuts.partition_point(|cut| cut.piece < piece)).filter(|cut| cut.piece == piece)
}

fn top(cut: &Cut) -> Place {
    Place { page: cut.page, y: cut.span[0] + cut.shift }
}

/// Where each note stands.
fn notes(strip: &Strip, cuts: &[Cut]) -> BTreeMap<usize, Place> {
    let pieces = strip.pieces.iter().enumerate();
    pieces.filter_map(|(n, piece)| Some((piece.note?, top(of_piece(cuts, n)?)))).collect()
}

/// Makes a link of each figure.
fn link(strip: &Strip, cuts: &[Cut], notes: &BTreeMap<usize, Place>, sheets: &mut [Sheet], leaves: &mut [Vec<Leaf>]) {
    for (n, piece) in strip.pieces.iter().enumerate() {
        for (rect, note) in &piece.links {
            let at = rect.center();
            let cut = cuts.iter().find(|cut| cut.piece == n && cut.span[1] > at.y);
            let (Some(cut), Some(to)) = (cut, notes.get(note)) else { continue };
            let words = piece.words.iter().position(|words| words.rect().expand(1.0).contains(at)).unwrap_or(0);
            let leaf = leaves.get(n).and_then(|leaves| leaves.get(words)).copied();
            if let (Some(leaf), Some(sheet)) = (leaf, sheets.get_mut(cut.page)) {
                let rect = Rect::from_min_max(rect.min, rect.max).translate(vec2(0.0, cut.shift));
                sheet.links.push(Link { rect, to: *to, leaf, words: format!("Note {note}") });
            }
        }
    }
}

/// The tree of tags: title, paragraphs, lists, tables and figures in the order of reading.
fn tree(strip: &Strip, leaves: &[Vec<Leaf>]) -> Vec<Branch> {
    let pieces: Vec<(&Piece, &Vec<Leaf>)> = strip.pieces.iter().zip(leaves).collect();
    let mut tree = Vec::new();
    for run in pieces.chunk_by(|(a, _), (b, _)| a.group == b.group && listed(&a.role)) {
        let Some((first, _)) = run.first() else { continue };
        let branches: Vec<Branch> =
            run.iter().enumerate().map(|(n, (piece, leaves))| branch(piece, leaves, n == 0)).collect();
        match first.role {
            Role::Point => tree.push(Branch::new(Tag::List, branches)),
            Role::Note => tree.push(Branch::new(Tag::Numbered, branches)),
            Role::Row => tree.push(Branch::new(Tag::Table, branches)),
            _ => tree.extend(branches),
        }
    }
    tree
}

/// Whether pieces of this sort stand in a list or table.
fn listed(role: &Role) -> bool {
    matches!(role, Role::Point | Role::Note | Role::Row)
}

fn branch(piece: &Piece, leaves: &[Leaf], first: bool) -> Branch {
    let all = || leaves.iter().map(|leaf| Branch::Leaf(*leaf)).collect();
    match &piece.role {
        Role::Title => Branch::new(Tag::Heading(1), all()),
        Role::Heading => Branch::new(Tag::Heading(2), all()),
        Role::Text => Branch::new(Tag::Paragraph, all()),
        Role::Figure(alt) => Branch::new(Tag::Figure(alt.clone()), all()),
        Role::Point | Role::Note => {
            let mut parts = leaves.iter().map(|leaf| Branch::Leaf(*leaf));
            let label = parts.next().into_iter().collect();
            Branch::new(Tag::Item, vec![Branch::new(Tag::Label, label), Branch::new(Tag::Body, parts.collect())])
        }
        Role::Row => {
            let cells = leaves.iter().enumerate().map(|(n, leaf)| {
                let tag = match (first, n) {
                    (true, _) => Tag::ColumnHead,
                    (false, 0) => Tag::RowHead,
                    _ => Tag::Cell,
                };
                Branch::new(tag, vec![Branch::Leaf(*leaf)])
            });
            Branch::new(Tag::Row, cells.collect())
        }
    }
}
