//! Numbers that look like chance and follow from a seed alone, so that the same year can be made again.

/// A sequence of numbers (SplitMix64). Not for secrets.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; zero when the bound is.
    pub fn below(&mut self, bound: u32) -> u32 {
        // The upper half times the bound, its upper half again: below the bound, and as even as a measurement needs.
        let wide = (self.next() >> 32) * u64::from(bound);
        u32::try_from(wide >> 32).unwrap_or_default()
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, times: u32) -> bool {
        self.below(100) < times
    }

    /// One of these; none when there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let place = self.below(u32::try_from(from.len()).unwrap_or(u32::MAX));
        from.get(usize::try_from(place).unwrap_or_default())
    }

    /// An id that looks like every other event's.
    pub fn event_id(&mut self) -> String {
        let bytes = (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes();
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_again() {
        let draw = |seed| {
            let mut chance = Chance::new(seed);
            (0..5).map(|_| chance.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let mut chance = Chance::new(1);
        let drawn: Vec<u32> = (0..1_000).map(|_| chance.below(10)).collect();
        assert!((0..10).all(|number| drawn.iter().filter(|drawn| **drawn == number).count() > 50));
        assert!(drawn.iter().all(|number| *number < 10));
        assert_eq!((chance.below(0), chance.pick::<u8>(&[])), (0, None));
    }
}
