//! Workbooks of Excel and LibreOffice as rows of cells.

use std::{collections::BTreeSet, io::Cursor};

use calamine::{Cell, Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::{
    Finding, Findings, Form, Input, Kind,
    damaged::careful,
    grid::{Grid, MOST_CELLS, Pool, Spot},
    old_workbook,
};
use crate::{archive::Place, io::Problem};

/// The bytes of a workbook.
type Bytes = Cursor<Vec<u8>>;

/// An open workbook.
enum Book {
    Xlsx(Box<Xlsx<Bytes>>),
    Xlsb(Box<Xlsb<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

/// Why a workbook cannot be read.
enum Fault {
    Password,
    TooLarge,
    Damaged(String),
}

/// Reads the sheet with the name that is asked for, else the first one that has a row under its header, and says which
/// one that was where there are several. At most `most` rows where that is said.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(
    input: &Input,
    file: u32,
    form: Form,
    most: Option<u32>,
    findings: &mut Findings,
) -> Result<Grid, Problem> {
    let bytes = input.bytes()?;
    // A damaged workbook makes calamine panic (it takes lengths in old workbooks at their word): that must not end the
    // program. Nothing is shared with what runs in here, so that nothing can be left half-done.
    let read = careful(|| choose(Cursor::new(bytes), form, input.sheet_name(), most));
    let found = read.unwrap_or_else(|| Err(Fault::Damaged("its parts do not fit together".to_owned())));
    let found = found.map_err(|fault| problem(&fault).in_file(&input.name))?;
    let names = found.names.join(", ");
    let Some((name, (grid, merged))) = found.sheet else {
        return Err(match input.sheet_name() {
            Some(wanted) => {
                Problem::new(format!("The workbook has no sheet \u{201c}{wanted}\u{201d}"), format!("It has {names}."))
            }
            None => Problem::new("The workbook has no row in any of its sheets", "Choose another file."),
        }
        .in_file(&input.name));
    };
    if found.names.len() > 1 {
        let message = format!("The workbook has {} sheets: {names}", found.names.len());
        let done = format!("The sheet \u{201c}{name}\u{201d} was read");
        findings.push(Finding::note(Kind::Understood, message, done).at(Place { file, line: 0 }, 0));
    }
    if merged > 0 {
        let message = match merged {
            1 => "A cell is merged with those below it".to_owned(),
            _ => format!("{merged} cells are merged with those below them"),
        };
        let done = "What each says was read in all of its rows";
        findings.push(Finding::note(Kind::Understood, message, done).at(Place { file, line: 0 }, 0));
    }
    Ok(grid)
}

/// The names of the sheets of a workbook, in its order.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn names(input: &Input, form: Form) -> Result<Vec<String>, Problem> {
    let bytes = input.bytes()?;
    // As above.
    let opened = careful(|| open(Cursor::new(bytes), form).map(|book| sheets(&book)));
    let opened = opened.unwrap_or_else(|| Err(Fault::Damaged("its parts do not fit together".to_owned())));
    opened.map_err(|fault| problem(&fault).in_file(&input.name))
}

struct Found {
    names: Vec<String>,
    sheet: Option<(String, (Grid, usize))>,
}

fn choose(bytes: Bytes, form: Form, wanted: Option<&str>, most: Option<u32>) -> Result<Found, Fault> {
    let mut book = open(bytes, form)?;
    let names = sheets(&book);
    if let Some(wanted) = wanted {
        let name = names.iter().find(|name| *name == wanted).cloned();
        let sheet = name.map(|name| grid(&mut book, &name, most).map(|grid| (name, grid))).transpose()?;
        return Ok(Found { names, sheet });
    }
    let mut header_alone = None;
    for name in &names {
        let grid = grid(&mut book, name, most)?;
        if grid.0.len() > 1 {
            return Ok(Found { sheet: Some((name.clone(), grid)), names });
        }
        if grid.0.len() == 1 && header_alone.is_none() {
            header_alone = Some((name.clone(), grid));
        }
    }
    Ok(Found { names, sheet: header_alone })
}

fn open(bytes: Bytes, form: Form) -> Result<Book, Fault> {
    if form == Form::Xls {
        match old_workbook::is_sane(bytes.get_ref()) {
            Some(true) => {}
            Some(false) => return Err(Fault::TooLarge),
            None => return Err(Fault::Damaged("its parts do not fit together".to_owned())),
        }
    }
    let damaged = |error: &dyn std::fmt::Display| Fault::Damaged(error.to_string());
    match form {
        Form::Xlsb => match Xlsb::new(bytes) {
            Ok(book) => Ok(Book::Xlsb(Box::new(book))),
            Err(calamine::XlsbError::Password) => Err(Fault::Password),
            Err(error) => Err(damaged(&error)),
        },
        Form::Xls => match Xls::new(bytes) {
            Ok(book) => Ok(Book::Xls(Box::new(book))),
            Err(calamine::XlsError::Password) => Err(Fault::Password),
            Err(error) => Err(damaged(&error)),
        },
        Form::Ods => match Ods::new(bytes) {
            Ok(book) => Ok(Book::Ods(Box::new(book))),
            Err(calamine::OdsError::Password) => Err(Fault::Password),
            Err(calamine::OdsError::CellLimitExceeded { .. }) => Err(Fault::TooLarge),
            Err(error) => Err(damaged(&error)),
        },
        Form::Xlsx | Form::Text | Form::Parquet => match Xlsx::new(bytes) {
            Ok(book) => Ok(Book::Xlsx(Box::new(book))),
            Err(calamine::XlsxError::Password) => Err(Fault::Password),
            Err(error) => Err(damaged(&error)),
        },
    }
}

/// The names of the sheets that hold cells: those that are shown first, then the hidden ones.
fn sheets(book: &Book) -> Vec<String> {
    let all = match book {
        Book::Xlsx(book) => book.sheets_metadata(),
        Book::Xlsb(book) => book.sheets_metadata(),
        Book::Xls(book) => book.sheets_metadata(),
        Book::Ods(book) => book.sheets_metadata(),
    };
    let cells = all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) = cells.partition(|sheet| sheet.visible == SheetVisible::Visible);
    shown.into_iter().chain(hidden).map(|sheet| sheet.name.clone()).collect()
}

