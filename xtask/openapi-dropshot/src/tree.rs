//! What was generated, as a map from path to text, and the only code of this crate that touches files to write or
//! compare them. It does not know what the files hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Generated files: relative path, with `/` between its parts, to content.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

/// One way in which a directory differs from the tree that should be in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// Should be there and is not.
    Missing(PathBuf),
    /// Is there with other content; the line is the first that differs, counted from 1.
    Stale(PathBuf, usize),
    /// Is there and nothing generates it.
    Orphaned(PathBuf),
}

impl Tree {
    /// Add a file.
    ///
    /// # Panics
    ///
    /// When the tree has a file of that path already: two stages writing one file is a defect of the generator.
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        let path = path.into();
        let previous = self.files.insert(path.clone(), content.into());
        assert!(previous.is_none(), "{path} is generated twice");
    }

    /// Add every file of `other` below the directory `prefix`.
    pub fn nest(&mut self, prefix: &str, other: Tree) {
        for (path, content) in other.files {
            self.add(format!("{prefix}/{path}"), content);
        }
    }

    /// The files in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// Every difference between this tree and the directory `root`, in order of the paths. A `root` that does not exist
    /// is an empty directory.
    pub fn compare(&self, root: &Path) -> io::Result<Vec<Drift>> {
        let present = files_below(root)?;
        let paths: BTreeSet<&String> = self.files.keys().chain(&present).collect();
        let mut drift = Vec::new();
        for path in paths {
            let full = root.join(path);
            match self.files.get(path) {
                None => drift.push(Drift::Orphaned(full)),
                Some(_) if !present.contains(path) => drift.push(Drift::Missing(full)),
                Some(expected) => {
                    let found = fs::read(&full)?;
                    if found != *expected {
                        drift.push(Drift::Stale(full, first_difference(expected, &found)));
                    }
                }
            }
        }
        Ok(drift)
    }

    /// Make the directory `root` hold this tree and nothing else. Files that are right already keep their times, so that
    /// nothing is built again for them. Returns what was changed.
    pub fn write(&self, root: &Path) -> io::Result<Vec<Drift>> {
        let drift = self.compare(root)?;
        for change in &drift {
            match change {
                Drift::Orphaned(path) => fs::remove_file(path)?,
                Drift::Missing(path) | Drift::Stale(path, _) => {
                    if let Some(parent) = path.parent() {
                        fs::create_dir_all(parent)?;
                    }
                    let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
                    fs::write(path, &self.files[relative.as_ref()])?;
                }
            }
        }
        Ok(drift)
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Drift::Missing(path) => write!(out, "{}: missing", path.display()),
            Drift::Stale(path, line) => {
                write!(out, "{}:{line}: stale, differs from what codegen writes", path.display())
            }
            Drift::Orphaned(path) => write!(out, "{}: orphaned, nothing generates it", path.display()),
        }
    }
}

fn files_below(root: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut pending = vec![root.to_path_buf()];
    while let Some(directory) = pending.pop() {
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound && directory == root => break,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                pending.push(entry.path());
            } else if let Ok(relative) = entry.path().strip_prefix(root) {
                found.insert(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

fn first_difference(expected: &[u8], found: &[u8]) -> usize {
    let same = expected.iter().zip(found).take_while(|(left, right)| left == right).count();
    1 + expected[..same].iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_drift_is_named_and_mended() {
        let root = tempfile::tempdir().expect("a directory");
        let mut tree = Tree::default();
        tree.add("same.rs", "1\n2\n");
        tree.add("deep/stale.rs", "1\n2\n3\n");
        tree.add("deep/missing.rs", "1\n");
        fs::create_dir_all(root.path().join("deep")).expect("created");
        fs::write(root.path().join("same.rs"), "1\n2\n").expect("written");
        fs::write(root.path().join("deep/stale.rs"), "1\n2\nthree\n").expect("written");
        fs::write(root.path().join("deep/orphaned.rs"), "").expect("written");

        let drift = tree.compare(root.path()).expect("compared");
        assert_eq!(
            drift,
            [
                Drift::Missing(root.path().join("deep/missing.rs")),
                Drift::Orphaned(root.path().join("deep/orphaned.rs")),
                Drift::Stale(root.path().join("deep/stale.rs"), 3),
            ]
        );
        assert_eq!(tree.write(root.path()).expect("written"), drift);
        assert_eq!(tree.compare(root.path()).expect("compared"), []);
    }
}
