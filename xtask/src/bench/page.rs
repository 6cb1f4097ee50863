//! `docs/benchmarks.md`: the result with everything that is needed to have it again.

use std::fmt::Write as _;

use super::costs::Costs;
use super::machine::Machine;
use super::measure::{CLIENTS, FRONT, SATURATING};
use super::shop::READ;
use super::table::{Row, Table, of_rows};
use super::{Plan, costs, pgbench, wrk};

/// What a run has found.
#[derive(Default)]
pub struct Findings {
    pub rows: Vec<Row>,
    pub costs: Vec<(String, Costs)>,
}

const INTRODUCTION: &str = "\
# Benchmarks

Written by `cargo xtask bench`, which starts a private store of release builds (PostgreSQL with full durability, Kafka, all
services, two API replicas, NGINX), runs it and what it is measured against in turns on the same machine, and compares. Only
the ratios mean something beyond this machine; of several rounds the median counts, and the lowest and the highest stand
beside it in parentheses.
";

const METHOD: &str = "\
## How it is measured

Everything runs on one machine and shares its processors, the load generators included, over 127.0.0.1. A round runs both
sides one after the other; each comes first in every other round. A checkpoint precedes each part. Before all of them
orders are placed for 15 s that do not count, and so are products read before reads: Kafka's Java machine compiles what it
runs often. After each load of orders nothing else runs until the events of all of them are in Kafka; what that takes of the
processors is counted with the orders.

- **Orders**: `POST /orders` at one API replica, with a token, a fresh idempotency key, and 1 to 3 units of a product that
  does not sell out. Only answers of 201 count. Afterwards the database must hold at least as many orders as were accepted.
- **The plain transaction**: `BEGIN`, `SELECT … FOR UPDATE`, `INSERT`, `UPDATE`, `COMMIT`, prepared, by pgbench on the same
  server, in tables without foreign keys and second indexes. It speaks no HTTP, checks no token and keeps no idempotency
  keys. Of several numbers of clients the best counts, anew in each round.
- **Reads**: one page of the catalog at one API replica, against hyper that gives the same bytes from memory and does nothing
  else (`xtask/bare-hyper`); three times as many rounds as of orders.
- **Through NGINX**: a request has failed when its connection broke, its status is 400 or more, or it took over 10 s. The
  connections are counted in the kernel's table while the load runs.
- **Overload**: the fewest connections that bring 90 % of the best rate saturate the store, by the medians of three looks at each;
  then ten times as many order, each as soon as it has its answer, whatever that was, twice as long as before: all of them
  connect first. The p99 is an upper bound: wrk does not tell accepted and refused
  requests apart in its latencies, so whatever took longer counts as accepted. Orders by hand meanwhile show what refusals are.
- **Processor time**: user and system time of all processes of a part, those that ended included, divided by the accepted
  requests. What the machine did besides, kernel threads for example, stands below the sum.
- **Memory**: proportional set size after the start, before the first request; both API replicas count.
";

/// The whole page.
pub fn page(plan: &Plan, machine: &Machine, findings: &Findings, date: &str) -> String {
    let mut page = INTRODUCTION.to_owned();
    let _ = write!(page, "\n{}", of_rows(&findings.rows).markdown());
    let _ = write!(page, "\n## Where the microseconds go\n\n{}", costs::table(&findings.costs).markdown());
    let _ = write!(page, "\n{METHOD}");
    let mut facts = Table::new(["", "machine"]);
    facts.add(["measured".to_owned(), date.to_owned()]);
    for (what, which) in &machine.facts {
        facts.add([(*what).to_owned(), which.clone()]);
    }
    let _ = write!(page, "\n## The machine\n\n{}", facts.markdown());
    let _ = write!(page, "\n## The commands\n\n`cargo xtask bench` runs {} rounds of these:\n\n", plan.rounds);
    for command in commands(plan) {
        let _ = writeln!(page, "    {command}");
    }
    page.push_str("\nThe scripts are in `xtask/src/bench/scripts/`.\n");
    page
}

fn commands(plan: &Plan) -> Vec<String> {
    let (clients, front) = (CLIENTS.to_string(), FRONT.map(|connections| connections.to_string()).join("|"));
    let saturating = SATURATING.map(|connections| connections.to_string()).join("|");
    let tenfold = SATURATING.map(|connections| format!("{connections}|{connections}0")).join("|");
    let orders = |connections: &str, seconds| wrk::shown(connections, seconds, Some("orders.lua"), "api-1", "/orders");
    vec![
        pgbench::shown(1, plan.baseline_seconds),
        pgbench::shown(1000, plan.baseline_seconds),
        orders(&clients, plan.seconds),
        orders(&saturating, plan.search_seconds),
        orders(&tenfold, plan.crowd_seconds()),
        wrk::shown(&clients, plan.seconds, None, "bare-hyper", READ),
        wrk::shown(&clients, plan.seconds, None, "api-1", READ),
        wrk::shown(&front, plan.crowd_seconds(), None, "nginx", READ),
    ]
}
