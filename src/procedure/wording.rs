//! The wording of a draft with its adopted amendments worked in, insertions and deletions marked.

use std::ops::Range;

use super::{
    division::{divisions, part_id},
    setting::Setting,
};
use crate::model::{Edit, Place, Text, TextId};

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They stand as in the draft.
    Kept,
    /// They are new.
    Inserted,
    /// They are gone.
    Deleted,
}

/// Some words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What became of them.
    pub mark: Mark,
    /// The amendment or part that did it.
    pub by: Option<TextId>,
}

/// A paragraph with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// How it is called.
    pub id: String,
    /// Preambular or operative.
    pub place: Place,
    /// Its words, from the first to the last.
    pub pieces: Vec<Piece>,
}

impl Marked {
    /// The words that stand.
    #[must_use]
    pub fn standing(&self) -> String {
        self.pieces.iter().filter(|piece| piece.mark != Mark::Deleted).map(|piece| piece.text.as_str()).collect()
    }
}

/// A wording, and what could not be worked in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The paragraphs, from the first to the last.
    pub paragraphs: Vec<Marked>,
    /// Edits that could not be made, in sentences.
    pub problems: Vec<String>,
}

/// The wording of the text that `root` names, with these amendments worked in one after the other and without the
/// parts that have fallen. None where there is no such text.
#[must_use]
pub fn wording(setting: &Setting<'_>, root: &TextId, adopted: &[TextId], fallen: &[TextId]) -> Option<Wording> {
    let draft = setting.dossier.text(root)?;
    let amendments: Vec<&Text> = adopted.iter().filter_map(|id| setting.dossier.text(id)).collect();
    let mut wording = work_in(draft, &amendments);
    for id in fallen {
        let made = || divisions(setting, root).iter().enumerate().find(|(n, _)| part_id(root, *n) == *id);
        let listed = setting.dossier.text(id).map(|part| part.holds.as_slice());
        let held = listed.or_else(|| made().map(|(_, division)| division.holds.as_slice())).unwrap_or_default();
        for paragraph in wording.paragraphs.iter_mut().filter(|paragraph| held.contains(&paragraph.id)) {
            let all = 0..paragraph.standing().len();
            splice(paragraph, all, "", id);
        }
    }
    Some(wording)
}

/// The wording of a draft with amendments worked in, one after the other.
#[must_use]
pub fn work_in(draft: &Text, amendments: &[&Text]) -> Wording {
    let kept = |text: &str| vec![Piece { text: text.to_owned(), mark: Mark::Kept, by: None }];
    let paragraphs = draft.paragraphs.iter().map(|paragraph| Marked {
        id: paragraph.id.clone(),
        place: paragraph.place,
        pieces: kept(&paragraph.text),
    });
    let mut wording = Wording { paragraphs: paragraphs.collect(), problems: Vec::new() };
    // Where each new paragraph was asked for, so that several at one place stand in the order of voting.
    let mut inserted: Vec<(Option<String>, String)> = Vec::new();
    for amendment in amendments {
        for edit in &amendment.edits {
            if let Err(problem) = make(&mut wording, &mut inserted, edit, amendment) {
                wording.problems.push(format!("{}: {problem}", amendment.short_name()));
            }
        }
    }
    wording
}

