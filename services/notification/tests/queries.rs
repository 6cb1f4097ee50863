//! The files of `queries/`. That each statement does what it should is shown by the mails.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_file_is_used() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<_> = files.collect();
    let used: BTreeSet<_> = notification::queries::ALL.iter().map(|query| format!("{}.sql", query.name)).collect();
    assert_eq!(files, used);
}
