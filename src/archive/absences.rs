//! Which roll calls list those who did not vote. Elsewhere nobody can be said to have been absent.

use std::collections::{BTreeMap, BTreeSet};

use super::{Archive, RollCall, Selection};
use crate::model::{Counts, Date};

/// A session of a body, or a year where the source names no session.
type Sitting<'a> = (u32, &'a str, i32);

fn sitting(roll_call: &RollCall) -> Sitting<'_> {
    let year = roll_call.date.as_ref().filter(|_| roll_call.session.is_empty()).map_or(0, Date::year);
    (roll_call.forum, &roll_call.session, year)
}

/// What the roll calls of a session or body list.
#[derive(Default)]
struct Listed {
    absent: bool,
    sets: BTreeSet<Option<u32>>,
    roll_calls: u32,
}

impl Listed {
    fn add(&mut self, counts: &Counts, entitled: Option<u32>) {
        self.absent |= counts.absent > 0;
        self.sets.insert(entitled);
        self.roll_calls += 1;
    }

    fn always_the_same(&self) -> bool {
        self.sets.len() == 1 && self.roll_calls > 1
    }
}

/// The roll calls that list the members which did not vote: somebody is listed as absent in the session, or it is always
/// the same members in more than one roll call of the session or of the body. A source that lists absences in its later
/// sessions only says nothing of those who were absent before.
#[must_use]
pub fn absences_listed(archive: &Archive) -> Selection {
    let (mut sittings, mut forums) = (BTreeMap::<Sitting<'_>, Listed>::new(), BTreeMap::<u32, Listed>::new());
    for (number, roll_call) in archive.roll_calls.iter().enumerate() {
        let counts = archive.counts(number);
        if counts.total() > 0 {
            let entitled = archive.planes.entitled_set(number);
            sittings.entry(sitting(roll_call)).or_default().add(&counts, entitled);
            forums.entry(roll_call.forum).or_default().add(&counts, entitled);
        }
    }
    let whole = |forum: &u32| forums.get(forum).is_some_and(Listed::always_the_same);
    let listed = |roll_call: &RollCall| {
        let own = sittings.get(&sitting(roll_call));
        own.is_some_and(|own| own.absent || own.always_the_same() || whole(&roll_call.forum))
    };
    let numbers = archive.roll_calls.iter().zip(0..).filter(|(roll_call, _)| listed(roll_call));
    Selection::of(archive.roll_calls.len(), numbers.map(|(_, number)| number))
}
