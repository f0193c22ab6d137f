//! Every text that could reach the final vote, with its tally and outcome.

use super::{
    course::Course,
    finals::MOST_ITEMS,
    motions,
    play::Play,
    setting::{Decision, Setting},
    votes::{Mask, bit},
};
use crate::model::{Outcome, Tally, TextId};

/// Where a branch leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To the vote with this number.
    Vote(usize),
    /// To the final text with this number.
    Leaf(usize),
}

/// Which ways go through a vote or end in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct On {
    /// What was recorded.
    pub recorded: bool,
    /// What sincere voters do.
    pub sincere: bool,
    /// What look-ahead voters do.
    pub look_ahead: bool,
}

/// A vote on an amendment or a part, after certain others were adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its place in [`Tree::columns`].
    pub column: usize,
    /// Where its adoption leads.
    pub adopted: Next,
    /// Where its loss leads.
    pub rejected: Next,
    /// What sincere voters make of it here.
    pub sincere: Decision,
    /// What look-ahead voters make of it here; none where nobody can look ahead.
    pub look_ahead: Option<bool>,
    /// Which ways go through it.
    pub on: On,
}

/// A text that could reach the final vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The amendments that are adopted in it, in the order of voting.
    pub adopted: Vec<TextId>,
    /// The parts that have fallen out of it.
    pub fallen: Vec<TextId>,
    /// The counts of the final vote, as far as they are known.
    pub tally: Tally,
    /// Its outcome; none where that is not known.
    pub outcome: Option<Outcome>,
    /// Whether it fell without a vote, since all its operative parts did (rule 89).
    pub fell: bool,
    /// Whether its votes are those on the text as recorded or set, since nothing says who would move: what they come to
    /// here is then only what they would come to if nobody moved.
    pub unmoved: bool,
    /// Whether a result that the scenario assumes keeps it from the final vote.
    pub assumed_away: bool,
    /// Which ways end in it.
    pub on: On,
}

/// The tree of all final texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The amendments and parts that can be put to the vote, in the order of voting.
    pub columns: Vec<TextId>,
    /// The votes, each before those that it leads to; the first is where the tree begins.
    pub nodes: Vec<Node>,
    /// The texts, those with more adopted first.
    pub leaves: Vec<Leaf>,
    /// Why none of them reaches the final vote, where that is so.
    pub stop: Option<String>,
    /// Why nobody can look ahead, where that is so.
    pub blind: Option<String>,
}

impl Tree {
    /// Where the tree begins.
    #[must_use]
    pub fn start(&self) -> Next {
        if self.nodes.is_empty() { Next::Leaf(0) } else { Next::Vote(0) }
    }

    /// The text that certain voters end in, or that the record did.
    #[must_use]
    pub fn leaf_on(&self, which: impl Fn(&On) -> bool) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| which(&leaf.on))
    }
}

/// Every text that could reach the final vote that `text` belongs to.
///
/// # Errors
/// A sentence that says which text is missing, or that there are too many amendments.
pub fn tree(setting: &Setting<'_>, text: &TextId) -> Result<Tree, String> {
    let course = Course::new(*setting, text).ok_or_else(|| missing(text))?;
    of_course(&Play::new(&course))
}

/// That a text is missing.
pub(super) fn missing(text: &TextId) -> String {
    format!("There is no text \"{text}\", or its body is missing.")
}

/// That there are too many amendments.
pub(super) fn too_many(count: usize) -> String {
    format!(
        "There are {count} amendments and parts; every way to vote on them is looked at up to {MOST_ITEMS} of them."
    )
}

/// The tree of a course.
pub(super) fn of_course(play: &Play<'_, '_>) -> Result<Tree, String> {
    let course = play.course;
    if course.items.len() > MOST_ITEMS {
        return Err(too_many(course.items.len()));
    }
    let columns = (0..course.items.len()).filter_map(|n| course.item_entry(n)).map(|(_, entry)| entry.id.clone());
    let tree = Tree {
        columns: columns.collect(),
        nodes: Vec::new(),
        leaves: Vec::new(),
        stop: stop(course),
        blind: play.blind(),
    };
    let mut grower = Grower { play, tree, ends: Vec::new() };
    grower.grow(0, 0);
    let Grower { mut tree, ends, .. } = grower;
    light(play, &mut tree, &ends);
    Ok(tree)
}

