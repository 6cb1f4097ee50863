//! Reading an object member by member, so that a member that nobody asked for is said and not passed over.

use super::Reader;
use crate::document::{Document, Entry, Node, Place, Value};

/// An object that is being read.
pub(super) struct Object<'a> {
    entries: &'a [Entry],
    taken: Vec<bool>,
    pub(super) place: Place,
    what: &'static str,
}

impl<'a> Object<'a> {
    /// Open `node`, which should be an object; `what` names it in problems.
    pub(super) fn open(reader: &mut Reader<'a>, node: &'a Node, what: &'static str) -> Option<Self> {
        match &node.value {
            Value::Object(entries) => {
                Some(Self { entries, taken: vec![false; entries.len()], place: node.place, what })
            }
            _ => {
                reader.refuse(node.place, format!("{what} must be an object, not {}", node.kind()));
                None
            }
        }
    }

    /// The member `key`, now accounted for.
    pub(super) fn take(&mut self, key: &str) -> Option<&'a Node> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        self.taken[index] = true;
        Some(&self.entries[index].node)
    }

    /// Whether there is a member `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The member `key`; a problem when it is missing.
    pub(super) fn require(&mut self, reader: &mut Reader<'_>, key: &str) -> Option<&'a Node> {
        let found = self.take(key);
        if found.is_none() {
            reader.refuse(self.place, format!("{} needs `{key}`", self.what));
        }
        found
    }

    /// The string member `key`.
    pub(super) fn text(&mut self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let node = self.take(key)?;
        if node.text().is_none() {
            reader.note(node.place, format!("`{key}` must be a string, not {}; it has no effect", node.kind()));
        }
        node.text().map(str::to_owned)
    }

    /// The string member `key`; a problem when it is missing.
    pub(super) fn require_text(&mut self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        self.require(reader, key)?;
        self.text(reader, key)
    }

    /// The boolean member `key`, false when absent.
    pub(super) fn flag(&mut self, reader: &mut Reader<'_>, key: &str) -> bool {
        match self.take(key) {
            None => false,
            Some(Node { value: Value::Bool(flag), .. }) => *flag,
            Some(other) => {
                reader.note(
                    other.place,
                    format!("`{key}` must be true or false, not {}; it has no effect", other.kind()),
                );
                false
            }
        }
    }

    /// The member `key` as a whole number of at least 0.
    pub(super) fn count(&mut self, reader: &mut Reader<'_>, key: &str) -> Option<u64> {
        let node = self.take(key)?;
        let count = match &node.value {
            Value::Number(number) => number.as_u64().or_else(|| whole(number)),
            _ => None,
        };
        if count.is_none() {
            reader.refuse(node.place, format!("`{key}` must be a whole number of at least 0"));
        }
        count
    }

    /// The member `key` as a number.
    pub(super) fn number(&mut self, reader: &mut Reader<'_>, key: &str) -> Option<serde_json::Number> {
        let node = self.take(key)?;
        if let Value::Number(number) = &node.value {
            return Some(number.clone());
        }
        reader.refuse(node.place, format!("`{key}` must be a number, not {}", node.kind()));
        None
    }

    /// Account for members that say nothing to a generator.
    pub(super) fn ignore(&mut self, keys: &[&str]) {
        for key in keys {
            let _says_nothing = self.take(key);
        }
    }

    /// A note for each member that was not accounted for. Extensions (`x-…`) are left alone.
    pub(super) fn close(self, reader: &mut Reader<'_>) {
        for (entry, taken) in self.entries.iter().zip(&self.taken) {
            if !taken && !entry.key.starts_with("x-") {
                reader.note(entry.place, format!("`{}` in {} has no effect", entry.key, self.what));
            }
        }
    }
}

/// A number such as `3.0` as the integer that it is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within bounds in which both are exact
fn whole(number: &serde_json::Number) -> Option<u64> {
    number.as_f64().filter(|float| float.fract() == 0.0 && (0.0..9e15).contains(float)).map(|float| float as u64)
}

impl<'a> Reader<'a> {
    /// The members of an object that maps names to things.
    pub(super) fn entries(&mut self, node: Option<&'a Node>, what: &'static str) -> &'a [Entry] {
        match node.map(|node| (&node.value, node)) {
            None => &[],
            Some((Value::Object(entries), _)) => entries,
            Some((_, node)) => {
                self.refuse(node.place, format!("{what} must be an object, not {}", node.kind()));
                &[]
            }
        }
    }

    /// The items of an array.
    pub(super) fn items(&mut self, node: Option<&'a Node>, what: &'static str) -> &'a [Node] {
        match node.map(|node| (&node.value, node)) {
            None => &[],
            Some((Value::Array(items), _)) => items,
            Some((_, node)) => {
                self.refuse(node.place, format!("{what} must be an array, not {}", node.kind()));
                &[]
            }
        }
    }

    /// The node itself, or what it refers to, within the document or in another file.
    pub(super) fn follow(&mut self, node: &'a Node) -> Option<&'a Node> {
        let document: &'a Document = self.document;
        let mut current = node;
        // A chain of references that is longer than this goes round in a circle.
        for _ in 0..32 {
            let Some(reference) = current.get("$ref") else { return Some(current) };
            let Some(target) = reference.text() else {
                self.refuse(reference.place, format!("`$ref` must be a string, not {}", reference.kind()));
                return None;
            };
            match document.resolve(current.place.file, target) {
                Ok((found, _)) => current = found,
                Err(why) => {
                    self.refuse(reference.place, why);
                    return None;
                }
            }
        }
        self.refuse(node.place, "this reference leads back to itself; refer to what is meant");
        None
    }
}
