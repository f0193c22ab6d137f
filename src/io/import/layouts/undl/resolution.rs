//! What a row says of its resolution.

use std::borrow::Cow;

use super::{Column, Columns, title};
use crate::{
    archive::{Chamber, Forum, Place, RollCall},
    io::import::{Finding, Kind, dates::Dates, number, read::Job},
    model::{Date, Outcome, Tally},
};

/// Which of the two bodies a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Body {
    /// The General Assembly.
    Assembly,
    /// The Security Council.
    Council,
}

impl Body {
    /// It, for a collection.
    pub fn forum(self) -> Forum {
        let (id, name, chamber, rule) = match self {
            Self::Assembly => ("UNGA", "General Assembly", Chamber::GeneralAssembly, "ga-simple"),
            Self::Council => ("UNSC", "Security Council", Chamber::SecurityCouncil, "sc-substantive"),
        };
        Forum { id: id.into(), name: name.to_owned(), chamber, rule: rule.into() }
    }
}

/// A resolution as one row has it.
pub(in super::super) struct Resolution {
    /// All but the votes and the remark on them.
    pub roll_call: RollCall,
    /// The remark on the vote, which rows of one resolution may differ in.
    pub note: String,
    /// Whether it says that there was no vote.
    pub without_vote: bool,
    /// What cannot be read in it.
    pub findings: Vec<Finding>,
}

/// The cells of a row by their columns.
pub(in super::super) type Cells<'a> = &'a dyn Fn(usize) -> Cow<'a, str>;

struct Reader<'a, 'd> {
    columns: &'a Columns,
    cells: Cells<'a>,
    dates: &'d Dates,
    extra: Vec<(String, String)>,
    findings: Vec<Finding>,
    place: Place,
}

impl Reader<'_, '_> {
    fn text(&self, column: Column) -> String {
        self.columns.place(column).map_or(String::new(), |place| (self.cells)(place).trim().to_owned())
    }

    fn keep(&mut self, column: Column, text: String) {
        if !text.is_empty() {
            self.extra.push((self.columns.name(column).to_owned(), text));
        }
    }

    fn odd(&mut self, kind: Kind, column: Column, text: String, wrong: &str) {
        let message = format!("\"{text}\" {wrong}");
        let at = self.columns.place(column).map_or(0, |place| place + 1);
        self.findings.push(Finding::warning(kind, message, "It was kept as a text").at(self.place, at));
        self.keep(column, text);
    }

    fn date(&mut self) -> Option<Date> {
        let text = self.text(Column::Date);
        if text.is_empty() {
            return None;
        }
        let date = self.dates.read(&text);
        if let Err(fault) = date {
            self.odd(Kind::BadDate, Column::Date, text, fault.words());
        }
        date.ok()
    }

    fn total(&mut self, column: Column) -> Option<u32> {
        let text = self.text(column);
        let total = number::total(&text);
        if total.is_err() {
            self.odd(Kind::BadNumber, column, text, "is no number of votes");
        }
        total.ok().flatten()
    }

    /// The title without the words that all of them end in. The Council's files have a description instead.
    fn title(&mut self) -> String {
        let column = if self.columns.place(Column::Title).is_some() { Column::Title } else { Column::Description };
        let text = self.text(column);
        let bare = title::bare(&text).to_owned();
        if bare != text {
            self.keep(column, text);
        }
        if column == Column::Title {
            let description = self.text(Column::Description);
            self.keep(Column::Description, description);
        }
        bare
    }

    fn issues(&mut self, job: &mut Job<'_>) -> Vec<u32> {
        let text = self.text(Column::Subjects);
        let mut names: Vec<&str> = text.split('|').map(str::trim).filter(|name| !name.is_empty()).collect();
        let issues = names.iter().map(|name| job.builder.issue(name)).collect();
        // The collection sorts them, so that another order would be lost.
        names.sort_unstable();
        names.dedup();
        if names.join("|") != text {
            self.keep(Column::Subjects, text.clone());
        }
        issues
    }

    fn published(&mut self, without_vote: bool) -> Tally {
        let tally = Tally {
            yes: self.total(Column::Yes),
            no: self.total(Column::No),
            abstain: self.total(Column::Abstain),
            absent: self.total(Column::NonVoting),
        };
        let none = [tally.yes, tally.no, tally.abstain].into_iter().flatten().all(|total| total == 0);
        if !without_vote || !none {
            return tally;
        }
        // Nobody counted: these noughts are no totals.
        for column in [Column::Yes, Column::No, Column::Abstain, Column::NonVoting] {
            let text = self.text(column);
            self.keep(column, text);
        }
        Tally::default()
    }
}