/// Why nothing reaches the final vote.
fn stop(course: &Course<'_>) -> Option<String> {
    if course.floor.withdrawn {
        return Some(format!("{} was taken back{}.", course.root.short_name(), course.book.withdrawal()));
    }
    let moved = course.moved.get(motions::stop(&course.moved, &course.root.id)?)?;
    Some(format!("{} was carried: nothing more is put to the vote.", moved.text.short_name()))
}

/// Grows the tree from its root.
struct Grower<'p, 'c, 'a> {
    play: &'p Play<'c, 'a>,
    tree: Tree,
    /// The set of each leaf.
    ends: Vec<Mask>,
}

impl Grower<'_, '_, '_> {
    fn grow(&mut self, item: usize, adopted: Mask) -> Next {
        let play = self.play;
        let course = play.course;
        if item >= course.items.len() {
            return self.leaf(adopted);
        }
        if course.moot(item, adopted).is_some() {
            return self.grow(item + 1, adopted);
        }
        let place = self.tree.nodes.len();
        let ahead = if self.tree.blind.is_none() { play.ahead_from(item, adopted) } else { None };
        self.tree.nodes.push(Node {
            column: item,
            adopted: Next::Leaf(0),
            rejected: Next::Leaf(0),
            sincere: play.sincere(item, adopted),
            look_ahead: ahead.map(|end| end & bit(item) != 0),
            on: On::default(),
        });
        let with = self.grow(item + 1, adopted | bit(item));
        let without = self.grow(item + 1, adopted);
        if let Some(node) = self.tree.nodes.get_mut(place) {
            (node.adopted, node.rejected) = (with, without);
        }
        Next::Vote(place)
    }

    fn leaf(&mut self, adopted: Mask) -> Next {
        let course = self.play.course;
        let moot = course.moot_parts(adopted);
        self.tree.leaves.push(Leaf {
            adopted: course.ids(adopted & course.amendments),
            fallen: course.ids(course.parts & !adopted & !moot),
            tally: course.tally(adopted),
            outcome: course.outcome(adopted),
            fell: course.falls(adopted),
            unmoved: course.recorded != Some(adopted)
                && course.finals.as_ref().is_some_and(|finals| !finals.any_fires(adopted)),
            assumed_away: self.assumed_away(adopted),
            on: On::default(),
        });
        self.ends.push(adopted);
        Next::Leaf(self.tree.leaves.len() - 1)
    }

    /// Whether a set goes against what is assumed of one of its items.
    fn assumed_away(&self, adopted: Mask) -> bool {
        let course = self.play.course;
        (0..course.items.len()).filter_map(|n| Some((n, course.item_entry(n)?))).any(|(n, (item, entry))| {
            // What was put before it is known from the set, so that a set tells whether it was put at all.
            let before = adopted & (bit(n) - 1);
            let put = course.moot(n, before).is_none();
            item.assumed && put && entry.known.adopted() != Some(adopted & bit(n) != 0)
        })
    }
}

/// Marks the ways through the tree.
fn light(play: &Play<'_, '_>, tree: &mut Tree, ends: &[Mask]) {
    if let Some(recorded) = play.course.recorded
        && ends.contains(&recorded)
    {
        walk(tree, |node| Some(recorded & bit(node.column) != 0), |on| on.recorded = true);
    }
    if tree.stop.is_none() {
        walk(tree, |node| node.sincere.adopted(), |on| on.sincere = true);
        walk(tree, |node| node.look_ahead, |on| on.look_ahead = true);
    }
}

/// Follows a way as far as it is known.
fn walk(tree: &mut Tree, carried: impl Fn(&Node) -> Option<bool>, mark: impl Fn(&mut On)) {
    let mut next = tree.start();
    loop {
        match next {
            Next::Leaf(n) => {
                if let Some(leaf) = tree.leaves.get_mut(n) {
                    mark(&mut leaf.on);
                }
                return;
            }
            Next::Vote(n) => {
                let Some(node) = tree.nodes.get_mut(n) else { return };
                mark(&mut node.on);
                next = match carried(node) {
                    Some(true) => node.adopted,
                    Some(false) => node.rejected,
                    None => return,
                };
            }
        }
    }
}
