//! Charts into files and onto the clipboard.

use super::file::plain;
use crate::app::{
    command::ExportCommand,
    effect::Effect,
    session::{Dialog, ExportForm, Format},
    state::App,
};

pub(super) fn dispatch(app: &mut App, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::Ask(id) => {
            match app.shown.chart(id) {
                Some(chart) => app.session.dialog = Some(Dialog::Export(ExportForm::new(&chart))),
                None => app.complain("There is no vote to export yet."),
            }
            Vec::new()
        }
        ExportCommand::Choose(form) => {
            let name = format!("{}-{}.{}", plain(&form.title), form.chart.id(), form.format.ending());
            vec![Effect::AskExport(form, name)]
        }
        ExportCommand::Write(form, path) => {
            let path = if path.extension().is_none() { path.with_extension(form.format.ending()) } else { path };
            app.session.dialog = None;
            match app.shown.chart(form.chart) {
                Some(chart) => vec![Effect::Export(Box::new((chart, form, path)))],
                None => Vec::new(),
            }
        }
        ExportCommand::CopyImage(id) => match app.shown.chart(id) {
            Some(chart) => {
                let form = ExportForm { format: Format::Png, scale: 2.0, ..ExportForm::new(&chart) };
                vec![Effect::CopyImage(Box::new((chart, form)))]
            }
            None => Vec::new(),
        },
    }
}
