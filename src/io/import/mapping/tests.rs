//! Tables of all shapes, read by guesses and by mappings.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::pedantic,
    reason = "a test may fail loudly"
)]

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::*;
use crate::{
    archive::{Archive, Entry},
    io::import::{Findings, Imported, Input, Kind, Layout, Options, Severity, Sheet, Silent, Watch, import},
    model::{Date, Vote},
};

fn guessed(text: &str) -> Mapping {
    guess(&Sheet::text(0, text.to_owned()))
}

fn meanings(mapping: &Mapping) -> Vec<Meaning> {
    mapping.columns.iter().map(|column| column.meaning).collect()
}

/// Reads texts by their guesses, or by mappings that are given.
fn read_by(files: &[(&str, &str)], mappings: Option<&[Mapping]>) -> Imported {
    let own: Vec<Mapping> = match mappings {
        Some(mappings) => mappings.to_vec(),
        None => files.iter().map(|(_, text)| guessed(text)).collect(),
    };
    let options = Options {
        layout: Some(Layout::Mapped),
        mappings: own.into_iter().map(|mapping| (mapping.key(), mapping)).collect(),
        ..Options::default()
    };
    let inputs: Vec<Input> = files.iter().map(|(name, text)| Input::memory(*name, text.as_bytes().to_vec())).collect();
    import(&inputs, &options, &Silent).unwrap()
}

fn vote(archive: &Archive, roll: &str, member: &str) -> Entry {
    let roll = archive.roll_calls.iter().position(|known| known.id == roll).expect(roll);
    let member = archive.voters.iter().position(|known| known.key == member).expect(member);
    archive.entry(roll, member)
}

const YES: Entry = Entry::Cast(Vote::Yes);
const NO: Entry = Entry::Cast(Vote::No);
const ABSTAIN: Entry = Entry::Cast(Vote::Abstain);
const ABSENT: Entry = Entry::Cast(Vote::Absent);

#[test]
fn the_camara_is_guessed_and_joined() {
    let votes = "codVotacao;data;ideCadastro;nome;partido;voto\n\
        000123;990210;0071;João;PT;SIM\n000123;990210;0072;Ana;PSDB;NAO\n000123;990210;0073;Rui;PT;ABSTENCAO\n\
        000124;020315;0071;João;PV;OBSTRUCAO\n000124;020315;0072;Ana;PSDB;Ausente\n000124;020315;0073;Rui;PT;Sim\n";
    let mapping = guessed(votes);
    assert_eq!(mapping.shape, Shape::Long);
    use Meaning::{Date, Group, Member, Name, RollCall};
    assert_eq!(meanings(&mapping)[0..2], [RollCall, Date]);
    assert_eq!(meanings(&mapping)[3..], [Name, Group, Meaning::Vote]);
    assert_eq!(mapping.dates, DateOrder::Yymmdd);
    let mut mapping = mapping;
    mapping.columns[2].meaning = Member;
    let about =
        "numVot;titulo;sim;nao;ementa\n000123;Reforma;1;1;Emenda à Constituição\n124;Outra;2;0;x\n999;Sem votos;;;\n";
    let second = guessed(about);
    assert_eq!(second.shape, Shape::RollCalls);
    assert_eq!(
        meanings(&second),
        [RollCall, Meaning::Title, Meaning::Total(Answer::Yes), Meaning::Total(Answer::No), Meaning::Description]
    );
    let imported = read_by(&[("votes.csv", votes), ("about.csv", about)], Some(&[mapping, second]));
    let archive = &imported.archive;
    assert_eq!(archive.roll_calls.len(), 3, "{:?}", archive.roll_calls);
    assert_eq!(vote(archive, "000123", "0073"), ABSTAIN);
    let other = archive.roll_calls.iter().find(|roll| roll.title == "Outra").unwrap();
    assert_eq!(other.date.as_ref().unwrap().as_str(), "2002-03-15", "124 is 000124");
    assert_eq!(archive.roll_calls[0].date.as_ref().unwrap().as_str(), "1999-02-10");
    assert_eq!(archive.voters[0].groups.len(), 2);
    assert_eq!((imported.summary.totals.checked, imported.summary.totals.agree), (2, 1));
    assert_eq!(imported.findings.of(Kind::Unmatched), 1, "{:?}", imported.findings.list());
}

