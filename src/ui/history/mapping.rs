//! The form that asks which column is what: shape, codes, dates, encoding, with the first rows as they would be read.

use egui::{ComboBox, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::{
    app::{
        Command,
        command::{ArchiveCommand, ViewCommand},
        library::{MappingForm, thousands},
    },
    chart::{fonts, text::fitted},
    io::import::{
        Encoding,
        mapping::{Answer, DateOrder, Mapping, Preview, Shape, Understood},
    },
    rules,
    ui::{
        fields,
        pane::Pane,
        widgets::{heading, link, muted, named, primary},
    },
};

/// The width of a column of the preview.
const COLUMN: f32 = 138.0;
/// The height of a row of it.
const ROW: f32 = 20.0;
/// Heading and meaning above the rows.
const HEAD: f32 = 50.0;

/// Draws the dialog.
pub fn mapping_ui(ui: &mut Ui, pane: &mut Pane<'_>, form: &MappingForm) {
    let mut mapping = form.mapping.clone();
    ui.set_width(1060.0);
    let turn = if form.asked.len() > 1 { format!(" ({} of {})", form.at + 1, form.asked.len()) } else { String::new() };
    heading(ui, &format!("Which column is what in {}?{turn}", form.name()));
    muted(ui, &pane.style, "This is remembered for files with the same columns.");
    ui.add_space(6.0);
    settings_ui(ui, pane, &mut mapping);
    ui.add_space(6.0);
    match &form.preview {
        None => {
            ui.allocate_ui(vec2(1060.0, HEAD + 10.0 * ROW + 16.0), |ui| {
                ui.centered_and_justified(egui::Ui::spinner);
            });
        }
        Some(preview) => {
            columns_ui(ui, pane, &mut mapping, preview);
            ui.add_space(6.0);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(430.0);
                    codes_ui(ui, pane, &mut mapping, preview);
                });
                ui.add_space(16.0);
                ui.vertical(|ui| found_ui(ui, pane, &mapping, preview));
            });
        }
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let ready = mapping.lacks().is_empty() && form.preview.is_some();
        let last = form.at + 1 >= form.asked.len();
        let words = if last { "Open" } else { "Next file" };
        ui.add_enabled_ui(ready, |ui| {
            if primary(ui, &pane.style, words).clicked() {
                pane.push(Command::Archive(ArchiveCommand::FormDone));
            }
        });
        if ui.button("Cancel").clicked() {
            pane.view(ViewCommand::Dialog(None));
        }
        if form.remembered.is_some()
            && link(ui, &pane.style, "Forget what was said")
                .on_hover_text("Read by the layout that the file is known by, or asked about anew")
                .clicked()
        {
            pane.push(Command::Archive(ArchiveCommand::Forget));
        }
        if let Some(lack) = mapping.lacks().first() {
            ui.label(RichText::new(*lack).font(fonts::regular(12.0)).color(pane.style.deleted()));
        }
    });
    if mapping != form.mapping {
        pane.push(Command::Archive(ArchiveCommand::Mapping(Box::new(mapping))));
    }
}

/// A list to choose one of; read aloud by its name.
fn pick<T: Copy + PartialEq>(ui: &mut Ui, name: &str, now: &mut T, all: &[(T, &str)], width: f32) {
    let word = all.iter().find(|(value, _)| value == now).map_or("", |(_, word)| word);
    let shown = ComboBox::from_id_salt(name).selected_text(word).width(width).show_ui(ui, |ui| {
        for (value, word) in all {
            ui.selectable_value(now, *value, *word);
        }
    });
    named(ui, &shown.response, name);
}

