//! `cargo xtask codegen`: write `generated/` from `api/` and `proto/`, or compare it with them.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use openapi_dropshot::Tree;

use crate::{grpc, rest, workspace};

/// Generate everything under generated/ from api/ and proto/.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask codegen            write generated/
  cargo xtask codegen --check    exit 1 and name each file when generated/ has drifted from the specs")]
pub struct Codegen {
    /// Write nothing; exit 1 when generated/ differs from what would be written
    #[arg(long)]
    check: bool,
}

pub fn run(command: &Codegen) -> anyhow::Result<ExitCode> {
    let root = workspace::root();
    let tree = generate()?;
    let generated = root.join("generated");
    if command.check {
        let drift = tree.compare(&generated).context("failed to compare generated/")?;
        for change in &drift {
            eprintln!("{}", change.to_string().trim_start_matches(&format!("{}/", root.display())));
        }
        if !drift.is_empty() {
            eprintln!("error: generated/ has drifted from api/ and proto/; run `cargo xtask codegen`");
            return Ok(ExitCode::FAILURE);
        }
        println!("generated/ is what api/ and proto/ say ({} files)", tree.files().count());
    } else {
        let changes = tree.write(&generated).context("failed to write generated/")?;
        println!("generated/ has {} files, {} changed", tree.files().count(), changes.len());
    }
    Ok(ExitCode::SUCCESS)
}

/// The whole of `generated/`.
pub fn generate() -> anyhow::Result<Tree> {
    let root = workspace::root();
    let mut tree = Tree::default();
    tree.add("rustfmt.toml", "# Generated code is laid out by the generator.\ndisable_all_formatting = true\n");
    tree.nest("grpc", grpc::generate(&root.join("proto"))?);
    tree.nest("store-api", rest::generate(&root)?);
    Ok(tree)
}
