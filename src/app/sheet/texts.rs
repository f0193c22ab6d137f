//! The sheet of the texts: what each is, its rule, and what is on the record but for single votes.

use super::{
    cell::{CellEdit, TextCell},
    table::{Face, Table},
};
use crate::{
    model::{Body, Date, Dossier, MemberId, Outcome, Record, Text, TextKind, Vote, fold},
    rules::{Rule, presets},
};

pub(super) struct Texts<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) rules: &'a [Rule],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Symbol,
    Resolution,
    Title,
    Kind,
    Body,
    Date,
    Rule,
    Sponsor,
    Result,
    Reason,
    Total(Vote),
    Source,
    Meeting,
    Remark,
}

const COLUMNS: [(Column, &str, f32); 17] = [
    (Column::Symbol, "Symbol", 150.0),
    (Column::Title, "Title", 340.0),
    (Column::Date, "Date", 92.0),
    (Column::Kind, "Kind", 120.0),
    (Column::Result, "Result", 86.0),
    (Column::Total(Vote::Yes), "Yes", 72.0),
    (Column::Total(Vote::No), "No", 72.0),
    (Column::Total(Vote::Abstain), "Abstain", 72.0),
    (Column::Total(Vote::Absent), "Absent", 72.0),
    (Column::Resolution, "Resolution", 150.0),
    (Column::Body, "Body", 160.0),
    (Column::Rule, "Rule", 300.0),
    (Column::Sponsor, "Put forward by", 180.0),
    (Column::Reason, "Reason given", 150.0),
    (Column::Meeting, "Meeting", 120.0),
    (Column::Source, "Source", 360.0),
    (Column::Remark, "Remark", 360.0),
];

/// The place of the column with this name.
pub(super) fn place_of(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|(_, known, _)| *known == name)
}

impl Texts<'_> {
    fn column(n: usize) -> Option<Column> {
        COLUMNS.get(n).map(|(column, ..)| *column)
    }

    fn body(&self, typed: &str) -> Result<&Body, String> {
        let folded = fold(typed);
        let named = |body: &&std::sync::Arc<Body>| fold(body.id.as_str()) == folded || fold(&body.name) == folded;
        let found = self.dossier.bodies.iter().find(named);
        found.map(AsRef::as_ref).ok_or_else(|| {
            let names: Vec<&str> = self.dossier.bodies.iter().map(|body| body.name.as_str()).collect();
            format!("\"{typed}\" is no body of this dossier; there is {}.", names.join(", "))
        })
    }

    fn rule(&self, typed: &str) -> Result<&Rule, String> {
        let folded = fold(typed);
        let named = |rule: &&Rule| fold(rule.id.as_str()) == folded || fold(&rule.name) == folded;
        presets().iter().chain(self.rules).find(named).ok_or_else(|| {
            format!("\"{typed}\" is no rule; write the name or the id of one, such as ga-simple (see Rules).")
        })
    }

    fn rule_name(&self, text: &Text) -> String {
        let found = presets().iter().chain(self.rules).find(|rule| rule.id == text.rule);
        found.map_or_else(|| text.rule.to_string(), |rule| rule.name.clone())
    }

    /// A vote of a member that holds no seat cannot be kept, so that nobody who voted may lose its seat.
    fn seated(text: &Text, body: &Body, date: Option<&Date>) -> Result<(), String> {
        let seated: Vec<&MemberId> = body.members_on(date).collect();
        let lost: Vec<&str> =
            text.record.votes.0.keys().filter(|member| !seated.contains(member)).map(MemberId::as_str).collect();
        let day = date.map_or(String::new(), |date| format!(" on {date}"));
        match lost.as_slice() {
            [] => Ok(()),
            [one] => Err(format!("{one} has a vote on it and holds no seat in the {}{day}.", body.name)),
            many => Err(format!(
                "{} members have a vote on it and hold no seat in the {}{day}: {}{}.",
                many.len(),
                body.name,
                many.get(..6).unwrap_or(many).join(" "),
                if many.len() > 6 { " …" } else { "" }
            )),
        }
    }

    fn cell(&self, text: &Text, column: Column, typed: &str) -> Result<TextCell, String> {
        let words = typed.trim().to_owned();
        Ok(match column {
            Column::Symbol => TextCell::Symbol(words),
            Column::Resolution => TextCell::Resolution(words),
            Column::Title if words.is_empty() => return Err("A text needs a title.".to_owned()),
            Column::Title => TextCell::Title(words),
            Column::Kind => TextCell::Kind(kind(&words)?),
            Column::Body => {
                let body = self.body(&words)?;
                Self::seated(text, body, text.date.as_ref())?;
                TextCell::Body(body.id.clone())
            }
            Column::Date => {
                let date = if words.is_empty() { None } else { Some(words.parse::<Date>()?) };
                if let Some(body) = self.dossier.body(&text.body) {
                    Self::seated(text, body, date.as_ref())?;
                }
                TextCell::Date(date)
            }
            Column::Rule => TextCell::Rule(self.rule(&words)?.id.clone()),
            Column::Sponsor => TextCell::Sponsor(words),
            Column::Result => TextCell::Outcome(outcome(&words)?),
            Column::Reason => TextCell::Reason(words),
            Column::Total(vote) => TextCell::Total(vote, total(&words)?),
            Column::Source => TextCell::Source(words),
            Column::Meeting => TextCell::Meeting(words),
            Column::Remark => TextCell::Note(words),
        })
    }
}

