//! What `plenary chance` prints.

use std::fmt::Write;

use serde_json::{Value, json};

use super::chance::{Found, State};
use crate::{
    model::{GroupId, Hearing, MemberId, Vote},
    simulate::chance::{Chance, Drawn, Ground, Pivot, Scores, Side, Split, calls, deciders, quantile},
};

/// How many members are named in a list.
const NAMED: usize = 10;

/// A chance in percent, as it is read: "62.4 %", "under 0.1 %".
fn percent(chance: f64) -> String {
    const ROUNDING: f64 = 1e-9;
    match chance {
        c if c < ROUNDING => "0 %".to_owned(),
        c if c > 1.0 - ROUNDING => "100 %".to_owned(),
        c if c < 0.001 => "under 0.1 %".to_owned(),
        c if c > 0.999 => "over 99.9 %".to_owned(),
        c => format!("{:.1} %", 100.0 * c),
    }
}

/// A number with a space at the thousands: "1 000 000".
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(' ');
        }
        told.push(digit);
    }
    told
}

/// A chance in percent with two figures at least, without its sign: "12.34", "0.0012".
fn figures(chance: f64) -> String {
    let percent = 100.0 * chance;
    let digits = if percent > 0.0 { (1.0 - percent.log10().floor()).clamp(2.0, 9.0) as usize } else { 2 };
    format!("{percent:.digits$}")
}

fn members(count: usize) -> String {
    format!("{count} {}", if count == 1 { "member" } else { "members" })
}

/// A difference of chances in points, with its sign.
fn points(difference: f64) -> String {
    // Adding nothing makes a negative nothing, as rounding leaves it, a plain one.
    format!("{:+.1} points", (1000.0 * difference).round() / 10.0 + 0.0)
}

fn member<'a>(found: &'a Found<'_>, pivot: &Pivot) -> &'a str {
    found.now.forecast.seats.get(pivot.seat).map_or("", |seat| seat.member.as_str())
}

/// The members that decide, and those to call for each side, the first of each.
fn lists(pivots: &[Pivot]) -> (Vec<Pivot>, Vec<Pivot>, Vec<Pivot>) {
    let first = |list: Vec<Pivot>| list.into_iter().take(NAMED).collect();
    (first(deciders(pivots)), first(calls(pivots, Side::For)), first(calls(pivots, Side::Against)))
}

/// For programs.
pub fn as_json(found: &Found<'_>) -> Value {
    let (text, pivots) = (found.dossier.text(&found.text), found.pivots.as_deref().map(lists));
    let together = &found.whip.together;
    json!({
        "text": found.text,
        "symbol": text.map(|text| &text.symbol),
        "scenario": found.scenario,
        "rule": found.decided.rule.id,
        "whip": found.whip.leans.len(),
        "unknown": found.now.forecast.unknown().collect::<Vec<&MemberId>>(),
        "chance": found.now.exact.as_ref().map(chance_json),
        "drawn": found.now.drawn.as_ref().map(|drawn| drawn_json(drawn, found)),
        "common": together.all,
        "within": together.bloc,
        "blocs": together.blocs,
        "given": found.given.as_ref().map(|(votes, state)| json!({
            "if": votes.iter().map(|(who, vote)| json!({ "who": who, "vote": vote })).collect::<Vec<Value>>(),
            "chance": state.exact.as_ref().map(chance_json),
            "drawn": state.drawn.as_ref().map(|drawn| drawn_json(drawn, found)),
        })),
        "pivots": pivots.as_ref().map(|(deciders, ..)| deciders.iter().map(|pivot| json!({
            "member": member(found, pivot),
            "decides": pivot.decides(),
            "adopted_if": {
                "yes": pivot.given(Vote::Yes),
                "no": pivot.given(Vote::No),
                "abstain": pivot.given(Vote::Abstain),
                "absent": pivot.given(Vote::Absent),
            },
        })).collect::<Vec<Value>>()),
        "calls": pivots.as_ref().map(|(_, wanted, unwanted)| json!({
            "for": calls_json(wanted, Side::For, found),
            "against": calls_json(unwanted, Side::Against, found),
        })),
        "score": score_json(found),
        "remarks": found.remarks,
    })
}

fn calls_json(pivots: &[Pivot], side: Side, found: &Found<'_>) -> Vec<Value> {
    pivots.iter().map(|pivot| json!({ "member": member(found, pivot), "gain": pivot.gain(side) })).collect()
}

fn splits(yes: &[Split]) -> Vec<Value> {
    let told = yes.iter().enumerate().filter(|(_, split)| split.total() > 0.0);
    told.map(|(number, split)| {
        json!({
            "yes": number,
            "adopted": split.adopted,
            "vetoed": split.vetoed,
            "rejected": split.rejected,
        })
    })
    .collect()
}

