//! What a reader found wrong or worth a word in a file: where, what, and what was done about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::archive::Place;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was left out.
    Error,
    /// Everything was read, and something does not fit together.
    Warning,
    /// Everything was read; this is how.
    Note,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Note => "Note",
        }
    }
}

/// What sort of thing it is; findings of one kind are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A row could not be read as a row: columns missing, too many, shifted.
    BadRow,
    /// A vote is none of the codes of the layout.
    UnknownVote,
    /// A date cannot be read.
    BadDate,
    /// A number cannot be read.
    BadNumber,
    /// A cell that must be filled is empty.
    Missing,
    /// An id stands for two roll calls.
    RepeatedId,
    /// A member's vote is listed twice in one roll call.
    RepeatedVote,
    /// Two roll calls are equal but for the id.
    EqualRollCalls,
    /// One code stands for two members.
    SharedCode,
    /// A member, or a roll call, is named in one file and missing in another.
    Unmatched,
    /// The published totals differ from the count.
    TotalsDiffer,
    /// The published totals are blank.
    TotalsBlank,
    /// The text is not UTF-8, or was once read in a wrong encoding.
    Encoding,
    /// Somebody votes who is no member of the body.
    NotOfTheBody,
    /// A state under another state's seat or name.
    Predecessor,
    /// A column is not used.
    Unused,
    /// How the file was understood.
    Understood,
}

impl Kind {
    /// The words for it in a list to choose from.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::BadRow => "Rows that cannot be read",
            Self::UnknownVote => "Unknown votes",
            Self::BadDate => "Dates that cannot be read",
            Self::BadNumber => "Numbers that cannot be read",
            Self::Missing => "Empty cells",
            Self::RepeatedId => "Repeated ids",
            Self::RepeatedVote => "Repeated votes",
            Self::EqualRollCalls => "Equal roll calls",
            Self::SharedCode => "Shared codes",
            Self::Unmatched => "Without a match",
            Self::TotalsDiffer => "Totals that differ",
            Self::TotalsBlank => "Blank totals",
            Self::Encoding => "Encoding",
            Self::NotOfTheBody => "Not of the body",
            Self::Predecessor => "Predecessors",
            Self::Unused => "Columns not used",
            Self::Understood => "How it was read",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where: the file and its line; line 0 where it is about the whole file.
    pub place: Place,
    /// The column of the table, from 1; 0 where it is about the whole row.
    pub column: u32,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What was done, in a sentence without its full stop; may be empty.
    pub done: String,
}

impl Finding {
    fn new(severity: Severity, kind: Kind, message: impl Into<String>, done: impl Into<String>) -> Self {
        Self { severity, kind, place: Place::default(), column: 0, message: message.into(), done: done.into() }
    }

    /// Something was left out.
    #[must_use]
    pub fn error(kind: Kind, message: impl Into<String>, done: impl Into<String>) -> Self {
        Self::new(Severity::Error, kind, message, done)
    }

    /// Something does not fit together.
    #[must_use]
    pub fn warning(kind: Kind, message: impl Into<String>, done: impl Into<String>) -> Self {
        Self::new(Severity::Warning, kind, message, done)
    }

    /// How something was read.
    #[must_use]
    pub fn note(kind: Kind, message: impl Into<String>, done: impl Into<String>) -> Self {
        Self::new(Severity::Note, kind, message, done)
    }

    /// The same, in a line and a column of a file; 0 where it is about the whole of it.
    #[must_use]
    pub fn at(mut self, place: Place, column: usize) -> Self {
        self.place = place;
        self.column = column as u32;
        self
    }
}

/// What was found, in order; of one kind and gravity at most [`Findings::MOST`] are kept, and all are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    list: Vec<Finding>,
    #[serde(with = "as_list")]
    counts: BTreeMap<(Severity, Kind), u64>,
    left_out: u64,
}

/// Counts as a list, since the keys of a table in JSON are words.
mod as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Kind, Severity};

    pub fn serialize<S: Serializer>(
        counts: &BTreeMap<(Severity, Kind), u64>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(counts.iter().map(|((severity, kind), count)| (severity, kind, count)))
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<BTreeMap<(Severity, Kind), u64>, D::Error> {
        let list = Vec::<(Severity, Kind, u64)>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|(severity, kind, count)| ((severity, kind), count)).collect())
    }
}

