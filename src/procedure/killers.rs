//! Amendments that sink the text they amend, and those that save it.

use super::{course::Course, look_ahead::End, play::Play, setting::Setting, votes::bit};
use crate::model::{Outcome, TextId};

/// An amendment whose adoption turns the outcome of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turner {
    /// The amendment.
    pub id: TextId,
    /// Where its adoption leads, the other votes as sincere voters have them.
    pub with: End,
    /// Where its loss leads.
    pub without: End,
}

/// The amendments whose adoption turns the outcome of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Killers {
    /// Adopted, they sink a text that is adopted without them.
    pub sink: Vec<Turner>,
    /// Adopted, they save a text that is not adopted without them.
    pub save: Vec<Turner>,
}

/// Finds the amendments whose adoption turns the outcome of the text that `text` belongs to, the other votes being as
/// sincere voters have them. None where there is no such text.
#[must_use]
pub fn killers(setting: &Setting<'_>, text: &TextId) -> Option<Killers> {
    let course = Course::new(*setting, text)?;
    Some(of_course(&Play::new(&course)))
}

/// The killers of a course.
pub(super) fn of_course(play: &Play<'_, '_>) -> Killers {
    let course = play.course;
    let mut found = Killers::default();
    for item in (0..course.items.len()).filter(|item| course.amendments & bit(*item) != 0) {
        let (with, without) = (play.sincere_path(&[(item, true)]), play.sincere_path(&[(item, false)]));
        // One that an earlier amendment leaves nothing of cannot be adopted.
        let put = with.adopted & bit(item) != 0;
        let Some((_, entry)) = course.item_entry(item).filter(|_| put && with.known && without.known) else { continue };
        let (with, without) = (End::of(course, with.adopted), End::of(course, without.adopted));
        let stands = |end: &End| end.outcome.map(Outcome::is_adopted);
        let list = match (stands(&with), stands(&without)) {
            (Some(false), Some(true)) => &mut found.sink,
            (Some(true), Some(false)) => &mut found.save,
            _ => continue,
        };
        list.push(Turner { id: entry.id.clone(), with, without });
    }
    found
}