fn settings_ui(ui: &mut Ui, pane: &mut Pane<'_>, mapping: &mut Mapping) {
    ui.horizontal_wrapped(|ui| {
        muted(ui, &pane.style, "A row is");
        let shapes: Vec<(Shape, &str)> = Shape::ALL.into_iter().map(|shape| (shape, shape.label())).collect();
        pick(ui, "Shape", &mut mapping.shape, &shapes, 250.0);
        muted(ui, &pane.style, "Dates");
        let orders: Vec<(DateOrder, &str)> = DateOrder::ALL.into_iter().map(|order| (order, order.label())).collect();
        pick(ui, "Order of dates", &mut mapping.dates, &orders, 130.0);
        muted(ui, &pane.style, "Encoding");
        let encodings = [
            (None, "As it looks"),
            (Some(Encoding::Utf8), Encoding::Utf8.label()),
            (Some(Encoding::Windows1252), Encoding::Windows1252.label()),
        ];
        pick(ui, "Encoding", &mut mapping.encoding, &encodings, 110.0);
    });
    ui.horizontal_wrapped(|ui| {
        muted(ui, &pane.style, "Body");
        if let Some(name) = fields::bare(ui, "Body", &mapping.body.name, 150.0) {
            mapping.body.name = name;
        }
        muted(ui, &pane.style, "Rule");
        let name = rules::preset(&mapping.body.rule).map_or(mapping.body.rule.as_str(), |rule| &rule.name);
        let shown = ComboBox::from_id_salt("rule").selected_text(name).width(330.0).show_ui(ui, |ui| {
            for rule in rules::presets() {
                ui.selectable_value(&mut mapping.body.rule, rule.id.clone(), &rule.name);
            }
        });
        named(ui, &shown.response, "Rule");
        muted(ui, &pane.style, "Rows above the header");
        let above = ui.add(egui::DragValue::new(&mut mapping.above).range(0..=50));
        named(ui, &above, "Rows above the header");
        ui.checkbox(&mut mapping.namibia, "NA is Namibia")
            .on_hover_text("In a column of member codes; elsewhere NA is missing");
    });
}

/// The columns side by side: heading, meaning, the first cells. Only those in sight are drawn, as there may be hundreds.
fn columns_ui(ui: &mut Ui, pane: &Pane<'_>, mapping: &mut Mapping, preview: &Preview) {
    let style = pane.style;
    let count = mapping.columns.len();
    let height = HEAD + 10.0 * ROW;
    let area = ScrollArea::horizontal().auto_shrink(false).max_height(height + 14.0).id_salt("columns");
    area.show_viewport(ui, |ui, viewport| {
        ui.set_width(COLUMN * count as f32);
        ui.set_height(height);
        let origin = ui.max_rect().min;
        let first = (viewport.left() / COLUMN).floor().max(0.0) as usize;
        let last = ((viewport.right() / COLUMN).ceil() as usize).min(count);
        let meanings = mapping.shape.meanings();
        for place in first..last {
            let Some(column) = mapping.columns.get_mut(place) else { continue };
            let left = origin.x + place as f32 * COLUMN;
            let width = COLUMN - 8.0;
            let name = fitted(ui.painter(), &column.name, fonts::semibold(11.5), style.text, width);
            ui.painter().galley(pos2(left + 2.0, origin.y), name, style.text);
            let spot = Rect::from_min_size(pos2(left, origin.y + 18.0), vec2(width, 26.0));
            ui.scope_builder(UiBuilder::new().max_rect(spot).id_salt(("meaning", place)), |ui| {
                let used = column.meaning != crate::io::import::mapping::Meaning::Ignore;
                let colour = if used { style.accent } else { style.muted };
                let words = RichText::new(column.meaning.label()).font(fonts::regular(11.5)).color(colour);
                let list = ComboBox::from_id_salt("list").selected_text(words).width(width - 8.0).truncate();
                let shown = list.height(320.0).show_ui(ui, |ui| {
                    for meaning in &meanings {
                        ui.selectable_value(&mut column.meaning, *meaning, meaning.label());
                    }
                });
                named(ui, &shown.response, &format!("Meaning of {}", column.name));
            });
            cells_ui(ui, pane, preview, place, pos2(left, origin.y + HEAD), width);
        }
    });
}

