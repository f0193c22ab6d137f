//! The list of charts, and the one way to draw any of them, on screen or for a file.

use std::sync::Arc;

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::{
    alignment::{self, AlignmentData},
    bloc_matrix::{self, BlocMatrixData},
    blocs::{self, BlocRow},
    board, chamber,
    chance::{self, ChanceData},
    floor_data::FloorData,
    flow::{self, FlowData},
    frame::Words,
    map,
    mark::Look,
    matrix::{self, MatrixData},
    plane::{self, PlaneData},
    sheet::{self, Sheet},
    table, tiles,
    tree::{self, TreeData},
    trend::{self, TrendData},
    verdict,
};
use crate::model::Vote;

/// A chart that the program can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartId {
    /// The chamber, or the horseshoe of a council.
    Chamber,
    /// The world.
    Map,
    /// One tile a member.
    Tiles,
    /// Four columns.
    Board,
    /// The table of votes.
    Table,
    /// The verdict and its bar.
    Verdict,
    /// The groups.
    Blocs,
    /// Who leaves Yes and No for Abstain, and where the text is adopted.
    Plane,
    /// The chance of a vote to come.
    Chance,
    /// Every text that could reach the final vote.
    Tree,
    /// Who moves between two scenarios.
    Flow,
    /// Agreement of every pair.
    Agreement,
    /// Groups against groups.
    BlocAgreement,
    /// Two voices over time.
    Alignment,
    /// A share over the sessions of a collection, with its band.
    Trend,
}

impl ChartId {
    /// All charts, in the order of a menu.
    pub const ALL: [Self; 15] = [
        Self::Chamber,
        Self::Map,
        Self::Tiles,
        Self::Board,
        Self::Table,
        Self::Verdict,
        Self::Blocs,
        Self::Plane,
        Self::Chance,
        Self::Tree,
        Self::Flow,
        Self::Agreement,
        Self::BlocAgreement,
        Self::Alignment,
        Self::Trend,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Chamber => "chamber",
            Self::Map => "map",
            Self::Tiles => "tiles",
            Self::Board => "board",
            Self::Table => "table",
            Self::Verdict => "verdict",
            Self::Blocs => "blocs",
            Self::Plane => "abstentions",
            Self::Chance => "chance",
            Self::Tree => "tree",
            Self::Flow => "flow",
            Self::Agreement => "agreement",
            Self::BlocAgreement => "bloc-agreement",
            Self::Alignment => "alignment",
            Self::Trend => "trend",
        }
    }

    /// The name in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Chamber => "Chamber",
            Self::Map => "Map",
            Self::Tiles => "Tiles",
            Self::Board => "Board",
            Self::Table => "Table",
            Self::Verdict => "Verdict",
            Self::Blocs => "Blocs",
            Self::Plane => "Abstentions",
            Self::Chance => "Chance of adoption",
            Self::Tree => "Tree of texts",
            Self::Flow => "Flow between scenarios",
            Self::Agreement => "Agreement",
            Self::BlocAgreement => "Blocs against blocs",
            Self::Alignment => "Alignment over time",
            Self::Trend => "Time line",
        }
    }

    /// What it shows, in one sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Chamber => "The seats of the body, in a half circle or at its horseshoe table",
            Self::Map => "The world, each member in the colour of its vote",
            Self::Tiles => "One equal tile a member, roughly where it lies on the globe",
            Self::Board => "Four columns: Yes, Abstain, No, Absent",
            Self::Table => "Every member with its vote, the record, region and groups",
            Self::Verdict => "The outcome, the counts, and the bar with the required mark",
            Self::Blocs => "How each group split, with its agreement index",
            Self::Chance => "How many may be in favour, from the whip count, and how many are enough",
            Self::Tree => "Every text that could reach the final vote, with its tally and outcome",
            Self::Flow => "Who moves where between two scenarios, as ribbons from one bar to the other",
            Self::Plane => "How many may leave Yes and No for Abstain, and where the text is adopted",
            Self::Agreement => "Agreement of every pair of members, ordered by cluster",
            Self::BlocAgreement => "Agreement between groups and within them",
            Self::Alignment => "How far two members or groups voted alike over time",
            Self::Trend => "A share over the sessions of a collection of roll calls, with its 90 % band",
        }
    }

    /// The chart with this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// The five views of the floor.
    pub const FLOOR: [Self; 5] = [Self::Chamber, Self::Map, Self::Tiles, Self::Board, Self::Table];
}