#[test]
fn answers_in_columns_of_their_own_are_one_vote() {
    let text = "Bundestag, 12. Mai\n\nWahlperiode;Fraktion/Gruppe;Name;Vorname;ja;nein;Enthaltung;ungültig;nichtabgegeben;Bemerkung\n\
        19;CDU;Müller;Ada;1;0;0;0;0;\n19;SPD;Weiß;Otto;0;1;0;0;0;\n19;FDP;Ernst;Ida;0;0;0;0;1;krank\n19;FDP;Groß;Uwe;1;1;0;0;0;\n19;FDP;Kurz;Eva;0;0;0;0;0;\n";
    let mapping = guessed(text);
    assert_eq!((mapping.shape, mapping.above), (Shape::Long, 1));
    assert_eq!(mapping.first(Meaning::Answer(Answer::Yes)), Some(4));
    let imported = read_by(&[("2019_05_12.csv", text)], None);
    let archive = &imported.archive;
    assert_eq!(archive.roll_calls[0].id, "2019_05_12");
    assert_eq!(vote(archive, "2019_05_12", "Müller Ada"), YES);
    assert_eq!(vote(archive, "2019_05_12", "Ernst Ida"), ABSENT);
    assert_eq!(archive.voters[0].id.as_str(), "Müller_Ada");
    assert_eq!(archive.voters[1].group_on(None), Some("SPD"));
    let wrong: Vec<_> = imported.findings.list().iter().filter(|f| f.kind == Kind::UnknownVote).collect();
    assert_eq!((wrong.len(), wrong[0].place.line), (1, 7));
}

#[test]
fn a_wide_matrix_an_across_one_and_lists_of_names() {
    let wide = "rcid,date,title,yes,no,USA,FRA,NAM,YEM\n1,13/2/1950,Palestine,2,1,yes,no,yes,\n2,14/2/1950,Korea,1,1,no,yes,abstain,\n2,14/2/1950,Korea,1,1,no,yes,9?,\n";
    let mapping = guessed(wide);
    assert_eq!((mapping.shape, mapping.dates), (Shape::Wide, DateOrder::Dmy));
    assert_eq!(mapping.with(Meaning::VotesOfMember).collect::<Vec<_>>(), [5, 6, 7, 8]);
    assert_eq!(mapping.with(Meaning::Total(Answer::No)).collect::<Vec<_>>(), [4]);
    let imported = read_by(&[("wide.csv", wide)], None);
    assert_eq!(vote(&imported.archive, "2", "NAM"), ABSTAIN);
    assert_eq!(vote(&imported.archive, "1", "YEM"), Entry::Unlisted);
    assert_eq!(imported.archive.roll_calls[2].id, "2 (2)");
    assert_eq!((imported.findings.of(Kind::RepeatedId), imported.findings.of(Kind::UnknownVote)), (1, 1));

    let across = "member,group,v1,v2,v3\nAnna,Left,1,-1,0\nBert,Right,-1,1,1\nCarl,Left,0,1,-1\n";
    let mapping = guessed(across);
    assert_eq!(mapping.shape, Shape::Across);
    let archive = read_by(&[("across.csv", across)], None).archive;
    assert_eq!((vote(&archive, "v2", "Anna"), vote(&archive, "v1", "Carl")), (NO, ABSTAIN));
    assert_eq!(archive.voters[1].group_on(None), Some("Right"));

    let lists = "symbol,date,Countries in favour,Countries against,Abstained\n\
        S/1,1950-01-01,\"['Poland', 'Côte d\\'Ivoire']\",['France'],[]\nS/2,1950-01-02,Norway; Iran (Islamic Republic of),\"Peru; Chile\",\n";
    let mapping = guessed(lists);
    assert_eq!(mapping.shape, Shape::Names, "{mapping:?}");
    let archive = read_by(&[("lists.csv", lists)], None).archive;
    assert_eq!(vote(&archive, "S/1", "Côte d'Ivoire"), YES);
    assert_eq!((vote(&archive, "S/1", "France"), vote(&archive, "S/2", "Chile")), (NO, NO));
}

