//! Dates in every way of writing them, the order of files, and dates that come back through every layout.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::{Custom, DateOrder, Dates, file::Fault, hour, written::Written};
use crate::{
    io::{
        import::{Findings, Imported, Input, Kind, Options, Severity, Silent, import},
        out::columns::RollCallColumn,
    },
    model::Date,
};

const UN: Custom = Custom::DAY_FIRST.since(1946);

#[test]
fn a_date_is_read_however_it_is_written() {
    for text in [
        "2019-12-05",
        "20191205",
        "2019/12/5",
        "2019. 12. 05.",
        "2019-12-05T11:24:18Z",
        "2019-12-05 11:24",
        "2019-12-05-11.24.18",
        "5 December 2019",
        "05-Dec-2019",
        "05-Dec-19",
        "5 dec 2019 11:24",
        "5th December 2019",
        "December 5, 2019",
        "Thursday, December 5, 2019",
        "Thu 5 Dec 2019",
        "2019 Dec 5",
    ] {
        let written = Written::of(text, Some(1946)).expect(text);
        assert_eq!(written.only().map(Date::as_str), Some("2019-12-05"), "{text}");
    }
    for (text, day_first, month_first) in [
        ("5/12/2019", Some("2019-12-05"), Some("2019-05-12")),
        ("05.12.2019", Some("2019-12-05"), Some("2019-05-12")),
        ("05-12-2019 11:24:18", Some("2019-12-05"), Some("2019-05-12")),
        ("5/12/2019 11:24:18 PM", Some("2019-12-05"), Some("2019-05-12")),
        ("5/12/45", Some("2045-12-05"), Some("2045-05-12")),
        ("5.12.46", Some("1946-12-05"), Some("1946-05-12")),
        ("18/12/2019", Some("2019-12-18"), None),
        ("12/18/2019", None, Some("2019-12-18")),
        ("29/02/2020", Some("2020-02-29"), None),
    ] {
        let written = Written::of(text, Some(1946)).expect(text);
        assert_eq!(written.day_first.as_ref().map(Date::as_str), day_first, "{text}");
        assert_eq!(written.month_first.as_ref().map(Date::as_str), month_first, "{text}");
    }
    for text in [
        "",
        "NA",
        "n.d.",
        "43817",
        "2019-02-30",
        "2019-07-181",
        "31/4/2019",
        "29/02/2019",
        "13/13/2019",
        "0/1/2019",
        "19-12-18",
        "5/12",
        "5/12/019",
        "5/12/2019/1",
        "Äußerung",
        "ÄÄ/1/2019",
        "+5/12/2019",
        "32 December 2019",
        "December 2019",
        ":",
        "11:24:18",
    ] {
        assert_eq!(Written::of(text, Some(1946)), None, "{text}");
    }
    assert_eq!(Written::of("5/12/19", None), None);
    assert_eq!(Written::of("05-Dec-19", None), None);
}

#[test]
fn the_hour_stands_behind_the_day() {
    for (text, expected) in [
        ("2019-07-18 11:24:18", "11:24:18"),
        ("2019-07-18T11:24:18Z", "11:24:18"),
        ("2019-07-18 00:00:00", ""),
        ("2019-07-18", ""),
        ("18/7/2019 9:24", "9:24"),
        ("7/18/2019 5:24:18 PM", "5:24:18 PM"),
        ("7/18/2019 12:00:00 AM", ""),
        ("18 July 2019, 0:00", ""),
        ("18/7/2019", ""),
        ("", ""),
    ] {
        assert_eq!(hour(text), expected, "{text}");
    }
}

/// The gravity of a finding, its line, and the beginning of its message.
type Told = (Severity, u32, String);

/// What a list of dates is read as, and what is found.
fn settled(custom: Custom, texts: &[&str]) -> (Vec<Result<String, Fault>>, Vec<Told>) {
    let (mut dates, mut findings) = (Dates::new(custom), Findings::default());
    for text in texts {
        if dates.open(text, 0) {
            dates.settle(0, 4, &mut findings, |take| {
                texts.iter().enumerate().for_each(|(number, text)| take(text, number as u32 + 2));
            });
        }
    }
    let read = texts.iter().map(|text| dates.read(text).map(|date| date.to_string())).collect();
    let told = |message: &str| message.split(" (").next().unwrap_or("").to_owned();
    let found = findings.list().iter().map(|one| (one.severity, one.place.line, told(&one.message))).collect();
    (read, found)
}

