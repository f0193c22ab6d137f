//! `plenary flips`: the cheapest sets of moves that would turn an outcome, and whom to hold against them.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Failure,
    args::{Flips, Print, View},
    load::{Prepared, movers, pretty},
};
use crate::{
    chart::prepare::Decided,
    model::{Date, Dossier, MemberId, Outcome, TextId, Vote},
    simulate::{self, Answer, Costs, Flip, Hold, Kind, MOST_COST, Plan, Secure},
};

/// `plenary flips`
pub fn flips(args: &Flips) -> Result<String, Failure> {
    let Flips { of, .. } = args;
    if args.budget.is_some() && args.view == View::Attack {
        return Err(Failure::Usage("a budget is what is held against: add --view defend".to_owned()));
    }
    let prepared = Prepared::of(of)?;
    let (text, source) = (&prepared.text, prepared.source());
    let decided = source.decide(text).ok_or_else(|| prepared.missing())?;
    let costs = costs(source.dossier, args, decided.floor.date.as_ref())?;
    let ballot = &decided.floor.ballot;
    if ballot.tally.is_some() {
        return Err(format!("{text} has no roll call; begin a what-if with --set, as in --set USA=yes,FRA=no").into());
    }
    match args.view {
        View::Attack => {
            let found = simulate::flips(decided.rule, ballot, &costs)?;
            Ok(match of.format {
                Print::Json => pretty(&attack_json(text, &decided, &found)),
                Print::Text => attack_text(text, &decided, &found, costs.even()),
            })
        }
        View::Defend => {
            let hold = simulate::hold(decided.rule, ballot, &costs, args.budget)?;
            Ok(match of.format {
                Print::Json => pretty(&defend_json(text, &decided, &hold)),
                Print::Text => defend_text(text, &decided, &hold, costs.even()),
            })
        }
    }
}

/// What moves cost and who is kept, as the command line says.
fn costs(dossier: &Dossier, args: &Flips, date: Option<&Date>) -> Result<Costs, Failure> {
    let mut costs = Costs::default();
    for part in filled(&args.cost) {
        let (word, cost) = price(part, "USA=3")?;
        movers(dossier, word, date)?.into_iter().for_each(|member| costs.set_member(member, cost));
    }
    for part in filled(&args.step) {
        let (word, cost) = price(part, "yes-abstain=2")?;
        let votes = word.split_once('-').and_then(|(from, to)| Vote::parse(from).zip(Vote::parse(to)));
        let step = votes.filter(|(from, to)| from != to);
        let (from, to) = step.ok_or_else(|| {
            Failure::Usage(format!("\"{word}\" is no step from one vote to another; write yes-abstain"))
        })?;
        costs.set_step(from, to, cost);
    }
    for word in filled(&args.keep) {
        costs.kept.extend(movers(dossier, word, date)?);
    }
    Ok(costs)
}

fn filled(parts: &[String]) -> impl Iterator<Item = &str> {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty())
}

/// "USA=3"
fn price<'a>(part: &'a str, example: &str) -> Result<(&'a str, u32), Failure> {
    let read = part.split_once('=').and_then(|(word, cost)| Some((word.trim(), cost.trim().parse::<u32>().ok()?)));
    read.filter(|(_, cost)| (1..=MOST_COST).contains(cost)).ok_or_else(|| {
        Failure::Usage(format!("\"{part}\" sets no cost; write a whole number from 1 to {MOST_COST}, as in {example}"))
    })
}

fn attack_json(text: &TextId, decided: &Decided<'_>, found: &[Flip]) -> Value {
    let of = |kind: fn(&Kind) -> bool| found.iter().filter(move |flip| kind(&flip.kind)).map(flip_json);
    let mixed = of(|kind| *kind == Kind::Mixed).next();
    json!({
        "text": text,
        "rule": decided.rule.id,
        "outcome": decided.verdict.outcome,
        "flips": of(|kind| *kind != Kind::Mixed).collect::<Vec<Value>>(),
        "mixed": mixed,
    })
}

