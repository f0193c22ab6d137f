//! Undo and redo.

use crate::app::{command::HistoryCommand, state::App};

pub(super) fn dispatch(app: &mut App, command: HistoryCommand) {
    match command {
        HistoryCommand::Undo => undo(app),
        HistoryCommand::Redo => {
            let now = app.snapshot("");
            if let Some(after) = app.history.redo(now) {
                let label = after.label.clone();
                app.restore(after);
                app.tell(format!("Done again: {label}"));
            }
        }
        HistoryCommand::Back(steps) => (0..steps).for_each(|_| undo(app)),
    }
}

fn undo(app: &mut App) {
    let now = app.snapshot("");
    if let Some(before) = app.history.undo(now) {
        let label = before.label.clone();
        app.restore(before);
        app.tell(format!("Undone: {label}"));
    }
}
