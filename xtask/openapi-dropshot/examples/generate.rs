//! One call from a document to a crate on disk: `cargo run -p openapi-dropshot --example generate -- SPEC CRATE OUT`.

use std::path::Path;
use std::process::ExitCode;

use openapi_dropshot::{Settings, generate};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [spec, name, out] = arguments.as_slice() else {
        eprintln!("usage: generate SPEC CRATE OUT");
        return ExitCode::from(2);
    };
    let settings =
        Settings::new(name, "Generated from an OpenAPI document", format!("Generated from {spec}. Do not edit."));
    let written = std::fs::read_to_string(spec)
        .map_err(|error| format!("{spec}: {error}"))
        .and_then(|text| generate(spec, &text, &settings).map_err(|error| error.to_string()))
        .and_then(|tree| tree.write(Path::new(out)).map_err(|error| format!("{out}: {error}")));
    match written {
        Ok(changes) => {
            println!("{out}: {} files changed", changes.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
