//! What an import found wrong or worth a word: filtered, listed with its place, exported, with a jump to the roll call.

use egui::{Align2, ComboBox, Rect, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::{
        Command,
        command::ArchiveCommand,
        library::{Collection, FindingFilter},
    },
    chart::{fonts, text::fitted},
    io::import::{Finding, Kind, Severity},
    ui::{
        pane::Pane,
        widgets::{link, muted, named},
    },
};

/// The height of a row: the message, and under it what was done.
const ROW: f32 = 40.0;

/// Draws the bar of filters and the list.
pub fn findings_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection) {
    let places = pane.app.library.findings();
    bar_ui(ui, pane, held, places.len());
    ui.add_space(6.0);
    if places.is_empty() {
        let words = if held.imported.findings.list().is_empty() {
            "Nothing was found wrong in these files."
        } else {
            "None of the findings fits the filter."
        };
        muted(ui, &pane.style, words);
        return;
    }
    let sources = &held.imported.archive.sources;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("findings").show_rows(ui, ROW, places.len(), |ui, rows| {
        for place in places.get(rows).unwrap_or_default() {
            if let Some(finding) = held.imported.findings.list().get(*place) {
                row_ui(ui, pane, finding, sources);
            }
        }
    });
}

fn bar_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, listed: usize) {
    let findings = &held.imported.findings;
    let mut filter = pane.app.library.view.findings.clone();
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut filter.words).hint_text("Find in the problems").desired_width(190.0);
        let field = ui.add(field);
        named(ui, &field, "Find in the problems");
        severity_ui(ui, pane, &mut filter, held);
    });
    ui.horizontal(|ui| {
        let kinds: Vec<Kind> = findings.kinds().collect();
        let word = filter.kind.map_or("All kinds", Kind::label);
        let shown = ComboBox::from_id_salt("kind of problem").selected_text(word).width(210.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.kind, None, "All kinds");
            for kind in kinds {
                ui.selectable_value(&mut filter.kind, Some(kind), format!("{} ({})", kind.label(), findings.of(kind)));
            }
        });
        named(ui, &shown.response, "Kind of problem");
        let sources = &held.imported.archive.sources;
        if sources.len() > 1 {
            let word = filter.file.and_then(|file| sources.get(file as usize)).map_or("All files", String::as_str);
            let shown = ComboBox::from_id_salt("file").selected_text(word).width(150.0).truncate().show_ui(ui, |ui| {
                ui.selectable_value(&mut filter.file, None, "All files");
                for (file, name) in (0..).zip(sources) {
                    ui.selectable_value(&mut filter.file, Some(file), name);
                }
            });
            named(ui, &shown.response, "File of the problem");
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if link(ui, &pane.style, "Export as CSV…").clicked() {
                pane.push(Command::Archive(ArchiveCommand::ExportFindings));
            }
            let unkept = findings.unkept();
            let more = if unkept == 0 { String::new() } else { format!(" and {unkept} more counted") };
            muted(ui, &pane.style, format!("{listed} listed{more}"));
        });
    });
    if filter != pane.app.library.view.findings {
        pane.push(Command::Archive(ArchiveCommand::Findings(filter)));
    }
}

fn severity_ui(ui: &mut Ui, pane: &Pane<'_>, filter: &mut FindingFilter, held: &Collection) {
    for severity in Severity::ALL {
        let count = held.imported.findings.graded(severity);
        let on = filter.severity == Some(severity);
        let plural = if count == 1 { "" } else { "s" };
        let words = format!("{count} {}{plural}", severity.label().to_lowercase());
        let colour = if on { pane.style.accent } else { pane.style.text };
        let text = egui::RichText::new(words).font(fonts::regular(12.0)).color(colour);
        let fill = if on { pane.style.accent_faint } else { pane.style.faint };
        let button = egui::Button::new(text).fill(fill).stroke(egui::Stroke::NONE).selected(on).corner_radius(6);
        if ui.add_enabled(count > 0 || on, button).clicked() {
            filter.severity = if on { None } else { Some(severity) };
        }
    }
}

/// "votes.csv, line 7, column 3".
fn place_words(finding: &Finding, sources: &[String]) -> String {
    let file = sources.get(finding.place.file as usize).map_or("", String::as_str);
    let line = (finding.place.line > 0).then(|| format!("line {}", finding.place.line));
    let column = (finding.column > 0).then(|| format!("column {}", finding.column));
    let parts: Vec<String> = [Some(file.to_owned()), line, column].into_iter().flatten().collect();
    parts.join(", ")
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, finding: &Finding, sources: &[String]) {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let place = place_words(finding, sources);
    let label = format!("{}: {place}: {}", finding.severity.label(), finding.sentences());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, style.faint);
    }
    let (letter, colour) = match finding.severity {
        Severity::Error => ("E", style.no),
        Severity::Warning => ("W", style.abstain),
        Severity::Note => ("i", style.muted),
    };
    let centre = pos2(rect.left() + 12.0, rect.top() + 13.0);
    ui.painter().circle_stroke(centre, 7.5, egui::Stroke::new(1.4, colour));
    ui.painter().text(centre, Align2::CENTER_CENTER, letter, fonts::semibold(10.0), style.text);
    let left = rect.left() + 30.0;
    let aside = 250.0_f32.min(rect.width() * 0.34);
    let width = rect.right() - left - aside - 12.0;
    let painter = ui.painter();
    let message = fitted(painter, &finding.message, fonts::regular(12.5), style.text, width);
    painter.galley(pos2(left, rect.top() + 4.0), message, style.text);
    let done = fitted(painter, &finding.done, fonts::regular(11.0), style.muted, width);
    painter.galley(pos2(left, rect.top() + 21.0), done, style.muted);
    let galley = fitted(painter, &place, fonts::regular(11.0), style.muted, aside);
    let at = pos2(rect.right() - galley.size().x - 6.0, rect.top() + 5.0);
    painter.galley(at, galley, style.muted);
    let hair = Rect::from_min_max(pos2(left, rect.bottom() - 1.0), pos2(rect.right(), rect.bottom()));
    painter.rect_filled(hair, 0.0, style.border.gamma_multiply(0.6));
    if response.clicked() {
        pane.push(Command::Archive(ArchiveCommand::Jump(finding.place)));
    }
    response.on_hover_text(format!("{place}\n{}\nClick to see the row", finding.sentences()));
}
