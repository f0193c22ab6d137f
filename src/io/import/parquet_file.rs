//! Parquet files as rows of cells: the columns of plain values, each value as a person would write it.

use std::{collections::BTreeSet, fs::File};

use parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit},
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::DataType,
    errors::ParquetError,
    file::reader::{ChunkReader, FileReader, SerializedFileReader},
    schema::types::ColumnDescriptor,
};

use super::{
    Finding, Findings, Input, Kind,
    damaged::careful,
    grid::{EMPTY, Grid, MOST_CELLS, Pool},
    workbook::decimal,
};
use crate::{archive::Place, io::Problem};

/// So many values are taken at a time.
const BATCH: usize = 8192;
const DAY: i64 = 86_400;

/// Reads a Parquet file, at most `most` rows of it where that is said. Columns that hold lists or groups are left out
/// with a word.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(input: &Input, file: u32, most: Option<u32>, findings: &mut Findings) -> Result<Grid, Problem> {
    let bytes = input.bytes()?;
    // A damaged file makes the reader panic in places: that must not end the program. Nothing is shared with what runs
    // in here, so that nothing can be left half-done.
    let read = careful(|| table(bytes, most));
    let read = read.unwrap_or_else(|| Err(Fault::Damaged("its parts do not fit together".to_owned())));
    let table = read.map_err(|fault| problem(&fault).in_file(&input.name))?;
    for name in &table.nested {
        let message = format!("The column {name} holds lists or groups of values");
        findings.push(Finding::note(Kind::Unused, message, "It was not read").at(Place { file, line: 1 }, 0));
    }
    Ok(table.grid)
}

/// What stands in the metadata of a Parquet file under a key; none where nothing does.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn metadata(input: &Input, key: &str) -> Result<Option<String>, Problem> {
    let bytes = input.bytes()?;
    // As above.
    let read = careful(|| {
        let reader = SerializedFileReader::new(shared(<File as ChunkReader>::get_bytes, bytes))?;
        let pairs = reader.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
        Ok(pairs.into_iter().find(|pair| pair.key == key).and_then(|pair| pair.value))
    });
    let read = read.unwrap_or_else(|| Err(Fault::Damaged("its parts do not fit together".to_owned())));
    read.map_err(|fault| problem(&fault).in_file(&input.name))
}

/// Why a file cannot be read.
enum Fault {
    TooLarge,
    Nothing,
    Damaged(String),
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Damaged(match error {
            ParquetError::General(text) | ParquetError::NYI(text) | ParquetError::EOF(text) => text,
            other => other.to_string(),
        })
    }
}

fn problem(fault: &Fault) -> Problem {
    match fault {
        Fault::TooLarge => Problem::new(
            format!("The Parquet file has more than {MOST_CELLS} cells"),
            "Save the columns in question alone.",
        ),
        Fault::Nothing => Problem::new("The Parquet file has no column of plain values", "Choose another file."),
        Fault::Damaged(why) => {
            let message = format!("The Parquet file cannot be read: {}", why.trim_end_matches('.'));
            Problem::new(message, "Write it anew, packed with snappy or zstd or not at all.")
        }
    }
}

struct Table {
    grid: Grid,
    nested: BTreeSet<String>,
}

/// Bytes as the type in which the reader takes them, which has no name here: it is what `get` gives.
fn shared<T: From<Vec<u8>>>(_get: fn(&File, u64, usize) -> Result<T, ParquetError>, bytes: Vec<u8>) -> T {
    bytes.into()
}

fn table(bytes: Vec<u8>, most: Option<u32>) -> Result<Table, Fault> {
    let reader = SerializedFileReader::new(shared(<File as ChunkReader>::get_bytes, bytes))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let (mut plain, mut nested) = (Vec::new(), BTreeSet::new());
    for (number, column) in schema.columns().iter().enumerate() {
        if column.max_rep_level() == 0 && column.path().parts().len() == 1 {
            plain.push((number, column.clone()));
        } else if let Some(name) = column.path().parts().first() {
            nested.insert(name.clone());
        }
    }
    if plain.is_empty() {
        return Err(Fault::Nothing);
    }
    let most = most.map_or(usize::MAX, |most| most as usize);
    let mut pool = Pool::default();
    let header: Vec<u32> = plain.iter().map(|(_, column)| pool.number(column.name())).collect();
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); plain.len()];
    for group in 0..reader.num_row_groups() {
        let rows = reader.get_row_group(group)?;
        for ((number, description), cells) in plain.iter().zip(&mut columns) {
            let room = most.saturating_sub(cells.len()).min(most_rows(MOST_CELLS, plain.len()));
            values(rows.get_column_reader(*number)?, description, room, &mut pool, cells)?;
        }
        let length = columns.first().map_or(0, Vec::len);
        if columns.iter().any(|column| column.len() != length) {
            return Err(Fault::Damaged("its columns are not of one length".to_owned()));
        }
        if length.saturating_mul(columns.len()) >= MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        if length >= most {
            break;
        }
    }
    let grid = Grid::of_columns(pool, header, &columns).map_err(|_| Fault::TooLarge)?;
    Ok(Table { grid, nested })
}

/// How many rows of a group are read at most: one more than there is room for, so that what is too large is seen to be.
fn most_rows(most_cells: usize, columns: usize) -> usize {
    most_cells / columns + 1
}

