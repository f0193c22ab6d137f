//! The catalogue of actions: label, what it does, its key, whether it can be done now. Menus, the palette, tooltips and
//! the sheet of keys are all made from it.

use super::{
    command::{
        ArchiveCommand, Command, CompareCommand, ExportCommand, FileCommand, HistoryCommand, ScenarioCommand,
        Selection, ViewCommand, VoteCommand,
    },
    session::{Dialog, Workspace},
    state::App,
    supposed,
};
use crate::{
    chart::ChartId,
    io::BuiltIn,
    model::{Outcome, Vote},
};

/// A key with what is held down beside it. The key is named as egui names it ("Z", "F5", "Delete").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// The key.
    pub key: &'static str,
}

impl Shortcut {
    const fn plain(key: &'static str) -> Self {
        Self { command: false, shift: false, key }
    }

    const fn ctrl(key: &'static str) -> Self {
        Self { command: true, shift: false, key }
    }

    const fn ctrl_shift(key: &'static str) -> Self {
        Self { command: true, shift: true, key }
    }

    /// As written in a menu: "Ctrl Shift Z".
    #[must_use]
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if self.command {
            parts.push("Ctrl");
        }
        if self.shift {
            parts.push("Shift");
        }
        parts.push(self.key);
        parts.join(" ")
    }
}

/// Where an action stands in the menus and on the sheet of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Open, save, close.
    File,
    /// Undo, redo, paste.
    Edit,
    /// Votes of the members that are selected or under the pointer.
    Votes,
    /// Who is selected.
    Selection,
    /// What-ifs.
    Scenario,
    /// What is shown.
    View,
}

impl Section {
    /// All, in the order of the menus.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Votes, Self::Selection, Self::Scenario, Self::View];

    /// The head of the menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Votes => "Votes",
            Self::Selection => "Selection",
            Self::Scenario => "Scenario",
            Self::View => "View",
        }
    }
}

/// Something that can be done from a menu, the palette or the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Start an empty dossier.
    New,
    /// Open a file.
    Open,
    /// Open files of votes.
    Import,
    /// Open a built-in dossier.
    BuiltIn(BuiltIn),
    /// Save.
    Save,
    /// Save under another name.
    SaveAs,
    /// Export the chart that is shown.
    Export,
    /// Explain the vote that is shown.
    Brief,
    /// Copy the chart that is shown as a picture.
    CopyImage,
    /// Close the window.
    Quit,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Give the selection a vote.
    Vote(Vote),
    /// Put the selection back to the record.
    Restore,
    /// Put the whole text back to the record.
    ClearChanges,
    /// Lock or unlock the selection.
    Lock,
    /// Select everybody.
    SelectAll,
    /// Select who is not.
    Invert,
    /// Select nobody.
    Deselect,
    /// Begin a scenario.
    NewScenario,
    /// Copy the scenario.
    DuplicateScenario,
    /// Rename the scenario.
    RenameScenario,
    /// Delete the scenario.
    DeleteScenario,
    /// Show the record.
    ShowRecord,
    /// Put the scenario one place to the left, or to the right.
    MoveScenario(bool),
    /// Scenarios beside one another, or the floor again.
    Compare,
    /// Assume a result of the text, or no longer.
    Assume(Outcome),
    /// Withdraw the text, or put it back.
    Withdraw,
    /// Ask two-thirds of the question, or a simple majority.
    Important,
    /// Show a room.
    Workspace(Workspace),
    /// Show a view of the floor.
    Floor(ChartId),
    /// The next text.
    NextText,
    /// The text before.
    PreviousText,
    /// Light or dark.
    Theme,
    /// Present.
    Present,
    /// Find a member, text or command.
    Palette,
    /// Every key.
    Shortcuts,
    /// Make the votes shown the record.
    RecordShown,
}

