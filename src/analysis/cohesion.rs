//! How far a group held together in one vote.

use crate::model::Counts;

/// The agreement index of Hix, Noury and Roland (2005), "Power to the Parties: Cohesion and Competition in the European
/// Parliament, 1979–2001", British Journal of Political Science 35:
/// `AI = (max(Y, N, A) − ½ ((Y + N + A) − max(Y, N, A))) / (Y + N + A)`,
/// from 0 (split in three equal parts) to 1 (all alike). None where nobody of the group took part.
#[must_use]
pub fn cohesion(counts: &Counts) -> Option<f64> {
    let cast = [counts.yes, counts.no, counts.abstain];
    let all = f64::from(cast.iter().sum::<u32>());
    let most = f64::from(cast.into_iter().max()?);
    (all > 0.0).then(|| (most - (all - most) / 2.0) / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(yes: u32, no: u32, abstain: u32) -> Option<f64> {
        cohesion(&Counts { yes, no, abstain, absent: 9 })
    }

    #[test]
    fn worked_by_hand() {
        assert_eq!(index(0, 0, 0), None);
        assert_eq!(index(7, 0, 0), Some(1.0));
        assert_eq!(index(3, 3, 3), Some(0.0));
        assert_eq!(index(2, 2, 0), Some(0.25));
        // The European Union and NATO on A/ES-11/L.10.
        assert!((index(26, 1, 0).expect("voted") - 25.5 / 27.0).abs() < 1e-12);
        assert!((index(29, 2, 1).expect("voted") - 27.5 / 32.0).abs() < 1e-12);
    }
}
