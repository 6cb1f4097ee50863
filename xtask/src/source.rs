//! Reading OpenAPI documents and the files that they refer to: regular files of a bounded size, or standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use openapi_dropshot::Problems;
use openapi_dropshot::document::Document;

/// Largest file in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Largest document in bytes, with all the files that it refers to.
const LARGEST_IN_ALL: u64 = 256 * 1024 * 1024;

/// How many MiB of stack the generator gets: documents may refer from schema to schema for a long time.
const STACK: usize = 256;

/// A document's name, as it is shown in front of problems, and its text.
pub struct Source {
    pub name: String,
    pub text: String,
    /// What the name is relative to, and the names of the files that the document refers to.
    base: PathBuf,
}

impl Source {
    /// Read a file; `-` is standard input.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let Some(name) = path.to_str() else { bail!("{} is not a name in UTF-8", path.display()) };
        if name == "-" {
            let text = bounded(std::io::stdin().lock(), LARGEST);
            let text = text.map_err(|why| anyhow::anyhow!("standard input {why}"))?;
            return Ok(Self { name: "stdin".to_owned(), text, base: PathBuf::new() });
        }
        Self::below(Path::new(""), name)
    }

    /// Read a file whose name is relative to a directory.
    pub fn below(base: &Path, name: &str) -> anyhow::Result<Self> {
        let text = read_file(&base.join(name), LARGEST).map_err(|why| anyhow::anyhow!("{name} {why}"))?;
        Ok(Self { name: name.replace('\\', "/"), text, base: base.to_owned() })
    }

    /// The document with the local files that it refers to.
    pub fn document(&self) -> Result<Document, Problems> {
        let mut left = LARGEST_IN_ALL.saturating_sub(self.text.len() as u64);
        Document::load(&self.name, &self.text, &mut |path| {
            let text = read_file(&self.base.join(path), LARGEST.min(left)).map_err(|why| format!("it {why}"))?;
            left -= text.len() as u64;
            Ok(text)
        })
    }
}

/// Do work that may recurse deeply, and outlive its panics.
pub fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK * 1024 * 1024).spawn_scoped(scope, work);
        match thread.context("failed to start a thread")?.join() {
            Ok(done) => Ok(done),
            Err(_panic) => bail!("the generator failed, which is a defect of it; please report it with the document"),
        }
    })
}

/// The text of a regular file, or a reason that completes the sentence "FILE …".
fn read_file(path: &Path, limit: u64) -> Result<String, String> {
    // Before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?;
    if metadata.is_dir() {
        return Err("is a directory".to_owned());
    }
    if !metadata.is_file() {
        return Err("is not a regular file".to_owned());
    }
    bounded(File::open(path).map_err(|error| format!("cannot be read: {error}"))?, limit)
}

fn bounded(reader: impl Read, limit: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > limit {
        return Err(format!(
            "is too large: a file may have {} MiB, and all of them {}",
            LARGEST >> 20,
            LARGEST_IN_ALL >> 20
        ));
    }
    String::from_utf8(bytes).map_err(|error| format!("is not UTF-8 from byte {} on", error.utf8_error().valid_up_to()))
}
