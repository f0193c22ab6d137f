//! The wording of a draft, what an amendment does to it, what a part holds of it; which amendments cannot stand beside
//! each other, and who is a party. Folded away until it is wanted.

use egui::{CollapsingHeader, ComboBox, Grid, RichText, Ui};

use super::fields;
use crate::{
    app::{
        Command,
        command::{EditCommand, EditKind, TextEdit, WordingEdit},
        jobs,
    },
    chart::fonts,
    model::{Dossier, Edit, MemberId, Paragraph, Place, Roster, Text, TextId, TextKind, fold},
    ui::{pane::Pane, widgets::muted},
};

/// How wide a paragraph stands.
const WIDE: f32 = 520.0;

fn push(pane: &mut Pane<'_>, edit: TextEdit) {
    pane.push(Command::Edit(EditCommand::Text(edit)));
}

fn change(pane: &mut Pane<'_>, text: &Text, edit: WordingEdit) {
    push(pane, TextEdit::Wording(text.id.clone(), edit));
}

fn fold_ui(ui: &mut Ui, title: &str, about: &str, show: impl FnOnce(&mut Ui)) {
    let words = if about.is_empty() { title.to_owned() } else { format!("{title}: {about}") };
    CollapsingHeader::new(RichText::new(words).font(fonts::semibold(13.5))).id_salt(title).show(ui, |ui| {
        show(ui);
        ui.add_space(6.0);
    });
}

fn many(n: usize, one: &str, more: &str) -> String {
    match n {
        0 => String::new(),
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    }
}

/// Draws the wording of a draft, the edits of an amendment, or what a part holds. A motion has none.
pub fn wording_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    match text.kind {
        TextKind::Draft | TextKind::AsAmended => {
            let about = many(text.paragraphs.len(), "paragraph", "paragraphs");
            fold_ui(ui, "Wording", &about, |ui| paragraphs_ui(ui, pane, text));
        }
        TextKind::Amendment => {
            let about = many(text.edits.len(), "edit", "edits");
            fold_ui(ui, "Wording", &about, |ui| edits_ui(ui, pane, &dossier, text));
        }
        TextKind::Part => {
            let about = many(text.holds.len(), "paragraph", "paragraphs");
            fold_ui(ui, "Wording", &about, |ui| holds_ui(ui, pane, &dossier, text));
        }
        TextKind::Motion => {}
    }
}

fn paragraphs_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    muted(ui, &pane.style, "The draft before any amendment, in paragraphs. Amendments and parts name them.");
    for (n, paragraph) in text.paragraphs.iter().enumerate() {
        ui.push_id(n, |ui| ui.horizontal_top(|ui| paragraph_ui(ui, pane, text, n, paragraph)));
    }
    ui.horizontal(|ui| {
        if ui.button("Add a preambular paragraph").clicked() {
            change(pane, text, WordingEdit::AddParagraph(Place::Preambular));
        }
        if ui.button("Add an operative paragraph").clicked() {
            change(pane, text, WordingEdit::AddParagraph(Place::Operative));
        }
    });
}

fn paragraph_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text, n: usize, paragraph: &Paragraph) {
    if let Some(id) = fields::bare(ui, &format!("Name of paragraph {}", n + 1), &paragraph.id, 60.0) {
        change(pane, text, WordingEdit::Paragraph(n, Paragraph { id, ..paragraph.clone() }));
    }
    if let Some(words) = fields::area(ui, &format!("Paragraph {}", paragraph.id), &paragraph.text, WIDE) {
        change(pane, text, WordingEdit::Paragraph(n, Paragraph { text: words, ..paragraph.clone() }));
    }
    place_ui(ui, paragraph.place, &format!("Place of paragraph {}", paragraph.id), |place| {
        change(pane, text, WordingEdit::Paragraph(n, Paragraph { place, ..paragraph.clone() }));
    });
    let id = &paragraph.id;
    if named(ui.add_enabled(n > 0, egui::Button::new("Up")), format!("Move paragraph {id} up")).clicked() {
        change(pane, text, WordingEdit::MoveParagraph(n, false));
    }
    if named(ui.button("Remove"), format!("Remove paragraph {id}")).clicked() {
        change(pane, text, WordingEdit::RemoveParagraph(n));
    }
}

/// A button that is read aloud with what it is about.
fn named(button: egui::Response, name: String) -> egui::Response {
    button.ctx.accesskit_node_builder(button.id, |node| node.set_label(name.as_str())).unwrap_or_default();
    button.on_hover_text(name)
}

