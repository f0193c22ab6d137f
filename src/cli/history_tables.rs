//! The tables that `plenary history` prints, as CSV.

use super::{Failure, history_args::ByArg};
use crate::{
    analysis::{CohesionPoint, Decided, LIST_COLUMNS, Line, Partner, VotingRecord, list_rows},
    archive::Archive,
    model::Date,
};

/// Rows of cells under a header.
pub struct Table {
    header: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as CSV.
    pub fn csv(&self) -> Result<String, Failure> {
        let fault = |error: &dyn std::fmt::Display| Failure::Failed(format!("the table cannot be written: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).map_err(|error| fault(&error))?;
        for row in &self.rows {
            writer.write_record(row).map_err(|error| fault(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| fault(&error))?;
        String::from_utf8(bytes).map_err(|error| fault(&error))
    }
}

fn by_word(by: ByArg) -> &'static str {
    match by {
        ByArg::Session => "session",
        ByArg::Year => "year",
        ByArg::Month => "month",
    }
}

fn day(date: Option<&Date>) -> String {
    date.map(ToString::to_string).unwrap_or_default()
}

/// A share with four digits.
fn share(share: f64) -> String {
    format!("{share:.4}")
}

/// Roll calls with their outcomes: by the rules, and as recorded.
pub fn list_table(found: &[u32], archive: &Archive, decided: &[Decided]) -> Table {
    Table { header: LIST_COLUMNS.to_vec(), rows: list_rows(archive, decided, found) }
}

/// The votes of a member, by session or year, and all together in the last row.
pub fn member_table(rows: &[VotingRecord], whole: &VotingRecord, by: ByArg) -> Table {
    let header = vec![
        by_word(by),
        "from",
        "until",
        "votes",
        "yes",
        "no",
        "abstain",
        "absent",
        "with_the_outcome",
        "decided",
        "share",
    ];
    let row = |record: &VotingRecord, name: &str| {
        let counts = record.counts;
        vec![
            name.to_owned(),
            day(record.from.as_ref()),
            day(record.until.as_ref()),
            counts.total().to_string(),
            counts.yes.to_string(),
            counts.no.to_string(),
            counts.abstain.to_string(),
            if record.absences_listed { counts.absent.to_string() } else { String::new() },
            record.won.to_string(),
            record.decided.to_string(),
            record.won_share().map(share).unwrap_or_default(),
        ]
    };
    let rows = rows.iter().map(|record| row(record, &record.name)).chain([row(whole, "all")]).collect();
    Table { header, rows }
}

/// Who votes as a member does.
pub fn partner_table(partners: &[Partner], archive: &Archive) -> Table {
    let header = vec!["code", "name", "agree", "roll_calls", "share", "low", "high"];
    let row = |partner: &Partner| {
        let voter = archive.voters.get(partner.who)?;
        Some(vec![
            voter.id.to_string(),
            voter.name().to_owned(),
            partner.like.to_string(),
            partner.of.to_string(),
            share(partner.share),
            share(partner.low),
            share(partner.high),
        ])
    };
    Table { header, rows: partners.iter().filter_map(row).collect() }
}

/// A share over time, by session or year; `counted` names what it is the share of.
pub fn trend_table(line: &Line, by: ByArg, counted: &'static str) -> Table {
    let header = vec![by_word(by), "from", "until", counted, "roll_calls", "share", "low", "high"];
    let rows = line.points.iter().map(|point| {
        let counted = point.like.len() as f64 + point.half.len() as f64 / 2.0;
        vec![
            point.name.clone(),
            day(point.from.as_ref()),
            day(point.until.as_ref()),
            counted.to_string(),
            point.of.to_string(),
            share(point.share),
            share(point.low),
            share(point.high),
        ]
    });
    Table { header, rows: rows.collect() }
}

/// How closely a group held together, by session or year.
pub fn cohesion_table(points: &[CohesionPoint], by: ByArg) -> Table {
    let header = vec![by_word(by), "from", "until", "roll_calls", "mean", "low", "high"];
    let rows = points.iter().map(|point| {
        vec![
            point.name.clone(),
            day(point.from.as_ref()),
            day(point.until.as_ref()),
            point.roll_calls.len().to_string(),
            share(point.mean),
            point.band.map(|(low, _)| share(low)).unwrap_or_default(),
            point.band.map(|(_, high)| share(high)).unwrap_or_default(),
        ]
    });
    Table { header, rows: rows.collect() }
}
