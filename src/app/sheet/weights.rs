//! The sheet of the weights of a body: a whole number for each member.

use std::sync::Arc;

use super::{
    cell::CellEdit,
    table::{Face, Table},
};
use crate::model::{Body, Dossier, Member, Weight, WeightId};

pub(super) struct Weights<'a> {
    body: &'a Body,
    members: Vec<&'a Member>,
    list: Vec<(&'a WeightId, &'a Weight)>,
}

impl<'a> Weights<'a> {
    pub(super) fn new(dossier: &'a Dossier, body: &'a Arc<Body>) -> Self {
        let has = |member: &&Member| {
            body.seats.contains_key(&member.id) || body.weights.values().any(|w| w.values.contains_key(&member.id))
        };
        Self { body, members: dossier.members.iter().filter(has).collect(), list: body.weights.iter().collect() }
    }

    fn at(&self, row: usize, column: usize) -> Option<(&Member, &WeightId, &Weight)> {
        let (id, weight) = self.list.get(column)?;
        Some((self.members.get(row)?, id, weight))
    }
}

impl Table for Weights<'_> {
    fn rows(&self) -> usize {
        self.members.len()
    }

    fn columns(&self) -> usize {
        self.list.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.members.get(row).map_or(String::new(), |member| member.name.clone())
    }

    fn row_mark(&self, row: usize) -> String {
        self.members.get(row).map_or(String::new(), |member| member.id.to_string())
    }

    fn column_name(&self, column: usize) -> String {
        self.list.get(column).map_or(String::new(), |(_, weight)| weight.name.clone())
    }

    fn column_mark(&self, column: usize) -> String {
        let Some((_, weight)) = self.list.get(column) else { return String::new() };
        let total = weight.total();
        let unit = if weight.unit.is_empty() { String::new() } else { format!(" {}", weight.unit) };
        format!("{total}{unit} in all")
    }

    fn width(&self, _column: usize) -> f32 {
        210.0
    }

    fn text(&self, row: usize, column: usize) -> String {
        let value = self.at(row, column).and_then(|(member, _, weight)| weight.values.get(&member.id));
        value.map_or(String::new(), u64::to_string)
    }

    fn face(&self, _row: usize, _column: usize) -> Face {
        Face { right: true, ..Face::default() }
    }

    fn read(&self, row: usize, column: usize, typed: &str) -> Result<CellEdit, String> {
        let (member, id, _) = self.at(row, column).ok_or("There is no such cell.")?;
        // Spreadsheets group thousands with blanks.
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let value = match digits.as_str() {
            "" => None,
            number => Some(Weight::checked(number.parse().map_err(|_| {
                format!("\"{}\" is no weight; a weight is a whole number, such as 1849.", typed.trim())
            })?)?),
        };
        Ok(CellEdit::Weight(self.body.id.clone(), id.clone(), member.id.clone(), value))
    }
}
