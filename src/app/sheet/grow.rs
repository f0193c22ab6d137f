//! What lines beyond the last row of a sheet become: new members, new texts.

use std::collections::BTreeMap;

use super::{
    area::Typed,
    members::code,
    table::{SheetId, table},
};
use crate::{
    app::naming::free_id,
    model::{BY_HAND, Body, Dossier, Member, MemberId, Terms, Text, TextId, fold},
    rules::Rule,
};

/// A dossier with the rows that were added, and what is still to be typed into them.
pub struct Grown {
    /// The dossier with them.
    pub dossier: Dossier,
    /// The cells of the new rows, in the places where these stand now.
    pub typed: Vec<Typed>,
    /// How many there are.
    pub rows: usize,
    /// The lines that could not become rows, and why.
    pub refused: Vec<String>,
}

/// What a new row is found again by.
enum Row {
    Member(MemberId),
    Text(TextId),
}

/// Adds a row for each line of words that lies beyond the last row of a sheet; an empty line adds none.
#[must_use]
pub fn grow(sheet: &SheetId, dossier: &Dossier, rules: &[Rule], beyond: Vec<Typed>) -> Grown {
    let mut lines: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for (row, column, words) in beyond {
        lines.entry(row).or_default().push((column, words));
    }
    lines.retain(|_, line| line.iter().any(|(_, words)| !words.trim().is_empty()));
    let mut grown = Grown { dossier: dossier.clone(), typed: Vec::new(), rows: 0, refused: Vec::new() };
    let mut added = Vec::new();
    for (row, line) in lines {
        let new = match sheet {
            SheetId::Members => member(&mut grown.dossier, &line).map(Row::Member),
            SheetId::Texts => text(&mut grown.dossier, &line).map(Row::Text),
            _ => Err("This sheet has a row for every member; add the member first.".to_owned()),
        };
        match new {
            Ok(new) => added.push((new, line)),
            Err(why) => grown.refused.push(format!("Row {}: {why}", row + 1)),
        }
    }
    grown.rows = added.len();
    // Members stand in the order of their codes, so that a row has its place when all are there.
    let Grown { dossier, typed, .. } = &mut grown;
    let Some(table) = table(sheet, dossier, rules) else { return grown };
    for (new, line) in added {
        let place = match new {
            Row::Member(id) => dossier.members.iter().position(|member| member.id == id),
            Row::Text(id) => dossier.texts.iter().position(|text| text.id == id),
        };
        let Some(place) = place else { continue };
        // An empty cell of a new row says nothing, and what it was made from stands there already.
        let said =
            |(column, words): &(usize, String)| !words.trim().is_empty() && words.trim() != table.text(place, *column);
        typed.extend(line.into_iter().filter(said).map(|(column, words)| (place, column, words)));
    }
    drop(table);
    grown
}

fn cell(line: &[(usize, String)], column: usize) -> Option<&str> {
    line.iter().find(|(at, _)| *at == column).map(|(_, words)| words.trim()).filter(|words| !words.is_empty())
}

/// A member with the code of the first column. In a dossier with one body it has a seat there.
fn member(dossier: &mut Dossier, line: &[(usize, String)]) -> Result<MemberId, String> {
    let id = code(cell(line, 0).unwrap_or_default())?;
    if let Some(known) = dossier.member(&id) {
        return Err(format!("The code {id} is taken by {}.", known.name));
    }
    let place = dossier.members.partition_point(|member| member.id < id);
    dossier.members.insert(place, Member::new(id.as_str(), cell(line, 1).unwrap_or(id.as_str())));
    if let [body] = dossier.bodies.as_mut_slice() {
        std::sync::Arc::make_mut(body).seats.insert(id.clone(), Terms::always());
    }
    Ok(id)
}

