//! Workbooks and Parquet files that are made here, read back; and what becomes of damaged ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::pedantic,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use parquet::{
    basic::Compression,
    column::writer::ColumnWriter,
    data_type::ByteArray,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::io::import::{Form, recognize};

fn rows(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let mut rows = Vec::new();
    sheet.each(|row| {
        rows.push((row.place.line, (0..row.len()).map(|column| row.get(column).to_owned()).collect()));
        ControlFlow::Continue(())
    });
    rows
}

fn open(input: &Input) -> (Sheet, Findings) {
    let mut findings = Findings::default();
    let sheet = Sheet::open(input, 0, None, &mut findings).unwrap();
    (sheet, findings)
}

fn line(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

/// A first sheet without rows, a second one with a title above its header, a third one.
fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet().set_name("Votes").unwrap();
    for (column, name) in ["id", "member", "vote", "date", "share", "key"].into_iter().enumerate() {
        sheet.write_string(2, column as u16, name).unwrap();
    }
    sheet.write_string(3, 0, "0071").unwrap();
    sheet.write_string(3, 1, "Côte d’Ivoire").unwrap();
    sheet.write_number(3, 2, 1.0).unwrap();
    sheet.write_datetime_with_format(3, 3, ExcelDateTime::parse_from_str("1971-10-25").unwrap(), &day).unwrap();
    sheet.write_number(3, 4, 0.1 + 0.2).unwrap();
    sheet.write_boolean(3, 5, true).unwrap();
    sheet.write_number(6, 0, 120.0).unwrap();
    sheet.write_boolean(6, 5, false).unwrap();
    book.add_worksheet().set_name("More").unwrap().write_string(0, 0, "alone").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_first_sheet_with_rows_is_read_as_it_would_be_written() {
    let input = Input::memory("votes.xlsx", xlsx());
    let (sheet, findings) = open(&input);
    assert_eq!(sheet.header, ["id", "member", "vote", "date", "share", "key"]);
    assert_eq!(sheet.header_place.line, 3);
    assert_eq!(
        rows(&sheet),
        [
            line(4, &["0071", "Côte d’Ivoire", "1", "1971-10-25", "0.3", "TRUE"]),
            line(7, &["120", "", "", "", "", "FALSE"])
        ]
    );
    assert_eq!(findings.list().len(), 1);
    assert!(findings.list()[0].message.contains("3 sheets: Notes, Votes, More"), "{findings:?}");
    assert!(findings.list()[0].done.contains("Votes"));
    assert_eq!(input.sheets().unwrap(), ["Notes", "Votes", "More"]);
}

#[test]
fn another_sheet_is_read_by_its_name() {
    let (sheet, _) = open(&Input::memory("votes.xlsx", xlsx()).with_sheet("More"));
    assert_eq!(sheet.header, ["alone"]);
    let input = Input::memory("votes.xlsx", xlsx()).with_sheet("Les votes");
    let problem = Sheet::open(&input, 0, None, &mut Findings::default()).unwrap_err();
    assert!(problem.to_string().contains("no sheet “Les votes”"), "{problem}");
}

#[test]
fn the_head_of_a_workbook_is_its_header() {
    let head = recognize::head(&Input::memory("no ending", xlsx())).unwrap();
    assert_eq!(head.form, Form::Xlsx);
    assert!(head.has(&["id", "member", "vote"]));
    assert!(head.text.starts_with("id\tmember\tvote\tdate\tshare\tkey\n0071\tCôte d’Ivoire\t1"), "{}", head.text);
}

#[test]
fn a_title_above_the_header_can_be_passed_over() {
    let sheet = Sheet::text(0, "Votes of May\n\nid,vote\n1,yes\n".to_owned());
    assert_eq!(sheet.header, ["Votes of May"]);
    let sheet = sheet.under(1);
    assert_eq!((sheet.header.join(","), sheet.header_place.line), ("id,vote".to_owned(), 3));
    assert_eq!(rows(&sheet), [line(4, &["1", "yes"])]);
    assert!(sheet.under(9).header.is_empty());
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    for end in ["\n", "\r\n"] {
        let text = ["", "id,title,vote", "1,\"two", "lines\",yes", "", "2,x,no", "3,y,no"].join(end);
        let sheet = Sheet::text(0, text);
        assert_eq!(sheet.header_place.line, 2);
        let lines: Vec<(u32, String)> = rows(&sheet).into_iter().map(|(line, row)| (line, row[0].clone())).collect();
        assert_eq!(lines, [(3, "1".to_owned()), (6, "2".to_owned()), (7, "3".to_owned())], "{end:?}");
    }
}

/// A zip file without packing.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    };
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc(text.as_bytes()).to_le_bytes());
        common.extend((text.len() as u32).to_le_bytes());
        common.extend((text.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let start = bytes.len() as u32;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&common);
        list.extend([0; 10]);
        list.extend(start.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let start = bytes.len() as u32;
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([(parts.len() as u16).to_le_bytes(), (parts.len() as u16).to_le_bytes()].concat());
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;

fn ods() -> Vec<u8> {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Stimmen"><table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>ja</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Tag</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Müller</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2019-03-14"><text:p>14.03.19</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Weiß</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FALSCH</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", MANIFEST),
        ("content.xml", content),
    ])
}

