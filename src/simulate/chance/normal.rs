//! The normal distribution, its inverse included, by the classic rational approximations.

/// Evaluates a polynomial, the highest power first.
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The chance that a normal variable is below `x` (J. F. Hart, Computer Approximations, 1968, no. 5666), right to some
/// fourteen figures.
pub(super) fn below(x: f64) -> f64 {
    let size = x.abs();
    let tail = if size > 37.0 {
        0.0
    } else if size < 7.071_067_811_865_47 {
        let upper = polynomial(
            size,
            &[
                3.526_249_659_989_11e-2,
                0.700_383_064_443_688,
                6.373_962_203_531_65,
                33.912_866_078_383,
                112.079_291_497_871,
                221.213_596_169_931,
                220.206_867_912_376,
            ],
        );
        let lower = polynomial(
            size,
            &[
                8.838_834_764_831_84e-2,
                1.755_667_163_182_64,
                16.064_177_579_207,
                86.780_732_202_946_1,
                296.564_248_779_674,
                637.333_633_378_831,
                793.826_512_519_948,
                440.413_735_824_752,
            ],
        );
        (-size * size / 2.0).exp() * upper / lower
    } else {
        let fraction = (1..=4).rev().fold(size + 0.65, |fraction, n| size + f64::from(n) / fraction);
        (-size * size / 2.0).exp() / fraction / 2.506_628_274_631
    };
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// The number below which a normal variable lies with a chance of `p`, between 0 and 1 (M. J. Wichura, algorithm
/// AS 241, 1988, PPND16).
pub(super) fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(r, &MIDDLE_UPPER) / polynomial(r, &MIDDLE_LOWER);
    }
    let r = (-(if q < 0.0 { p } else { 1.0 - p }).ln()).sqrt();
    let tail = if r <= 5.0 {
        polynomial(r - 1.6, &NEAR_UPPER) / polynomial(r - 1.6, &NEAR_LOWER)
    } else {
        polynomial(r - 5.0, &FAR_UPPER) / polynomial(r - 5.0, &FAR_LOWER)
    };
    if q < 0.0 { -tail } else { tail }
}

const MIDDLE_UPPER: [f64; 8] = [
    2.509_080_928_730_122_7e3,
    3.343_057_558_358_813e4,
    6.726_577_092_700_87e4,
    4.592_195_393_154_987e4,
    1.373_169_376_550_946e4,
    1.971_590_950_306_551_3e3,
    1.331_416_678_917_843_8e2,
    3.387_132_872_796_366_5,
];
const MIDDLE_LOWER: [f64; 8] = [
    5.226_495_278_852_854e3,
    2.872_908_573_572_194_3e4,
    3.930_789_580_009_271e4,
    2.121_379_430_158_659_7e4,
    5.394_196_021_424_751e3,
    6.871_870_074_920_579e2,
    4.231_333_070_160_091e1,
    1.0,
];
const NEAR_UPPER: [f64; 8] = [
    7.745_450_142_783_414e-4,
    2.272_384_498_926_918_4e-2,
    2.417_807_251_774_506e-1,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_546,
    1.423_437_110_749_683_5,
];
const NEAR_LOWER: [f64; 8] = [
    1.050_750_071_644_416_9e-9,
    5.475_938_084_995_345e-4,
    1.519_866_656_361_645_7e-2,
    1.481_039_764_274_800_8e-1,
    6.897_673_349_851e-1,
    1.676_384_830_183_803_8,
    2.053_191_626_637_759,
    1.0,
];
const FAR_UPPER: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    1.242_660_947_388_078_4e-3,
    2.653_218_952_657_612_4e-2,
    2.965_605_718_285_048_7e-1,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_103,
];
const FAR_LOWER: [f64; 8] = [
    2.044_263_103_389_939_8e-15,
    1.421_511_758_316_446e-7,
    1.846_318_317_510_054_8e-5,
    7.868_691_311_456_133e-4,
    1.487_536_129_085_061_5e-2,
    1.369_298_809_227_358e-1,
    5.998_322_065_558_88e-1,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // Tables of the normal distribution.
        let known = [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (-1.96, 0.024_997_895_148_220_435),
            (3.0, 0.998_650_101_968_369_9),
        ];
        for (x, p) in known {
            assert!((below(x) - p).abs() < 1e-13, "{x}: {}", below(x));
            assert!((quantile(p) - x).abs() < 1e-12, "{p}: {}", quantile(p));
        }
        assert!((below(-8.0) / 6.220_960_574_271_785e-16 - 1.0).abs() < 1e-3);
    }

    #[test]
    fn the_inverse_is_the_inverse() {
        for n in 1..10_000 {
            let p = f64::from(n) / 10_000.0;
            assert!((below(quantile(p)) - p).abs() < 1e-13, "{p}");
        }
        for n in 1..12 {
            let p = 10_f64.powi(-n);
            assert!((below(quantile(p)) / p - 1.0).abs() < 1e-6, "{p}");
        }
    }
}
