//! The chance of the vote that is shown, prepared from its whip count: exact, drawn, who decides, and the score after.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    chart::{chance::ChanceData, prepare::Source},
    model::{Basis, MemberId, TextId, Together, Vote, Whip},
    scenario::floor,
    simulate::chance::{Chance, Drawn, Forecast, Pivot, Score, score, set_by},
};

/// Something supposed of some members: "the European Union abstains".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supposed {
    /// Who, in words.
    pub who: String,
    /// Who.
    pub members: Vec<MemberId>,
    /// Their vote.
    pub vote: Vote,
}

/// The chance of the vote that is shown.
#[derive(Clone, Debug)]
pub struct ShownChance {
    /// The whip count.
    pub whip: Whip,
    /// The chances of each seat, with what is supposed.
    pub forecast: Forecast,
    /// The exact chances, or why there are none.
    pub exact: Result<Chance, String>,
    /// The chance of adoption without what is supposed, where something is.
    pub before: Option<f64>,
    /// What each seat's vote does, or why that is not known.
    pub pivots: Result<Vec<Pivot>, String>,
    /// The distribution prepared for drawing.
    pub data: Option<Arc<ChanceData>>,
    /// How good the whip count was, once the vote is recorded.
    pub score: Option<Score>,
}

impl ShownChance {
    /// Prepares the chance of a text; none where it has no whip count.
    #[must_use]
    pub fn new(source: &Source<'_>, text: &TextId, supposed: &[Supposed]) -> Option<Self> {
        let own = source.dossier.text(text)?;
        let whip = own.whip.clone()?;
        let decided = source.decide(text)?;
        let set = set_by(source.dossier, source.scenarios, source.scenario, text);
        // On the record the whip count stands before the votes that came; a scenario's own votes are taken as certain.
        let plain = Forecast::new(decided.rule, &decided.floor, &whip, &set).ok()?;
        let votes: BTreeMap<MemberId, Vote> =
            supposed.iter().flat_map(|one| one.members.iter().map(|member| (member.clone(), one.vote))).collect();
        let forecast = plain.given(&votes);
        let exact = forecast.exact();
        let before = (!supposed.is_empty()).then(|| plain.exact().ok().map(|chance| chance.adopted)).flatten();
        let data = exact.as_ref().ok().map(|chance| {
            Arc::new(ChanceData {
                symbol: own.label().to_owned(),
                title: format!("Chance of adoption: {}", own.title),
                subtitle: format!("{} · {} · exact, members independent", decided.rule.name, source.scenario_name()),
                source: "the whip count of the dossier".to_owned(),
                adopted: chance.adopted,
                vetoed: chance.vetoed,
                before,
                yes: chance.yes.clone(),
            })
        });
        let recorded =
            floor(source.dossier, source.scenarios, None, text).filter(|floor| floor.basis == Basis::RollCall);
        let score = recorded.and_then(|floor| score(&floor.ballot, &whip, &source.dossier.groups, floor.date.as_ref()));
        Some(Self { pivots: forecast.pivots(), whip, forecast, exact, before, data, score })
    }
}

/// A draw that was made, with what it was made from; it says nothing of anything else.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The chances of the seats.
    pub forecast: Forecast,
    /// How far they go together.
    pub together: Together,
    /// Where it began.
    pub seed: u64,
    /// What came of it.
    pub drawn: Drawn,
}

impl Drawing {
    /// Whether the draw was made from these chances.
    #[must_use]
    pub fn is_of(&self, shown: &ShownChance) -> bool {
        self.forecast == shown.forecast && self.together == shown.whip.together && self.seed == shown.whip.seed
    }
}
