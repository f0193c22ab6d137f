//! Members, groups, bodies, texts and paragraphs renamed and removed: whatever names them follows, the file still opens,
//! and one undo brings all of it back.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]

use plenary::{
    app::{
        App, Command,
        command::{
            BodyEdit, CellsEdit, EditCommand, EditKind, GroupEdit, Hand, HistoryCommand, MemberEdit, TextEdit,
            WordingEdit,
        },
        sheet::SheetId,
    },
    io::{check, parse, ukraine, write},
    model::{Edit, Movers, Paragraph, Place, Reaction, Text, Vote},
    scenario::ChangeKind,
};

const SMALL: &str = r#"{
  "format": "plenary",
  "version": 1,
  "dossier": {
    "title": "Small",
    "members": [ { "id": "AAA", "name": "Alpha" }, { "id": "BBB", "name": "Beta" }, { "id": "CCC", "name": "Gamma" } ],
    "groups": [ { "id": "G", "name": "Group", "members": "AAA BBB", "terms": { "AAA": "1990.." } }, { "id": "E", "name": "Empty", "members": "" } ],
    "bodies": [
      { "id": "B", "name": "Body", "rule": "ga-simple", "seats": { "AAA": "..", "BBB": "..", "CCC": ".." } },
      { "id": "D", "name": "Other", "rule": "ga-simple", "seats": { "CCC": ".." } }
    ],
    "texts": [
      { "id": "T", "title": "Draft", "body": "B", "rule": "ga-simple",
        "paragraphs": [
          { "id": "PP1", "place": "preambular", "text": "Fond of tea," },
          { "id": "1", "place": "operative", "text": "Decides to drink tea at noon." }
        ],
        "reactions": [
          { "given": [ { "text": "A1", "adopted": true } ], "movers": { "members": "AAA" }, "to": "no" },
          { "given": [ { "text": "A1", "adopted": false }, { "text": "A2", "adopted": false } ], "movers": { "group": "G" }, "to": "abstain" },
          { "given": [ { "text": "A1", "adopted": false } ], "movers": { "members": "AAA BBB" }, "to": "yes" }
        ],
        "parties": "AAA CCC",
        "whip": { "leans": { "AAA": { "stance": "firm_no" } }, "together": { "all": 0, "bloc": 20, "blocs": [ "G" ] }, "seed": 1 } },
      { "id": "A1", "title": "One", "kind": "amendment", "body": "B", "rule": "ga-simple", "amends": "T",
        "edits": [
          { "replace": { "paragraph": "1", "words": "at noon", "with": "at five" } },
          { "insert": { "after": "PP1", "paragraph": { "id": "PP2", "place": "preambular", "text": "Fond of milk," } } }
        ],
        "excludes": [ "A2" ] },
      { "id": "A2", "title": "Two", "kind": "amendment", "body": "B", "rule": "ga-simple", "amends": "T", "excludes": [ "A1" ] },
      { "id": "A3", "title": "To the amendment", "kind": "amendment", "body": "B", "rule": "ga-simple", "amends": "A1",
        "edits": [
          { "replace": { "paragraph": "PP2", "words": "milk", "with": "cream" } },
          { "delete": { "paragraph": "PP1" } }
        ] },
      { "id": "P", "title": "Part", "kind": "part", "body": "B", "rule": "ga-simple", "amends": "T", "holds": [ "PP1" ] },
      { "id": "U", "title": "Elsewhere", "body": "D", "rule": "ga-simple" }
    ]
  },
  "scenarios": [
    { "id": 1, "name": "S", "changes": [
      { "label": "votes", "text": "T", "kind": { "votes": { "no": "AAA" } } },
      { "label": "standing", "text": "T", "kind": { "standing": { "member": "AAA", "standing": "no_vote" } } },
      { "label": "bloc", "text": "T", "kind": { "bloc": { "group": "G", "vote": "no", "except": "AAA" } } },
      { "label": "empty bloc", "text": "T", "kind": { "bloc": { "group": "E", "vote": "no" } } },
      { "label": "order", "text": "T", "kind": { "order": [ "A2", "A1" ] } },
      { "label": "parts", "text": "T", "kind": { "division": [
        { "name": "Tea", "holds": [ "1", "PP1" ], "moves": [
          { "movers": { "group": "G" }, "to": "no" }, { "movers": { "members": "AAA" }, "to": "yes" } ] } ] } },
      { "label": "moves", "text": "T", "kind": { "reaction": {
        "given": [ { "text": "A1", "adopted": true } ], "movers": { "group": "G" }, "to": "abstain" } } },
      { "label": "parties", "text": "T", "kind": { "parties": "AAA" } },
      { "label": "rank", "text": "T", "kind": { "rank": { "movers": { "members": "AAA" }, "with": [ "A1" ], "rank": 2 } } },
      { "label": "body", "text": "T", "kind": { "body": "D" } }
    ] }
  ]
}
"#;

