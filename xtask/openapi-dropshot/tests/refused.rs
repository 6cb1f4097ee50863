//! Documents that are refused, each beside the message that it gets: `tests/refused/NAME.yaml` and `NAME.txt`; documents of which
//! something has no effect, beside the notes on that: `tests/noted`. `UPDATE_EXPECT=1` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use openapi_dropshot::{Error, Settings, Verdict, generate};

/// The documents of a folder, each with the name that it has in messages and its text.
fn documents(folder: &str) -> Vec<(PathBuf, String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut documents: Vec<_> = fs::read_dir(&directory)
        .expect("the directory is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            let file = path.file_name().expect("a name").to_string_lossy().into_owned();
            (path, file, text)
        })
        .collect();
    documents.sort();
    documents
}

#[test]
fn every_document_that_is_refused_gets_its_message() {
    for (path, file, text) in documents("refused") {
        let message = match generate(&file, &text, &Settings::new("refused", "Generated.")) {
            Err(Error::Refused(problems, _)) => format!("{problems}\n"),
            Err(Error::Defect(defect)) => panic!("{file}: {defect}"),
            Ok(_) => panic!("{file} is not refused"),
        };
        expect_file![path.with_extension("txt")].assert_eq(&message);
    }
}

#[test]
fn what_has_no_effect_is_noted() {
    for (path, file, text) in documents("noted") {
        let generated = generate(&file, &text, &Settings::new("noted", "Generated.")).expect(&file);
        assert!(generated.left_out.is_empty(), "{file}");
        expect_file![path.with_extension("txt")].assert_eq(&format!("{}\n", generated.notes));
    }
}

/// With what is right and what is wrong side by side, the right is generated, and the crate says what it lacks.
#[test]
fn what_is_refused_can_be_left_out() {
    let text = r##"{"openapi": "3.0.3", "info": {"title": "Half", "version": "1"}, "paths": {
        "/good": {"get": {"operationId": "good", "responses": {"200": {"description": "A number.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Good"}}}}}}},
        "/bad": {"get": {"operationId": "bad", "responses": {"200": {"description": "Whatever.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/UsesBad"}}}}}}}},
        "components": {"schemas": {"Good": {"type": "integer"}, "Bad": {"type": "thing"},
            "UsesBad": {"type": "array", "items": {"$ref": "#/components/schemas/Bad"}}}}}"##;
    let mut settings = Settings::new("half", "Generated.");
    let Err(Error::Refused(problems, Some(ledger))) = generate("half.json", text, &settings) else {
        panic!("it is refused")
    };
    assert!(problems.to_string().starts_with("half.json:6:81: this `type` is not one of OpenAPI 3.0"), "{problems}");
    settings.skip_refused = true;
    let generated = generate("half.json", text, &settings).expect("generated in part");
    assert_eq!((&generated.left_out, generated.ledger.to_json()), (&problems, ledger.to_json()));
    let verdicts: Vec<_> = ledger.operations.iter().map(|one| (one.operation.as_str(), one.verdict)).collect();
    assert_eq!(verdicts, [("good", Verdict::Native), ("bad", Verdict::Refused)]);
    let why = &ledger.operations[1].constructs[0];
    assert_eq!((why.construct.as_str(), why.place.as_str()), ("problem", "half.json:6:81"));

    let file = |wanted: &str| {
        let (_, content) = generated.tree.files().find(|(path, _)| *path == wanted).expect("a file");
        std::str::from_utf8(content).expect("text")
    };
    assert!(file("src/api.rs").contains("fn good") && !file("src/api.rs").contains("fn bad"));
    assert!(file("src/types.rs").contains("Good") && !file("src/types.rs").contains("Bad"));
    assert!(file("src/lib.rs").contains("`GET /bad`"), "{}", file("src/lib.rs"));
}
