//! Where a figure comes from, and the words of the note that says so.

use serde::Serialize;

use super::words::{capital, full_stop, list};

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// The roll call of a text.
    RollCall {
        /// How the text is called.
        text: String,
        /// Whether totals were published, and agree with the count.
        agrees: Option<bool>,
        /// Where the record comes from.
        source: String,
    },
    /// The published totals of a text, where no roll call is known.
    Totals {
        /// How the text is called.
        text: String,
        /// Where the record comes from.
        source: String,
    },
    /// The roll call of a text with the changes of a scenario.
    WhatIf {
        /// How the text is called.
        text: String,
        /// The scenario.
        scenario: String,
        /// Whether the floor was empty before, since no roll call is known.
        from_empty: bool,
        /// Where the record comes from.
        source: String,
    },
    /// Reckoned from other figures.
    Reckoned {
        /// How.
        how: String,
    },
    /// As the dossier states it.
    Stated {
        /// What.
        what: String,
    },
    /// A condition of the rule.
    Condition {
        /// The condition.
        label: String,
        /// The article.
        cites: String,
        /// How the number follows from it; empty where the condition names the number itself.
        how: String,
    },
    /// Members that may not vote, or must abstain.
    Standing {
        /// What keeps them from voting.
        what: String,
        /// The article.
        cites: String,
        /// Who.
        members: Vec<String>,
        /// Where that comes from.
        sources: Vec<String>,
    },
    /// The list of the members of a group, and their votes.
    Group {
        /// The group.
        name: String,
        /// What the votes are counted from.
        counted: String,
        /// Where the list comes from.
        source: String,
        /// A remark on it.
        note: String,
    },
    /// The list of the members of a body.
    Seats {
        /// The body.
        body: String,
        /// Where the list comes from.
        source: String,
    },
    /// A smallest set of moves, proved.
    Smallest {
        /// The kind of move: "from Yes to No".
        moves: String,
        /// How many members.
        number: usize,
        /// One such set, by codes.
        set: String,
    },
    /// The chance that a whip count gives.
    Chance {
        /// How many members the whip count has.
        leans: usize,
        /// Of how many members nothing is known.
        unknown: usize,
    },
    /// An assumption of a scenario.
    Assumption {
        /// What is assumed.
        label: String,
        /// The scenario.
        scenario: String,
        /// A remark.
        note: String,
        /// Where it comes from.
        source: String,
    },
}

/// What the three figures of a tally are.
const ROW: &str = "in favour–against–abstaining";

/// A note: its number and where the figures that point at it come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number, from 1.
    pub number: usize,
    /// Where the figures come from.
    pub origin: Origin,
}

impl Note {
    /// The words of the note.
    #[must_use]
    pub fn words(&self) -> String {
        self.origin.words()
    }
}

/// "Source: …." after what stands before it; nothing where no source is given.
fn with_source(words: &str, source: &str) -> String {
    if source.is_empty() { words.to_owned() } else { format!("{words} Source: {}", full_stop(source)) }
}

fn cited(cites: &str) -> String {
    if cites.is_empty() { String::new() } else { format!(" ({cites})") }
}

impl Origin {
    /// The words of the note.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::RollCall { text, agrees, source } => {
                let published = match agrees {
                    Some(true) => "; the published totals agree",
                    Some(false) => "; the published totals differ",
                    None => "",
                };
                with_source(&format!("Counted from the roll call of {text} ({ROW}){published}."), source)
            }
            Self::Totals { text, source } => {
                with_source(&format!("Published for {text} ({ROW}); no roll call is known."), source)
            }
            Self::WhatIf { text, scenario, from_empty, source } => {
                let base = if *from_empty { "an empty floor for" } else { "the roll call of" };
                let words =
                    format!("Counted from {base} {text} ({ROW}) with the changes of the scenario “{scenario}”.");
                if *from_empty { words } else { with_source(&words, source) }
            }
            Self::Stated { what } => format!("As the dossier states it: {what}."),
            Self::Reckoned { how } => format!("Reckoned: {}", full_stop(how)),
            Self::Condition { label, cites, how } => {
                let how = if how.is_empty() { String::new() } else { format!(": {how}") };
                full_stop(&format!("Rule: {label}{}{how}", cited(cites)))
            }
            Self::Standing { what, cites, members, sources } => {
                let words = full_stop(&format!("{what}{}: {}", cited(cites), list(members)));
                with_source(&words, &sources.join("; "))
            }
            Self::Group { name, counted, source, note } => {
                let remark = if note.is_empty() { String::new() } else { format!(" {}", full_stop(&capital(note))) };
                let words = format!("{}{remark}", full_stop(&format!("{name}: {counted}")));
                if source.is_empty() { words } else { format!("{words} List of members: {}", full_stop(source)) }
            }
            Self::Seats { body, source } => with_source(&format!("Members of the {body} on that day."), source),
            Self::Smallest { moves, number, set } => {
                let noun = if *number == 1 { "member that moves" } else { "members that move" };
                let set = full_stop(set);
                format!("Computed: {number} {noun} {moves}; that no fewer are enough is proved. One such set: {set}")
            }
            Self::Chance { leans, unknown } => {
                let members = if *leans == 1 { "one member".to_owned() } else { format!("{leans} members") };
                let rest = match unknown {
                    0 => String::new(),
                    1 => "; one more of whom nothing is known counts as undecided".to_owned(),
                    n => format!("; {n} more of whom nothing is known count as undecided"),
                };
                format!(
                    "Computed from the whip count of {members}{rest}. Exact where every member votes for itself; how \
                     stances become chances is an assumption."
                )
            }
            Self::Assumption { label, scenario, note, source } => {
                let remark = if note.is_empty() { String::new() } else { format!(" {}", full_stop(note)) };
                let words = format!("Assumed in the scenario “{scenario}”: {}{remark}", full_stop(label));
                // A source that only says that it is an assumption says nothing new.
                if source == "assumption" { words } else { with_source(&words, source) }
            }
        }
    }
}