fn small() -> App {
    App::new(parse(SMALL).expect("the small dossier"))
}

/// Does an edit, asserts that the file still opens, undoes it and does it again.
#[track_caller]
fn done(app: &mut App, edit: EditCommand) {
    let before = app.document.clone();
    app.ask(Command::Edit(edit));
    let notice = app.session.notice.as_ref().map(|notice| notice.text.clone());
    assert_ne!(app.document, before, "nothing was changed: {notice:?}");
    opens(app);
    let after = app.document.clone();
    app.ask(Command::History(HistoryCommand::Undo));
    assert_eq!(app.document, before, "one undo brings all of it back");
    app.ask(Command::History(HistoryCommand::Redo));
    assert_eq!(app.document, after);
}

#[track_caller]
fn opens(app: &App) {
    assert_eq!(check(&write(&app.document.to_file()).expect("text")).errors, []);
}

/// Asserts that an edit is refused with these words, and that nothing is changed.
#[track_caller]
fn refused(app: &mut App, edit: EditCommand, says: &str) {
    let before = app.document.clone();
    app.ask(Command::Edit(edit));
    let notice = app.session.notice.as_ref().expect("a word");
    assert!(notice.error && notice.text.contains(says), "{}", notice.text);
    assert_eq!(app.document, before);
}

fn text<'a>(app: &'a App, id: &str) -> &'a Text {
    app.document.dossier.text(&id.into()).expect("the text")
}

/// The labels of the changes of the first scenario.
fn labels(app: &App) -> Vec<&str> {
    app.document.scenarios[0].changes.iter().map(|change| change.label.as_str()).collect()
}

fn kind<'a>(app: &'a App, label: &str) -> &'a ChangeKind {
    &app.document.scenarios[0].changes.iter().find(|change| change.label == label).expect(label).kind
}

fn members(codes: &str) -> Movers {
    Movers::Members(codes.to_owned().into())
}

fn movers(reactions: &[Reaction]) -> Vec<Movers> {
    reactions.iter().map(|reaction| reaction.movers.clone()).collect()
}

fn wording(id: &str, edit: WordingEdit) -> EditCommand {
    EditCommand::Text(TextEdit::Wording(id.into(), edit))
}

/// A code typed into the sheet of the members.
fn recode(row: usize, to: &str) -> EditCommand {
    EditCommand::Cells(SheetId::Members, CellsEdit::Write(Hand::Type, vec![(row, 0, to.to_owned())], None))
}

#[test]
fn a_new_code_of_a_member_reaches_everything_that_names_it() {
    let mut app = small();
    done(&mut app, recode(0, "ZZZ"));
    let written = write(&app.document.to_file()).expect("text");
    assert!(!written.contains("AAA"), "{written}");
    assert_eq!(written.matches("ZZZ").count(), SMALL.matches("AAA").count());
}

#[test]
fn a_member_that_is_removed_is_gone_everywhere() {
    let mut app = small();
    done(&mut app, EditCommand::Member(MemberEdit::Remove("AAA".into())));
    assert!(!write(&app.document.to_file()).expect("text").contains("AAA"));
    let draft = text(&app, "T");
    assert_eq!(movers(&draft.reactions), [Movers::Group("G".into()), members("BBB")], "nobody is left of the first");
    assert_eq!(String::from(draft.parties.clone()), "CCC");
    assert!(draft.whip.as_ref().is_some_and(|whip| whip.leans.is_empty()));
    // A change that says something of nobody would say something else: no duty for anyone, or nothing.
    assert_eq!(labels(&app), ["bloc", "empty bloc", "order", "parts", "moves", "body"]);
    let ChangeKind::Division(parts) = kind(&app, "parts") else { panic!("parts") };
    assert_eq!(parts[0].moves.len(), 1);
}

