//! What processes take of the machine: processor time and memory, as `/proc` has them.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use stack::Stack;

/// Ticks per second in what `/proc` shows to programs, on every architecture that Linux runs on today.
const TICKS: f64 = 100.0;

/// Everything that is not in a process of ours.
pub const ELSEWHERE: &str = "everything else on the machine";

/// The load generator's name; it is a child of this process.
pub const GENERATOR: &str = "load generator (wrk)";

/// Processor time taken so far, in ticks, by part of the store, by the load generator, and by the whole machine.
pub struct Snapshot {
    by_part: BTreeMap<String, u64>,
    machine: u64,
}

impl Snapshot {
    /// Of a part count all processes, those that have ended included: their parent inherits their time.
    pub fn take(stack: &Stack) -> Self {
        let of_part = |part: String| {
            let ticks = stack.pids(&part).into_iter().filter_map(stat).map(|stat| stat.own + stat.ended).sum();
            (part, ticks)
        };
        let mut by_part: BTreeMap<String, u64> = stack.parts().into_iter().map(of_part).collect();
        by_part.insert(GENERATOR.to_owned(), stat(std::process::id()).map_or(0, |stat| stat.ended));
        Self { by_part, machine: machine_ticks(&read("/proc/stat")) }
    }

    /// By whom processor time was taken since `earlier`.
    pub fn since(&self, earlier: &Self) -> BTreeMap<String, Duration> {
        let mut taken: BTreeMap<String, u64> = self
            .by_part
            .iter()
            .map(|(part, now)| (part.clone(), now.saturating_sub(earlier.by_part.get(part).copied().unwrap_or(0))))
            .collect();
        let ours: u64 = taken.values().sum();
        taken.insert(ELSEWHERE.to_owned(), self.machine.saturating_sub(earlier.machine).saturating_sub(ours));
        taken.into_iter().map(|(part, ticks)| (part, Duration::from_secs_f64(ticks as f64 / TICKS))).collect()
    }
}

/// Which part of the machine's processors is busy during `time`, 0 to 1.
pub fn busy(time: Duration) -> f64 {
    let before = machine_ticks(&read("/proc/stat"));
    std::thread::sleep(time);
    let taken = machine_ticks(&read("/proc/stat")).saturating_sub(before) as f64 / TICKS;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    (taken / time.as_secs_f64() / cores as f64).min(1.0)
}

/// Memory of processes in bytes; what several of them share counts once in all.
pub fn memory(pids: &[u32]) -> u64 {
    pids.iter().map(|pid| proportional_size(&read(&format!("/proc/{pid}/smaps_rollup")))).sum()
}

/// Processor time in ticks.
#[derive(Debug, PartialEq)]
struct Stat {
    own: u64,
    /// Of children that have ended and were waited for.
    ended: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    parse_stat(&read(&format!("/proc/{pid}/stat")))
}

/// The command's name stands in parentheses and may itself hold any character, so fields are counted from its end.
fn parse_stat(text: &str) -> Option<Stat> {
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
    Some(Stat { own: ticks(14)? + ticks(15)?, ended: ticks(16)? + ticks(17)? })
}

/// All that is neither idle nor waiting for a disk nor taken by another machine on the same hardware.
fn machine_ticks(text: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix("cpu "));
    let fields: Vec<u64> = line.into_iter().flat_map(str::split_whitespace).flat_map(str::parse).collect();
    // user, nice, system, (idle, iowait,) irq, softirq
    [0, 1, 2, 5, 6].into_iter().filter_map(|field| fields.get(field)).sum()
}

fn proportional_size(text: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.unwrap_or_default() * 1024
}

fn read(path: &str) -> String {
    // A process that has just ended took nothing more.
    fs::read_to_string(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_behind_any_name() {
        let text =
            "77 (a) b (c) S 1 77 77 0 -1 4194560 900 0 0 0 250 50 7 3 20 0 5 0 12345 1000 200 18446744073709551615";
        assert_eq!(parse_stat(text), Some(Stat { own: 300, ended: 10 }));
        assert_eq!(parse_stat(""), None);
        assert!(stat(std::process::id()).is_some());
    }

    #[test]
    fn idle_time_is_not_taken() {
        assert_eq!(machine_ticks("cpu  100 20 30 99999 555 4 6 77 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n"), 160);
    }

    #[test]
    fn time_that_no_part_took_was_taken_elsewhere() {
        let snapshot = |api: u64, machine: u64| Snapshot {
            by_part: BTreeMap::from([("api-1".to_owned(), api), (GENERATOR.to_owned(), 5)]),
            machine,
        };
        let taken = snapshot(150, 1300).since(&snapshot(50, 1000));
        assert_eq!(taken["api-1"], Duration::from_secs(1));
        assert_eq!(taken[GENERATOR], Duration::ZERO);
        assert_eq!(taken[ELSEWHERE], Duration::from_secs(2));
    }

    #[test]
    fn the_proportional_size_counts() {
        let text = "55-66 ---p 00000000 00:00 0    [rollup]\nRss:   20000 kB\nPss:   12000 kB\nPss_Dirty: 9000 kB\n";
        assert_eq!(proportional_size(text), 12_288_000);
        assert!(memory(&[std::process::id()]) > 100_000);
    }
}
