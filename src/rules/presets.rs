//! The rules of the bodies that people ask about most, each condition with its article.
//!
//! Sources: Charter of the United Nations, Art. 18, 19, 27 and 67; rules of procedure of the General Assembly
//! (A/520), of ECOSOC and of the Security Council; Treaty on European Union, Art. 16; Treaty on the Functioning of
//! the European Union, Art. 231 and 238; Statute of the IAEA, Art. VI; Basic Law for the Federal Republic of Germany,
//! Art. 42; Standing Rules of the Senate of the United States, Rule XXII.

use std::sync::LazyLock;

use super::{Condition, Formula, Measure, Need, Role, Rule, Test, Who};
use crate::model::{Extra, RuleId};

/// The set of members whose No is a veto.
pub const PERMANENT: &str = "permanent";
/// The weight by population.
pub const POPULATION: &str = "population";

/// Every preset, in the order of a menu.
#[must_use]
pub fn presets() -> &'static [Rule] {
    static PRESETS: LazyLock<Vec<Rule>> = LazyLock::new(all);
    &PRESETS
}

/// The preset with this id.
#[must_use]
pub fn preset(id: &RuleId) -> Option<&'static Rule> {
    presets().iter().find(|rule| rule.id == *id)
}

/// The rule that takes the place of `rule` when a question is held to be important, or not: in the General Assembly
/// two-thirds and a simple majority of those present and voting (Charter Art. 18, rules 83 to 85). None where the rule
/// knows no such difference.
#[must_use]
pub fn important(rule: &RuleId, important: bool) -> Option<RuleId> {
    let assembly = matches!(rule.as_str(), "ga-simple" | "ga-two-thirds");
    assembly.then(|| if important { "ga-two-thirds" } else { "ga-simple" }.into())
}

/// Whether a recorded result, given under one rule, holds under another as well: under the same; and in the Assembly what
/// had two-thirds has a simple majority, and what had no simple majority has no two-thirds.
#[must_use]
pub fn still_holds(given: &RuleId, now: &RuleId, adopted: bool) -> bool {
    let pair = |first: &str, second: &str| given.as_str() == first && now.as_str() == second;
    given == now || (adopted && pair("ga-two-thirds", "ga-simple")) || (!adopted && pair("ga-simple", "ga-two-thirds"))
}

fn all() -> Vec<Rule> {
    [united_nations(), security_council(), council_of_eleven(), european_union(), others(), parliaments()]
        .into_iter()
        .flatten()
        .collect()
}

fn rule(id: &str, name: &str, short: &str, cites: &str, note: &str, formula: Formula) -> Rule {
    Rule {
        id: id.into(),
        name: name.to_owned(),
        short: short.to_owned(),
        formula,
        cites: cites.to_owned(),
        note: note.to_owned(),
        extra: Extra::new(),
    }
}

fn condition(role: Role, label: &str, cites: &str, test: Test) -> Formula {
    Formula::Condition(Condition { label: label.to_owned(), test, role, cites: cites.to_owned() })
}

fn share(num: u64, den: u64, of: Who, more_than: bool) -> Need {
    Need::Share { num, den, of: Measure::of(of), more_than }
}

fn yes_share(label: &str, cites: &str, num: u64, den: u64, more_than: bool) -> Formula {
    let need = share(num, den, Who::PresentAndVoting, more_than);
    condition(Role::Threshold, label, cites, Test::AtLeast { of: Measure::of(Who::Yes), need })
}

fn more_yes_than_no(cites: &str) -> Formula {
    yes_share("A majority of members present and voting", cites, 1, 2, true)
}

fn quorum(label: &str, cites: &str, num: u64, den: u64, more_than: bool) -> Formula {
    let need = share(num, den, Who::Members, more_than);
    condition(Role::Quorum, label, cites, Test::AtLeast { of: Measure::of(Who::Present), need })
}

fn majority_present(cites: &str) -> Formula {
    quorum("A majority of members is present", cites, 1, 2, true)
}

