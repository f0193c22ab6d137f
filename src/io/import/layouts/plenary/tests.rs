//! Collections at random go out as our own tables and come back as they were.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::pedantic,
    reason = "a test may fail loudly"
)]

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use crate::{
    archive::{Archive, Builder, Chamber, Entry, Forum, Place, RollCall, Spell},
    io::{
        import::{Imported, Input, Kind, Options, Severity, Silent, import},
        out::{about_csv, columns::RollCallColumn, long_csv, members_csv, parquet, roll_calls_csv, wide_csv, xlsx},
    },
    model::{Outcome, Tally, TextKind, Vote},
};

const TEXTS: [&str; 9] =
    ["", "plain", "a, \"b\"", "two\nlines", " ends ", "a|b\\c", "=1+1", "Côte d’Ivoire; 日本", "NA"];

struct Dice(Xoshiro256PlusPlus);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    fn text(&mut self) -> String {
        TEXTS[self.below(TEXTS.len())].to_owned()
    }

    fn date(&mut self) -> Option<crate::model::Date> {
        match self.below(4) {
            0 => None,
            1 => format!("{}", 1946 + self.below(80)).parse().ok(),
            _ => format!("{}-{:02}-{:02}", 1946 + self.below(80), 1 + self.below(12), 1 + self.below(28)).parse().ok(),
        }
    }

    fn number(&mut self) -> Option<u32> {
        (self.below(2) == 0).then(|| self.below(300) as u32)
    }

    fn spells(&mut self) -> Vec<Spell> {
        (0..self.below(3)).map(|_| Spell { from: self.date(), until: self.date(), value: self.text() }).collect()
    }

    fn archive(&mut self) -> Archive {
        let mut builder = Builder::new();
        for (id, chamber) in [("UNGA", Chamber::GeneralAssembly), ("X Y", Chamber::Other)] {
            builder.forum(Forum { id: id.into(), name: self.text(), chamber, rule: "votes-cast".into() });
        }
        let issues: Vec<u32> = ["Arms", "B|C", "Trade, and more"].iter().map(|issue| builder.issue(issue)).collect();
        let (rolls, voters) = (1 + self.below(12), 1 + self.below(90));
        for voter in 0..voters {
            let number = builder.voter(&format!("M{voter}"));
            let (names, groups, note, key) = (self.spells(), self.spells(), self.text(), self.text());
            let own = builder.voter_mut(number).unwrap();
            (own.names, own.groups, own.note, own.key) = (names, groups, note, key);
            if self.below(3) == 0 {
                own.extra.push(("born, \"when\"".to_owned(), "1900".to_owned()));
            }
        }
        for roll in 0..rolls {
            let number = builder.roll_call(&format!("r {roll}"));
            let new = RollCall {
                id: format!("r {roll}"),
                forum: self.below(2) as u32,
                date: self.date(),
                session: self.text(),
                symbol: self.text(),
                draft: self.text(),
                meeting: self.text(),
                title: self.text(),
                description: self.text(),
                issues: issues.iter().copied().filter(|_| self.below(2) == 0).collect(),
                kind: [TextKind::Draft, TextKind::Amendment, TextKind::Motion][self.below(3)],
                key_vote: [None, Some(true), Some(false)][self.below(3)],
                published: Tally {
                    yes: self.number(),
                    no: self.number(),
                    abstain: self.number(),
                    absent: self.number(),
                },
                recorded: [None, Some(Outcome::Adopted), Some(Outcome::Vetoed)][self.below(3)],
                result: self.text(),
                rule: (self.below(2) == 0).then(|| "consensus".into()),
                note: self.text(),
                place: Place { file: self.below(2) as u32, line: 1 + self.below(900) as u32 },
                extra: ["yes", "ex tra "]
                    .iter()
                    .filter(|_| self.below(2) == 0)
                    .map(|name| ((*name).to_owned(), "v w".to_owned()))
                    .collect(),
            };
            *builder.roll_call_mut(number).unwrap() = new;
            if self.below(5) == 0 {
                continue;
            }
            for voter in 0..voters {
                let entry = match self.below(6) {
                    0 => continue,
                    1 => Entry::NotMember,
                    n => Entry::Cast(Vote::ALL[n - 2]),
                };
                builder.cast(number, voter, entry);
            }
        }
        let archive = builder.archive();
        archive.title = self.text();
        archive.credit = self.text();
        archive.sources = vec!["first.csv".to_owned(), "second, \"b\".csv".to_owned()];
        builder.finish()
    }
}