#[test]
fn an_ods_workbook_is_read() {
    let (sheet, findings) = open(&Input::memory("stimmen.csv", ods()));
    assert_eq!(sheet.header, ["Name", "ja", "Tag"]);
    assert_eq!(rows(&sheet), [line(2, &["Müller", "1", "2019-03-14"]), line(3, &["Weiß", "FALSE"])]);
    assert!(findings.list().is_empty());
}

/// An old workbook: a stream of records in a file of sectors.
fn xls() -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let bof = |kind: u16| record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let at = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    let label = |row: u16, column: u16, text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        record(0x0204, &[&at(row, column)[..], &((units.len() / 2) as u16).to_le_bytes(), &[1], &units].concat())
    };
    let number =
        |row: u16, column: u16, value: f64| record(0x0203, &[&at(row, column)[..], &value.to_le_bytes()].concat());
    let globals = bof(0x0005);
    let bound = |start: u32| record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 5, 0], b"Votes"].concat());
    let start = (globals.len() + bound(0).len() + 4) as u32;
    let mut stream = [globals, bound(start), record(0x000A, &[])].concat();
    stream.extend(bof(0x0010));
    for part in [label(0, 0, "Name"), label(0, 1, "ja"), label(1, 0, "Müller"), number(1, 1, 1.0), number(1, 2, 2.5)] {
        stream.extend(part);
    }
    stream.extend(record(0x0205, &[&at(2, 1)[..], &[1, 0]].concat()));
    stream.extend(record(0x000A, &[]));
    stream.resize(4096, 0);
    // Sector 0: which sector follows which; 1: the directory; 2 to 9: the stream.
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.extend([0; 16]);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    file.extend([0; 6]);
    for value in [0_u32, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0] {
        file.extend(value.to_le_bytes());
    }
    file.extend([0xFF; 4 * 108]);
    let mut next: Vec<u32> = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    next.extend((3..10).chain([0xFFFF_FFFE]));
    next.resize(128, 0xFFFF_FFFF);
    file.extend(next.into_iter().flat_map(u32::to_le_bytes));
    for (name, kind, child, start, size) in
        [("Root Entry", 5_u8, 1_u32, 0xFFFF_FFFE_u32, 0_u32), ("Workbook", 2, 0xFFFF_FFFF, 2, 4096)]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([0xFF; 8]);
        entry.extend(child.to_le_bytes());
        entry.extend([0; 36]);
        entry.extend(start.to_le_bytes());
        entry.extend(size.to_le_bytes());
        entry.extend([0; 4]);
        file.extend(entry);
    }
    file.resize(512 * 3, 0);
    file.extend(stream);
    file
}

