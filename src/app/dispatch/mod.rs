//! The only place that changes the app: one dispatcher, a file for each group of commands.

mod archive;
mod case;
mod chance;
mod compare;
mod edit;
mod edit_body;
mod edit_cells;
mod edit_text;
mod edit_whip;
mod edit_wording;
mod export;
mod file;
mod history;
mod reach;
mod scenario;
mod take;
mod view;
mod vote;

use super::{command::Command, effect::Effect, state::App};

/// Does one command.
pub(super) fn dispatch(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::File(command) => file::dispatch(app, command),
        Command::Vote(command) => {
            vote::dispatch(app, command);
            Vec::new()
        }
        Command::Scenario(command) => {
            scenario::dispatch(app, command);
            Vec::new()
        }
        Command::Case(command) => {
            case::dispatch(app, command);
            Vec::new()
        }
        Command::Chance(command) => chance::dispatch(app, command),
        Command::Edit(command) => {
            edit::dispatch(app, command);
            Vec::new()
        }
        Command::View(command) => {
            view::dispatch(app, command);
            Vec::new()
        }
        Command::Compare(command) => {
            compare::dispatch(app, command);
            Vec::new()
        }
        Command::Archive(command) => archive::dispatch(app, command),
        Command::Export(command) => export::dispatch(app, command),
        Command::History(command) => {
            history::dispatch(app, command);
            Vec::new()
        }
    }
}
