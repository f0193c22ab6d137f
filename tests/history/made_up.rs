//! Collections that are made up from a seed, with texts as the General Assembly has them.

use plenary::{
    archive::{Archive, Builder, Chamber, Entry, Forum},
    model::{Date, Outcome, Tally, TextKind, Vote},
};
use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

pub struct Dice(Xoshiro256PlusPlus);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub const SUBJECTS: [&str; 24] = [
    "Establishment of a nuclear-weapon-free zone in the region of the Middle East",
    "Permanent sovereignty of the Palestinian people in the Occupied Palestinian Territory",
    "Implementation of the Declaration on the Granting of Independence to Colonial Countries and Peoples",
    "Question of Côte d’Ivoire & the Sahel",
    "Necessity of ending the economic, commercial and financial embargo imposed against Cuba",
    "Situation of human rights in the Islamic Republic of Iran",
    "Prevention of an arms race in outer space",
    "Report of the Special Committee on decolonization",
    "Programme budget for the biennium: questions relating to salaries",
    "International trade and development",
    "Rights of the child",
    "Policies of apartheid of the Government of South Africa",
    "Admission of new members to the United Nations",
    "Convention on the Prohibition of the Use of Nuclear Weapons",
    "Assistance to Palestine refugees",
    "Oil slick on Lebanese shores",
    "Zone of peace and cooperation of the South Atlantic",
    "Treaty on the Non-Proliferation of Nuclear Weapons: 1995 Review Conference",
    "Situation in Namibia resulting from the illegal occupation",
    "Combating defamation of religions",
    "Comprehensive Nuclear-Test-Ban Treaty",
    "Türkiye, Łódź and the Straße of Øre",
    "决议草案 安全理事会",
    "Проект резолюции о Генеральной Ассамблее",
];

const PHRASES: [&str; 10] = [
    "resolution adopted by the General Assembly",
    "to adopt the amendment of operative paragraph",
    "calls upon all States to cooperate fully with the Secretary-General",
    "requests the Special Rapporteur to report at its next session",
    "reaffirming its earlier resolutions on the subject",
    "deeply concerned at the continuing deterioration of the situation",
    "to retain the words in preambular paragraph",
    "decides to include in the provisional agenda the item entitled",
    "takes note with appreciation of the report of the Committee",
    "urges Member States to refrain from unilateral measures",
];

pub const ISSUES: [&str; 6] =
    ["Middle East", "Nuclear weapons", "Disarmament", "Human rights", "Colonialism", "Economic development"];

/// A collection of an assembly and a council, with whatever can be missing missing now and then.
pub fn archive(seed: u64, roll_calls: usize, members: usize) -> Archive {
    let mut dice = Dice::new(seed);
    let mut builder = Builder::new();
    let forum =
        |id: &str, chamber, rule: &str| Forum { id: id.into(), name: id.to_owned(), chamber, rule: rule.into() };
    builder.forum(forum("UNGA", Chamber::GeneralAssembly, "ga-simple"));
    builder.forum(forum("UNSC", Chamber::SecurityCouncil, "sc-substantive"));
    let issues: Vec<u32> = ISSUES.iter().map(|issue| builder.issue(issue)).collect();
    let permanent = ["USA", "GBR", "FRA", "RUS", "CHN"];
    for n in 0..members {
        builder.voter(permanent.get(n).map_or_else(|| format!("M{n:03}"), |id| (*id).to_owned()).as_str());
    }
    let leanings: Vec<usize> = (0..members).map(|_| dice.below(100)).collect();
    for n in 0..roll_calls {
        let roll_call = builder.roll_call(&format!("{}", n + 3));
        let council = members >= 15 && dice.chance(15);
        describe(&mut dice, &mut builder, roll_call, council, &issues, roll_calls);
        let (support, seats) = (dice.below(130), if council { 15 } else { members });
        let mut counts = [0_u32; 4];
        for (voter, leaning) in leanings.iter().enumerate().take(seats) {
            // Members join as time goes by.
            if !council && voter > 50 && voter * roll_calls > (n + roll_calls / 5) * members {
                if dice.chance(20) {
                    builder.cast(roll_call, voter, Entry::NotMember);
                }
                continue;
            }
            let side = leaning * 2 / 3 + dice.below(40);
            let vote = match dice.below(100) {
                0..8 => Vote::Absent,
                8..18 => Vote::Abstain,
                _ if side < support => Vote::Yes,
                _ if dice.chance(40) => Vote::Abstain,
                _ => Vote::No,
            };
            builder.cast(roll_call, voter, Entry::Cast(vote));
            counts[Vote::ALL.iter().position(|known| *known == vote).expect("a vote")] += 1;
        }
        publish(&mut dice, &mut builder, roll_call, counts);
    }
    builder.finish()
}

