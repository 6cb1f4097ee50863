//! The style `deepObject`: `point[x]=1`, and, further than the specification goes but as it is in use, `a[b][c]=1`,
//! `a[b][]=1` and `a[b][0]=1`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Shape;
use super::read::{Pairs, Plan, array, gather, member};
use super::scalar::{Text, refuse};
use crate::{Pointer, Violations};

/// How many brackets a name has at most.
const DEPTH: usize = 16;

/// What stands under a name: texts, or more names.
#[derive(Debug, Default)]
struct Node<'a> {
    texts: Vec<&'a str>,
    members: BTreeMap<String, Node<'a>>,
}

/// The value of `plan` among pairs: `Some(None)` when absent, `None` after a violation.
pub(super) fn read(
    plan: &Plan<'_>,
    pairs: &Pairs<'_>,
    text: Text,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Option<Value>> {
    let mut root = None;
    for (name, raw) in &pairs.pairs {
        let Some(rest) = name.strip_prefix(plan.name).filter(|rest| rest.is_empty() || rest.starts_with('[')) else {
            continue;
        };
        let mut node = root.get_or_insert_with(Node::default);
        let Some(path) = path(rest) else {
            return refuse("must have names in pairs of brackets, at most 16", at, violations);
        };
        for name in path {
            node = node.members.entry(name.to_owned()).or_default();
        }
        node.texts.push(raw);
    }
    match root {
        Some(root) => root.value(plan.shape, text, at, violations).map(Some),
        None => Some(None),
    }
}

/// The names in `[a][b]`.
fn path(mut rest: &str) -> Option<Vec<&str>> {
    let mut path = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.strip_prefix('[')?.split_once(']')?;
        if path.len() == DEPTH {
            return None;
        }
        path.push(name);
        rest = after;
    }
    Some(path)
}

impl Node<'_> {
    fn value(mut self, shape: &Shape, text: Text, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
        if !self.texts.is_empty() && !self.members.is_empty() {
            return refuse("must be a text or have members, not both", at, violations);
        }
        match shape {
            Shape::Array(item) if self.members.is_empty() => array(self.texts, item, text, at, violations),
            Shape::Array(item) => {
                let is_alone = self.members.len() == 1;
                if let Some(node) = if is_alone { self.members.remove("") } else { None } {
                    return if node.members.is_empty() {
                        array(node.texts, item, text, at, violations)
                    } else {
                        refuse("must have numbers in the brackets of its items", at, violations)
                    };
                }
                // Read by number, so that no number makes the array longer than what was sent.
                let items: Option<Vec<_>> =
                    (0..self.members.len()).map(|n| self.members.remove(&n.to_string())).collect();
                let Some(items) = items else {
                    return refuse("must have its items numbered from 0, without gaps", at, violations);
                };
                let read = |(index, node): (_, Node<'_>)| node.value(item, text, &Pointer::Item(at, index), violations);
                gather(items.into_iter().enumerate().map(read)).map(Value::Array)
            }
            Shape::Object(..) if matches!(self.texts[..], [""]) => Some(Value::Object(Map::new())),
            Shape::Object(..) if !self.texts.is_empty() => refuse("must be an object", at, violations),
            Shape::Object(..) | Shape::Any if !self.members.is_empty() => {
                let read = |(name, node): (String, Node<'_>)| {
                    let (shape, place) = member(shape, &name, at);
                    let value = node.value(shape, text, &place.unwrap_or(*at), violations)?;
                    Some((name, value))
                };
                gather(self.members.into_iter().map(read)).map(|members| Value::Object(members.into_iter().collect()))
            }
            _ => match self.texts[..] {
                [raw] => text.scalar(raw, shape, at, violations),
                [] => refuse("must not have members", at, violations),
                _ => refuse("must be there once only", at, violations),
            },
        }
    }
}
