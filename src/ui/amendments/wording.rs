//! The draft with the adopted amendments worked in: what comes in green and underlined, what goes struck through.

use egui::{Color32, Stroke, TextFormat, Ui, text::LayoutJob};

use crate::{
    app::case::ShownCase,
    chart::{fonts, style::Style},
    model::Place,
    procedure::{Mark, Marked, Piece},
    ui::{
        pane::Pane,
        vote::card,
        widgets::{heading, muted},
    },
};

/// Draws the card; nothing where the wording is not known.
pub fn wording_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    if case.wording.paragraphs.is_empty() {
        return;
    }
    card(ui, pane, |ui, pane| {
        heading(ui, "Text");
        let style = pane.style;
        muted(ui, &style, &case.leaf_words);
        for paragraph in &case.wording.paragraphs {
            let job = job(paragraph, &style, ui.available_width());
            let response = ui.add(egui::Label::new(job).wrap().selectable(false));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken(paragraph)));
        }
        for problem in &case.wording.problems {
            muted(ui, &style, problem);
        }
        muted(ui, &style, "Paraphrased where the dossier says so; new words underlined, old ones struck through.");
    });
}

fn job(paragraph: &Marked, style: &Style, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let plain = |colour: Color32| TextFormat { font_id: fonts::regular(12.5), color: colour, ..TextFormat::default() };
    if paragraph.place == Place::Operative {
        job.append(
            &format!("{} ", paragraph.id),
            0.0,
            TextFormat { font_id: fonts::semibold(12.5), ..plain(style.text) },
        );
    }
    for (n, piece) in paragraph.pieces.iter().enumerate() {
        // What goes and what comes in its place do not touch.
        let before = n.checked_sub(1).and_then(|before| paragraph.pieces.get(before));
        let touches = |before: &Piece| {
            before.mark == Mark::Deleted
                && piece.mark == Mark::Inserted
                && !before.text.ends_with(char::is_whitespace)
                && !piece.text.starts_with(char::is_whitespace)
        };
        if before.is_some_and(touches) {
            job.append(" ", 0.0, plain(style.text));
        }
        let format = match piece.mark {
            Mark::Kept => plain(style.text),
            Mark::Inserted => TextFormat { underline: Stroke::new(1.0, style.yes), ..plain(style.inserted()) },
            Mark::Deleted => TextFormat { strikethrough: Stroke::new(1.2, style.no), ..plain(style.deleted()) },
        };
        job.append(&piece.text, 0.0, format);
    }
    job
}

/// The paragraph for who cannot see the marks.
fn spoken(paragraph: &Marked) -> String {
    let words = paragraph.pieces.iter().map(|piece| match piece.mark {
        Mark::Kept => piece.text.clone(),
        Mark::Inserted => format!("[inserted: {}]", piece.text),
        Mark::Deleted => format!("[deleted: {}]", piece.text),
    });
    format!("{} {}", paragraph.id, words.collect::<String>())
}
