//! The fuzz targets of the generator, each for a bounded time.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use crate::workspace;

const VERSION: &str = "0.13.2";
/// A target, and the directories whose files it begins with.
const TARGETS: [(&str, &[&str]); 2] =
    [("document", &["api", "xtask/openapi-dropshot/tests/documents"]), ("decode", &[])];

/// Run every target for so many seconds. One input may take ten seconds and 4 GiB.
pub fn run(seconds: u32) -> anyhow::Result<()> {
    let root = workspace::root();
    let tools = root.join("target/tools");
    install(&tools)?;
    let directory = root.join("xtask/openapi-dropshot/fuzz");
    for (target, seeds) in TARGETS {
        eprintln!("    {target}: {seconds} s");
        let corpus = directory.join("corpus").join(target);
        std::fs::create_dir_all(&corpus).with_context(|| format!("failed to create {}", corpus.display()))?;
        // Without a sanitizer, which needs a nightly compiler: the code is safe Rust, what is looked for are panics and hangs.
        let mut fuzz = Command::new(tools.join("bin/cargo-fuzz"));
        fuzz.args(["fuzz", "run", "--sanitizer", "none", target]).arg(&corpus);
        fuzz.args(seeds.iter().map(|seeds| root.join(seeds)).filter(|seeds| seeds.is_dir()));
        fuzz.args([
            "--",
            &format!("-max_total_time={seconds}"),
            "-timeout=10",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
        ]);
        let status = fuzz.current_dir(&directory).stdin(Stdio::null()).status().context("failed to run cargo-fuzz")?;
        if !status.success() {
            bail!(
                "the fuzz target {target} found something; it is under xtask/openapi-dropshot/fuzz/artifacts/{target}"
            );
        }
    }
    Ok(())
}

fn install(tools: &Path) -> anyhow::Result<()> {
    if tools.join("bin/cargo-fuzz").is_file() {
        return Ok(());
    }
    let mut install = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    install.args(["install", "cargo-fuzz", "--version", VERSION, "--locked", "--root"]).arg(tools);
    let status = install.stdin(Stdio::null()).status().context("failed to run cargo install")?;
    if !status.success() {
        bail!("cargo-fuzz cannot be installed; run `cargo install cargo-fuzz` and look at what it says");
    }
    Ok(())
}