/// A text with a symbol or a title and no votes, in the body that the line names, else in that of the text before it.
fn text(dossier: &mut Dossier, line: &[(usize, String)]) -> Result<TextId, String> {
    let column = |name: &str| super::texts::place_of(name).and_then(|place| cell(line, place));
    let name = column("Title").or(column("Symbol")).ok_or("A new text needs a title or a symbol.")?;
    let named = |body: &&std::sync::Arc<Body>| {
        let wanted = column("Body").map(fold);
        wanted.is_some_and(|wanted| fold(body.id.as_str()) == wanted || fold(&body.name) == wanted)
    };
    let before = dossier.texts.last().and_then(|text| dossier.body(&text.body));
    let found = dossier.bodies.iter().find(named).or(before).or(dossier.bodies.first());
    let body = found.ok_or("There is no body that could vote on it; add one first.")?;
    let (id, rule) = (body.id.clone(), body.rule.clone());
    let text_id = TextId::from(free_id(name, |id| dossier.text(&id.into()).is_some()));
    let text = Text::new(text_id.clone(), name.to_owned(), id, rule);
    dossier.texts.push(Text { date: dossier.date.clone(), source: BY_HAND.to_owned(), ..text });
    Ok(text_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io;

    fn beyond(from: usize, rows: &[&[&str]]) -> Vec<Typed> {
        let line = |(n, cells): (usize, &&[&str])| {
            let cells = cells.iter().enumerate();
            cells.map(|(column, words)| (from + n, column, (*words).to_owned())).collect::<Vec<_>>()
        };
        rows.iter().enumerate().flat_map(line).collect()
    }

    #[test]
    fn lines_become_members_in_their_places() {
        let file = io::ukraine();
        let rows = file.dossier.members.len();
        let lines: &[&[&str]] = &[
            &["ZZZ", "Zedland", "Zed; Z"],
            &["", "", ""],
            &["USA", "again", ""],
            &["AAA", "", ""],
            &["", "No code", ""],
            &["A B", "", ""],
        ];
        let grown = grow(&SheetId::Members, &file.dossier, &file.rules, beyond(rows, lines));
        assert_eq!((grown.rows, grown.dossier.members.len()), (2, rows + 2));
        assert!(grown.dossier.members.is_sorted_by_key(|member| member.id.clone()));
        assert_eq!(grown.dossier.members[0].name, "AAA");
        let last = grown.dossier.members.len() - 1;
        assert_eq!(grown.typed, [(last, 2, "Zed; Z".to_owned())]);
        assert_eq!(grown.refused.len(), 3, "{:?}", grown.refused);
        assert!(grown.refused[0].contains("taken by United States"), "{:?}", grown.refused);
    }

    #[test]
    fn lines_become_texts_without_votes() {
        let file = io::ukraine();
        let rows = file.dossier.texts.len();
        let mut typed = beyond(rows, &[&["A/1", "A draft", "2025-03-01"], &["A/2", "", ""], &["", "", "2025-01-01"]]);
        let body = crate::app::sheet::texts::place_of("Body").expect("a column");
        typed.push((rows, body, "Security Council".to_owned()));
        let grown = grow(&SheetId::Texts, &file.dossier, &file.rules, typed);
        let [.., first, second] = grown.dossier.texts.as_slice() else { panic!("two texts") };
        assert_eq!((first.title.as_str(), second.title.as_str()), ("A draft", "A/2"));
        assert_eq!(grown.dossier.body(&first.body).map(|body| body.name.as_str()), Some("Security Council"));
        assert!(first.record.votes.0.is_empty() && !first.record.roll_call);
        assert_eq!((grown.rows, grown.refused.len()), (2, 1));
        assert_eq!(grown.typed.len(), 3, "symbols and the day: {:?}", grown.typed);
    }

    #[test]
    fn other_sheets_do_not_grow() {
        let file = io::ukraine();
        let grown = grow(&SheetId::Groups, &file.dossier, &file.rules, beyond(500, &[&["in"]]));
        assert_eq!((grown.rows, grown.refused.len()), (0, 1));
        assert_eq!(grown.dossier, file.dossier);
    }
}
