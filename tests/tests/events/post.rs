//! The mails that the mail server has taken, by the events that they tell of. Each file is read once: they become many.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

pub struct Post {
    directory: PathBuf,
    files: BTreeSet<PathBuf>,
    counts: BTreeMap<String, usize>,
}

impl Post {
    pub fn at(directory: PathBuf) -> Self {
        Self { directory, files: BTreeSet::new(), counts: BTreeMap::new() }
    }

    /// How many mails there are of each event, by its id.
    pub fn counts(&self) -> &BTreeMap<String, usize> {
        &self.counts
    }

    pub fn look(&mut self) {
        let entries = fs::read_dir(&self.directory).expect("the mails are there");
        for file in entries.map(|entry| entry.expect("a file").path()) {
            let whole = file.extension().is_some_and(|extension| extension == "eml");
            if whole && self.files.insert(file.clone()) {
                let mail = fs::read(&file).expect("a mail");
                *self.counts.entry(event_id(&String::from_utf8_lossy(&mail))).or_default() += 1;
            }
        }
    }
}

/// The id of an event stands before the `@` of its mail's Message-ID.
fn event_id(mail: &str) -> String {
    let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <")?.split('@').next());
    id.unwrap_or_else(|| panic!("a mail without a Message-ID: {mail}")).to_owned()
}
