//! Our own tables read by their description alone, without the program's reader.

use calamine::{Data, Reader, Xlsx};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use plenary::{
    archive::{Archive, Builder, RollCall},
    io::out::{
        About,
        columns::{METADATA, MemberColumn, RollCallColumn, VOTES, chamber, entry},
        extra_name, split,
    },
};

type Table = Vec<Vec<String>>;

fn csv(bytes: &[u8]) -> Table {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn begin(about: &About) -> Builder {
    let mut builder = Builder::new();
    for forum in &about.forums {
        builder.forum(forum.clone());
    }
    for issue in &about.issues {
        builder.issue(issue);
    }
    let archive = builder.archive();
    (archive.title, archive.credit) = (about.title.clone(), about.credit.clone());
    builder
}

fn about(table: &Table) -> About {
    assert_eq!(table[0], ["about", "value"]);
    let mut about = About::default();
    table[1..].iter().for_each(|row| about.take(&row[0], row.get(1).map_or("", String::as_str)).unwrap());
    about
}

fn members(table: &Table, builder: &mut Builder) {
    for row in &table[1..] {
        let number = builder.voter(&row[0]);
        let voter = builder.voter_mut(number).unwrap();
        for (name, cell) in table[0].iter().zip(row) {
            match (MemberColumn::ALL.into_iter().find(|column| column.name() == name), extra_name(name)) {
                (Some(column), _) => column.read(cell, voter),
                (_, Some(extra)) if !cell.is_empty() => voter.extra.push((extra.to_owned(), cell.clone())),
                _ => assert!(cell.is_empty()),
            }
        }
    }
}

/// Takes the cells of a roll call from those columns that are its own.
fn roll_call(header: &[String], row: &[String], builder: &mut Builder) -> usize {
    let number = builder.roll_call(&row[0]);
    let mut roll = RollCall { id: row[0].clone(), ..RollCall::default() };
    let known = &RollCallColumn::ALL[1..];
    for (place, (name, cell)) in header.iter().zip(row).enumerate().skip(1) {
        match known.get(place - 1) {
            Some(column) => {
                assert_eq!(column.name(), name);
                match column {
                    RollCallColumn::Body => {
                        let forums = &builder.archive().forums;
                        roll.forum = forums.iter().position(|forum| forum.id.as_str() == cell).unwrap() as u32;
                    }
                    RollCallColumn::BodyName => assert_eq!(builder.archive().forums[roll.forum as usize].name, *cell),
                    RollCallColumn::Chamber => {
                        assert_eq!(builder.archive().forums[roll.forum as usize].chamber, chamber(cell).unwrap());
                    }
                    RollCallColumn::Issues => {
                        roll.issues = split(cell).iter().map(|issue| builder.issue(issue)).collect();
                    }
                    column => column.read(cell, &mut roll).unwrap(),
                }
            }
            None => match extra_name(name) {
                Some(extra) if !cell.is_empty() => roll.extra.push((extra.to_owned(), cell.clone())),
                Some(_) => {}
                None => break,
            },
        }
    }
    *builder.roll_call_mut(number).unwrap() = roll;
    number
}

fn build(votes: Option<&Table>, rolls: &Table, own: &Table, told: &Table) -> Archive {
    let mut builder = begin(&about(told));
    members(own, &mut builder);
    let header = &rolls[0];
    let first = RollCallColumn::ALL.len() + header.iter().filter(|name| extra_name(name).is_some()).count();
    for row in &rolls[1..] {
        let number = roll_call(header, row, &mut builder);
        for (code, cell) in header.iter().zip(row).skip(first) {
            let voter = builder.known_voter(code).unwrap();
            builder.cast(number, voter, entry(cell).unwrap());
        }
    }
    if let Some(votes) = votes {
        assert_eq!(votes[0], VOTES);
        for row in &votes[1..] {
            let (roll, voter) = (builder.known_roll_call(&row[0]).unwrap(), builder.known_voter(&row[1]).unwrap());
            builder.cast(roll, voter, entry(&row[4]).unwrap());
        }
    }
    builder.finish()
}

/// A collection from tables as CSV; the roll calls wide where there are no votes of their own.
pub fn of_tables(votes: Option<&[u8]>, rolls: &[u8], members: &[u8], about: &[u8]) -> Archive {
    let rolls = csv(rolls);
    assert_eq!(rolls[0][0], if votes.is_some() { "id" } else { "roll_call" });
    build(votes.map(csv).as_ref(), &rolls, &csv(members), &csv(about))
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(number) => format!("{number:.0}"),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A collection from a workbook, by its wide sheet; the long one says the same.
pub fn of_workbook(bytes: Vec<u8>) -> Archive {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Roll calls", "Members", "Votes", "About"]);
    let mut sheet = |name: &str| -> Table {
        let range = book.worksheet_range(name).unwrap();
        range.rows().map(|row| row.iter().map(cell).collect()).collect()
    };
    let (rolls, members, votes, about) = (sheet("Roll calls"), sheet("Members"), sheet("Votes"), sheet("About"));
    let wide = build(None, &rolls, &members, &about);
    assert_eq!(build(Some(&votes), &rolls, &members, &about), wide);
    assert_eq!(votes.len() as u64, wide.entries() + 1);
    wide
}

/// The day of a number of days since 1970.
fn day(days: i64) -> String {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", of_year - (153 * march + 2) / 5 + 1)
}

fn field(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Int(number) => number.to_string(),
        Field::Bool(flag) => flag.to_string(),
        Field::Date(days) => day(i64::from(*days)),
        other => panic!("{other:?}"),
    }
}

/// A collection from a Parquet file.
pub fn of_parquet(bytes: Vec<u8>) -> Archive {
    let input = plenary_bytes(bytes);
    let reader = SerializedFileReader::new(input).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let text = metadata.iter().find(|pair| pair.key == METADATA).unwrap().value.clone().unwrap();
    let about: About = serde_json::from_str(&text).unwrap();
    let mut builder = begin(&about);
    for voter in &about.voters {
        let number = builder.voter(voter.id.as_str());
        *builder.voter_mut(number).unwrap() = voter.clone();
    }
    let mut without = about.without_votes.iter().peekable();
    let mut last = String::new();
    let mut roll = 0;
    let mut empty = |builder: &mut Builder, before: usize| {
        // Several may follow each other: each moves the place of the next.
        let mut before = before;
        while let Some((_, own)) = without.next_if(|(place, _)| *place <= before) {
            let number = builder.roll_call(&own.id);
            *builder.roll_call_mut(number).unwrap() = own.clone();
            before = before.max(number + 1);
        }
    };
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let cells: Vec<(String, String)> =
            row.get_column_iter().map(|(name, value)| (name.clone(), field(value))).collect();
        let text = |place: usize| cells[place].1.as_str();
        if builder.archive().roll_calls.is_empty() || text(0) != last {
            last = text(0).to_owned();
            let before = builder.archive().roll_calls.len();
            empty(&mut builder, before);
            let (mut header, mut own) = (vec!["roll_call".to_owned()], vec![last.clone()]);
            let mut year = String::new();
            for (name, value) in &cells[VOTES.len()..] {
                if name == "year" {
                    year = value.clone();
                    continue;
                }
                header.push(name.clone());
                own.push(value.clone());
            }
            let date = header.iter().position(|name| name == "date").unwrap();
            if own[date].is_empty() {
                own[date] = year;
            } else {
                assert_eq!(own[date][..4], year);
            }
            roll = roll_call(&header, &own, &mut builder);
        }
        let voter = builder.known_voter(text(1)).unwrap();
        builder.cast(roll, voter, entry(text(4)).unwrap());
    }
    empty(&mut builder, usize::MAX);
    builder.finish()
}

/// A file of its own, since the type of bytes that the library reads belongs to another one.
fn plenary_bytes(bytes: Vec<u8>) -> std::fs::File {
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    file.rewind().unwrap();
    file
}
