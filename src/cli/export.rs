//! `plenary export`: write a chart to a file.

use std::sync::Arc;

use super::{
    Failure,
    args::{Export, TextArg, ThemeArg},
    load::{self, Asked, apply, dossier},
};
use crate::{
    app::{case::ShownCase, forecast::ShownChance},
    chart::{
        Chart, ChartId,
        mark::FloorOptions,
        prepare::{Comparison, Side, Source},
        style::Theme,
    },
    export::{self, ExportForm, Format},
    io::{self, DossierFile},
    model::{BodyId, TextId},
    scenario::ScenarioId,
};

/// `plenary export`
pub fn export(args: &Export) -> Result<String, Failure> {
    let id = ChartId::from_id(&args.chart)
        .ok_or_else(|| Failure::Usage(format!("there is no chart {}; `plenary charts` lists them", args.chart)))?;
    let format = Format::of(&args.out).ok_or_else(|| {
        Failure::Usage(format!("{}: the ending says the form; use .svg, .png, .pdf or .csv", args.out.display()))
    })?;
    let mut file = dossier(args.file.as_deref())?;
    let text = match &args.text {
        Some(text) => load::text_id(&file, text)?,
        None => file.dossier.texts.first().map(|text| text.id.clone()).ok_or("the dossier has no texts yet")?,
    };
    let asked = Asked { set: &args.set, rule: args.rule.as_deref(), scenario: args.scenario.as_deref() };
    let (scenario, remarks) = apply(&mut file, &text, &asked)?;
    for remark in &remarks {
        super::note(remark);
    }
    if let Some(path) = &args.whip {
        let (leans, remarks) = load::leans(path, &file.dossier)?;
        for remark in &remarks {
            super::note(remark);
        }
        if let Some(text) = file.dossier.texts.iter_mut().find(|own| own.id == text) {
            text.whip.get_or_insert_default().leans = leans;
        }
    }
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let source = Source { dossier, rules, scenarios, scenario };
    let chart = if id == ChartId::Flow {
        let first = match args.against.as_deref() {
            None | Some("record") => None,
            Some(name) => Some(load::scenario(&file, name)?),
        };
        flow(&source, &text, first)?
    } else {
        chart(&source, id, &text, &args.sides)?
    };
    let form = form(args, &chart, format)?;
    let bytes = export::bytes(&chart, &form, FloorOptions::default()).map_err(|error| error.to_string())?;
    io::save_bytes(&args.out, &bytes).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {}\n", args.out.display()))
}

fn chart(source: &Source<'_>, id: ChartId, text: &TextId, sides: &[String]) -> Result<Chart, Failure> {
    let body = source.dossier.text(text).map_or_else(|| BodyId::from(""), |text| text.body.clone());
    let comparison = Comparison { body: body.clone(), ..Comparison::of(source.dossier) };
    let missing = || format!("the body or the rule of {text} is missing");
    Ok(match id {
        ChartId::Agreement => Chart::Agreement(Arc::new(source.matrix(&comparison))),
        ChartId::BlocAgreement => Chart::BlocAgreement(Arc::new(source.bloc_matrix(&comparison))),
        ChartId::Alignment => {
            let (first, second) = match sides {
                [] => (side(source, "USA")?, side(source, "EU")?),
                [first, second] => (side(source, first)?, side(source, second)?),
                _ => return Err(Failure::Usage("two sides are compared, as in --sides USA,EU".to_owned())),
            };
            Chart::Alignment(Arc::new(source.alignment(&body, &first, &second)))
        }
        ChartId::Blocs => {
            let (data, decided) = source.floor_data(text).ok_or_else(missing)?;
            let rows = source.bloc_rows(&decided.floor, true);
            Chart::Blocs(Arc::new(data), Arc::new(rows))
        }
        ChartId::Plane => {
            let why = "without a roll call it is not known who could abstain; begin a what-if with --set";
            Chart::Plane(Arc::new(source.plane(text).ok_or(why)?))
        }
        ChartId::Tree => {
            let case = ShownCase::new(source, text, None).ok_or_else(missing)?;
            Chart::Tree(case.tree_data.map_err(Failure::Failed)?)
        }
        ChartId::Trend => {
            let why = "the time line is drawn from files of votes: `plenary history FILE.. --member USA --with EU --out line.svg`";
            return Err(Failure::Usage(why.to_owned()));
        }
        ChartId::Chance => {
            let why = "this text has no whip count; `plenary chance --whip` reads one";
            let shown = ShownChance::new(source, text, &[]).ok_or(why)?;
            Chart::Chance(shown.data.ok_or("this rule has too many different weights for an exact chance")?)
        }
        floor => {
            let (data, _) = source.floor_data(text).ok_or_else(missing)?;
            Chart::Floor(floor, Arc::new(data))
        }
    })
}