fn cells_ui(ui: &Ui, pane: &Pane<'_>, preview: &Preview, column: usize, at: egui::Pos2, width: f32) {
    let style = pane.style;
    for (n, row) in preview.rows.iter().enumerate() {
        let Some(cell) = row.cells.get(column) else { continue };
        let rect = Rect::from_min_size(at + vec2(0.0, n as f32 * ROW), vec2(width, ROW - 1.0));
        let (colour, about) = match &cell.understood {
            Understood::Ignored => (style.muted, None),
            Understood::Nothing => (style.muted, Some("Read as nothing".to_owned())),
            Understood::As(what) => (style.text, Some(format!("Read as {what}"))),
            Understood::Wrong(why) => (style.deleted(), Some(why.clone())),
        };
        if matches!(cell.understood, Understood::Wrong(_)) {
            ui.painter().rect_stroke(rect, 3.0, egui::Stroke::new(1.0, style.no), egui::StrokeKind::Inside);
        }
        let galley = fitted(ui.painter(), &cell.text, fonts::regular(11.5), colour, width - 6.0);
        ui.painter().galley(pos2(rect.left() + 3.0, rect.center().y - galley.size().y / 2.0), galley, colour);
        if let Some(about) = about {
            let response = ui.interact(rect, ui.scope_id().with(("cell", column, n)), Sense::hover());
            response.on_hover_text(about);
        }
    }
}

fn codes_ui(ui: &mut Ui, pane: &Pane<'_>, mapping: &mut Mapping, preview: &Preview) {
    ui.label(RichText::new("What the votes are written as").font(fonts::semibold(12.5)));
    if preview.codes.is_empty() {
        muted(ui, &pane.style, "No column holds votes yet.");
        return;
    }
    let answers: Vec<(Option<Answer>, &str)> =
        Answer::ALL.into_iter().map(|answer| (Some(answer), answer.label())).collect();
    ScrollArea::vertical().max_height(128.0).auto_shrink(false).id_salt("codes").show(ui, |ui| {
        for seen in &preview.codes {
            ui.horizontal(|ui| {
                let text = if seen.text.is_empty() { "(empty)" } else { &seen.text };
                let label = RichText::new(text).font(fonts::semibold(12.0));
                ui.add_sized([120.0, 20.0], egui::Label::new(label).truncate());
                let count = RichText::new(thousands(seen.count)).font(fonts::regular(11.5)).color(pane.style.muted);
                ui.add_sized([70.0, 20.0], egui::Label::new(count));
                let mut answer = mapping.answer(&seen.text);
                let before = answer;
                pick(ui, &format!("Code {text}"), &mut answer, &answers, 130.0);
                if let Some(chosen) = answer.filter(|_| answer != before) {
                    mapping.codes.insert(seen.code.clone(), chosen);
                }
                if answer.is_none() {
                    ui.label(RichText::new("not known").font(fonts::regular(11.5)).color(pane.style.deleted()));
                }
            });
        }
    });
}

fn found_ui(ui: &mut Ui, pane: &Pane<'_>, mapping: &Mapping, preview: &Preview) {
    let rows = if preview.whole { "In all" } else { "In the first" };
    let words = format!(
        "{rows} {} rows: {} votes, {} roll calls, {} members",
        thousands(preview.rows_read),
        thousands(preview.votes),
        thousands(preview.roll_calls),
        thousands(preview.members)
    );
    ui.label(RichText::new(words).font(fonts::semibold(12.5)));
    if preview.findings.left_out() > 0 {
        let words = match preview.findings.left_out() {
            1 => "1 row or vote would be left out".to_owned(),
            count => format!("{} rows or votes would be left out", thousands(count)),
        };
        ui.label(RichText::new(words).font(fonts::regular(12.0)).color(pane.style.deleted()));
    }
    let findings = preview.findings.list();
    if findings.is_empty() && mapping.lacks().is_empty() {
        muted(ui, &pane.style, "Nothing is wrong in them.");
    }
    ScrollArea::vertical().max_height(112.0).auto_shrink(false).id_salt("found").show(ui, |ui| {
        for finding in findings.iter().take(50) {
            let place = if finding.place.line > 0 { format!("Line {}: ", finding.place.line) } else { String::new() };
            muted(ui, &pane.style, format!("{place}{}", finding.sentences()));
        }
        if findings.len() > 50 {
            muted(ui, &pane.style, format!("and {} more", thousands(findings.len() as u64 - 50)));
        }
    });
}
