//! The columns of our own tables, the one place that those who write them and the one who reads them share.
//!
//! # As CSV (UTF-8, comma, line feed, quotes where needed)
//!
//! `STEM.csv`, long: one row an entry, [`VOTES`]: `roll_call,member,name,group,vote`. The vote is Y, N, A, X or `-`
//! ("not a member"); where a source lists nothing there is no row. Name and group are those on the day of the vote.
//!
//! `STEM.csv`, wide: one row a roll call: `roll_call`, then the columns of the table of roll calls after its `id`,
//! then one column a member headed by its code, with Y, N, A, X, `-` or nothing. The metadata columns all stand there,
//! first and in this order, and after them the extra columns; all others are members, also where a code
//! is the name of another column.
//!
//! `STEM-roll-calls.csv` (beside the long table): one row a roll call, [`RollCallColumn::ALL`], then `extra:NAME` for
//! each extra column. `source_file` and `source_line` say where the roll call stood in the files that the collection was
//! read from; they are for people, and a reader that notes its own places leaves them alone.
//!
//! `STEM-members.csv`: one row a member, [`MemberColumn::ALL`], then `extra:NAME`. Names and groups are spells, see
//! [`super::spells_to_text`].
//!
//! `STEM-about.csv`: `about,value`, see [`super::About::rows`]: the title, the credit, the sources, the bodies in their order,
//! the issues.
//!
//! Rows stand in the order of the collection. The tables of roll calls and members hold all of them, also those without
//! any vote, so that their order is the order of the collection; the long table has it as well. Cells are written as they
//! are and are to be taken as they are, white space at their ends included. A cell that begins with = + - or @ is written as
//! it is too: a program that takes cells of a CSV for formulas has to be told not to, since a mark before them would not
//! come back as the same text.
//!
//! An empty cell says nothing: a text that is empty, a number, day, flag or result that is not known, an extra column
//! that this roll call or member does not have (or has empty). A roll call that has two extra columns of one name makes
//! two columns, `extra:NAME` and `extra#2:NAME`. Extra columns stand in the order in which roll calls have them.
//!
//! # As Parquet
//!
//! One file, one row an entry: [`VOTES`], then the columns of the table of roll calls after its `id`, then [`YEAR`], then the
//! `extra:NAME` of roll calls. What is empty is null. Types: `date` DATE, `published_*`, `year` and `source_line` INT32,
//! `key_vote` BOOLEAN, all others strings. `year` is that of the day; where the date is null and the year is not, only the
//! year is known. What does not repeat by vote stands in the key-value metadata of the file under [`METADATA`], as the JSON
//! of an [`super::About`]: besides what the about table holds also all members and the roll calls that no row names, each with
//! its place in the order of all roll calls.
//!
//! # As a workbook
//!
//! The sheet "Roll calls" is the wide table, "Members" and "About" are the tables of these names, and "Votes" is the long
//! table where its rows fit.

use std::borrow::Cow;

use super::cells::{join, spells, spells_to_text};
use crate::{
    archive::{Archive, Chamber, Entry, RollCall, Voter},
    model::{Date, Outcome, TextKind, Vote},
};

/// The columns of the long table.
pub const VOTES: [&str; 5] = ["roll_call", "member", "name", "group", "vote"];
/// The columns of the about table.
pub const ABOUT: [&str; 2] = ["about", "value"];
/// What the headers of extra columns begin with, see [`super::extra_headers`].
pub const EXTRA: &str = "extra";
/// The column of the year in Parquet, which knows no days that are but a year.
pub const YEAR: &str = "year";
/// The key of our metadata in a Parquet file.
pub const METADATA: &str = "plenary";
/// What stands between the stem and the ending of the names of the tables beside the votes.
pub const COMPANIONS: [&str; 3] = ["-roll-calls", "-members", "-about"];
/// The version of these tables.
pub const VERSION: u32 = 1;

/// A column of the table of roll calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollCallColumn {
    /// The id; `roll_call` where it is not the table of its own.
    Id,
    /// The code of the body.
    Body,
    /// Its name.
    BodyName,
    /// What sort of body it is.
    Chamber,
    /// The rule that its texts are decided by.
    BodyRule,
    /// The day, or only the year.
    Date,
    /// The session.
    Session,
    /// The symbol of the resolution.
    Symbol,
    /// The symbols of the drafts.
    Draft,
    /// The meeting.
    Meeting,
    /// The title.
    Title,
    /// More words.
    Description,
    /// What it is about, see [`super::join`].
    Issues,
    /// draft, as_amended, amendment, part or motion.
    Kind,
    /// true or false.
    KeyVote,
    /// Published in favour.
    Yes,
    /// Published against.
    No,
    /// Published abstaining.
    Abstain,
    /// Published not voting.
    Absent,
    /// The recorded result: adopted, rejected or vetoed.
    Outcome,
    /// The source's words for the result.
    Result,
    /// The rule, where it is not the one of the body.
    Rule,
    /// A remark.
    Note,
    /// The file that it was read from.
    SourceFile,
    /// The line of that file.
    SourceLine,
}