fn chance_json(chance: &Chance) -> Value {
    let of = |vote: Vote| {
        json!({
            "expected": chance.expected(vote),
            "p05": chance.quantile(vote, 0.05),
            "p50": chance.quantile(vote, 0.5),
            "p95": chance.quantile(vote, 0.95),
        })
    };
    json!({
        "adopted": chance.adopted,
        "vetoed": chance.vetoed,
        "rejected": chance.rejected,
        "no_quorum": chance.no_quorum,
        "yes": of(Vote::Yes),
        "no": of(Vote::No),
        "abstain": of(Vote::Abstain),
        "absent": of(Vote::Absent),
        "by_yes": splits(&chance.yes),
    })
}

fn drawn_json(drawn: &Drawn, found: &Found<'_>) -> Value {
    json!({
        "draws": drawn.draws,
        "seed": found.lots.seed,
        "adopted": drawn.adopted,
        "standard_error": drawn.error,
        "vetoed": drawn.vetoed,
        "rejected": drawn.rejected,
        "by_yes": splits(&drawn.yes),
    })
}

fn scores_json(scores: &Scores) -> Value {
    json!({
        "members": scores.members,
        "brier": scores.brier,
        "brier_undecided": scores.undecided,
        "expected_yes": scores.expected_yes,
        "yes": scores.yes,
    })
}

fn score_json(found: &Found<'_>) -> Value {
    let Some(score) = &found.score else { return Value::Null };
    let with = |name: &str, key: Value, scores: &Scores| {
        let mut value = scores_json(scores);
        if let Value::Object(fields) = &mut value {
            fields.insert(name.to_owned(), key);
        }
        value
    };
    json!({
        "all": scores_json(&score.all),
        "outcome": found.foretold.as_ref().map(|foretold| json!({
            "chance": foretold.chance,
            "adopted": foretold.adopted,
            "brier": foretold.brier(),
        })),
        "surprises": score.members.iter().take(NAMED).map(|scored| json!({
            "member": scored.member,
            "stance": scored.lean.stance,
            "source": scored.lean.source,
            "vote": scored.vote,
            "chance": scored.chance(),
            "brier": scored.brier(),
        })).collect::<Vec<Value>>(),
        "blocs": score.blocs.iter().map(|(id, scores)| with("group", json!(id), scores)).collect::<Vec<Value>>(),
        "sources":
            score.sources.iter().map(|(source, scores)| with("source", json!(source), scores)).collect::<Vec<Value>>(),
    })
}

/// For people.
pub fn as_text(found: &Found<'_>) -> String {
    let mut out = String::new();
    if let Some(text) = found.dossier.text(&found.text) {
        if text.symbol != text.title && !text.symbol.is_empty() {
            let _ = writeln!(out, "{}", text.symbol);
        }
        let _ = writeln!(out, "{}", text.title);
    }
    let _ = writeln!(out, "{}", found.decided.rule.name);
    state_text(&mut out, "as things stand", &found.now, None, found);
    if let Some((votes, state)) = &found.given {
        let words: Vec<String> = votes.iter().map(|(who, vote)| format!("{who}={}", vote.label())).collect();
        state_text(&mut out, &format!("if {}", words.join(", ")), state, Some(&found.now), found);
    }
    ground_text(&mut out, found);
    pivots_text(&mut out, found);
    score_text(&mut out, found);
    out
}

fn state_text(out: &mut String, when: &str, state: &State, before: Option<&State>, found: &Found<'_>) {
    let apart =
        |now: f64, before: Option<f64>| before.map_or(String::new(), |before| format!(", {}", points(now - before)));
    if let Some(chance) = &state.exact {
        let before = before.and_then(|state| state.exact.as_ref()).map(|chance| chance.adopted);
        let _ = writeln!(out, "Adopted {when}: {}{}", percent(chance.adopted), apart(chance.adopted, before));
        let veto = if chance.vetoed > 0.0 { format!("vetoed {}, ", percent(chance.vetoed)) } else { String::new() };
        let _ = writeln!(out, "  {veto}rejected {}, each member voting for itself", percent(chance.rejected));
        if chance.no_quorum > 1e-9 {
            let _ = writeln!(out, "  no quorum: {}", percent(chance.no_quorum));
        }
        for vote in [Vote::Yes, Vote::No, Vote::Abstain] {
            let (low, high) = (chance.quantile(vote, 0.05), chance.quantile(vote, 0.95));
            let _ = writeln!(
                out,
                "  {}: {:.1} to be expected, {low} to {high} nine times in ten",
                vote.label(),
                chance.expected(vote)
            );
        }
    }
    if let Some(drawn) = &state.drawn {
        let before = before.and_then(|state| state.drawn.as_ref()).map(|drawn| drawn.adopted);
        let together = &found.whip.together;
        let _ = writeln!(
            out,
            "Adopted {when}, in {} draws: {}{}, standard error {:.2} points",
            thousands(drawn.draws),
            percent(drawn.adopted),
            apart(drawn.adopted, before),
            100.0 * drawn.error
        );
        let blocs: Vec<&str> = together.blocs.iter().map(GroupId::as_str).collect();
        let blocs = if blocs.is_empty() {
            "no blocs".to_owned()
        } else {
            format!("{} % to a bloc ({})", together.bloc.get(), blocs.join(", "))
        };
        let yes: Vec<f64> = drawn.yes.iter().map(Split::total).collect();
        let _ = writeln!(
            out,
            "  {} % common to all, {blocs}, seed {}; Yes {} to {} nine times in ten",
            together.all.get(),
            found.lots.seed,
            quantile(&yes, 0.05),
            quantile(&yes, 0.95)
        );
    }
}