/// A chart with its data.
#[derive(Clone, Debug)]
pub enum Chart {
    /// One of the five views of the floor, or the verdict.
    Floor(ChartId, Arc<FloorData>),
    /// The groups.
    Blocs(Arc<FloorData>, Arc<Vec<BlocRow>>),
    /// The plane of abstentions.
    Plane(Arc<PlaneData>),
    /// The tree of texts.
    Tree(Arc<TreeData>),
    /// The chance of a vote to come.
    Chance(Arc<ChanceData>),
    /// The flow between two scenarios.
    Flow(Arc<FlowData>),
    /// Agreement of every pair.
    Agreement(Arc<MatrixData>),
    /// Groups against groups.
    BlocAgreement(Arc<BlocMatrixData>),
    /// Two voices over time.
    Alignment(Arc<AlignmentData>),
    /// A share over the sessions of a collection, with its band.
    Trend(Arc<TrendData>),
}

impl Chart {
    /// Which chart it is.
    #[must_use]
    pub fn id(&self) -> ChartId {
        match self {
            Self::Floor(id, _) => *id,
            Self::Blocs(..) => ChartId::Blocs,
            Self::Plane(_) => ChartId::Plane,
            Self::Tree(_) => ChartId::Tree,
            Self::Chance(_) => ChartId::Chance,
            Self::Flow(_) => ChartId::Flow,
            Self::Agreement(_) => ChartId::Agreement,
            Self::BlocAgreement(_) => ChartId::BlocAgreement,
            Self::Alignment(_) => ChartId::Alignment,
            Self::Trend(_) => ChartId::Trend,
        }
    }