#[test]
fn a_group_that_is_removed_leaves_its_members_behind() {
    let mut app = small();
    done(&mut app, EditCommand::Group(GroupEdit::Remove("G".into())));
    assert_eq!(movers(&text(&app, "T").reactions), [members("AAA"), members("AAA BBB"), members("AAA BBB")]);
    assert!(text(&app, "T").whip.as_ref().is_some_and(|whip| whip.together.blocs.is_empty()));
    let ChangeKind::Votes(votes) = kind(&app, "bloc") else { panic!("votes") };
    assert_eq!(votes.0, [("BBB".into(), Vote::No)].into());
    let ChangeKind::Reaction(reaction) = kind(&app, "moves") else { panic!("a reaction") };
    assert_eq!(reaction.movers, members("AAA BBB"));
    let ChangeKind::Division(parts) = kind(&app, "parts") else { panic!("parts") };
    assert_eq!(parts[0].moves[0].movers, members("AAA BBB"));
    done(&mut app, EditCommand::Group(GroupEdit::Remove("E".into())));
    assert!(!labels(&app).contains(&"empty bloc"), "nobody would be left of it");
}

#[test]
fn an_amendment_that_is_removed_takes_what_waited_for_it_along() {
    let mut app = small();
    done(&mut app, EditCommand::Text(TextEdit::Remove("A1".into())));
    let draft = text(&app, "T");
    // The first waits for its adoption, which will not come; the last for nothing any more.
    let [left] = draft.reactions.as_slice() else { panic!("{:?}", draft.reactions) };
    assert_eq!((left.given.len(), left.given[0].text.as_str()), (1, "A2"));
    assert_eq!(text(&app, "A2").excludes, []);
    assert_eq!(text(&app, "A3").amends, None);
    let ChangeKind::Order(order) = kind(&app, "order") else { panic!("an order") };
    assert_eq!(order, &["A2".into()]);
    assert!(!labels(&app).contains(&"moves") && !labels(&app).contains(&"rank"));
    done(&mut app, EditCommand::Text(TextEdit::Remove("A2".into())));
    assert!(!labels(&app).contains(&"order"));
}

#[test]
fn a_draft_that_is_removed_leaves_no_edit_of_its_words() {
    let mut app = small();
    done(&mut app, EditCommand::Text(TextEdit::Remove("T".into())));
    assert_eq!(text(&app, "A1").amends, None);
    // What changes the paragraph that the amendment puts in still has it; what changes the draft has not.
    let [Edit::Replace { paragraph, .. }] = text(&app, "A3").edits.as_slice() else { panic!("one edit is left") };
    assert_eq!(paragraph, "PP2");
    assert_eq!(labels(&app), Vec::<&str>::new());
}

#[test]
fn a_body_that_is_removed_takes_its_texts_and_what_supposes_it() {
    let mut app = small();
    done(&mut app, EditCommand::Body(BodyEdit::Remove("D".into())));
    assert!(app.document.dossier.text(&"U".into()).is_none());
    assert!(!labels(&app).contains(&"body") && labels(&app).contains(&"rank"));
}

#[test]
fn removing_anything_of_the_built_in_dossier_leaves_a_file_that_opens() {
    let file = ukraine();
    let mut edits: Vec<EditCommand> = Vec::new();
    edits.extend(file.dossier.groups.iter().map(|group| EditCommand::Group(GroupEdit::Remove(group.id.clone()))));
    edits.extend(file.dossier.texts.iter().map(|text| EditCommand::Text(TextEdit::Remove(text.id.clone()))));
    edits.extend(file.dossier.bodies.iter().map(|body| EditCommand::Body(BodyEdit::Remove(body.id.clone()))));
    for code in ["USA", "RUS", "FRA", "SRB"] {
        edits.push(EditCommand::Member(MemberEdit::Remove(code.into())));
        let row = file.dossier.members.iter().position(|member| member.id.as_str() == code).expect("a member");
        edits.push(recode(row, &format!("{code}2")));
    }
    let app = App::new(file);
    for edit in edits {
        let mut app = App::new(app.document.to_file());
        let says = format!("{edit:?}");
        app.ask(Command::Edit(edit));
        assert_eq!(check(&write(&app.document.to_file()).expect("text")).errors, [], "{says}");
    }
}

#[test]
fn a_paragraph_is_renamed_wherever_it_is_named() {
    let mut app = small();
    let new = Paragraph { id: " PP0 ".into(), place: Place::Preambular, text: "Fond of tea,".into() };
    done(&mut app, wording("T", WordingEdit::Paragraph(0, new)));
    assert_eq!(text(&app, "P").holds, ["PP0"]);
    assert_eq!(text(&app, "A1").edits[1].touches(), Some("PP0"));
    assert_eq!(text(&app, "A3").edits[1].touches(), Some("PP0"), "through the amendment that it amends");
    let ChangeKind::Division(parts) = kind(&app, "parts") else { panic!("parts") };
    assert_eq!(parts[0].holds, ["1", "PP0"]);
    // A paragraph that an amendment puts in is named by what amends that.
    let Edit::Insert { after, paragraph } = text(&app, "A1").edits[1].clone() else { panic!("a paragraph") };
    let new = Edit::Insert { after, paragraph: Paragraph { id: "PP9".into(), ..paragraph } };
    done(&mut app, wording("A1", WordingEdit::Edit(1, new)));
    assert_eq!(text(&app, "A3").edits[0].touches(), Some("PP9"));
}