/// Adds the values of a column in a group of rows, `most` at most.
fn values(
    reader: ColumnReader,
    description: &ColumnDescriptor,
    most: usize,
    pool: &mut Pool,
    cells: &mut Vec<u32>,
) -> Result<(), Fault> {
    let kind = Meaning::of(description);
    let levels = description.max_def_level();
    let mut take = Take { levels, most, pool, cells };
    match reader {
        ColumnReader::BoolColumnReader(reader) => {
            take.all(reader, |value| if *value { "TRUE" } else { "FALSE" }.to_owned())
        }
        ColumnReader::Int32ColumnReader(reader) => take.all(reader, |value| kind.small(*value)),
        ColumnReader::Int64ColumnReader(reader) => take.all(reader, |value| kind.large(*value)),
        ColumnReader::Int96ColumnReader(reader) => take.all(reader, |value| moment(value.to_millis().div_euclid(1000))),
        ColumnReader::FloatColumnReader(reader) => take.all(reader, |value| {
            // By its own digits: as a longer number it would have others.
            value.to_string().parse().map_or_else(|_| value.to_string(), decimal)
        }),
        ColumnReader::DoubleColumnReader(reader) => take.all(reader, |value| decimal(*value)),
        ColumnReader::ByteArrayColumnReader(reader) => take.all(reader, |value| kind.bytes(value.data())),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => take.all(reader, |value| kind.bytes(value.data())),
    }
}

/// Where values go.
struct Take<'a> {
    levels: i16,
    most: usize,
    pool: &'a mut Pool,
    cells: &'a mut Vec<u32>,
}

impl Take<'_> {
    fn all<D: DataType>(
        &mut self,
        mut reader: ColumnReaderImpl<D>,
        mut write: impl FnMut(&D::T) -> String,
    ) -> Result<(), Fault> {
        let mut left = self.most;
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        while left > 0 {
            levels.clear();
            values.clear();
            let (rows, ..) = reader.read_records(left.min(BATCH), Some(&mut levels), None, &mut values)?;
            if rows == 0 {
                break;
            }
            left = left.saturating_sub(rows);
            let mut filled = values.iter();
            for row in 0..rows {
                // A column that is always filled has no levels.
                let is_filled = self.levels == 0 || levels.get(row).is_some_and(|level| *level == self.levels);
                let text = is_filled.then(|| filled.next()).flatten().map(&mut write);
                self.cells.push(text.map_or(EMPTY, |text| self.pool.number(&text)));
            }
        }
        Ok(())
    }
}

/// What the numbers and bytes of a column stand for.
enum Meaning {
    Plain,
    Unsigned,
    Date,
    /// A decimal number with so many digits behind the point.
    Decimal(i32),
    /// A time of the day, in so many parts of a second.
    Clock(i64),
    /// A moment, in so many parts of a second since 1970.
    Moment(i64),
}

impl Meaning {
    fn of(column: &ColumnDescriptor) -> Self {
        let parts = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        };
        match column.logical_type_ref() {
            Some(LogicalType::Timestamp(time)) => return Self::Moment(parts(&time.unit)),
            Some(LogicalType::Time(time)) => return Self::Clock(parts(&time.unit)),
            _ => {}
        }
        match column.converted_type() {
            ConvertedType::DATE => Self::Date,
            ConvertedType::DECIMAL => Self::Decimal(column.type_scale()),
            ConvertedType::TIME_MILLIS => Self::Clock(1_000),
            ConvertedType::TIME_MICROS => Self::Clock(1_000_000),
            ConvertedType::TIMESTAMP_MILLIS => Self::Moment(1_000),
            ConvertedType::TIMESTAMP_MICROS => Self::Moment(1_000_000),
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
                Self::Unsigned
            }
            _ => Self::Plain,
        }
    }

    fn small(&self, value: i32) -> String {
        match self {
            Self::Unsigned => value.cast_unsigned().to_string(),
            _ => self.large(i64::from(value)),
        }
    }

    fn large(&self, value: i64) -> String {
        match self {
            Self::Plain => value.to_string(),
            Self::Unsigned => value.cast_unsigned().to_string(),
            Self::Date => date(value),
            Self::Decimal(scale) => scaled(&value.to_string(), *scale),
            Self::Clock(parts) => clock(value.div_euclid(*parts)),
            Self::Moment(parts) => moment(value.div_euclid(*parts)),
        }
    }

    fn bytes(&self, value: &[u8]) -> String {
        let Self::Decimal(scale) = self else { return String::from_utf8_lossy(value).into_owned() };
        if value.is_empty() || value.len() > 16 {
            return String::new();
        }
        // The sign is that of the first byte.
        let start = if value.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0_i128 };
        let number = value.iter().fold(start, |number, byte| (number << 8) | i128::from(*byte));
        scaled(&number.to_string(), *scale)
    }
}

/// A whole number with a point before its last digits, without zeros at the end.
fn scaled(digits: &str, scale: i32) -> String {
    let scale = usize::try_from(scale).unwrap_or(0);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let digits = format!("{digits:0>width$}", width = scale.saturating_add(1).min(100));
    let (whole, rest) = digits.split_at_checked(digits.len().saturating_sub(scale)).unwrap_or((&digits, ""));
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

fn clock(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(DAY);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn moment(seconds: i64) -> String {
    let day = date(seconds.div_euclid(DAY));
    if seconds.rem_euclid(DAY) == 0 { day } else { format!("{day} {}", clock(seconds)) }
}

/// The date so many days after 1 January 1970.
fn date(days: i64) -> String {
    if !(-719_162..=2_932_896).contains(&days) {
        return format!("day {days}");
    }
    // Days to the civil calendar: years begin in March so that the leap day comes last.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_is_seen_to_be_too_large() {
        for columns in 1..200 {
            for cells in [100, 1_000, MOST_CELLS] {
                assert!(most_rows(cells, columns) * columns >= cells, "{columns} columns of {cells} cells");
                assert!((most_rows(cells, columns) - 1) * columns <= cells);
            }
        }
    }
}
