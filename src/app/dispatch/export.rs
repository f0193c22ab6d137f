//! Charts and briefs into files and onto the clipboard.

use std::path::PathBuf;

use crate::{
    app::{
        command::ExportCommand,
        effect::Effect,
        naming::plain,
        session::{BriefForm, Dialog, ExportForm, Format},
        state::App,
    },
    brief::plain as as_text,
    export::brief::BriefFormat,
};

pub(super) fn dispatch(app: &mut App, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::Ask(id) => {
            match app.chart(id) {
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
            match app.chart(form.chart) {
                Some(chart) => vec![Effect::Export(Box::new((chart, form, path)))],
                None => Vec::new(),
            }
        }
        ExportCommand::CopyImage(id) => match app.chart(id) {
            Some(chart) => {
                let form = ExportForm { format: Format::Png, scale: 2.0, ..ExportForm::new(&chart) };
                vec![Effect::CopyImage(Box::new((chart, form)))]
            }
            None => Vec::new(),
        },
        ExportCommand::AskBrief => {
            match app.shown.brief() {
                Some(_) => app.session.dialog = Some(Dialog::Brief(BriefForm::default())),
                None => app.complain("There is no vote to explain yet."),
            }
            Vec::new()
        }
        ExportCommand::CopyBrief(form) => match app.shown.brief() {
            Some(shown) => {
                app.tell(format!("Copied: {}", shown.brief.title));
                vec![Effect::CopyText(as_text(&shown.brief, form.length, form.notes))]
            }
            None => Vec::new(),
        },
        ExportCommand::ChooseBrief(form) => match app.shown.brief() {
            Some(shown) => {
                let name = format!("{}.{}", plain(&shown.brief.file_name(form.length)), form.format.ending());
                vec![Effect::AskBrief(form, name)]
            }
            None => Vec::new(),
        },
        ExportCommand::WriteBrief(form, path) => write_brief(app, form, path),
    }
}

/// Writes the brief in the form that the file's ending asks for.
fn write_brief(app: &mut App, form: BriefForm, path: PathBuf) -> Vec<Effect> {
    let path = if path.extension().is_none() { path.with_extension(form.format.ending()) } else { path };
    let Some(format) = BriefFormat::of(&path) else {
        app.complain(format!("Not written. {}: the ending says the form; use .pdf, .html or .txt", path.display()));
        return Vec::new();
    };
    app.session.dialog = None;
    let shown = app.shown.brief();
    shown.map(|shown| Effect::Brief(Box::new((shown, BriefForm { format, ..form }, path)))).into_iter().collect()
}
