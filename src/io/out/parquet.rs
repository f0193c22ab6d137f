//! The long table as a Parquet file: one row an entry with all that is known of its roll call, so that a program for tables
//! needs nothing else. Values that repeat are stored once a row group, as Parquet's dictionaries do.

use std::{io::Write, ops::Range, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
        writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::Type,
};

use super::{
    About,
    columns::{METADATA, RollCallColumn, VOTES, YEAR, letter},
    table::{Pace, Table, name_on, unwritten},
};
use crate::{
    archive::{Archive, RollCall, Voter},
    io::{Problem, import::Watch},
};

/// How many rows a group has at least, but for the last: what programs for tables like to give to one thread.
const GROUP: u64 = 1 << 17;
/// A dictionary may be as large as this: the texts of one group always fit.
const DICTIONARY: usize = 256 << 20;

type Writing<'a> = SerializedFileWriter<&'a mut (dyn Write + Send)>;
type Group<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut (dyn Write + Send)>;

/// The long table with all columns of roll calls, as Parquet.
///
/// # Errors
/// Why it could not be written, or that it was called off.
pub fn parquet(archive: &Archive, out: &mut (dyn Write + Send), watch: &dyn Watch) -> Result<(), Problem> {
    let pace = Pace::new(watch, archive.roll_calls.len());
    let table = Table::of(archive);
    let about = serde_json::to_string(&About::whole(archive)).map_err(unwritten)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_page_size_limit(DICTIONARY)
        .set_max_row_group_row_count(None)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(vec![KeyValue::new(METADATA.to_owned(), about)]))
        .build();
    let schema = schema(&table).map_err(unwritten)?;
    let mut writer: Writing<'_> =
        SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(unwritten)?;
    for group in groups(archive) {
        let done = group.end;
        let rows = Rows::of(archive, group);
        let mut writing = writer.next_row_group().map_err(unwritten)?;
        votes(&rows, &mut writing).map_err(unwritten)?;
        pace.at(done.saturating_sub(1))?;
        roll_calls(&rows, &table, &mut writing).map_err(unwritten)?;
        writing.close().map_err(unwritten)?;
        pace.at(done)?;
    }
    writer.close().map_err(unwritten)?;
    pace.at(archive.roll_calls.len())
}

/// Roll calls in runs of so many rows.
fn groups(archive: &Archive) -> Vec<Range<usize>> {
    let (mut groups, mut start, mut rows) = (Vec::new(), 0, 0);
    for number in 0..archive.roll_calls.len() {
        rows += u64::from(archive.planes.listed(number));
        if rows >= GROUP {
            groups.push(start..number + 1);
            (start, rows) = (number + 1, 0);
        }
    }
    if rows > 0 {
        groups.push(start..archive.roll_calls.len());
    }
    groups
}

/// How a column of the table of roll calls is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Store {
    Text,
    Number,
    Flag,
    Day,
}

fn store(column: RollCallColumn) -> Store {
    use RollCallColumn as C;
    match column {
        C::Yes | C::No | C::Abstain | C::Absent | C::SourceLine => Store::Number,
        C::KeyVote => Store::Flag,
        C::Date => Store::Day,
        _ => Store::Text,
    }
}

fn columns() -> impl Iterator<Item = RollCallColumn> {
    RollCallColumn::ALL.into_iter().skip(1)
}

