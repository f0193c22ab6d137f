//! The sheet of the members: code, name, other names, remark.

use super::{
    cell::{CellEdit, MemberCell},
    table::{Face, Table},
};
use crate::model::{Dossier, Member, MemberId};

pub(super) struct Members<'a>(pub(super) &'a Dossier);

const COLUMNS: [(&str, f32); 4] = [("Code", 90.0), ("Name", 300.0), ("Also known as", 380.0), ("Remark", 460.0)];

/// Other names stand in one cell with a semicolon between them, since names have commas of their own.
const BETWEEN: &str = "; ";

impl Members<'_> {
    fn member(&self, row: usize) -> Option<&Member> {
        self.0.members.get(row)
    }

    fn code(&self, member: &MemberId, typed: &str) -> Result<MemberId, String> {
        let code = code(typed)?;
        match self.0.member(&code) {
            Some(other) if code != *member => Err(format!("The code {code} is taken by {}.", other.name)),
            _ => Ok(code),
        }
    }
}

/// A code as typed: without white space around it, and with none within.
pub(in crate::app) fn code(typed: &str) -> Result<MemberId, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("A member needs a code, such as USA.".to_owned());
    }
    if typed.chars().any(char::is_whitespace) {
        return Err(format!("The code \"{typed}\" has a blank in it; a code is one word, such as USA."));
    }
    Ok(typed.into())
}

impl Table for Members<'_> {
    fn rows(&self) -> usize {
        self.0.members.len()
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.member(row).map_or(String::new(), |member| member.name.clone())
    }

    fn row_mark(&self, row: usize) -> String {
        (row + 1).to_string()
    }

    fn head_width(&self) -> f32 {
        52.0
    }

    fn column_name(&self, column: usize) -> String {
        COLUMNS.get(column).map_or("", |(name, _)| name).to_owned()
    }

    fn column_mark(&self, _column: usize) -> String {
        String::new()
    }

    fn width(&self, column: usize) -> f32 {
        COLUMNS.get(column).map_or(100.0, |(_, width)| *width)
    }

    fn text(&self, row: usize, column: usize) -> String {
        let Some(member) = self.member(row) else { return String::new() };
        match column {
            0 => member.id.to_string(),
            1 => member.name.clone(),
            2 => member.aliases.join(BETWEEN),
            _ => member.note.clone(),
        }
    }

    fn face(&self, _row: usize, _column: usize) -> Face {
        Face::default()
    }

    fn grows(&self) -> bool {
        true
    }

    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String> {
        let id = &self.member(row).ok_or("There is no such row.")?.id;
        let words = typed.trim().to_owned();
        let cell = match column {
            0 => MemberCell::Code(self.code(id, typed)?),
            1 if words.is_empty() => return Err("A member needs a name.".to_owned()),
            1 => MemberCell::Name(words),
            2 => {
                let names = typed.split(';').map(|name| name.trim().to_owned());
                MemberCell::Aliases(names.filter(|name| !name.is_empty()).collect())
            }
            _ => MemberCell::Note(words),
        };
        Ok(CellEdit::Member(id.clone(), cell))
    }
}
