//! The data behind each chart as rows and columns, for CSV.

use super::{
    alignment::AlignmentData,
    bloc_matrix::BlocMatrixData,
    blocs::BlocRow,
    chance::ChanceData,
    floor_data::FloorData,
    flow::FlowData,
    matrix::MatrixData,
    plane::PlaneData,
    tree::TreeData,
    trend::{Told, TrendData, TrendPoint},
};
use crate::{
    model::{Outcome, Vote},
    scenario::Cast,
    simulate::Region,
};

/// Rows and columns. An empty cell is a figure that is not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    fn with(head: &[&str]) -> Self {
        Self { head: head.iter().map(|&h| h.to_owned()).collect(), rows: Vec::new() }
    }
}

/// A share with four decimals; empty where there is none.
fn share(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| format!("{value:.4}"))
}

fn vote(vote: Option<Vote>) -> String {
    vote.map_or("", Vote::label).to_lowercase()
}

/// Every seat with its vote.
#[must_use]
pub fn floor(data: &FloorData) -> Sheet {
    let mut sheet = Sheet::with(&["member", "name", "vote", "recorded", "regional_group", "groups", "remark"]);
    sheet.rows = data
        .seats
        .iter()
        .map(|seat| {
            vec![
                seat.id.to_string(),
                seat.name.clone(),
                vote(seat.vote),
                vote(seat.recorded),
                seat.region.and_then(|n| data.regions.get(n)).cloned().unwrap_or_default(),
                seat.groups.clone(),
                seat.remark.clone(),
            ]
        })
        .collect();
    sheet
}

/// The outcome, the counts, and every condition of the rule.
#[must_use]
pub fn verdict(data: &FloorData) -> Sheet {
    let mut sheet = Sheet::with(&["item", "have", "need", "met", "article"]);
    let number = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    let plain = |item: &str, have: String| vec![item.to_owned(), have, String::new(), String::new(), String::new()];
    sheet.rows.push(plain("outcome", data.outcome_words().to_lowercase()));
    sheet.rows.push(plain("margin", data.verdict.margin.map_or(String::new(), |n| n.to_string())));
    for (vote, words) in
        [(Vote::Yes, "in favour"), (Vote::No, "against"), (Vote::Abstain, "abstaining"), (Vote::Absent, "not voting")]
    {
        sheet.rows.push(plain(words, number(data.count(vote).map(u64::from))));
    }
    sheet.rows.extend(data.verdict.conditions.iter().map(|c| {
        let met = c.met.map_or("", |met| if met { "yes" } else { "no" });
        vec![c.label.clone(), number(c.have), number(c.need), met.to_owned(), c.cites.clone()]
    }));
    sheet
}

/// Every group with its split.
#[must_use]
pub fn blocs(rows: &[BlocRow]) -> Sheet {
    let mut sheet = Sheet::with(&["group", "name", "members", "yes", "no", "abstain", "absent", "agreement_index"]);
    sheet.rows = rows
        .iter()
        .map(|row| {
            let count = |vote| row.counts.counts.of(vote).to_string();
            vec![
                row.group.to_string(),
                row.name.clone(),
                row.counts.members.to_string(),
                count(Vote::Yes),
                count(Vote::No),
                count(Vote::Abstain),
                count(Vote::Absent),
                share(row.counts.cohesion.filter(|_| row.counts.unset == 0)),
            ]
        })
        .collect();
    sheet
}

/// Every point of the plane of abstentions.
#[must_use]
pub fn plane(data: &PlaneData) -> Sheet {
    let mut sheet = Sheet::with(&["abstainers_from_yes", "abstainers_from_no", "outcome"]);
    for (y, row) in data.plane.rows.iter().enumerate() {
        for (x, region) in row.iter().enumerate() {
            let word = match region {
                Region::Adopted => "adopted",
                Region::Fails => "not adopted",
                Region::Depends => "depends on who",
            };
            sheet.rows.push(vec![x.to_string(), y.to_string(), word.to_owned()]);
        }
    }
    sheet
}