/// The rows of a sheet, and how many of its cells are merged downwards.
fn grid(book: &mut Book, name: &str, most: Option<u32>) -> Result<(Grid, usize), Fault> {
    let mut pool = Pool::default();
    let mut spots = Vec::new();
    let beyond = |row: u32| most.is_some_and(|most| row >= most);
    let range = match book {
        // Cell by cell: a sheet may have one in its first row and one in its last, and nothing between them.
        Book::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| Fault::Damaged(error.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|error| Fault::Damaged(error.to_string()))? {
                if beyond(cell.get_position().0) {
                    break;
                }
                put(&cell, &mut pool, &mut spots)?;
            }
            drop(cells);
            // A look at the first rows does not go through the sheet to its end, where the merged cells are listed.
            let merged =
                if most.is_none() { book.merge_cells_by_sheet_name(name).unwrap_or_default() } else { Vec::new() };
            return filled(pool, spots, &merged);
        }
        Book::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| Fault::Damaged(error.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|error| Fault::Damaged(error.to_string()))? {
                if beyond(cell.get_position().0) {
                    break;
                }
                put(&cell, &mut pool, &mut spots)?;
            }
            return filled(pool, spots, &[]);
        }
        Book::Xls(book) => book.worksheet_range(name).map_err(|error| Fault::Damaged(error.to_string()))?,
        Book::Ods(book) => book.worksheet_range(name).map_err(|error| Fault::Damaged(error.to_string()))?,
    };
    let merged = match book {
        Book::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, column, cell) in range.used_cells() {
        let row = first_row.saturating_add(row as u32);
        if beyond(row) {
            break;
        }
        let text = written(cell);
        spots.push(Spot { row, column: first_column.saturating_add(column as u32), text: pool.number(&text) });
    }
    filled(pool, spots, &merged)
}