#[test]
fn the_day_is_told_from_the_month_where_that_is_possible() {
    let of = |dates: [&str; 3]| {
        let text = format!("rcid,country,vote,date\n1,A,yes,{}\n2,A,no,{}\n3,A,no,{}\n", dates[0], dates[1], dates[2]);
        let imported = read_by(&[("x.csv", &text)], None);
        let notes = imported.findings.list().iter().filter(|finding| finding.message.contains("day from the month"));
        let first = imported.archive.roll_calls[0].date.as_ref().unwrap().to_string();
        (guessed(&text).dates, first, notes.count())
    };
    assert_eq!(of(["1/2/2003", "4/5/2003", "13/5/2003"]), (DateOrder::Dmy, "2003-02-01".to_owned(), 0));
    assert_eq!(of(["1/2/2003", "4/5/2003", "5/13/2003"]), (DateOrder::Mdy, "2003-01-02".to_owned(), 0));
    assert_eq!(of(["1/2/2003", "4/5/2003", "5/6/2003"]), (DateOrder::Dmy, "2003-02-01".to_owned(), 1));
    assert_eq!(of(["2003-02-01", "2003-05-04", "2003-05-13"]), (DateOrder::Ymd, "2003-02-01".to_owned(), 0));
    for (text, order) in [
        ("25 October 1971", DateOrder::Mdy),
        ("October 25, 1971", DateOrder::Dmy),
        ("25 de outubro de 1971", DateOrder::Ymd),
        ("1971-10-25T00:00:00Z", DateOrder::Dmy),
        ("25.10.71 12:30", DateOrder::Dmy),
        ("19711025", DateOrder::Ymd),
        ("711025", DateOrder::Yymmdd),
    ] {
        assert_eq!(order.read(text).map(|date| date.to_string()).as_deref(), Some("1971-10-25"), "{text}");
    }
    assert_eq!(DateOrder::Dmy.read("31/2/1971"), None);
}

#[test]
fn na_is_namibia_among_codes_and_missing_elsewhere() {
    let codes = ["US", "FR", "NA", "DE", "GB", "IT", "ES", "PT", "PL", "SE", "NO"];
    let mut text = "rcid,country_code,vote,title\n".to_owned();
    for code in codes {
        text.push_str(&format!("1,{code},yes,NA\n"));
    }
    text.push_str("2,NA,NA,x\n");
    assert!(guessed(&text).namibia);
    let imported = read_by(&[("x.csv", &text)], None);
    assert_eq!(vote(&imported.archive, "1", "NA"), YES);
    assert_eq!(imported.archive.roll_calls[0].title, "");
    assert_eq!(vote(&imported.archive, "2", "NA"), Entry::Unlisted);
    let mut mapping = guessed(&text);
    mapping.namibia = false;
    let imported = read_by(&[("x.csv", &text)], Some(&[mapping]));
    assert_eq!(imported.findings.list().iter().filter(|f| f.message == "The member is missing").count(), 2);
}

#[test]
fn who_votes_on_what_is_told_by_the_cells_where_headings_say_nothing() {
    let mut text = "Beschlussnr;Betreff;Tag;Ratsmitglied;Fraktion;Stimme\n".to_owned();
    for (paper, about) in [("B-01", "Haushalt"), ("B-02", "Schule"), ("B-03", "Haushalt")] {
        for (who, party, vote) in
            [("Anna", "SPD", "ja"), ("Can", "Grüne", "nein"), ("Eva", "SPD", "enthalten"), ("Uwe", "CDU", "abwesend")]
        {
            text += &format!("{paper};{about};3.4.2021;{who};{party};{vote}\n");
        }
    }
    let mapping = guessed(&text);
    let meanings: Vec<Meaning> = mapping.columns.iter().map(|column| column.meaning).collect();
    assert_eq!(mapping.shape, Shape::Long);
    assert_eq!(meanings[0], Meaning::RollCall);
    assert_eq!(meanings[2..], [Meaning::Date, Meaning::Name, Meaning::Group, Meaning::Vote]);
    // A table of votes without anybody who casts them stays what it is.
    let alone = guessed("a;b;Stimme\n1;x;ja\n2;x;nein\n3;x;ja\n");
    assert!(!alone.columns.iter().any(|column| column.meaning == Meaning::Name), "{alone:?}");
}

#[test]
fn mojibake_is_mended_and_counted() {
    let text = "rcid,country,vote\n1,CÃ´te dâ€™Ivoire,oui\n1,France,non\n2,CÃ´te dâ€™Ivoire,abstention\n";
    let imported = read_by(&[("x.csv", text)], None);
    assert_eq!(vote(&imported.archive, "2", "Côte d’Ivoire"), ABSTAIN);
    let note = imported.findings.list().iter().find(|finding| finding.kind == Kind::Encoding).unwrap();
    assert!(note.message.starts_with("2 cells hold") && note.message.ends_with("2, 4"), "{}", note.message);
}