impl RollCallColumn {
    /// All, in the order of the table.
    pub const ALL: [Self; 25] = [
        Self::Id,
        Self::Body,
        Self::BodyName,
        Self::Chamber,
        Self::BodyRule,
        Self::Date,
        Self::Session,
        Self::Symbol,
        Self::Draft,
        Self::Meeting,
        Self::Title,
        Self::Description,
        Self::Issues,
        Self::Kind,
        Self::KeyVote,
        Self::Yes,
        Self::No,
        Self::Abstain,
        Self::Absent,
        Self::Outcome,
        Self::Result,
        Self::Rule,
        Self::Note,
        Self::SourceFile,
        Self::SourceLine,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Body => "body",
            Self::BodyName => "body_name",
            Self::Chamber => "chamber",
            Self::BodyRule => "body_rule",
            Self::Date => "date",
            Self::Session => "session",
            Self::Symbol => "symbol",
            Self::Draft => "draft",
            Self::Meeting => "meeting",
            Self::Title => "title",
            Self::Description => "description",
            Self::Issues => "issues",
            Self::Kind => "kind",
            Self::KeyVote => "key_vote",
            Self::Yes => "published_yes",
            Self::No => "published_no",
            Self::Abstain => "published_abstain",
            Self::Absent => "published_absent",
            Self::Outcome => "outcome",
            Self::Result => "result",
            Self::Rule => "rule",
            Self::Note => "note",
            Self::SourceFile => "source_file",
            Self::SourceLine => "source_line",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// What stands there for a roll call.
    #[must_use]
    pub fn text<'a>(self, archive: &'a Archive, roll: &'a RollCall) -> Cow<'a, str> {
        let forum = || archive.forums.get(roll.forum as usize);
        let number = |number: Option<u32>| number.map_or(Cow::Borrowed(""), |number| number.to_string().into());
        match self {
            Self::Id => (&roll.id).into(),
            Self::Body => forum().map_or("", |forum| forum.id.as_str()).into(),
            Self::BodyName => forum().map_or("", |forum| &forum.name).into(),
            Self::Chamber => forum().map_or("", |forum| chamber_name(forum.chamber)).into(),
            Self::BodyRule => forum().map_or("", |forum| forum.rule.as_str()).into(),
            Self::Date => roll.date.as_ref().map_or("", Date::as_str).into(),
            Self::Session => (&roll.session).into(),
            Self::Symbol => (&roll.symbol).into(),
            Self::Draft => (&roll.draft).into(),
            Self::Meeting => (&roll.meeting).into(),
            Self::Title => (&roll.title).into(),
            Self::Description => (&roll.description).into(),
            Self::Issues => {
                join(roll.issues.iter().filter_map(|issue| archive.issues.get(*issue as usize)), "|").into()
            }
            Self::Kind => kind_name(roll.kind).into(),
            Self::KeyVote => roll.key_vote.map_or("", |key| if key { "true" } else { "false" }).into(),
            Self::Yes => number(roll.published.yes),
            Self::No => number(roll.published.no),
            Self::Abstain => number(roll.published.abstain),
            Self::Absent => number(roll.published.absent),
            Self::Outcome => roll.recorded.map_or("", outcome_name).into(),
            Self::Result => (&roll.result).into(),
            Self::Rule => roll.rule.as_ref().map_or("", |rule| rule.as_str()).into(),
            Self::Note => (&roll.note).into(),
            // Line 0 is no place at all.
            Self::SourceFile if roll.place.line == 0 => "".into(),
            Self::SourceFile => archive.sources.get(roll.place.file as usize).map_or("", String::as_str).into(),
            Self::SourceLine => number((roll.place.line > 0).then_some(roll.place.line)),
        }
    }

    /// Takes what stands there into a roll call. The body, the issues and the place in the source are not the roll
    /// call's alone and are left to the reader.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence without its full stop.
    pub fn read(self, text: &str, roll: &mut RollCall) -> Result<(), String> {
        let own = || text.to_owned();
        let number = || whole(text);
        match self {
            Self::Id => roll.id = own(),
            Self::Date => roll.date = if text.is_empty() { None } else { Some(text.parse()?) },
            Self::Session => roll.session = own(),
            Self::Symbol => roll.symbol = own(),
            Self::Draft => roll.draft = own(),
            Self::Meeting => roll.meeting = own(),
            Self::Title => roll.title = own(),
            Self::Description => roll.description = own(),
            Self::Kind => roll.kind = named(text, &KINDS, kind_name, "kind of text")?.unwrap_or_default(),
            Self::KeyVote => {
                let name = |key: bool| if key { "true" } else { "false" };
                roll.key_vote = named(text, &[true, false], name, "truth value")?;
            }
            Self::Yes => roll.published.yes = number()?,
            Self::No => roll.published.no = number()?,
            Self::Abstain => roll.published.abstain = number()?,
            Self::Absent => roll.published.absent = number()?,
            Self::Outcome => roll.recorded = named(text, &OUTCOMES, outcome_name, "result")?,
            Self::Result => roll.result = own(),
            Self::Rule => roll.rule = (!text.is_empty()).then(|| text.into()),
            Self::Note => roll.note = own(),
            Self::Body
            | Self::BodyName
            | Self::Chamber
            | Self::BodyRule
            | Self::Issues
            | Self::SourceFile
            | Self::SourceLine => {}
        }
        Ok(())
    }
}

/// A column of the table of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberColumn {
    /// The code.
    Id,
    /// What the source calls it.
    Key,
    /// Its names, see [`super::spells_to_text`].
    Names,
    /// Its parties or groups, see [`super::spells_to_text`].
    Groups,
    /// A remark.
    Note,
}