fn describe(dice: &mut Dice, builder: &mut Builder, n: usize, council: bool, issues: &[u32], all: usize) {
    let year = 1946 + n * 79 / all.max(1);
    let session = year - 1945;
    let mut words = vec![*dice.pick(&SUBJECTS)];
    (0..dice.below(5)).for_each(|_| words.push(*dice.pick(&PHRASES)));
    let kinds = [TextKind::Draft, TextKind::Draft, TextKind::Amendment, TextKind::Part, TextKind::Motion];
    let date: Date = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28)).parse().expect("a date");
    let subject = *dice.pick(&SUBJECTS);
    let about: Vec<u32> = issues.iter().copied().filter(|_| dice.chance(20)).collect();
    let (dated, symbol, named) = (dice.chance(97), dice.chance(80), dice.chance(97));
    let (special, kind, key) = (dice.chance(4), *dice.pick(&kinds), dice.below(3));
    let number = 1 + dice.below(250);
    let Some(roll) = builder.roll_call_mut(n) else { return };
    roll.forum = u32::from(council);
    roll.date = dated.then_some(date);
    roll.session = if special { format!("ES-{}", 1 + number % 11) } else { session.to_string() };
    if symbol {
        roll.symbol = match (council, special) {
            (true, _) => format!("S/RES/{number}({year})"),
            (_, true) => format!("A/RES/ES-{}/{number}", 1 + number % 11),
            _ => format!("A/RES/{session}/{number}"),
        };
    } else {
        roll.draft = format!("A/{session}/L.{number}");
    }
    roll.title = if named { subject.to_owned() } else { String::new() };
    roll.description = words.join("; ");
    roll.issues = about;
    roll.kind = kind;
    roll.key_vote = [None, Some(true), Some(false)][key];
}

fn publish(dice: &mut Dice, builder: &mut Builder, n: usize, [yes, abstain, no, absent]: [u32; 4]) {
    let off = if dice.chance(6) { 1 + dice.below(2) as u32 } else { 0 };
    let told = dice.chance(90);
    let recorded = match dice.below(10) {
        0..4 => None,
        4..9 => Some(if yes > no { Outcome::Adopted } else { Outcome::Rejected }),
        _ => Some(if 3 * yes >= 2 * (yes + no) { Outcome::Adopted } else { Outcome::Rejected }),
    };
    let Some(roll) = builder.roll_call_mut(n) else { return };
    if told {
        roll.published = Tally { yes: Some(yes + off), no: Some(no), abstain: Some(abstain), absent: None };
    }
    roll.recorded = recorded;
    let _ = absent;
}

/// A small collection from letters: a roll call a line, "1971-10-25 YNAX. "; a dot lists nothing, a minus is no member.
pub fn lettered(chamber: Chamber, rule: &str, members: &[&str], lines: &[&str]) -> Archive {
    let mut builder = Builder::new();
    builder.forum(Forum { id: "F".into(), name: "F".into(), chamber, rule: rule.into() });
    members.iter().for_each(|id| {
        builder.voter(id);
    });
    for (n, line) in lines.iter().enumerate() {
        let (date, letters) = line.split_once(' ').expect("a date and letters");
        let roll_call = builder.roll_call(&n.to_string());
        let roll = builder.roll_call_mut(roll_call).expect("a roll call");
        roll.date = date.parse().ok();
        roll.session = date[..4].to_owned();
        for (voter, letter) in letters.chars().filter(|letter| *letter != ' ').enumerate() {
            let entry = match letter {
                '.' => continue,
                '-' => Entry::NotMember,
                letter => Entry::Cast(Vote::parse(&letter.to_string()).expect("a vote")),
            };
            builder.cast(roll_call, voter, entry);
        }
    }
    builder.finish()
}
