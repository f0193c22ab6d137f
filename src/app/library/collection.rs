//! A collection with what is computed from it once: the index, the verdicts, the columns of its members, its blocs.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    LineOf, ShownLine, With,
    blocs::{OwnBloc, blocs},
};
use crate::{
    analysis::{
        Alike, By, Decided, Lonely, Partner, Side, VotingRecord, agreement_line, bloc_partners, cohesion_line,
        columns_of, lonely, member_record, nearest, participation_line, partners, verdicts,
    },
    app::jobs::Ticket,
    archive::{Columns, Facets, Filter, Index, Place, Selection, Verdicts, Voter, absences_listed},
    chart::trend::{Told, TrendData},
    io::{
        self, DossierFile, Problem,
        import::{Imported, Input, Options, Watch},
        out,
    },
    model::{Counts, MemberId, Outcome, fold},
    rules,
};

impl Watch for Ticket {
    fn progress(&self, done: u64, total: u64) {
        Ticket::progress(self, done, total);
    }

    fn cancelled(&self) -> bool {
        Ticket::cancelled(self)
    }
}

/// Whose votes a bloc has, at the end of a subtitle.
fn whose(at_the_time: bool) -> &'static str {
    if at_the_time { " · members at the time" } else { " · members of today" }
}

/// How many roll calls two members must share to be ranked.
const LEAST: u32 = 20;
/// How many of the nearest roll calls are listed.
const NEAREST: usize = 60;
/// With how many others a vote is lonely at most.
const FEW: u32 = 4;

/// What the page of a member shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberPage {
    /// The member.
    pub voter: usize,
    /// Its votes by session.
    pub sessions: Vec<VotingRecord>,
    /// All of its votes.
    pub whole: VotingRecord,
    /// Everybody else, who voted most with it first.
    pub partners: Vec<Partner>,
    /// Every bloc, the same; places in the collection's list of blocs.
    pub blocs: Vec<Partner>,
    /// Its votes with few or none beside it.
    pub lonely: Vec<Lonely>,
}

/// A collection that is open.
#[derive(Debug)]
pub struct Collection {
    /// What was read.
    pub imported: Imported,
    /// From where.
    pub paths: Vec<PathBuf>,
    /// Whether it came from the cache.
    pub from_cache: bool,
    /// Its texts, to be searched.
    pub index: Index,
    /// What the rules say of each roll call, for filters and orders.
    pub verdicts: Verdicts,
    /// The blocs to compare with.
    pub blocs: Vec<OwnBloc>,
    /// How many roll calls there are of each kind, issue and outcome, with nothing filtered.
    pub whole: Facets,
    /// The issues without regard to case and accents, to be found by their words.
    pub folded_issues: Vec<String>,
    /// The roll calls that list who was absent.
    pub absences: Selection,
    decided: Vec<Decided>,
    columns: Columns,
    by_name: Vec<usize>,
    places: BTreeMap<Place, u32>,
}

impl Collection {
    /// Reads files together, or takes what the folder `cache` keeps of them if they have not changed since.
    ///
    /// # Errors
    /// Why nothing could be read, or that it was called off.
    pub fn open(
        paths: Vec<PathBuf>,
        options: &Options,
        cache: Option<&Path>,
        watch: &dyn Watch,
    ) -> Result<Self, Problem> {
        let inputs: Vec<Input> = paths.iter().map(|path| Input::file(path)).collect();
        let (imported, from_cache) = match cache {
            Some(folder) => io::cache::import_cached(&inputs, options, watch, folder)?,
            None => (io::import::import(&inputs, options, watch)?, false),
        };
        Ok(Self::new(imported, paths, from_cache))
    }

    /// A collection with what is computed from it.
    #[must_use]
    pub fn new(imported: Imported, paths: Vec<PathBuf>, from_cache: bool) -> Self {
        let archive = &imported.archive;
        let decided = verdicts(archive);
        let mut by_name: Vec<usize> = (0..archive.voters.len()).collect();
        by_name.sort_by_key(|place| archive.voters.get(*place).map(|voter| voter.name().to_lowercase()));
        let index = Index::new(archive);
        let outcomes = columns_of(&decided);
        let whole = Filter::default().apply(archive, &index, &outcomes).facets;
        let places = archive.roll_calls.iter().zip(0..).map(|(roll_call, n)| (roll_call.place, n)).collect();
        Self {
            index,
            verdicts: outcomes,
            whole,
            absences: absences_listed(archive),
            columns: Columns::new(archive),
            blocs: blocs(archive),
            folded_issues: archive.issues.iter().map(|issue| fold(issue)).collect(),
            decided,
            by_name,
            places,
            paths,
            from_cache,
            imported,
        }
    }