/// Where a roll call stood, by the name of the file.
fn places(archive: &Archive) -> Vec<(String, u32)> {
    let place = |roll: &RollCall| (archive.sources[roll.place.file as usize].clone(), roll.place.line);
    archive.roll_calls.iter().map(place).collect()
}

/// The files are now others too; all else is as it was.
fn assert_same(before: &Archive, imported: &Imported, what: &str) {
    let after = &imported.archive;
    let errors: Vec<_> = imported.findings.list().iter().filter(|f| !f.done.starts_with("The votes stand")).collect();
    assert!(errors.iter().all(|finding| finding.severity == crate::io::import::Severity::Note), "{what}: {errors:?}");
    assert_eq!(places(before), places(after), "{what}");
    assert!(before.sources.iter().all(|source| after.sources.contains(source)), "{what}");
    let bare = |archive: &Archive| {
        let mut archive = Archive { sources: Vec::new(), ..archive.clone() };
        archive.roll_calls.iter_mut().for_each(|roll| {
            roll.place = Place::default();
            // Extra columns come back in the order of their first mention.
            roll.extra.sort();
        });
        archive
    };
    let (before, after) = (bare(before), bare(after));
    assert_eq!(before.forums, after.forums, "{what}");
    assert_eq!(before.issues, after.issues, "{what}");
    assert_eq!(before.voters, after.voters, "{what}");
    assert_eq!(before.roll_calls, after.roll_calls, "{what}");
    assert_eq!(before, after, "{what}");
}

fn read(inputs: &[Input]) -> Imported {
    import(inputs, &Options::default(), &Silent).unwrap()
}

#[test]
fn our_own_tables_come_back_as_they_were() {
    let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(1945));
    for round in 0..40 {
        let archive = dice.archive();
        let table = |name: &str, write: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = Vec::new();
            write(&mut bytes);
            Input::memory(name, bytes)
        };
        let long = table("v.csv", &|out| long_csv(&archive, out, &Silent).unwrap());
        let wide = table("w.csv", &|out| wide_csv(&archive, out, &Silent).unwrap());
        let members = table("v-members.csv", &|out| members_csv(&archive, out).unwrap());
        let rolls = table("v-roll-calls.csv", &|out| roll_calls_csv(&archive, out).unwrap());
        let about = table("v-about.csv", &|out| about_csv(&archive, out).unwrap());
        let files = [long.clone(), members.clone(), rolls, about.clone()];
        assert_same(&archive, &read(&files), &format!("long, round {round}"));
        assert_same(&archive, &read(&[wide, members, about]), &format!("wide, round {round}"));
        let packed = table("v.parquet", &|out| parquet(&archive, out, &Silent).unwrap());
        assert_same(&archive, &read(&[packed]), &format!("Parquet, round {round}"));
        // The long table alone has the votes.
        let alone = read(&[long]).archive;
        assert_eq!(alone.entries(), archive.entries());
    }
}

#[test]
fn a_workbook_comes_back() {
    let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(3));
    for round in 0..10 {
        let archive = dice.archive();
        let mut bytes = Vec::new();
        xlsx(&archive, &mut bytes, &Silent).unwrap();
        let imported = read(&[Input::memory("v.xlsx", bytes)]);
        assert_same(&archive, &imported, &format!("workbook, round {round}"));
    }
}

#[test]
fn what_is_wrong_in_our_own_tables_is_said() {
    let votes = "roll_call,member,name,group,vote\n1,A,,,Y\n1,B,,,Q\n1,A,,,N\n";
    let imported = read(&[Input::memory("v.csv", votes.as_bytes().to_vec())]);
    let lines: Vec<u32> = imported.findings.list().iter().map(|finding| finding.place.line).collect();
    assert_eq!(lines, [3, 4]);
    assert_eq!((imported.archive.entries(), imported.summary.left_out), (1, 2));
}