fn united_nations() -> Vec<Rule> {
    const GA_TIE: &str =
        "A tie is not adopted: it is voted again within 48 hours, and a second tie rejects it (rule 95).";
    vec![
        rule(
            "ga-simple",
            "General Assembly: simple majority of members present and voting",
            "simple majority",
            "Charter Art. 18 (3), rules 85 and 86",
            GA_TIE,
            Formula::All(vec![more_yes_than_no("Charter Art. 18 (3), rules 85 and 86"), majority_present("rule 67")]),
        ),
        rule(
            "ga-two-thirds",
            "General Assembly: two-thirds of members present and voting",
            "two-thirds",
            "Charter Art. 18 (2), rules 83, 84 and 86",
            "Asked of important questions, their amendments and their parts. Exactly two-thirds is enough.",
            Formula::All(vec![
                yes_share(
                    "Two-thirds of members present and voting",
                    "Charter Art. 18 (2), rules 83, 84 and 86",
                    2,
                    3,
                    false,
                ),
                majority_present("rule 67"),
            ]),
        ),
        rule(
            "hrc",
            "Human Rights Council: simple majority of members present and voting",
            "simple majority",
            "A/RES/60/251, General Assembly rules 125 and 126",
            "The rules of the Assembly's committees apply (rule 7 of the Council). A tie is rejected (rule 133).",
            Formula::All(vec![
                more_yes_than_no("General Assembly rules 125 and 126"),
                majority_present("General Assembly rule 108"),
            ]),
        ),
        rule(
            "ecosoc",
            "ECOSOC: simple majority of members present and voting",
            "simple majority",
            "Charter Art. 67 (2), ECOSOC rule 60",
            "A tie is not adopted.",
            Formula::All(vec![
                more_yes_than_no("Charter Art. 67 (2), ECOSOC rule 60"),
                majority_present("ECOSOC rule 41"),
            ]),
        ),
    ]
}

fn in_favour(label: &str, number: u64, cites: &str) -> Formula {
    let test = Test::AtLeast { of: Measure::of(Who::Yes), need: Need::Number(number) };
    condition(Role::Threshold, label, cites, test)
}

fn no_veto(cites: &str) -> Formula {
    condition(
        Role::Veto,
        "No permanent member against",
        cites,
        Test::AtMost { of: Measure::of(Who::No).within(PERMANENT), limit: 0 },
    )
}

fn security_council() -> Vec<Rule> {
    let nine = |cites: &str| in_favour("Nine members in favour", 9, cites);
    vec![
        rule(
            "sc-substantive",
            "Security Council: nine in favour, no permanent member against",
            "nine",
            "Charter Art. 27 (3)",
            "A permanent member that abstains or stays away does not veto. Its No on a text with fewer than nine in \
             favour is not counted as a veto.",
            Formula::All(vec![nine("Charter Art. 27 (3)"), no_veto("Charter Art. 27 (3)")]),
        ),
        rule(
            "sc-procedural",
            "Security Council: nine in favour (procedural, no veto)",
            "nine",
            "Charter Art. 27 (2)",
            "No veto on a question of procedure.",
            Formula::All(vec![nine("Charter Art. 27 (2)")]),
        ),
    ]
}

/// The Security Council of eleven. The amendment that made eleven members fifteen and seven votes nine (General Assembly
/// resolution 1991 A (XVIII)) came into force on 31 August 1965, and the Council sat with fifteen from 1 January 1966 on,
/// see [`super::council_rule_on`].
fn council_of_eleven() -> Vec<Rule> {
    const SUBSTANCE: &str = "Charter Art. 27 (3) as worded for eleven members, until the end of 1965";
    const PROCEDURE: &str = "Charter Art. 27 (2) as worded for eleven members, until the end of 1965";
    let seven = |cites: &str| in_favour("Seven members in favour", 7, cites);
    vec![
        rule(
            "sc-substantive-11",
            "Security Council of eleven: seven in favour, no permanent member against",
            "seven",
            SUBSTANCE,
            "A permanent member that abstains or stays away does not veto. Its No on a text with fewer than seven in \
             favour is not counted as a veto.",
            Formula::All(vec![seven(SUBSTANCE), no_veto(SUBSTANCE)]),
        ),
        rule(
            "sc-procedural-11",
            "Security Council of eleven: seven in favour (procedural, no veto)",
            "seven",
            PROCEDURE,
            "No veto on a question of procedure.",
            Formula::All(vec![seven(PROCEDURE)]),
        ),
    ]
}

/// Rules of parliaments. No quorum: it is taken to be there until a member has it counted.
fn parliaments() -> Vec<Rule> {
    const CAST: &str = "TFEU Art. 231, Basic Law Art. 42 (2)";
    const TWO_THIRDS: &str = "US Constitution Art. I § 3, Art. I § 7, Art. II § 2";
    const CLOTURE: &str = "Standing Rules of the Senate, Rule XXII (2)";
    let need = share(3, 5, Who::Members, false);
    vec![
        rule(
            "votes-cast",
            "Majority of the votes cast",
            "majority",
            CAST,
            "Abstentions are no votes cast. A tie is not adopted.",
            Formula::All(vec![yes_share("A majority of the votes cast", CAST, 1, 2, true)]),
        ),
        rule(
            "us-two-thirds",
            "United States Congress: two-thirds of those voting",
            "two-thirds",
            TWO_THIRDS,
            "Asked to pass a bill over a veto, to consent to a treaty, to convict in an impeachment, and in the House to \
             suspend the rules and pass (House Rule XV). Counted on Yea and Nay, as both houses do.",
            Formula::All(vec![yes_share("Two-thirds of those voting in favour", TWO_THIRDS, 2, 3, false)]),
        ),
        rule(
            "us-cloture",
            "United States Senate: cloture, three-fifths of the members",
            "three-fifths",
            CLOTURE,
            "Counted on all Senators chosen and sworn, whoever votes. A motion to amend the Senate's rules needs \
             two-thirds of those present and voting instead, and nominations have needed a majority of the votes \
             since the precedents of 2013 and 2017.",
            Formula::All(vec![condition(
                Role::Threshold,
                "Three-fifths of the members in favour",
                CLOTURE,
                Test::AtLeast { of: Measure::of(Who::Yes), need },
            )]),
        ),
    ]
}

