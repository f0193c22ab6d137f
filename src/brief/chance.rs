//! The chance that the whip count gives the text, where there is one.

use super::{Origin, Sentence, facts::Facts, say::Notes};
use crate::simulate::chance::{Forecast, set_by};

/// The chance of adoption, exact where every member votes for itself. None without a whip count.
pub(super) fn chance(facts: &Facts<'_>, notes: &mut Notes) -> Option<Sentence> {
    let whip = facts.text.whip.as_ref().filter(|whip| !whip.leans.is_empty())?;
    let source = &facts.source;
    let set = set_by(source.dossier, source.scenarios, source.scenario, &facts.text.id);
    let forecast = Forecast::new(facts.decided.rule, &facts.decided.floor, whip, &set).ok()?;
    let chance = forecast.exact().ok()?;
    let unknown = forecast.unknown().count();
    let origin = Origin::Chance { leans: whip.leans.len(), unknown };
    let mut say = notes.say();
    say.words("By the whip count the chance of adoption was reckoned at ");
    Some(say.figure(percent(chance.adopted), &origin).words(".").end())
}

/// A chance in percent, with what is next to none or next to certain said so.
fn percent(chance: f64) -> String {
    let percent = chance * 100.0;
    if percent > 0.0 && percent < 0.1 {
        "less than 0.1 %".to_owned()
    } else if percent < 100.0 && percent > 99.9 {
        "more than 99.9 %".to_owned()
    } else {
        format!("{percent:.1} %")
    }
}
