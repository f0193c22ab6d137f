//! `plenary export`: write a chart to a file.

use std::sync::Arc;

use super::{
    args::{Export, TextArg, ThemeArg},
    load::{Asked, apply, dossier},
};
use crate::{
    chart::{
        Chart, ChartId,
        mark::FloorOptions,
        prepare::{Comparison, Side, Source},
        style::Theme,
    },
    export::{self, ExportForm, Format},
    io::{self, DossierFile},
    model::{BodyId, TextId},
};

/// `plenary export`
pub fn export(args: &Export) -> Result<String, String> {
    let id = ChartId::from_id(&args.chart)
        .ok_or_else(|| format!("there is no chart {}; `plenary charts` lists them", args.chart))?;
    let format = Format::of(&args.out)
        .ok_or_else(|| format!("{}: the ending says the form; use .svg, .png, .pdf or .csv", args.out.display()))?;
    let mut file = dossier(args.file.as_deref())?;
    let text = match &args.text {
        Some(text) => TextId::from(text.as_str()),
        None => file.dossier.texts.first().map(|text| text.id.clone()).ok_or("the dossier has no texts yet")?,
    };
    let asked = Asked { set: &args.set, rule: args.rule.as_deref(), scenario: args.scenario.as_deref() };
    let (scenario, remarks) = apply(&mut file, &text, &asked)?;
    remarks.iter().for_each(|remark| super::note(remark));
    let DossierFile { dossier, rules, scenarios, .. } = &file;
    let source = Source { dossier, rules, scenarios, scenario };
    let chart = chart(&source, id, &text, &args.sides)?;
    let form = form(args, &chart, format)?;
    let bytes = export::bytes(&chart, &form, FloorOptions::default()).map_err(|error| error.to_string())?;
    io::save_bytes(&args.out, &bytes).map_err(|problem| problem.to_string())?;
    Ok(format!("Wrote {}\n", args.out.display()))
}

fn chart(source: &Source<'_>, id: ChartId, text: &TextId, sides: &[String]) -> Result<Chart, String> {
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
                _ => return Err("two sides are compared, as in --sides USA,EU".to_owned()),
            };
            Chart::Alignment(Arc::new(source.alignment(&body, &first, &second)))
        }
        ChartId::Blocs => {
            let (data, decided) = source.floor_data(text).ok_or_else(missing)?;
            let rows = source.bloc_rows(&decided.floor.ballot, true);
            Chart::Blocs(Arc::new(data), Arc::new(rows))
        }
        floor => {
            let (data, _) = source.floor_data(text).ok_or_else(missing)?;
            Chart::Floor(floor, Arc::new(data))
        }
    })
}

fn side(source: &Source<'_>, word: &str) -> Result<Side, String> {
    let word = word.trim();
    if source.dossier.member(&word.into()).is_some() {
        return Ok(Side::Member(word.into()));
    }
    if source.dossier.group(&word.into()).is_some() {
        return Ok(Side::Group(word.into()));
    }
    Err(format!("{word} is neither a member nor a group of this dossier; name two with --sides, as in USA,EU"))
}

fn form(args: &Export, chart: &Chart, format: Format) -> Result<ExportForm, String> {
    let own = ExportForm::new(chart);
    let size = match &args.size {
        None => own.size,
        Some(words) => size(words).ok_or_else(|| format!("\"{words}\" is no size; write it as 1000x640"))?,
    };
    if !(args.scale > 0.0 && args.scale <= 16.0) {
        return Err(format!("a scale of {} cannot be drawn; use 1, 2 or 4", args.scale));
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

fn size(words: &str) -> Option<[f32; 2]> {
    let (width, height) =
        words.to_lowercase().split_once('x').map(|(w, h)| (w.trim().to_owned(), h.trim().to_owned()))?;
    let side = |text: &str| text.parse::<f32>().ok().filter(|side| (16.0..=20_000.0).contains(side));
    Some([side(&width)?, side(&height)?])
}