#[test]
fn a_preview_says_what_each_cell_is_and_what_is_wrong() {
    let text = "rcid,country,vote,date,yes\n1,A,1,2/13/2003,1.0\n1,B,2,2/14/2003,x\n1,C,7?,2003,3\n";
    let input = Input::memory("x.csv", text.as_bytes().to_vec());
    let mut mapping = guessed(text);
    assert_eq!(mapping.dates, DateOrder::Mdy);
    mapping.columns[4].meaning = Meaning::Total(Answer::Yes);
    mapping.codes = [("1", Answer::Yes), ("2", Answer::No)].map(|(code, answer)| (code.to_owned(), answer)).into();
    mapping.columns[2].meaning = Meaning::Vote;
    let preview = preview(&input, &mapping).unwrap();
    let understood: Vec<&Understood> = preview.rows[0].cells.iter().map(|cell| &cell.understood).collect();
    let as_text = |text: &str| Understood::As(text.to_owned());
    assert_eq!(
        understood,
        [&as_text("1"), &as_text("A"), &as_text("Yes"), &as_text("13 February 2003"), &as_text("1")]
    );
    assert!(matches!(preview.rows[1].cells[4].understood, Understood::Wrong(_)));
    assert!(matches!(preview.rows[2].cells[2].understood, Understood::Wrong(_)));
    assert_eq!(
        (preview.votes, preview.members, preview.roll_calls, preview.rows_read, preview.whole),
        (2, 2, 1, 3, true)
    );
    assert_eq!(preview.codes.len(), 3);
    assert!(preview.codes.iter().any(|seen| seen.text == "7?" && seen.answer.is_none()));
    assert_eq!(preview.findings.of(Kind::UnknownVote), 1);
    // A mapping that lacks what is needed says so.
    assert!(!Mapping::blank(&preview.header).lacks().is_empty() && mapping.lacks().is_empty());
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
}

/// A mapping of a table by the meanings of its columns.
fn mapped(header: &[(&str, Meaning)], shape: Shape) -> Mapping {
    let names: Vec<String> = header.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut mapping = Mapping { shape, ..Mapping::blank(&names) };
    for (column, (_, meaning)) in mapping.columns.iter_mut().zip(header) {
        column.meaning = *meaning;
    }
    mapping
}

fn faults(imported: &Imported) -> Vec<(Kind, u32, u32)> {
    let list = imported.findings.list().iter().filter(|finding| finding.severity != Severity::Note);
    list.map(|finding| (finding.kind, finding.place.line, finding.column)).collect()
}

#[test]
fn rows_of_another_length_are_no_votes() {
    let mapping =
        mapped(&[("id", Meaning::RollCall), ("member", Meaning::Member), ("vote", Meaning::Vote)], Shape::Long);
    let text = "id,member,vote\n5,FRA,yes\n6,\"FRA,no\n7,\"FRA\",no\n8,FRA\n9,FRA,yes,no\n10,FRA,no,\n";
    let imported = read_by(&[("x.csv", text)], Some(std::slice::from_ref(&mapping)));
    let ids: Vec<&str> = imported.archive.roll_calls.iter().map(|roll| roll.id.as_str()).collect();
    assert_eq!(ids, ["5", "7", "10"]);
    assert_eq!(faults(&imported), [(Kind::BadRow, 3, 0), (Kind::BadRow, 5, 0), (Kind::BadRow, 6, 0)]);
    assert_eq!(imported.summary.left_out, 3);
    // Under a title as well, whose own cell tells nothing of the rows.
    let titled = Mapping { above: 1, ..mapping };
    let under = read_by(&[("x.csv", &format!("Votes\n{text}"))], Some(&[titled]));
    assert_eq!(faults(&under), [(Kind::BadRow, 4, 0), (Kind::BadRow, 6, 0), (Kind::BadRow, 7, 0)]);
    assert_eq!(under.archive.planes, imported.archive.planes);
}

#[test]
fn names_with_a_comma_of_their_own_stay_whole() {
    let mapping = mapped(
        &[("id", Meaning::RollCall), ("for", Meaning::NamesOf(Answer::Yes)), ("against", Meaning::NamesOf(Answer::No))],
        Shape::Names,
    );
    let text = "id;for;against\n1;China, Korea, Republic of;('Mali', 'Chad')\n";
    let imported = read_by(&[("x.csv", text)], Some(&[mapping]));
    let mut members: Vec<&str> = imported.archive.voters.iter().map(|voter| voter.key.as_str()).collect();
    members.sort_unstable();
    assert_eq!(members, ["Chad", "China", "Korea, Republic of", "Mali"]);
}