impl Action {
    /// All actions, in the order of the menus.
    pub const ALL: [Self; 53] = [
        Self::New,
        Self::Open,
        Self::Import,
        Self::BuiltIn(BuiltIn::Ukraine),
        Self::BuiltIn(BuiltIn::China),
        Self::BuiltIn(BuiltIn::EuCouncil),
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::Brief,
        Self::CopyImage,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Vote(Vote::Yes),
        Self::Vote(Vote::Abstain),
        Self::Vote(Vote::No),
        Self::Vote(Vote::Absent),
        Self::Restore,
        Self::ClearChanges,
        Self::Lock,
        Self::SelectAll,
        Self::Invert,
        Self::Deselect,
        Self::NewScenario,
        Self::DuplicateScenario,
        Self::RenameScenario,
        Self::DeleteScenario,
        Self::ShowRecord,
        Self::MoveScenario(false),
        Self::MoveScenario(true),
        Self::Compare,
        Self::Assume(Outcome::Adopted),
        Self::Assume(Outcome::Rejected),
        Self::Withdraw,
        Self::Important,
        Self::Workspace(Workspace::Vote),
        Self::Workspace(Workspace::Amendments),
        Self::Workspace(Workspace::Coalitions),
        Self::Workspace(Workspace::History),
        Self::Workspace(Workspace::Data),
        Self::Floor(ChartId::Chamber),
        Self::Floor(ChartId::Map),
        Self::Floor(ChartId::Tiles),
        Self::Floor(ChartId::Board),
        Self::Floor(ChartId::Table),
        Self::NextText,
        Self::PreviousText,
        Self::Theme,
        Self::Present,
        Self::Palette,
        Self::Shortcuts,
        Self::RecordShown,
    ];

    /// Where it stands.
    #[must_use]
    pub fn section(self) -> Section {
        match self {
            Self::New
            | Self::Open
            | Self::Import
            | Self::BuiltIn(_)
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::Brief
            | Self::CopyImage
            | Self::Quit => Section::File,
            Self::Undo | Self::Redo | Self::Palette | Self::RecordShown => Section::Edit,
            Self::Vote(_) | Self::Restore | Self::ClearChanges | Self::Lock => Section::Votes,
            Self::SelectAll | Self::Invert | Self::Deselect => Section::Selection,
            Self::NewScenario
            | Self::DuplicateScenario
            | Self::RenameScenario
            | Self::DeleteScenario
            | Self::ShowRecord
            | Self::MoveScenario(_)
            | Self::Compare
            | Self::Assume(_)
            | Self::Withdraw
            | Self::Important => Section::Scenario,
            _ => Section::View,
        }
    }