fn ground_text(out: &mut String, found: &Found<'_>) {
    let count = |ground: Ground| found.now.forecast.seats.iter().filter(|seat| seat.ground == ground).count();
    let _ = writeln!(
        out,
        "{} by the whip count, {} as on the floor, {} set by the scenario, {} that may not choose",
        members(count(Ground::Lean)),
        count(Ground::Floor),
        count(Ground::Assumed),
        count(Ground::Bound)
    );
    let unknown: Vec<&str> = found.now.forecast.unknown().map(MemberId::as_str).collect();
    if !unknown.is_empty() {
        let _ = writeln!(out, "Not known, taken as undecided: {}: {}", members(unknown.len()), unknown.join(" "));
    }
}

fn pivots_text(out: &mut String, found: &Found<'_>) {
    let Some(pivots) = &found.pivots else { return };
    let (deciders, wanted, unwanted) = lists(pivots);
    let given = if found.given.is_some() { ", with what is assumed" } else { "" };
    let mut list = |title: &str, list: &[Pivot], number: &dyn Fn(&Pivot) -> f64| {
        if !list.is_empty() {
            let each: Vec<String> =
                list.iter().map(|pivot| format!("{} {}", member(found, pivot), figures(number(pivot)))).collect();
            let _ = writeln!(out, "{title}{given}: {}", each.join(", "));
        }
    };
    list("Chance to decide, in percent", &deciders, &Pivot::decides);
    list("To call for a Yes, with the points gained", &wanted, &|pivot| pivot.gain(Side::For));
    list("To call for a No, with the points taken", &unwanted, &|pivot| pivot.gain(Side::Against));
}

fn score_text(out: &mut String, found: &Found<'_>) {
    let Some(score) = &found.score else { return };
    let _ = writeln!(
        out,
        "After the vote: Brier score {:.3} over {} (0 is perfect, 2 the worst; {:.3} had all been undecided)",
        score.all.brier,
        members(score.all.members),
        score.all.undecided
    );
    if let Some(foretold) = &found.foretold {
        let word = if foretold.adopted { "adopted" } else { "not adopted" };
        let _ = writeln!(
            out,
            "  adoption: {} by the whip count alone, and it was {word}: Brier score {:.3}",
            percent(foretold.chance),
            foretold.brier()
        );
    }
    let surprises: Vec<String> = score
        .members
        .iter()
        .take(NAMED)
        .filter(|scored| scored.chance() < 0.5)
        .map(|scored| {
            format!(
                "{} {} ({}, {})",
                scored.member,
                scored.vote.label(),
                scored.lean.stance.label(),
                percent(scored.chance())
            )
        })
        .collect();
    if !surprises.is_empty() {
        let _ = writeln!(out, "  surprises: {}", surprises.join(", "));
    }
    for (source, scores) in &score.sources {
        let source = source.map_or("No source", Hearing::label);
        let _ = writeln!(out, "  {source}: Brier score {:.3} over {}", scores.brier, members(scores.members));
    }
    let mut blocs: Vec<_> = score.blocs.iter().collect();
    blocs.sort_by(|(a, x), (b, y)| y.brier.total_cmp(&x.brier).then(a.cmp(b)));
    for (id, scores) in blocs.into_iter().take(5) {
        let (expected, yes) = (scores.expected_yes, scores.yes);
        let _ = writeln!(
            out,
            "  {id}: Brier score {:.3} over {}, {expected:.1} Yes expected and {yes} came",
            scores.brier,
            members(scores.members)
        );
    }
}