/// Makes one edit, or says why it cannot be made.
fn make(
    wording: &mut Wording,
    inserted: &mut Vec<(Option<String>, String)>,
    edit: &Edit,
    by: &Text,
) -> Result<(), String> {
    match edit {
        Edit::Insert { after, paragraph } => {
            if wording.paragraphs.iter().any(|own| own.id == paragraph.id) {
                return Err(format!("there is a paragraph {} already.", paragraph.id));
            }
            let earlier: Vec<&String> = inserted.iter().filter(|(at, _)| at == after).map(|(_, id)| id).collect();
            let anchor = |own: &Marked| after.as_ref() == Some(&own.id) || earlier.contains(&&own.id);
            let place = wording.paragraphs.iter().rposition(anchor).map(|place| place + 1);
            let place = match (place, after) {
                (Some(place), _) => place,
                (None, None) => 0,
                (None, Some(after)) => return Err(format!("there is no paragraph {after} to stand after.")),
            };
            let piece = Piece { text: paragraph.text.clone(), mark: Mark::Inserted, by: Some(by.id.clone()) };
            let new = Marked { id: paragraph.id.clone(), place: paragraph.place, pieces: vec![piece] };
            wording.paragraphs.insert(place, new);
            inserted.push((after.clone(), paragraph.id.clone()));
            Ok(())
        }
        Edit::Replace { paragraph, words, with } => change(wording, paragraph, words, with, by),
        Edit::Delete { paragraph, words } => change(wording, paragraph, words, "", by),
    }
}

/// Puts `with` in the place of some words of a paragraph, or of all of them.
fn change(wording: &mut Wording, paragraph: &str, words: &str, with: &str, by: &Text) -> Result<(), String> {
    let own = wording.paragraphs.iter_mut().find(|own| own.id == paragraph);
    let own = own.ok_or_else(|| format!("there is no paragraph {paragraph}."))?;
    let standing = own.standing();
    if standing.is_empty() {
        return Err(format!("paragraph {paragraph} is already taken out."));
    }
    let start = standing.find(words).ok_or_else(|| format!("the words “{words}” are not in paragraph {paragraph}."))?;
    let words = if words.is_empty() { standing.as_str() } else { words };
    let (head, tail) = shared(words, with);
    let new = with.get(head..with.len() - tail).unwrap_or_default();
    splice(own, start + head..start + words.len() - tail, new, &by.id);
    Ok(())
}

/// Strikes out a range of the standing words of a paragraph and puts new words after it.
fn splice(paragraph: &mut Marked, range: Range<usize>, new: &str, by: &TextId) {
    let insertion =
        (!new.is_empty()).then(|| Piece { text: new.to_owned(), mark: Mark::Inserted, by: Some(by.clone()) });
    let mut insertion = insertion;
    let mut done = Vec::with_capacity(paragraph.pieces.len() + 2);
    let mut at = 0;
    for piece in std::mem::take(&mut paragraph.pieces) {
        if piece.mark == Mark::Deleted {
            done.push(piece);
            continue;
        }
        let len = piece.text.len();
        // Where the range begins and ends within this piece.
        let (from, to) = (range.start.clamp(at, at + len) - at, range.end.clamp(at, at + len) - at);
        let cut = |part: Range<usize>| piece.text.get(part).filter(|text| !text.is_empty()).map(str::to_owned);
        done.extend(cut(0..from).map(|text| Piece { text, ..piece.clone() }));
        done.extend(cut(from..to).map(|text| Piece { text, mark: Mark::Deleted, by: Some(by.clone()) }));
        // The range ends within this piece: what is new stands here.
        if range.end < at + len {
            done.extend(insertion.take());
        }
        done.extend(cut(to..len).map(|text| Piece { text, ..piece.clone() }));
        at += len;
    }
    done.extend(insertion);
    paragraph.pieces = done;
}

/// How many bytes two wordings share at their heads and at their tails, in whole words.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let mut head: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    while head > 0 && !(between_words(one, head) && between_words(other, head)) {
        head -= before(one, head).map_or(head, char::len_utf8);
    }
    let rest = |text: &str| text.get(head..).unwrap_or_default().to_owned();
    let (left, right) = (rest(one), rest(other));
    let same = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b);
    let mut tail: usize = same.map(|(a, _)| a.len_utf8()).sum();
    while tail > 0 && !(between_words(one, one.len() - tail) && between_words(other, other.len() - tail)) {
        tail -= after(one, one.len() - tail).map_or(tail, char::len_utf8);
    }
    (head, tail)
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|head| head.chars().next_back())
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|tail| tail.chars().next())
}

/// Whether no word is cut in two at this place.
fn between_words(text: &str, at: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(inside(before(text, at)) && inside(after(text, at)))
}