/// Every member with what it does in two scenarios.
#[must_use]
pub fn flow(data: &FlowData) -> Sheet {
    let [first, second] = &data.sides;
    let mut sheet = Sheet::with(&["member", "name", &first.name, &second.name, "moves"]);
    sheet.rows = data
        .ribbons
        .iter()
        .flat_map(|ribbon| ribbon.members.iter().map(move |member| (ribbon, member)))
        .map(|(ribbon, (id, name))| {
            let word = |cast: Cast| cast.label().to_lowercase();
            let moves = if ribbon.stays() { "no" } else { "yes" };
            vec![id.to_string(), name.clone(), word(ribbon.from), word(ribbon.to), moves.to_owned()]
        })
        .collect();
    sheet.rows.sort();
    sheet
}

/// Every text that could reach the final vote.
#[must_use]
pub fn tree(data: &TreeData) -> Sheet {
    let mut sheet = Sheet::with(&["adopted_in_it", "yes", "no", "abstain", "absent", "outcome", "path", "votes"]);
    for leaf in &data.leaves {
        let count = |vote| leaf.tally.of(vote).map_or(String::new(), |n| n.to_string());
        sheet.rows.push(vec![
            leaf.words.clone(),
            count(Vote::Yes),
            count(Vote::No),
            count(Vote::Abstain),
            count(Vote::Absent),
            leaf.outcome.map_or("", Outcome::label).to_lowercase(),
            if leaf.lit { "lit".to_owned() } else { String::new() },
            if leaf.unmoved { "nobody known to move".to_owned() } else { String::new() },
        ]);
    }
    sheet
}

/// The chance of each number in favour.
#[must_use]
pub fn chance(data: &ChanceData) -> Sheet {
    let mut sheet = Sheet::with(&["in_favour", "chance", "adopted", "vetoed", "rejected"]);
    let figure = |chance: f64| format!("{chance:.6}");
    for (n, split) in data.yes.iter().enumerate() {
        let parts = [split.total(), split.adopted, split.vetoed, split.rejected].map(figure);
        sheet.rows.push(std::iter::once(n.to_string()).chain(parts).collect());
    }
    sheet
}

/// Every pair of members once.
#[must_use]
pub fn agreement(data: &MatrixData) -> Sheet {
    let mut sheet = Sheet::with(&["member", "other", "agreement", "shared_roll_calls"]);
    for (row, (member, _)) in data.members.iter().enumerate() {
        for (column, (other, _)) in data.members.iter().enumerate().skip(row + 1) {
            if let Some((value, shared)) = data.pair(row, column) {
                sheet.rows.push(vec![member.clone(), other.clone(), share(value), shared.to_string()]);
            }
        }
    }
    sheet
}

/// Every pair of groups once, and each within itself.
#[must_use]
pub fn bloc_agreement(data: &BlocMatrixData) -> Sheet {
    let mut sheet = Sheet::with(&["group", "other", "agreement"]);
    for (row, name) in data.names.iter().enumerate() {
        for (column, other) in data.names.iter().enumerate().take(row + 1) {
            sheet.rows.push(vec![name.clone(), other.clone(), share(data.pair(row, column))]);
        }
    }
    sheet
}

/// Every shared roll call.
#[must_use]
pub fn alignment(data: &AlignmentData) -> Sheet {
    let mut sheet = Sheet::with(&["date", "text", "agreement"]);
    sheet.rows = data.points.iter().map(|p| vec![p.date.to_string(), p.symbol.clone(), share(Some(p.share))]).collect();
    sheet
}

/// Every period of a time line.
#[must_use]
pub fn trend(data: &TrendData) -> Sheet {
    let (value, counted) = match data.told {
        Told::Agreement => ("share", Some("alike")),
        Told::Participation => ("share", Some("took_part")),
        Told::Cohesion => ("mean", None),
    };
    let head = ["period", "year", value, "low", "high"].into_iter().chain(counted).chain(["roll_calls"]);
    let mut sheet = Sheet::with(&head.collect::<Vec<_>>());
    let row = |point: &TrendPoint| {
        let shares = [Some(point.share), point.band.map(|band| band.0), point.band.map(|band| band.1)].map(share);
        let ends = [point.label.clone(), format!("{}", point.year)].into_iter();
        let counted = point.counted.map(|counted| format!("{counted}"));
        ends.chain(shares).chain(counted).chain([point.roll_calls.to_string()]).collect()
    };
    sheet.rows = data.points.iter().map(row).collect();
    sheet
}