fn table(name: &str, text: &str) -> Input {
    Input::memory(name, text.as_bytes())
}

fn told(imported: &Imported, file: u32) -> Vec<(Severity, Kind, u32, u32)> {
    let list = imported.findings.list().iter().filter(|finding| finding.place.file == file);
    list.map(|finding| (finding.severity, finding.kind, finding.place.line, finding.column)).collect()
}

#[test]
fn rows_that_cannot_be_used_are_left_out_and_counted() {
    let imported = read(&[table(
        "v.csv",
        "roll_call,member,name,group,vote\n1,USA,United States,,N\n1,,Germany,,Y\n,ITA,Italy,,Y\n1,ESP,Spain,,\n\
         1,PRT,,Portugal,,Y\n1,NLD,Y\n1,USA,United States,,N\n1,USA,United States,,Y\n1,FRA,,,y\n",
    )]);
    use Severity::{Error, Note};
    assert_eq!(
        told(&imported, 0),
        [
            (Error, Kind::Missing, 3, 2),
            (Error, Kind::Missing, 4, 1),
            (Error, Kind::Missing, 5, 5),
            (Error, Kind::BadRow, 6, 0),
            (Error, Kind::BadRow, 7, 0),
            (Note, Kind::RepeatedVote, 8, 5),
            (Error, Kind::RepeatedVote, 9, 5),
        ]
    );
    let summary = &imported.summary;
    assert_eq!((summary.roll_calls, summary.members, summary.votes, summary.left_out), (1, 2, 2, 6));
    let twice = imported.findings.list().iter().find(|finding| finding.place.line == 9).unwrap();
    assert_eq!(twice.message, "The vote of United States (USA) in roll call 1 is listed twice: first No, then Yes");
}

#[test]
fn what_is_missing_in_the_tables_beside_the_votes_is_said() {
    let header = RollCallColumn::ALL.map(RollCallColumn::name).join(",");
    let cells = |yes: &str| {
        let value = |column: &RollCallColumn| match column {
            RollCallColumn::Id => "1",
            RollCallColumn::Chamber => "other",
            RollCallColumn::Kind => "draft",
            RollCallColumn::KeyVote => "false",
            RollCallColumn::Yes => yes,
            _ => "",
        };
        RollCallColumn::ALL.iter().map(value).collect::<Vec<_>>().join(",")
    };
    let files = [
        table("v.csv", "vote,group,name,member,roll_call\nY,G,Ada,A,1\nN,H,Bo,B,1\nY,,,A,2\nN,,,B,2\n"),
        table("v-members.csv", "id,key,names,groups,note\nA,a,Ada,,\n,,,,\nA,b,Eve,,\nC,,\n"),
        table("v-roll-calls.csv", &format!("{header}\n{}\n{}\n", cells("2.0"), cells("x").replacen('1', "", 1))),
    ];
    let imported = read(&files);
    use Severity::{Error, Warning};
    assert_eq!(told(&imported, 0), [(Warning, Kind::Unmatched, 3, 4), (Warning, Kind::Unmatched, 4, 5)]);
    assert_eq!(told(&imported, 1), [(Error, Kind::RepeatedId, 4, 1), (Error, Kind::BadRow, 5, 0)]);
    // The published total differs from the one that voted so.
    assert_eq!(told(&imported, 2), [(Warning, Kind::TotalsDiffer, 2, 0), (Error, Kind::Missing, 3, 1)]);
    let archive = &imported.archive;
    assert_eq!(archive.roll_calls[0].published.yes, Some(2));
    assert_eq!((archive.entries(), imported.summary.left_out), (4, 3));
    let bo = archive.voters.iter().find(|voter| voter.id.as_str() == "B").unwrap();
    assert_eq!((bo.name(), bo.groups.len()), ("Bo", 1));
}