#[test]
fn a_paragraph_that_is_named_stays_and_its_name_is_its_own() {
    let mut app = small();
    let says = "Paragraph 1 would be missing: One names it";
    refused(&mut app, wording("T", WordingEdit::RemoveParagraph(1)), says);
    refused(&mut app, wording("A1", WordingEdit::RemoveEdit(1)), "Paragraph PP2 would be missing");
    refused(&mut app, EditCommand::Text(TextEdit::Amends("A1".into(), Some("U".into()))), "would be missing");
    let named = |id: &str, text: &str| {
        WordingEdit::Paragraph(0, Paragraph { id: id.into(), place: Place::Preambular, text: text.into() })
    };
    refused(&mut app, wording("T", named("1", "Tea,")), "There is a paragraph 1 already");
    refused(&mut app, wording("T", named("PP2", "Tea,")), "There is a paragraph PP2 already");
    refused(&mut app, wording("T", named(" ", "Tea,")), "needs a name");
    refused(&mut app, wording("T", named("PP1", "")), "needs words");
    refused(&mut app, wording("T", WordingEdit::RemoveParagraph(0)), "would be missing");
    // Once nothing names it, it goes.
    done(&mut app, wording("A1", WordingEdit::RemoveEdit(0)));
    let parts = |app: &App| app.document.scenarios[0].changes.iter().any(|change| change.label == "parts");
    assert!(parts(&app));
    refused(&mut app, wording("T", WordingEdit::RemoveParagraph(1)), "the scenario S names it");
}

#[test]
fn a_case_is_written_from_nothing() {
    let mut app = small();
    for place in [Place::Operative, Place::Preambular, Place::Operative, Place::Preambular] {
        done(&mut app, wording("U", WordingEdit::AddParagraph(place)));
    }
    let names = |app: &App| text(app, "U").paragraphs.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
    assert_eq!(names(&app), ["PP1", "PP2", "1", "2"], "why comes before what");
    done(&mut app, wording("U", WordingEdit::MoveParagraph(3, false)));
    done(&mut app, wording("U", WordingEdit::MoveParagraph(0, true)));
    assert_eq!(names(&app), ["PP2", "PP1", "2", "1"]);
    done(&mut app, wording("U", WordingEdit::RemoveParagraph(3)));
    refused(&mut app, wording("U", WordingEdit::AddEdit(EditKind::Replace)), "which text it amends");
    // Edits begin on the last paragraph, with its own words or none of them.
    done(&mut app, wording("A2", WordingEdit::AddEdit(EditKind::Replace)));
    done(&mut app, wording("A2", WordingEdit::AddEdit(EditKind::Delete)));
    done(&mut app, wording("A2", WordingEdit::AddEdit(EditKind::Insert)));
    let edits = &text(&app, "A2").edits;
    assert!(matches!(&edits[0], Edit::Replace { paragraph, words, with }
        if paragraph == "1" && words.is_empty() && with == "Decides to drink tea at noon."));
    assert!(matches!(&edits[2], Edit::Insert { after: Some(after), paragraph } if after == "1" && paragraph.id == "2"));
    let empty = Edit::Replace { paragraph: "1".into(), words: "tea".into(), with: " ".into() };
    refused(&mut app, wording("A2", WordingEdit::Edit(0, empty)), "take the words out instead");
    let lost = Edit::Delete { paragraph: "7".into(), words: String::new() };
    refused(&mut app, wording("A2", WordingEdit::Edit(1, lost)), "Paragraph 7 would be missing");
    done(&mut app, wording("P", WordingEdit::Holds("1".into(), true)));
    done(&mut app, wording("P", WordingEdit::Holds("PP1".into(), false)));
    assert_eq!(text(&app, "P").holds, ["1"]);
    // Either of two amendments may say for both that they exclude each other.
    done(&mut app, EditCommand::Text(TextEdit::Excludes("A2".into(), "A1".into(), false)));
    assert!(text(&app, "A1").excludes.is_empty() && text(&app, "A2").excludes.is_empty());
    done(&mut app, EditCommand::Text(TextEdit::Excludes("A2".into(), "A1".into(), true)));
    assert_eq!((text(&app, "A1").excludes.len(), text(&app, "A2").excludes.len()), (0, 1));
}
