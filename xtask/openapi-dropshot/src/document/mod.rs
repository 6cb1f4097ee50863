//! The source document as a tree in which every node knows its place. Nothing is judged here but whether it is YAML; what
//! the nodes mean is the model's business.

mod node;
mod yaml;

pub use node::{Entry, Node, Place, Value};

use crate::problem::{Problem, Problems};

/// A document and where its parts are.
#[derive(Debug)]
pub struct Document {
    /// The name to show in front of places.
    pub file: String,
    /// The outermost node.
    pub root: Node,
}

impl Document {
    /// Read YAML 1.2 (core schema), of which JSON is a part.
    ///
    /// # Errors
    ///
    /// One problem, at the place where the text stops making sense; duplicate keys and excessive nesting count as that.
    pub fn parse(file: &str, text: &str) -> Result<Self, Problems> {
        match yaml::parse(text) {
            Ok(root) => Ok(Self { file: file.to_owned(), root }),
            Err((place, what)) => Err(Problems::new(file, vec![Problem { place, what }])),
        }
    }

    /// The node that a local reference such as `#/components/schemas/Order` names (RFC 6901, section 6).
    pub fn resolve(&self, reference: &str) -> Option<&Node> {
        let pointer = reference.strip_prefix('#')?;
        if pointer.is_empty() {
            return Some(&self.root);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(&self.root, |node, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::Object(entries) => entries.iter().find(|entry| entry.key == token).map(|entry| &entry.node),
                Value::Array(items) => items.get(token.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }
}
