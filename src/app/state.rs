//! The app: one document, one session, one history, and what is computed from them once per revision.

use std::collections::VecDeque;

use super::{
    command::Command,
    dispatch,
    document::Document,
    effect::Effect,
    history::{History, Snapshot},
    library::Library,
    session::{Notice, Session},
    shown::Shown,
};
use crate::{
    chart::{
        Chart, ChartId,
        mark::{ColourBy, FloorOptions},
        prepare::Source,
    },
    io::DossierFile,
    model::{Ballot, Basis, MemberId},
    scenario::floor,
};

/// The whole program but for its window.
#[derive(Debug)]
pub struct App {
    /// What is saved.
    pub document: Document,
    /// Where the user is.
    pub session: Session,
    /// What can be undone.
    pub history: History,
    /// The document as it was last saved or opened.
    pub saved: Document,
    /// What is shown, computed after the last change.
    pub shown: Shown,
    /// The collection of roll calls that is open beside the dossier.
    pub library: Library,
    queue: VecDeque<Command>,
}

impl App {
    /// An app with this dossier open.
    #[must_use]
    pub fn new(file: DossierFile) -> Self {
        let document = Document::from(file);
        let session = Session::new(&document.dossier);
        let shown = Shown::new(&document, &session);
        Self {
            saved: document.clone(),
            document,
            session,
            history: History::default(),
            shown,
            library: Library::default(),
            queue: VecDeque::new(),
        }
    }

    /// Asks for something; it is done at the next [`App::run`], first come first served.
    pub fn push(&mut self, command: Command) {
        self.queue.push_back(command);
    }

    /// Does what was asked for, and says what is to be done outside.
    pub fn run(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut changed = false;
        while let Some(command) = self.queue.pop_front() {
            effects.extend(dispatch::dispatch(self, command));
            changed = true;
        }
        if changed {
            self.shown.refresh(&self.document, &self.session);
        }
        effects
    }

    /// Asks for something and does it at once.
    pub fn ask(&mut self, command: Command) -> Vec<Effect> {
        self.push(command);
        self.run()
    }

    /// The document seen under the scenario that is shown.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        self.document.source(self.session.scenario)
    }

    /// A chart with its data; none where there is nothing to show.
    #[must_use]
    pub fn chart(&self, id: ChartId) -> Option<Chart> {
        match id {
            ChartId::Trend => Some(Chart::Trend(self.library.trend(self.library.held()?))),
            id => self.shown.chart(id),
        }
    }

    /// Whether the text that is shown has a whip count.
    #[must_use]
    pub fn has_whip(&self) -> bool {
        let text = self.session.text.as_ref().and_then(|id| self.source().dossier.text(id));
        text.is_some_and(|text| text.whip.is_some())
    }

    /// How the floor is drawn: as was chosen, with colours by vote where the text that is shown has no whip count.
    #[must_use]
    pub fn options(&self) -> FloorOptions {
        let chosen = self.session.options;
        match chosen.colour {
            ColourBy::Whip if !self.has_whip() => FloorOptions { colour: ColourBy::Vote, ..chosen },
            _ => chosen,
        }
    }

    /// Whether there is something to save.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        self.document != self.saved
    }

    /// The selected members, in the order of their codes.
    #[must_use]
    pub fn selection(&self) -> Vec<MemberId> {
        self.session.selected.iter().cloned().collect()
    }

    /// The floor of the text that is shown, as the document stands now. Before the first change of a text without a
    /// roll call it is empty, since that is where a what-if begins.
    pub(super) fn shown_now(&self) -> Option<Ballot> {
        let text = self.session.text.as_ref()?;
        let mut floor = floor(&self.document.dossier, &self.document.scenarios, self.session.scenario, text)?;
        if floor.basis != Basis::RollCall {
            floor.ballot.seats.iter_mut().for_each(|seat| seat.vote = None);
        }
        Some(floor.ballot)
    }

    /// Where the user is and what the document is now.
    pub(super) fn snapshot(&self, label: impl Into<String>) -> Snapshot {
        Snapshot {
            label: label.into(),
            document: self.document.clone(),
            text: self.session.text.clone(),
            scenario: self.session.scenario,
        }
    }

    /// Comes back to a snapshot.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        self.document = snapshot.document;
        self.session.text = snapshot.text;
        self.session.scenario = snapshot.scenario;
    }

    /// Shows a message.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.session.notice = Some(Notice { text: text.into(), error: false });
    }

    /// Shows an error.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.session.notice = Some(Notice { text: text.into(), error: true });
    }
}
