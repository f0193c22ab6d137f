//! `plenary history`: search the roll calls of files, and tables of members and groups over time.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use super::{
    Failure,
    history_args::{ByArg, History},
    history_tables::{Table, cohesion_table, list_table, member_table, partner_table, trend_table},
    history_who::{group, member, member_and_votes, side},
    import::read_cached,
    watch::Waiting,
};
use crate::{
    analysis::{
        By, Decided, Side, agreement_line, cohesion_line, columns_of, member_record, participation_line, partners,
        verdicts,
    },
    archive::{Archive, Columns, Filter, Index, Order, Selection, Verdicts, Voter},
    chart::{Chart, mark::FloorOptions, trend::TrendData},
    export::{self, ExportForm, Format},
    io::{import::dates::typed, out::keeps_sources, save_bytes},
    model::{Date, Vote, fold},
};

/// `plenary history`
pub fn history(args: &History) -> Result<String, Failure> {
    let asked = Asked::new(args)?;
    let options = args.sources.options()?;
    if let Some(path) = args.out.as_ref().filter(|path| Format::of(path).is_none()) {
        let words =
            format!("{}: tables are written as .csv, lines over time as .svg, .png or .pdf too", path.display());
        return Err(Failure::Usage(words));
    }
    keeps_sources(args.out.as_slice(), &args.sources.files).map_err(|problem| Failure::Usage(problem.to_string()))?;
    let waiting = Waiting::new();
    let imported = read_cached(&args.sources, &options, &waiting)?;
    if imported.summary.left_out > 0 {
        super::note(&format!("{} rows or votes were left out; plenary import says why", imported.summary.left_out));
    }
    let over_time = asked.member.is_some() || args.cohesion.is_some();
    if over_time && args.by == ByArg::Session && imported.archive.roll_calls.iter().all(|roll| roll.session.is_empty())
    {
        super::note("these roll calls have no sessions; --by year or --by month gives rows");
    }
    let drawn =
        args.out.as_deref().and_then(|path| Some((path, Format::of(path).filter(|form| *form != Format::Csv)?)));
    if let Some((path, form)) = drawn {
        let chart = Known::new(args, &asked, &imported.archive)?.chart(&asked)?;
        waiting.check()?;
        return draw(path, &chart, form);
    }
    let table = Known::new(args, &asked, &imported.archive)?.table(&asked)?;
    waiting.check()?;
    let text = table.csv()?;
    match &args.out {
        None => Ok(text),
        Some(path) => write(path, &text, table.rows.len()),
    }
}

fn write(path: &Path, text: &str, rows: usize) -> Result<String, Failure> {
    save_bytes(path, text.as_bytes()).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {} with {rows} rows\n", path.display()))
}

/// What is asked for, as far as it can be known before the files are read.
struct Asked<'a> {
    /// The member that a table is about.
    member: Option<&'a str>,
    /// Members that must have voted so.
    votes: Vec<(&'a str, BTreeSet<Vote>)>,
    from: Option<Date>,
    until: Option<Date>,
}

impl<'a> Asked<'a> {
    fn new(args: &'a History) -> Result<Self, Failure> {
        let date = |text: &Option<String>| {
            let read = |text: &String| typed(text).map_err(Failure::Usage);
            text.as_ref().map(read).transpose()
        };
        let mut asked = Self { member: None, votes: Vec::new(), from: date(&args.from)?, until: date(&args.until)? };
        for word in args.member.iter().flat_map(|word| parts(word)) {
            match member_and_votes(word)? {
                (who, Some(votes)) => asked.votes.push((who, votes)),
                (who, None) if asked.member.is_none() => asked.member = Some(who),
                _ => return Err(Failure::Usage("a table is about one member; compare two by --with".to_owned())),
            }
        }
        if asked.member.is_none() && (args.with.is_some() || args.partners || args.participation) {
            return Err(Failure::Usage("say of which member, as in --member USA".to_owned()));
        }
        if asked.member.is_some() && args.cohesion.is_some() {
            return Err(Failure::Usage("--cohesion is about a group; take --member away".to_owned()));
        }
        Ok(asked)
    }
}

/// "USA=no,FRA=yes" in its parts; a name may have a comma in it.
fn parts(word: &str) -> Vec<&str> {
    let parts: Vec<&str> = word.split(',').map(str::trim).collect();
    if parts.iter().all(|part| part.contains('=')) { parts } else { vec![word] }
}

/// The rules' word on every roll call.
fn decide(archive: &Archive) -> (Vec<Decided>, Verdicts) {
    let decided = verdicts(archive);
    let columns = columns_of(&decided);
    (decided, columns)
}

/// What a table or a line is made from.
struct Known<'a> {
    args: &'a History,
    archive: &'a Archive,
    decided: Vec<Decided>,
    verdicts: Verdicts,
    index: Index,
    /// The roll calls that are asked for, in the order of the source.
    found: Vec<u32>,
    within: Selection,
}

impl<'a> Known<'a> {
    fn new(args: &'a History, asked: &Asked<'_>, archive: &'a Archive) -> Result<Self, Failure> {
        let filter = filter(args, asked, archive)?;
        // Words and orders need the texts folded, which takes a while; a table of all roll calls needs none of it.
        let bare = filter.is_empty() && (asked.member.is_some() || args.cohesion.is_some());
        let index = || if bare { Index::default() } else { Index::new(archive) };
        let ((decided, verdicts), index) = rayon::join(|| decide(archive), index);
        let all = archive.roll_calls.len();
        let found: Vec<u32> = if filter.is_empty() {
            (0..all as u32).collect()
        } else {
            filter.apply(archive, &index, &verdicts).roll_calls
        };
        let within = Selection::of(all, found.iter().copied());
        Ok(Self { args, archive, decided, verdicts, index, found, within })
    }