    /// The members by name.
    pub fn by_name(&self) -> impl Iterator<Item = &Voter> {
        self.by_name.iter().filter_map(|place| self.imported.archive.voters.get(*place))
    }

    /// The name of a member.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a MemberId) -> &'a str {
        let voter = self.imported.archive.voter(id).and_then(|place| self.imported.archive.voters.get(place));
        voter.map_or(id.as_str(), Voter::name)
    }

    /// The name of a member or of a bloc’s majority.
    #[must_use]
    pub fn with_name(&self, with: &With) -> String {
        match with {
            With::Member(id) => self.name(id).to_owned(),
            With::Bloc(id) => {
                let name = self.blocs.iter().find(|bloc| bloc.id == *id).map_or(id.as_str(), |bloc| &bloc.name);
                format!("{name} majority")
            }
        }
    }

    /// The counts of a roll call, or its published totals where no votes are listed.
    #[must_use]
    pub fn counts(&self, number: usize) -> Option<Counts> {
        self.imported.archive.counts_or_totals(number)
    }

    /// The outcome under the rule of the roll call.
    #[must_use]
    pub fn by_rules(&self, number: usize) -> Option<Outcome> {
        self.decided.get(number)?.outcome
    }

    /// What the rules say of a roll call, and what that rests on.
    #[must_use]
    pub fn decided(&self, number: usize) -> Option<&Decided> {
        self.decided.get(number)
    }

    /// The same of all roll calls, in the order of the source.
    #[must_use]
    pub fn all_decided(&self) -> &[Decided] {
        &self.decided
    }

    /// The rule of a roll call in words.
    #[must_use]
    pub fn rule_words(&self, number: usize) -> &str {
        let rule = |decided: &'_ Decided| rules::preset(&decided.rule).map(|rule| rule.short.as_str());
        self.decided.get(number).map_or("", |decided| rule(decided).unwrap_or(decided.rule.as_str()))
    }

    /// What the outcome by the rule leaves out, or why there is none.
    #[must_use]
    pub fn caveat(&self, number: usize) -> Option<&'static str> {
        Some(self.decided.get(number)?.caveat?.sentence())
    }

    /// Where the rules and the record come to different outcomes: how, and which other rule would explain it.
    #[must_use]
    pub fn disagreement(&self, number: usize) -> Option<String> {
        let decided = self.decided.get(number)?;
        if !decided.differs() {
            return None;
        }
        if let (None, Some(by_totals)) = (decided.recorded, decided.by_totals) {
            return Some(format!("The published totals would make it {}.", by_totals.label().to_lowercase()));
        }
        let names: Vec<&str> = decided
            .explained_by
            .iter()
            .map(|id| rules::preset(id).map_or(id.as_str(), |rule| rule.name.as_str()))
            .collect();
        Some(match names.as_slice() {
            [] => "No rule of this body that the program knows gives the recorded outcome.".to_owned(),
            names => format!("The recorded outcome fits another rule: {}.", names.join("; ")),
        })
    }

    /// The roll call that stands at a place of a file.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<u32> {
        self.places.get(&place).copied().filter(|_| place.line > 0)
    }

    /// A row of a file and the rows around it, as they are written.
    #[must_use]
    pub fn row(&self, place: Place) -> Option<Vec<String>> {
        let path = self.paths.get(place.file as usize)?;
        io::import::rows_around(&Input::file(path), place.line)
    }

    /// The name of the file of a place.
    #[must_use]
    pub fn file_words(&self, place: Place) -> &str {
        self.imported.archive.sources.get(place.file as usize).map_or("", String::as_str)
    }

    /// "votes.csv, line 7".
    #[must_use]
    pub fn place_words(&self, place: Place) -> String {
        format!("{}, line {}", self.file_words(place), place.line)
    }

    /// Roll calls as a dossier.
    #[must_use]
    pub fn dossier(&self, numbers: &[u32]) -> DossierFile {
        let numbers: Vec<usize> = numbers.iter().map(|number| *number as usize).collect();
        out::dossier(&self.imported.archive, &numbers, &out::Context::new())
    }

    /// The roll calls in which members voted most like in one.
    #[must_use]
    pub fn nearest(&self, number: u32) -> Vec<u32> {
        nearest(number, NEAREST, &self.imported.archive).into_iter().map(|near| near.roll_call).collect()
    }

    fn side(&self, with: &With, at_the_time: bool) -> Option<Side> {
        Some(match with {
            With::Member(id) => Side::Member(self.imported.archive.voter(id)?),
            With::Bloc(id) => {
                let bloc = self.blocs.iter().find(|bloc| bloc.id == *id)?;
                Side::Majority(if at_the_time { bloc.then.clone() } else { bloc.today.clone() })
            }
        })
    }

    /// The time line, with the roll calls behind each of its points.
    #[must_use]
    pub fn line(&self, line: &LineOf) -> ShownLine {
        let shown = match line.told {
            Told::Agreement => self.agreement(line),
            Told::Participation => self.participation(line),
            Told::Cohesion => self.cohesion(line),
        };
        shown.unwrap_or_default()
    }

    fn all(&self) -> Selection {
        Selection::all(self.imported.archive.roll_calls.len())
    }

    fn source(&self) -> String {
        self.imported.archive.sources.join(", ")
    }

    fn agreement(&self, line: &LineOf) -> Option<ShownLine> {
        let first = Side::Member(self.imported.archive.voter(&line.first)?);
        let second = self.side(&line.with, line.at_the_time)?;
        let known = (&self.imported.archive, &self.columns, &self.verdicts);
        let found = agreement_line((&first, &second), line.alike, line.by, known, &self.all());
        let title = match line.with {
            With::Member(_) => format!("{} with {}", self.name(&line.first), self.with_name(&line.with)),
            With::Bloc(_) => format!("{} with the {}", self.name(&line.first), self.with_name(&line.with)),
        };
        let about = match &line.with {
            With::Member(_) => "",
            With::Bloc(_) => whose(line.at_the_time),
        };
        let data = TrendData::agreement(title, about, &found, (line.alike, line.by), self.source());
        Some(ShownLine::of(data, &found))
    }

    fn participation(&self, line: &LineOf) -> Option<ShownLine> {
        let archive = &self.imported.archive;
        let found = participation_line(archive.voter(&line.first)?, line.by, archive, &self.columns, &self.all());
        let data = TrendData::participation(self.name(&line.first), &found, line.by, self.source());
        Some(ShownLine::of(data, &found))
    }

    fn cohesion(&self, line: &LineOf) -> Option<ShownLine> {
        let bloc = self.blocs.iter().find(|bloc| bloc.id == line.bloc)?;
        let members = if line.at_the_time { &bloc.then } else { &bloc.today };
        let found = cohesion_line(members, line.index, line.by, &self.imported.archive, &self.all());
        let name = format!("the {}", bloc.name);
        let about = whose(line.at_the_time);
        let data = TrendData::cohesion(&name, about, &found, (line.index, line.by), self.source());
        Some(ShownLine::of_cohesion(data, &found))
    }

    /// What the page of a member shows.
    #[must_use]
    pub fn page(&self, voter: usize) -> MemberPage {
        let archive = &self.imported.archive;
        let all = Selection::all(archive.roll_calls.len());
        let known = (archive, &self.columns, &self.verdicts);
        let (sessions, whole) = member_record(voter, By::fitting(archive), known, &all);
        let then: Vec<_> = self.blocs.iter().map(|bloc| bloc.then.clone()).collect();
        MemberPage {
            voter,
            sessions,
            whole,
            partners: partners(voter, Alike::Same, LEAST, &self.columns, &all),
            blocs: bloc_partners(voter, &then, Alike::Same, LEAST, known, &all),
            lonely: lonely(voter, FEW, archive, &self.columns, &all),
        }
    }
}
