//! How long generating takes: `cargo bench -p openapi-dropshot`. Prints the best of three runs of each document beside what
//! it must stay under, and fails when one does not.

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use openapi_dropshot::{Settings, generate};

fn main() -> ExitCode {
    let store = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api/store.yaml"));
    let cases = [
        ("the store", "store.yaml", store.expect("the store's document"), Duration::from_secs(1)),
        ("767 operations", "synthetic.json", synthetic::document(767, 3_700_000), Duration::from_secs(5)),
    ];
    let mut kept = true;
    println!(
        "{:16} {:>10} {:>11} {:>10} {:>10} {:>10}",
        "document", "bytes", "operations", "generated", "took", "limit"
    );
    for (name, file, text, limit) in cases {
        let mut best = Duration::MAX;
        let (mut operations, mut bytes) = (0, 0);
        for _ in 0..3 {
            let since = Instant::now();
            let generated = generate(file, &text, &Settings::new("measured", "Generated.").with_runtime_errors());
            best = best.min(since.elapsed());
            let generated = generated.unwrap_or_else(|error| panic!("{name}: {error}"));
            operations = generated.ledger.operations.len();
            bytes = generated.tree.files().map(|(_, content)| content.len()).sum();
        }
        kept &= best < limit;
        println!(
            "{name:16} {:>10} {operations:>11} {bytes:>10} {:>8.2} s {:>8.2} s",
            text.len(),
            best.as_secs_f64(),
            limit.as_secs_f64()
        );
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