const KINDS: [TextKind; 5] =
    [TextKind::Draft, TextKind::AsAmended, TextKind::Amendment, TextKind::Part, TextKind::Motion];
const OUTCOMES: [Outcome; 3] = [Outcome::Adopted, Outcome::Rejected, Outcome::Vetoed];

fn kind(typed: &str) -> Result<TextKind, String> {
    KINDS.into_iter().find(|kind| fold(kind.label()) == fold(typed)).ok_or_else(|| {
        format!("\"{typed}\" is no kind of text; write Draft, Draft as amended, Amendment, Part or Motion.")
    })
}

fn outcome(typed: &str) -> Result<Option<Outcome>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = OUTCOMES.into_iter().find(|outcome| fold(outcome.label()) == fold(typed));
    found.map(Some).ok_or_else(|| {
        format!("\"{typed}\" is no result; write Adopted, Rejected or Vetoed, or nothing where none is recorded.")
    })
}

fn total(typed: &str) -> Result<Option<u32>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| {
        format!("\"{typed}\" is no count of votes; write a whole number, or nothing where it is not known.")
    })
}

/// What the record says in a column; none where the column is not of the record.
fn recorded(record: &Record, column: Column) -> Option<String> {
    match column {
        Column::Result => Some(record.outcome.map_or(String::new(), |outcome| outcome.label().to_owned())),
        Column::Reason => Some(record.outcome_note.clone()),
        Column::Total(vote) => Some(record.tally.of(vote).map_or(String::new(), |total| total.to_string())),
        _ => None,
    }
}

/// What the source says in a column of the record, where it says something else.
fn published(text: &Text, column: Column) -> Option<String> {
    let then = recorded(text.as_published.as_deref()?, column)?;
    (Some(&then) != recorded(&text.record, column).as_ref()).then_some(then)
}

impl Table for Texts<'_> {
    fn rows(&self) -> usize {
        self.dossier.texts.len()
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.dossier.texts.get(row).map_or(String::new(), |text| text.short_name().to_owned())
    }

    fn row_mark(&self, row: usize) -> String {
        (row + 1).to_string()
    }

    fn column_name(&self, column: usize) -> String {
        COLUMNS.get(column).map_or("", |(_, name, _)| name).to_owned()
    }

    fn column_mark(&self, column: usize) -> String {
        if matches!(Self::column(column), Some(Column::Total(_))) { "published" } else { "" }.to_owned()
    }

    fn width(&self, column: usize) -> f32 {
        COLUMNS.get(column).map_or(100.0, |(.., width)| *width)
    }

    fn text(&self, row: usize, column: usize) -> String {
        let (Some(text), Some(column)) = (self.dossier.texts.get(row), Self::column(column)) else {
            return String::new();
        };
        match column {
            Column::Symbol => text.symbol.clone(),
            Column::Resolution => text.resolution.clone(),
            Column::Title => text.title.clone(),
            Column::Kind => text.kind.label().to_owned(),
            Column::Body => {
                self.dossier.body(&text.body).map_or_else(|| text.body.to_string(), |body| body.name.clone())
            }
            Column::Date => text.date.as_ref().map_or(String::new(), ToString::to_string),
            Column::Rule => self.rule_name(text),
            Column::Sponsor => text.sponsor.clone(),
            Column::Source => text.source.clone(),
            Column::Meeting => text.meeting.clone(),
            Column::Remark => text.note.clone(),
            of_record => recorded(&text.record, of_record).unwrap_or_default(),
        }
    }

    fn face(&self, row: usize, column: usize) -> Face {
        let (Some(text), Some(column)) = (self.dossier.texts.get(row), Self::column(column)) else {
            return Face::default();
        };
        let or_none = |words: String| if words.is_empty() { "nothing".to_owned() } else { words };
        let changed = published(text, column).map(|then| {
            let now = recorded(&text.record, column).unwrap_or_default();
            format!("Source: {}, now {}", or_none(then), or_none(now))
        });
        Face { right: matches!(column, Column::Total(_)), changed, ..Face::default() }
    }

    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String> {
        let text = self.dossier.texts.get(row).ok_or("There is no such row.")?;
        let column = Self::column(column).ok_or("There is no such column.")?;
        Ok(CellEdit::Text(text.id.clone(), self.cell(text, column, typed)?))
    }

    fn grows(&self) -> bool {
        true
    }

    fn source(&self, row: usize, column: usize) -> Option<CellEdit> {
        let (text, column) = (self.dossier.texts.get(row)?, Self::column(column)?);
        let then = published(text, column)?;
        Some(CellEdit::Text(text.id.clone(), self.cell(text, column, &then).ok()?))
    }
}
