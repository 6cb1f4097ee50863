//! Encoded records in a line, in one piece of memory: many come and go in a second, each lives until it is acknowledged, and
//! pieces of its own for each would be scattered over more memory than the processor keeps at hand.

use std::{collections::VecDeque, mem};

/// What a line that is empty keeps of its memory, in bytes: room for as many records of requests as a stream takes at full
/// load, where it is empty fifty times a second, and taking memory anew each time costs more than the records do.
const KEPT: usize = 2 * 1_024 * 1_024;

#[derive(Default)]
pub(super) struct Line {
    bytes: VecDeque<u8>,
    lengths: VecDeque<u32>,
}

/// The newest records of one thread, before they join the line.
#[derive(Default)]
pub(super) struct Tail {
    bytes: Vec<u8>,
    lengths: Vec<u32>,
}

impl Tail {
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Add what `encode` writes.
    pub(super) fn push(&mut self, encode: impl FnOnce(&mut Vec<u8>)) {
        let before = self.bytes.len();
        encode(&mut self.bytes);
        self.lengths.push(length(self.bytes.len() - before));
    }
}

fn length(bytes: usize) -> u32 {
    // Records are cut to a few KiB.
    u32::try_from(bytes).expect("a record is small")
}

impl Line {
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    fn push(&mut self, record: &[u8]) {
        self.lengths.push_back(length(record.len()));
        self.bytes.extend(record);
    }

    /// Put a thread's records behind the others. Its tail is empty then.
    pub(super) fn append(&mut self, tail: &mut Tail) {
        self.lengths.extend(&tail.lengths);
        self.bytes.extend(&tail.bytes);
        tail.lengths.clear();
        tail.bytes.clear();
    }

    /// Move the first record to the end of another line, and give a copy of it.
    pub(super) fn advance(&mut self, to: &mut Self) -> Option<Vec<u8>> {
        let length = self.lengths.pop_front()? as usize;
        let (front, back) = self.bytes.as_slices();
        let mut record = Vec::with_capacity(length);
        record.extend_from_slice(&front[..length.min(front.len())]);
        record.extend_from_slice(&back[..length - record.len()]);
        self.forget(length);
        to.push(&record);
        Some(record)
    }

    /// Without its first `count` records.
    pub(super) fn drop_first(&mut self, count: usize) {
        let length = self.lengths.drain(..count).map(|length| length as usize).sum();
        self.forget(length);
    }

    /// Put another line before this one. The other is empty then.
    pub(super) fn prepend(&mut self, other: &mut Self) {
        if !other.is_empty() {
            other.bytes.append(&mut self.bytes);
            other.lengths.append(&mut self.lengths);
            mem::swap(self, other);
        }
    }

    fn forget(&mut self, bytes: usize) {
        self.bytes.drain(..bytes);
        if self.bytes.is_empty() && self.bytes.capacity() > KEPT {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(records: &[&str]) -> Line {
        let (mut line, mut tail) = (Line::default(), Tail::default());
        records.iter().for_each(|record| tail.push(|bytes| bytes.extend_from_slice(record.as_bytes())));
        assert_eq!((tail.len(), tail.bytes()), (records.len(), records.concat().len()));
        line.append(&mut tail);
        assert_eq!((tail.len(), tail.bytes()), (0, 0));
        line
    }

    fn all(mut line: Line) -> Vec<String> {
        let mut rest = Line::default();
        std::iter::from_fn(|| line.advance(&mut rest)).map(|record| String::from_utf8(record).unwrap()).collect()
    }

    #[test]
    fn records_keep_their_order_and_their_ends() {
        let (mut queued, mut sent) = (line(&["a", "", "ccc", "dd", "e"]), Line::default());
        assert_eq!(queued.advance(&mut sent), Some(b"a".to_vec()));
        assert_eq!(queued.advance(&mut sent), Some(Vec::new()));
        assert_eq!(queued.advance(&mut sent), Some(b"ccc".to_vec()));
        sent.drop_first(1);
        assert_eq!((queued.len(), sent.len()), (2, 2));
        queued.prepend(&mut sent);
        assert!(sent.is_empty());
        assert_eq!(all(queued), ["", "ccc", "dd", "e"]);
    }

    #[test]
    fn it_goes_around_the_end_of_its_memory() {
        let (mut queued, mut sent) = (line(&[]), Line::default());
        for number in 0..10_000 {
            queued.push(number.to_string().as_bytes());
            if number >= 7 {
                assert_eq!(queued.advance(&mut sent), Some((number - 7).to_string().into_bytes()));
                sent.drop_first(1);
            }
        }
        assert_eq!(all(queued), (9_993..10_000).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn memory_is_given_back() {
        let mut line = Line::default();
        let record = [b'x'; 1_000];
        for _ in 0..3_000 {
            line.push(&record);
        }
        assert!(line.bytes.capacity() > KEPT);
        line.drop_first(3_000);
        assert!(line.bytes.capacity() <= KEPT);
    }
}
