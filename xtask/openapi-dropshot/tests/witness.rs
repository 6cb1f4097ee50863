//! The round trip: what a generated crate says of itself is what its document says. The comparison itself is tried by changing
//! the document, and the generated code, by a seed: every change is caught.

#[path = "witness/edits.rs"]
mod edits;
#[path = "services"]
#[allow(missing_docs, clippy::all, clippy::pedantic, dead_code)]
#[rustfmt::skip]
mod services {
    pub mod bodies;
    pub mod parameters;
    pub mod routing;
    pub mod schemas;
    pub mod security;
    pub mod store;
    pub mod witness;
}

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use edits::{Edit, Random, edits};
use openapi_dropshot::witness::{Difference, LOSSES, contract_differences, differences};
use openapi_dropshot::{Drift, Generated, Settings, generate};
use serde_json::Value;

/// How many edits of each document are tried; `WITNESS_EDITS` says another number. All of them are some 9000.
const EDITS: usize = 40;
/// How many edits of a crate's files are tried.
const TEXT_EDITS: usize = 40;

/// A document, what was generated from it, and what Dropshot says of that.
struct Sample {
    name: &'static str,
    source: Value,
    generated: Generated,
    described: Vec<Value>,
}

/// What Dropshot says of a crate.
macro_rules! described {
    ($library:ident, $service:ty) => {{
        let version = || "1.0.0".parse().expect("a version");
        let main = $library::server::api_description::<$service>().expect("Dropshot takes every operation");
        let mut described = vec![main.openapi("Sample", version()).json().expect("Dropshot describes itself")];
        for single in $library::server::single_descriptions::<$service>().expect("Dropshot takes each by itself") {
            described.push(single.openapi("Sample", version()).json().expect("Dropshot describes itself"));
        }
        described
    }};
}

fn samples() -> Vec<Sample> {
    let sample = |name: &'static str, described: Vec<Value>| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = match name {
            "store" => folder.join("../../api/store.yaml"),
            _ => folder.join(format!("tests/documents/{name}.yaml")),
        };
        let mut settings = Settings::new(name, "Generated.");
        if ["store", "routing"].contains(&name) {
            settings = settings.with_runtime_errors();
        }
        let text = fs::read_to_string(file).expect("readable");
        let generated = generate(name, &text, &settings).expect(name);
        Sample { name, source: document(&generated), generated, described }
    };
    vec![
        sample("bodies", described!(sample_bodies, services::bodies::Service)),
        sample("parameters", described!(sample_parameters, services::parameters::Service)),
        sample("routing", described!(sample_routing, services::routing::Service)),
        sample("schemas", described!(sample_schemas, services::schemas::Service)),
        sample("security", described!(sample_security, services::security::Service)),
        sample("store", described!(store_api, services::store::Service)),
        sample("witness", described!(sample_witness, services::witness::Service)),
    ]
}

/// The differences that are no declared losses.
fn drift(found: Vec<Difference>) -> Vec<String> {
    found.into_iter().filter(|one| one.loss.is_none()).map(|one| one.to_string()).collect()
}

fn document(generated: &Generated) -> Value {
    let (_, json) = generated.tree.files().find(|(path, _)| *path == "openapi.json").expect("the document");
    serde_json::from_slice(json).expect("JSON")
}

