//! Documents that are refused, each beside the message that it gets: `tests/refused/NAME.yaml` and `NAME.txt`.
//! `UPDATE_EXPECT=1` writes the messages anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use openapi_dropshot::{Error, Settings, generate};

#[test]
fn every_document_gets_its_message() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused");
    let mut names: Vec<_> = fs::read_dir(&directory)
        .expect("the directory is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    names.sort();
    assert!(names.len() >= 10, "the documents are there");
    for path in names {
        let file = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("readable");
        let settings = Settings::new("refused", "Refused", "Generated.");
        let message = match generate(&file, &text, &settings) {
            Err(Error::Refused(problems)) => format!("{problems}\n"),
            Err(Error::Defect(defect)) => panic!("{file}: {defect}"),
            Ok(_) => panic!("{file} is not refused"),
        };
        expect_file![path.with_extension("txt")].assert_eq(&message);
    }
}