fn schema(table: &Table<'_>) -> Result<Type, ParquetError> {
    let field = |name: &str, store: Store, repetition: Repetition| {
        let (physical, logical) = match store {
            Store::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Store::Number => (Physical::INT32, None),
            Store::Flag => (Physical::BOOLEAN, None),
            Store::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        let built = Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()?;
        Ok::<_, ParquetError>(Arc::new(built))
    };
    let mut fields = Vec::new();
    for name in VOTES {
        let open = matches!(name, "name" | "group");
        fields.push(field(name, Store::Text, if open { Repetition::OPTIONAL } else { Repetition::REQUIRED })?);
    }
    for column in columns() {
        fields.push(field(column.name(), store(column), Repetition::OPTIONAL)?);
    }
    fields.push(field(YEAR, Store::Number, Repetition::OPTIONAL)?);
    for extra in table.extras().headers() {
        fields.push(field(&extra, Store::Text, Repetition::OPTIONAL)?);
    }
    Type::group_type_builder("votes").with_fields(fields).build()
}

/// The rows of a group: its roll calls with the number of entries of each, and the members whose entries they are.
struct Rows<'a> {
    archive: &'a Archive,
    rolls: Vec<(usize, &'a RollCall, usize)>,
    entries: Vec<(u32, &'static str)>,
}

impl<'a> Rows<'a> {
    fn of(archive: &'a Archive, group: Range<usize>) -> Self {
        let mut rows = Self { archive, rolls: Vec::new(), entries: Vec::new() };
        for number in group {
            let Some(roll) = archive.roll_calls.get(number) else { continue };
            let before = rows.entries.len();
            let own = (0..archive.voters.len())
                .filter_map(|voter| Some((voter as u32, letter(archive.entry(number, voter))?)));
            rows.entries.extend(own);
            rows.rolls.push((number, roll, rows.entries.len() - before));
        }
        rows
    }

    /// A value a roll call, for each of its rows; and whether it is there.
    fn spread<T: Clone>(&self, mut value: impl FnMut(usize, &'a RollCall) -> Option<T>) -> Filled<T> {
        let mut filled = Filled::default();
        for (number, roll, rows) in &self.rolls {
            let value = value(*number, roll);
            filled.there.extend(std::iter::repeat_n(i16::from(value.is_some()), *rows));
            if let Some(value) = value {
                filled.values.extend(std::iter::repeat_n(value, *rows));
            }
        }
        filled
    }

    /// A text a row, by what the member was called that day.
    fn each(&self, text: impl Fn(&'a Voter, &'a RollCall) -> Option<&'a str>) -> Filled<ByteArray> {
        let mut filled = Filled::default();
        // Members keep their names from one roll call to the next as a rule.
        let mut last: Vec<Option<(&str, ByteArray)>> = vec![None; self.archive.voters.len()];
        let mut entries = self.entries.iter();
        for (_, roll, rows) in &self.rolls {
            for (voter, _) in entries.by_ref().take(*rows) {
                let at = *voter as usize;
                let text = self.archive.voters.get(at).and_then(|voter| text(voter, roll));
                filled.there.push(i16::from(text.is_some()));
                let (Some(text), Some(last)) = (text, last.get_mut(at)) else { continue };
                let value = match last {
                    Some((known, value)) if *known == text => value.clone(),
                    _ => last.insert((text, bytes(text))).1.clone(),
                };
                filled.values.push(value);
            }
        }
        filled
    }
}

/// The values of a column that are there, and which are.
struct Filled<T> {
    values: Vec<T>,
    there: Vec<i16>,
}

impl<T> Default for Filled<T> {
    fn default() -> Self {
        Self { values: Vec::new(), there: Vec::new() }
    }
}

fn bytes(text: &str) -> ByteArray {
    text.into()
}

/// A text that says something.
fn filled(text: &str) -> Option<ByteArray> {
    (!text.is_empty()).then(|| bytes(text))
}

fn next<'a>(group: &'a mut Group<'_, '_>) -> Result<SerializedColumnWriter<'a>, ParquetError> {
    group.next_column()?.ok_or_else(|| ParquetError::General("the file has too few columns".to_owned()))
}

fn required(values: &[ByteArray], group: &mut Group<'_, '_>) -> Result<(), ParquetError> {
    let mut column = next(group)?;
    column.typed::<ByteArrayType>().write_batch(values, None, None)?;
    column.close()
}

fn optional<T: DataType>(filled: &Filled<T::T>, group: &mut Group<'_, '_>) -> Result<(), ParquetError> {
    let mut column = next(group)?;
    column.typed::<T>().write_batch(&filled.values, Some(&filled.there), None)?;
    column.close()
}

fn votes(rows: &Rows<'_>, group: &mut Group<'_, '_>) -> Result<(), ParquetError> {
    required(&rows.spread(|_, roll| Some(bytes(&roll.id))).values, group)?;
    required(&rows.each(|voter, _| Some(voter.id.as_str())).values, group)?;
    let name = |voter, roll: &RollCall| Some(name_on(voter, roll.date.as_ref())).filter(|name| !name.is_empty());
    optional::<ByteArrayType>(&rows.each(name), group)?;
    optional::<ByteArrayType>(&rows.each(|voter, roll| voter.group_on(roll.date.as_ref())), group)?;
    let letters = ["Y", "N", "A", "X", "-"].map(|letter| (letter, bytes(letter)));
    let value = |wanted: &str| letters.iter().find(|(letter, _)| *letter == wanted).map(|(_, value)| value.clone());
    let votes: Vec<ByteArray> = rows.entries.iter().filter_map(|(_, letter)| value(letter)).collect();
    required(&votes, group)
}

fn roll_calls(rows: &Rows<'_>, table: &Table<'_>, group: &mut Group<'_, '_>) -> Result<(), ParquetError> {
    let archive = rows.archive;
    for column in columns() {
        match store(column) {
            Store::Text => {
                optional::<ByteArrayType>(&rows.spread(|_, roll| filled(&column.text(archive, roll))), group)?;
            }
            Store::Number => {
                // The largest numbers do not fit into the type that all programs know; they are no totals of anything.
                let number = |roll: &RollCall| column.text(archive, roll).parse::<i32>().ok();
                optional::<Int32Type>(&rows.spread(|_, roll| number(roll)), group)?;
            }
            Store::Flag => optional::<BoolType>(&rows.spread(|_, roll| roll.key_vote), group)?,
            Store::Day => optional::<Int32Type>(&rows.spread(|_, roll| day(roll)), group)?,
        }
    }
    let year = |roll: &RollCall| roll.date.as_ref().map(crate::model::Date::year);
    optional::<Int32Type>(&rows.spread(|_, roll| year(roll)), group)?;
    extras(rows, table, group)
}

/// The extra columns, of which a roll call may have few: what each has is looked at once.
fn extras(rows: &Rows<'_>, table: &Table<'_>, group: &mut Group<'_, '_>) -> Result<(), ParquetError> {
    let mut columns: Vec<Vec<(usize, &str)>> = vec![Vec::new(); table.extras().names().len()];
    for (number, roll, _) in &rows.rolls {
        for (place, value) in table.extras().placed(&roll.extra) {
            if let Some(column) = columns.get_mut(place) {
                column.push((*number, value));
            }
        }
    }
    for column in columns {
        let mut values = column.into_iter().peekable();
        let mut value = |number| values.next_if(|(roll, _)| *roll == number).and_then(|(_, value)| filled(value));
        optional::<ByteArrayType>(&rows.spread(|number, _| value(number)), group)?;
    }
    Ok(())
}

/// Days since 1 January 1970; none where only the year is known.
fn day(roll: &RollCall) -> Option<i32> {
    let date = roll.date.as_ref().filter(|date| date.as_str().contains('-'))?;
    Some(date.axis_day() as i32)
}