fn days(days: &[&str]) -> Vec<Result<String, Fault>> {
    days.iter().map(|day| if day.is_empty() { Err(Fault::Open) } else { Ok((*day).to_owned()) }).collect()
}

#[test]
fn the_order_of_a_file_is_that_of_all_its_dates() {
    let note = |text: &str| (Severity::Note, 0, text.to_owned());
    let (read, found) = settled(UN, &["1/2/2019", "", "13/2/2019", "2/2/2019"]);
    assert_eq!(read[..1], days(&["2019-02-01"]));
    assert_eq!((&read[1], &read[2..]), (&Err(Fault::NoDate), days(&["2019-02-13", "2019-02-02"]).as_slice()));
    assert_eq!(found, [note("Dates are read as day/month/year")]);
    let (read, found) = settled(UN, &["2019-01-01", "1/2/2019", "2/13/2019"]);
    assert_eq!(read, days(&["2019-01-01", "2019-01-02", "2019-02-13"]));
    assert_eq!(found, [note("Dates are read as month/day/year")]);
    // Both: what can be read in one way alone is read.
    let (read, found) = settled(UN, &["13/2/2019", "2/14/2019", "1/2/2019", "3/3/2019", "2019-01-02"]);
    assert_eq!(read, days(&["2019-02-13", "2019-02-14", "", "2019-03-03", "2019-01-02"]));
    let both = (Severity::Warning, 0, "Some dates have the day first".to_owned());
    assert_eq!(found, [both]);
    // Neither: the custom of the source, at the first line that is open.
    let neither = |line| [(Severity::Warning, line, "No date of the file tells the day from the month".to_owned())];
    let (read, found) = settled(UN, &["2019-05-06", "7/7/2019", "1/2/2019"]);
    assert_eq!(read, days(&["2019-05-06", "2019-07-07", "2019-02-01"]));
    assert_eq!(found, neither(4));
    let (read, found) = settled(Custom::MONTH_FIRST, &["1/2/2019", "2/2/2019"]);
    assert_eq!(read, days(&["2019-01-02", "2019-02-02"]));
    assert_eq!(found, neither(2));
    let (read, found) = settled(UN, &["18-Dec-19", "1-Jan-2020"]);
    assert_eq!(read, days(&["2019-12-18", "2020-01-01"]));
    assert_eq!(found, [note("Years are written with two digits"), note("Dates are written with words for the months")]);
    let (read, found) = settled(UN, &["2019-05-06", "2019-02-30", "1971"]);
    assert_eq!((&read[1], found), (&Err(Fault::NoDate), vec![]));
}

/// A file of a layout with one roll call a date, in their order.
struct Sample {
    layout: &'static str,
    custom: Custom,
    file: fn(&[String]) -> String,
}

/// A table with these columns: the number of the row stands for "#", its date for "@".
fn table(header: &str, row: &str, dates: &[String]) -> String {
    let rows = dates
        .iter()
        .enumerate()
        .map(|(number, date)| row.replace('#', &(number + 1).to_string()).replace('@', &format!("\"{date}\"")));
    format!("{header}\n{}\n", rows.collect::<Vec<_>>().join("\n"))
}

fn undl(dates: &[String]) -> String {
    let header = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes,undl_link";
    // Two rows a resolution, a row with too few cells, and one with a quotation mark that is not closed.
    let row = "#,AFG,AFGHANISTAN,Y,@,74,A/RES/74/#,\"Title,\nof two lines\",2,x\n\
               #,FRA,FRANCE,Y,@,74,A/RES/74/#,\"Title,\nof two lines\",2,x\n#,too,few";
    format!("{}99,\"FRA,FRANCE,Y\n", table(header, row, dates))
}

fn undl_wide(dates: &[String]) -> String {
    let states = "AFGHANISTAN,BENIN,CHINA,FRANCE,GERMANY,INDIA,JAPAN,KENYA,MALI,SPAIN";
    table(
        &format!("undl_id,date,session,resolution,title,total_yes,{states}"),
        "#,@,74,A/RES/74/#,Title,10,Y,Y,Y,Y,Y,Y,Y,Y,Y,Y",
        dates,
    )
}

fn iso_matrix(dates: &[String]) -> String {
    let states = "AFG,AGO,ALB,ARE,ARG,AUS,AUT,BEL,BEN,BFA,BGD,BGR,BOL,BRA,CAN,CHE,CHN,TWN,SRB,YEM";
    table(&format!("rcid,date,{states}"), "#,@,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", dates)
}