    fn by(&self) -> By {
        self.args.by.into()
    }

    /// Whose votes a group has, at the end of a subtitle.
    fn whose(&self) -> &'static str {
        if self.args.members_at_the_time { " · members at the time" } else { " · members of today" }
    }

    /// The line over time that is asked for, if one is.
    fn line(&self, asked: &Asked<'_>) -> Result<Option<(TrendData, Table)>, Failure> {
        let (args, archive) = (self.args, self.archive);
        let source = || archive.sources.join(", ");
        if let Some(word) = &args.cohesion {
            let bloc = group(archive, word, args.members_at_the_time)?;
            let line = cohesion_line(&bloc, args.index.into(), self.by(), archive, &self.within);
            let title = format!("the {}", bloc.name);
            let data = TrendData::cohesion(&title, self.whose(), &line, (args.index.into(), self.by()), source());
            return Ok(Some((data, cohesion_table(&line, args.by))));
        }
        let Some(word) = asked.member else { return Ok(None) };
        let voter = member(archive, word)?;
        let name = |place: usize| archive.voters.get(place).map_or("", Voter::name);
        if args.participation {
            let line = participation_line(voter, self.by(), archive, &Columns::new(archive), &self.within);
            let data = TrendData::participation(name(voter), &line, self.by(), source());
            return Ok(Some((data, trend_table(&line, args.by, "took_part"))));
        }
        let Some(other) = &args.with else { return Ok(None) };
        let other = side(archive, other, args.members_at_the_time)?;
        let (alike, by) = (args.definition.into(), self.by());
        let known = (archive, &Columns::new(archive), &self.verdicts);
        let line = agreement_line((&Side::Member(voter), &other), alike, by, known, &self.within);
        let (with, about) = match &other {
            Side::Member(other) => (name(*other).to_owned(), ""),
            Side::Majority(bloc) => (format!("the majority of {}", bloc.name), self.whose()),
            Side::Winners => ("the outcome".to_owned(), ""),
        };
        let title = format!("{} with {with}", name(voter));
        let data = TrendData::agreement(title, about, &line, (alike, by), source());
        Ok(Some((data, trend_table(&line, args.by, "agree"))))
    }

    fn table(mut self, asked: &Asked<'_>) -> Result<Table, Failure> {
        if let Some((_, table)) = self.line(asked)? {
            return Ok(table);
        }
        let (args, archive) = (self.args, self.archive);
        let Some(word) = asked.member else {
            let (key, words) = (args.order.into(), args.search.as_deref().unwrap_or_default());
            Order { key, descending: args.descending }.sort(&mut self.found, words, &self.index, &self.verdicts);
            return Ok(list_table(&self.found, archive, &self.decided));
        };
        let voter = member(archive, word)?;
        let columns = Columns::new(archive);
        if args.partners {
            let found = partners(voter, args.definition.into(), args.least, &columns, &self.within);
            return Ok(partner_table(&found, archive));
        }
        let (rows, whole) = member_record(voter, self.by(), (archive, &columns, &self.verdicts), &self.within);
        Ok(member_table(&rows, &whole, args.by))
    }

    fn chart(&self, asked: &Asked<'_>) -> Result<Chart, Failure> {
        let words =
            "only lines over time are drawn: --member USA --with EU, --member USA --participation, --cohesion EU";
        let (data, _) = self.line(asked)?.ok_or_else(|| Failure::Usage(words.to_owned()))?;
        Ok(Chart::Trend(Arc::new(data)))
    }
}

fn draw(path: &Path, chart: &Chart, format: Format) -> Result<String, Failure> {
    let form = ExportForm { format, ..ExportForm::new(chart) };
    let bytes = export::bytes(chart, &form, FloorOptions::default()).map_err(|error| error.to_string())?;
    save_bytes(path, &bytes).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {}\n", path.display()))
}

/// The filter that is asked for, in the terms of a collection.
fn filter(args: &History, asked: &Asked<'_>, archive: &Archive) -> Result<Filter, Failure> {
    let mut filter = Filter {
        words: args.search.clone().unwrap_or_default(),
        from: asked.from.clone(),
        until: asked.until.clone(),
        kinds: args.kind.iter().map(|kind| (*kind).into()).collect(),
        outcomes: args.outcome.iter().map(|outcome| (*outcome).into()).collect(),
        key_vote: args.important.then_some(true),
        differs: args.differs,
        ..Filter::default()
    };
    for session in &args.session {
        let session = session.trim();
        if !archive.roll_calls.iter().any(|roll_call| roll_call.session == session) {
            return Err(format!("there is no session {session} in these roll calls").into());
        }
        filter.sessions.insert(session.to_owned());
    }
    for word in &args.issue {
        let folded = fold(word);
        let place = archive.issues.iter().position(|issue| fold(issue) == folded).ok_or_else(|| {
            let names: Vec<&str> = archive.issues.iter().take(20).map(String::as_str).collect();
            let have = if names.is_empty() { "these files give none".to_owned() } else { names.join(", ") };
            format!("there is no issue {word}; {have}")
        })?;
        filter.issues.insert(place as u32);
    }
    for (who, votes) in &asked.votes {
        filter.members.push((member(archive, who)?, votes.clone()));
    }
    Ok(filter)
}
