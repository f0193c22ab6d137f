//! What a table means: its shape, its columns, its codes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DateOrder, words};
use crate::{
    archive::{Chamber, Entry, Forum},
    io::import::Encoding,
    model::{Vote, fold},
};

/// How the rows of a table stand for votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One row a vote: a member in a roll call.
    #[default]
    Long,
    /// One row a roll call, one column a member.
    Wide,
    /// One row a member, one column a roll call.
    Across,
    /// One row a roll call, with lists of names in cells.
    Names,
    /// One row a roll call, without votes: more on the roll calls of other files.
    RollCalls,
    /// One row a member, without votes: more on the members of other files.
    Members,
}

impl Shape {
    /// All.
    pub const ALL: [Self; 6] = [Self::Long, Self::Wide, Self::Across, Self::Names, Self::RollCalls, Self::Members];

    /// Its name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Long => "One row a vote",
            Self::Wide => "One row a roll call, one column a member",
            Self::Across => "One row a member, one column a roll call",
            Self::Names => "One row a roll call, with lists of names",
            Self::RollCalls => "About roll calls, without votes",
            Self::Members => "About members, without votes",
        }
    }

    /// The meanings that a column of such a table can have, in the order of a menu.
    #[must_use]
    pub fn meanings(self) -> Vec<Meaning> {
        let answers = [Answer::Yes, Answer::No, Answer::Abstain, Answer::Absent, Answer::NotMember];
        let mut all = vec![Meaning::Ignore, Meaning::Extra];
        if self != Self::Members && self != Self::Across {
            all.push(Meaning::RollCall);
        }
        if matches!(self, Self::Long | Self::Across | Self::Members) {
            all.extend([Meaning::Member, Meaning::Name, Meaning::Group]);
        }
        match self {
            Self::Long => {
                all.push(Meaning::Vote);
                all.extend(answers.map(Meaning::Answer));
            }
            Self::Wide => all.push(Meaning::VotesOfMember),
            Self::Across => all.push(Meaning::VotesOfRollCall),
            Self::Names => all.extend(answers.map(Meaning::NamesOf)),
            Self::RollCalls | Self::Members => {}
        }
        if self == Self::Members {
            all.push(Meaning::Note);
        } else if self != Self::Across {
            all.extend(Meaning::OF_ROLL_CALLS);
        }
        all
    }
}

/// What an answer says of a member in a roll call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstaining.
    Abstain,
    /// Took no part.
    Absent,
    /// Was not a member.
    NotMember,
    /// Nothing is known.
    Missing,
}

impl Answer {
    /// All.
    pub const ALL: [Self; 6] = [Self::Yes, Self::No, Self::Abstain, Self::Absent, Self::NotMember, Self::Missing];

    /// Its name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Abstain => "Abstain",
            Self::Absent => "Absent",
            Self::NotMember => "Not a member",
            Self::Missing => "Missing",
        }
    }

    /// What stands in a collection for it.
    #[must_use]
    pub fn entry(self) -> Entry {
        match self {
            Self::Yes => Entry::Cast(Vote::Yes),
            Self::No => Entry::Cast(Vote::No),
            Self::Abstain => Entry::Cast(Vote::Abstain),
            Self::Absent => Entry::Cast(Vote::Absent),
            Self::NotMember => Entry::NotMember,
            Self::Missing => Entry::Unlisted,
        }
    }
}

