//! Whether the order of voting matters, what sincere and look-ahead voters end in, and which amendments sink the text.

use egui::{Align, Layout, RichText, Ui};

use crate::{
    app::{Command, case::ShownCase, command::CaseCommand},
    chart::fonts,
    model::{MemberId, Movers, Outcome, Roster, TextId},
    procedure::{End, Ends, Orders, Reason, Turn},
    scenario::{Change, ChangeKind},
    ui::{
        pane::Pane,
        vote::card,
        widgets::{heading, link, muted},
    },
};

/// Draws the card.
pub fn matter_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    card(ui, pane, |ui, pane| {
        ui.spacing_mut().interact_size.y = 18.0;
        heading(ui, "Does the order matter?");
        match &case.orders {
            Ok(orders) => answer_ui(ui, case, orders),
            Err(why) => drop(muted(ui, &pane.style, why)),
        }
        ends_ui(ui, pane, case);
        turners_ui(ui, pane, case);
        path_ui(ui, pane, case);
        rank_ui(ui, pane, case);
    });
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut words = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// The answer in one or two sentences.
fn answer_ui(ui: &mut Ui, case: &ShownCase, orders: &Orders) {
    let allowed = orders.allowed;
    let mut lines = vec![sentence(case, &orders.sincere, allowed, "")];
    if let Ok(ends) = &orders.look_ahead
        && ends.matters() != orders.sincere.matters()
    {
        lines.push(sentence(case, ends, allowed, "For look-ahead voters: "));
    }
    if !orders.present_allowed {
        lines.push("The order as it stands is not the furthest first (rule 90).".to_owned());
    }
    for line in lines {
        ui.add(egui::Label::new(RichText::new(line).font(fonts::regular(12.5))).wrap());
    }
}

fn sentence(case: &ShownCase, ends: &Ends, allowed: u64, lead: &str) -> String {
    let all = match allowed {
        1 => "The one order that the rules allow ends".to_owned(),
        n => format!("All {} orders end", grouped(n)),
    };
    match ends.matters() {
        Some(false) if allowed == 1 => format!("{lead}No. {all} with this text."),
        Some(false) => format!("{lead}No. {all} with the same text."),
        Some(true) => {
            let parts: Vec<String> = ends
                .ends
                .iter()
                .take(3)
                .map(|end| format!("{} with {}", grouped(end.orders), text_words(case, &end.end)))
                .collect();
            let more = ends.ends.len().saturating_sub(3);
            let more = if more > 0 { format!(" and {more} other texts") } else { String::new() };
            format!("{lead}Yes. Of {} orders, {}{more}.", grouped(allowed), parts.join("; "))
        }
        None if !ends.every => {
            format!("{lead}Not known: of {} orders only the present one was followed.", grouped(allowed))
        }
        None => format!("{lead}Not known: some votes on the way are not."),
    }
}

/// "L.13, L.14 adopted in it, adopted"
fn text_words(case: &ShownCase, end: &End) -> String {
    let names: Vec<&str> = end.adopted.iter().map(|id| case.name(id)).collect();
    let text = if names.is_empty() { "no amendment".to_owned() } else { names.join(", ") };
    format!("{text} ({})", outcome_words(end.outcome))
}

fn outcome_words(outcome: Option<Outcome>) -> String {
    outcome.map_or("not known", Outcome::label).to_lowercase()
}

/// What a text is in few words: "as amended, adopted".
fn end_words(end: &End) -> String {
    let text = if end.adopted.is_empty() { "unamended" } else { "as amended" };
    format!("{text}, {}", outcome_words(end.outcome))
}

fn row(ui: &mut Ui, pane: &Pane<'_>, name: &str, words: &str, strong: bool) {
    let style = pane.style;
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).font(fonts::regular(12.0)).color(style.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let colour = if strong { style.deleted() } else { style.text };
            let text = RichText::new(words).font(fonts::semibold(12.0)).color(colour);
            ui.add(egui::Label::new(text).truncate());
        });
    });
}

fn ends_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let sincere = match (&case.look_ahead, &case.tree) {
        (Ok(ahead), _) => ahead.sincere.as_ref().map_or("not known".to_owned(), end_words),
        (Err(_), Ok(tree)) => tree.leaf_on(|on| on.sincere).map_or("not known".to_owned(), |leaf| {
            let text = if leaf.adopted.is_empty() { "unamended" } else { "as amended" };
            format!("{text}, {}", outcome_words(leaf.outcome))
        }),
        _ => "not known".to_owned(),
    };
    row(ui, pane, "Sincere voters", &sincere, false);
    match &case.look_ahead {
        Ok(ahead) => row(ui, pane, "Look-ahead voters", &end_words(&ahead.end), false),
        Err(why) => {
            row(ui, pane, "Look-ahead voters", "not known", false);
            muted(ui, &pane.style, why);
        }
    }
}