fn flip_json(flip: &Flip) -> Value {
    let plan = flip.answer.plan();
    let mut value = json!({
        "size": flip.answer.size(),
        "cost": plan.map(Plan::cost),
        "members": plan.map(Plan::members),
        "proved": flip.answer != Answer::Unproved,
    });
    if let Some(fields) = value.as_object_mut() {
        match flip.kind {
            Kind::One(kind) => {
                fields.insert("from".to_owned(), json!(kind.from));
                fields.insert("to".to_owned(), json!(kind.to));
            }
            Kind::Mixed => drop(fields.insert("moves".to_owned(), json!(plan.map(moves_json)))),
        }
    }
    value
}

fn moves_json(plan: &Plan) -> Vec<Value> {
    let ask = |ask: &simulate::Ask| json!({ "member": ask.member, "from": ask.from, "to": ask.to, "cost": ask.cost });
    plan.asks.iter().map(ask).collect()
}

fn head(text: &TextId, decided: &Decided<'_>) -> String {
    let outcome = decided.verdict.outcome.map_or("not known", Outcome::label).to_lowercase();
    format!("{text}: {outcome}\n")
}

fn attack_text(text: &TextId, decided: &Decided<'_>, found: &[Flip], even: bool) -> String {
    found.iter().fold(head(text, decided), |mut lines, flip| {
        let words = flip.kind.words();
        let _ = match &flip.answer {
            Answer::Smallest(plan) => {
                let cost = if even { String::new() } else { format!(" at a cost of {}", plan.cost()) };
                let who = match flip.kind {
                    Kind::One(_) => codes(&plan.members()),
                    Kind::Mixed => plan.words(),
                };
                writeln!(lines, "  {} {words}{cost}, such as {who}", plan.asks.len())
            }
            Answer::Never => writeln!(lines, "  it is never enough that members {words}"),
            Answer::Unproved => {
                writeln!(lines, "  {words}: the rule joins too many conditions and weights to prove a smallest set")
            }
        };
        lines
    })
}

fn codes(members: &[MemberId]) -> String {
    members.iter().map(MemberId::as_str).collect::<Vec<_>>().join(" ")
}

fn defend_json(text: &TextId, decided: &Decided<'_>, hold: &Hold) -> Value {
    let at_least = match &hold.secure {
        Secure::Enough(_, at_least) => Some(*at_least),
        Secure::Smallest(held) => Some(held.members.len()),
        Secure::Nobody => None,
    };
    json!({
        "text": text,
        "rule": decided.rule.id,
        "outcome": decided.verdict.outcome,
        "cheapest": hold.attack.as_ref().map(|plan| json!({ "cost": plan.cost(), "moves": moves_json(plan) })),
        "in_some": hold.some,
        "in_every": hold.every,
        "budget": hold.budget,
        "hold": hold.secure.held().map(|held| json!({
            "size": held.members.len(),
            "members": held.members,
            "then": held.then,
            "proved": matches!(hold.secure, Secure::Smallest(_)),
            "at_least": at_least,
        })),
    })
}

fn defend_text(text: &TextId, decided: &Decided<'_>, hold: &Hold, even: bool) -> String {
    let mut lines = head(text, decided);
    let Some(attack) = &hold.attack else { return lines + "  nothing turns it, whoever moves\n" };
    let takes = if even { "takes" } else { "costs" };
    let _ = writeln!(lines, "  to turn it {takes} {}, such as {}", attack.cost(), attack.words());
    for (members, words) in [(&hold.some, "in some set at that cost"), (&hold.every, "in every one of them")] {
        let colon = if members.is_empty() { "" } else { ": " };
        let _ = writeln!(lines, "  {} {words}{colon}{}", members.len(), codes(members));
    }
    let Some(held) = hold.secure.held() else {
        let _ = writeln!(lines, "  nobody need be held against {}", hold.budget);
        return lines;
    };
    let proved = match &hold.secure {
        Secure::Enough(_, least) => format!("none can be spared, and fewer than {least} are not enough"),
        _ => "no fewer are enough".to_owned(),
    };
    let then = held.then.map_or("nothing turns it then".to_owned(), |cost| format!("it {takes} {cost} then"));
    let count = held.members.len();
    let _ = writeln!(lines, "  {count} held against {} ({proved}); {then}: {}", hold.budget, codes(&held.members));
    lines
}
