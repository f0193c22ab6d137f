//! `plenary history`: search the roll calls of files, and tables of members and groups over time.

use std::{collections::BTreeSet, path::Path, str::FromStr, sync::Arc};

use super::{
    Failure,
    history_args::History,
    history_tables::{Table, cohesion_table, list_table, member_table, partner_table, trend_table},
    history_who::{group, member, member_and_votes, side},
    import::read_cached,
    watch::Waiting,
};
use crate::{
    analysis::{Decided, Side, agreement_line, cohesion_line, columns_of, member_record, partners, verdicts},
    archive::{Archive, Columns, Filter, Index, Key, Order, Selection, Verdicts, Voter},
    chart::{Chart, mark::FloorOptions, trend::TrendData},
    export::{self, ExportForm, Format},
    io::save_bytes,
    model::{Date, Vote, fold},
};

/// `plenary history`
pub fn history(args: &History) -> Result<String, Failure> {
    let asked = Asked::new(args)?;
    let options = args.sources.options()?;
    let waiting = Waiting::new();
    let imported = read_cached(&args.sources, &options, &waiting)?;
    if imported.summary.left_out > 0 {
        super::note(&format!("{} rows were left out; plenary import says why", imported.summary.left_out));
    }
    let drawn =
        args.out.as_deref().and_then(|path| Some((path, Format::of(path).filter(|form| *form != Format::Csv)?)));
    if let Some((path, form)) = drawn {
        let chart = chart(args, &asked, &imported.archive)?;
        waiting.check()?;
        return draw(path, &chart, form);
    }
    let table = table(args, &asked, &imported.archive)?;
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
            let read = |text: &String| Date::from_str(text).map_err(Failure::Usage);
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
        if asked.member.is_none() && (args.with.is_some() || args.partners) {
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

fn table(args: &History, asked: &Asked<'_>, archive: &Archive) -> Result<Table, Failure> {
    let filter = filter(args, asked, archive)?;
    // Words and orders need the texts folded, which takes a while; a table of all roll calls needs none of it.
    let bare = filter.is_empty() && (asked.member.is_some() || args.cohesion.is_some());
    let index = || if bare { Index::default() } else { Index::new(archive) };
    let ((decided, verdicts), index) = rayon::join(|| decide(archive), index);
    let all = archive.roll_calls.len();
    let mut found: Vec<u32> =
        if filter.is_empty() { (0..all as u32).collect() } else { filter.apply(archive, &index, &verdicts).roll_calls };
    let within = Selection::of(all, found.iter().copied());
    let (by, alike) = (args.by.into(), args.definition.into());
    if let Some(word) = &args.cohesion {
        let bloc = group(archive, word, args.members_at_the_time)?;
        return Ok(cohesion_table(&cohesion_line(&bloc, args.index.into(), by, archive, &within), args.by));
    }
    let Some(word) = asked.member else {
        Order { key: Key::Date, descending: false }.sort(&mut found, &index, &verdicts);
        return Ok(list_table(&found, archive, &decided));
    };
    let voter = member(archive, word)?;
    let columns = Columns::new(archive);
    if let Some(other) = &args.with {
        let other = side(archive, other, args.members_at_the_time)?;
        let sides = (&Side::Member(voter), &other);
        let line = agreement_line(sides, alike, by, (archive, &columns, &verdicts), &within);
        return Ok(trend_table(&line, args.by));
    }
    if args.partners {
        return Ok(partner_table(&partners(voter, alike, args.least, &columns, &within), archive));
    }
    let (rows, whole) = member_record(voter, by, (archive, &columns, &verdicts), &within);
    Ok(member_table(&rows, &whole, args.by))
}

/// The time line that is asked for.
fn chart(args: &History, asked: &Asked<'_>, archive: &Archive) -> Result<Chart, Failure> {
    let (Some(word), Some(with)) = (asked.member, &args.with) else {
        let words = "only the line of a member with another or with a group is drawn: --member USA --with EU";
        return Err(Failure::Usage(words.to_owned()));
    };
    let (_, verdicts) = decide(archive);
    let filter = filter(args, asked, archive)?;
    let within = if filter.is_empty() {
        Selection::all(archive.roll_calls.len())
    } else {
        let found = filter.apply(archive, &Index::new(archive), &verdicts).roll_calls;
        Selection::of(archive.roll_calls.len(), found)
    };
    let (voter, other) = (member(archive, word)?, side(archive, with, args.members_at_the_time)?);
    let known = (archive, &Columns::new(archive), &verdicts);
    let (alike, by) = (args.definition.into(), args.by.into());
    let line = agreement_line((&Side::Member(voter), &other), alike, by, known, &within);
    let name = |place: usize| archive.voters.get(place).map_or("", Voter::name);
    let (title, about) = match &other {
        Side::Member(other) => (format!("{} with {}", name(voter), name(*other)), ""),
        Side::Majority(bloc) if args.members_at_the_time => {
            (format!("{} with the majority of {}", name(voter), bloc.name), " · members at the time")
        }
        Side::Majority(bloc) => (format!("{} with the majority of {}", name(voter), bloc.name), " · members of today"),
        Side::Winners => (format!("{} with the outcome", name(voter)), ""),
    };
    let data = TrendData::agreement(title, about, &line, (alike, by), archive.sources.join(", "));
    Ok(Chart::Trend(Arc::new(data)))
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
