//! Every document of the corpus, and of `tests/documents`, becomes a crate that compiles without a warning, server and
//! client together and each alone, and whose server Dropshot takes: its router, and its description of it, which is compared
//! with the document.
//!
//! `cargo test -p openapi-dropshot --features slow --test corpus`; it takes minutes. The corpus is no part of the project:
//! `OPENAPI_CORPUS` says where it is, when it is not in `shared` beside the project's folder.

mod workbench;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_dropshot::document::Document;
use openapi_dropshot::witness::{differences, without_left_out};
use openapi_dropshot::{Ledger, Tree};
use serde_json::Value;
use workbench::Workbench;

/// Least part of the corpus's operations that is generated.
const GENERATED: f64 = 0.95;

/// A document of which the code is broken, to see that that is noticed.
const SMALL: &str = "
openapi: 3.0.3
info: { title: Small, version: '1' }
paths: {}
components:
  schemas:
    Name: { type: string, minLength: 1 }
";

/// A document that was generated.
struct Crate {
    name: String,
    shown: String,
    ledger: Ledger,
    /// The document, without what was left out.
    source: Value,
    of_corpus: bool,
}

fn main() {
    if workbench::is_listed() {
        return;
    }
    broken_code_is_noticed();
    let mut bench = Workbench::new("corpus");
    let mut crates = Vec::new();
    let mut sources = Vec::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let folders = [(workbench::shared("OPENAPI_CORPUS", "corpus"), "corpus"), (Some(own), "document")];
    for (folder, prefix) in folders {
        let Some(folder) = folder else { continue };
        for file in documents(&folder) {
            let name = format!("{prefix}-{}", slug(&file));
            let generated = match workbench::generated(&folder, &file, &name) {
                Ok(generated) => generated,
                // What is in the corpus is OpenAPI 3.0.
                Err(problems) if prefix == "corpus" => panic!("{file}: {problems}"),
                Err(problems) => {
                    println!("{file} is refused as a whole: {problems}");
                    continue;
                }
            };
            bench.add(&name, &generated.tree);
            sources.push((format!("src/{}.rs", name.replace('-', "_")), generated.scaffold));
            let source = without_left_out(&document(&generated.tree), &generated.contract);
            crates.push(Crate { name, shown: file, ledger: generated.ledger, source, of_corpus: prefix == "corpus" });
        }
    }
    if crates.is_empty() {
        println!("skipped everything: there are no documents");
        return;
    }
    bench.say(&format!("{} documents are generated", crates.len()));
    table(&crates);

    let mut dependencies =
        "rest-runtime = { workspace = true, features = [\"server\"] }\nserde_json.workspace = true\n".to_owned();
    for one in &crates {
        writeln!(dependencies, "{} = {{ path = \"../{0}\" }}", one.name).expect("written");
    }
    sources.push(("src/main.rs".to_owned(), program(&crates)));
    bench.add_program("registration", &dependencies, &sources);
    let descriptions = tempfile::tempdir().expect("a directory");
    let printed = bench.run("registration", &[descriptions.path()]).unwrap_or_else(|said| panic!("both sides: {said}"));
    registered(&crates, &printed);
    described(&crates, descriptions.path());

    // Each side alone, and neither.
    for side in ["server", "client"] {
        let features: Vec<String> = crates.iter().map(|one| format!("{}/{side}", one.name)).collect();
        check(&bench, &["--no-default-features", "--features", &features.join(",")]);
    }
    check(&bench, &["--no-default-features"]);
}

fn check(bench: &Workbench, arguments: &[&str]) {
    let all = ["check", "--workspace", "--exclude", "registration"];
    let shown = arguments.join(" ");
    if let Err(said) = bench.cargo(&[&all, arguments].concat()) {
        panic!("cargo check {shown}: {said}");
    }
}

