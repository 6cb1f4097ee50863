//! The answers that each thread gives again and again, in copies of its own. What threads share they also count together: who
//! has hold of an answer, who looked for it. With each answer those counters would go from one processor to the other, which
//! costs more than the rest of finding it.

use std::cell::RefCell;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash};

use crossbeam_utils::CachePadded;
use rest_runtime::server::Prepared;
use thread_local::ThreadLocal;

/// How many answers a thread keeps at most. Each key has one place; keys that share it take turns.
const PLACES: usize = 16;
/// Most bytes of an answer that is copied.
const MOST_BYTES: usize = 64 * 1024;

/// Answers by key, for each thread. A key must say all that an answer depends on: nothing is ever forgotten here but to make room.
pub(super) struct Near<K: Send, T> {
    threads: ThreadLocal<CachePadded<RefCell<Places<K, T>>>>,
}

type Places<K, T> = Vec<Option<Place<K, T>>>;

/// What was asked for last of all that belongs here.
struct Place<K, T> {
    key: K,
    /// Once it was found twice in a row: what is asked for by chance is not worth a copy.
    answer: Option<Prepared<T>>,
}

impl<K: Hash + Eq + Send, T: 'static> Near<K, T> {
    pub(super) fn new() -> Self {
        Self { threads: ThreadLocal::new() }
    }

    /// This thread's copy of an answer.
    pub(super) fn find(&self, key: &K) -> Option<Prepared<T>> {
        let places = self.threads.get()?.borrow();
        let place = places[place_of(key)].as_ref()?;
        if place.key == *key { place.answer.clone() } else { None }
    }

    /// An answer was found elsewhere.
    pub(super) fn found(&self, key: K, answer: &Prepared<T>) {
        let places = self.threads.get_or(|| CachePadded::new(RefCell::new((0..PLACES).map(|_| None).collect())));
        let place = &mut places.borrow_mut()[place_of(&key)];
        match place {
            Some(place) if place.key == key => {
                place.answer = (answer.body().len() <= MOST_BYTES).then(|| answer.copied());
            }
            _ => *place = Some(Place { key, answer: None }),
        }
    }
}

fn place_of(key: &impl Hash) -> usize {
    // Whoever finds keys that share a place gains nothing by it.
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(key);
    (hash % PLACES as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Prepared<String> {
        Prepared::new(&text.to_owned()).expect("serialised")
    }

    fn text(found: Option<Prepared<String>>) -> Option<String> {
        found.map(|answer| String::from_utf8(answer.body().to_vec()).expect("text"))
    }

    #[test]
    fn what_is_found_twice_in_a_row_is_copied_for_the_thread_that_found_it() {
        let near = Near::new();
        let original = answer("one");
        near.found(1, &original);
        assert_eq!(text(near.find(&1)), None, "once is by chance");
        near.found(1, &original);
        let copy = near.find(&1).expect("a copy");
        assert_eq!(copy.body(), original.body());
        assert_ne!(copy.body().as_ptr(), original.body().as_ptr());
        std::thread::scope(|scope| {
            scope.spawn(|| assert_eq!(text(near.find(&1)), None, "another thread's"));
        });
    }

    #[test]
    fn keys_that_share_a_place_take_turns_and_never_answer_for_each_other() {
        let near = Near::new();
        for round in 0..3 {
            for key in 0..1_000 {
                let own = answer(&key.to_string());
                for _ in 0..2 {
                    near.found(key, &own);
                }
                assert_eq!(text(near.find(&key)), Some(format!("\"{key}\"")), "round {round}");
            }
        }
        let kept = (0..1_000).filter_map(|key| Some((key, text(near.find(&key))?)));
        let kept: Vec<(u32, String)> = kept.collect();
        assert!(!kept.is_empty() && kept.len() <= PLACES, "{kept:?}");
        assert!(kept.iter().all(|(key, text)| *text == format!("\"{key}\"")), "{kept:?}");
    }

    #[test]
    fn what_is_large_is_not_copied() {
        let near = Near::new();
        let large = answer(&"x".repeat(MOST_BYTES));
        for _ in 0..3 {
            near.found(1, &large);
        }
        assert_eq!(text(near.find(&1)), None);
    }
}
