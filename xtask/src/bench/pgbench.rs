//! The baseline of orders: the transaction that every tutorial writes, run by PostgreSQL's own benchmark program over
//! prepared statements, without HTTP, on the same server.

use std::io::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use stack::{Cancel, Stack};
use tempfile::NamedTempFile;

use super::program;

/// Each is tried; the best counts.
pub const CLIENTS: [u32; 3] = [4, 16, 64];

const DATABASE: &str = "plain";
const SCHEMA: &str = include_str!("scripts/plain_schema.sql");
const TRANSACTION: &str = include_str!("scripts/plain.sql");

/// How long pgbench may take on top of what it was told.
const GRACE: Duration = Duration::from_secs(30);

/// A database for the plain transaction.
pub struct Pgbench<'a> {
    stack: &'a Stack,
    cancel: &'a Cancel,
    script: NamedTempFile,
}

/// The best of several numbers of clients.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// Transactions per second.
    pub rate: f64,
    pub clients: u32,
}

impl<'a> Pgbench<'a> {
    pub fn prepare(stack: &'a Stack, cancel: &'a Cancel) -> anyhow::Result<Self> {
        stack.create_database(DATABASE)?;
        sql(stack, DATABASE, SCHEMA, cancel).context("failed to make the plain tables")?;
        let mut script = NamedTempFile::new()?;
        script.write_all(TRANSACTION.as_bytes())?;
        Ok(Self { stack, cancel, script })
    }

    /// The plain transaction over `products` products with the best of [`CLIENTS`], `seconds` each.
    pub fn best(&self, products: u32, seconds: u32) -> anyhow::Result<Best> {
        let rates = CLIENTS.map(|clients| Ok(Best { rate: self.run(products, clients, seconds)?, clients }));
        let rates = rates.into_iter().collect::<anyhow::Result<Vec<Best>>>()?;
        rates.into_iter().max_by(|one, other| one.rate.total_cmp(&other.rate)).context("no clients were tried")
    }

    /// Transactions per second.
    pub fn run(&self, products: u32, clients: u32, seconds: u32) -> anyhow::Result<f64> {
        let mut command = self.stack.postgres_client("pgbench", DATABASE)?;
        command.args(arguments(products, &clients.to_string(), seconds)).arg("--file").arg(self.script.path());
        let limit = Duration::from_secs(seconds.into()) + GRACE;
        rate(&program::output(command, limit, self.cancel, || {})?)
    }
}

/// The command for people.
pub fn shown(products: u32, seconds: u32) -> String {
    let clients = CLIENTS.map(|clients| clients.to_string()).join("|");
    format!("pgbench {} --file plain.sql", arguments(products, &clients, seconds).join(" "))
}

fn arguments(products: u32, clients: &str, seconds: u32) -> [String; 6] {
    [
        "--no-vacuum".to_owned(),
        "--protocol=prepared".to_owned(),
        "--jobs=2".to_owned(),
        format!("--client={clients}"),
        format!("--time={seconds}"),
        format!("--define=products={products}"),
    ]
}

/// Run statements in one of the server's databases and return what they print.
pub fn sql(stack: &Stack, database: &str, statements: &str, cancel: &Cancel) -> anyhow::Result<String> {
    let mut file = NamedTempFile::new()?;
    file.write_all(statements.as_bytes())?;
    let mut command = stack.postgres_client("psql", database)?;
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator= "]);
    command.args(["--set=ON_ERROR_STOP=1", "--file"]).arg(file.path());
    program::output(command, Duration::from_secs(60), cancel, || {})
}

fn rate(output: &str) -> anyhow::Result<f64> {
    let number = |start: &str| -> Option<f64> {
        let line = output.lines().find_map(|line| line.strip_prefix(start))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let failed = number("number of failed transactions: ").unwrap_or_default();
    if number("number of transactions actually processed: ") == Some(0.0) {
        // Of nothing it gives no rate. Many clients can wait for one row for so long on a busy machine.
        return Ok(0.0);
    }
    let rate = number("tps = ").with_context(|| format!("pgbench did not report:\n{}", output.trim()))?;
    anyhow::ensure!(failed == 0.0, "{failed} of pgbench's transactions failed:\n{}", output.trim());
    Ok(rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "pgbench (15.18 (Debian 15.18-0+deb12u1))
transaction type: /tmp/plain.sql
scaling factor: 1
query mode: prepared
number of clients: 16
number of threads: 2
maximum number of tries: 1
duration: 3 s
number of transactions actually processed: 12644
number of failed transactions: 0 (0.000%)
latency average = 3.796 ms
initial connection time = 61.113 ms
tps = 4214.871230 (without initial connection time)
";

    #[test]
    fn the_rate_is_that_without_connecting() {
        assert_eq!(rate(OUTPUT).expect("a rate"), 4_214.871_23);
        let failed = OUTPUT.replace("failed transactions: 0", "failed transactions: 3");
        assert!(rate(&failed).expect_err("not a fair run").to_string().contains("3 of pgbench's"));
        let nothing = "number of transactions actually processed: 0\nnumber of failed transactions: 0 (NaN%)\n";
        assert_eq!(rate(nothing).expect("a rate"), 0.0);
        assert!(rate("connection refused").expect_err("no rate").to_string().contains("connection refused"));
    }
}