    /// The words that stand around it in a file, unless the user has others.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Floor(_, data) | Self::Blocs(data, _) => {
                let scenario = if data.scenario.is_empty() { "As recorded" } else { &data.scenario };
                Words {
                    title: data.title.clone(),
                    subtitle: format!(
                        "{} {} · {scenario} · {}",
                        data.outcome_words(),
                        data.tally_words(),
                        data.subtitle
                    ),
                    source: data.source.clone(),
                    alt: match self {
                        Self::Blocs(_, rows) => {
                            let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
                            format!("{} Groups: {}.", data.sentence(), names.join(", "))
                        }
                        _ => data.sentence(),
                    },
                }
            }
            Self::Chance(data) => Words {
                title: data.title.clone(),
                subtitle: data.subtitle.clone(),
                source: data.source.clone(),
                alt: data.sentence(),
            },
            Self::Tree(data) => Words {
                title: data.title.clone(),
                subtitle: format!("{} · {}", data.summary(), data.subtitle),
                source: data.source.clone(),
                alt: data.sentence(),
            },
            Self::Flow(data) => Words {
                title: data.title.clone(),
                subtitle: data.sentence(),
                source: data.source.clone(),
                alt: data.sentence(),
            },
            Self::Plane(data) => Words {
                title: data.title.clone(),
                subtitle: data.subtitle.clone(),
                source: data.source.clone(),
                alt: data.sentence(),
            },
            Self::Agreement(data) => Words {
                title: "Agreement".to_owned(),
                subtitle: data.subtitle.clone(),
                source: "the roll calls of the dossier".to_owned(),
                alt: data.sentence(),
            },
            Self::BlocAgreement(data) => Words {
                title: "Blocs against blocs".to_owned(),
                subtitle: data.subtitle.clone(),
                source: "the roll calls of the dossier".to_owned(),
                alt: data.sentence(),
            },
            Self::Trend(data) => Words {
                title: data.title.clone(),
                subtitle: data.subtitle.clone(),
                source: data.source.clone(),
                alt: data.sentence(),
            },
            Self::Alignment(data) => Words {
                title: data.title(),
                subtitle: data.subtitle.clone(),
                source: "the roll calls of the dossier".to_owned(),
                alt: data.sentence(),
            },
        }
    }

    /// What its colours mean, with the counts.
    #[must_use]
    pub fn legend(&self) -> Vec<(Vote, String)> {
        match self {
            Self::Floor(ChartId::Verdict | ChartId::Table, _) => Vec::new(),
            Self::Floor(_, data) | Self::Blocs(data, _) => [
                (Vote::Yes, "in favour"),
                (Vote::No, "against"),
                (Vote::Abstain, "abstaining"),
                (Vote::Absent, "not voting"),
            ]
            .into_iter()
            .map(|(vote, words)| {
                (vote, data.count(vote).map_or_else(|| format!("? {words}"), |n| format!("{n} {words}")))
            })
            .collect(),
            _ => Vec::new(),
        }
    }

    /// A good size for a file, in points.
    #[must_use]
    pub fn default_size(&self) -> Vec2 {
        match self {
            Self::Floor(ChartId::Verdict, _) => vec2(900.0, 210.0),
            Self::Floor(ChartId::Table, data) => vec2(1280.0, table::height(data) + 130.0),
            Self::Floor(..) => vec2(1000.0, 640.0),
            Self::Blocs(_, rows) => vec2(900.0, blocs::height(rows.len()) + 190.0),
            // Room for the code of every member beside its row.
            Self::Agreement(data) => {
                let side = (data.members.len() as f32 * 7.0).max(760.0);
                vec2(side + 260.0, side + 190.0)
            }
            Self::BlocAgreement(data) => {
                let n = data.names.len() as f32;
                vec2((n * 74.0 + 200.0).max(420.0), n * 38.0 + 180.0)
            }
            Self::Alignment(_) | Self::Trend(_) => vec2(900.0, 480.0),
            Self::Plane(_) | Self::Chance(_) => vec2(760.0, 520.0),
            Self::Flow(_) => vec2(900.0, 620.0),
            Self::Tree(data) => vec2(1000.0, data.height().min(6000.0) + 150.0),
        }
    }

    /// Draws the chart within `rect`.
    pub fn draw(&self, ui: &mut Ui, rect: Rect, look: &Look<'_>) {
        let painter = ui.painter_at(rect.expand(8.0));
        match self {
            Self::Floor(ChartId::Map, data) => drop(map::draw(&painter, rect, map::View::fitting(rect), data, look)),
            Self::Floor(ChartId::Tiles, data) => drop(tiles::draw(&painter, rect, data, look)),
            Self::Floor(ChartId::Board, data) => drop(board::draw(&painter, rect, data, look)),
            Self::Floor(ChartId::Verdict, data) => drop(verdict::draw(&painter, rect, data, look)),
            Self::Floor(ChartId::Table, data) => {
                table::draw_head(&painter, rect, look);
                let below = Rect::from_min_max(pos2(rect.left(), rect.top() + table::HEAD), rect.max);
                let painter = ui.painter_at(below);
                table::draw_rows(&painter, below, below, data, look);
            }
            Self::Floor(_, data) => drop(chamber::draw(&painter, rect, data, look)),
            Self::Blocs(_, rows) => {
                blocs::draw_head(&painter, rect, look);
                let below = Rect::from_min_max(pos2(rect.left(), rect.top() + blocs::HEAD), rect.max);
                blocs::draw_rows(&painter, below, rows, look);
            }
            Self::Chance(data) => {
                chance::draw(ui, rect, data, look);
            }
            Self::Tree(data) => drop(tree::draw(&painter, rect, rect, data, look)),
            Self::Flow(data) => drop(flow::draw(&painter, rect, data, look)),
            Self::Plane(data) => {
                plane::draw(ui, rect, data, look);
            }
            Self::Agreement(data) => matrix::draw(&painter, rect, data, look),
            Self::BlocAgreement(data) => drop(bloc_matrix::draw(&painter, rect, data, look)),
            Self::Alignment(data) => {
                alignment::draw(ui, rect, data, look);
            }
            Self::Trend(data) => {
                trend::draw(ui, rect, data, None, look);
            }
        }
    }

    /// Its data as rows and columns.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        match self {
            Self::Floor(ChartId::Verdict, data) => sheet::verdict(data),
            Self::Floor(_, data) => sheet::floor(data),
            Self::Blocs(_, rows) => sheet::blocs(rows),
            Self::Plane(data) => sheet::plane(data),
            Self::Chance(data) => sheet::chance(data),
            Self::Tree(data) => sheet::tree(data),
            Self::Flow(data) => sheet::flow(data),
            Self::Agreement(data) => sheet::agreement(data),
            Self::BlocAgreement(data) => sheet::bloc_agreement(data),
            Self::Alignment(data) => sheet::alignment(data),
            Self::Trend(data) => sheet::trend(data),
        }
    }
}