fn place_ui(ui: &mut Ui, now: Place, name: &str, pick: impl FnOnce(Place)) {
    let word = |place: Place| match place {
        Place::Preambular => "preambular",
        Place::Operative => "operative",
    };
    let mut picked = None;
    let shown = ComboBox::from_id_salt("place").width(96.0).selected_text(word(now)).show_ui(ui, |ui| {
        for place in [Place::Preambular, Place::Operative] {
            if ui.selectable_label(place == now, word(place)).clicked() {
                picked = Some(place);
            }
        }
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_label(name)).unwrap_or_default();
    if let Some(place) = picked.filter(|place| *place != now) {
        pick(place);
    }
}

fn edits_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, text: &Text) {
    let Some(amended) = text.amends.as_ref() else {
        muted(ui, &pane.style, "Say above which text it amends; then say here what it does to its words.");
        return;
    };
    let there = dossier.paragraphs(amended);
    if there.is_empty() {
        muted(ui, &pane.style, "The text that it amends has no paragraphs yet; give it some under its own wording.");
    }
    for (n, edit) in text.edits.iter().enumerate() {
        ui.push_id(("edit", n), |ui| {
            ui.separator();
            edit_ui(ui, pane, text, (n, edit), &there);
        });
    }
    ui.horizontal(|ui| {
        let kinds = [
            (EditKind::Replace, "Replace words"),
            (EditKind::Delete, "Take words out"),
            (EditKind::Insert, "Put in a paragraph"),
        ];
        for (kind, words) in kinds {
            let can = kind == EditKind::Insert || !there.is_empty();
            if ui.add_enabled(can, egui::Button::new(words)).clicked() {
                change(pane, text, WordingEdit::AddEdit(kind));
            }
        }
    });
}

fn edit_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text, (n, edit): (usize, &Edit), there: &[&Paragraph]) {
    let number = n + 1;
    let keep = |pane: &mut Pane<'_>, edit: Edit| change(pane, text, WordingEdit::Edit(n, edit));
    Grid::new("edit").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| match edit {
        Edit::Insert { after, paragraph } => {
            let label = ui.label("New paragraph after").id;
            ui.horizontal(|ui| {
                after_ui(ui, label, after.as_deref(), there, |after| {
                    keep(pane, Edit::Insert { after, paragraph: paragraph.clone() });
                });
                let put = |paragraph: Paragraph| Edit::Insert { after: after.clone(), paragraph };
                ui.label("called");
                if let Some(id) =
                    fields::bare(ui, &format!("Name of the paragraph of edit {number}"), &paragraph.id, 60.0)
                {
                    keep(pane, put(Paragraph { id, ..paragraph.clone() }));
                }
                place_ui(ui, paragraph.place, &format!("Place of the paragraph of edit {number}"), |place| {
                    keep(pane, put(Paragraph { place, ..paragraph.clone() }));
                });
                remove_ui(ui, pane, text, n);
            });
            ui.end_row();
            ui.label("Words");
            if let Some(words) = fields::area(ui, &format!("Words of edit {number}"), &paragraph.text, WIDE) {
                keep(
                    pane,
                    Edit::Insert { after: after.clone(), paragraph: Paragraph { text: words, ..paragraph.clone() } },
                );
            }
            ui.end_row();
        }
        Edit::Replace { paragraph, words, with } => {
            row_ui(ui, pane, text, (n, paragraph, there), |paragraph| Edit::Replace {
                paragraph,
                words: words.clone(),
                with: with.clone(),
            });
            let make = |words| Edit::Replace { paragraph: paragraph.clone(), words, with: with.clone() };
            gone_ui(ui, pane, text, (n, words), (paragraph, there), make);
            ui.label("Words that come");
            if let Some(with) = fields::area(ui, &format!("Words that come in edit {number}"), with, WIDE) {
                keep(pane, Edit::Replace { paragraph: paragraph.clone(), words: words.clone(), with });
            }
            ui.end_row();
        }
        Edit::Delete { paragraph, words } => {
            row_ui(ui, pane, text, (n, paragraph, there), |paragraph| Edit::Delete { paragraph, words: words.clone() });
            let make = |words| Edit::Delete { paragraph: paragraph.clone(), words };
            gone_ui(ui, pane, text, (n, words), (paragraph, there), make);
        }
    });
}

fn remove_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text, n: usize) {
    if named(ui.button("Remove"), format!("Remove edit {}", n + 1)).clicked() {
        change(pane, text, WordingEdit::RemoveEdit(n));
    }
}

/// The paragraph that an edit touches.
fn row_ui(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    text: &Text,
    (n, now, there): (usize, &str, &[&Paragraph]),
    make: impl Fn(String) -> Edit,
) {
    let label = ui.label("In paragraph").id;
    ui.horizontal(|ui| {
        let shown = ComboBox::from_id_salt("paragraph").width(80.0).selected_text(now).show_ui(ui, |ui| {
            for paragraph in there {
                if ui.selectable_label(paragraph.id == now, &paragraph.id).clicked() && paragraph.id != now {
                    change(pane, text, WordingEdit::Edit(n, make(paragraph.id.clone())));
                }
            }
        });
        shown.response.labelled_by(label);
        remove_ui(ui, pane, text, n);
    });
    ui.end_row();
}