fn own_roll_calls(dates: &[String]) -> String {
    let names: Vec<&str> = RollCallColumn::ALL.iter().map(|column| column.name()).collect();
    let cells = RollCallColumn::ALL.map(|column| match column {
        RollCallColumn::Id => "#",
        RollCallColumn::Body | RollCallColumn::BodyName => "X",
        RollCallColumn::Chamber => "other",
        RollCallColumn::BodyRule => "votes-cast",
        RollCallColumn::Date => "@",
        RollCallColumn::Kind => "draft",
        _ => "",
    });
    table(&names.join(","), &cells.join(","), dates)
}

const SAMPLES: [Sample; 13] = [
    Sample { layout: "undl-ga", custom: UN, file: undl },
    Sample {
        layout: "undl-sc",
        custom: UN,
        file: |dates| {
            table(
                "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,description,total_yes",
                "#,FRA,FRANCE,True,Y,@,S/RES/#,Words,1",
                dates,
            )
        },
    },
    Sample { layout: "undl-wide", custom: UN, file: undl_wide },
    Sample {
        layout: "voeten",
        custom: UN,
        file: |dates| table("rcid,session,yes,no,abstain,date,unres", "#,1,1,0,0,@,R/1/#", dates),
    },
    Sample {
        layout: "unvotes",
        custom: UN,
        file: |dates| table("rcid,session,date,unres,short", "#,1,@,R/1/#,X", dates),
    },
    Sample { layout: "iso-matrix", custom: UN, file: iso_matrix },
    Sample {
        layout: "voteview",
        custom: Custom::MONTH_FIRST,
        file: |dates| table("congress,chamber,rollnumber,date,yea_count,nay_count", "116,Senate,#,@,1,2", dates),
    },
    Sample {
        layout: "europarl",
        custom: Custom::DAY_FIRST.since(1979),
        file: |dates| table("identifier,date,title,for,against,abstention", "#,@,Am #,1,2,3", dates),
    },
    Sample {
        layout: "how-they-vote",
        custom: Custom::DAY_FIRST.since(1979),
        file: |dates| table("id,timestamp,display_title", "#,@,Title", dates),
    },
    Sample {
        layout: "bundestag",
        custom: Custom::DAY_FIRST.since(1949),
        file: |dates| table("poll_id,poll_title,poll_date", "#,Title,@", dates),
    },
    Sample {
        layout: "name-lists",
        custom: Custom::DAY_FIRST,
        file: |dates| table("id;date;yes;no", "#;@;France, Mali;Chad", dates),
    },
    Sample {
        layout: "council-record",
        custom: UN,
        file: |dates| {
            let header = "ID,Year,Date,Resolution,Draft,Outcome,Agenda item,Category,Region,Vote,Member State";
            table(header, "#,,@,,S/#,Adopted,Item,,,Yes,France", dates)
        },
    },
    Sample { layout: "plenary", custom: Custom::DAY_FIRST, file: own_roll_calls },
];

fn read(text: &str) -> Imported {
    import(&[Input::memory("x.csv", text.as_bytes())], &Options::default(), &Silent).expect("a layout that is known")
}

fn dates(imported: &Imported) -> Vec<Option<String>> {
    imported.archive.roll_calls.iter().map(|roll| roll.date.as_ref().map(ToString::to_string)).collect()
}

/// Findings about dates: line and column.
fn bad_dates(imported: &Imported) -> Vec<(u32, u32)> {
    let list = imported.findings.list().iter().filter(|finding| finding.kind == Kind::BadDate);
    list.map(|finding| (finding.place.line, finding.column)).collect()
}

fn notes_on_order(imported: &Imported) -> usize {
    imported.findings.list().iter().filter(|finding| finding.message.starts_with("Dates are ")).count()
}

/// A date in one of the ways of writing it; the first ones tell nothing of the order.
fn write((year, month, day): (u32, u32, u32), way: usize) -> String {
    let short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = short[month as usize - 1];
    match way {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day}-{name}-{year}"),
        2 => format!("{name} {day}, {year}"),
        3 => format!("{day:02}/{month:02}/{year}"),
        4 => format!("{day}.{month}.{year}"),
        5 => format!("{day:02}-{month:02}-{year} 10:15:00"),
        6 => format!("{month}/{day}/{year}"),
        _ => format!("{month:02}/{day:02}/{year} 10:15"),
    }
}