/// What a column means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Nothing that is wanted.
    #[default]
    Ignore,
    /// It is kept under its name, beside the roll call or the member.
    Extra,
    /// The id of the roll call; several such columns make one id together.
    RollCall,
    /// The code of the member.
    Member,
    /// The name of the member; several such columns make one name together.
    Name,
    /// The group or party of the member.
    Group,
    /// What the member did, by its code.
    Vote,
    /// One of several columns of which one is filled: this is what the member did where it is this one.
    Answer(Answer),
    /// The votes of the member that the heading names.
    VotesOfMember,
    /// The votes in the roll call that the heading names.
    VotesOfRollCall,
    /// The names of those who did this, in a list.
    NamesOf(Answer),
    /// The day of the vote.
    Date,
    /// The session.
    Session,
    /// The symbol of the resolution.
    Symbol,
    /// The symbols of the drafts.
    Draft,
    /// The meeting or its record.
    Meeting,
    /// The title.
    Title,
    /// More words.
    Description,
    /// What it is about; several with a semicolon or a bar between them.
    Issue,
    /// What sort of text it is, in a word.
    Kind,
    /// Whether it is an amendment.
    Amendment,
    /// Whether it is a part of a text that is voted apart.
    Part,
    /// Whether the source marks it as important.
    KeyVote,
    /// A published total.
    Total(Answer),
    /// The recorded result.
    Outcome,
    /// The body that voted.
    Body,
    /// A remark, or a link.
    Note,
}

impl Meaning {
    /// What can be said of a roll call besides its id and its votes.
    pub const OF_ROLL_CALLS: [Self; 20] = [
        Self::Date,
        Self::Session,
        Self::Symbol,
        Self::Draft,
        Self::Meeting,
        Self::Title,
        Self::Description,
        Self::Issue,
        Self::Kind,
        Self::Amendment,
        Self::Part,
        Self::KeyVote,
        Self::Total(Answer::Yes),
        Self::Total(Answer::No),
        Self::Total(Answer::Abstain),
        Self::Total(Answer::Absent),
        Self::Outcome,
        Self::Body,
        Self::Note,
        Self::Extra,
    ];

    /// Its name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ignore => "Not used",
            Self::Extra => "Kept as it is",
            Self::RollCall => "Roll call id",
            Self::Member => "Member code",
            Self::Name => "Member name",
            Self::Group => "Group or party",
            Self::Vote => "Vote",
            Self::Answer(Answer::Yes) => "Filled where Yes",
            Self::Answer(Answer::No) => "Filled where No",
            Self::Answer(Answer::Abstain) => "Filled where Abstain",
            Self::Answer(Answer::Absent) => "Filled where Absent",
            Self::Answer(Answer::NotMember) => "Filled where not a member",
            Self::Answer(Answer::Missing) => "Filled where missing",
            Self::VotesOfMember => "Votes of this member",
            Self::VotesOfRollCall => "Votes in this roll call",
            Self::NamesOf(Answer::Yes) => "Names: Yes",
            Self::NamesOf(Answer::No) => "Names: No",
            Self::NamesOf(Answer::Abstain) => "Names: Abstain",
            Self::NamesOf(Answer::Absent) => "Names: Absent",
            Self::NamesOf(Answer::NotMember) => "Names: not members",
            Self::NamesOf(Answer::Missing) => "Names: missing",
            Self::Date => "Date",
            Self::Session => "Session",
            Self::Symbol => "Resolution symbol",
            Self::Draft => "Draft symbol",
            Self::Meeting => "Meeting",
            Self::Title => "Title",
            Self::Description => "Description",
            Self::Issue => "Issue",
            Self::Kind => "Kind of text",
            Self::Amendment => "Whether an amendment",
            Self::Part => "Whether a paragraph",
            Self::KeyVote => "Whether a key vote",
            Self::Total(Answer::Yes) => "Total: Yes",
            Self::Total(Answer::No) => "Total: No",
            Self::Total(Answer::Abstain) => "Total: Abstain",
            Self::Total(_) => "Total: Absent",
            Self::Outcome => "Recorded outcome",
            Self::Body => "Body",
            Self::Note => "Note",
        }
    }

    /// Whether the cells of such a column are votes, which the codes explain.
    #[must_use]
    pub fn is_vote(self) -> bool {
        matches!(self, Self::Vote | Self::VotesOfMember | Self::VotesOfRollCall)
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
}

/// What a table means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// How its rows stand for votes.
    pub shape: Shape,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// What the codes of votes stand for, by [`code`].
    #[serde(default)]
    pub codes: BTreeMap<String, Answer>,
    /// In which order a date is written.
    #[serde(default)]
    pub dates: DateOrder,
    /// The encoding, where it is not to be told by the looks of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// How many rows that are not empty stand above the header.
    #[serde(default)]
    pub above: usize,
    /// Whether "NA" in a column of member codes is the code of Namibia, and not a missing one.
    #[serde(default)]
    pub namibia: bool,
    /// The body that voted, where no column says it.
    pub body: Forum,
}

