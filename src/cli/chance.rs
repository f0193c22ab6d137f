//! `plenary chance`: the chance that a text is adopted, who decides it, and how good the whip count was.

use std::{collections::BTreeMap, sync::atomic::AtomicBool};

use super::{
    Failure,
    args::{Chance as Args, Print},
    chance_words::{as_json, as_text},
    load::{Asked, apply, dossier, leans, member, pretty, text_id},
};
use crate::{
    chart::prepare::{Decided, Source},
    io::DossierFile,
    model::{Ballot, Basis, Dossier, GroupId, MemberId, Movers, Percent, Standing, TextId, Vote, Whip, fold},
    scenario::{Floor, floor, movers},
    simulate::chance::{Chance, Drawn, Forecast, Foretold, Lots, Pivot, Score, Watch, foretold, score, set_by},
};

/// How many draws are made where nobody says.
const DRAWS: u64 = 1_000_000;

/// The chances as they stand, or with what is assumed.
pub struct State {
    pub forecast: Forecast,
    /// None where the rule has too many different sums.
    pub exact: Option<Chance>,
    /// None where nothing was drawn.
    pub drawn: Option<Drawn>,
}

/// All that was found.
pub struct Found<'a> {
    pub dossier: &'a Dossier,
    pub text: TextId,
    pub scenario: &'a str,
    pub decided: Decided<'a>,
    pub whip: Whip,
    pub lots: Lots,
    pub now: State,
    /// What `--if` asks, in its words, and the chances with that.
    pub given: Option<(Vec<(String, Vote)>, State)>,
    /// None where the rule has too many different sums.
    pub pivots: Option<Vec<Pivot>>,
    /// Only of a text with a roll call.
    pub score: Option<Score>,
    pub foretold: Option<Foretold>,
    pub remarks: Vec<String>,
}

/// `plenary chance`
pub fn chance(args: &Args) -> Result<String, Failure> {
    let mut file = dossier(args.file.as_deref())?;
    let text = text_id(&file, &args.text)?;
    let asked = Asked { set: &[], rule: args.rule.as_deref(), scenario: args.scenario.as_deref() };
    let (scenario, mut remarks) = apply(&mut file, &text, &asked)?;
    let whip = whip(args, &file, &text, &mut remarks)?;
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let source = Source { dossier, rules, scenarios, scenario };
    let decided = source.decide(&text).ok_or_else(|| format!("the body or the rule of {text} is missing"))?;
    if !decided.fate.is_put() {
        return Err(format!("{text} is not put to the vote in the scenario \"{}\"", source.scenario_name()).into());
    }
    let mut set = set_by(dossier, scenarios, scenario, &text);
    set.extend(moved(&source, &text, &decided.floor.ballot));
    let forecast = Forecast::new(decided.rule, &decided.floor, &whip, &set)?;
    let lots = Lots { draws: args.draws.unwrap_or(DRAWS), seed: whip.seed };
    let draws = (args.draws.is_some() || !whip.together.is_none()).then_some(lots);
    let (words, votes) = given(&args.given, dossier, &decided.floor, &mut remarks)?;
    let given = (!words.is_empty()).then(|| forecast.given(&votes));
    let now = state(forecast, dossier, &whip, draws, &mut remarks)?;
    let given = match given {
        Some(forecast) => Some((words, state(forecast, dossier, &whip, draws, &mut Vec::new())?)),
        None => None,
    };
    let last = given.as_ref().map_or(&now, |(_, state)| state);
    let pivots = if last.exact.is_some() { last.forecast.pivots().map_err(|why| remarks.push(why)).ok() } else { None };
    let record = floor(dossier, &[], None, &text).filter(|floor| floor.basis == Basis::RollCall);
    let own = dossier.text(&text).and_then(|text| source.rule(&text.rule));
    let foretold = match record.as_ref().zip(own) {
        Some((floor, rule)) => foretold(rule, &floor.ballot, &whip).unwrap_or(None),
        None => None,
    };
    let score = record.and_then(|floor| score(&floor.ballot, &whip, &dossier.groups, floor.date.as_ref()));
    let scenario = source.scenario_name();
    let found = Found { dossier, text, scenario, decided, whip, lots, now, given, pivots, score, foretold, remarks };
    for remark in &found.remarks {
        super::note(remark);
    }
    Ok(match args.format {
        Print::Json => pretty(&as_json(&found)),
        Print::Text => as_text(&found),
    })
}