impl Resolution {
    /// Reads the cells of a row; those of the columns in `but` are votes and no words on the resolution.
    pub fn read<'a>(
        columns: &'a Columns,
        cells: Cells<'a>,
        dates: &Dates,
        but: &[usize],
        forum: u32,
        place: Place,
        job: &mut Job<'_>,
    ) -> Self {
        let mut reader = Reader { columns, cells, dates, extra: Vec::new(), findings: Vec::new(), place };
        let modality = reader.text(Column::Modality);
        let without_vote = modality.to_lowercase().contains("without");
        let roll_call = RollCall {
            id: number::id(&reader.text(Column::Id)).to_owned(),
            forum,
            date: reader.date(),
            session: number::id(&reader.text(Column::Session)).to_owned(),
            symbol: reader.text(Column::Resolution),
            draft: reader.text(Column::Draft),
            meeting: reader.text(Column::Meeting),
            title: reader.title(),
            description: reader.text(Column::Agenda),
            issues: reader.issues(job),
            published: reader.published(without_vote),
            // The files list adopted resolutions and no others.
            recorded: Some(Outcome::Adopted),
            place,
            ..RollCall::default()
        };
        reader.keep(Column::Modality, modality);
        if let Some(column) = columns.place(Column::Id).filter(|_| roll_call.id.is_empty()) {
            let message = format!("The row has no {}", columns.name(Column::Id));
            let finding = Finding::warning(Kind::Missing, message, "It goes by the symbol of the resolution");
            reader.findings.push(finding.at(place, column + 1));
        }
        for (number, (kind, name)) in columns.kinds.iter().zip(&columns.names).enumerate() {
            let own = *kind == Column::Other && !but.contains(&number) && !columns.is_nameless(number);
            let text = if own { cells(number) } else { Cow::Borrowed("") };
            if !text.trim().is_empty() {
                reader.extra.push((name.clone(), text.trim().to_owned()));
            }
        }
        let note = reader.text(Column::Note);
        Self { roll_call: RollCall { extra: reader.extra, ..roll_call }, note, without_vote, findings: reader.findings }
    }

    /// The key of its roll call: the record, or the symbol where there is none.
    pub fn key(&self) -> &str {
        let RollCall { id, symbol, .. } = &self.roll_call;
        if id.is_empty() { symbol } else { id }
    }

    /// What is said of the same record otherwise, by the names of its parts.
    pub fn differs(&self, other: &RollCall) -> Vec<&'static str> {
        let (a, b) = (&self.roll_call, other);
        let parts = [
            ("date", a.date == b.date),
            ("session", a.session == b.session),
            ("draft", a.draft == b.draft),
            ("meeting", a.meeting == b.meeting),
            ("title", a.title == b.title),
            ("agenda", a.description == b.description),
            ("subjects", a.issues == b.issues),
            ("totals", a.published == b.published),
        ];
        parts.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect()
    }

    /// What is said otherwise of the same record in another file, by the names of its parts. What one of them does not
    /// have is no contradiction: editions differ in their columns.
    pub fn contradicts(&self, other: &RollCall) -> Vec<&'static str> {
        let (a, b) = (&self.roll_call, other);
        let words = |a: &str, b: &str| a == b || a.is_empty() || b.is_empty();
        let total = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
        let (mine, theirs) = (&a.published, &b.published);
        let parts = [
            ("date", a.date == b.date || a.date.is_none() || b.date.is_none()),
            ("session", words(&a.session, &b.session)),
            ("draft", words(&a.draft, &b.draft)),
            ("meeting", words(&a.meeting, &b.meeting)),
            ("title", words(&a.title, &b.title)),
            ("agenda", words(&a.description, &b.description)),
            ("subjects", a.issues == b.issues || a.issues.is_empty() || b.issues.is_empty()),
            ("total in favour", total(mine.yes, theirs.yes)),
            ("total against", total(mine.no, theirs.no)),
            ("total of abstentions", total(mine.abstain, theirs.abstain)),
            ("total not voting", total(mine.absent, theirs.absent)),
        ];
        parts.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect()
    }

    /// The columns without a meaning here that say something else of the same record, by their names.
    pub fn other_columns(&self, other: &RollCall) -> Vec<String> {
        let (a, b) = (&self.roll_call.extra, &other.extra);
        if a == b {
            return Vec::new();
        }
        let value = |list: &[(String, String)], name: &str| {
            list.iter().find(|(known, _)| known == name).map_or(String::new(), |(_, value)| value.clone())
        };
        let names: std::collections::BTreeSet<&String> = a.iter().chain(b).map(|(name, _)| name).collect();
        names.into_iter().filter(|name| value(a, name) != value(b, name)).cloned().collect()
    }
}
