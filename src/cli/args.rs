//! The words of the command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::{
    archive_args::Import,
    history_args::{self, History},
};

/// Open a vote, change it, see the outcome and the coalitions, export the chart.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// A dossier to open in the window, or files of votes that belong together; the built-in dossier where left out
    pub files: Vec<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<Sub>,
}

/// In what form something is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Print {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// The headless commands.
#[derive(Debug, Subcommand)]
pub enum Sub {
    /// Write a built-in dossier to a file
    Demo {
        /// Which one: ukraine, china-1971, eu-council
        #[arg(long, default_value = "ukraine")]
        dossier: String,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Check a dossier and compare published with counted totals; totals that differ are warnings, and no failure
    Check {
        /// The dossier
        file: PathBuf,
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Print,
    },
    /// Decide a text and say why
    Tally(Tally),
    /// The order of voting on a text, every text it could end in, whether the order matters, killer amendments
    Amend(Tally),
    /// The cheapest sets of moves that would turn the outcome of a text, and whom to hold against them
    Flips(Flips),
    /// The difference between two scenarios, or the votes of the dossier under another rule
    Compare(Compare),
    /// The chance that a text is adopted, by a whip count
    #[command(after_help = CHANCE_HELP)]
    Chance(Chance),
    /// Explain the vote on a text in a line, a paragraph or a page, each number with where it comes from
    Brief(Brief),
    /// List the rules
    Rules {
        /// A dossier whose own rules are listed as well
        file: Option<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Print,
    },
    /// List the charts
    Charts {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Print,
    },
    /// Write a chart to a file
    Export(Export),
    /// Print the JSON Schema of the dossier file
    Schema,
    /// Read files of votes, say what they hold and what is wrong in them; --out writes them in another form
    Import(Import),
    /// Search the roll calls of files; a member's record, its partners, agreement and cohesion over time, as CSV
    #[command(after_help = history_args::HELP)]
    History(History),
}

/// Decide a text.
#[derive(Debug, ClapArgs)]
pub struct Tally {
    /// The dossier: a file, or a built-in one as builtin:china-1971; builtin:ukraine where left out
    pub file: Option<PathBuf>,
    /// The id of the text, or its symbol
    #[arg(long)]
    pub text: String,
    /// Votes to change: USA=abstain,FRA=no
    #[arg(long, value_delimiter = ',')]
    pub set: Vec<String>,
    /// Another rule, by its id
    #[arg(long)]
    pub rule: Option<String>,
    /// A scenario of the dossier, by its name
    #[arg(long)]
    pub scenario: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Print,
}

/// From which side an outcome is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// What would turn it.
    #[default]
    Attack,
    /// Whom to hold, so that it stays.
    Defend,
}

/// The cheapest sets of moves.
#[derive(Debug, ClapArgs)]
pub struct Flips {
    /// The text, and what is changed in it.
    #[command(flatten)]
    pub of: Tally,
    /// What members or groups cost, 1 where left out: USA=3,EU=2
    #[arg(long, value_delimiter = ',')]
    pub cost: Vec<String>,
    /// What steps cost, 1 where left out: yes-abstain=1,yes-no=2
    #[arg(long, value_delimiter = ',')]
    pub step: Vec<String>,
    /// Members or groups that are never asked: EU,USA
    #[arg(long, value_delimiter = ',')]
    pub keep: Vec<String>,
    /// From which side
    #[arg(long, value_enum, default_value_t)]
    pub view: View,
    /// What the attacker can spend, in --view defend; as much as the cheapest set costs where left out
    #[arg(long)]
    pub budget: Option<u64>,
}

/// Compare scenarios, or rules.
#[derive(Debug, ClapArgs)]
pub struct Compare {
    /// The dossier, where it is not the built-in one, then two scenarios by their names; `record` is the record
    #[arg(value_name = "[FILE] A B", num_args = 0..=3)]
    pub words: Vec<String>,
    /// The id of a text, or its symbol; every text that differs where left out
    #[arg(long)]
    pub text: Option<String>,
    /// Count the votes of the whole dossier by this rule instead
    #[arg(long)]
    pub rule: Option<String>,
    /// With --rule: only the texts of this body
    #[arg(long)]
    pub of: Option<String>,
    /// With --rule: only the votes of those who sit in this body
    #[arg(long)]
    pub body: Option<String>,
    /// With --rule: as the body sits on this day
    #[arg(long)]
    pub date: Option<String>,
    /// With --rule: a scenario of the dossier, by its name
    #[arg(long, requires = "rule")]
    pub scenario: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Print,
}

/// How long a brief is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LengthArg {
    /// One sentence.
    Line,
    /// The line with its reasons.
    Paragraph,
    /// The paragraph with sections and charts.
    Page,
}

/// Explain a vote.
#[derive(Debug, ClapArgs)]
pub struct Brief {
    /// Which vote.
    #[command(flatten)]
    pub vote: Tally,
    /// How long: a paragraph where it is printed, a page where it is written to a file
    #[arg(long, value_enum)]
    pub length: Option<LengthArg>,
    /// The file to write; its ending (txt, html, pdf) says in what form
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// The colours of an exported chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark on light panels.
    Light,
    /// Light on dark panels.
    Dark,
    /// Dark on white.
    #[default]
    Print,
}