#[test]
fn an_old_workbook_is_read() {
    let (sheet, _) = open(&Input::memory("abstimmung.xls", xls()));
    assert_eq!(sheet.header, ["Name", "ja"]);
    assert_eq!(rows(&sheet), [line(2, &["Müller", "1", "2.5"]), line(3, &["", "TRUE"])]);
}

#[test]
fn an_old_workbook_that_is_spread_beyond_all_measure_is_refused() {
    let mut bytes = xls();
    // The cell of a number in the second row is put into the last row and column that two bytes can hold.
    let number = [0x03, 0x02, 14, 0, 1, 0, 2, 0];
    let at = memchr::memmem::find(&bytes, &number).unwrap();
    bytes[at + 4..at + 8].copy_from_slice(&[0xFF; 4]);
    let problem =
        Sheet::open(&Input::memory("x.xls", bytes), 0, None, &mut Findings::default()).map(|_| ()).unwrap_err();
    assert!(problem.to_string().contains("more than"), "{problem}");
}

pub(crate) fn parquet(schema: &str, columns: &[ParquetColumn]) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in columns {
        let mut open = group.next_column().unwrap().unwrap();
        match (open.untyped(), column) {
            (ColumnWriter::ByteArrayColumnWriter(writer), ParquetColumn::Text(values, levels)) => {
                let values: Vec<ByteArray> = values.iter().map(|text| ByteArray::from(*text)).collect();
                writer.write_batch(&values, *levels, None).unwrap();
            }
            (ColumnWriter::Int32ColumnWriter(writer), ParquetColumn::Small(values, levels)) => {
                writer.write_batch(values, *levels, None).unwrap();
            }
            (ColumnWriter::Int64ColumnWriter(writer), ParquetColumn::Large(values, levels, repeated)) => {
                writer.write_batch(values, *levels, *repeated).unwrap();
            }
            (ColumnWriter::DoubleColumnWriter(writer), ParquetColumn::Double(values)) => {
                writer.write_batch(values, None, None).unwrap();
            }
            (ColumnWriter::BoolColumnWriter(writer), ParquetColumn::Bool(values)) => {
                writer.write_batch(values, None, None).unwrap();
            }
            _ => panic!("another type"),
        }
        open.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

pub(crate) enum ParquetColumn {
    Text(Vec<&'static str>, Option<&'static [i16]>),
    Small(Vec<i32>, Option<&'static [i16]>),
    Large(Vec<i64>, Option<&'static [i16]>, Option<&'static [i16]>),
    Double(Vec<f64>),
    Bool(Vec<bool>),
}

fn votes_parquet() -> Vec<u8> {
    parquet(
        "message votes {
            OPTIONAL BYTE_ARRAY member (STRING);
            REQUIRED INT32 rcid;
            OPTIONAL INT32 day (DATE);
            REQUIRED INT64 at (TIMESTAMP(MICROS, false));
            REQUIRED INT64 price (DECIMAL(12, 2));
            REQUIRED DOUBLE share;
            REQUIRED BOOLEAN key;
            REPEATED INT64 list;
        }",
        &[
            ParquetColumn::Text(vec!["Namibia", "Côte d’Ivoire"], Some(&[1, 0, 1])),
            ParquetColumn::Small(vec![1, 2, -3], None),
            ParquetColumn::Small(vec![662, -1], Some(&[1, 1, 0])),
            ParquetColumn::Large(vec![0, 1_600_000_000_000_000, -86_400_000_000], None, None),
            ParquetColumn::Large(vec![12_345, -5, 100], None, None),
            ParquetColumn::Double(vec![120.0, 0.1, -0.0]),
            ParquetColumn::Bool(vec![true, false, true]),
            ParquetColumn::Large(vec![1, 2, 3, 4], Some(&[1, 1, 1, 1]), Some(&[0, 1, 0, 0])),
        ],
    )
}

#[test]
fn a_parquet_file_is_read() {
    let input = Input::memory("votes.parquet", votes_parquet());
    let (sheet, findings) = open(&input);
    assert_eq!(sheet.header, ["member", "rcid", "day", "at", "price", "share", "key"]);
    assert_eq!(
        rows(&sheet),
        [
            line(2, &["Namibia", "1", "1971-10-25", "1970-01-01", "123.45", "120", "TRUE"]),
            line(3, &["", "2", "1969-12-31", "2020-09-13 12:26:40", "-0.05", "0.1", "FALSE"]),
            line(4, &["Côte d’Ivoire", "-3", "", "1969-12-31", "1", "0", "TRUE"])
        ]
    );
    assert!(findings.list()[0].message.contains("list"), "{findings:?}");
    let head = recognize::head(&input).unwrap();
    assert_eq!((head.form, head.header[1].as_str()), (Form::Parquet, "rcid"));
}

#[test]
fn what_is_no_table_is_said_in_words() {
    let packed = zip(&[("letter.txt", "Dear Sir")]);
    let mut bomb = zip(&[("xl/workbook.xml", "a"), ("xl/sheet1.xml", "b")]);
    let list = memchr::memmem::rfind(&bomb, b"PK\x01\x02").unwrap();
    bomb[list + 24..list + 28].copy_from_slice(&0xF000_0000_u32.to_le_bytes());
    let mut encrypted = xls();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    encrypted.extend(name);
    for (bytes, words) in [
        (packed, "holds no workbook"),
        (bomb, "unpacks to"),
        (encrypted, "protected by a password"),
        (b"<!DOCTYPE html><html><table></table>".to_vec(), "web page"),
        (b"%PDF-1.7".to_vec(), "PDF document"),
        (b"PAR1PAR1".to_vec(), "cannot be read"),
        (xlsx()[..3000].to_vec(), "broken off"),
        (zip(&[("xl/workbook.xml", "<workbook/>")]), "damaged"),
        (xls()[..1600].to_vec(), "damaged"),
    ] {
        let input = Input::memory("x.xlsx", bytes);
        let problem = Sheet::open(&input, 0, None, &mut Findings::default()).map(|_| ()).unwrap_err();
        assert!(problem.to_string().contains(words), "{problem}");
        assert_eq!(problem.file.as_deref(), Some("x.xlsx"));
        assert!(recognize::head(&input).is_err());
    }
    let (empty, _) = open(&Input::memory("x.csv", Vec::new()));
    assert!(empty.header.is_empty() && rows(&empty).is_empty());
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "id").unwrap();
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    let (sheet, _) = open(&Input::memory("far.xlsx", book.save_to_buffer().unwrap()));
    let mut found = Vec::new();
    sheet.each(|row| {
        found.push((row.place.line, row.len(), row.get(16_383).to_owned()));
        ControlFlow::Continue(())
    });
    assert_eq!(found, [(1_048_576, 16_384, "far".to_owned())]);
}

/// No damage to a file ends the program: it is read, or there are words for it.
#[test]
fn damaged_files_never_end_the_program() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    for whole in [xlsx(), ods(), xls(), votes_parquet()] {
        for round in 0..400 {
            let mut bytes = whole.clone();
            match round % 3 {
                0 => bytes.truncate(random.next_u64() as usize % whole.len()),
                1 => {
                    for _ in 0..=random.next_u64() % 8 {
                        let at = random.next_u64() as usize % whole.len();
                        bytes[at] ^= 1 << (random.next_u64() % 8);
                    }
                }
                _ => {
                    let at = random.next_u64() as usize % whole.len();
                    let end = (at + 1 + random.next_u64() as usize % 40).min(whole.len());
                    bytes[at..end].iter_mut().for_each(|byte| *byte = random.next_u64() as u8);
                }
            }
            let input = Input::memory("x", bytes);
            let _ = recognize::head(&input);
            if let Ok(sheet) = Sheet::open(&input, 0, None, &mut Findings::default()) {
                rows(&sheet);
            }
        }
    }
}
