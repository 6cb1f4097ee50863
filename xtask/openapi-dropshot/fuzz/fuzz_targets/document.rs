//! Any text is a document that is generated or refused: never a panic, never Rust that does not parse.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openapi_dropshot::{Error, Settings, generate};

fuzz_target!(|text: &str| {
    let mut settings = Settings::new("fuzzed", "Generated.");
    settings.skip_refused = true;
    for file in ["fuzzed.yaml", "fuzzed.json"] {
        match generate(file, text, &settings) {
            Ok(_) | Err(Error::Refused(..)) => {}
            Err(Error::Defect(defect)) => panic!("{defect}"),
        }
    }
});
