//! What can be pointed at on a chart: each mark with its place, its words and what it stands for.

use std::collections::BTreeSet;

use egui::{Pos2, Rect};

use super::style::Style;
use crate::{
    model::{GroupId, MemberId, Vote},
    scenario::Cast,
};

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// One member.
    Member(MemberId),
    /// All who voted one way; of one group, where it is named.
    Segment(Option<GroupId>, Vote),
    /// A group.
    Group(GroupId),
    /// A column of a table, by which it can be sorted.
    Column(Column),
    /// A pair of members or of groups, by their names.
    Pair(String, String),
    /// A node of the tree of texts, by its number.
    Path(usize),
    /// All who do one thing in the first scenario and one in the second.
    Flow(Cast, Cast),
    /// All who do one thing in the first scenario (0) or in the second (1).
    Block(usize, Cast),
}

/// A column of the table of votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The code.
    Code,
    /// The name.
    #[default]
    Name,
    /// The vote on the floor as it is shown.
    Vote,
    /// The vote on the record.
    Recorded,
    /// The regional group.
    Region,
    /// The groups it belongs to.
    Groups,
    /// Why it may not vote, and remarks.
    Remark,
}

/// The form of a mark, for telling what the pointer is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A disc.
    Disc(Pos2, f32),
    /// A rectangle.
    Box(Rect),
    /// A ribbon from one upright edge to another.
    Ribbon(Ribbon),
}

/// A ribbon that leaves one upright edge and reaches another, level at both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ribbon {
    /// Where the two edges stand.
    pub x: [f32; 2],
    /// The top and the foot of the edge it leaves.
    pub from: [f32; 2],
    /// The top and the foot of the edge it reaches.
    pub to: [f32; 2],
}

impl Ribbon {
    /// Its top and foot after a share of the way, from 0 to 1.
    #[must_use]
    pub fn at(self, share: f32) -> [f32; 2] {
        let share = share.clamp(0.0, 1.0);
        let risen = share * share * (3.0 - 2.0 * share);
        let between = |from: f32, to: f32| from + (to - from) * risen;
        [between(self.from[0], self.to[0]), between(self.from[1], self.to[1])]
    }

    /// A box that lies on the ribbon where it begins, before it crosses any other.
    #[must_use]
    pub fn handle(self) -> Rect {
        let [left, right] = self.x;
        let [top, bottom] = self.at(0.06);
        let rect = Rect::from_min_max(
            egui::pos2(left + (right - left) * 0.02, top),
            egui::pos2(left + (right - left) * 0.1, bottom),
        );
        if rect.height() < 1.5 { Rect::from_center_size(rect.center(), egui::vec2(rect.width(), 1.5)) } else { rect }
    }
}

impl Form {
    /// The smallest rectangle around it.
    #[must_use]
    pub fn rect(self) -> Rect {
        match self {
            Self::Disc(centre, radius) => Rect::from_center_size(centre, egui::Vec2::splat(radius * 2.0)),
            Self::Box(rect) => rect,
            Self::Ribbon(Ribbon { x: [left, right], from, to }) => {
                Rect::from_min_max(egui::pos2(left, from[0].min(to[0])), egui::pos2(right, from[1].max(to[1])))
            }
        }
    }

    /// Whether `pos` lies within.
    #[must_use]
    pub fn contains(self, pos: Pos2) -> bool {
        match self {
            Self::Disc(centre, radius) => centre.distance_sq(pos) <= radius * radius,
            Self::Box(rect) => rect.contains(pos),
            Self::Ribbon(ribbon) => {
                let [left, right] = ribbon.x;
                let share = (pos.x - left) / (right - left).max(1.0);
                let [top, bottom] = ribbon.at(share);
                // A ribbon of one member is thinner than a hand is steady.
                let slack = ((4.0 - (bottom - top)) / 2.0).max(0.0);
                (0.0..=1.0).contains(&share) && pos.y >= top - slack && pos.y <= bottom + slack
            }
        }
    }
}

/// Something on a chart that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub target: Target,
    /// Where it is.
    pub form: Form,
    /// What it says to who cannot see it: "United States, No".
    pub label: String,
}

/// What a chart draws over its data: who is selected, locked, pointed at.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// The colours.
    pub style: Style,
    /// Whether this is drawn for a file: no traces of the pointer, real outlines in place of meshes.
    pub export: bool,
    /// Selected members.
    pub selected: &'a BTreeSet<MemberId>,
    /// Locked members.
    pub locked: &'a BTreeSet<MemberId>,
    /// Members that something else on the screen points at.
    pub lit: &'a BTreeSet<MemberId>,
    /// The order of the seats while the hand is at work, so that no seat slips away from under it.
    pub held: Option<&'a [MemberId]>,
    /// How the floor is drawn.
    pub options: FloorOptions,
}

impl Look<'_> {
    /// A look for a file, or for a screen where nothing is selected.
    #[must_use]
    pub fn plain(style: Style, options: FloorOptions) -> Self {
        static NOBODY: BTreeSet<MemberId> = BTreeSet::new();
        Self { style, export: true, selected: &NOBODY, locked: &NOBODY, lit: &NOBODY, held: None, options }
    }
}

/// By what the seats of a chamber are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatOrder {
    /// By vote, then code.
    #[default]
    Vote,
    /// By name.
    Name,
    /// By regional group, then code.
    Region,
}

/// What the colour of a seat shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourBy {
    /// The vote.
    #[default]
    Vote,
    /// The regional group.
    Region,
    /// Whether the vote differs from the record.
    Change,
    /// How the whip count expects it to vote, and how surely.
    Whip,
}

/// What is written on a seat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatLabel {
    /// The member's code.
    #[default]
    Code,
    /// The letter of its vote.
    Letter,
    /// Nothing.
    None,
}

/// How the floor is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FloorOptions {
    /// The order of the seats.
    pub order: SeatOrder,
    /// What the colour shows.
    pub colour: ColourBy,
    /// What is written on a seat.
    pub label: SeatLabel,
    /// By which column the table is sorted.
    pub sort: Column,
    /// Whether the table is sorted backwards.
    pub descending: bool,
}
