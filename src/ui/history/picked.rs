//! The roll call that is picked: its counts, what the rules and the record say, and where to go from here.

use egui::{Align2, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::{Command, command::ArchiveCommand, library::Collection},
    archive::RollCall,
    chart::{fonts, text::fitted, verdict::stack},
    model::{Counts, Outcome, Tally, Vote},
    ui::{
        pane::Pane,
        widgets::{muted, pill, primary},
    },
};

/// Draws the card's inside.
pub fn picked_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection) {
    let number = pane.app.library.view.picked;
    let Some((number, roll_call)) = number.and_then(|n| Some((n, held.imported.archive.roll_calls.get(n as usize)?)))
    else {
        ui.label(RichText::new("No roll call is picked").font(fonts::semibold(13.5)));
        muted(ui, &pane.style, "Click one in the list to see its counts, and what the rules say of it.");
        return;
    };
    ui.spacing_mut().item_spacing.y = 5.0;
    // A title has two lines, and all of it under the pointer.
    let mut title = egui::text::LayoutJob::simple(
        roll_call.heading().to_owned(),
        fonts::semibold(13.5),
        pane.style.text,
        ui.available_width(),
    );
    title.wrap.max_rows = 2;
    ui.add(egui::Label::new(title)).on_hover_text(long_title(roll_call));
    ui.add(
        egui::Label::new(
            RichText::new(about(held, number, roll_call)).font(fonts::regular(11.5)).color(pane.style.muted),
        )
        .truncate(),
    );
    if let Some(words) = described(roll_call) {
        let mut words = egui::text::LayoutJob::simple(
            words.to_owned(),
            fonts::regular(11.5),
            pane.style.muted,
            ui.available_width(),
        );
        words.wrap.max_rows = 2;
        ui.add(egui::Label::new(words)).on_hover_text(long_title(roll_call));
    }
    let counts = held.counts(number as usize);
    if let Some(counts) = counts {
        // Where nothing says who was absent, nobody can be counted so.
        let away = held.absences.contains(number) || roll_call.published.absent.is_some();
        counts_ui(ui, pane, &counts, away);
    } else {
        muted(ui, &pane.style, "No votes and no totals are listed.");
    }
    if let Some(words) = differing(&roll_call.published, counts) {
        muted(ui, &pane.style, words);
    }
    says_ui(ui, pane, held, number as usize, roll_call);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let about = "As a dossier in the Vote workspace, to be changed like any other (Enter)";
        if primary(ui, &pane.style, "Open as a what-if").on_hover_text(about).clicked() {
            pane.push(Command::Archive(ArchiveCommand::OpenRollCalls(vec![number])));
        }
        let nearest = egui::Button::new("Nearest texts").min_size(vec2(0.0, 30.0));
        let about = "The roll calls in which members voted most alike";
        if ui.add(nearest).on_hover_text(about).clicked() {
            pane.push(Command::Archive(ArchiveCommand::Nearest(Some(number))));
        }
    });
}

/// What was voted on, where the source says more of it than the title.
fn described(roll_call: &RollCall) -> Option<&str> {
    let heading = roll_call.heading().trim();
    let more = |words: &&str| !words.is_empty() && !heading.contains(*words);
    [roll_call.description.trim(), roll_call.note.trim()].into_iter().find(more)
}

/// "A/RES/68/26 · 5 December 2013 · General Assembly · session 68".
fn about(held: &Collection, number: u32, roll_call: &RollCall) -> String {
    let mut parts = vec![roll_call.label().to_owned()];
    parts.extend(roll_call.date.as_ref().map(crate::model::Date::in_words));
    parts.extend(held.imported.archive.forum(number as usize).map(|forum| forum.name.clone()));
    if !roll_call.session.is_empty() {
        parts.push(format!("session {}", roll_call.session));
    }
    parts.join(" · ")
}

fn long_title(roll_call: &RollCall) -> String {
    let mut parts = vec![roll_call.heading().to_owned()];
    if roll_call.description != *roll_call.heading() && !roll_call.description.is_empty() {
        parts.push(roll_call.description.clone());
    }
    if !roll_call.note.is_empty() {
        parts.push(roll_call.note.clone());
    }
    parts.join("\n\n")
}

