//! What is wrong with a document, or not to be generated from it: always with a place and what to do.

use std::fmt;

use crate::document::Place;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is, and what to do about it.
    pub what: String,
}

/// Everything that is wrong with a document, or all that is to be said of it, in the order in which it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    files: Vec<String>,
    problems: Vec<Problem>,
}

impl Problems {
    pub(crate) fn new(files: Vec<String>, mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|left, right| (left.place, &left.what).cmp(&(right.place, &right.what)));
        problems.dedup();
        Self { files, problems }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter()
    }
}

/// One per line, as `file:line:column: what`.
impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            let file = self.files.get(problem.place.file).map_or("", String::as_str);
            write!(out, "{file}:{}: {}", problem.place, problem.what)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
