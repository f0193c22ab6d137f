//! What is supposed of a vote to come, and the draws that are made of it.

use std::sync::Arc;

use crate::app::{command::ChanceCommand, effect::Effect, state::App};

/// How many draws are made: the standard error is then a twentieth of a percent at most.
const DRAWS: u64 = 1_000_000;

pub(super) fn dispatch(app: &mut App, command: ChanceCommand) -> Vec<Effect> {
    match command {
        ChanceCommand::Suppose(supposed) => {
            let list = &mut app.session.supposed;
            list.retain(|other| other.members != supposed.members);
            list.push(supposed);
            Vec::new()
        }
        ChanceCommand::Unsuppose(n) => {
            if n < app.session.supposed.len() {
                app.session.supposed.remove(n);
            }
            Vec::new()
        }
        ChanceCommand::Draw => match app.shown.chance() {
            Some(shown) => {
                let groups = Arc::clone(&app.document.dossier);
                vec![Effect::Draw(Box::new((shown, groups, DRAWS)))]
            }
            None => {
                app.complain("Begin a whip count first.");
                Vec::new()
            }
        },
        ChanceCommand::Drawn(drawing) => {
            app.session.drawing = Some(Arc::new(*drawing));
            Vec::new()
        }
    }
}
