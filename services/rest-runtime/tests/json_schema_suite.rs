//! The interpreted schemas against the public JSON Schema test suite, draft 4: every case of every file that is there.
//!
//! The suite is no part of the project. `JSON_SCHEMA_TEST_SUITE` says where its files are, when they are not in `shared`
//! beside the project's folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rest_runtime::{Pointer, SchemaSet, Violations};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    data: Value,
    valid: bool,
}

/// The cases that are decided otherwise, as `file: group: case`, each with the reason.
const OTHERWISE: &[(&str, &str)] = &[];

#[test]
fn every_case_of_the_suite() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/json-schema-test-suite");
    let folder = std::env::var_os("JSON_SCHEMA_TEST_SUITE").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped all files of the JSON Schema test suite: {} is not there", folder.display());
        return;
    }
    let mut files = Vec::new();
    json_files(&folder, &mut files);
    files.sort();

    let mut cases = 0;
    let mut differing = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let groups: Vec<Group> = serde_json::from_str(&text).expect("a file of the suite");
        let file = file.strip_prefix(&folder).expect("in the folder").display().to_string();
        for group in groups {
            let set = SchemaSet::compile(components(group.schema)).expect("a schema");
            for case in group.tests {
                let mut violations = Violations::default();
                set.check("", &case.data, &Pointer::Body, &mut violations);
                cases += 1;
                if violations.is_empty() != case.valid {
                    differing.insert(format!("{file}: {}: {}", group.description, case.description));
                }
            }
        }
    }
    println!("{cases} cases of the JSON Schema test suite");
    assert!(cases > 0, "{} has no cases", folder.display());
    let listed: BTreeSet<String> = OTHERWISE.iter().map(|(case, _reason)| (*case).to_owned()).collect();
    let (new, old): (Vec<_>, Vec<_>) =
        (differing.difference(&listed).collect(), listed.difference(&differing).collect());
    assert!(new.is_empty() && old.is_empty(), "decided wrong: {new:#?}\nlisted and decided right: {old:#?}");
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            json_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

/// `definitions` of a schema as components beside it, which has no name.
fn components(mut schema: Value) -> Vec<(String, Value)> {
    let definitions = schema.as_object_mut().and_then(|object| object.remove("definitions")).unwrap_or(json!({}));
    let definitions = definitions.as_object().cloned().unwrap_or_default();
    let mut components: Vec<_> = definitions.into_iter().chain([(String::new(), schema)]).collect();
    components.iter_mut().for_each(|(_, schema)| rename(schema));
    components
}

/// References to `definitions` as references to components.
fn rename(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix("#/definitions/")) {
                    Some(name) if key == "$ref" => *value = json!(format!("#/components/schemas/{name}")),
                    _ => rename(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(rename),
        _ => {}
    }
}
