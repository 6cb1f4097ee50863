//! Ratios that a machine with moods cannot spoil: both sides run in turns, each round gives a ratio of its own, and what
//! counts is the median.

/// Rates of one side or ratios of both, of several rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub median: f64,
    pub low: f64,
    pub high: f64,
}

impl Spread {
    /// Of at least one value.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (Some(low), Some(high)) = (values.first(), values.last()) else {
            return Self { median: f64::NAN, low: f64::NAN, high: f64::NAN };
        };
        let middle = values.len() / 2;
        let median =
            if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) };
        Self { median, low: *low, high: *high }
    }
}

/// What each round gave: the baseline and the store.
#[derive(Debug, Clone, Default)]
pub struct Rounds<B, S> {
    rounds: Vec<(B, S)>,
}

impl<B, S> Rounds<B, S> {
    /// Run both sides `count` times; each comes first in every other round, so that what only drifts favours neither.
    pub fn run(
        count: usize,
        mut baseline: impl FnMut() -> anyhow::Result<B>,
        mut store: impl FnMut() -> anyhow::Result<S>,
        tell: impl Fn(usize, &B, &S),
    ) -> anyhow::Result<Self> {
        let mut rounds = Vec::new();
        for round in 0..count {
            let (before, after) = if round % 2 == 0 {
                let before = baseline()?;
                (before, store()?)
            } else {
                let after = store()?;
                (baseline()?, after)
            };
            tell(round + 1, &before, &after);
            rounds.push((before, after));
        }
        Ok(Self { rounds })
    }

    /// The store's rate divided by the baseline's, round by round.
    pub fn ratio(&self, baseline: impl Fn(&B) -> f64, store: impl Fn(&S) -> f64) -> Spread {
        Spread::of(self.rounds.iter().map(|(before, after)| store(after) / baseline(before)))
    }

    pub fn of_baseline(&self, value: impl Fn(&B) -> f64) -> Spread {
        Spread::of(self.rounds.iter().map(|(before, _)| value(before)))
    }

    pub fn of_store(&self, value: impl Fn(&S) -> f64) -> Spread {
        Spread::of(self.rounds.iter().map(|(_, after)| value(after)))
    }

    pub fn baselines(&self) -> impl Iterator<Item = &B> {
        self.rounds.iter().map(|(before, _)| before)
    }

    pub fn stores(&self) -> impl Iterator<Item = &S> {
        self.rounds.iter().map(|(_, after)| after)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_middle_two() {
        let spread = |median, low, high| Spread { median, low, high };
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), spread(2.0, 1.0, 3.0));
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]), spread(2.5, 1.0, 4.0));
        assert_eq!(Spread::of([7.0]), spread(7.0, 7.0, 7.0));
    }

    #[test]
    fn each_side_comes_first_in_every_other_round_and_ratios_stay_within_theirs() {
        let order = RefCell::new(String::new());
        let side = |name: char, rates: [f64; 3]| {
            let (order, mut rates) = (&order, rates.into_iter());
            move || {
                order.borrow_mut().push(name);
                Ok(rates.next().expect("as many as rounds"))
            }
        };
        // The machine is three times as fast in the second round; the ratio is 2, 2 and 3.
        let (baseline, store) = (side('b', [10.0, 30.0, 10.0]), side('s', [20.0, 60.0, 30.0]));
        let rounds = Rounds::run(3, baseline, store, |_, _, _| {}).expect("nothing fails");
        assert_eq!(*order.borrow(), "bssbbs");
        assert_eq!(rounds.ratio(|rate| *rate, |rate| *rate), Spread { median: 2.0, low: 2.0, high: 3.0 });
        assert_eq!(rounds.of_baseline(|rate| *rate).median, 10.0);
        assert_eq!(rounds.of_store(|rate| *rate).median, 30.0);
    }
}
