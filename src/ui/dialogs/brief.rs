//! The vote explained: choose how long, read it with its figures marked, copy it or save it.

use egui::{
    Grid, Label, Layout, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, text_selection::LabelSelectionState, vec2,
};

use super::{heading, muted, primary};
use crate::{
    app::{
        Command,
        command::{ExportCommand, ViewCommand},
        session::{BriefForm, Dialog},
    },
    brief::{Block, Brief, Length, Mark, Note, Point, Sentence, Span, Table},
    chart::{fonts, style::Style, text::stretches},
    export::brief::{BriefFormat, Looks, job},
    ui::{
        pane::Pane,
        widgets::{Icon, icon, segmented},
    },
};

const WIDTH: f32 = 640.0;

/// Draws the dialog.
pub fn brief_ui(ui: &mut Ui, pane: &mut Pane<'_>, form: BriefForm) {
    ui.set_width(WIDTH);
    let Some(shown) = pane.app.shown.brief() else {
        muted(ui, &pane.style, "There is no vote to explain.");
        return;
    };
    let mut chosen = form;
    heading(ui, "Brief");
    ui.horizontal(|ui| {
        let lengths = Length::ALL.map(|length| (length, length.label()));
        if let Some(length) = segmented(ui, &pane.style, &lengths, form.length) {
            chosen.length = length;
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.checkbox(&mut chosen.notes, "Notes");
        });
    });
    ui.add_space(4.0);
    let style = pane.style;
    ScrollArea::vertical().max_height(430.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        text_ui(ui, &style, &shown.brief, form);
    });
    ui.add_space(8.0);
    foot_ui(ui, pane, &mut chosen);
    // Where the dialog has grown or shrunk it is centred anew in the next frame.
    let (key, height) = (egui::Id::unique("height of the brief"), ui.min_rect().height());
    if ui.data(|data| data.get_temp::<f32>(key)) != Some(height) {
        ui.data_mut(|data| data.insert_temp(key, height));
        ui.ctx().request_repaint();
    }
    if chosen != form && matches!(pane.app.session.dialog, Some(Dialog::Brief(_))) {
        pane.view(ViewCommand::Dialog(Some(Dialog::Brief(chosen))));
    }
}

fn foot_ui(ui: &mut Ui, pane: &mut Pane<'_>, form: &mut BriefForm) {
    ui.horizontal(|ui| {
        if primary(ui, &pane.style, "Copy").clicked() {
            pane.push(Command::Export(ExportCommand::CopyBrief(*form)));
        }
        if ui.button("Save as…").clicked() {
            pane.push(Command::Export(ExportCommand::ChooseBrief(*form)));
        }
        let formats = BriefFormat::ALL.map(|format| (format, format.ending().to_uppercase()));
        let formats: Vec<(BriefFormat, &str)> = formats.iter().map(|(format, word)| (*format, word.as_str())).collect();
        if let Some(format) = segmented(ui, &pane.style, &formats, form.format) {
            form.format = format;
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").clicked() {
                pane.view(ViewCommand::Dialog(None));
            }
            if form.length == Length::Page {
                muted(ui, &pane.style, "PDF and HTML hold the charts as well");
            }
        });
    });
}

/// The brief as it stands in the window.
fn text_ui(ui: &mut Ui, style: &Style, brief: &Brief, form: BriefForm) {
    for (n, block) in brief.blocks(form.length, false).iter().enumerate() {
        ui.push_id(n, |ui| match block {
            Block::Title(words) => {
                ui.label(egui::RichText::new(*words).font(fonts::semibold(18.0)));
            }
            Block::Subtitle(words) => {
                muted(ui, style, *words);
            }
            Block::Lead(sentence) => sentences_ui(ui, style, brief, &[sentence], 15.0),
            Block::Text(sentences) => sentences_ui(ui, style, brief, sentences, 13.0),
            Block::Heading(words) if form.notes || *words != crate::brief::NOTES => {
                ui.add_space(8.0);
                heading(ui, words);
            }
            Block::Points(points) => points_ui(ui, style, brief, points),
            Block::Table(table) => table_ui(ui, style, brief, table),
            Block::Notes(notes) if form.notes => notes_ui(ui, style, notes),
            Block::Heading(_) | Block::Notes(_) | Block::Chart(_) => {}
        });
    }
}

