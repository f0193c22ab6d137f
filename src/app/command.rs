//! Everything a user can ask for. Panels push commands; only the dispatcher changes the app.

use std::{path::PathBuf, sync::Arc};

use super::effort::{Aim, EffortEdit};
use super::forecast::{Drawing, Supposed};
use super::library::{Collection, Filter, FindingFilter, LineOf, MappingForm, Order, PastTab};
use super::session::{AfterUnsaved, BriefForm, CompareTab, DataTab, Dialog, ExportForm, Notice, Workspace};
use super::sheet::{Area, SheetId, Typed};
use crate::{
    archive::Place as ArchivePlace,
    chart::{
        ChartId,
        mark::FloorOptions,
        other_rule::OtherTerms,
        prepare::{Comparison, Side},
    },
    io::{
        BuiltIn, DossierFile, Problem,
        import::{
            Kind, Options,
            mapping::{Mapping, Preview},
        },
        out::Format,
    },
    model::{
        BodyId, Date, Edit, FloorPlan, GroupId, Hearing, MemberId, Motion, Outcome, Paragraph, Percent, Place, Roster,
        RuleId, Stance, Standing, Terms, TextId, TextKind, Together, Vote, Votes, WeightId,
    },
    rules::Rule,
    scenario::{Change, ScenarioId, Slot},
};

/// Something the user asked for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Open, save, close.
    File(FileCommand),
    /// Change votes in a what-if.
    Vote(VoteCommand),
    /// Handle scenarios.
    Scenario(ScenarioCommand),
    /// Change what a scenario supposes of a text.
    Case(CaseCommand),
    /// Ask for the chance of a vote to come.
    Chance(ChanceCommand),
    /// Change the dossier itself.
    Edit(EditCommand),
    /// Change what is shown.
    View(ViewCommand),
    /// Put scenarios beside one another.
    Compare(CompareCommand),
    /// Many roll calls at once.
    Archive(ArchiveCommand),
    /// Charts and briefs into files and onto the clipboard.
    Export(ExportCommand),
    /// Undo and redo.
    History(HistoryCommand),
}

/// Open, save, close.
#[derive(Clone, Debug)]
pub enum FileCommand {
    /// Start an empty dossier.
    New,
    /// Open a built-in dossier.
    BuiltIn(BuiltIn),
    /// Choose a file to open.
    Open,
    /// Open this file: a dossier, or votes in any layout.
    OpenPath(PathBuf),
    /// Show this dossier, which has no file yet.
    OpenFile(Box<DossierFile>),
    /// A file was read.
    Opened(PathBuf, Box<DossierFile>, Vec<String>),
    /// Save, asking where if that is not known.
    Save,
    /// Ask where, and save.
    SaveAs,
    /// Save here.
    SaveTo(PathBuf),
    /// The file was written.
    Saved(PathBuf),
    /// Close the window.
    Quit,
    /// Go on without saving.
    Discard(AfterUnsaved),
    /// Something failed, or is worth a word.
    Tell(Notice),
}

/// Change votes in a what-if.
#[derive(Clone, Debug)]
pub enum VoteCommand {
    /// Give members a vote.
    Set(Vec<MemberId>, Vote),
    /// Give members votes, each its own.
    Moves(Votes),
    /// Give a member its next vote, or the one before.
    Cycle(MemberId, bool),
    /// Paint members with a vote in one stroke.
    Brush(Vec<MemberId>, Vote),
    /// Give all of a group a vote.
    SetGroup(GroupId, Vote),
    /// Put members back to the record.
    Restore(Vec<MemberId>),
    /// Put another rule in force.
    SetRule(RuleId),
    /// Let a member vote, or not.
    Standing(MemberId, Standing),
    /// Read votes from two columns of text.
    Paste(String),
    /// Take back all that the scenario changes in this text.
    Clear,
}

/// Handle scenarios.
#[derive(Clone, Debug)]
pub enum ScenarioCommand {
    /// Begin a new one on what is shown.
    New,
    /// Copy the one that is shown.
    Duplicate,
    /// Show it; none for the record.
    Select(Option<ScenarioId>),
    /// Rename it.
    Rename(ScenarioId, String),
    /// Delete it.
    Delete(ScenarioId),
    /// Put it at the n-th place of the strip, the record not counted.
    Move(ScenarioId, usize),
    /// Let it rest on another, or on the record.
    Base(ScenarioId, Option<ScenarioId>),
    /// Take the vote that a member has there on a text into the scenario that is shown.
    TakeVote(Option<ScenarioId>, TextId, MemberId),
    /// Take the n-th change of another scenario into the one that is shown.
    TakeChange(ScenarioId, usize),
}

