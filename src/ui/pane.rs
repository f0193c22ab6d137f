//! What every panel is handed: the app to read, a place for commands, and what only the screen remembers.

use std::collections::BTreeSet;

use egui::{Rect, Vec2};

use crate::{
    app::{App, Command, command::ViewCommand, session::Workspace},
    chart::{mark::Look, style::Style},
    model::MemberId,
};

/// What only the screen remembers: where the pointer is, how far a map is moved, what stands in a field.
#[derive(Debug, Default)]
pub struct Local {
    /// The workspace of the last frame.
    pub workspace: Option<Workspace>,
    /// The member under the pointer, for the keys that set votes.
    pub hovered: Option<MemberId>,
    /// Members that something on the screen points at, drawn in the next frame.
    pub lit: BTreeSet<MemberId>,
    /// The same, gathered in this frame.
    pub lighting: BTreeSet<MemberId>,
    /// The stroke of the brush that is under way.
    pub stroke: Vec<MemberId>,
    /// The member that is dragged across the board.
    pub carried: Option<MemberId>,
    /// The order of the seats of a text while the pointer stays on the floor after a change.
    pub held: Option<(crate::model::TextId, Vec<MemberId>)>,
    /// When the message at the foot was first shown, and what it said.
    pub told: Option<(f64, String)>,
    /// Zoom and pan of the map.
    pub map: Option<(f32, Vec2)>,
    /// What is typed into the palette.
    pub query: String,
    /// The line of the palette that is picked.
    pub picked: usize,
    /// What is typed into a filter of the Data workspace.
    pub filter: String,
    /// Fields for something new, by what it is.
    pub fresh: std::collections::BTreeMap<&'static str, String>,
    /// How far the list of roll calls is scrolled.
    pub list_offset: f32,
    /// What the grid of the Data workspace remembers.
    pub grid: crate::ui::grid::GridState,
    /// Which body the Data workspace shows.
    pub body: Option<crate::model::BodyId>,
    /// The group of which a vote is supposed; the selected members where left out.
    pub suppose: Option<crate::model::GroupId>,
    /// Which list of members the card of the chance shows.
    pub chance_list: u8,
    /// Whether the surprises after the vote are listed.
    pub score: bool,
    /// Whether the votes of look-ahead voters are listed.
    pub path_of_play: bool,
    /// Which change of a scenario is open to be edited.
    pub change: Option<(crate::scenario::ScenarioId, usize)>,
    /// A reaction that is being put together.
    pub reaction: Option<crate::ui::amendments::Draft>,
    /// The verdict that something on the screen asks to see in place of the one that is in force.
    pub instead: Option<crate::chart::floor_data::FloorData>,
    /// What is folded away at first and open now.
    pub unfolded: BTreeSet<&'static str>,
    /// Whether the selection was made by typing a name, so that the pointer at rest means nobody.
    pub by_name: bool,
}

impl Local {
    /// The field for something new of this kind.
    pub fn fresh(&mut self, kind: &'static str) -> &mut String {
        self.fresh.entry(kind).or_default()
    }

    /// Takes what stands in the field for something new.
    pub fn take_fresh(&mut self, kind: &'static str) -> String {
        self.fresh.remove(kind).unwrap_or_default()
    }
}

/// What a panel is handed.
pub struct Pane<'a> {
    /// The app, to read.
    pub app: &'a App,
    /// The colours.
    pub style: Style,
    /// Commands, in the order in which they are given.
    pub out: Vec<Command>,
    /// What only the screen remembers.
    pub local: &'a mut Local,
    /// Titles of the jobs under way.
    pub jobs: Vec<String>,
    /// Whether the jobs are to be cancelled.
    pub cancel: bool,
}

impl Pane<'_> {
    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.out.push(command);
    }

    /// Asks for something to be shown.
    pub fn view(&mut self, command: ViewCommand) {
        self.out.push(Command::View(command));
    }

    /// How charts are drawn now.
    pub fn look(&self) -> Look<'_> {
        Look {
            style: self.style,
            export: false,
            selected: &self.app.session.selected,
            locked: &self.app.session.locked,
            lit: &self.local.lit,
            held: self.local.held.as_ref().map(|(_, order)| order.as_slice()),
            options: self.app.options(),
        }
    }
}

/// The inside of a card.
#[must_use]
pub fn inside(card: Rect) -> Rect {
    card.shrink2(egui::vec2(18.0, 14.0))
}