#[test]
fn dates_come_back_through_every_layout() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(8);
    let mut below = |end: u32| (random.next_u64() % u64::from(end)) as u32;
    for Sample { layout, file, .. } in SAMPLES {
        for round in 0..48 {
            let way = round % 8;
            let count = 1 + below(12);
            let mut days: Vec<(u32, u32, u32)> =
                (0..count).map(|_| (1950 + below(75), 1 + below(12), 1 + below(28))).collect();
            // One that tells the order, anywhere.
            let place = below(count) as usize;
            days[place].2 = 13 + below(16);
            let written: Vec<String> = days.iter().map(|day| write(*day, way)).collect();
            let imported = read(&file(&written));
            assert_eq!(imported.summary.layouts, [layout]);
            let expected: Vec<Option<String>> = days.iter().map(|day| Some(write(*day, 0))).collect();
            assert_eq!(dates(&imported), expected, "{layout}: {written:?}");
            assert_eq!(bad_dates(&imported), [], "{layout}: {:?}", imported.findings);
            assert_eq!(notes_on_order(&imported), usize::from(way > 0), "{layout}: {:?}", imported.findings);
        }
    }
}

#[test]
fn a_file_that_tells_no_order_is_read_by_its_custom_and_says_so_once() {
    for Sample { layout, custom, file } in SAMPLES {
        let texts = ["2019-01-02", "03/04/2019", "05/06/2019"].map(str::to_owned);
        let imported = read(&file(&texts));
        let month_first = Dates::new(custom).read("03/04/2019").expect("a date").as_str() == "2019-03-04";
        assert_eq!(month_first, layout == "voteview");
        let expected = if month_first {
            ["2019-01-02", "2019-03-04", "2019-05-06"]
        } else {
            ["2019-01-02", "2019-04-03", "2019-06-05"]
        };
        assert_eq!(dates(&imported), expected.map(|date| Some(date.to_owned())), "{layout}");
        let found = bad_dates(&imported);
        // The rows of one table run over several lines.
        let line = if layout == "undl-ga" { 7 } else { 3 };
        assert_eq!(
            found.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [line],
            "{layout}: {:?}",
            imported.findings
        );
        assert!(found[0].1 > 0, "{layout}");
    }
}

#[test]
fn dates_of_two_orders_are_read_where_they_can_be() {
    for Sample { layout, file, .. } in SAMPLES {
        let texts = ["13/04/2019", "04/14/2019", "05/06/2019", "x", "07/07/2019"].map(str::to_owned);
        let imported = read(&file(&texts));
        let expected = [Some("2019-04-13"), Some("2019-04-14"), None, None, Some("2019-07-07")];
        assert_eq!(dates(&imported), expected.map(|date| date.map(str::to_owned)), "{layout}");
        let lines: Vec<u32> = bad_dates(&imported).into_iter().map(|(line, _)| line).collect();
        let expected = match layout {
            "undl-ga" => vec![0, 12, 17],
            // A cell that is left out is an error of its own kind there.
            "plenary" => vec![0],
            _ => vec![0, 4, 5],
        };
        assert_eq!(lines, expected, "{layout}: {:?}", imported.findings);
        assert_eq!(imported.summary.roll_calls, 5);
    }
}

#[test]
fn every_file_has_an_order_of_its_own() {
    let one = "rcid,session,date,unres,short\n1,1,13/04/2019,R/1,X\n2,1,01/02/2019,R/2,X\n";
    let two = "rcid,session,date,unres,short\n3,1,04/13/2019,R/3,X\n4,1,01/02/2019,R/4,X\n";
    let inputs = [Input::memory("a.csv", one.as_bytes()), Input::memory("b.csv", two.as_bytes())];
    let imported = import(&inputs, &Options::default(), &Silent).expect("a layout that is known");
    let expected = ["2019-04-13", "2019-02-01", "2019-04-13", "2019-01-02"];
    assert_eq!(dates(&imported), expected.map(|date| Some(date.to_owned())));
    assert_eq!((notes_on_order(&imported), bad_dates(&imported)), (2, vec![]));
}

