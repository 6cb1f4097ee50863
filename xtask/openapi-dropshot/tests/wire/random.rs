//! Values by chance, the same for the same seed. The seed is printed by tests that fail; `WIRE_SEED` sets it.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

pub struct Random(StdRng);

impl Random {
    pub fn new() -> Self {
        let seed = std::env::var("WIRE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(42);
        println!("WIRE_SEED={seed}");
        Self(StdRng::seed_from_u64(seed))
    }

    /// From 0 to `bound`, without it.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0.random_range(0..bound)
    }

    /// Once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// Between two bounds, or at one of them.
    pub fn number(&mut self, low: f64, high: f64) -> f64 {
        match self.below(6) {
            0 => low,
            1 => high,
            _ => self.0.random_range(low..=high),
        }
    }

    /// Characters that mean something somewhere, and some that mean nothing; of `least` to `most`.
    pub fn text(&mut self, least: usize, most: usize) -> String {
        const CHARACTERS: &[char] = &[
            'a', 'b', 'Z', '0', '9', ' ', '/', '?', '#', '&', '=', '+', ',', ';', '.', '|', '%', '2', 'C', ':', '"',
            '\'', '\\', '{', '}', '[', ']', '<', '>', '(', ')', '@', '!', '$', '*', '~', '_', '-', 'é', '日', '😀',
            '\u{301}',
        ];
        let length = least + self.below(most - least + 1);
        (0..length).map(|_| *self.one_of(CHARACTERS)).collect()
    }
}