#[test]
fn every_crate_says_what_its_document_says() {
    let mut failed = Vec::new();
    let mut used = BTreeSet::new();
    for Sample { name, source, generated, described } in samples() {
        let found = [differences(&source, &described), contract_differences(&source, &generated.contract)].concat();
        used.extend(found.iter().filter_map(|one| one.loss).map(|loss| loss.name));
        failed.extend(drift(found).into_iter().map(|one| format!("{name}: {one}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    println!("losses that occur: {used:?}, of {}", LOSSES.len());
}

#[test]
fn every_edit_of_a_document_is_caught() {
    let mut missed = Vec::new();
    let mut tried = 0;
    for Sample { name, source, generated, described } in samples() {
        for (seed, edit) in sampled(&edits(&source)).into_iter().enumerate() {
            let edited = edit.apply(&source);
            tried += 1;
            let caught =
                [differences(&edited, &described), contract_differences(&edited, &generated.contract)].concat();
            if drift(caught).is_empty() {
                missed.push(format!("{name}, seed {seed}: {} at {}", edit.what, edit.place));
            }
        }
    }
    println!("{tried} edits");
    assert!(missed.is_empty(), "{} of {tried} edits were not caught:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn every_edit_of_a_witness_is_caught() {
    let mut missed = Vec::new();
    let mut tried = 0;
    for Sample { name, source, generated, described } in samples() {
        for (index, edit) in sampled(&edits(&generated.contract)).into_iter().enumerate() {
            tried += 1;
            if drift(contract_differences(&source, &edit.apply(&generated.contract))).is_empty() {
                missed.push(format!("{name}, seed {index}: {} at {} of the contract", edit.what, edit.place));
            }
        }
        let all: Vec<Edit> = edits(&described[0]).into_iter().filter(of_the_document).collect();
        for (index, edit) in sampled(&all).into_iter().enumerate() {
            tried += 1;
            let edited = [&[edit.apply(&described[0])], &described[1..]].concat();
            if drift(differences(&source, &edited)).is_empty() {
                missed.push(format!("{name}, seed {index}: {} at {} of the description", edit.what, edit.place));
            }
        }
    }
    println!("{tried} edits");
    assert!(missed.is_empty(), "{} of {tried} edits were not caught:\n{}", missed.len(), missed.join("\n"));
}

/// Whether what is edited in Dropshot's description is the document's. Its errors are its own, the same everywhere; title and
/// version are given to it by hand; what it says of styles is the same everywhere, too, so that another one may be right; and it
/// leaves out defaults of most parameters.
fn of_the_document(edit: &Edit) -> bool {
    let own = ["/components/schemas/Error", "/components/responses/Error", "/info/"];
    let errors = ["/responses/4XX", "/responses/5XX"];
    let of_dropshot = own.iter().any(|place| edit.place.starts_with(place))
        || errors.iter().any(|place| edit.place.ends_with(place))
        || ["another style", "exploded or not"].contains(&edit.what.as_str())
        || (edit.what == "no default" && edit.place.contains("/parameters/"));
    !of_dropshot
}

/// As many of the edits as are wanted, each with its seed as its index.
fn sampled(all: &[Edit]) -> Vec<&Edit> {
    let wanted = std::env::var("WITNESS_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(EDITS);
    let mut left: Vec<&Edit> = all.iter().collect();
    let seeds = 0..wanted.min(all.len());
    seeds.map(|seed| left.swap_remove(Random(u64::try_from(seed).expect("small")).below(left.len()))).collect()
}

#[test]
fn every_edit_of_generated_code_is_caught() {
    let mut missed = Vec::new();
    for Sample { name, generated, .. } in samples().into_iter().filter(|one| ["store", "witness"].contains(&one.name)) {
        let folder = tempfile::tempdir().expect("a directory");
        generated.tree.write(folder.path()).expect("written");
        let files: Vec<(&str, &[u8])> = generated.tree.files().filter(|(path, _)| path.ends_with(".rs")).collect();
        for seed in 0..TEXT_EDITS {
            let mut random = Random(u64::try_from(seed).expect("small"));
            let (path, content) = files[random.below(files.len())];
            let text = std::str::from_utf8(content).expect("text");
            let (what, edited) = edited_text(text, &mut random);
            fs::write(folder.path().join(path), edited).expect("written");
            let drift = generated.tree.compare(folder.path()).expect("compared");
            if !matches!(drift.as_slice(), [Drift::Stale(stale, _)] if stale.ends_with(path)) {
                missed.push(format!("{name}, seed {seed}: {what} in {path}: {drift:?}"));
            }
            fs::write(folder.path().join(path), content).expect("written");
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The text with one thing in it changed, at a place after a random one where it can be.
fn edited_text(text: &str, random: &mut Random) -> (&'static str, String) {
    const SWAPS: [(&str, &str, &str); 9] = [
        ("a flag is flipped", "true", "false"),
        ("a flag is flipped", "false", "true"),
        ("a bound is loosened", "Some(", "None.or(Some("),
        ("a member is optional", ".required(", ".optional("),
        ("a required parameter is not", "runtime::required", "runtime::optional"),
        ("security is left out", "let caller =", "let _caller ="),
        ("a status is swapped", "200", "201"),
        ("a method is swapped", "GET", "POST"),
        ("a schema is looser", "\"minLength\"", "\"minLengths\""),
    ];
    for _ in 0..SWAPS.len() {
        let (what, from, to) = SWAPS[random.below(SWAPS.len())];
        let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
        if !places.is_empty() {
            let at = places[random.below(places.len())];
            return (what, format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let dropped = random.below(lines.len());
    let kept: Vec<&str> =
        lines.iter().enumerate().filter(|(index, _)| *index != dropped).map(|(_, line)| *line).collect();
    ("a line is dropped", kept.join("\n"))
}

#[test]
fn losses_are_declared_once() {
    let names: BTreeSet<&str> = LOSSES.iter().map(|loss| loss.name).collect();
    assert_eq!(names.len(), LOSSES.len());
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

#[test]
fn what_came_out_of_dropshot_needs_no_help() {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: no corpus; OPENAPI_CORPUS names its folder");
        return;
    };
    let shimmed = |name: &str| {
        let file = corpus.join(format!("progenitor--sample_openapi--{name}.json"));
        file.is_file().then(|| generated(&file).ledger.shimmed)
    };
    // In buildomat's two operations were changed by hand: an optional body of text, and a parameter that may be an array.
    let found = ["nexus", "keeper", "propolis-server", "buildomat"].map(|name| shimmed(name).unwrap_or_default());
    assert!(found[..3] == [0, 0, 0] && found[3] <= 2, "{found:?}");
}
