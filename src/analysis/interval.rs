//! How far a share of a few roll calls may be off.

/// The quantile of the normal distribution for a band that leaves out five of a hundred on either side.
pub const NINETY: f64 = 1.644_853_626_951_472_2;

/// The score interval of Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal
/// of the American Statistical Association 22: 209–212: the shares for which so many of so many would not be unusual.
///
/// With p = like / of: (p + z² / 2n ± z √(p (1 − p) / n + z² / 4n²)) / (1 + z² / n).
///
/// It keeps within 0 and 1 and is sound for small numbers and shares near the ends (Brown, Cai and DasGupta 2001,
/// "Interval Estimation for a Binomial Proportion", Statistical Science 16: 101–133). Half agreements may be put in as
/// halves: the band is then a little too wide and never too narrow, since their spread is the less. None of none.
#[must_use]
pub fn wilson(like: f64, of: u32, z: f64) -> Option<(f64, f64)> {
    if of == 0 {
        return None;
    }
    let n = f64::from(of);
    let p = (like / n).clamp(0.0, 1.0);
    let z2 = z * z;
    let middle = p + z2 / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // Rounding must not leave the share outside its own band.
    Some((((middle - half) / scale).clamp(0.0, p), ((middle + half) / scale).clamp(p, 1.0)))
}

/// The quantile of Student's t for a mean of so many values, for a band that leaves out five of a hundred on either side:
/// as [`NINETY`], and wider the fewer they are, since their spread is itself not known ("Student" 1908, "The Probable
/// Error of a Mean", Biometrika 6: 1–25). None of fewer than two.
///
/// With one degree of freedom less than values: the closed forms for one and two degrees, else the expansion of Fisher
/// about the normal quantile as Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.5, have it, which
/// here is off by less than 0.0015.
#[must_use]
pub fn student(values: usize) -> Option<f64> {
    let degrees = values.checked_sub(1)? as f64;
    let z = NINETY;
    let [z3, z5, z7, z9] = [3, 5, 7, 9].map(|power| z.powi(power));
    match values {
        0 | 1 => None,
        // tan(π · 0.45)
        2 => Some((0.45 * std::f64::consts::PI).tan()),
        // 0.9 / √(2 · 0.95 · 0.05)
        3 => Some(0.9 / 0.095_f64.sqrt()),
        _ => {
            let terms = [
                (z3 + z) / 4.0,
                (5.0 * z5 + 16.0 * z3 + 3.0 * z) / 96.0,
                (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / 384.0,
                (79.0 * z9 + 776.0 * z7 + 1_482.0 * z5 - 1_920.0 * z3 - 945.0 * z) / 92_160.0,
            ];
            Some(terms.iter().rev().fold(0.0, |sum, term| (sum + term) / degrees) + z)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_as_the_tables_have_it() {
        let table = [
            (1, 6.314),
            (2, 2.920),
            (3, 2.353),
            (4, 2.132),
            (5, 2.015),
            (6, 1.943),
            (8, 1.860),
            (10, 1.812),
            (15, 1.753),
            (20, 1.725),
            (30, 1.697),
            (60, 1.671),
            (120, 1.658),
        ];
        for (degrees, expected) in table {
            let found = student(degrees + 1).expect("a quantile");
            assert!((found - expected).abs() < 0.0016, "{degrees}: {found}");
        }
        assert!((student(1_000_000_000).expect("a quantile") - NINETY).abs() < 1e-8);
        assert_eq!((student(0), student(1)), (None, None));
        assert!((2..200).all(|n| student(n) > student(n + 1)));
    }
}
