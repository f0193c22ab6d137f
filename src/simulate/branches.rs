//! The ways in which a rule can come to hold or to fail: each a list of inequalities that must all hold or fail.

use std::collections::BTreeSet;

use crate::rules::Shape;

/// A line of a rule that must hold, or fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Literal {
    /// The number of the line.
    pub line: usize,
    /// Whether it must hold.
    pub holds: bool,
}

/// What must all be so.
pub(super) type Branch = BTreeSet<Literal>;

/// So many branches at most are looked at.
const MOST: usize = 128;

/// Every way in which the shape comes out as `holds`: one branch must be so as a whole. None where there are too many.
/// A branch that asks for all that another asks for, and more, is left out.
pub(super) fn branches(shape: &Shape, holds: bool) -> Option<Vec<Branch>> {
    match shape {
        Shape::Line(line) => Some(vec![Branch::from([Literal { line: *line, holds }])]),
        // An empty list never holds.
        Shape::All(parts) | Shape::Any(parts) if parts.is_empty() => {
            Some(if holds { Vec::new() } else { vec![Branch::new()] })
        }
        Shape::All(parts) if holds => together(parts, holds),
        Shape::Any(parts) if !holds => together(parts, holds),
        Shape::All(parts) | Shape::Any(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all = fewest(all.into_iter().chain(branches(part, holds)?).collect())?;
            }
            Some(all)
        }
    }
}

/// One branch of each part, in every way.
fn together(parts: &[Shape], holds: bool) -> Option<Vec<Branch>> {
    let mut all = vec![Branch::new()];
    for part in parts {
        let more = branches(part, holds)?;
        let both = all.iter().flat_map(|one| more.iter().map(move |other| one.union(other).copied().collect()));
        all = fewest(both.collect())?;
    }
    Some(all)
}

/// Without those that contradict themselves or ask for more than another.
fn fewest(mut all: Vec<Branch>) -> Option<Vec<Branch>> {
    let contrary = |literal: &Literal| Literal { holds: !literal.holds, ..*literal };
    all.retain(|branch| !branch.iter().any(|literal| branch.contains(&contrary(literal))));
    all.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<Branch> = Vec::new();
    for branch in all {
        if !kept.iter().any(|less| less.is_subset(&branch)) {
            kept.push(branch);
        }
        if kept.len() > MOST {
            return None;
        }
    }
    Some(kept)
}
