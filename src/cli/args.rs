//! The words of the command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Open a vote, change it, see the outcome and the coalitions, export the chart.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// A dossier to open in the window; the built-in one where left out
    pub file: Option<PathBuf>,
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
    /// The cheapest sets of moves that would turn the outcome of a text, and whom to hold against them
    Flips(Flips),
    /// The difference between two scenarios, or the votes of the dossier under another rule
    Compare(Compare),
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
}
