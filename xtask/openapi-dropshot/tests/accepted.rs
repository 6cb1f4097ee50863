//! Documents that are accepted, each beside the crate that it yields: `tests/documents/NAME.yaml` and `tests/crates/NAME`, a
//! member of the workspace, so that it is compiled like any other crate; `tests/wire.rs` calls it. `UPDATE_EXPECT=1` writes the
//! crates anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use openapi_dropshot::{Settings, generate};

/// The documents. Together they have every construct that is accepted.
const NAMES: [&str; 6] = ["bodies", "parameters", "routing", "schemas", "security", "witness"];

#[test]
fn the_crates_are_what_the_generator_writes() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut drift = Vec::new();
    for name in NAMES {
        let file = format!("tests/documents/{name}.yaml");
        let text = fs::read_to_string(tests.join("documents").join(format!("{name}.yaml"))).expect("readable");
        let mut settings = Settings::new(format!("sample-{name}"), format!("Generated from {file}. Do not edit."));
        if name == "routing" {
            settings = settings.with_runtime_errors();
        }
        let generated = generate(&file, &text, &settings).expect(name);
        assert_eq!(generated.notes.to_string(), "", "{name} says nothing without effect");
        // A first implementation, for `tests/witness.rs`.
        expect_file![tests.join("services").join(format!("{name}.rs"))].assert_eq(&generated.scaffold);
        let folder = tests.join("crates").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            generated.tree.write(&folder).expect("written");
        } else {
            drift.extend(generated.tree.compare(&folder).expect("compared"));
        }
    }
    let drift: Vec<String> = drift.iter().map(ToString::to_string).collect();
    assert!(drift.is_empty(), "write them anew with UPDATE_EXPECT=1:\n{}", drift.join("\n"));
}

#[test]
fn the_store_has_a_first_implementation() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(manifest.join("../../api/store.yaml")).expect("the store's document");
    let settings = Settings::new("store-api", "Generated.").with_runtime_errors();
    let generated = generate("api/store.yaml", &text, &settings).expect("generated");
    expect_file![manifest.join("tests/services/store.rs")].assert_eq(&generated.scaffold);
}

#[test]
fn no_document_is_left_aside() {
    for (folder, extension) in [("documents", ".yaml"), ("crates", "")] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").file_name());
        let mut found: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        found.retain(|name| name != "rustfmt.toml");
        found.sort();
        assert_eq!(found, NAMES.map(|name| format!("{name}{extension}")));
    }
}
