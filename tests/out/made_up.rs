//! Collections that do not exist: any texts, and bodies whose votes are known by heart.

use plenary::{
    archive::{Archive, Builder, Chamber, Entry, Forum, Place, RollCall, Spell},
    model::{Date, Outcome, Tally, TextKind, Vote},
};
use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

struct Dice(Xoshiro256PlusPlus);

const TEXTS: [&str; 20] = [
    "",
    "A, B",
    "say \"no\"",
    "\"",
    "two\nlines",
    "NA",
    "a|b",
    "|",
    "=1+1",
    "+x",
    "-",
    "@y",
    "back\\slash\\",
    " spaced ",
    "ünï → 文",
    "0012",
    "TRUE",
    "x;y\tz",
    "1950..1960 not a term",
    "plain words",
];

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        (self.0.next_u64() % below as u64) as usize
    }

    fn text(&mut self) -> String {
        TEXTS[self.below(TEXTS.len())].to_owned()
    }

    fn said(&mut self) -> String {
        TEXTS[1 + self.below(TEXTS.len() - 1)].to_owned()
    }

    fn date(&mut self) -> Option<Date> {
        match self.below(5) {
            0 => None,
            1 => format!("{}", 1900 + self.below(125)).parse().ok(),
            _ => format!("{}-{:02}-{:02}", 1899 + self.below(126), 1 + self.below(12), 1 + self.below(28)).parse().ok(),
        }
    }

    fn spells(&mut self) -> Vec<Spell> {
        (0..self.below(4)).map(|_| Spell { from: self.date(), until: self.date(), value: self.text() }).collect()
    }

    fn total(&mut self) -> Option<u32> {
        (self.below(2) == 0).then(|| self.below(200) as u32)
    }

    /// The first one has all, so that their order is the order of the columns.
    fn extra(&mut self, all: bool) -> Vec<(String, String)> {
        let names = ["b", "a, \"x\"", "b", "two\nlines", "id"];
        let mut first_b = true;
        let mut extra = Vec::new();
        for name in names {
            let wanted = all || self.below(2) == 0;
            // The second of two of a name is there only where the first one is.
            let possible = name != "b" || first_b || extra.iter().any(|(known, _): &(String, String)| known == "b");
            first_b &= name != "b";
            if wanted && possible {
                extra.push((name.to_owned(), self.said()));
            }
        }
        extra
    }
}

const ENTRIES: [Entry; 6] = [
    Entry::Unlisted,
    Entry::NotMember,
    Entry::Cast(Vote::Yes),
    Entry::Cast(Vote::No),
    Entry::Cast(Vote::Abstain),
    Entry::Cast(Vote::Absent),
];

/// Any collection.
pub fn random(seed: u64) -> Archive {
    let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(seed));
    let mut builder = Builder::new();
    let chambers = [Chamber::GeneralAssembly, Chamber::SecurityCouncil, Chamber::Parliament, Chamber::Other];
    let rules = ["ga-simple", "sc-substantive", "no such rule", ""];
    let forums: Vec<u32> = (0..1 + dice.below(3))
        .map(|number| {
            builder.forum(Forum {
                id: format!("{}{number}", dice.text()).into(),
                name: dice.text(),
                chamber: chambers[dice.below(4)],
                rule: rules[dice.below(4)].into(),
            })
        })
        .collect();
    for number in 0..dice.below(90) {
        let code = match number {
            0 => "body".to_owned(),
            1 => "a, \"b\"\nc".to_owned(),
            2 => "USA".to_owned(),
            3 => "NA".to_owned(),
            _ => format!("{}{number}", dice.said()),
        };
        let voter = builder.voter(&code);
        let (key, names, groups) = (dice.text(), dice.spells(), dice.spells());
        let (note, extra) = (dice.text(), dice.extra(number == 0));
        let own = builder.voter_mut(voter).unwrap();
        (own.key, own.names, own.groups, own.note, own.extra) = (key, names, groups, note, extra);
    }
    let voters = builder.archive().voters.len();
    let issues = ["Arms", "a|b", "x\\", "= 1", "two, \"three\"", "never used"].map(|issue| builder.issue(issue));
    for number in 0..dice.below(25) {
        let roll = builder.roll_call(&format!("{}{number}", dice.text()));
        let kinds = [TextKind::Draft, TextKind::AsAmended, TextKind::Amendment, TextKind::Part, TextKind::Motion];
        let outcomes = [None, Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed)];
        let own = RollCall {
            forum: forums[dice.below(forums.len())],
            date: dice.date(),
            session: dice.text(),
            symbol: dice.text(),
            draft: dice.text(),
            meeting: dice.text(),
            title: dice.text(),
            description: dice.text(),
            issues: (0..dice.below(4)).map(|_| issues[dice.below(5)]).collect(),
            kind: kinds[dice.below(5)],
            key_vote: [None, Some(true), Some(false)][dice.below(3)],
            published: Tally { yes: dice.total(), no: dice.total(), abstain: dice.total(), absent: dice.total() },
            recorded: outcomes[dice.below(4)],
            result: dice.text(),
            rule: [None, Some("ga-two-thirds".into()), Some("another rule".into())][dice.below(3)].clone(),
            note: dice.text(),
            place: Place { file: 0, line: dice.below(3) as u32 },
            extra: dice.extra(number == 0),
            ..RollCall::default()
        };
        let known = builder.roll_call_mut(roll).unwrap();
        let id = known.id.clone();
        *known = RollCall { id, ..own };
        // Some roll calls have no votes at all.
        let listed = dice.below(5) > 0;
        for voter in 0..voters {
            let entry = ENTRIES[dice.below(6)];
            if listed && entry != Entry::Unlisted {
                builder.cast(roll, voter, entry);
            }
        }
    }
    let archive = builder.archive();
    (archive.title, archive.credit, archive.sources) = (dice.text(), dice.text(), vec!["a, b.csv".to_owned()]);
    builder.finish()
}

