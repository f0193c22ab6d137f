//! What was opened: files, figures, published totals beside counted ones, and the ways out.

use egui::{RichText, Ui};

use crate::{
    app::{
        Command,
        actions::Action,
        command::ArchiveCommand,
        library::{Collection, PastTab, thousands},
    },
    chart::{fonts, style::Style},
    io::{
        import::{Kind, Layout, Summary},
        out::Format,
    },
    ui::{
        pane::Pane,
        widgets::{action_button, link, muted},
    },
};

/// Draws the card's inside; where the window is low, with the figures in one line.
pub fn import_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, low: bool) {
    let style = pane.style;
    let summary = &held.imported.summary;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Import").font(fonts::semibold(13.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let names = held.imported.archive.sources.join(", ");
            let text = RichText::new(&names).font(fonts::regular(11.5)).color(style.muted);
            ui.add(egui::Label::new(text).truncate()).on_hover_text(held.imported.archive.sources.join("\n"));
        });
    });
    let figures = format!(
        "{} votes · {} roll calls · {} members",
        thousands(summary.votes),
        thousands(summary.roll_calls),
        thousands(summary.members)
    );
    ui.label(RichText::new(figures).font(fonts::regular(12.0)));
    let totals = summary.totals;
    if low && totals.checked > 0 {
        let words = format!(
            "{} totals agree · {} differ · {} left out",
            thousands(totals.agree),
            thousands(totals.differ),
            thousands(summary.left_out)
        );
        muted(ui, &style, words);
    } else if low {
        muted(ui, &style, format!("No published totals · {} left out", thousands(summary.left_out)));
    } else {
        figures_ui(ui, &style, summary);
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if totals.differ > 0 && link(ui, &style, &format!("Show the {}", thousands(totals.differ))).clicked() {
            pane.push(Command::Archive(ArchiveCommand::ShowFindings(Some(Kind::TotalsDiffer))));
        }
        let all = held.imported.findings.list().len();
        let elsewhere = all > 0 && pane.app.library.view.tab != PastTab::Findings;
        if elsewhere && link(ui, &style, &format!("All {} problems", thousands(all as u64))).clicked() {
            pane.push(Command::Archive(ArchiveCommand::ShowFindings(None)));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.menu_button("Save collection…", |ui| {
            for form in Format::ALL {
                if ui.button(form.label()).clicked() {
                    pane.push(Command::Archive(ArchiveCommand::AskSave(form)));
                    ui.close();
                }
            }
        });
        ui.menu_button("More", |ui| {
            action_button(ui, pane, Action::Import);
            if ui.button("Say which column is what…").clicked() {
                pane.push(Command::Archive(ArchiveCommand::AskColumns));
            }
            if ui.button("Close the collection").clicked() {
                pane.push(Command::Archive(ArchiveCommand::Close));
            }
        });
    });
}

/// A line for each figure.
fn figures_ui(ui: &mut Ui, style: &Style, summary: &Summary) {
    let totals = summary.totals;
    if totals.checked == 0 {
        muted(ui, style, "These files give no published totals to check.");
    } else {
        figure_ui(ui, totals.agree, style.yes, "published totals agree");
        let colour = if totals.differ == 0 { style.text } else { style.abstain };
        figure_ui(ui, totals.differ, colour, "differ from the votes listed");
    }
    let colour = if summary.left_out == 0 { style.text } else { style.no };
    figure_ui(ui, summary.left_out, colour, "rows or votes left out");
}

fn figure_ui(ui: &mut Ui, n: u64, colour: egui::Color32, words: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let number = RichText::new(thousands(n)).font(fonts::semibold(14.0)).color(colour);
        ui.allocate_ui_with_layout(egui::vec2(52.0, 18.0), egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(number)
        });
        ui.label(RichText::new(words).font(fonts::regular(12.0)));
    });
}

/// What stands in the room while nothing is opened yet.
pub fn empty_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.22);
        ui.label(RichText::new("Eighty years of votes in one place").font(fonts::semibold(18.0)));
        ui.add_space(4.0);
        let words = "Drop files of roll calls on this window, all that belong together at once: votes, members, texts.";
        muted(ui, &pane.style, words);
        ui.add_space(10.0);
        if crate::ui::widgets::primary(ui, &pane.style, "Open files of votes…").on_hover_text("Ctrl Shift O").clicked() {
            pane.push(Command::Archive(ArchiveCommand::Import));
        }
        ui.add_space(18.0);
        let of_votes = |layout: &&Layout| !matches!(layout, Layout::Beside | Layout::Mapped);
        let layouts: Vec<&str> = Layout::ALL.iter().filter(of_votes).map(|layout| layout.label()).collect();
        ui.allocate_ui(egui::vec2(620.0, 90.0), |ui| {
            muted(ui, &pane.style, format!("Known at sight: {}.", layouts.join(" · ")));
            muted(ui, &pane.style, "Any other table of CSV, TSV, XLSX, XLS, ODS or Parquet opens with a form that asks which column is what.");
        });
    });
}