fn eu_members(label: &str, cites: &str, num: u64, den: u64, more_than: bool) -> Formula {
    let need = share(num, den, Who::Participating, more_than);
    condition(Role::Threshold, label, cites, Test::AtLeast { of: Measure::of(Who::Yes), need })
}

fn eu_population(cites: &str) -> Formula {
    let of = Measure::of(Who::Yes).weighted(POPULATION);
    let base = Measure::of(Who::Participating).weighted(POPULATION);
    let need = Need::Share { num: 65, den: 100, of: base, more_than: false };
    condition(Role::Threshold, "65 % of the population in favour", cites, Test::AtLeast { of, need })
}

fn eu_present() -> Formula {
    majority_present("Council rules of procedure Art. 11 (4)")
}

fn european_union() -> Vec<Rule> {
    const AGAINST: &str = "An abstention counts as not in favour.";
    let few_opposed = condition(
        Role::Threshold,
        "or fewer than four members not in favour",
        "TEU Art. 16 (4)",
        Test::AtMost { of: Measure::of(Who::NotInFavour), limit: 3 },
    );
    let none_against = condition(
        Role::Threshold,
        "No member against",
        "TFEU Art. 238 (4)",
        Test::AtMost { of: Measure::of(Who::No), limit: 0 },
    );
    vec![
        rule(
            "eu-qmv",
            "EU Council: qualified majority",
            "55 % of members",
            "TEU Art. 16 (4), TFEU Art. 238 (3)",
            AGAINST,
            Formula::All(vec![
                eu_members("55 % of members in favour", "TEU Art. 16 (4)", 55, 100, false),
                Formula::Any(vec![eu_population("TEU Art. 16 (4)"), few_opposed]),
            ]),
        ),
        rule(
            "eu-qmv-reinforced",
            "EU Council: reinforced qualified majority",
            "72 % of members",
            "TFEU Art. 238 (2)",
            AGAINST,
            Formula::All(vec![
                eu_members("72 % of members in favour", "TFEU Art. 238 (2)", 72, 100, false),
                eu_population("TFEU Art. 238 (2)"),
            ]),
        ),
        rule(
            "eu-simple",
            "EU Council: simple majority of members",
            "majority of members",
            "TFEU Art. 238 (1)",
            AGAINST,
            Formula::All(vec![eu_members("A majority of members in favour", "TFEU Art. 238 (1)", 1, 2, true)]),
        ),
        rule(
            "eu-unanimity",
            "EU Council: unanimity",
            "nobody against",
            "TFEU Art. 238 (4)",
            "An abstention does not block.",
            Formula::All(vec![
                none_against,
                condition(
                    Role::Threshold,
                    "Somebody in favour",
                    "",
                    Test::AtLeast { of: Measure::of(Who::Yes), need: Need::Number(1) },
                ),
                eu_present(),
            ]),
        ),
    ]
}

fn others() -> Vec<Rule> {
    let iaea_quorum = || quorum("Two-thirds of the members are present", "IAEA Statute Art. VI.E", 2, 3, false);
    vec![
        rule(
            "iaea-board",
            "IAEA Board of Governors: majority of members present and voting",
            "simple majority",
            "IAEA Statute Art. VI.E",
            "A tie is not adopted.",
            Formula::All(vec![more_yes_than_no("IAEA Statute Art. VI.E"), iaea_quorum()]),
        ),
        rule(
            "iaea-board-budget",
            "IAEA Board of Governors: two-thirds of members present and voting (budget)",
            "two-thirds",
            "IAEA Statute Art. VI.E and XIV.H",
            "Exactly two-thirds is enough.",
            Formula::All(vec![
                yes_share("Two-thirds of members present and voting", "IAEA Statute Art. VI.E and XIV.H", 2, 3, false),
                iaea_quorum(),
            ]),
        ),
        rule(
            "consensus",
            "Consensus: nobody objects",
            "nobody against",
            "practice",
            "A member that does not join in but does not object either lets the text pass.",
            Formula::All(vec![
                condition(
                    Role::Threshold,
                    "No member objects",
                    "",
                    Test::AtMost { of: Measure::of(Who::No), limit: 0 },
                ),
                condition(
                    Role::Quorum,
                    "Somebody takes part",
                    "",
                    Test::AtLeast { of: Measure::of(Who::Present), need: Need::Number(1) },
                ),
            ]),
        ),
    ]
}