#[test]
fn a_later_row_says_what_the_first_left_blank() {
    let mapping = mapped(
        &[
            ("id", Meaning::RollCall),
            ("member", Meaning::Member),
            ("vote", Meaning::Vote),
            ("date", Meaning::Date),
            ("title", Meaning::Title),
            ("yes", Meaning::Total(Answer::Yes)),
            ("seat", Meaning::Extra),
        ],
        Shape::Long,
    );
    let text = "id,member,vote,date,title,yes,seat\n1,A,yes,,First,,1\n1,B,no,1999-02-10,,2,2\n\
                1,C,no,1999-02-10,Other,3,3\n1,D,no,1999-02-11,Other,,4\n2,A,yes,1999-02-12,Second,100001,\n";
    let imported = read_by(&[("x.csv", text)], Some(&[mapping]));
    let [first, second] = imported.archive.roll_calls.as_slice() else { panic!("two roll calls") };
    assert_eq!((first.date.as_ref().map(Date::as_str), first.title.as_str()), (Some("1999-02-10"), "First"));
    assert_eq!((first.published.yes, second.published.yes), (Some(2), None));
    // The seats are the members'.
    assert!(first.extra.is_empty());
    let seats: Vec<&str> =
        imported.archive.voters.iter().flat_map(|voter| &voter.extra).map(|(_, value)| &**value).collect();
    assert_eq!(seats, ["1", "2", "3", "4"]);
    assert_eq!(imported.summary.votes, 5);
    let found: Vec<(Kind, u32, u32)> = faults(&imported);
    // Said once a roll call; besides, the one total does not agree with the count, and the other is none.
    assert_eq!(found.iter().filter(|(kind, ..)| *kind == Kind::RepeatedId).count(), 1);
    assert!(found.contains(&(Kind::RepeatedId, 4, 5)) && found.contains(&(Kind::BadNumber, 6, 6)), "{found:?}");
}

#[test]
fn what_is_kept_stands_beside_what_it_is_about() {
    let columns = ["topic", "seat", "hour", "same"].map(|name| (name, Meaning::Extra));
    let votes = [("id", Meaning::RollCall), ("member", Meaning::Member), ("vote", Meaning::Vote)];
    let mapping = mapped(&[votes.as_slice(), &columns].concat(), Shape::Long);
    let text = "id,member,vote,topic,seat,hour,same\n1,A,yes,Trade,7,9:01,x\n1,B,no,,8,9:02,x\n\
                2,A,yes,Peace,7,9:03,\n2,B,no,Peace,,9:04,x\n";
    let imported = read_by(&[("x.csv", text)], Some(&[mapping]));
    let pairs = |extra: &[(String, String)]| -> Vec<String> {
        extra.iter().map(|(name, value)| format!("{name} {value}")).collect()
    };
    let of_rolls: Vec<_> = imported.archive.roll_calls.iter().map(|roll| pairs(&roll.extra)).collect();
    assert_eq!(of_rolls, [["topic Trade", "same x"], ["topic Peace", "same x"]]);
    let of_members: Vec<_> = imported.archive.voters.iter().map(|voter| pairs(&voter.extra)).collect();
    assert_eq!(of_members, [["seat 7"], ["seat 8"]]);
    // The third row is the first to say of A what another did not.
    assert_eq!(faults(&imported), [(Kind::Unused, 4, 6)]);
}

#[test]
fn a_vote_that_is_lost_from_a_matrix_is_counted() {
    let wide = "rcid,date,AFG,FRA,USA\n1,1971-13-01,1,7,3\n2,1971-01-02,8,x7,1\n";
    let mut mapping = guessed("rcid,date,AFG,FRA,USA\n1,1971-01-01,1,1,3\n2,1971-01-02,8,1,1\n");
    assert_eq!(mapping.shape, Shape::Wide);
    mapping.codes.remove("7");
    let imported = read_by(&[("wide.csv", wide)], Some(&[mapping]));
    let errors = |kind: Kind| imported.findings.of(kind);
    assert_eq!((errors(Kind::UnknownVote), errors(Kind::BadDate)), (2, 1), "{:?}", imported.findings);
    assert_eq!((imported.summary.votes, imported.summary.left_out), (4, 2), "a date is no vote");
    let across = "member,r1,r2,r3\nAFG,1,3,1\nFRA,7,3,1\nUSA,1,1,x7\n";
    let mapping = guessed("member,r1,r2,r3\nAFG,1,3,1\nFRA,8,3,1\nUSA,1,1,1\n");
    assert_eq!(mapping.shape, Shape::Across);
    let imported = read_by(&[("across.csv", across)], Some(&[mapping]));
    assert_eq!((imported.summary.votes, imported.summary.left_out), (7, 2), "{:?}", imported.findings);
}

