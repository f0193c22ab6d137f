//! Everything that this room says of one final vote, worked out together.

use super::{
    agenda::{self, Agenda},
    course::Course,
    killers::{self, Killers},
    look_ahead::{self, LookAhead},
    orders::{self, Orders},
    play::Play,
    setting::Setting,
    tree::{self, Tree},
};
use crate::model::TextId;

/// What there is to say of a final vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The steps that lead to it.
    pub agenda: Agenda,
    /// Every text that could reach it, or why they are not shown.
    pub tree: Result<Tree, String>,
    /// What look-ahead voters do, or why nobody can look ahead.
    pub look_ahead: Result<LookAhead, String>,
    /// What the order does, or why that is not known.
    pub orders: Result<Orders, String>,
    /// The amendments that sink the text or save it.
    pub killers: Killers,
}

/// Everything that there is to say of the final vote that `text` belongs to. None where the text or its body is missing.
#[must_use]
pub fn study(setting: &Setting<'_>, text: &TextId) -> Option<Study> {
    let course = Course::new(*setting, text)?;
    let play = Play::new(&course);
    Some(Study {
        agenda: agenda::of_course(&play),
        tree: tree::of_course(&play),
        look_ahead: look_ahead::of_course(&play),
        orders: orders::of_course(&play),
        killers: killers::of_course(&play),
    })
}