    /// The words in a menu.
    #[must_use]
    pub fn label(self, app: &App) -> String {
        let fixed = match self {
            Self::New => "New dossier",
            Self::Open => "Open…",
            Self::Import => "Open files of votes…",
            Self::BuiltIn(one) => return format!("Open {}", one.title()),
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Export => "Export chart…",
            Self::Brief => "Brief…",
            Self::CopyImage => "Copy chart as image",
            Self::Quit => "Quit",
            Self::Undo => return with_label("Undo", app.history.undo_label()),
            Self::Redo => return with_label("Redo", app.history.redo_label()),
            Self::Vote(vote) => return format!("Set to {}", vote.label()),
            Self::Restore => "Selection as recorded",
            Self::ClearChanges => "Reset this text to the record",
            Self::Lock if all_locked(app) => "Unlock selection",
            Self::Lock => "Lock selection",
            Self::SelectAll => "Select all",
            Self::Invert => "Invert selection",
            Self::Deselect => "Select none",
            Self::NewScenario => "New scenario",
            Self::DuplicateScenario => "Copy scenario",
            Self::RenameScenario => "Rename scenario…",
            Self::DeleteScenario => "Delete scenario",
            Self::ShowRecord => "Show the record",
            Self::MoveScenario(false) => "Move left",
            Self::MoveScenario(true) => "Move right",
            Self::Compare if app.session.compare.open => "Back to the floor",
            Self::Compare => "Compare scenarios",
            Self::Assume(outcome) => {
                let word = outcome.label().to_lowercase();
                let on = supposed::assumed(app) == Some(outcome);
                return if on { format!("Assume no longer: {word}") } else { format!("Assume {word}") };
            }
            Self::Withdraw if supposed::withdrawn(app) => "Put it back",
            Self::Withdraw => "Withdraw it",
            Self::Important => "Important question (two-thirds)",
            Self::Workspace(workspace) => return format!("Go to {}", workspace.label()),
            Self::Floor(view) => return format!("Floor as {}", view.label().to_lowercase()),
            Self::NextText => "Next text",
            Self::PreviousText => "Text before",
            Self::Theme if app.session.dark => "Light theme",
            Self::Theme => "Dark theme",
            Self::Present if app.session.presenting => "End presenting",
            Self::Present => "Present",
            Self::Palette => "Find…",
            Self::Shortcuts => "Keys",
            Self::RecordShown => "Make the votes shown the record",
        };
        fixed.to_owned()
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::New => "Start an empty dossier",
            Self::Open => "Open a dossier file",
            Self::Import => "Open roll calls in any layout: one file, or votes, members and texts together",
            Self::BuiltIn(_) => "A built-in dossier, which comes with the program",
            Self::Save => "Save the dossier",
            Self::SaveAs => "Save the dossier under another name",
            Self::Export => "Write the chart as SVG, PNG, PDF, or its data as CSV",
            Self::Brief => "This vote explained in a line, a paragraph or a page",
            Self::CopyImage => "Put the chart on the clipboard as a picture",
            Self::Quit => "Close the window",
            Self::Undo => "Take the last change back",
            Self::Redo => "Do what was undone again",
            Self::Vote(_) => "Set the vote of the selected members, or of the one under the pointer",
            Self::Restore => "Put the selected members back to the record",
            Self::ClearChanges => "Take back all that this scenario changes in this text",
            Self::Lock => "Locked members are left alone by brush, blocs and keys",
            Self::SelectAll => "Select every member on the floor",
            Self::Invert => "Select the members that are not selected",
            Self::Deselect => "Select nobody",
            Self::NewScenario => "Begin a what-if on what is shown",
            Self::DuplicateScenario => "Copy the scenario that is shown",
            Self::RenameScenario => "Give the scenario another name",
            Self::DeleteScenario => "Delete the scenario that is shown",
            Self::ShowRecord => "Show the votes as they were recorded",
            Self::MoveScenario(_) => "Another place for the scenario in the strip",
            Self::Compare => "Scenarios side by side, the flow between two, the same votes under another rule",
            Self::Assume(_) => "Suppose this result of the text, whatever the votes",
            Self::Withdraw => "A text that is withdrawn is not put to the vote",
            Self::Important => {
                "An important question asks two-thirds of the text, its amendments and its parts (Charter Art. 18, \
                 rules 83 and 84, resolution 475 (V))"
            }
            Self::Workspace(Workspace::Vote) => "One vote: verdict, floor, blocs",
            Self::Workspace(Workspace::Amendments) => "The order of voting, and every text it could end in",
            Self::Workspace(Workspace::Coalitions) => "Who votes with whom",
            Self::Workspace(Workspace::History) => "Many roll calls at once: search, filter, follow members over time",
            Self::Workspace(Workspace::Data) => "What the dossier is made of",
            Self::Floor(view) => view.about(),
            Self::NextText => "Show the next text of the agenda",
            Self::PreviousText => "Show the text before in the agenda",
            Self::Theme => "Light text on dark, or dark on light",
            Self::Present => "Only the verdict and the floor, large",
            Self::Palette => "Type a name, a symbol or a command",
            Self::Shortcuts => "Every key on one sheet",
            Self::RecordShown => "Keep the votes of this floor as the record of the text",
        }
    }

    /// Its key.
    #[must_use]
    pub fn shortcut(self) -> Option<Shortcut> {
        Some(match self {
            Self::New => Shortcut::ctrl("N"),
            Self::Open => Shortcut::ctrl("O"),
            Self::Import => Shortcut::ctrl_shift("O"),
            Self::Save => Shortcut::ctrl("S"),
            Self::SaveAs => Shortcut::ctrl_shift("S"),
            Self::Export => Shortcut::ctrl("E"),
            Self::Brief => Shortcut::ctrl("B"),
            Self::CopyImage => Shortcut::ctrl_shift("C"),
            Self::Quit => Shortcut::ctrl("Q"),
            Self::Undo => Shortcut::ctrl("Z"),
            Self::Redo => Shortcut::ctrl_shift("Z"),
            Self::Vote(Vote::Yes) => Shortcut::plain("Y"),
            Self::Vote(Vote::Abstain) => Shortcut::plain("A"),
            Self::Vote(Vote::No) => Shortcut::plain("N"),
            Self::Vote(Vote::Absent) => Shortcut::plain("X"),
            Self::Restore => Shortcut::plain("Backspace"),
            Self::Lock => Shortcut::plain("L"),
            Self::SelectAll => Shortcut::ctrl("A"),
            Self::Invert => Shortcut::ctrl("I"),
            Self::Deselect => Shortcut::plain("Escape"),
            Self::DuplicateScenario => Shortcut::ctrl("D"),
            Self::NewScenario => Shortcut::ctrl_shift("N"),
            Self::RenameScenario => Shortcut::plain("F2"),
            Self::ShowRecord => Shortcut::ctrl("R"),
            Self::Compare => Shortcut::plain("F4"),
            Self::Workspace(Workspace::Vote) => Shortcut::ctrl("1"),
            Self::Workspace(Workspace::Amendments) => Shortcut::ctrl("2"),
            Self::Workspace(Workspace::Coalitions) => Shortcut::ctrl("3"),
            Self::Workspace(Workspace::History) => Shortcut::ctrl("4"),
            Self::Workspace(Workspace::Data) => Shortcut::ctrl("5"),
            Self::NextText => Shortcut::plain("PageDown"),
            Self::PreviousText => Shortcut::plain("PageUp"),
            Self::Theme => Shortcut::ctrl("T"),
            Self::Present => Shortcut::plain("F5"),
            Self::Palette => Shortcut::ctrl("K"),
            Self::Shortcuts => Shortcut::plain("F1"),
            _ => return None,
        })
    }

    /// Whether it can be done now.
    #[must_use]
    pub fn enabled(self, app: &App) -> bool {
        let session = &app.session;
        let some_vote = app.shown.vote.is_some();
        match self {
            Self::Undo => app.history.undo_label().is_some(),
            Self::Redo => app.history.redo_label().is_some(),
            Self::Vote(_) | Self::Restore | Self::Lock => some_vote && !session.selected.is_empty(),
            Self::Deselect => !session.selected.is_empty(),
            Self::ClearChanges => {
                session.scenario.is_some() && app.shown.vote.as_ref().is_some_and(|v| !v.changes.is_empty())
            }
            Self::RenameScenario | Self::DeleteScenario | Self::ShowRecord => session.scenario.is_some(),
            Self::MoveScenario(right) => supposed::place(app, right).is_some(),
            Self::Important => supposed::important(app).is_some(),
            Self::RecordShown => some_vote && session.scenario.is_some(),
            Self::SelectAll
            | Self::Invert
            | Self::Export
            | Self::Brief
            | Self::CopyImage
            | Self::Present
            | Self::Compare
            | Self::Assume(_)
            | Self::Withdraw => some_vote,
            _ => true,
        }
    }

    /// The command it stands for.
    #[must_use]
    pub fn command(self, app: &App) -> Option<Command> {
        let session = &app.session;
        Some(match self {
            Self::New => Command::File(FileCommand::New),
            Self::Open => Command::File(FileCommand::Open),
            Self::Import => Command::Archive(ArchiveCommand::Import),
            Self::BuiltIn(one) => Command::File(FileCommand::BuiltIn(one)),
            Self::Save => Command::File(FileCommand::Save),
            Self::SaveAs => Command::File(FileCommand::SaveAs),
            Self::Export => Command::Export(ExportCommand::Ask(shown_chart(app))),
            Self::Brief => Command::Export(ExportCommand::AskBrief),
            Self::CopyImage => Command::Export(ExportCommand::CopyImage(shown_chart(app))),
            Self::Quit => Command::File(FileCommand::Quit),
            Self::Undo => Command::History(HistoryCommand::Undo),
            Self::Redo => Command::History(HistoryCommand::Redo),
            Self::Vote(vote) => Command::Vote(VoteCommand::Set(app.selection(), vote)),
            Self::Restore => Command::Vote(VoteCommand::Restore(app.selection())),
            Self::ClearChanges => Command::Vote(VoteCommand::Clear),
            Self::Lock => Command::View(ViewCommand::Lock(app.selection(), !all_locked(app))),
            Self::SelectAll => Command::View(ViewCommand::Select(Selection::All)),
            Self::Invert => Command::View(ViewCommand::Select(Selection::Invert)),
            Self::Deselect => Command::View(ViewCommand::Select(Selection::Clear)),
            Self::NewScenario => Command::Scenario(ScenarioCommand::New),
            Self::DuplicateScenario => Command::Scenario(ScenarioCommand::Duplicate),
            Self::RenameScenario => {
                let scenario = app.document.scenario(session.scenario?)?;
                Command::View(ViewCommand::Dialog(Some(Dialog::RenameScenario(scenario.id, scenario.name.clone()))))
            }
            Self::DeleteScenario => Command::Scenario(ScenarioCommand::Delete(session.scenario?)),
            Self::ShowRecord => Command::Scenario(ScenarioCommand::Select(None)),
            Self::MoveScenario(right) => {
                Command::Scenario(ScenarioCommand::Move(session.scenario?, supposed::place(app, right)?))
            }
            Self::Compare => Command::Compare(CompareCommand::Open(!session.compare.open)),
            Self::Assume(outcome) => supposed::assume(app, outcome)?,
            Self::Withdraw => supposed::withdraw(app)?,
            Self::Important => supposed::put_important(app)?,
            Self::Workspace(workspace) => Command::View(ViewCommand::Workspace(workspace)),
            Self::Floor(view) => Command::View(ViewCommand::Floor(view)),
            Self::NextText => Command::View(ViewCommand::Step(true)),
            Self::PreviousText => Command::View(ViewCommand::Step(false)),
            Self::Theme => Command::View(ViewCommand::Dark(!session.dark)),
            Self::Present => Command::View(ViewCommand::Present(!session.presenting)),
            Self::Palette => Command::View(ViewCommand::Dialog(Some(Dialog::Palette))),
            Self::Shortcuts => Command::View(ViewCommand::Dialog(Some(Dialog::Shortcuts))),
            Self::RecordShown => {
                let text = session.text.clone()?;
                Command::Edit(super::command::EditCommand::Text(super::command::TextEdit::RecordShown(text)))
            }
        })
    }
}

