//! The charts of a brief with their data.

use std::{collections::BTreeMap, sync::Arc};

use super::{facts::Facts, paragraph::rows};
use crate::{
    chart::{Chart, ChartId, prepare::Source},
    model::TextId,
};

/// The charts of a brief, by what they are.
pub type Charts = BTreeMap<ChartId, Chart>;

/// Prepares the charts that the brief of a text can show.
#[must_use]
pub fn charts(source: &Source<'_>, text: &TextId) -> Charts {
    let (Some((data, _)), Some(facts)) = (source.floor_data(text), Facts::gather(source, text)) else {
        return Charts::new();
    };
    let data = Arc::new(data);
    let rows = Arc::new(rows(&facts));
    Charts::from([
        (ChartId::Verdict, Chart::Floor(ChartId::Verdict, Arc::clone(&data))),
        (ChartId::Chamber, Chart::Floor(ChartId::Chamber, Arc::clone(&data))),
        (ChartId::Blocs, Chart::Blocs(data, rows)),
    ])
}