/// Change what the scenario that is shown supposes of a text.
#[derive(Clone, Debug)]
pub enum CaseCommand {
    /// Suppose this, in the place of another supposition of the same sort.
    Put(Box<Change>),
    /// Suppose this as well.
    Add(Box<Change>),
    /// Suppose nothing of this sort of the text.
    Lift(TextId, Slot),
    /// Take this supposition out.
    Drop(Box<Change>),
    /// Edit the n-th change of the scenario.
    Edit(usize, ChangeEdit),
}

/// Edit one change of a scenario.
#[derive(Clone, Debug)]
pub enum ChangeEdit {
    /// What it does, in words.
    Label(String),
    /// Where the assumption comes from.
    Source(String),
    /// A remark.
    Note(String),
    /// One place up or down in the order.
    Move(bool),
    /// Take it out.
    Remove,
}

/// Many roll calls at once.
#[derive(Clone, Debug)]
pub enum ArchiveCommand {
    /// Choose files of votes.
    Import,
    /// Read these files together.
    ImportPaths(Vec<PathBuf>),
    /// Read these files together, as it says.
    ImportWith(Vec<PathBuf>, Box<Options>),
    /// The layout of some is not known: ask which column is what.
    Unknown(Box<MappingForm>),
    /// What the columns of the file mean that is asked about.
    Mapping(Box<Mapping>),
    /// How the file would be read by this mapping.
    Previewed(Box<Mapping>, Arc<Preview>),
    /// All is said of the file that is asked about.
    FormDone,
    /// Forget what was said of such a file before, and read all again.
    Forget,
    /// Ask which column is what of the files that are open.
    AskColumns,
    /// They were read.
    Imported(Arc<Collection>),
    /// They could not be read.
    NotImported(Problem),
    /// Close the collection.
    Close,
    /// List what this finds.
    Filter(Box<Filter>),
    /// The order of the list.
    Order(Order),
    /// Pick a roll call.
    Pick(Option<u32>),
    /// List the roll calls in which members voted most like in this one; none to list what the filter finds.
    Nearest(Option<u32>),
    /// What the middle shows.
    Tab(PastTab),
    /// Whose agreement the time line follows.
    Line(LineOf),
    /// List the votes behind a point of the time line; none to list what the filter finds.
    Point(Option<usize>),
    /// The page of a member.
    Member(MemberId),
    /// Which findings are listed.
    Findings(FindingFilter),
    /// The findings of this kind, or all.
    ShowFindings(Option<Kind>),
    /// To the roll call or the row that stands here.
    Jump(ArchivePlace),
    /// A row of a file with those around it; none where it is not there any more.
    Row(ArchivePlace, Option<Vec<String>>),
    /// Roll calls as a dossier.
    OpenRollCalls(Vec<u32>),
    /// Choose a file for the findings that are listed.
    ExportFindings,
    /// Choose a file for the roll calls that are listed: what the rules say beside what the record says.
    ExportList,
    /// Choose a file for the collection.
    AskSave(Format),
    /// Write the collection.
    WriteTo(Format, PathBuf),
    /// Write these bytes.
    WriteBytes(PathBuf, Arc<[u8]>),
}

/// Put scenarios beside one another.
#[derive(Clone, Debug)]
pub enum CompareCommand {
    /// Show the view in the place of the floor, or the floor again.
    Open(bool),
    /// A part of it.
    Tab(CompareTab),
    /// Put a scenario, or the record, side by side with the others, or take it out.
    Column(Option<ScenarioId>, bool),
    /// The left (0) or the right (1) of the flow.
    Side(usize, Option<ScenarioId>),
    /// The flow the other way round.
    Swap,
    /// Under what votes are counted again.
    Terms(OtherTerms),
}

/// Ask for the chance of a vote to come.
#[derive(Clone, Debug)]
pub enum ChanceCommand {
    /// Suppose a vote of some members.
    Suppose(Supposed),
    /// Suppose the n-th no more.
    Unsuppose(usize),
    /// Draw the vote many times.
    Draw,
    /// A draw is done.
    Drawn(Box<Drawing>),
}

