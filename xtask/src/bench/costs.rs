//! Where the microseconds go: processor time per request, by process.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::table::Table;
use super::usage::ELSEWHERE;

/// Processor time that went into requests of one kind.
#[derive(Debug, Clone, Default)]
pub struct Costs {
    requests: u64,
    by_process: BTreeMap<String, Duration>,
}

impl Costs {
    pub fn add(&mut self, requests: u64, taken: BTreeMap<String, Duration>) {
        self.requests += requests;
        for (process, time) in taken {
            *self.by_process.entry(process).or_default() += time;
        }
    }

    /// Of all processes of the store and the load generator, in microseconds.
    pub fn per_request(&self) -> f64 {
        let ours = self.by_process.iter().filter(|(process, _)| *process != ELSEWHERE);
        self.divided(ours.map(|(_, time)| *time).sum())
    }

    fn of(&self, process: &str) -> f64 {
        self.by_process.get(process).map_or(0.0, |time| self.divided(*time))
    }

    fn divided(&self, time: Duration) -> f64 {
        time.as_secs_f64() * 1e6 / self.requests.max(1) as f64
    }
}

/// Microseconds by process, those that take most first, a column for each kind of request.
pub fn table(kinds: &[(String, Costs)]) -> Table {
    let processes: BTreeSet<&String> = kinds.iter().flat_map(|(_, costs)| costs.by_process.keys()).collect();
    let mut processes: Vec<&String> = processes.into_iter().filter(|process| *process != ELSEWHERE).collect();
    let weight = |process: &str| -> f64 { kinds.iter().map(|(_, costs)| costs.of(process)).sum() };
    processes.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    let mut table = Table::new(["µs per request"]);
    table.headings.extend(kinds.iter().map(|(kind, _)| kind.clone()));
    let mut add = |name: &str, of: &dyn Fn(&Costs) -> f64| {
        let cells = kinds.iter().map(|(_, costs)| format!("{:.1}", of(costs)));
        table.rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    };
    for process in processes {
        add(process, &|costs| costs.of(process));
    }
    add("all of these", &Costs::per_request);
    add(ELSEWHERE, &|costs| costs.of(ELSEWHERE));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_add_up_and_the_most_expensive_comes_first() {
        let taken = |api: u64, db: u64| {
            BTreeMap::from([
                ("db".to_owned(), Duration::from_millis(db)),
                ("api-1".to_owned(), Duration::from_millis(api)),
                (ELSEWHERE.to_owned(), Duration::from_millis(8)),
            ])
        };
        let mut orders = Costs::default();
        orders.add(1000, taken(80, 40));
        orders.add(3000, taken(240, 40));
        assert_eq!(orders.per_request(), 100.0);
        let table = table(&[("order".to_owned(), orders), ("nothing".to_owned(), Costs::default())]);
        let expected = [
            ["api-1", "80.0", "0.0"],
            ["db", "20.0", "0.0"],
            ["all of these", "100.0", "0.0"],
            [ELSEWHERE, "4.0", "0.0"],
        ];
        let expected = expected.map(|row| row.map(str::to_owned));
        assert_eq!(table.headings, ["µs per request", "order", "nothing"]);
        assert_eq!(table.rows, expected);
    }
}
