//! The words of `plenary history`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::archive_args::Sources;
use crate::{
    analysis::{Alike, By, Cohesion},
    archive::{Key, Kind},
    model::Outcome,
};

/// What `plenary history --help` says of what it prints.
pub const HELP: &str = "\
Without --member or --cohesion it lists roll calls. What is asked
for with --search, --from, --until, --session, --issue, --outcome, --kind, --important,
--differs and --member WHO=VOTE narrows every table.

  plenary history votes.csv resolutions.csv --search \"nuclear weapons\" --member USA=no
  plenary history votes.csv resolutions.csv --member USA --by year
  plenary history votes.csv resolutions.csv --member USA --partners
  plenary history votes.csv resolutions.csv --member USA --with EU
  plenary history votes.csv resolutions.csv --member USA --participation --out line.svg
  plenary history votes.csv resolutions.csv --cohesion EU --members-at-the-time

Members are named by code or name; groups are EU, the groups of the built-in dossiers, and
the parties or groups that the files give. A group votes as the majority of its members
does; without --members-at-the-time the EU is its 27 members of today, at all times.
low and high are a band of 90 %.";

/// Sessions or years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    /// Sessions, as the source has them.
    #[default]
    Session,
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
}

impl From<ByArg> for By {
    fn from(arg: ByArg) -> Self {
        match arg {
            ByArg::Session => Self::Session,
            ByArg::Year => Self::Year,
            ByArg::Month => Self::Month,
        }
    }
}

/// What counts as voting alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Definition {
    /// The same of Yes, No and Abstain.
    #[default]
    Same,
    /// The same of Yes and No; roll calls in which one of the two abstained are left out.
    Strict,
    /// As same, with half an agreement where one of the two abstained.
    Scaled,
}

impl From<Definition> for Alike {
    fn from(arg: Definition) -> Self {
        match arg {
            Definition::Same => Self::Same,
            Definition::Strict => Self::YesNo,
            Definition::Scaled => Self::Scaled,
        }
    }
}

/// The order of a list of roll calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OrderArg {
    /// The day of the vote.
    #[default]
    Date,
    /// The title.
    Title,
    /// The symbol, its numbers as numbers.
    Symbol,
    /// The session.
    Session,
    /// The share of Yes among Yes and No.
    YesShare,
    /// How many votes lay between the outcome and the other one.
    Margin,
    /// How many votes were cast.
    Cast,
    /// How well the words of --search fit, the best first.
    Relevance,
    /// As the files have them.
    Source,
}

impl From<OrderArg> for Key {
    fn from(arg: OrderArg) -> Self {
        match arg {
            OrderArg::Date => Self::Date,
            OrderArg::Title => Self::Title,
            OrderArg::Symbol => Self::Symbol,
            OrderArg::Session => Self::Session,
            OrderArg::YesShare => Self::YesShare,
            OrderArg::Margin => Self::Margin,
            OrderArg::Cast => Self::Cast,
            OrderArg::Relevance => Self::Relevance,
            OrderArg::Source => Self::Source,
        }
    }
}

/// How closely a group holds together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum IndexArg {
    /// The agreement index of Hix, Noury and Roland, over Yes, No and Abstain.
    #[default]
    Agreement,
    /// The index of Rice, over Yes and No.
    Rice,
}

impl From<IndexArg> for Cohesion {
    fn from(arg: IndexArg) -> Self {
        match arg {
            IndexArg::Agreement => Self::Agreement,
            IndexArg::Rice => Self::Rice,
        }
    }
}

/// An outcome in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutcomeArg {
    /// Adopted.
    Adopted,
    /// Rejected.
    Rejected,
    /// Rejected by a veto.
    Vetoed,
    /// Not known.
    Unknown,
}

impl From<OutcomeArg> for Option<Outcome> {
    fn from(arg: OutcomeArg) -> Self {
        match arg {
            OutcomeArg::Adopted => Some(Outcome::Adopted),
            OutcomeArg::Rejected => Some(Outcome::Rejected),
            OutcomeArg::Vetoed => Some(Outcome::Vetoed),
            OutcomeArg::Unknown => None,
        }
    }
}

/// What was voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// A whole text.
    Whole,
    /// An amendment.
    Amendment,
    /// A paragraph or another part.
    Part,
    /// A motion.
    Motion,
}

impl From<KindArg> for Kind {
    fn from(arg: KindArg) -> Self {
        match arg {
            KindArg::Whole => Self::Whole,
            KindArg::Amendment => Self::Amendment,
            KindArg::Part => Self::Part,
            KindArg::Motion => Self::Motion,
        }
    }
}

/// Ask the roll calls of files.
#[derive(Debug, ClapArgs)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct History {
    /// What is read.
    #[command(flatten)]
    pub sources: Sources,
    /// Words of the title, symbol, issue or description; in quotation marks as they stand
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// From this day or year on: 1990, 1990-05-01
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Until this day, or the end of this year
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Sessions: 74,75
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub session: Vec<String>,
    /// An issue by its name; more than one by saying it again
    #[arg(long, value_name = "NAME")]
    pub issue: Vec<String>,
    /// Outcomes: as recorded, and by the rules where nothing is recorded
    #[arg(long, value_enum, value_delimiter = ',')]
    pub outcome: Vec<OutcomeArg>,
    /// What was voted on
    #[arg(long, value_enum, value_delimiter = ',')]
    pub kind: Vec<KindArg>,
    /// Only what the source marks as important
    #[arg(long)]
    pub important: bool,
    /// Only where the rules and the record come to different outcomes
    #[arg(long)]
    pub differs: bool,
    /// The order of the list
    #[arg(long, value_enum, default_value_t)]
    pub order: OrderArg,
    /// The order the other way round
    #[arg(long)]
    pub descending: bool,
    /// A member whose votes are told, or, with a vote, only roll calls in which it voted so: USA, USA=no
    #[arg(long, value_name = "WHO[=VOTE]")]
    pub member: Vec<String>,
    /// How often the member votes as another one, or as the majority of a group: FRA, EU
    #[arg(long, value_name = "WHO", conflicts_with_all = ["partners", "cohesion"])]
    pub with: Option<String>,
    /// How often the member took part
    #[arg(long, conflicts_with_all = ["with", "partners", "cohesion"])]
    pub participation: bool,
    /// Who votes as the member does, the most alike first
    #[arg(long, conflicts_with = "cohesion")]
    pub partners: bool,
    /// With --partners: only those with so many roll calls in common
    #[arg(long, value_name = "N", default_value_t = 10, requires = "partners")]
    pub least: u32,
    /// How closely a group holds together
    #[arg(long, value_name = "GROUP")]
    pub cohesion: Option<String>,
    /// With --cohesion: by which index
    #[arg(long, value_enum, default_value_t, requires = "cohesion")]
    pub index: IndexArg,
    /// Rows by session or by year
    #[arg(long, value_enum, default_value_t)]
    pub by: ByArg,
    /// What counts as voting alike
    #[arg(long, value_enum, default_value_t)]
    pub definition: Definition,
    /// Count the members of a group only for the time of their membership
    #[arg(long)]
    pub members_at_the_time: bool,
    /// The CSV file to write; printed where left out. A line over time (--with, --participation,
    /// --cohesion) also as a chart: .svg, .png or .pdf
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
