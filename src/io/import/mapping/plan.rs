//! The columns of a mapping, by what they are needed for.

use super::form::{Answer, Mapping, Meaning, Shape};

/// The columns of a mapping, by their places.
pub(super) struct Plan {
    pub shape: Shape,
    /// The columns that make the id of the roll call.
    pub id: Vec<usize>,
    pub member: Option<usize>,
    /// The columns that make the name of the member.
    pub name: Vec<usize>,
    pub group: Option<usize>,
    pub vote: Option<usize>,
    /// One column an answer.
    pub answers: Vec<(usize, Answer)>,
    /// Lists of names.
    pub lists: Vec<(usize, Answer)>,
    /// One column a member, or a roll call.
    pub matrix: Vec<usize>,
    /// What is said of the roll call, or of the member, besides.
    pub facts: Vec<(usize, Meaning)>,
}

impl Plan {
    pub fn of(mapping: &Mapping) -> Self {
        let own = mapping.shape.meanings();
        let used = mapping.columns.iter().map(|column| column.meaning).enumerate();
        // A meaning that does not go with the shape says nothing.
        let used: Vec<(usize, Meaning)> = used.filter(|(_, meaning)| own.contains(meaning)).collect();
        let all = |meaning: Meaning| -> Vec<usize> {
            used.iter().filter(|(_, known)| *known == meaning).map(|(place, _)| *place).collect()
        };
        let one = |meaning: Meaning| all(meaning).first().copied();
        // Without an id of its own a roll call is known by its symbol.
        let id = [Meaning::RollCall, Meaning::Symbol, Meaning::Draft].into_iter().map(all).find(|all| !all.is_empty());
        let fact = |meaning: &Meaning| Meaning::OF_ROLL_CALLS.contains(meaning);
        Self {
            shape: mapping.shape,
            id: id.unwrap_or_default(),
            member: one(Meaning::Member),
            name: all(Meaning::Name),
            group: one(Meaning::Group),
            vote: one(Meaning::Vote),
            answers: used.iter().filter_map(|(place, meaning)| answer(*place, *meaning)).collect(),
            lists: used.iter().filter_map(|(place, meaning)| list(*place, *meaning)).collect(),
            matrix: [all(Meaning::VotesOfMember), all(Meaning::VotesOfRollCall)].concat(),
            facts: used.iter().filter(|(_, meaning)| fact(meaning)).copied().collect(),
        }
    }

    /// How many cells a row with a vote has at least.
    pub fn needed(&self) -> usize {
        let places = self.id.iter().chain(&self.vote).chain(self.member.as_ref().or(self.name.first()));
        places.max().map_or(0, |last| last + 1)
    }
}

fn answer(place: usize, meaning: Meaning) -> Option<(usize, Answer)> {
    if let Meaning::Answer(answer) = meaning { Some((place, answer)) } else { None }
}

fn list(place: usize, meaning: Meaning) -> Option<(usize, Answer)> {
    if let Meaning::NamesOf(answer) = meaning { Some((place, answer)) } else { None }
}
