//! What changed in the Security Council over time: how many votes it asks for, and who holds a permanent seat.

use crate::model::{Date, RuleId, fold};

/// The first day on which the Council had fifteen members.
const FIFTEEN: &str = "1966-01-01";
/// The last day on which the Republic of China held China's seat.
const REPUBLIC: &str = "1971-10-25";

/// The rule of the Security Council of this name as it was on a day: before 1966 in the wording for eleven members. Any
/// other rule, and one of a day that is not known, stays as it is.
///
/// The amendment of Articles 23 and 27 of the Charter came into force on 31 August 1965, but the members that it added
/// took their seats on 1 January 1966. Until then the Council sat and decided as one of eleven: resolution 218 of
/// 23 November 1965 was adopted by seven votes to none, with four abstentions.
#[must_use]
pub fn council_rule_on(rule: &RuleId, date: Option<&Date>) -> RuleId {
    let eleven = match rule.as_str() {
        "sc-substantive" => "sc-substantive-11",
        "sc-procedural" => "sc-procedural-11",
        _ => return rule.clone(),
    };
    if date.is_some_and(|date| date.as_str() < FIFTEEN) { eleven.into() } else { rule.clone() }
}

/// Whether a member held a permanent seat of the Security Council on a day, by its code or one of its names. The seat of
/// the Soviet Union is Russia's, under either code. China's was held by the Republic of China until 25 October 1971;
/// before that day whatever votes there as China holds this seat as well, since the People's Republic did not vote. Where
/// the day is not known, whoever held a seat at any time counts.
#[must_use]
pub fn is_permanent<'a>(code: &str, names: impl IntoIterator<Item = &'a str>, date: Option<&Date>) -> bool {
    const CODES: [&str; 6] = ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"];
    const NAMES: [&str; 10] = [
        "china",
        "france",
        "russia",
        "russian federation",
        "soviet union",
        "ussr",
        "union of soviet socialist republics",
        "united kingdom",
        "united states",
        "united states of america",
    ];
    if CODES.contains(&code) {
        return true;
    }
    let republic = of_the_republic(date);
    if matches!(code, "TWN" | "ROC") {
        return republic;
    }
    names.into_iter().any(|name| {
        let name = fold(name);
        NAMES.contains(&name.as_str())
            || name.starts_with("united kingdom of great britain")
            || (republic && name == "republic of china")
    })
}

/// Whether the Republic of China held China's seat on a day; and where the day is not known, since it may have.
#[must_use]
pub fn of_the_republic(date: Option<&Date>) -> bool {
    date.is_none_or(|date| date.as_str() <= REPUBLIC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_for_eleven_ends_with_1965() {
        let on = |rule: &str, date: &str| council_rule_on(&rule.into(), date.parse().ok().as_ref()).to_string();
        assert_eq!(on("sc-substantive", "1965-08-31"), "sc-substantive-11");
        assert_eq!(on("sc-procedural", "1965-12-31"), "sc-procedural-11");
        assert_eq!(on("sc-substantive", "1965"), "sc-substantive-11");
        assert_eq!(on("sc-substantive", "1966-01-01"), "sc-substantive");
        assert_eq!(on("sc-substantive", ""), "sc-substantive");
        assert_eq!(on("ga-simple", "1950-01-01"), "ga-simple");
    }

    #[test]
    fn permanent_seats_by_code_name_and_day() {
        let is = |code: &str, name: &str, date: &str| is_permanent(code, [name], date.parse().ok().as_ref());
        for (code, name, date, expected) in [
            ("TWN", "", "1971-10-25", true),
            ("TWN", "", "1971-10-26", false),
            ("TWN", "", "", true),
            ("x", "Republic of China", "1955-12-13", true),
            ("x", "Republic of China", "1972-08-25", false),
            ("CHN", "", "1955-12-13", true),
            ("x", "China", "1972-08-25", true),
            ("SUN", "", "1946-02-16", true),
            ("RUS", "", "1946-02-16", true),
            ("x", "Union of Soviet Socialist Republics", "1980-01-13", true),
            ("x", "United Kingdom of Great Britain and Northern Ireland", "1956-10-30", true),
            ("IND", "India", "1972-08-25", false),
            ("COG", "Congo", "", false),
        ] {
            assert_eq!(is(code, name, date), expected, "{code} {name} {date}");
        }
    }
}