impl Findings {
    /// How many of one kind and gravity are kept, so that a file of nothing but faults does not fill the memory.
    pub const MOST: u64 = 20_000;

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry((finding.severity, finding.kind)).or_insert(0);
        *count += 1;
        if *count <= Self::MOST {
            self.list.push(finding);
        }
    }

    /// Moves them down by so many lines: they were found in a part of a file.
    pub fn shift(&mut self, lines: u32) {
        for finding in &mut self.list {
            finding.place.line += lines;
        }
    }

    /// Says that rows were left out, or single votes of rows that were read otherwise.
    pub fn leave_out(&mut self, count: u64) {
        self.left_out += count;
    }

    /// How many rows and single votes were left out.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Those that are kept.
    #[must_use]
    pub fn list(&self) -> &[Finding] {
        &self.list
    }

    /// How many there were of a kind, kept or not.
    #[must_use]
    pub fn of(&self, kind: Kind) -> u64 {
        self.counts.iter().filter(|((_, known), _)| *known == kind).map(|(_, count)| count).sum()
    }

    /// The kinds of which there are any.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let kinds: std::collections::BTreeSet<Kind> = self.counts.keys().map(|(_, kind)| *kind).collect();
        kinds.into_iter()
    }

    /// How many there were of a gravity, kept or not.
    #[must_use]
    pub fn graded(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|((known, _), _)| *known == severity).map(|(_, count)| count).sum()
    }

    /// How many there were and are not kept.
    #[must_use]
    pub fn unkept(&self) -> u64 {
        self.counts.values().map(|count| count.saturating_sub(Self::MOST)).sum()
    }

    /// Adds those of another list after its own.
    pub fn append(&mut self, other: Self) {
        self.left_out += other.left_out;
        for (key, count) in &other.counts {
            let kept = other.list.iter().filter(|f| (f.severity, f.kind) == *key).count() as u64;
            // Those that are not kept there cannot be kept here, but are counted.
            *self.counts.entry(*key).or_insert(0) += count.saturating_sub(kept);
        }
        for finding in other.list {
            self.push(finding);
        }
    }

    /// Where a file has no end of votes that are listed twice, or of numbers that are none, keeps the first ones and says
    /// how many more there are. What was left out is told every time.
    pub fn fold(&mut self) {
        const SHOWN: u64 = 20;
        let sort = |finding: &Finding| {
            let flood = matches!(finding.kind, Kind::RepeatedVote | Kind::BadNumber);
            let key = (finding.severity, finding.kind);
            (flood && finding.severity != Severity::Error).then(|| (key, finding.place.file, finding.done.clone()))
        };
        let mut groups = BTreeMap::new();
        for key in self.list.iter().filter_map(sort) {
            *groups.entry(key).or_insert(0_u64) += 1;
        }
        // Those that are not kept came after those that are.
        for (key, count) in &self.counts {
            let last = groups.iter_mut().rev().find(|((known, ..), _)| known == key);
            if let Some((_, group)) = last {
                *group += count.saturating_sub(Self::MOST);
            }
        }
        let mut seen = BTreeMap::new();
        self.list.retain_mut(|finding| {
            let Some(key) = sort(finding) else { return true };
            let all = groups.get(&key).copied().unwrap_or(0);
            let number = seen.entry(key).or_insert(0_u64);
            *number += 1;
            if *number == SHOWN + 1 && all > *number {
                finding.message = format!("{} more of this sort are in the file; this is the next", all - SHOWN);
            }
            *number <= SHOWN + 1
        });
        for key in groups.keys().map(|(key, ..)| *key) {
            let kept = self.list.iter().filter(|finding| (finding.severity, finding.kind) == key).count() as u64;
            self.counts.insert(key, kept);
        }
    }

    /// Puts them in the order of files, lines and columns; the order of what stands in one place stays.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|finding| (finding.place, finding.column));
    }
}