/// The flow to the scenario that is asked for; without one, to the first that does anything to the text, since a flow
/// from the record to itself shows nothing.
fn flow(source: &Source<'_>, text: &TextId, first: Option<ScenarioId>) -> Result<Chart, Failure> {
    let ids = || source.scenarios.iter().map(|scenario| scenario.id);
    let touches = |id: &ScenarioId| source.under(Some(*id)).decide(text).is_some_and(|decided| decided.touched());
    let second =
        source.scenario.or_else(|| ids().find(touches).or_else(|| ids().next()).filter(|id| first != Some(*id)));
    if source.scenario.is_none() && second.is_none() && first.is_none() {
        return Err("a flow needs a scenario; name one with --scenario, or change votes with --set".into());
    }
    let flow = source.flow(text, first, second);
    Ok(Chart::Flow(Arc::new(flow.ok_or_else(|| format!("the body or the rule of {text} is missing"))?)))
}

fn side(source: &Source<'_>, word: &str) -> Result<Side, Failure> {
    let word = word.trim();
    if source.dossier.member(&word.into()).is_some() {
        return Ok(Side::Member(word.into()));
    }
    if source.dossier.group(&word.into()).is_some() {
        return Ok(Side::Group(word.into()));
    }
    Err(format!("{word} is neither a member nor a group of this dossier; name two with --sides, as in USA,EU").into())
}

fn form(args: &Export, chart: &Chart, format: Format) -> Result<ExportForm, Failure> {
    let own = ExportForm::new(chart);
    let size = match &args.size {
        None => own.size,
        Some(words) => size(words)?,
    };
    if !(args.scale > 0.0 && args.scale <= 16.0) {
        return Err(Failure::Usage(format!("a scale of {} cannot be drawn; use 1, 2 or 4", args.scale)));
    }
    Ok(ExportForm {
        format,
        theme: match args.theme {
            ThemeArg::Light => Theme::Light,
            ThemeArg::Dark => Theme::Dark,
            ThemeArg::Print => Theme::Print,
        },
        size,
        scale: args.scale,
        outlines: args.svg_text == TextArg::Outlines,
        title: args.title.clone().unwrap_or(own.title),
        subtitle: args.subtitle.clone().unwrap_or(own.subtitle),
        source: args.source.clone().unwrap_or(own.source),
        alt: args.alt.clone().unwrap_or(own.alt),
        chart: own.chart,
    })
}

/// Smaller than this the words around a chart leave no room for it.
const LEAST: [f32; 2] = [320.0, 180.0];
const MOST: f32 = 20_000.0;

fn size(words: &str) -> Result<[f32; 2], Failure> {
    let lower = words.to_lowercase();
    let sides = lower.split_once('x').and_then(|(w, h)| Some([w.trim().parse().ok()?, h.trim().parse().ok()?]));
    let [width, height]: [f32; 2] =
        sides.ok_or_else(|| Failure::Usage(format!("\"{words}\" is no size; write it as 1000x640")))?;
    let [least_width, least_height] = LEAST;
    if width >= least_width && height >= least_height && width <= MOST && height <= MOST {
        return Ok([width, height]);
    }
    Err(Failure::Usage(format!(
        "a chart of {words} points cannot be drawn; use {least_width}x{least_height} to {MOST}x{MOST}"
    )))
}
