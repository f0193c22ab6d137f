//! Every key on one sheet, made from the catalogue of actions.

use egui::{Grid, RichText, Ui};

use crate::{
    app::actions::{Action, Section},
    chart::fonts,
    ui::{
        pane::Pane,
        widgets::{heading, muted},
    },
};

/// What the hand can do that is no action with a key.
const HAND: [(&str, &str); 11] = [
    ("Click a member", "its next vote: Yes, Abstain, No, Absent"),
    ("Shift click", "the vote before"),
    ("Ctrl click", "select without changing"),
    ("Right click", "everything that can be done there"),
    ("Brush, then drag", "paint members; one stroke is one step"),
    ("Letters", "find a member; Enter takes it, then Y A N X"),
    ("Click a bloc", "select its members"),
    ("Shift click a bloc", "add it or take it away"),
    ("Alt click a bloc", "all but its members"),
    ("Ctrl V", "paste two columns: member and vote"),
    ("In a sheet", "type or F2 edits, Ctrl C Ctrl V copy and paste, Ctrl Shift D fills, Ctrl H finds"),
];

/// Draws the sheet.
pub fn shortcuts_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.set_width(840.0);
    heading(ui, "Keys");
    ui.add_space(4.0);
    ui.columns(3, |columns| {
        let [first, second, third] = columns else { return };
        hand_ui(first, pane);
        for (ui, sections) in [
            (second, [Section::File, Section::Edit, Section::Votes]),
            (third, [Section::Selection, Section::Scenario, Section::View]),
        ] {
            for section in sections {
                section_ui(ui, pane, section);
            }
        }
    });
}

fn hand_ui(ui: &mut Ui, pane: &Pane<'_>) {
    muted(ui, &pane.style, "By hand");
    for (what, does) in HAND {
        ui.label(RichText::new(what).font(fonts::semibold(12.0)));
        muted(ui, &pane.style, does);
    }
}

fn section_ui(ui: &mut Ui, pane: &Pane<'_>, section: Section) {
    muted(ui, &pane.style, section.label());
    Grid::new(section.label()).num_columns(2).spacing([10.0, 4.0]).show(ui, |ui| {
        for action in Action::ALL.into_iter().filter(|action| action.section() == section) {
            let Some(keys) = action.shortcut() else { continue };
            ui.label(RichText::new(keys.words()).font(fonts::semibold(12.0)));
            let words = action.label(pane.app);
            let words = words.split(':').next().unwrap_or(&words).to_owned();
            ui.label(RichText::new(words).font(fonts::regular(12.0)));
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}
