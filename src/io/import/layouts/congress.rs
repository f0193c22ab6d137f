//! The Congress of the United States as Voteview and the .ord files of Poole and Rosenthal write it: chambers, codes of
//! votes, parties, the days of a Congress, words of results.

use std::cmp::Ordering;

use super::parliament;
use crate::{
    archive::{Entry, Forum},
    io::import::read::Job,
    model::{Date, Outcome, RuleId, TextKind, Vote},
};

/// A chamber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum House {
    Senate,
    Representatives,
}

impl House {
    /// The chamber of this name.
    pub(super) fn named(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("senate") {
            return Some(Self::Senate);
        }
        text.eq_ignore_ascii_case("house").then_some(Self::Representatives)
    }

    /// Its name in the sources.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Senate => "Senate",
            Self::Representatives => "House",
        }
    }

    /// The number of it among the bodies of the collection.
    pub(super) fn forum(self, job: &mut Job<'_>) -> u32 {
        match self {
            Self::Senate => parliament::forum(job, Forum::SENATE, "United States Senate"),
            Self::Representatives => parliament::forum(job, "US-HOUSE", "United States House of Representatives"),
        }
    }
}

/// What a code stands for. Pairs and announcements are no votes cast, and published totals leave them out: whoever
/// gives one is absent. "Present" is an abstention: there, and neither for nor against.
pub(in crate::io::import) fn entry(code: u64) -> Option<Entry> {
    let entry = match code {
        0 => Entry::NotMember,
        1 => Entry::Cast(Vote::Yes),
        6 => Entry::Cast(Vote::No),
        7 | 8 => Entry::Cast(Vote::Abstain),
        2..=5 | 9 => Entry::Cast(Vote::Absent),
        _ => return None,
    };
    Some(entry)
}

/// The words for a code.
pub(super) fn word(code: u64) -> &'static str {
    match code {
        1 => "Yea",
        2 => "Paired yea",
        3 => "Announced yea",
        4 => "Announced nay",
        5 => "Paired nay",
        6 => "Nay",
        7 | 8 => "Present",
        9 => "Not voting",
        _ => "Not a member",
    }
}

/// Whether a code is a pair or an announcement.
pub(super) fn is_pair(code: u64) -> bool {
    matches!(code, 2..=5)
}

/// Whether a number is that of a President, whose positions the sources list beside the votes of the members. All from
/// the first on have numbers of their own at the end of the row.
pub(super) fn is_president(icpsr: u64) -> bool {
    (99_800..=99_999).contains(&icpsr)
}

/// The name of a party by its code; none where it is not known here.
pub(super) fn party(code: u64) -> Option<&'static str> {
    let name = match code {
        1 => "Federalist",
        13 => "Democratic-Republican",
        22 => "Adams",
        26 => "Anti-Masonic",
        29 => "Whig",
        44 => "Nullifier",
        100 => "Democrat",
        114 => "Readjuster",
        200 => "Republican",
        203 => "Unconditional Unionist",
        206 => "Unionist",
        208 => "Liberal Republican",
        300 => "Free Soil",
        310 => "American",
        328 => "Independent",
        329 => "Independent Democrat",
        331 => "Independent Republican",
        340 => "Populist",
        347 => "Prohibitionist",
        354 => "Silver Republican",
        370 => "Progressive",
        380 => "Socialist",
        522 => "American Labor",
        537 => "Farmer-Labor",
        555 => "Jackson",
        1060 => "Silver",
        1111 => "Liberty",
        1275 => "Anti-Jackson",
        3333 => "Opposition",
        4000 => "Anti-Administration",
        5000 => "Pro-Administration",
        _ => return None,
    };
    Some(name)
}

/// The name of a party by its code as written; the code where it is not known here.
pub(super) fn party_label(cell: &str) -> String {
    match parliament::whole(cell) {
        Some(code) => party(code).map_or_else(|| code.to_string(), str::to_owned),
        None => cell.to_owned(),
    }
}

/// The first and the last day of a Congress: from 4 March of an odd year, and since 1935 from 3 January.
pub(super) fn days(congress: u64) -> Option<(Date, Date)> {
    const FIRST_OF_JANUARY: u64 = 74;
    if congress == 0 || congress > 999 {
        return None;
    }
    let year = 1787 + 2 * congress;
    let first = if congress < FIRST_OF_JANUARY { "03-04" } else { "01-03" };
    let last = if congress + 1 < FIRST_OF_JANUARY { "03-03" } else { "01-02" };
    Some((format!("{year}-{first}").parse().ok()?, format!("{}-{last}", year + 2).parse().ok()?))
}

