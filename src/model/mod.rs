//! What a vote is: members, groups, bodies, votes, texts, and the record of them. No logic beyond invariants.

mod ballot;
mod body;
mod date;
mod dossier;
mod find;
mod group;
mod id;
mod member;
mod motion;
mod odds;
mod reaction;
mod record;
mod roster;
mod text;
mod vote;
mod whip;
mod wording;

pub use ballot::{Ballot, Counts, Seat, Standing};
pub use body::{Body, FloorPlan, NamedSet, Suspension, Weight};
pub use date::{Date, Term, Terms};
pub use dossier::Dossier;
pub use find::{find, fold};
pub use group::Group;
pub use id::{BodyId, GroupId, MemberId, RuleId, SetId, TextId, WeightId};
pub use member::Member;
pub use motion::Motion;
pub use odds::Odds;
pub use reaction::{Given, Movers, Reaction};
pub use record::{Basis, Outcome, Record, Tally, Votes};
pub use roster::Roster;
pub use text::{BY_HAND, Text, TextKind};
pub use vote::Vote;
pub use whip::{Assumed, Discounts, Hearing, Lean, Percent, Stance, Together, Whip};
pub use wording::{Edit, Paragraph, Place};

/// Fields of a file that this version does not know; kept and written back.
pub type Extra = std::collections::BTreeMap<String, serde_json::Value>;
