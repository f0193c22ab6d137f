//! Where the user is: what is shown, selected, locked, typed. Not saved with the document and not part of undo.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::forecast::{Drawing, Supposed};

use super::effort::{Aim, Effort};
use super::library::MappingForm;
use crate::{
    brief::Length,
    chart::{
        ChartId,
        mark::FloorOptions,
        prepare::{Comparison, Side},
    },
    export::brief::BriefFormat,
    io::{BuiltIn, DossierFile},
    model::{Dossier, MemberId, RuleId, TextId, Vote},
    scenario::ScenarioId,
};

pub use super::compare::{CompareTab, CompareView};
pub use crate::export::{ExportForm, Format};

/// What the brief is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BriefForm {
    /// How long.
    pub length: Length,
    /// Whether notes stand in what is copied.
    pub notes: bool,
    /// The form of the file.
    pub format: BriefFormat,
}

impl Default for BriefForm {
    fn default() -> Self {
        Self { length: Length::default(), notes: true, format: BriefFormat::default() }
    }
}

/// The rooms of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Workspace {
    /// One vote.
    #[default]
    Vote,
    /// The way to a final vote.
    Amendments,
    /// Who votes with whom.
    Coalitions,
    /// Many roll calls at once.
    History,
    /// What the dossier is made of.
    Data,
}

impl Workspace {
    /// All, in the order of the top bar.
    pub const ALL: [Self; 5] = [Self::Vote, Self::Amendments, Self::Coalitions, Self::History, Self::Data];

    /// The word in the top bar.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Vote => "Vote",
            Self::Amendments => "Amendments",
            Self::Coalitions => "Coalitions",
            Self::History => "History",
            Self::Data => "Data",
        }
    }
}

/// The tables of the Data workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataTab {
    /// The sheet of the votes.
    #[default]
    Votes,
    /// The sheet of the texts.
    Texts,
    /// The sheet of the members.
    Members,
    /// The sheet of the groups.
    Groups,
    /// The sheet of the weights.
    Weights,
    /// One text with its wording, its procedure and its record.
    OneText,
    /// Bodies and seats.
    Bodies,
    /// Rules.
    Rules,
}

impl DataTab {
    /// The spreadsheets.
    pub const SHEETS: [Self; 5] = [Self::Votes, Self::Texts, Self::Members, Self::Groups, Self::Weights];
    /// What is filled in by forms.
    pub const FORMS: [Self; 3] = [Self::OneText, Self::Bodies, Self::Rules];
}

/// A dialog over the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Find a member, text or command.
    Palette,
    /// Export a chart.
    Export(ExportForm),
    /// The vote explained.
    Brief(BriefForm),
    /// Rename a scenario.
    RenameScenario(ScenarioId, String),
    /// Let the text be voted on another day; what is typed so far.
    AnotherDay(String),
    /// Every key.
    Shortcuts,
    /// Leave or open something else while changes are unsaved; what to do then.
    Unsaved(AfterUnsaved),
    /// Which column of a file is what.
    Mapping(Box<MappingForm>),
    /// What was pasted could not all be read.
    Problems(String, Vec<String>),
}

/// What the user was about to do when asked about unsaved changes.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterUnsaved {
    /// Start an empty dossier.
    New,
    /// Choose a file.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Show this dossier, which has no file yet.
    OpenFile(Box<DossierFile>),
    /// Open a built-in dossier.
    BuiltIn(BuiltIn),
    /// Close the window.
    Quit,
}

/// What the brush of the floor paints.
pub type Brush = Option<Vote>;

/// A message at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// Whether it is an error.
    pub error: bool,
}

/// Where the user is.
#[derive(Clone, Debug)]
pub struct Session {
    /// The file, once there is one.
    pub path: Option<PathBuf>,
    /// Which room is shown.
    pub workspace: Workspace,
    /// Which text is shown.
    pub text: Option<TextId>,
    /// Which scenario is shown; none for the record.
    pub scenario: Option<ScenarioId>,
    /// Which view of the floor is shown.
    pub view: ChartId,
    /// Which text of the tree is shown; the one that is reached where left out.
    pub leaf: Option<usize>,
    /// How the floor is drawn.
    pub options: FloorOptions,
    /// Selected members.
    pub selected: BTreeSet<MemberId>,
    /// Members that brush, blocs and keys leave alone.
    pub locked: BTreeSet<MemberId>,
    /// From which side the card of what would change the outcome is read.
    pub aim: Aim,
    /// What moves cost and who is never asked.
    pub effort: Effort,
    /// What a drag across members paints.
    pub brush: Brush,
    /// What is supposed of the vote to come.
    pub supposed: Vec<Supposed>,
    /// The last draw.
    pub drawing: Option<Arc<Drawing>>,
    /// Letters typed to find a member.
    pub typed: String,
    /// The dialog over the window.
    pub dialog: Option<Dialog>,
    /// The newest message.
    pub notice: Option<Notice>,
    /// Light or dark.
    pub dark: bool,
    /// Whether only the verdict and the floor are shown, large.
    pub presenting: bool,
    /// Whether the agenda shows texts of other days.
    pub earlier: bool,
    /// Scenarios beside one another.
    pub compare: CompareView,
    /// What the Coalitions workspace compares.
    pub comparison: Comparison,
    /// Whose alignment it follows.
    pub sides: [Side; 2],
    /// Which table the Data workspace shows.
    pub tab: DataTab,
    /// The rule that the Data workspace shows.
    pub rule: Option<RuleId>,
}

impl Session {
    /// A session that begins with the first text of a dossier.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        Self {
            path: None,
            workspace: if dossier.texts.is_empty() { Workspace::Data } else { Workspace::Vote },
            text: dossier.texts.first().map(|text| text.id.clone()),
            scenario: None,
            view: ChartId::Chamber,
            leaf: None,
            options: FloorOptions::default(),
            selected: BTreeSet::new(),
            locked: BTreeSet::new(),
            aim: Aim::default(),
            effort: Effort::default(),
            brush: None,
            supposed: Vec::new(),
            drawing: None,
            typed: String::new(),
            dialog: None,
            notice: None,
            dark: false,
            presenting: false,
            earlier: false,
            compare: CompareView::default(),
            comparison: Comparison::of(dossier),
            sides: sides(dossier),
            tab: if dossier.texts.is_empty() { DataTab::Bodies } else { DataTab::Votes },
            rule: None,
        }
    }
}

/// The pair whose alignment is shown first: the United States and the European Union where they are there, else the
/// first two members.
fn sides(dossier: &Dossier) -> [Side; 2] {
    let member = |n: usize| {
        dossier.members.get(n).map_or_else(|| Side::Member("".into()), |member| Side::Member(member.id.clone()))
    };
    let usa = dossier.member(&"USA".into()).map_or_else(|| member(0), |m| Side::Member(m.id.clone()));
    let eu = dossier.group(&"EU".into()).map_or_else(|| member(1), |g| Side::Group(g.id.clone()));
    [usa, eu]
}