#[test]
fn too_many_members_and_roll_calls_are_refused() {
    let mapping =
        mapped(&[("id", Meaning::RollCall), ("member", Meaning::Member), ("vote", Meaning::Vote)], Shape::Long);
    let mut text = String::from("id,member,vote\n");
    (0..20_000).for_each(|id| text.push_str(&format!("{id},a,yes\n")));
    (0..20_000).for_each(|member| text.push_str(&format!("last,m{member},no\n")));
    let options = Options { mappings: [(mapping.key(), mapping)].into(), ..Options::default() };
    let problem = import(&[Input::memory("x.csv", text.into_bytes())], &options, &Silent).unwrap_err();
    assert!(problem.to_string().contains("too many members and roll calls"), "{problem}");
    let mut texts = [String::from("rcid,ccode,vote\n"), String::from("rcid,ccode,vote\n")];
    (0..20_000).for_each(|id| texts[0].push_str(&format!("{id},2,1\n")));
    (0..20_000).for_each(|member| texts[0].push_str(&format!("20000,{member},1\n")));
    // Each row has a roll call and a member of its own.
    (0..20_000).for_each(|row| texts[1].push_str(&format!("{row},{row},1\n")));
    for text in texts {
        let problem = import(&[Input::memory("x.csv", text.into_bytes())], &Options::default(), &Silent).unwrap_err();
        assert!(problem.to_string().contains("too many members and roll calls"), "{problem}");
    }
}

#[test]
fn ids_that_all_repeat_are_numbered_in_one_go() {
    let mapping =
        mapped(&[("id", Meaning::RollCall), ("A", Meaning::VotesOfMember), ("B", Meaning::VotesOfMember)], Shape::Wide);
    let text = format!("id,A,B\n{}", "1,yes,no\n".repeat(30_000));
    let imported = read_by(&[("x.csv", &text)], Some(&[mapping]));
    assert_eq!(imported.archive.roll_calls.last().map(|roll| roll.id.as_str()), Some("1 (30000)"));
}

#[test]
fn a_layout_that_is_asked_for_is_tried_alone() {
    let input = Input::memory("x.csv", &b"rcid,ccode,country,vote\n3,2,France,yes\n"[..]);
    let by =
        |layout| import(std::slice::from_ref(&input), &Options { layout: Some(layout), ..Options::default() }, &Silent);
    assert_eq!(by(Layout::Unvotes).unwrap().summary.layouts, ["unvotes"]);
    assert_eq!(by(Layout::Unvotes).unwrap().summary.votes, 1);
    let problem = by(Layout::Europarl).unwrap_err().to_string();
    assert!(problem.contains("This is not the layout europarl"), "{problem}");
    assert!(problem.contains("it looks like voeten"), "{problem}");
}

#[test]
fn whoever_waits_is_told_how_far_a_table_is_read() {
    use std::sync::Mutex;
    struct Told(Mutex<Vec<u64>>);
    impl Watch for Told {
        fn progress(&self, done: u64, total: u64) {
            assert!(done <= total);
            self.0.lock().unwrap().push(done);
        }

        fn cancelled(&self) -> bool {
            false
        }
    }
    let mapping =
        mapped(&[("id", Meaning::RollCall), ("member", Meaning::Member), ("vote", Meaning::Vote)], Shape::Long);
    let rows: String = (0..70_000).map(|row| format!("{},{},yes\n", row / 700, row % 700)).collect();
    let options = Options { mappings: [(mapping.key(), mapping)].into(), ..Options::default() };
    let votes = format!("mepid,result,identifier\n{}", rows.replace("yes", "for"));
    let votes = votes.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let votes: String = votes
        .map(
            |cells| if cells[0] == "mepid" { cells.join(",") } else { [cells[1], cells[2], cells[0]].join(",") } + "\n",
        )
        .collect();
    for text in [format!("id,member,vote\n{rows}"), votes] {
        let told = Told(Mutex::new(Vec::new()));
        let size = text.len() as u64;
        import(&[Input::memory("x.csv", text.into_bytes())], &options, &told).unwrap();
        let told = told.0.into_inner().unwrap();
        assert!(told.iter().any(|done| *done > size / 4 && *done < size), "{told:?} of {size}");
    }
}

