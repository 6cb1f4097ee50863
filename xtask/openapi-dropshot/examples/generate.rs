//! Generate a crate of its own from a document, for trying things out:
//! `cargo run -p openapi-dropshot --example generate -- petstore.yaml petstore-api target/petstore-api`

use std::path::Path;
use std::process::ExitCode;

use openapi_dropshot::document::Document;
use openapi_dropshot::{Dependencies, Settings, generate_document};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, name, out] = arguments.as_slice() else {
        eprintln!("usage: generate DOCUMENT CRATE DIRECTORY");
        return ExitCode::FAILURE;
    };
    match run(file, name, Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(file: &str, name: &str, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(file)?;
    let mut settings = Settings::new(name, format!("Generated from {file}. Do not edit."));
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services/rest-runtime");
    settings.dependencies = Dependencies::Own(format!("path = {:?}", runtime));
    settings.skip_refused = true;
    let document =
        Document::load(file, &text, &mut |path| std::fs::read_to_string(path).map_err(|error| error.to_string()))?;
    let generated = generate_document(&document, &text, &settings)?;
    for problem in [&generated.left_out, &generated.notes] {
        if !problem.is_empty() {
            eprintln!("{problem}");
        }
    }
    println!(
        "{}: {} native, {} shimmed, {} refused",
        generated.ledger.document, generated.ledger.native, generated.ledger.shimmed, generated.ledger.refused
    );
    generated.tree.write(out)?;
    if std::env::var_os("SCAFFOLD").is_some() {
        std::fs::create_dir_all(out.join("examples"))?;
        let main = format!(
            "{}\nfn main() {{\n    {}::server::api_description::<Service>().expect(\"registered\");\n}}\n",
            generated.scaffold,
            name.replace('-', "_")
        );
        std::fs::write(out.join("examples/scaffold.rs"), main)?;
    }
    Ok(())
}