/// What became of a question, by the words of its result. Words that are not known say nothing; "Veto Sustained" says
/// that the bill did not pass over the veto.
pub(super) fn outcome(result: &str) -> Option<Outcome> {
    const NOT: [&str; 12] = [
        "veto sustained",
        "not sustained",
        "not guilty",
        "not agreed to",
        "not passed",
        "not confirmed",
        "not well taken",
        "not invoked",
        "not ratified",
        "rejected",
        "defeated",
        "failed",
    ];
    const YES: [&str; 11] = [
        "agreed to",
        "passed",
        "confirmed",
        "adopted",
        "sustained",
        "overridden",
        "guilty",
        "well taken",
        "invoked",
        "ratified",
        "adopted as amended",
    ];
    let words = result.to_lowercase();
    let words = words.split(['(', ',']).next().unwrap_or("").trim().trim_end_matches('.').trim_end();
    let ends = |list: &[&str]| {
        list.iter().any(|end| words.strip_suffix(end).is_some_and(|head| head.is_empty() || head.ends_with(' ')))
    };
    if ends(&NOT) {
        return Some(Outcome::Rejected);
    }
    ends(&YES).then_some(Outcome::Adopted)
}

/// The rule of a question where that is certain and not a majority of the votes cast.
pub(super) fn rule(house: House, congress: u64, question: &str, bill: &str, date: Option<&Date>) -> Option<RuleId> {
    let question = question.to_lowercase();
    if needs_two_thirds(house, &question) {
        return Some("us-two-thirds".into());
    }
    is_cloture(house, congress, &question, bill, date).then(|| "us-cloture".into())
}

/// Whether two-thirds of those voting are needed: to pass a bill over the President's veto, to consent to a treaty, to
/// convict in an impeachment (Constitution, Art. I § 7, Art. II § 2, Art. I § 3), and in the House to suspend the rules
/// and pass (House Rule XV).
fn needs_two_thirds(house: House, question: &str) -> bool {
    let over_a_veto =
        question.starts_with("on overriding the veto") || question.contains("objections of the president");
    over_a_veto
        || match house {
            House::Senate => {
                question.starts_with("on the resolution of ratification")
                    || question.starts_with("guilty or not guilty")
            }
            House::Representatives => question.starts_with("on motion to suspend the rules"),
        }
}

/// Whether it is a motion for cloture under the rule of three-fifths. On a bill or a treaty it has needed three-fifths of the Senate since it changed its rules on 7 March 1975, within the 94th Congress; before, it
/// needed two-thirds of those present and voting. A vote of that Congress without a date, or of that very day, is left
/// open. So are nominations, which are left to the majority that they need today, and a change of the Senate’s rules,
/// which would come as a resolution of it.
fn is_cloture(house: House, congress: u64, question: &str, bill: &str, date: Option<&Date>) -> bool {
    const CHANGED: (u64, &str) = (94, "1975-03-07");
    const BILLS: [&str; 7] = ["HR", "S", "HJRES", "SJRES", "HCONRES", "SCONRES", "TREATYDOC"];
    let cloture = question.starts_with("on cloture") || question.starts_with("on the cloture");
    let kind = bill.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let after = match congress.cmp(&CHANGED.0) {
        Ordering::Less => false,
        Ordering::Equal => date.is_some_and(|date| date.as_str() > CHANGED.1),
        Ordering::Greater => true,
    };
    house == House::Senate && after && cloture && BILLS.contains(&kind)
}