/// Sentences with their figures marked; over a figure the pointer shows where it comes from.
fn sentences_ui(ui: &mut Ui, style: &Style, brief: &Brief, sentences: &[&Sentence], size: f32) {
    let font = if size > 14.0 { fonts::semibold(size) } else { fonts::regular(size) };
    let looks = Looks { font, text: style.text, figure: style.accent, note: None, line_height: (size * 1.45).round() };
    let (job, figures) = job(sentences.iter().copied(), &looks, ui.available_width());
    let (at, galley, response) = Label::new(job).selectable(true).layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
    LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), style.text, Stroke::NONE);
    let ranges: Vec<_> = figures.iter().map(|(range, _)| range.clone()).collect();
    let places = stretches(&galley, &ranges);
    for (n, ((range, number), rects)) in figures.iter().zip(places).enumerate() {
        let words = galley.text().get(range.clone()).unwrap_or_default();
        for (row, rect) in rects.into_iter().enumerate() {
            let rect = rect.translate(at.to_vec2());
            figure_ui(ui, style, (n, row), rect, words, brief.note(*number));
        }
    }
}

/// Marks a figure and lets the pointer ask for its origin.
fn figure_ui(ui: &Ui, style: &Style, place: (usize, usize), rect: egui::Rect, words: &str, note: Option<&Note>) {
    let Some(note) = note else { return };
    let response = ui.interact(rect, ui.scope_id().with(("figure", place)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{words}, note {}", note.number)));
    let y = rect.bottom() - 1.0;
    let stroke = Stroke::new(1.0, style.accent.gamma_multiply(if response.hovered() { 1.0 } else { 0.4 }));
    let dots = egui::Shape::dashed_line(&[egui::pos2(rect.left(), y), egui::pos2(rect.right(), y)], stroke, 2.0, 2.0);
    ui.painter().extend(dots);
    response.on_hover_text(format!("[{}] {}", note.number, note.words()));
}

fn points_ui(ui: &mut Ui, style: &Style, brief: &Brief, points: &[Point]) {
    for (n, point) in points.iter().enumerate() {
        ui.push_id(n, |ui| {
            ui.horizontal_top(|ui| {
                let (rect, response) = ui.allocate_exact_size(vec2(14.0, 19.0), Sense::hover());
                let centre = rect.center();
                match point.mark {
                    Mark::Met => icon(ui.painter(), centre, 11.0, Icon::Tick, style.yes),
                    Mark::Unmet => icon(ui.painter(), centre, 11.0, Icon::Cross, style.no),
                    Mark::Open => {
                        let font = fonts::semibold(12.0);
                        ui.painter().text(centre, egui::Align2::CENTER_CENTER, "?", font, style.muted);
                    }
                    Mark::Dot => {
                        ui.painter().circle_filled(centre, 1.8, style.muted);
                    }
                }
                if point.mark != Mark::Dot {
                    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, point.mark.word()));
                }
                ui.vertical(|ui| sentences_ui(ui, style, brief, &[&point.sentence], 13.0));
            });
        });
    }
}

fn table_ui(ui: &mut Ui, style: &Style, brief: &Brief, table: &Table) {
    let right = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| add(ui));
    };
    Grid::new("table").num_columns(table.heads.len()).min_col_width(58.0).spacing([10.0, 6.0]).show(ui, |ui| {
        for (n, head) in table.heads.iter().enumerate() {
            if n == 0 {
                muted(ui, style, *head);
            } else {
                right(ui, &mut |ui| drop(muted(ui, style, *head)));
            }
        }
        ui.end_row();
        for row in &table.rows {
            for span in row {
                match span {
                    Span::Figure { words, note } => right(ui, &mut |ui| {
                        let says = brief.note(*note).map(|note| format!("[{}] {}", note.number, note.words()));
                        ui.label(words).on_hover_text(says.unwrap_or_default());
                    }),
                    other => drop(ui.label(other.text())),
                }
            }
            ui.end_row();
        }
    });
}

fn notes_ui(ui: &mut Ui, style: &Style, notes: &[Note]) {
    ui.add_space(2.0);
    for note in notes {
        muted(ui, style, format!("[{}] {}", note.number, note.words()));
    }
}