fn counts_ui(ui: &mut Ui, pane: &Pane<'_>, counts: &Counts, away: bool) {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), Sense::hover());
    let number = |vote| if vote == Vote::Absent && !away { "–".to_owned() } else { counts.of(vote).to_string() };
    let absent =
        if away { format!("{} not voting", counts.absent) } else { "who did not vote is not listed".to_owned() };
    let words = format!("{} in favour, {} against, {} abstaining, {absent}", counts.yes, counts.no, counts.abstain);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let step = rect.width() / 4.0;
    let columns =
        [(Vote::Yes, "in favour"), (Vote::No, "against"), (Vote::Abstain, "abstain"), (Vote::Absent, "not voting")];
    for (n, (vote, word)) in columns.into_iter().enumerate() {
        let left = rect.left() + step * n as f32;
        let mark = Rect::from_min_size(pos2(left, rect.top() + 3.0), vec2(3.0, 32.0));
        ui.painter().rect_filled(mark, 1.5, style.vote(vote));
        let at = pos2(left + 9.0, rect.top());
        ui.painter().text(at, Align2::LEFT_TOP, number(vote), fonts::semibold(19.0), style.text);
        let under = at + vec2(0.0, 23.0);
        ui.painter().text(under, Align2::LEFT_TOP, word, fonts::regular(11.0), style.muted);
    }
    response.on_hover_text(words);
    let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 13.0), pos2(rect.right(), rect.bottom() - 2.0));
    let parts = [Vote::Yes, Vote::Abstain, Vote::Absent, Vote::No].map(|vote| (vote, u64::from(counts.of(vote))));
    stack(ui.painter(), bar, &parts, parts.iter().map(|(_, n)| n).sum(), &style);
}

/// What was published, where the votes listed give something else.
fn differing(published: &Tally, counts: Option<Counts>) -> Option<String> {
    let counts = counts?;
    let same = |vote| published.of(vote).is_none_or(|total| total == counts.of(vote));
    if Vote::ALL.into_iter().all(same) {
        return None;
    }
    let word = |vote| published.of(vote).map_or_else(|| "?".to_owned(), |n| n.to_string());
    Some(format!(
        "Published: {}–{}–{}; the votes listed give {}–{}–{}.",
        word(Vote::Yes),
        word(Vote::No),
        word(Vote::Abstain),
        counts.yes,
        counts.no,
        counts.abstain
    ))
}

fn says_ui(ui: &mut Ui, pane: &Pane<'_>, held: &Collection, number: usize, roll_call: &RollCall) {
    let rules = held.by_rules(number);
    line_ui(ui, pane, "Rules say", rules, held.rule_words(number));
    if let Some(words) = held.caveat(number) {
        muted(ui, &pane.style, words);
    }
    let words = if roll_call.result.is_empty() { "not stated in this source" } else { &roll_call.result };
    line_ui(ui, pane, "Record says", roll_call.recorded, words);
    if let Some(words) = held.disagreement(number) {
        let text = RichText::new(words).font(fonts::regular(11.5)).color(pane.style.deleted());
        ui.add(egui::Label::new(text).wrap());
    }
}

fn line_ui(ui: &mut Ui, pane: &Pane<'_>, head: &str, outcome: Option<Outcome>, about: &str) {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let word = outcome.map_or("Not known", Outcome::label);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{head}: {word}; {about}")));
    let middle = rect.center().y;
    ui.painter().text(pos2(rect.left(), middle), Align2::LEFT_CENTER, head, fonts::regular(12.0), style.muted);
    let mut left = rect.left() + 88.0;
    if outcome.is_some() {
        let drawn = pill(ui.painter(), (Align2::LEFT_CENTER, pos2(left, middle)), word, outcome, &style);
        left = drawn.right() + 8.0;
    }
    let words = fitted(ui.painter(), about, fonts::regular(12.0), style.muted, rect.right() - left);
    ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words, style.muted);
    response.on_hover_text(about);
}