/// The words that an edit takes out, and whether they stand there.
fn gone_ui(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    text: &Text,
    (n, words): (usize, &str),
    (paragraph, there): (&str, &[&Paragraph]),
    make: impl Fn(String) -> Edit,
) {
    ui.label("Words that go");
    ui.vertical(|ui| {
        if let Some(words) = fields::area(ui, &format!("Words that go in edit {}", n + 1), words, WIDE) {
            change(pane, text, WordingEdit::Edit(n, make(words)));
        }
        let held = there.iter().find(|held| held.id == paragraph);
        if words.is_empty() {
            muted(ui, &pane.style, "Nothing here means the whole paragraph.");
        } else if held.is_some_and(|held| !held.text.contains(words)) {
            muted(ui, &pane.style, format!("These words do not stand in {paragraph}, so nothing is changed."));
        }
    });
    ui.end_row();
}

/// The paragraph after which a new one stands; the head where none is named.
fn after_ui(
    ui: &mut Ui,
    label: egui::Id,
    now: Option<&str>,
    there: &[&Paragraph],
    mut pick: impl FnMut(Option<String>),
) {
    let word = |after: Option<&str>| after.unwrap_or("the head").to_owned();
    let shown = ComboBox::from_id_salt("after").width(96.0).selected_text(word(now)).show_ui(ui, |ui| {
        for after in std::iter::once(None).chain(there.iter().map(|paragraph| Some(paragraph.id.as_str()))) {
            if ui.selectable_label(after == now, word(after)).clicked() && after != now {
                pick(after.map(str::to_owned));
            }
        }
    });
    shown.response.labelled_by(label);
}

fn holds_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, text: &Text) {
    let there = text.amends.as_ref().map(|id| dossier.paragraphs(id)).unwrap_or_default();
    if there.is_empty() {
        muted(ui, &pane.style, "Say above of which text it is a part, and give that text paragraphs.");
    }
    for paragraph in there {
        let mut on = text.holds.contains(&paragraph.id);
        if ui.checkbox(&mut on, format!("{} {}", paragraph.id, paragraph.text)).clicked() {
            change(pane, text, WordingEdit::Holds(paragraph.id.clone(), on));
        }
    }
}

/// Draws what decides the order and the standing of a text: the distance of an amendment and what it excludes, the
/// parties to the dispute that a draft is about.
pub fn procedure_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &Text) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    match text.kind {
        TextKind::Amendment => fold_ui(ui, "Procedure", "", |ui| amendment_ui(ui, pane, &dossier, text)),
        TextKind::Draft | TextKind::AsAmended => {
            fold_ui(ui, "Procedure", "", |ui| parties_ui(ui, pane, &dossier, text));
        }
        TextKind::Part | TextKind::Motion => {}
    }
}

fn amendment_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, text: &Text) {
    ui.horizontal(|ui| {
        ui.label("Distance from the draft");
        if let Some(distance) = fields::distance(ui, "Distance from the draft", text.distance, 46.0) {
            let id: TextId = text.id.clone();
            distance.take(pane, |distance| Command::Edit(EditCommand::Text(TextEdit::Distance(id, distance))));
        }
        muted(ui, &pane.style, "The highest number is the furthest in substance, and voted first (rule 90).");
    });
    let others: Vec<&Text> = dossier
        .texts
        .iter()
        .filter(|other| other.id != text.id && other.kind == TextKind::Amendment)
        .filter(|other| text.amends.is_some() && other.amends == text.amends)
        .collect();
    if others.is_empty() {
        muted(ui, &pane.style, "There is no other amendment that it could exclude.");
        return;
    }
    ui.label("Cannot stand beside");
    for other in others {
        let mut on = text.excludes.contains(&other.id) || other.excludes.contains(&text.id);
        if ui.checkbox(&mut on, other.short_name()).clicked() {
            push(pane, TextEdit::Excludes(text.id.clone(), other.id.clone(), on));
        }
    }
}

fn parties_ui(ui: &mut Ui, pane: &mut Pane<'_>, dossier: &Dossier, text: &Text) {
    ui.horizontal(|ui| {
        ui.label("Parties to the dispute");
        let now = String::from(text.parties.clone());
        if let Some(typed) = fields::bare(ui, "Parties to the dispute", &now, 260.0) {
            match parties(dossier, &typed) {
                Ok(parties) => push(pane, TextEdit::Parties(text.id.clone(), parties)),
                Err(why) => pane.push(jobs::failed(&why)),
            }
        }
    });
    muted(
        ui,
        &pane.style,
        "Codes such as RUS. They must abstain only where that is switched on (Charter Art. 27 (3)); who is a party is a \
         judgement.",
    );
}

/// Members by their codes as typed.
fn parties(dossier: &Dossier, typed: &str) -> Result<Roster, String> {
    let codes = typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|code| !code.is_empty());
    codes
        .map(|code| {
            let known = dossier.members.iter().find(|member| fold(member.id.as_str()) == fold(code));
            known.map(|member| member.id.clone()).ok_or_else(|| format!("\"{code}\" is the code of no member."))
        })
        .collect::<Result<Vec<MemberId>, String>>()
        .map(|members| members.into_iter().collect())
}