impl MemberColumn {
    /// All, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Id, Self::Key, Self::Names, Self::Groups, Self::Note];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Key => "key",
            Self::Names => "names",
            Self::Groups => "groups",
            Self::Note => "note",
        }
    }

    /// What stands there for a member.
    #[must_use]
    pub fn text(self, voter: &Voter) -> Cow<'_, str> {
        match self {
            Self::Id => voter.id.as_str().into(),
            Self::Key => (&voter.key).into(),
            Self::Names => spells_to_text(&voter.names).into(),
            Self::Groups => spells_to_text(&voter.groups).into(),
            Self::Note => (&voter.note).into(),
        }
    }

    /// Takes what stands there into a member.
    pub fn read(self, text: &str, voter: &mut Voter) {
        match self {
            Self::Id => voter.id = text.into(),
            Self::Key => text.clone_into(&mut voter.key),
            Self::Names => voter.names = spells(text),
            Self::Groups => voter.groups = spells(text),
            Self::Note => text.clone_into(&mut voter.note),
        }
    }
}

/// The letter of an entry; none where nothing is listed.
#[must_use]
pub fn letter(entry: Entry) -> Option<&'static str> {
    match entry {
        Entry::Unlisted => None,
        Entry::NotMember => Some("-"),
        Entry::Cast(vote) => Some(vote.letter()),
    }
}

/// The entry of a letter, nothing standing for nothing listed; none where it is no letter of ours.
#[must_use]
pub fn entry(letter: &str) -> Option<Entry> {
    match letter {
        "" => Some(Entry::Unlisted),
        "-" => Some(Entry::NotMember),
        "Y" => Some(Entry::Cast(Vote::Yes)),
        "N" => Some(Entry::Cast(Vote::No)),
        "A" => Some(Entry::Cast(Vote::Abstain)),
        "X" => Some(Entry::Cast(Vote::Absent)),
        _ => None,
    }
}

const CHAMBERS: [Chamber; 4] =
    [Chamber::GeneralAssembly, Chamber::SecurityCouncil, Chamber::Parliament, Chamber::Other];
const KINDS: [TextKind; 5] =
    [TextKind::Draft, TextKind::AsAmended, TextKind::Amendment, TextKind::Part, TextKind::Motion];
const OUTCOMES: [Outcome; 3] = [Outcome::Adopted, Outcome::Rejected, Outcome::Vetoed];

fn chamber_name(chamber: Chamber) -> &'static str {
    match chamber {
        Chamber::GeneralAssembly => "general-assembly",
        Chamber::SecurityCouncil => "security-council",
        Chamber::Parliament => "parliament",
        Chamber::Other => "other",
    }
}

/// The sort of body with this name, nothing standing for any other body.
///
/// # Errors
/// That there is none.
pub fn chamber(text: &str) -> Result<Chamber, String> {
    named(text, &CHAMBERS, chamber_name, "sort of body").map(Option::unwrap_or_default)
}

fn kind_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Draft => "draft",
        TextKind::AsAmended => "as_amended",
        TextKind::Amendment => "amendment",
        TextKind::Part => "part",
        TextKind::Motion => "motion",
    }
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopted => "adopted",
        Outcome::Rejected => "rejected",
        Outcome::Vetoed => "vetoed",
    }
}

fn named<T: Copy>(text: &str, all: &[T], name: impl Fn(T) -> &'static str, what: &str) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || {
        let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        format!("\"{text}\" is no {what} ({})", names.join(", "))
    };
    all.iter().copied().find(|one| name(*one) == text).map(Some).ok_or_else(wrong)
}

pub(super) fn whole(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("\"{text}\" is no whole number"))
}
