//! `plenary flips`: the smallest sets of moves that would turn an outcome.

use std::{collections::BTreeSet, fmt::Write};

use serde_json::{Value, json};

use super::{
    Failure,
    args::{Print, Tally},
    load::{Asked, apply, dossier, pretty, text_id},
};
use crate::{
    chart::prepare::Source,
    io::DossierFile,
    model::{MemberId, Outcome},
    simulate::{self, Answer, Flip},
};

/// `plenary flips`
pub fn flips(args: &Tally) -> Result<String, Failure> {
    let mut file = dossier(args.file.as_deref())?;
    let text = text_id(&file, &args.text)?;
    let asked = Asked { set: &args.set, rule: args.rule.as_deref(), scenario: args.scenario.as_deref() };
    let (scenario, remarks) = apply(&mut file, &text, &asked)?;
    for remark in &remarks {
        super::note(remark);
    }
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let source = Source { dossier, rules, scenarios, scenario };
    let decided = source.decide(&text).ok_or_else(|| format!("the body or the rule of {text} is missing"))?;
    let found = simulate::flips(decided.rule, &decided.floor.ballot, &BTreeSet::new());
    if found.is_empty() {
        return Err(format!("{text} has no roll call; begin a what-if with --set, as in --set USA=yes,FRA=no").into());
    }
    let outcome = decided.verdict.outcome;
    Ok(match args.format {
        Print::Json => pretty(&json!({
            "text": text,
            "rule": decided.rule.id,
            "outcome": outcome,
            "flips": found.iter().map(as_json).collect::<Vec<Value>>(),
        })),
        Print::Text => found.iter().fold(
            format!("{text}: {}\n", outcome.map_or("not known", Outcome::label).to_lowercase()),
            |mut lines, flip| {
                let _ = writeln!(lines, "  {}", as_text(flip));
                lines
            },
        ),
    })
}

fn as_json(flip: &Flip) -> Value {
    let (members, proved): (Option<&[MemberId]>, bool) = match &flip.answer {
        Answer::Smallest(members) => (Some(members), true),
        Answer::Never => (None, true),
        Answer::Unproved => (None, false),
    };
    json!({
        "from": flip.kind.from,
        "to": flip.kind.to,
        "size": members.map(<[MemberId]>::len),
        "members": members,
        "proved": proved,
    })
}

fn as_text(flip: &Flip) -> String {
    let words = flip.kind.words();
    match &flip.answer {
        Answer::Smallest(members) => {
            let codes: Vec<&str> = members.iter().map(MemberId::as_str).collect();
            format!("{} {words}, such as {}", members.len(), codes.join(" "))
        }
        Answer::Never => format!("it is never enough that members {words}"),
        Answer::Unproved => format!("{words}: too many different weights to prove a smallest set"),
    }
}
