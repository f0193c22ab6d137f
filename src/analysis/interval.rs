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
