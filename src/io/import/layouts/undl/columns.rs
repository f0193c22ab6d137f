//! The columns of the editions by their names, in whatever order they stand.

use crate::{
    archive::Place,
    io::import::{Finding, Kind, read::Job},
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Column {
    /// The number of the record.
    Id,
    /// The code of a member.
    Code,
    /// The name of a member at the time.
    Name,
    /// The vote of a member.
    Vote,
    /// Whether a member is a permanent one.
    Permanent,
    /// The day.
    Date,
    /// The session.
    Session,
    /// The symbol of the resolution.
    Resolution,
    /// The symbols of the drafts.
    Draft,
    /// The meeting record.
    Meeting,
    /// The title.
    Title,
    /// The words on a resolution of the Council.
    Description,
    /// The agenda item.
    Agenda,
    /// What it is about.
    Subjects,
    /// A remark on the vote.
    Note,
    /// With or without a vote.
    Modality,
    /// The published total in favour.
    Yes,
    /// The published total against.
    No,
    /// The published total of abstentions.
    Abstain,
    /// The published total of those that did not vote.
    NonVoting,
    /// Any other column.
    Other,
}

/// The names of the editions, in small letters. The edition of September 2024 has them in the plural.
const NAMES: [(&str, Column); 47] = [
    ("undl_id", Column::Id),
    ("ms_code", Column::Code),
    ("ms_codes", Column::Code),
    ("ms_name", Column::Name),
    ("ms_names", Column::Name),
    ("ms_vote", Column::Vote),
    ("ms_votes", Column::Vote),
    ("permanent_member", Column::Permanent),
    ("permanent_members", Column::Permanent),
    ("date", Column::Date),
    ("dates", Column::Date),
    ("session", Column::Session),
    ("sessions", Column::Session),
    ("resolution", Column::Resolution),
    ("resolutions", Column::Resolution),
    ("draft", Column::Draft),
    ("drafts", Column::Draft),
    ("meeting", Column::Meeting),
    ("meetings", Column::Meeting),
    ("title", Column::Title),
    ("titles", Column::Title),
    ("description", Column::Description),
    ("descriptions", Column::Description),
    ("agenda", Column::Agenda),
    ("agendas", Column::Agenda),
    ("agenda_title", Column::Agenda),
    ("agenda_titles", Column::Agenda),
    ("subject", Column::Subjects),
    ("subjects", Column::Subjects),
    ("vote_note", Column::Note),
    ("vote_notes", Column::Note),
    ("modality", Column::Modality),
    ("total_yes", Column::Yes),
    ("yes", Column::Yes),
    ("total_no", Column::No),
    ("no", Column::No),
    ("total_abstentions", Column::Abstain),
    ("total_abstention", Column::Abstain),
    ("abstentions", Column::Abstain),
    ("abstention", Column::Abstain),
    ("abstain", Column::Abstain),
    ("total_non_voting", Column::NonVoting),
    ("non_voting", Column::NonVoting),
    ("non-voting", Column::NonVoting),
    ("nonvoting", Column::NonVoting),
    ("not_voting", Column::NonVoting),
    ("total_nonvoting", Column::NonVoting),
];

/// The columns of a file.
#[derive(Clone, Debug)]
pub(in super::super) struct Columns {
    /// Their names as the file writes them.
    pub names: Vec<String>,
    /// What they hold; each thing once.
    pub kinds: Vec<Column>,
}

impl Columns {
    /// The columns under these names. Where two have the same meaning the first has it.
    pub fn new(names: &[String]) -> Self {
        let mut kinds: Vec<Column> = Vec::with_capacity(names.len());
        for name in names {
            let name = name.trim().to_lowercase();
            let kind = NAMES.iter().find(|(known, _)| *known == name).map_or(Column::Other, |(_, kind)| *kind);
            kinds.push(if kinds.contains(&kind) { Column::Other } else { kind });
        }
        Self { names: names.iter().map(|name| name.trim().to_owned()).collect(), kinds }
    }

    /// Whether a column without a name stands there, before others that have one: programs write the numbers of rows so.
    pub fn is_nameless(&self, place: usize) -> bool {
        let named = self.names.iter().rposition(|name| !name.is_empty()).unwrap_or(0);
        place < named && self.names.get(place).is_some_and(String::is_empty)
    }

    /// Says which columns have no name. The header stands at this place.
    pub fn tell_nameless(&self, header: Place, job: &mut Job<'_>) {
        for place in (0..self.names.len()).filter(|place| self.is_nameless(*place)) {
            let message = format!("Column {} has no name", place + 1);
            job.findings.push(Finding::note(Kind::Unused, message, "It was not read").at(header, place + 1));
        }
    }

    /// Where a column stands.
    pub fn place(&self, wanted: Column) -> Option<usize> {
        self.kinds.iter().position(|kind| *kind == wanted)
    }

    /// The name of a column in this file.
    pub fn name(&self, wanted: Column) -> &str {
        self.place(wanted).and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }

    /// Whether the file is of the Security Council.
    pub fn council(&self) -> bool {
        let has = |column| self.place(column).is_some();
        has(Column::Permanent) || (has(Column::Description) && !has(Column::Title) && !has(Column::Session))
    }

    /// Whether it has one row a member and resolution.
    pub fn rows(&self) -> bool {
        [Column::Id, Column::Code, Column::Vote].into_iter().all(|column| self.place(column).is_some())
    }
}