#[test]
fn the_last_row_of_a_long_library_file_tells_the_order_of_all() {
    for (last, first, end) in [("25/12/1992", "1992-03-02", "\n"), ("12/25/1992", "1992-02-03", "\r\n")] {
        let mut text = format!("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,undl_link{end}");
        for number in 0..2000 {
            for member in ["AFG,AFGHANISTAN", "FRA,FRANCE", "SRB,\"SERBIA, OF\""] {
                let title = "\"A \"\"title\"\",\nlong\"";
                let row = format!("{number},{member},Y,02/03/1992,47,A/RES/47/{number},{title},x{end}");
                text.push_str(&row);
            }
            text += if number % 500 == 0 { "1,\"open,Y\n" } else { "" };
        }
        let row = format!("2000,FRA,FRANCE,Y,{last},47,A/RES/47/2000,T,x");
        text.push_str(&row);
        let lines = text.lines().count();
        let imported = read(&text);
        assert_eq!(dates(&imported)[0].as_deref(), Some(first));
        assert_eq!((imported.summary.roll_calls, imported.summary.votes), (2001, 6001));
        let said = format!("\"{last}\" in line {lines} can be read in no other way");
        assert!(imported.findings.list().iter().any(|finding| finding.done == said), "{:?}", imported.findings.list());
    }
}

#[test]
fn states_of_a_library_file_have_their_names_by_the_days_that_were_understood() {
    let text = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,undl_link\n\
                1,RUS,USSR,Y,05/06/1980,35,A/RES/35/1,T,x\n2,RUS,RUSSIAN FEDERATION,Y,25/12/1992,47,A/RES/47/1,T,x\n";
    let imported = read(text);
    let voter = &imported.archive.voters[0];
    let name = |day: &str| voter.name_on(Some(&day.parse().expect("a date"))).to_owned();
    assert_ne!(name("1980-06-05"), name("1992-12-25"));
    assert_eq!(imported.archive.roll_calls[0].date.as_ref().map(Date::as_str), Some("1980-06-05"));
}

#[test]
fn a_month_is_its_whole_name_or_its_abbreviation_in_five_languages() {
    for (text, day) in [
        ("mardi 5 janvier 1971", "1971-01-05"),
        ("martes 5 de enero de 1971", "1971-01-05"),
        ("5 march 1971", "1971-03-05"),
        ("5 Mar. 1971", "1971-03-05"),
        ("5 mars 1971", "1971-03-05"),
        ("5. März 1971", "1971-03-05"),
        ("5 de marzo de 1971", "1971-03-05"),
        ("5 de março de 1971", "1971-03-05"),
        ("5. Mrz 1971", "1971-03-05"),
        ("Donnerstag, 1. April 1971", "1971-04-01"),
        ("1er avril 1971", "1971-04-01"),
        ("5 mai 1971", "1971-05-05"),
        ("5 juin 1971", "1971-06-05"),
        ("5 juil. 1971", "1971-07-05"),
        ("5 août 1971", "1971-08-05"),
        ("Sept 5, 1971", "1971-09-05"),
        ("5 Sep 1971", "1971-09-05"),
        ("5 de setiembre de 1971", "1971-09-05"),
        ("5 de septiembre del 1971", "1971-09-05"),
        ("5. Okt. 1971", "1971-10-05"),
        ("Quinta-feira, 5 de outubro de 1971", "1971-10-05"),
        ("5 déc. 1971", "1971-12-05"),
        ("5. Dezember 1971", "1971-12-05"),
        ("Tuesday, the 5th of January, 1971", "1971-01-05"),
        ("1971 Jan 5", "1971-01-05"),
    ] {
        assert_eq!(DateOrder::Ymd.read(text).as_ref().map(Date::as_str), Some(day), "{text}");
        let told = Dates::new(UN).read(text);
        assert_eq!(told.as_ref().map(Date::as_str), Ok(day), "{text}");
    }
    for text in [
        "Decision 5/1971",
        "Decision 5 of 1971",
        "5 Marrakesh 1971",
        "Market 5 1971",
        "5 Mayor 1971",
        "5 Jan Feb 1971",
        "5 March or 5 April 1971",
        "5 5 January 1971",
        "Resolution 5 January 1971",
        "January 1971",
        "5 Ja 1971",
        "5 D 1971",
    ] {
        assert_eq!(DateOrder::Dmy.read(text), None, "{text}");
        assert_eq!(Dates::new(UN).read(text), Err(Fault::NoDate), "{text}");
    }
}

#[test]
fn a_mapping_and_a_file_read_one_date_alike() {
    for (text, order) in [("5/12/2019", DateOrder::Dmy), ("5 Dec 2019", DateOrder::Ymd), ("2019/12/5", DateOrder::Mdy)]
    {
        assert_eq!(order.read(text), Dates::new(UN).read(text).ok(), "{text}");
    }
}