fn turners_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    if case.killers.sink.is_empty() && case.killers.save.is_empty() {
        row(ui, pane, "Killer amendment", "none", false);
    }
    for killer in &case.killers.sink {
        row(ui, pane, "Killer amendment", &format!("{} would sink the text", case.name(&killer.id)), true);
    }
    for saver in &case.killers.save {
        row(ui, pane, "Saving amendment", &format!("{} would save it", case.name(&saver.id)), false);
    }
}

/// The votes of look-ahead voters one by one, with those who do not vote as they sincerely would.
fn path_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let Ok(ahead) = &case.look_ahead else { return };
    let open = pane.local.path_of_play;
    let words = if open { "Hide the path of play" } else { "Show the path of play" };
    if link(ui, &pane.style, words).clicked() {
        pane.local.path_of_play = !open;
    }
    if !open {
        return;
    }
    for turn in &ahead.turns {
        turn_ui(ui, pane, case, turn);
    }
    let end = format!("Ends: {}", text_words(case, &ahead.end));
    ui.add(egui::Label::new(RichText::new(end).font(fonts::semibold(12.0))).wrap());
}

fn turn_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase, turn: &Turn) {
    let style = pane.style;
    let result = if turn.adopted { "adopted" } else { "rejected" };
    let count = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let tally = &turn.tally;
    let counts = if tally.is_empty() {
        String::new()
    } else {
        format!(" {}–{}–{}", count(tally.yes), count(tally.no), count(tally.abstain))
    };
    let head = format!("{}: {result}{counts}", case.name(&turn.id));
    ui.add(egui::Label::new(RichText::new(head).font(fonts::semibold(12.0))).wrap());
    let choice = match turn.reason {
        Reason::Chosen => {
            format!("with it {}, without it {}", text_words(case, &turn.with), text_words(case, &turn.without))
        }
        Reason::Indifferent => "both ends are the same to everybody: as sincere voters would".to_owned(),
        Reason::Assumed => "assumed in this scenario".to_owned(),
    };
    muted(ui, &style, choice);
    let against: Vec<MemberId> = turn.otherwise.iter().filter(|o| o.against()).map(|o| o.member.clone()).collect();
    if !turn.otherwise.is_empty() {
        let others = turn.otherwise.len();
        let words = format!("{others} vote otherwise than sincerely, {} of them against it", against.len());
        let members = turn.otherwise.iter().map(|o| o.member.clone()).collect();
        if link(ui, &style, &words).on_hover_text("Click selects them").clicked() {
            let only = crate::app::command::Selection::Only(members);
            pane.view(crate::app::command::ViewCommand::Select(only));
        }
    }
}

/// How the selected members rank the text that is shown, set by hand.
fn rank_ui(ui: &mut Ui, pane: &mut Pane<'_>, case: &ShownCase) {
    let selected = pane.app.selection();
    let Some(leaf) = case.leaf.and_then(|n| case.tree.as_ref().ok()?.leaves.get(n)) else { return };
    if selected.is_empty() {
        muted(ui, &pane.style, "Members rank each text as they would vote on it. Select some to rank one by hand.");
        return;
    }
    let (words, rank) = match selected.as_slice() {
        [one] => (pane.app.document.dossier.member_name(one).to_owned(), "ranks"),
        many => (format!("{} selected", many.len()), "rank"),
    };
    muted(
        ui,
        &pane.style,
        format!("How {words} {rank} the text shown ({}); no text is 0", begun_small(&case.leaf_words)),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 7.0;
        for rank in -3..=3 {
            if ui.button(format!("{rank:+}").replace("+0", "0")).clicked() {
                push_rank(pane, case, &selected, &leaf.adopted, rank, &words);
            }
        }
    });
}

/// Words within a sentence: symbols and names keep their capitals.
fn begun_small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn push_rank(pane: &mut Pane<'_>, case: &ShownCase, who: &[MemberId], with: &[TextId], rank: i32, words: &str) {
    let label = format!("{words}: rank {rank} {}", begun_small(&case.leaf_words));
    let movers = Movers::Members(who.iter().cloned().collect::<Roster>());
    let kind = ChangeKind::Rank { movers, with: with.to_vec(), rank };
    let change = Change::new(case.agenda.root.clone(), label, kind);
    pane.push(Command::Case(CaseCommand::Put(Box::new(change))));
}