fn spell(from: &str, value: &str) -> Spell {
    Spell { from: from.parse().ok(), until: None, value: value.to_owned() }
}

/// The Security Council with votes that were never cast: of 1950, when it had eleven members, and of 2001.
pub fn council() -> Archive {
    let mut builder = Builder::new();
    builder.forum(Forum {
        id: "UNSC".into(),
        name: "Security Council".to_owned(),
        chamber: Chamber::SecurityCouncil,
        rule: "sc-substantive".into(),
    });
    let old = ["TWN", "CUB", "ECU", "EGY", "FRA", "GBR", "IND", "NOR", "RUS", "USA", "YUG"];
    let new = ["BGD", "CHN", "COL", "FRA", "GBR", "IRL", "JAM", "MLI", "MUS", "NOR", "RUS", "SGP", "TUN", "UKR", "USA"];
    let rolls = [("old", "1950-01-01", &old[..]), ("new", "2001-02-03", &new[..]), ("veto", "2001-02-04", &new[..])];
    for (id, date, members) in rolls {
        let roll = builder.roll_call(id);
        for member in members {
            let voter = builder.voter(member);
            let vote = if *member == "MLI" || *member == "ECU" { Vote::No } else { Vote::Yes };
            let vote = if id == "veto" && *member == "FRA" { Vote::No } else { vote };
            builder.cast(roll, voter, Entry::Cast(vote));
        }
        let own = builder.roll_call_mut(roll).unwrap();
        own.date = date.parse().ok();
        own.title = "On a matter".to_owned();
        own.symbol = format!("S/RES/1({})", &date[..4]);
        own.recorded = Some(if id == "veto" { Outcome::Vetoed } else { Outcome::Adopted });
        own.place = Place { file: 0, line: 17 };
    }
    let usa = builder.voter("USA");
    builder.voter_mut(usa).unwrap().names = vec![spell("", "United States")];
    let rus = builder.voter("RUS");
    builder.voter_mut(rus).unwrap().names =
        vec![spell("1946-01-01", "Soviet Union"), spell("1991-12-25", "Russian Federation")];
    let archive = builder.archive();
    (archive.credit, archive.sources) = ("A credit".to_owned(), vec!["council.csv".to_owned()]);
    builder.finish()
}

/// Three members and two days, between which one of them changes its party.
pub fn parliament() -> Archive {
    let mut builder = Builder::new();
    builder.forum(Forum {
        id: "P".into(),
        name: "Parliament".to_owned(),
        chamber: Chamber::Parliament,
        rule: "ga-simple".into(),
    });
    for (id, date) in [("1", "2020-01-01"), ("2", "2020-06-01")] {
        let roll = builder.roll_call(id);
        builder.roll_call_mut(roll).unwrap().date = date.parse().ok();
        for member in ["a", "b", "c"] {
            let voter = builder.voter(member);
            builder.cast(roll, voter, Entry::Cast(Vote::Yes));
        }
    }
    let groups = [vec![("", "Reds")], vec![("2020-01-01", "Reds"), ("2020-03-01", "Blues")], vec![("", "Blues")]];
    for (voter, groups) in groups.iter().enumerate() {
        builder.voter_mut(voter).unwrap().groups = groups.iter().map(|(from, value)| spell(from, value)).collect();
    }
    builder.finish()
}
