//! A set of roll calls, one bit each.

/// A set of the roll calls of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    words: Vec<u64>,
}

impl Selection {
    /// All of so many roll calls.
    #[must_use]
    pub fn all(roll_calls: usize) -> Self {
        Self::of(roll_calls, 0..roll_calls as u32)
    }

    /// These of so many roll calls; numbers beyond them are left out.
    #[must_use]
    pub fn of(roll_calls: usize, chosen: impl IntoIterator<Item = u32>) -> Self {
        let mut words = vec![0_u64; roll_calls.div_ceil(64)];
        for number in chosen.into_iter().filter(|number| (*number as usize) < roll_calls) {
            if let Some(word) = words.get_mut(number as usize / 64) {
                *word |= 1 << (number % 64);
            }
        }
        Self { words }
    }

    /// Whether a roll call is in it.
    #[must_use]
    pub fn contains(&self, roll_call: u32) -> bool {
        self.words.get(roll_call as usize / 64).is_some_and(|word| word >> (roll_call % 64) & 1 == 1)
    }

    /// How many are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The roll calls, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(place as u32 * 64 + bit)
            })
        })
    }

    /// The bits, 64 roll calls a word.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}
