//! What the source says and a dossier has no field for: it stands beside the fields, where it is kept and written back,
//! or is said to be left out.

use serde_json::{Map, Value};

use super::codes::Codes;
use crate::{
    archive::{Archive, Entry, RollCall, Voter},
    model::{Dossier, Extra},
};

/// Columns of the source that have no place elsewhere, by name.
const COLUMNS: &str = "source_columns";
/// Whether the source marks the vote as important.
const KEY_VOTE: &str = "key_vote";
/// The codes of those whom the source lists as no members on that day.
const NOT_MEMBERS: &str = "not_members";

/// What stands beside the fields of a text.
pub(super) fn of_roll_call(archive: &Archive, number: usize, roll: &RollCall) -> Extra {
    let mut kept = Extra::new();
    if let Some(key_vote) = roll.key_vote {
        kept.insert(KEY_VOTE.to_owned(), key_vote.into());
    }
    let voters = archive.voters.iter().enumerate();
    let outside = voters.filter(|(voter, _)| archive.entry(number, *voter) == Entry::NotMember);
    let codes: Vec<String> =
        outside.map(|(_, voter)| voter.id.as_str().split_whitespace().collect::<Vec<_>>().join("_")).collect();
    if !codes.is_empty() {
        kept.insert(NOT_MEMBERS.to_owned(), codes.join(" ").into());
    }
    columns(&roll.extra, &mut kept);
    kept
}

/// What stands beside the fields of a member.
pub(super) fn of_member(voter: &Voter) -> Extra {
    let mut kept = Extra::new();
    columns(&voter.extra, &mut kept);
    kept
}

/// Columns as a table; the second of a name is numbered, since a table has each name once.
fn columns(extra: &[(String, String)], kept: &mut Extra) {
    let mut names = Codes::default();
    let columns: Map<String, Value> =
        extra.iter().map(|(name, value)| (names.numbered(name), Value::from(value.as_str()))).collect();
    if !columns.is_empty() {
        kept.insert(COLUMNS.to_owned(), columns.into());
    }
}

/// What a dossier of all roll calls leaves out, in sentences without their full stops.
pub(in crate::io::out) fn remarks(archive: &Archive, dossier: &Dossier) -> Vec<String> {
    let silent = archive.voters.len().saturating_sub(dossier.members.len());
    let names = archive.voters.iter().filter(|voter| voter.names.len() > 1).count();
    let bodies = archive.forums.len().saturating_sub(dossier.bodies.len());
    [
        (silent, "members who were never entitled to vote are left out"),
        (names, "members have their other names without the days on which they had them"),
        (bodies, "bodies without a roll call are left out"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

    use serde_json::json;

    use crate::{
        archive::{Archive, Builder, Entry, Forum},
        io::{
            self,
            import::Silent,
            out::{Format, save_as},
        },
        model::Vote,
    };

    fn archive() -> Archive {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut builder = Builder::new();
        builder.forum(Forum {
            id: "UNGA".into(),
            name: "General Assembly".to_owned(),
            chamber: crate::archive::Chamber::GeneralAssembly,
            rule: "ga-simple".into(),
        });
        for id in ["FRA", "South Sudan", "MLI", "TGO"] {
            builder.voter(id);
        }
        for id in ["1", "2"] {
            let number = builder.roll_call(id);
            builder.cast(number, 0, Entry::Cast(Vote::Yes));
            builder.cast(number, 1, Entry::NotMember);
            builder.cast(number, 2, if number == 0 { Entry::NotMember } else { Entry::Cast(Vote::No) });
        }
        let roll = builder.roll_call_mut(0).expect("the first");
        roll.key_vote = Some(false);
        roll.extra = vec![pair("reason_no_show", "ill"), pair("a", "1"), pair("a", "2")];
        let voter = builder.voter_mut(0).expect("the first");
        voter.extra = vec![pair("constituency_name", "91 - Ort")];
        voter.note = "A remark".to_owned();
        voter.key = "220".to_owned();
        for (name, date) in [("Gaul", "1946-01-01"), ("France", "1950-01-01")] {
            voter.named(name, date.parse().ok().as_ref());
        }
        builder.finish()
    }

    #[test]
    fn what_a_dossier_has_no_field_for_comes_back_and_goes_out_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("all.plenary");
        let saved = save_as(&path, &archive(), Format::Dossier, &Silent).expect("saved");
        let text = std::fs::read_to_string(&path).expect("a text");
        let file = io::parse(&text).expect("a dossier");
        let texts = &file.dossier.texts;
        assert_eq!(texts[0].extra["source_columns"], json!({ "reason_no_show": "ill", "a": "1", "a-2": "2" }));
        assert_eq!(texts[0].extra["key_vote"], json!(false));
        assert_eq!(texts[0].extra["not_members"], json!("South_Sudan MLI"));
        assert_eq!(texts[1].extra.keys().collect::<Vec<_>>(), ["not_members"]);
        let france = file.dossier.member(&"FRA".into()).expect("France");
        assert_eq!(france.extra["source_columns"], json!({ "constituency_name": "91 - Ort" }));
        assert_eq!(io::write(&file).expect("written again"), text);
        let expected = [
            "2 members who were never entitled to vote are left out",
            "1 members have their other names without the days on which they had them",
        ];
        assert_eq!(saved.remarks, expected);
    }

    #[test]
    fn the_layout_of_the_library_says_what_it_leaves_out_of_members() {
        let folder = tempfile::tempdir().expect("a folder");
        let saved = save_as(&folder.path().join("all.csv"), &archive(), Format::Undl, &Silent).expect("saved");
        for remark in [
            "1 remarks on members are left out",
            "1 members’ codes in the source are left out",
            "Columns of members that are left out: constituency_name",
            "Columns that are left out: a, reason_no_show",
        ] {
            assert!(saved.remarks.iter().any(|said| said == remark), "{remark}: {:?}", saved.remarks);
        }
    }
}