fn with_label(word: &str, label: Option<&str>) -> String {
    label.map_or_else(|| word.to_owned(), |label| format!("{word}: {label}"))
}

fn all_locked(app: &App) -> bool {
    !app.session.selected.is_empty() && app.session.selected.iter().all(|m| app.session.locked.contains(m))
}

/// The chart that "export" without further words means.
#[must_use]
pub fn shown_chart(app: &App) -> ChartId {
    match app.session.workspace {
        Workspace::Amendments => ChartId::Tree,
        Workspace::Coalitions => ChartId::Agreement,
        Workspace::History => ChartId::Trend,
        Workspace::Vote if app.session.compare.open => ChartId::Flow,
        Workspace::Vote | Workspace::Data => app.session.view,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen = BTreeMap::new();
        for action in Action::ALL {
            if let Some(shortcut) = action.shortcut() {
                let other = seen.insert(shortcut.words(), action);
                assert!(other.is_none(), "{} is {other:?} and {action:?}", shortcut.words());
            }
        }
    }

    #[test]
    fn every_action_is_listed_once_and_says_what_it_does() {
        let app = App::new(crate::io::ukraine());
        assert!(BuiltIn::ALL.into_iter().all(|one| Action::ALL.contains(&Action::BuiltIn(one))));
        for (n, action) in Action::ALL.into_iter().enumerate() {
            assert!(!action.label(&app).is_empty() && !action.about().is_empty());
            assert_eq!(Action::ALL.iter().position(|other| *other == action), Some(n), "{action:?}");
        }
    }
}