/// The whip count that is asked for, with what the command line says of it.
fn whip(args: &Args, file: &DossierFile, text: &TextId, remarks: &mut Vec<String>) -> Result<Whip, Failure> {
    let own = file.dossier.text(text).and_then(|text| text.whip.clone());
    let mut whip = match (&args.whip, own) {
        (None, None) => return Err(format!("{text} has no whip count; give one with --whip FILE.csv").into()),
        (None, Some(own)) => own,
        (Some(path), own) => {
            let (leans, found) = leans(path, &file.dossier)?;
            remarks.extend(found);
            // The file says what is known of the members; what is assumed of them stays as it was.
            Whip { leans, ..own.unwrap_or_default() }
        }
    };
    let together = &mut whip.together;
    together.all = args.common.map_or(together.all, Percent::new);
    together.bloc = args.within.map_or(together.bloc, Percent::new);
    if !args.blocs.is_empty() {
        together.blocs = args.blocs.iter().map(|word| group(&file.dossier, word)).collect::<Result<_, _>>()?;
    }
    if together.bloc_share() != together.bloc {
        return Err(Failure::Usage("what is common to all and to a bloc is more than 100 percent together".to_owned()));
    }
    if args.within.is_some() && together.blocs.is_empty() {
        return Err(Failure::Usage("say which groups are blocs, as in --blocs EU,LAS".to_owned()));
    }
    whip.seed = args.seed.unwrap_or(whip.seed);
    Ok(whip)
}

fn group(dossier: &Dossier, word: &str) -> Result<GroupId, Failure> {
    let found = dossier.groups.iter().find(|group| fold(group.id.as_str()) == fold(word));
    found.map(|group| group.id.clone()).ok_or_else(|| Failure::Failed(format!("{word} is no group of this dossier")))
}

/// The votes that reactions of the scenario move on this floor.
fn moved(source: &Source<'_>, text: &TextId, ballot: &Ballot) -> BTreeMap<MemberId, Vote> {
    let before = floor(source.dossier, source.scenarios, source.scenario, text).map(|floor| floor.ballot);
    let vote_before = |member| before.as_ref().and_then(|ballot| ballot.seat(member)).and_then(|seat| seat.vote);
    let seats = ballot.seats.iter().filter(|seat| seat.vote != vote_before(&seat.member));
    seats.filter_map(|seat| Some((seat.member.clone(), seat.vote?))).collect()
}

/// The words of `--if` and the votes that they mean. A group is meant by its id, before a member of the same name.
#[expect(clippy::type_complexity, reason = "words and votes, used once")]
fn given(
    words: &[String],
    dossier: &Dossier,
    floor: &Floor,
    remarks: &mut Vec<String>,
) -> Result<(Vec<(String, Vote)>, BTreeMap<MemberId, Vote>), Failure> {
    let ballot = &floor.ballot;
    let (mut told, mut votes) = (Vec::new(), BTreeMap::new());
    for part in words.iter().filter(|part| !part.trim().is_empty()) {
        let usage = || Failure::Usage(format!("\"{part}\" is no vote; write EU=abstain or USA=no"));
        let (who, vote) = part.split_once('=').ok_or_else(usage)?;
        let vote = Vote::parse(vote).ok_or_else(usage)?;
        let (name, members): (String, Vec<MemberId>) = match group(dossier, who) {
            Ok(id) => {
                let members =
                    movers(dossier, &Movers::Group(id.clone()), floor.date.as_ref()).into_iter().cloned().collect();
                (id.to_string(), members)
            }
            Err(_) => {
                let member = member(dossier, who.trim())
                    .map_err(|_| format!("{who} is no member and no group of this dossier"))?;
                (member.to_string(), vec![member])
            }
        };
        let seats: Vec<_> = members.iter().filter_map(|member| ballot.seat(member)).collect();
        if seats.is_empty() {
            return Err(format!("{name} holds no seat in the {} that day", ballot.body.name).into());
        }
        for seat in seats {
            if seat.standing == Standing::Voting {
                votes.insert(seat.member.clone(), vote);
            } else {
                remarks.push(format!("{} may not choose its vote and stays as it is", seat.member));
            }
        }
        told.push((name, vote));
    }
    Ok((told, votes))
}

/// The chances of a forecast, exact and drawn. Without exact ones there must be a draw.
fn state(
    forecast: Forecast,
    dossier: &Dossier,
    whip: &Whip,
    lots: Option<Lots>,
    remarks: &mut Vec<String>,
) -> Result<State, Failure> {
    let drawn = match lots {
        None => None,
        Some(lots) => {
            let factors = forecast.factors(&whip.together, &dossier.groups);
            let watch = Watch { progress: &|_, _| {}, cancel: &AtomicBool::new(false) };
            forecast.draw(&factors, lots, &watch)?
        }
    };
    let exact = match forecast.exact() {
        Ok(exact) => Some(exact),
        Err(why) if drawn.is_some() => {
            remarks.push(why);
            None
        }
        Err(why) => return Err(format!("{why}; ask for one with --draws 1000000").into()),
    };
    Ok(State { forecast, exact, drawn })
}
