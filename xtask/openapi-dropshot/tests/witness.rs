//! The round trip: what a generated crate says of itself is what its document says. The comparison itself is tried by changing
//! the document, and the generated code, at random: every change is caught.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_dropshot::witness::{Difference, contract_differences, differences, without_left_out};
use openapi_dropshot::{Generated, Settings, generate};
use serde_json::Value;

/// The differences that are no declared losses.
fn drift(found: Vec<Difference>) -> Vec<String> {
    found.into_iter().filter(|one| one.loss.is_none()).map(|one| one.to_string()).collect()
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("OPENAPI_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn generated(file: &Path) -> Generated {
    let text = fs::read_to_string(file).expect("readable");
    let settings = Settings { skip_refused: true, ..Settings::new("witness", "Generated.") };
    generate(&file.to_string_lossy(), &text, &settings).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn document(generated: &Generated) -> Value {
    let (_, json) = generated.tree.files().find(|(path, _)| *path == "openapi.json").expect("the document");
    serde_json::from_slice(json).expect("JSON")
}

#[test]
fn nothing_of_any_document_is_lost_on_the_way_to_its_crate() {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: no corpus; OPENAPI_CORPUS names its folder");
        return;
    };
    let mut failed = Vec::new();
    for entry in fs::read_dir(corpus).expect("readable") {
        let path = entry.expect("readable").path();
        if !path.extension().is_some_and(|one| ["json", "yaml", "yml"].iter().any(|known| one == *known)) {
            continue;
        }
        let generated = generated(&path);
        let found = drift(contract_differences(&document(&generated), &generated.contract));
        failed.extend(found.into_iter().map(|one| format!("{}: {one}", path.display())));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Needs what Dropshot said of crates that were generated from the corpus: a folder, named by `DROPSHOT_DESCRIPTIONS`, of files
/// that are called like their documents and hold the descriptions as an array.
#[test]
fn dropshot_describes_what_documents_say() {
    let folder = std::env::var_os("DROPSHOT_DESCRIPTIONS").map(PathBuf::from);
    let (Some(corpus), Some(folder)) = (corpus(), folder) else {
        eprintln!("skipped: no descriptions; DROPSHOT_DESCRIPTIONS names their folder");
        return;
    };
    let mut failed = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        let described: Vec<Value> =
            serde_json::from_slice(&fs::read(&path).expect("readable")).expect("an array of documents");
        let generated = generated(&corpus.join(path.file_name().expect("a name")));
        let source = without_left_out(&document(&generated), &generated.contract);
        let found = drift(differences(&source, &described));
        failed.extend(found.into_iter().map(|one| format!("{}: {one}", path.display())));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
