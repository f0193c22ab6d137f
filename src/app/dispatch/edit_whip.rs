//! A whip count changed: who is expected to vote how, who says so, and how far that is believed.

use super::edit::edit;
use crate::{
    app::{command::WhipEdit, state::App},
    model::{Lean, MemberId, Stance, Standing, TextId, Vote, Whip},
};

pub(super) fn dispatch(app: &mut App, id: &TextId, command: WhipEdit) -> Result<(), String> {
    match command {
        WhipEdit::Begin => begin(app, id),
        WhipEdit::End => edit(app, "Without a whip count", |dossier| {
            let text = dossier.texts.iter_mut().find(|text| text.id == *id).ok_or("That text is gone.")?;
            text.whip = None;
            Ok(())
        }),
        WhipEdit::Stance(members, None) => change(app, id, &label(&members, "not in the whip count"), |whip| {
            whip.leans.retain(|member, _| !members.contains(member));
        }),
        WhipEdit::Stance(members, Some(stance)) => change(app, id, &label(&members, stance.label()), |whip| {
            for member in members.clone() {
                whip.leans.entry(member).or_insert_with(|| Lean::new(stance)).stance = stance;
            }
        }),
        WhipEdit::Percent(members, percent) => leans(app, id, &members, "chance", |lean| lean.percent = percent),
        WhipEdit::Source(members, source) => leans(app, id, &members, "source", |lean| lean.source = source),
        WhipEdit::Date(members, date) => leans(app, id, &members, "date", |lean| lean.date = date.clone()),
        WhipEdit::Note(members, note) => {
            leans(app, id, &members, "note", |lean| note.trim().clone_into(&mut lean.note))
        }
        WhipEdit::Discount(source, percent) => {
            change(app, id, &format!("Discount of what is {}", source.label().to_lowercase()), |whip| {
                *whip.discounts.of_mut(source) = percent;
            })
        }
        WhipEdit::Together(together) => change(app, id, "How far members go together", |whip| whip.together = together),
        WhipEdit::Seed(seed) => change(app, id, "Seed of the draw", |whip| whip.seed = seed),
    }
}

fn label(members: &[MemberId], what: &str) -> String {
    match members {
        [one] => format!("Whip count: {one} {what}"),
        many => format!("Whip count: {} members {what}", many.len()),
    }
}

/// Changes the whip count of a text, which is begun where there is none.
fn change(app: &mut App, id: &TextId, label: &str, with: impl FnOnce(&mut Whip)) -> Result<(), String> {
    edit(app, label, |dossier| {
        let text = dossier.texts.iter_mut().find(|text| text.id == *id).ok_or("That text is gone.")?;
        with(text.whip.get_or_insert_default());
        Ok(())
    })
}

/// Changes what is known of members that are in the whip count.
fn leans(app: &mut App, id: &TextId, members: &[MemberId], what: &str, with: impl Fn(&mut Lean)) -> Result<(), String> {
    change(app, id, &label(members, what), |whip| {
        for member in members {
            if let Some(lean) = whip.leans.get_mut(member) {
                with(lean);
            }
        }
    })
}

/// Begins with the votes that are shown, each as a stance that leans: start full, mark exceptions.
fn begin(app: &mut App, id: &TextId) -> Result<(), String> {
    let shown = app.shown.vote.as_ref().map(|vote| vote.ballot.clone()).ok_or("Choose a text first.")?;
    change(app, id, "Begin a whip count", |whip| {
        for seat in shown.seats.iter().filter(|seat| seat.standing == Standing::Voting) {
            let stance = match seat.vote {
                Some(Vote::Yes) => Stance::LeanYes,
                Some(Vote::No) => Stance::LeanNo,
                Some(Vote::Abstain) => Stance::LeanAbstain,
                Some(Vote::Absent) => Stance::LikelyAbsent,
                None => Stance::Undecided,
            };
            whip.leans.insert(seat.member.clone(), Lean::new(stance));
        }
    })
}