/// The rows of these cells, and how many cells that are merged downwards were filled. What such a cell says holds for each
/// of its rows: it is written into those that have a cell of their own, so that a header over two rows stays one.
fn filled(pool: Pool, mut spots: Vec<Spot>, merged: &[Dimensions]) -> Result<(Grid, usize), Fault> {
    let down: Vec<&Dimensions> = merged.iter().filter(|area| area.end.0 > area.start.0).collect();
    let mut count = 0;
    if !down.is_empty() {
        spots.sort_by_key(|spot| (spot.row, spot.column));
        let rows: BTreeSet<u32> = spots.iter().map(|spot| spot.row).collect();
        let own = spots.len();
        for area in down {
            let known = spots.get(..own).unwrap_or_default();
            let at = known.partition_point(|spot| (spot.row, spot.column) < area.start);
            let Some(Spot { text, .. }) = known.get(at).filter(|spot| (spot.row, spot.column) == area.start).copied()
            else {
                continue;
            };
            count += 1;
            for row in rows.range(area.start.0 + 1..=area.end.0) {
                if spots.len() >= MOST_CELLS {
                    return Err(Fault::TooLarge);
                }
                spots.push(Spot { row: *row, column: area.start.1, text });
            }
        }
    }
    Grid::of_spots(pool, spots).map(|grid| (grid, count)).map_err(|_| Fault::TooLarge)
}

fn put(cell: &Cell<DataRef<'_>>, pool: &mut Pool, spots: &mut Vec<Spot>) -> Result<(), Fault> {
    let ((row, column), value) = (cell.get_position(), cell.get_value());
    if *value == DataRef::Empty {
        return Ok(());
    }
    if spots.len() >= MOST_CELLS {
        return Err(Fault::TooLarge);
    }
    let text = match value {
        DataRef::SharedString(text) => pool.number(text),
        DataRef::String(text) => pool.number(text),
        other => pool.number(&written(&Data::from(other.clone()))),
    };
    spots.push(Spot { row, column, text });
    Ok(())
}

/// A cell as one would write it into a table of text.
fn written(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(time) => moment(time),
        Data::DateTimeIso(text) => match text.split_once('T') {
            Some((day, time)) if time.trim_end_matches('Z').chars().all(|c| matches!(c, '0' | ':' | '.')) => {
                day.to_owned()
            }
            Some((day, time)) => format!("{day} {time}"),
            None => text.clone(),
        },
        Data::Error(error) => error.to_string(),
    }
}

/// A number with fifteen digits at most, as spreadsheet programs show it, and without a needless ".0".
pub(super) fn decimal(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // Adding zero takes the sign from a zero.
        return format!("{:.0}", number + 0.0);
    }
    let short = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    if number.abs() < 1e15 && number.abs() >= 1e-5 { short.to_string() } else { format!("{short:e}") }
}

fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if time.is_duration() || time.as_f64() < 1.0 {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" { date } else { format!("{date} {clock}") }
}

fn problem(fault: &Fault) -> Problem {
    match fault {
        Fault::Password => Problem::new(
            "The workbook is protected by a password",
            "Open it with the password, and save it without one.",
        ),
        Fault::TooLarge => Problem::new(
            format!("The workbook has more than {MOST_CELLS} cells"),
            "Delete what is not needed, or save the sheet in question alone, as .csv.",
        ),
        Fault::Damaged(why) => {
            let message = format!("The workbook is damaged: {}", why.trim_end_matches('.'));
            Problem::new(message, "Open it in a spreadsheet program and save it anew, or save it as .csv.")
        }
    }
}
