//! Undo and redo: labelled snapshots of the document, with where the user was.

use super::document::Document;
use crate::{model::TextId, scenario::ScenarioId};

/// How many steps are kept.
const KEPT: usize = 500;

/// A state of the document to come back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// What the step away from it did.
    pub label: String,
    /// The document.
    pub document: Document,
    /// The text that was shown.
    pub text: Option<TextId>,
    /// The scenario that was shown.
    pub scenario: Option<ScenarioId>,
}

/// The steps that can be taken back and again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
}

impl History {
    /// Keeps the state before a step. What could be redone is gone.
    pub fn push(&mut self, before: Snapshot) {
        self.redo.clear();
        self.undo.push(before);
        if self.undo.len() > KEPT {
            self.undo.remove(0);
        }
    }

    /// Takes one step back: gives the state before it and keeps `now` for redo.
    pub fn undo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let before = self.undo.pop()?;
        self.redo.push(Snapshot { label: before.label.clone(), ..now });
        Some(before)
    }

    /// Takes one step again.
    pub fn redo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let after = self.redo.pop()?;
        self.undo.push(Snapshot { label: after.label.clone(), ..now });
        Some(after)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    /// The labels of the steps taken, newest first.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.undo.iter().rev().map(|step| step.label.as_str())
    }

    /// The labels of the steps that can be taken again, next first.
    pub fn undone(&self) -> impl Iterator<Item = &str> {
        self.redo.iter().rev().map(|step| step.label.as_str())
    }

    /// Forgets everything, as when another dossier is opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
