//! Whole numbers as cells of tables write them: totals, ids, and the marks for nothing.

/// More than any body has members. A total beyond it is a slip, and sums of such totals would have no end.
const MOST: u32 = 100_000;

/// Whether a cell stands for nothing.
pub(super) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "NA" | "N/A" | "#N/A" | "NaN" | "nan" | "NULL" | "null")
}

/// The digits of a whole number, which some programs write as "14226.0"; none where it is no such number.
pub(super) fn digits(text: &str) -> Option<&str> {
    let digits = match text.split_once('.') {
        Some((digits, rest)) if rest.bytes().all(|byte| byte == b'0') => digits,
        Some(_) => return None,
        None => text,
    };
    // A sign is no digit.
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A whole number.
pub(super) fn whole(text: &str) -> Option<u64> {
    digits(text)?.parse().ok()
}

/// An id without a needless ".0".
pub(super) fn id(text: &str) -> &str {
    digits(text).unwrap_or(text)
}

/// A cell that is no total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoTotal;

/// A published total; none where the cell stands for nothing.
pub(super) fn total(text: &str) -> Result<Option<u32>, NoTotal> {
    let text = text.trim();
    if is_missing(text) || text.eq_ignore_ascii_case("na") || text.eq_ignore_ascii_case("nan") {
        return Ok(None);
    }
    let number = whole(text).and_then(|number| u32::try_from(number).ok());
    number.filter(|number| is_total(*number)).map(Some).ok_or(NoTotal)
}

/// Whether a number may be a total.
pub(super) fn is_total(number: u32) -> bool {
    number <= MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_with_and_without_a_point() {
        for (text, number) in [("14226.0", 14226), ("120.00", 120), ("120.", 120), ("0", 0), ("007", 7)] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in ["", "1.5", "-1", "+1", "1e3", ".0", "x", "99999999999999999999"] {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!((id("14226.0"), id("007"), id("1.5"), id("A.0")), ("14226", "007", "1.5", "A.0"));
    }

    #[test]
    fn a_total_beyond_all_bodies_is_none() {
        for text in ["", "NA", "na", "N/A", "#N/A", "nan", "NaN", "NAN", "NULL", " "] {
            assert_eq!(total(text), Ok(None), "{text}");
        }
        for (text, number) in [("193", 193), ("120.0", 120), ("120.00", 120), (" 7 ", 7), ("100000", 100_000)] {
            assert_eq!(total(text), Ok(Some(number)), "{text}");
        }
        for text in ["100001", "4294967295", "4294967296", "-1", "1.5", "many"] {
            assert_eq!(total(text), Err(NoTotal), "{text}");
        }
    }
}
