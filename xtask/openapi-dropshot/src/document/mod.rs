//! The source document as a tree in which every node knows its place, with the local files that it refers to. Nothing is
//! judged here but whether it is YAML or JSON; what the nodes mean is the model's business.

mod json;
mod node;
mod yaml;

use std::collections::HashMap;

pub use node::{Entry, Node, Place, Value};

use crate::problem::{Problem, Problems};

/// Most files that one document is made of.
const FILES: usize = 1_000;

/// A document and where its parts are.
#[derive(Debug)]
pub struct Document {
    /// The document itself first, then what it refers to.
    files: Vec<(String, Node)>,
    /// Name of a file to its index, or to why there is none.
    loaded: HashMap<String, Result<usize, String>>,
}

/// Gives the text of a file that a document refers to, or says why it cannot.
pub type Loader<'a> = dyn FnMut(&str) -> Result<String, String> + 'a;

impl Document {
    /// Read YAML 1.2 (core schema) or JSON that refers to nothing outside.
    ///
    /// # Errors
    ///
    /// One problem, at the place where the text stops making sense; duplicate keys and excessive nesting count as that.
    pub fn parse(file: &str, text: &str) -> Result<Self, Problems> {
        Self::load(file, text, &mut |_path| {
            Err("only references within the document are followed here; put it into the document".to_owned())
        })
    }

    /// Read a document and the local files that it refers to. `load` is asked for each by its path: relative to where
    /// `file` is relative to.
    ///
    /// # Errors
    ///
    /// As for `parse`, in whichever file. A file that cannot be loaded is a problem only where it is needed.
    pub fn load(file: &str, text: &str, load: &mut Loader<'_>) -> Result<Self, Problems> {
        let mut document = Self { files: Vec::new(), loaded: HashMap::new() };
        document.add(file, text)?;
        let mut next = 0;
        while let Some((name, root)) = document.files.get(next) {
            let mut wanted = Vec::new();
            references(root, &mut wanted);
            let wanted: Vec<String> = wanted.into_iter().filter_map(|target| sibling(name, target)).collect();
            next += 1;
            for path in wanted {
                if document.loaded.contains_key(&path) {
                    continue;
                }
                let text = if path.contains("://") {
                    Err("only local files are read; save it beside the document and refer to that".to_owned())
                } else if document.files.len() >= FILES {
                    Err(format!("a document of more than {FILES} files is not read"))
                } else {
                    load(&path)
                };
                match text {
                    Ok(text) => document.add(&path, &text)?,
                    Err(why) => {
                        document.loaded.insert(path, Err(why));
                    }
                }
            }
        }
        Ok(document)
    }

    fn add(&mut self, name: &str, text: &str) -> Result<(), Problems> {
        let file = self.files.len();
        let text = text.trim_start_matches('\u{feff}');
        let root = if text.trim_start().starts_with('{') && !is_yaml(name) {
            // What is nearly JSON, with comments or a comma too many, may be YAML.
            json::parse(file, text).or_else(|refusal| yaml::parse(file, text).map_err(|_neither| refusal))
        } else {
            yaml::parse(file, text)
        };
        match root {
            Ok(root) => {
                self.loaded.insert(name.to_owned(), Ok(file));
                self.files.push((name.to_owned(), root));
                Ok(())
            }
            Err((place, what)) => {
                let mut names = self.names();
                names.push(name.to_owned());
                Err(Problems::new(names, vec![Problem { place, what }]))
            }
        }
    }

    /// The outermost node of the document itself.
    pub fn root(&self) -> &Node {
        &self.files[0].1
    }

    /// The names of its files, to show in front of places.
    pub fn names(&self) -> Vec<String> {
        self.files.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The name of one file.
    pub fn name(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |(name, _)| name)
    }

    /// The node that a reference in `file` names, such as `#/components/schemas/Order` or `pets.yaml#/Pet`, with the file
    /// that it is in and its JSON pointer there (RFC 6901, section 6).
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn resolve<'a>(&'a self, file: usize, reference: &str) -> Result<(&'a Node, Target), String> {
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if path.is_empty() {
            file
        } else {
            let wanted = sibling(self.name(file), reference).unwrap_or_default();
            match self.loaded.get(&wanted) {
                Some(Ok(file)) => *file,
                Some(Err(why)) => return Err(format!("`{path}` cannot be read: {why}")),
                None => return Err(format!("`{path}` was not read")),
            }
        };
        let missing = || format!("`{reference}` does not exist; declare it, or correct the reference");
        let tokens: Vec<String> = match pointer.strip_prefix('/') {
            Some(tokens) => tokens.split('/').map(unescaped).collect(),
            None if pointer.is_empty() => Vec::new(),
            None => return Err(format!("`{reference}` is not a JSON pointer (RFC 6901); begin it with `#/`")),
        };
        let mut node = &self.files[file].1;
        for token in &tokens {
            node = match &node.value {
                Value::Object(_) => node.get(token).ok_or_else(missing)?,
                Value::Array(items) => {
                    token.parse::<usize>().ok().and_then(|index| items.get(index)).ok_or_else(missing)?
                }
                _ => return Err(missing()),
            };
        }
        Ok((node, Target { file, tokens }))
    }
}

/// A node as a reference names it, the same for every way to write the reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// Which file
    pub file: usize,
    /// The JSON pointer's tokens
    pub tokens: Vec<String>,
}

fn is_yaml(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// A pointer's token: percent-encoded as part of a URI, then escaped.
fn unescaped(token: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(token).decode_utf8_lossy();
    decoded.replace("~1", "/").replace("~0", "~")
}

/// Every reference in a node.
fn references<'a>(node: &'a Node, found: &mut Vec<&'a str>) {
    match &node.value {
        Value::Object(entries) => {
            for entry in entries {
                match entry.node.text() {
                    Some(target) if entry.key == "$ref" => found.push(target),
                    _ => references(&entry.node, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The path of the file that a reference in the file `from` names; none for one within that file.
fn sibling(from: &str, reference: &str) -> Option<String> {
    let path = reference.split('#').next().filter(|path| !path.is_empty())?;
    if path.contains("://") {
        return Some(path.to_owned());
    }
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
    let base = match from.rsplit_once('/') {
        Some((folder, _)) if !path.starts_with('/') => format!("{folder}/{path}"),
        _ => path,
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !last.is_empty() && *last != "..") => {
                parts.pop();
            }
            "" if !parts.is_empty() => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_beside_the_one_that_refers_to_them() {
        let mut asked = Vec::new();
        let text = r##"{"a": {"$ref": "./parts/b.yaml#/B"}, "c": {"$ref": "missing.json"}, "d": {"$ref": "https://example.com/x"}}"##;
        let document = Document::load("specs/a.json", text, &mut |path| {
            asked.push(path.to_owned());
            match path {
                "specs/parts/b.yaml" => Ok("B: {$ref: '../a.json#/c'}\nE: {$ref: 'b.yaml'}".to_owned()),
                _ => Err("there is no such file".to_owned()),
            }
        })
        .expect("parsed");
        assert_eq!(asked, ["specs/parts/b.yaml", "specs/missing.json"]);
        let (node, target) = document.resolve(0, "./parts/b.yaml#/B").expect("there");
        assert_eq!((node.place.file, target.file, target.tokens), (1, 1, vec!["B".to_owned()]));
        assert_eq!(document.resolve(1, "../a.json#/c").expect("there").1.file, 0);
        assert!(document.resolve(0, "missing.json").expect_err("missing").contains("no such file"));
        assert!(document.resolve(0, "https://example.com/x").expect_err("remote").contains("only local files"));
    }
}