/// Change the dossier itself.
#[derive(Clone, Debug)]
pub enum EditCommand {
    /// Its title.
    Title(String),
    /// Its day.
    Date(Option<Date>),
    /// Members.
    Member(MemberEdit),
    /// Groups.
    Group(GroupEdit),
    /// Bodies.
    Body(BodyEdit),
    /// Texts.
    Text(TextEdit),
    /// Rules.
    Rule(RuleEdit),
    /// The whip count of a text.
    Whip(TextId, WhipEdit),
    /// Cells of a sheet.
    Cells(SheetId, CellsEdit),
}

/// Change cells of a sheet, in one step.
#[derive(Clone, Debug)]
pub enum CellsEdit {
    /// Put words into cells.
    Write(Hand, Vec<Typed>, Option<String>),
    /// Put cells of the record back to what its source says.
    BackToSource(Area),
}

/// How words come into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// They are typed.
    Type,
    /// They are pasted; with them may come what did not fit.
    Paste,
    /// They are filled in from other cells.
    Fill,
    /// They take the place of others.
    Replace,
    /// They are cleared away.
    Clear,
}

impl Hand {
    /// The word at the head of the label of a step.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Paste => "Paste",
            Self::Fill => "Fill",
            Self::Replace => "Replace",
            Self::Clear => "Clear",
        }
    }
}

/// Change a whip count.
#[derive(Clone, Debug)]
pub enum WhipEdit {
    /// Begin one with the votes that are shown.
    Begin,
    /// Throw it away.
    End,
    /// How members are expected to vote; none to take them out.
    Stance(Vec<MemberId>, Option<Stance>),
    /// The chance that they vote so.
    Percent(Vec<MemberId>, Option<Percent>),
    /// Who says so.
    Source(Vec<MemberId>, Option<Hearing>),
    /// When that was heard.
    Date(Vec<MemberId>, Option<Date>),
    /// A remark.
    Note(Vec<MemberId>, String),
    /// How much of what a source says is not believed.
    Discount(Hearing, Percent),
    /// How far members go together.
    Together(Together),
    /// Where a draw begins.
    Seed(u64),
}

/// Change members.
#[derive(Clone, Debug)]
pub enum MemberEdit {
    /// Add one with this code and name, seated in a body where one is given.
    Add(String, String, Option<BodyId>),
    /// Remove one, everywhere.
    Remove(MemberId),
}

/// Change groups.
#[derive(Clone, Debug)]
pub enum GroupEdit {
    /// Add one with this name.
    Add(String),
    /// Rename one.
    Rename(GroupId, String),
    /// Remove one.
    Remove(GroupId),
    /// Show its bar under the floor, or not.
    Pin(GroupId, bool),
}

/// Change bodies.
#[derive(Clone, Debug)]
pub enum BodyEdit {
    /// Add the n-th template with its members.
    AddTemplate(usize),
    /// Add an empty one with this name.
    Add(String),
    /// Rename one.
    Rename(BodyId, String),
    /// Remove one and its texts.
    Remove(BodyId),
    /// How its chamber is drawn.
    Plan(BodyId, FloorPlan),
    /// The rule that its new texts start with.
    Rule(BodyId, RuleId),
    /// Seat a member for these terms, or take its seat away.
    Seat(BodyId, MemberId, Option<Terms>),
    /// Put a member into the set of permanent members, or out of it.
    Permanent(BodyId, MemberId, bool),
    /// Add a weight with this name.
    AddWeight(BodyId, String),
    /// Remove a weight.
    RemoveWeight(BodyId, WeightId),
}

/// Change texts.
#[derive(Clone, Debug)]
pub enum TextEdit {
    /// Add one to this body.
    Add(BodyId, String),
    /// Remove one.
    Remove(TextId),
    /// Move one up or down in the order of voting.
    Move(TextId, bool),
    /// Its title.
    Title(TextId, String),
    /// Its symbol.
    Symbol(TextId, String),
    /// What sort of text it is.
    Kind(TextId, TextKind),
    /// Its day.
    Date(TextId, Option<Date>),
    /// Who put it forward.
    Sponsor(TextId, String),
    /// Where its record comes from.
    Source(TextId, String),
    /// The text that it would change.
    Amends(TextId, Option<TextId>),
    /// Its rule.
    Rule(TextId, RuleId),
    /// The body that votes on it.
    Body(TextId, BodyId),
    /// The recorded result.
    Outcome(TextId, Option<Outcome>),
    /// A published total.
    Total(TextId, Vote, Option<u32>),
    /// Make the votes that are shown the record of the text.
    RecordShown(TextId),
    /// Put the record back to what its source says.
    BackToSource(TextId),
    /// What a motion asks for.
    Motion(TextId, Option<Motion>),
    /// How far an amendment is removed in substance from the draft.
    Distance(TextId, Option<u32>),
    /// Whether two amendments cannot stand beside each other.
    Excludes(TextId, TextId, bool),
    /// The parties to the dispute.
    Parties(TextId, Roster),
    /// Its wording, or what it does to the wording of another.
    Wording(TextId, WordingEdit),
}