/// What sort of question it is.
pub(super) fn kind(question: &str) -> TextKind {
    let words = question.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| words.starts_with(start));
    if begins(&["on the amendment", "on agreeing to the amendment"]) {
        return TextKind::Amendment;
    }
    // A motion to suspend the rules and pass is the vote on the bill.
    if words.starts_with("on motion to suspend") {
        return TextKind::Draft;
    }
    let motions = [
        "on the motion",
        "on motion",
        "on cloture",
        "on the cloture",
        "on the decision",
        "on the point of order",
        "on ordering",
    ];
    if begins(&motions) { TextKind::Motion } else { TextKind::Draft }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_veto_that_is_sustained_stops_the_bill() {
        let rejected = [
            "Veto Sustained",
            "Decision of Chair Not Sustained",
            "Not Guilty",
            "Motion to Table Failed",
            "Failed",
            "Joint Resolution Defeated",
            "Cloture on the Motion to Proceed Rejected",
            "Not Agreed to",
        ];
        for words in rejected {
            assert_eq!(outcome(words), Some(Outcome::Rejected), "{words}");
        }
        let adopted = [
            "Veto Overridden",
            "Decision of Chair Sustained",
            "Guilty",
            "Bill Passed",
            "Nomination Confirmed",
            "Motion to Table Motion to Recommit Agreed to",
            "Bill Passed (3/5 vote)",
        ];
        for words in adopted {
            assert_eq!(outcome(words), Some(Outcome::Adopted), "{words}");
        }
        for words in ["", "Unknown", "Bypassed", "Amendment Not Germane", "Passed over"] {
            assert_eq!(outcome(words), None, "{words}");
        }
    }

    #[test]
    fn a_congress_begins_in_march_and_later_in_january() {
        let day = |congress| days(congress).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(day(1).as_deref(), Some("1789-03-04 1791-03-03"));
        assert_eq!(day(73).as_deref(), Some("1933-03-04 1935-01-02"));
        assert_eq!(day(74).as_deref(), Some("1935-01-03 1937-01-02"));
        assert_eq!(day(116).as_deref(), Some("2019-01-03 2021-01-02"));
        assert_eq!(day(0), None);
    }

    #[test]
    fn a_motion_is_no_amendment() {
        assert_eq!(kind("On the Motion to Table the Amendment"), TextKind::Motion);
        assert_eq!(kind("On the Amendment"), TextKind::Amendment);
        assert_eq!(kind("On Motion to Suspend the Rules and Pass"), TextKind::Draft);
        assert_eq!(kind("On the Nomination"), TextKind::Draft);
    }

    #[test]
    fn cloture_on_a_bill_has_a_rule_of_its_own() {
        let of = |house, congress, question, bill| rule(house, congress, question, bill, None).is_some();
        assert!(of(House::Senate, 116, "On the Cloture Motion", "HR1158"));
        assert!(of(House::Senate, 116, "On Cloture on the Motion to Proceed", "S1"));
        assert!(of(House::Senate, 116, "On the Cloture Motion", "TREATYDOC112-1"));
        for bill in ["PN87", "SRES5", ""] {
            assert!(!of(House::Senate, 116, "On the Cloture Motion", bill), "{bill}");
        }
        assert!(!of(House::Senate, 94, "On the Cloture Motion", "S1"));
        for (congress, day, applies) in [
            (94, "1975-03-06", false),
            (94, "1975-03-07", false),
            (94, "1975-03-08", true),
            (94, "1976-08-31", true),
            (94, "1975", false),
            (93, "1975-12-31", false),
            (95, "1977-02-01", true),
        ] {
            let date: Option<Date> = day.parse().ok();
            let found = rule(House::Senate, congress, "On the Cloture Motion", "S1", date.as_ref());
            assert_eq!(found.is_some(), applies, "{congress} {day}");
        }
        for (house, question) in [
            (House::Senate, "On Overriding the Veto"),
            (House::Representatives, "Passage, Objections of the President Not Withstanding"),
            (House::Senate, "On the Resolution of Ratification"),
            (House::Senate, "Guilty or Not Guilty"),
            (House::Representatives, "On Motion to Suspend the Rules and Pass"),
        ] {
            let found = rule(house, 116, question, "HR1", None);
            assert_eq!(found.as_ref().map(RuleId::as_str), Some("us-two-thirds"), "{question}");
        }
        assert!(!of(House::Senate, 116, "On the Resolution", "SRES1"));
        assert!(!of(House::Representatives, 116, "On the Cloture Motion", "S1"));
        assert!(!of(House::Senate, 116, "On the Motion to Proceed", "S1"));
    }

    #[test]
    fn parties_without_a_name_keep_their_number() {
        assert_eq!(party_label("200.0"), "Republican");
        assert_eq!(party_label("4444"), "4444");
        assert_eq!(party_label(""), "");
    }
}