#[test]
fn headings_and_codes_in_five_languages() {
    for (header, votes) in [
        ("scrutin;pays;groupe;position;date", ["Pour", "Contre", "Abstention", "Non votant"]),
        ("Abstimmung;Land;Fraktion;Stimme;Datum", ["Ja", "Nein", "Enthaltung", "nicht abgegeben"]),
        ("votación;país;grupo;voto;fecha", ["Sí", "En contra", "Abstención", "Ausente"]),
        ("votação;país;bancada;voto;data", ["Sim", "Não", "Abstenção", "Obstrução"]),
        ("Roll call;Country;Group;Vote cast;Date", ["In favour", "Against", "Abstained", "Did not vote"]),
    ] {
        let mut text = format!("{header}\n");
        for (number, vote) in votes.iter().enumerate() {
            text.push_str(&format!("7;Utopia {number};X;{vote};3.10.1990\n"));
        }
        let mapping = guessed(&text);
        use Meaning::{Date, Group, Name, RollCall};
        assert_eq!(meanings(&mapping), [RollCall, Name, Group, Meaning::Vote, Date], "{header}");
        let archive = read_by(&[("x.csv", &text)], None).archive;
        let found: Vec<Entry> = (0..4).map(|number| archive.entry(0, number)).collect();
        assert_eq!(found, [YES, NO, ABSTAIN, ABSENT], "{header}");
    }
}

struct Dice(Xoshiro256PlusPlus);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }
}

/// Entries of members in roll calls, as a table of some shape with quirks at random, come back whole.
#[test]
fn tables_at_random_come_back_whole() {
    let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(42));
    let words = [
        ("yea", Answer::Yes),
        ("nej", Answer::No),
        ("77", Answer::Abstain),
        ("-1", Answer::Absent),
        ("9.0", Answer::NotMember),
    ];
    for round in 0..300 {
        let (rolls, members) = (1 + dice.below(8), 1 + dice.below(8));
        let table: Vec<Vec<Option<usize>>> =
            (0..rolls).map(|_| (0..members).map(|_| Some(dice.below(6)).filter(|n| *n < 5)).collect()).collect();
        let roll = |n: usize| format!("00{n}, \"x\"");
        let member = |n: usize| ["Côte d’Ivoire", "NA", "O'Neil; Ann", "a|b", "x, y", "Ä", "1.5", "'q'"][n].to_owned();
        let code = |entry: Option<usize>| entry.map_or(String::new(), |n| words[n].0.to_owned());
        let shape = [Shape::Long, Shape::Wide, Shape::Across, Shape::Names][round % 4];
        let mut cells: Vec<Vec<String>> = Vec::new();
        let meanings: Vec<Meaning> = match shape {
            Shape::Wide => {
                cells.push([vec!["id".to_owned()], (0..members).map(member).collect()].concat());
                for (n, row) in table.iter().enumerate() {
                    cells.push([vec![roll(n)], row.iter().map(|entry| code(*entry)).collect()].concat());
                }
                [vec![Meaning::RollCall], vec![Meaning::VotesOfMember; members]].concat()
            }
            Shape::Across => {
                cells.push([vec!["who".to_owned()], (0..rolls).map(roll).collect()].concat());
                for m in 0..members {
                    cells.push([vec![member(m)], table.iter().map(|row| code(row[m])).collect()].concat());
                }
                [vec![Meaning::Member], vec![Meaning::VotesOfRollCall; rolls]].concat()
            }
            Shape::Names => {
                cells.push(["id", "a", "b", "c", "d", "e"].map(str::to_owned).to_vec());
                for (n, row) in table.iter().enumerate() {
                    let list = |answer: usize| {
                        let names = (0..members).filter(|m| row[*m] == Some(answer)).map(member);
                        let names: Vec<String> = names.map(|name| format!("'{}'", name.replace('\'', "\\'"))).collect();
                        format!("[{}]", names.join(", "))
                    };
                    cells.push(std::iter::once(roll(n)).chain((0..5).map(list)).collect());
                }
                std::iter::once(Meaning::RollCall).chain(words.map(|(_, answer)| Meaning::NamesOf(answer))).collect()
            }
            _ => {
                cells.push(["id", "who", "what", "more"].map(str::to_owned).to_vec());
                for (n, row) in table.iter().enumerate() {
                    for (m, entry) in row.iter().enumerate() {
                        cells.push(vec![roll(n), member(m), code(*entry), "two\nlines".to_owned()]);
                    }
                }
                vec![Meaning::RollCall, Meaning::Member, Meaning::Vote, Meaning::Ignore]
            }
        };
        let (delimiter, end) = ([",", ";", "\t"][dice.below(3)], ["\n", "\r\n"][dice.below(2)]);
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> =
            cells.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter)).collect();
        let text = format!("{}{}{end}", ["", "\u{feff}"][dice.below(2)], lines.join(end));
        let mut mapping = Mapping::blank(&cells[0]);
        mapping.shape = shape;
        mapping.namibia = true;
        mapping.columns.iter_mut().zip(meanings).for_each(|(column, meaning)| column.meaning = meaning);
        mapping.codes = words.iter().map(|(word, answer)| (super::code(word), *answer)).collect();
        let imported = read_by(&[("x.csv", &text)], Some(&[mapping]));
        assert_eq!(imported.summary.left_out, 0, "{text}\n{:?}", imported.findings.list());
        for (n, row) in table.iter().enumerate() {
            for (m, entry) in row.iter().enumerate() {
                let wanted = entry.map_or(Entry::Unlisted, |n| words[n].1.entry());
                // In lists of names, "NA" is nobody: only a column of codes can say that it is Namibia.
                if shape == Shape::Names && (entry.is_none() || member(m) == "NA") {
                    continue;
                }
                let number = imported.archive.roll_calls.iter().position(|known| known.id == roll(n)).unwrap();
                let voter = imported.archive.voters.iter().position(|known| known.key == member(m)).unwrap();
                assert_eq!(imported.archive.entry(number, voter), wanted, "{shape:?} {text}");
            }
        }
    }
}