/// What a new edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// Puts other words in the place of some.
    Replace,
    /// Takes words out.
    Delete,
    /// Puts in a new paragraph.
    Insert,
}

/// Change the wording of a draft, what an amendment does to it, or what a part holds of it. Paragraphs and edits are
/// meant by their place in the list.
#[derive(Clone, Debug)]
pub enum WordingEdit {
    /// Add a paragraph at the end of its kind.
    AddParagraph(Place),
    /// Put this in the place of a paragraph.
    Paragraph(usize, Paragraph),
    /// Move a paragraph down, or up.
    MoveParagraph(usize, bool),
    /// Remove a paragraph that nothing names.
    RemoveParagraph(usize),
    /// Add an edit of this kind.
    AddEdit(EditKind),
    /// Put this in the place of an edit.
    Edit(usize, Edit),
    /// Remove an edit.
    RemoveEdit(usize),
    /// Whether a part holds a paragraph.
    Holds(String, bool),
}

/// Change rules.
#[derive(Clone, Debug)]
pub enum RuleEdit {
    /// Add a copy of this rule under a new id, to compose one's own.
    Copy(RuleId),
    /// Put this in the place of the rule with its id.
    Update(Box<Rule>),
    /// Remove one that no text uses.
    Remove(RuleId),
}

/// Change what is shown.
#[derive(Clone, Debug)]
pub enum ViewCommand {
    /// A room.
    Workspace(Workspace),
    /// A text.
    Text(TextId),
    /// The text before or after, in the agenda.
    Step(bool),
    /// A view of the floor.
    Floor(ChartId),
    /// A text of the tree; none for the one that is reached.
    Leaf(Option<usize>),
    /// How the floor is drawn.
    Options(FloorOptions),
    /// Select members.
    Select(Selection),
    /// Lock members, or unlock them.
    Lock(Vec<MemberId>, bool),
    /// From which side the card of what would change the outcome is read.
    Aim(Aim),
    /// What moves cost, who is never asked, what can be spent.
    Effort(EffortEdit),
    /// Pick what a drag paints; none to point and click.
    Brush(Option<Vote>),
    /// Letters typed to find a member.
    Type(String),
    /// Light or dark.
    Dark(bool),
    /// Only the verdict and the floor, large, or not.
    Present(bool),
    /// Whether the agenda shows texts of other days.
    Earlier(bool),
    /// Open a dialog, or close it.
    Dialog(Option<Dialog>),
    /// Take the message away.
    Dismiss,
    /// What the Coalitions workspace compares.
    Compare(Comparison),
    /// Whose alignment it follows: the first or the second.
    Side(usize, Side),
    /// A table of the Data workspace.
    Tab(DataTab),
    /// The rule that the Data workspace shows.
    Rule(Option<RuleId>),
}

/// How a selection changes.
#[derive(Clone, Debug)]
pub enum Selection {
    /// Only these.
    Only(Vec<MemberId>),
    /// These as well.
    Add(Vec<MemberId>),
    /// Not these.
    Remove(Vec<MemberId>),
    /// All that are not.
    Invert,
    /// Nobody.
    Clear,
    /// Everybody on the floor.
    All,
}

/// Charts and briefs into files and onto the clipboard.
#[derive(Clone, Debug)]
pub enum ExportCommand {
    /// Open the dialog for this chart.
    Ask(ChartId),
    /// Choose a file for the chart of the dialog.
    Choose(ExportForm),
    /// Write it.
    Write(ExportForm, PathBuf),
    /// Open the dialog with the vote explained.
    AskBrief,
    /// Put the brief on the clipboard as text.
    CopyBrief(BriefForm),
    /// Choose a file for the brief.
    ChooseBrief(BriefForm),
    /// Write the brief; the ending of the file says in what form.
    WriteBrief(BriefForm, PathBuf),
    /// Copy it as a picture.
    CopyImage(ChartId),
}

/// Undo and redo.
#[derive(Clone, Copy, Debug)]
pub enum HistoryCommand {
    /// One step back.
    Undo,
    /// One step again.
    Redo,
    /// So many steps back.
    Back(usize),
}