/// How text stands in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextArg {
    /// As text in Inter.
    #[default]
    Text,
    /// As outlines.
    Outlines,
}

/// Write a chart.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// The dossier: a file, or a built-in one as builtin:china-1971; builtin:ukraine where left out
    pub file: Option<PathBuf>,
    /// The id of the chart (see `plenary charts`)
    #[arg(long)]
    pub chart: String,
    /// The id of the text; the first of the dossier where left out
    #[arg(long)]
    pub text: Option<String>,
    /// The file to write; its ending (svg, png, pdf, csv) says in what form
    #[arg(long)]
    pub out: PathBuf,
    /// Width and height in points: 1000x640
    #[arg(long)]
    pub size: Option<String>,
    /// The colours
    #[arg(long, value_enum, default_value_t)]
    pub theme: ThemeArg,
    /// The title, in place of the chart's own
    #[arg(long)]
    pub title: Option<String>,
    /// The subtitle, in place of the chart's own
    #[arg(long)]
    pub subtitle: Option<String>,
    /// The source line, in place of the chart's own
    #[arg(long)]
    pub source: Option<String>,
    /// The text for who cannot see the chart, in place of the chart's own
    #[arg(long)]
    pub alt: Option<String>,
    /// Pixels per point in a PNG: 1, 2, 4
    #[arg(long, default_value_t = 1.0)]
    pub scale: f32,
    /// How text stands in an SVG
    #[arg(long, value_enum, default_value_t)]
    pub svg_text: TextArg,
    /// Votes to change: USA=abstain,FRA=no
    #[arg(long, value_delimiter = ',')]
    pub set: Vec<String>,
    /// Another rule, by its id
    #[arg(long)]
    pub rule: Option<String>,
    /// A scenario of the dossier, by its name
    #[arg(long)]
    pub scenario: Option<String>,
    /// The scenario that the flow begins at, by its name; the record where left out
    #[arg(long)]
    pub against: Option<String>,
    /// The two whose alignment is drawn, members or groups: USA,EU
    #[arg(long, value_delimiter = ',')]
    pub sides: Vec<String>,
    /// The whip count that the chance is drawn of, as for `plenary chance`; the text's own where left out
    #[arg(long)]
    pub whip: Option<PathBuf>,
}

/// What `plenary chance --help` says of the files it reads and of what it assumes.
const CHANCE_HELP: &str = "\
A whip count as CSV begins with a line of headings. Only member and stance are required:

  member,stance,percent,source,date,note
  FRA,firm yes,98,capital,2025-02-23,
  Kenya,lean abstain,60,spoken,,\"wants a reference to the Charter\"
  IND,undecided,,rumour,,

  member   code, name or another name
  stance   firm yes, lean yes, firm no, lean no, firm abstain, lean abstain,
           undecided, likely absent
  percent  0 to 100: the chance that it votes as its stance says; where there is none,
           95 if it is firm, 70 if it leans, 80 if absence is likely
  source   capital, instructed, spoken, rumour: 0, 5, 15 and 50 percent of what it says
           is not believed
  date     2025-02-24
  note     anything

These figures are assumptions; a whip count in a dossier may have others. Who votes otherwise
than its stance says mostly abstains. Undecided is a third each of Yes, No and Abstain; what
is not believed of a source moves the chances that far towards it. A member that is not in the
count votes as on the floor; where its vote is not known there it is taken as undecided, and
listed as unknown.

Exact chances take each member to vote for itself. With --common, --within or --draws members
go together and the vote is drawn by lot, the same for the same seed.";

/// The chance of a text.
#[derive(Debug, ClapArgs)]
pub struct Chance {
    /// The dossier; the built-in one where left out
    pub file: Option<PathBuf>,
    /// The id of the text, or its symbol
    #[arg(long)]
    pub text: String,
    /// A whip count as CSV, in place of the one in the dossier
    #[arg(long, value_name = "FILE.csv")]
    pub whip: Option<PathBuf>,
    /// What if members or groups vote so: EU=abstain,USA=no
    #[arg(long = "if", value_name = "WHO=VOTE", value_delimiter = ',')]
    pub given: Vec<String>,
    /// Another rule, by its id
    #[arg(long)]
    pub rule: Option<String>,
    /// A scenario of the dossier, by its name; what it sets comes before the whip count
    #[arg(long)]
    pub scenario: Option<String>,
    /// How many draws; a million where members go together and nothing is said
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    pub draws: Option<u64>,
    /// Where the draw begins
    #[arg(long)]
    pub seed: Option<u64>,
    /// How much of what moves a member is common to all, in percent
    #[arg(long, value_parser = clap::value_parser!(u8).range(..=100))]
    pub common: Option<u8>,
    /// How much besides is common to a bloc, in percent
    #[arg(long, value_parser = clap::value_parser!(u8).range(..=100))]
    pub within: Option<u8>,
    /// The groups that are blocs: EU,LAS; a member of several belongs to the first
    #[arg(long, value_delimiter = ',')]
    pub blocs: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Print,
}