#[test]
fn whatever_a_file_holds_it_is_guessed_previewed_and_read_without_a_panic() {
    let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(5));
    let parts = [
        "rcid", "vote", "country", "\"", ",", ";", "\n", "\r\n", "yes", "NA", "1", "-1", "[", "'", "\\", "2003", "/",
        "é", "\u{0}", "Ã©", "\t", "date", "1.0", "",
    ];
    for _ in 0..1500 {
        let mut bytes: Vec<u8> = Vec::new();
        for _ in 0..dice.below(60) {
            match dice.below(12) {
                0 => bytes.push(dice.below(256) as u8),
                _ => bytes.extend(parts[dice.below(parts.len())].as_bytes()),
            }
        }
        let input = Input::memory("x.csv", bytes);
        let Ok(sheet) = Sheet::open(&input, 0, None, &mut Findings::default()) else { continue };
        let mut mapping = guess(&sheet);
        let _ = preview_sheet(&sheet, &mapping);
        mapping.shape = Shape::ALL[dice.below(Shape::ALL.len())];
        let own = mapping.shape.meanings();
        mapping.columns.iter_mut().for_each(|column| column.meaning = own[dice.below(own.len())]);
        let _ = preview(&input, &mapping);
        let mappings = [(mapping.key(), mapping)].into();
        let _ = import(&[input], &Options { mappings, ..Options::default() }, &Silent);
    }
}

#[test]
fn a_list_in_german_headings_and_french_answers_is_guessed() {
    let text = "Abstimmungs-Nr;Delegation;Votum;Wann;Thema;Ort\n1;France;pour;03/04/2021;Budget;NY\n\
                1;Germany;contre;03/04/2021;Budget;NY\n1;Namibia;s'abstient;03/04/2021;Budget;NY\n\
                2;France;pour;13/04/2021;Climate;NY\n2;Germany;contre;13/04/2021;Climate;NY\n\
                3;France;absent;30/04/2021;Water;NY\n";
    let mapping = guessed(text);
    let expected = [Meaning::RollCall, Meaning::Name, Meaning::Vote, Meaning::Date, Meaning::Title, Meaning::Ignore];
    assert_eq!(meanings(&mapping), expected);
    assert_eq!((mapping.shape, mapping.dates), (Shape::Long, DateOrder::Dmy));
    let imported = read_by(&[("x.csv", text)], Some(&[mapping]));
    assert_eq!((imported.summary.roll_calls, imported.summary.votes, imported.summary.left_out), (3, 6, 0));
}