/// The documents below a folder, by their paths from there.
fn documents(folder: &Path) -> Vec<String> {
    let mut pending: Vec<PathBuf> = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                pending.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|one| extension == *one))
            {
                found.push(path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    // The others are parts that documents refer to.
    found.retain(|file| {
        let text = fs::read_to_string(folder.join(file)).expect("readable");
        let loaded = Document::load(file, &text, &mut |_path| Err(String::new()));
        loaded.is_ok_and(|document| document.root().get("openapi").is_some())
    });
    found.sort();
    found
}

/// A document's path as part of a crate's name.
fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = stem.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// The document that a crate carries.
fn document(tree: &Tree) -> Value {
    let (_, json) = tree.files().find(|(path, _)| *path == "openapi.json").expect("the document");
    serde_json::from_slice(json).expect("JSON")
}

fn table(crates: &[Crate]) {
    let total = |part: fn(&Ledger) -> usize, of_corpus: bool| -> usize {
        crates.iter().filter(|one| one.of_corpus || !of_corpus).map(|one| part(&one.ledger)).sum()
    };
    println!("\n{:>6} {:>7} {:>7}  document", "native", "shimmed", "refused");
    for Crate { shown, ledger, .. } in crates {
        println!("{:>6} {:>7} {:>7}  {shown}", ledger.native, ledger.shimmed, ledger.refused);
        let refused = ledger.operations.iter().filter(|one| one.verdict == openapi_dropshot::Verdict::Refused);
        for operation in refused {
            for problem in &operation.constructs {
                println!("{:24} {} {}: {}: {}", "", operation.method, operation.path, problem.place, problem.reason);
            }
        }
    }
    for of_corpus in [true, false] {
        let (native, shimmed) = (total(|one| one.native, of_corpus), total(|one| one.shimmed, of_corpus));
        let refused = total(|one| one.refused, of_corpus);
        let all = native + shimmed + refused;
        if all == 0 {
            continue;
        }
        #[allow(clippy::cast_precision_loss)] // there are some hundreds
        let part = (native + shimmed) as f64 / all as f64;
        let what = if of_corpus { "the corpus" } else { "all" };
        println!("{native:>6} {shimmed:>7} {refused:>7}  {what}: {:.1} % of {all} operations", part * 100.0);
        assert!(!of_corpus || part >= GENERATED, "too little of the corpus is generated");
    }
    println!();
}

/// A program that registers every service, prints for each how many operations Dropshot describes, and writes the descriptions
/// into a folder.
fn program(crates: &[Crate]) -> String {
    let modules: Vec<String> = crates.iter().map(|one| one.name.replace('-', "_")).collect();
    let mut text = String::new();
    modules.iter().for_each(|module| writeln!(text, "mod {module};").expect("written"));
    text.push_str(
        r#"
use std::panic::{AssertUnwindSafe, catch_unwind};

use rest_runtime::server::Context;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};

type Registered<T> = Result<T, ApiDescriptionRegisterError>;

fn show<A: Send + Sync + 'static>(
    name: &str,
    description: fn() -> Registered<ApiDescription<Context<A>>>,
    singles: fn() -> Registered<Vec<ApiDescription<Context<A>>>>,
) {
    let counted = catch_unwind(AssertUnwindSafe(|| {
        let description = description().map_err(|error| error.to_string())?;
        let singles = singles().map_err(|error| error.to_string())?;
        let mut count = 0;
        let mut documents = Vec::new();
        for description in std::iter::once(description).chain(singles) {
            let version = "1.0.0".parse().map_err(|_| "no version".to_owned())?;
            let document = description.openapi(name, version).json().map_err(|error| error.to_string())?;
            let paths = document["paths"].as_object().ok_or("no paths")?;
            count += paths.values().filter_map(|path| path.as_object()).map(|path| path.len()).sum::<usize>();
            documents.push(document);
            drop(description.into_router());
        }
        let folder = std::env::args_os().nth(1).ok_or("no folder")?;
        let text = serde_json::to_string(&documents).map_err(|error| error.to_string())?;
        std::fs::write(std::path::Path::new(&folder).join(name), text).map_err(|error| error.to_string())?;
        Ok::<usize, String>(count)
    }));
    match counted {
        Ok(Ok(count)) => println!("{name} {count}"),
        Ok(Err(error)) => println!("{name} {error}"),
        Err(_) => println!("{name} panics"),
    }
}

fn main() {
"#,
    );
    for (one, module) in crates.iter().zip(&modules) {
        let server = format!("{module}::server");
        let service = format!("{module}::Service");
        writeln!(
            text,
            "    show({:?}, ::{server}::api_description::<{service}>, ::{server}::single_descriptions::<{service}>);",
            one.name
        )
        .expect("written");
    }
    text.push_str("}\n");
    text
}

/// Dropshot describes every operation that was generated.
fn registered(crates: &[Crate], printed: &str) {
    let mut wrong = String::new();
    for one in crates {
        let found = printed.lines().filter_map(|line| line.split_once(' ')).find(|(name, _)| *name == one.name);
        let expected = (one.ledger.native + one.ledger.shimmed).to_string();
        let found = found.map_or("is not printed", |(_, outcome)| outcome);
        if found != expected {
            writeln!(wrong, "{}: {found}, not {expected}", one.name).expect("written");
        }
    }
    assert!(wrong.is_empty(), "Dropshot does not take:\n{wrong}");
    println!("Dropshot takes the operations of all {}", crates.len());
}

/// What Dropshot says of every crate differs from its document in declared losses only.
fn described(crates: &[Crate], folder: &Path) {
    let mut losses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = String::new();
    for one in crates {
        let text = fs::read(folder.join(&one.name)).expect("a description");
        let described: Vec<Value> = serde_json::from_slice(&text).expect("an array of documents");
        for difference in differences(&one.source, &described) {
            match difference.loss {
                Some(loss) => *losses.entry(loss.name).or_default() += 1,
                None => writeln!(wrong, "{}: {difference}", one.shown).expect("written"),
            }
        }
    }
    assert!(wrong.is_empty(), "what Dropshot says differs:\n{wrong}");
    println!("Dropshot's descriptions differ from the documents in declared losses only:");
    losses.iter().for_each(|(name, count)| println!("{count:>7}  {name}"));
}

/// The harness fails for code that does not compile, and for code with a warning.
fn broken_code_is_noticed() {
    let mut bench = Workbench::new("broken");
    bench.write("small.yaml", SMALL);
    let generated = workbench::generated(bench.root(), "small.yaml", "broken").expect("generated");
    bench.add("broken", &generated.tree);
    let check = || bench.cargo(&["check", "-p", "broken", "--no-default-features"]);
    check().expect("compiles as it is");
    let file = "members/broken/src/types.rs";
    let whole = bench.read(file);
    for (line, complaint) in
        [("const BROKEN: u8 = \"text\";\n", "mismatched types"), ("fn unused() {}\n", "is never used")]
    {
        bench.write(file, &format!("{whole}{line}"));
        let said = check().expect_err("a broken line is noticed");
        assert!(said.contains(complaint), "{said}");
    }
    bench.write(file, &whole);
    println!("broken code is noticed");
}
