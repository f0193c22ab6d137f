//! Votes on their way into a collection. One that is listed twice counts once, and that is said in the same words
//! whatever the layout.

use super::{Finding, Findings, Kind, read::Job};
use crate::{
    archive::{Builder, Cast, Entry, Place, RollCall, Voter},
    model::Vote,
};

impl Job<'_> {
    /// Adds a vote of a member in a roll call, both by their numbers, and says where another was listed before. The
    /// column is counted from 1; 0 where the row has no column of votes.
    #[inline]
    pub fn cast(&mut self, at: (usize, usize), entry: Entry, place: Place, column: usize) -> Cast {
        let cast = self.builder.cast(at.0, at.1, entry);
        if matches!(cast, Cast::Again | Cast::Other(_)) {
            self.listed_twice(cast, at, entry, (place, column));
        }
        cast
    }

    /// Says that a vote is listed twice.
    pub fn listed_twice(&mut self, cast: Cast, at: (usize, usize), entry: Entry, place: (Place, usize)) {
        listed_twice(cast, at, entry, place, &mut self.builder, &mut self.findings);
    }

    /// Says how many votes of a file an earlier one has as well, and counts from nought again.
    pub fn said_again(&mut self, count: &mut u64, file: u32) {
        let again = std::mem::take(count);
        if again > 0 {
            let message = format!("{again} votes stand in an earlier file as well");
            let finding = Finding::note(Kind::RepeatedVote, message, "Each counts once");
            self.findings.push(finding.at(Place { file, line: 0 }, 0));
        }
    }
}

/// Says that a vote is listed twice, which is what became of it: the same again changes nothing, and another is left out.
#[cold]
pub(super) fn listed_twice(
    cast: Cast,
    (roll_call, voter): (usize, usize),
    entry: Entry,
    (place, column): (Place, usize),
    builder: &mut Builder,
    findings: &mut Findings,
) {
    if let Some(voter) = builder.voter_mut(voter) {
        voter.settle();
    }
    let archive = builder.archive();
    let voter = archive.voters.get(voter).map_or(String::new(), named);
    let roll_call = archive.roll_calls.get(roll_call).map_or(String::new(), labelled);
    let which = format!("The vote of {voter} in {roll_call} is listed twice");
    let finding = match cast {
        Cast::New | Cast::Lost => return,
        Cast::Again => {
            Finding::note(Kind::RepeatedVote, format!("{which}, {} both times", word(entry)), "It counts once")
        }
        Cast::Other(before) => {
            findings.leave_out(1);
            let message = format!("{which}: first {}, then {}", word(before), word(entry));
            Finding::error(Kind::RepeatedVote, message, "The first stands")
        }
    };
    findings.push(finding.at(place, column));
}

/// "France (FRA)", or the code alone where there is no name.
fn named(voter: &Voter) -> String {
    match voter.name() {
        name if name.is_empty() || name == voter.id.as_str() => voter.id.to_string(),
        name => format!("{name} ({})", voter.id),
    }
}

/// "A/RES/74/1 (roll call 3)", or the id alone where there is no symbol.
fn labelled(roll_call: &RollCall) -> String {
    match roll_call.label() {
        label if label == roll_call.id => format!("roll call {label}"),
        label => format!("{label} (roll call {})", roll_call.id),
    }
}

fn word(entry: Entry) -> &'static str {
    entry.vote().map_or("not a member", Vote::label)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use crate::io::import::{Finding, Input, Kind, Layout, Options, Severity, Sheet, Silent, import, mapping::guess};

    /// A layout with a header, a row with a vote, and that row with another vote.
    const FILES: [(&str, &str, &str, &str); 9] = [
        ("voeten", "rcid,ccode,session,vote", "3,220,1,1", "3,220,1,3"),
        ("unvotes", "rcid,country,country_code,vote", "3,\"France\",FR,\"yes\"", "3,\"France\",FR,\"no\""),
        (
            "undl-ga",
            "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes",
            "3,FRA,FRANCE,Y,2020-01-01,74,A/RES/74/1,T,1.0",
            "3,FRA,FRANCE,N,2020-01-01,74,A/RES/74/1,T,1.0",
        ),
        ("plenary", "roll_call,member,name,group,vote", "3,FRA,France,,Y", "3,FRA,France,,N"),
        ("voteview", "congress,chamber,rollnumber,icpsr,cast_code,prob", "1,Senate,3,77,1,", "1,Senate,3,77,6,"),
        ("europarl", "mepid,name,result,eugroup,identifier,vote_id", "7,One,for,EPP,3,7", "7,One,against,EPP,3,7"),
        (
            "how-they-vote",
            "vote_id,member_id,position,country_code,group_code",
            "3,7,FOR,FRA,EPP",
            "3,7,AGAINST,FRA,EPP",
        ),
        (
            "bundestag",
            "mandate_id,mandate,poll_id,vote,reason_no_show,reason_no_show_other,politician name",
            "7,One,3,yes,,,One",
            "7,One,3,no,,,One",
        ),
        ("mapped", "rollcall,member,vote", "3,FRA,yes", "3,FRA,no"),
    ];

    #[test]
    fn a_vote_that_is_listed_twice_is_treated_alike_in_every_layout() {
        for (layout, header, first, other) in FILES {
            let text = format!("{header}\n{first}\n{first}\n{other}\n");
            let mut options = Options::default();
            if layout == "mapped" {
                let mapping = guess(&Sheet::text(0, text.clone()));
                options.layout = Some(Layout::Mapped);
                options.mappings = [(mapping.key(), mapping)].into();
            }
            let imported = import(&[Input::memory("x.csv", text.into_bytes())], &options, &Silent).expect(layout);
            assert_eq!(imported.summary.layouts, [layout]);
            let found: Vec<&Finding> =
                imported.findings.list().iter().filter(|finding| finding.kind == Kind::RepeatedVote).collect();
            let told: Vec<(Severity, u32, &str)> =
                found.iter().map(|finding| (finding.severity, finding.place.line, finding.done.as_str())).collect();
            let expected = [(Severity::Note, 3, "It counts once"), (Severity::Error, 4, "The first stands")];
            assert_eq!(told, expected, "{layout}");
            assert!(found[0].message.starts_with("The vote of "), "{layout}: {}", found[0].message);
            assert!(found[0].message.ends_with(" is listed twice, Yes both times"), "{layout}: {}", found[0].message);
            let end = " is listed twice: first Yes, then No";
            assert!(found[1].message.ends_with(end), "{layout}: {}", found[1].message);
            assert_eq!((imported.summary.votes, imported.summary.left_out), (1, 1), "{layout}");
        }
    }
}
