//! What is saved: the dossier, the user's own rules, and the scenarios. Cheap to clone, so that undo keeps whole copies.

use std::sync::Arc;

use crate::{
    chart::prepare::Source,
    io::DossierFile,
    model::{Dossier, Extra},
    rules::Rule,
    scenario::{Scenario, ScenarioId},
};

/// A document; its parts are shared until one is changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Members, groups, bodies, texts.
    pub dossier: Arc<Dossier>,
    /// Rules beside the presets.
    pub rules: Arc<Vec<Rule>>,
    /// What-ifs.
    pub scenarios: Arc<Vec<Scenario>>,
    /// Fields of the file that this version does not know.
    pub extra: Arc<Extra>,
}

impl Document {
    /// The document seen on the record or under a scenario.
    #[must_use]
    pub fn source(&self, scenario: Option<ScenarioId>) -> Source<'_> {
        Source { dossier: &self.dossier, rules: &self.rules, scenarios: &self.scenarios, scenario }
    }

    /// The scenario with this number.
    #[must_use]
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The document as a file.
    #[must_use]
    pub fn to_file(&self) -> DossierFile {
        DossierFile {
            dossier: (*self.dossier).clone(),
            rules: (*self.rules).clone(),
            scenarios: (*self.scenarios).clone(),
            extra: (*self.extra).clone(),
        }
    }
}

impl From<DossierFile> for Document {
    fn from(file: DossierFile) -> Self {
        Self {
            dossier: Arc::new(file.dossier),
            rules: Arc::new(file.rules),
            scenarios: Arc::new(file.scenarios),
            extra: Arc::new(file.extra),
        }
    }
}
