//! Cells of a sheet changed, many in one step. What will not do stays as it is, and is named with its reason.

use super::{
    edit::{edit_all, free_code},
    reach,
};
use crate::{
    app::{
        command::{CellsEdit, Hand},
        document::Document,
        session::Dialog,
        sheet::{Area, CellEdit, Grown, SheetId, Table, Typed, apply, grow, table},
        state::App,
    },
    model::{Dossier, MemberId},
};

/// What was asked for, as far as it will do.
#[derive(Default)]
struct Asked {
    edits: Vec<CellEdit>,
    /// The names of the cells that change.
    names: Vec<String>,
    /// The cells that will not do, and why.
    refused: Vec<String>,
    /// The dossier with new rows, where some are added, and how many.
    grown: Option<(Dossier, usize)>,
}

impl Asked {
    /// Takes lines beyond the last row as new ones.
    fn add(&mut self, sheet: &SheetId, document: &Document, beyond: Vec<Typed>) {
        let Grown { dossier, typed, rows, refused } = grow(sheet, &document.dossier, &document.rules, beyond);
        self.refused.extend(refused);
        if rows == 0 {
            return;
        }
        if let Some(table) = table(sheet, &dossier, &document.rules) {
            let Asked { edits, refused, .. } = read(table.as_ref(), typed);
            self.edits.extend(edits);
            self.refused.extend(refused);
        }
        self.grown = Some((dossier, rows));
    }
}

pub(super) fn dispatch(app: &mut App, sheet: &SheetId, command: CellsEdit) -> Result<(), String> {
    let document = app.document.clone();
    let table = table(sheet, &document.dossier, &document.rules).ok_or("That sheet is gone.")?;
    match command {
        CellsEdit::Write(hand, typed, lost) => {
            let rows = table.rows();
            let (within, beyond): (Vec<Typed>, Vec<Typed>) = typed.into_iter().partition(|(row, ..)| *row < rows);
            let mut asked = read(table.as_ref(), within);
            if !beyond.is_empty() {
                asked.add(sheet, &document, beyond);
            }
            write(app, hand, asked, lost)
        }
        CellsEdit::BackToSource(area) => back(app, table.as_ref(), area),
    }
}

fn read(table: &dyn Table, typed: Vec<Typed>) -> Asked {
    let mut asked = Asked::default();
    for (row, column, words) in typed {
        // What stands there already asks for nothing.
        if words == table.text(row, column) {
            continue;
        }
        match table.read(row, column, &words) {
            Ok(edit) => {
                asked.edits.push(edit);
                asked.names.push(table.cell_name(row, column));
            }
            Err(why) => asked.refused.push(format!("{}: {why}", table.cell_name(row, column))),
        }
    }
    asked
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

/// The label of the step: the cell where it is one, else how many, and how many rows are new.
fn label(hand: Hand, names: &[String], rows: usize) -> String {
    let new = if rows == 1 { "1 new row".to_owned() } else { format!("{rows} new rows") };
    match (names, rows) {
        ([one], 0) => format!("{} {one}", hand.label()),
        (many, 0) => format!("{} {}", hand.label(), cells(many.len())),
        ([], _) => format!("{} {new}", hand.label()),
        (many, _) => format!("{} {} and {new}", hand.label(), cells(many.len())),
    }
}

fn write(app: &mut App, hand: Hand, asked: Asked, lost: Option<String>) -> Result<(), String> {
    let Asked { edits, names, mut refused, grown } = asked;
    let rows = grown.as_ref().map_or(0, |(_, rows)| *rows);
    let step = label(hand, &names, rows);
    let done = names.len() + rows;
    let mut gone: Vec<MemberId> = Vec::new();
    if !edits.is_empty() || rows > 0 {
        edit_all(app, &step, |dossier, scenarios| {
            if let Some((grown, _)) = grown {
                *dossier = grown;
            }
            for (from, to) in apply(dossier, edits) {
                // Of several new codes in one step, one may be taken by another.
                match free_code(dossier, &to) {
                    _ if from == to => {}
                    Ok(()) => {
                        reach::member(dossier, scenarios, &from, Some(&to));
                        gone.push(from);
                    }
                    Err(why) => refused.push(format!("{from}: {why}")),
                }
            }
            Ok(())
        })?;
    }
    for id in gone {
        app.session.selected.remove(&id);
        app.session.locked.remove(&id);
    }
    refused.extend(lost);
    match refused.as_slice() {
        [] if done > 1 || rows > 0 => app.tell(step),
        [] => {}
        [one] if done == 0 => return Err(one.clone()),
        _ => {
            let title =
                if done == 0 { "Nothing could be taken".to_owned() } else { format!("{step}: not all could be taken") };
            app.session.dialog = Some(Dialog::Problems(title, refused));
        }
    }
    Ok(())
}

/// Puts cells back to what the source says.
fn back(app: &mut App, table: &dyn Table, area: Area) -> Result<(), String> {
    let edits: Vec<CellEdit> = area.cells().filter_map(|(row, column)| table.source(row, column)).collect();
    if edits.is_empty() {
        return Err("These cells say what their source says.".to_owned());
    }
    let step = format!("Back to the source: {}", cells(edits.len()));
    edit_all(app, &step, |dossier, _| {
        apply(dossier, edits);
        Ok(())
    })?;
    app.tell(step);
    Ok(())
}