impl Mapping {
    /// A mapping in which no column is used.
    #[must_use]
    pub fn blank(header: &[String]) -> Self {
        let column = |name: &String| Column { name: name.clone(), meaning: Meaning::Ignore };
        Self {
            shape: Shape::Long,
            columns: header.iter().map(column).collect(),
            codes: BTreeMap::new(),
            dates: DateOrder::default(),
            encoding: None,
            above: 0,
            namibia: false,
            body: Self::any_body(),
        }
    }

    /// The body of votes of which nobody has said where they were cast: most votes cast decide.
    #[must_use]
    pub fn any_body() -> Forum {
        Forum { id: "BODY".into(), name: "Body".to_owned(), chamber: Chamber::Other, rule: "votes-cast".into() }
    }

    /// The places of the columns with a meaning.
    pub fn with(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.meaning == meaning).map(|(place, _)| place)
    }

    /// The place of the first column with a meaning.
    #[must_use]
    pub fn first(&self, meaning: Meaning) -> Option<usize> {
        self.with(meaning).next()
    }

    /// The key of the header that it is for.
    #[must_use]
    pub fn key(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        key(&names)
    }

    /// What a code of a vote stands for: what the mapping says of it, else what the word means in one of the languages
    /// that are known; none where neither says anything.
    #[must_use]
    pub fn answer(&self, text: &str) -> Option<Answer> {
        let code = code(text);
        self.codes.get(&code).copied().or_else(|| words::answer(&code))
    }

    /// What keeps a table from being read by this mapping, in sentences; none where it can be read.
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        let has = |meaning| self.first(meaning).is_some();
        let any = |test: fn(Meaning) -> bool| self.columns.iter().any(|column| test(column.meaning));
        let mut lacks = Vec::new();
        let member = has(Meaning::Member) || has(Meaning::Name);
        if matches!(self.shape, Shape::Long | Shape::Across | Shape::Members) && !member {
            lacks.push("Say which column holds the code or the name of the member.");
        }
        match self.shape {
            Shape::Long if !has(Meaning::Vote) && !any(|meaning| matches!(meaning, Meaning::Answer(_))) => {
                lacks.push("Say which column holds the vote, or which columns are filled for which answer.");
            }
            Shape::Wide if !has(Meaning::VotesOfMember) => {
                lacks.push("Say which columns hold the votes of a member.");
            }
            Shape::Across if !has(Meaning::VotesOfRollCall) => {
                lacks.push("Say which columns hold the votes in a roll call.");
            }
            Shape::Names if !any(|meaning| matches!(meaning, Meaning::NamesOf(_))) => {
                lacks.push("Say which columns hold the names of those who voted yes, no or abstained.");
            }
            Shape::RollCalls if !has(Meaning::RollCall) && !has(Meaning::Symbol) && !has(Meaning::Draft) => {
                lacks.push("Say which column holds the id of the roll call.");
            }
            _ => {}
        }
        lacks
    }
}

/// Mappings that are to be used, by the [`key`] of the header that they are for.
pub type Mappings = BTreeMap<String, Mapping>;

/// A header as mappings are found by it: the same whatever its capitals and accents, and whatever white space is in it.
#[must_use]
pub fn key(header: &[String]) -> String {
    let cells: Vec<String> = header.iter().map(|cell| code(cell)).collect();
    cells.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
}

/// A cell as codes are found by it: small letters without accents and marks; signs and numbers stay as they are, but "1.0"
/// is "1".
#[must_use]
pub fn code(text: &str) -> String {
    let text = text.trim();
    let whole = text.strip_suffix(".0").filter(|start| start.parse::<i64>().is_ok()).unwrap_or(text);
    let folded = fold(whole);
    // "9?" is not 9.
    let exact = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '\u{2212}');
    if folded.is_empty() || whole.starts_with(exact) { whole.to_lowercase() } else { folded }
}
