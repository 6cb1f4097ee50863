//! `cargo xtask codegen`: write `generated/` from `api/` and `proto/`, or compare it with them.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use openapi_dropshot::Tree;

use crate::{generate, grpc, rest, workspace};

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
    let (tree, warnings) = generate()?;
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
        generate::tell_error(&warnings);
        let changes = tree.write(&generated).context("failed to write generated/")?;
        println!("generated/ has {} files, {} changed", tree.files().count(), changes.len());
    }
    Ok(ExitCode::SUCCESS)
}

/// The whole of `generated/`, and warnings.
pub fn generate() -> anyhow::Result<(Tree, String)> {
    let root = workspace::root();
    let (rest, warnings) = rest::generate(&root)?;
    let mut tree = Tree::default();
    tree.add("rustfmt.toml", "# Generated code is laid out by the generator.\ndisable_all_formatting = true\n");
    tree.nest("grpc", grpc::generate(&root.join("proto"))?);
    for (path, content) in rest.files() {
        tree.add(path, content);
    }
    Ok((tree, warnings))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use openapi_dropshot::Drift;

    use super::*;

    #[test]
    fn what_is_checked_in_is_what_the_specs_say() {
        let drift = generate().expect("generated").0.compare(&workspace::root().join("generated")).expect("compared");
        assert!(drift.is_empty(), "run `cargo xtask codegen`: {drift:?}");
    }

    #[test]
    fn one_byte_is_noticed_and_named() {
        let (tree, _) = generate().expect("generated");
        let copy = tempfile::tempdir().expect("a directory");
        tree.write(copy.path()).expect("written");
        for (path, content) in tree.files() {
            let file = copy.path().join(path);
            let mut changed = content.to_vec();
            let last = changed.len() - 1;
            changed[last] ^= 1;
            fs::write(&file, changed).expect("written");
            let drift = tree.compare(copy.path()).expect("compared");
            assert!(matches!(drift.as_slice(), [Drift::Stale(stale, _)] if *stale == file), "{path}: {drift:?}");
            fs::write(&file, content).expect("written");
        }
    }

    #[test]
    fn one_line_of_the_document_is_noticed_and_named() {
        let (tree, _) = rest::generate(&workspace::root()).expect("generated");
        let root = tempfile::tempdir().expect("a directory");
        let text = fs::read_to_string(workspace::root().join("api/store.yaml")).expect("the document");
        fs::create_dir(root.path().join("api")).expect("created");
        fs::write(root.path().join("api/store.yaml"), text.replacen("maximum: 3", "maximum: 4", 1)).expect("written");
        let (changed, _) = rest::generate(root.path()).expect("generated");
        let before = tempfile::tempdir().expect("a directory");
        tree.write(before.path()).expect("written");
        let drift = changed.compare(before.path()).expect("compared");
        let named: Vec<_> = drift
            .iter()
            .filter_map(|one| match one {
                Drift::Stale(path, _) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
                Drift::Missing(_) | Drift::Orphaned(_) => None,
            })
            .collect();
        assert_eq!(named, ["openapi.json", "openapi.yaml", "types.rs"]);
    }
}
