//! Generated types against the public JSON Schema test suite, draft 4: every case of every file that is there is decoded
//! with the type that its schema becomes.
//!
//! `cargo test -p openapi-dropshot --features slow --test json_schema_suite`. The suite is no part of the project:
//! `JSON_SCHEMA_TEST_SUITE` says where its files are, when they are not in `shared` beside the project's folder.

mod workbench;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use workbench::Workbench;

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

/// A group of the suite: its schema is a component called `name`.
struct Component {
    name: String,
    shown: String,
    cases: Vec<Case>,
}

/// Groups whose schema is refused, as `file: group`, by why.
const REFUSED: &[(&str, &[&str])] = &[];

/// Cases that are decided otherwise, as `file: group: case`, by why.
const OTHERWISE: &[(&str, &[&str])] = &[];

fn main() {
    if workbench::is_listed() {
        return;
    }
    let Some(folder) = workbench::shared("JSON_SCHEMA_TEST_SUITE", "json-schema-test-suite") else { return };
    let (document, components) = document(&folder);
    let mut bench = Workbench::new("json-schema-suite");
    bench.write("suite.json", &format!("{document:#}"));
    let generated = workbench::generated(bench.root(), "suite.json", "suite").unwrap_or_else(|said| panic!("{said}"));
    bench.add("suite", &generated.tree);
    let types = bench.read("members/suite/src/types.rs");
    let words: BTreeSet<&str> = types.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let is_generated = |one: &&Component| words.contains(one.name.as_str());
    let (known, refused): (Vec<&Component>, Vec<&Component>) = components.iter().partition(is_generated);
    bench.say(&format!("{} schemas are generated, {} are refused", known.len(), refused.len()));

    let instances: Vec<Vec<&Value>> =
        known.iter().map(|one| one.cases.iter().map(|case| &case.data).collect()).collect();
    bench.write("instances.json", &json!(instances).to_string());
    let dependencies = "rest-runtime.workspace = true\nserde_json.workspace = true\n\
         suite = { path = \"../suite\", default-features = false }\n";
    bench.add_program("verdicts", dependencies, &[("src/main.rs".to_owned(), program(&known))]);
    let printed =
        bench.run("verdicts", &[&bench.root().join("instances.json")]).unwrap_or_else(|said| panic!("{said}"));

    let (mut cases, mut differing) = (0, Vec::new());
    let mut verdicts = printed.lines();
    for one in &known {
        for case in &one.cases {
            let verdict = verdicts.next().expect("a verdict for each");
            let place = format!("{}: {}", one.shown, case.description);
            assert!(["valid", "invalid"].contains(&verdict), "{place}: {verdict}");
            cases += 1;
            if (verdict == "valid") != case.valid {
                differing.push(place);
            }
        }
    }
    println!("{cases} cases of the JSON Schema test suite, of which {} are decided otherwise", differing.len());
    assert!(cases > 0, "{} has no cases", folder.display());
    let refused: Vec<String> = refused.iter().map(|one| one.shown.clone()).collect();
    compare("decided otherwise", &differing, OTHERWISE);
    compare("refused", &refused, REFUSED);
}

/// What was found is what is listed, neither more nor less.
fn compare(what: &str, found: &[String], listed: &[(&str, &[&str])]) {
    for (why, all) in listed {
        println!("{:>4} {what}: {why}", all.len());
    }
    let listed: Vec<&str> = listed.iter().flat_map(|(_, all)| all.iter().copied()).collect();
    let new: Vec<&String> = found.iter().filter(|one| !listed.contains(&one.as_str())).collect();
    let old: Vec<&&str> = listed.iter().filter(|one| !found.iter().any(|found| found == **one)).collect();
    assert!(new.is_empty() && old.is_empty(), "{what}, and not listed: {new:#?}\nlisted, and not {what}: {old:#?}");
}

/// A document with all the suite's schemas.
fn document(folder: &Path) -> (Value, Vec<Component>) {
    let mut files = Vec::new();
    json_files(folder, &mut files);
    files.sort();
    let (mut schemas, mut components) = (Map::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable file");
        let groups: Vec<Group> = serde_json::from_str(&text).expect("a file of the suite");
        let file = file.strip_prefix(folder).expect("in the folder").display().to_string();
        for group in groups {
            let name = format!("Group{}", components.len() + 1);
            add(&mut schemas, &name, group.schema);
            components.push(Component { name, shown: format!("{file}: {}", group.description), cases: group.tests });
        }
    }
    let info = json!({ "title": "The JSON Schema test suite", "version": "4" });
    (json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": { "schemas": schemas } }), components)
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            json_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

/// A schema as a component, with its `definitions` as others.
fn add(schemas: &mut Map<String, Value>, name: &str, mut schema: Value) {
    let definitions = schema.as_object_mut().and_then(|object| object.remove("definitions"));
    let mut names = BTreeMap::from([("#".to_owned(), name.to_owned())]);
    let mut all = vec![(name.to_owned(), schema)];
    for (definition, schema) in definitions.as_ref().and_then(Value::as_object).into_iter().flatten() {
        let component = format!("{name}_{definition}");
        names.insert(format!("#/definitions/{definition}"), component.clone());
        all.push((component, schema.clone()));
    }
    for (component, mut schema) in all {
        rename(&mut schema, &names);
        schemas.insert(component, schema);
    }
}

/// References within a schema as references to components.
fn rename(schema: &mut Value, names: &BTreeMap<String, String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| names.get(text)) {
                    Some(name) if key == "$ref" => *value = json!(format!("#/components/schemas/{name}")),
                    _ => rename(value, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

/// A program that decodes the instances in the file that it is given, a list for each type, and prints a verdict on each.
fn program(components: &[&Component]) -> String {
    let mut text = r#"use rest_runtime::{Decode, Pointer, Violations};
use serde_json::Value;

fn decode<T: Decode>(instances: &[Value]) {
    for instance in instances {
        let mut violations = Violations::default();
        let decoded = T::decode(instance.clone(), &Pointer::Body, &mut violations);
        match (decoded.is_some(), violations.is_empty()) {
            (true, true) => println!("valid"),
            (false, false) => println!("invalid"),
            (true, false) => println!("decoded, with violations"),
            (false, true) => println!("not decoded, without violations"),
        }
    }
}

fn main() {
    let file = std::env::args_os().nth(1).expect("a file");
    let text = std::fs::read_to_string(file).expect("readable");
    let instances: Vec<Vec<Value>> = serde_json::from_str(&text).expect("a list for each type");
"#
    .to_owned();
    for (index, one) in components.iter().enumerate() {
        writeln!(text, "    decode::<suite::types::{}>(&instances[{index}]);", one.name).expect("written");
    }
    text.push_str("}\n");
    text
}
