//! YAML events to nodes. Aliases are copies, bounded so that a small text cannot become a huge tree.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{Entry, Node, Place, Value};

/// Deepest nesting.
pub(super) const DEPTH: usize = 200;
/// Most nodes in one document, copies by aliases included.
pub(super) const NODES: usize = 5_000_000;

pub(super) type Refusal = (Place, String);

/// An array or object that is not closed yet.
struct Open {
    anchor: usize,
    place: Place,
    holds: Holds,
}

enum Holds {
    Items(Vec<Node>),
    Members { entries: Vec<Entry>, positions: HashMap<String, Place>, key: Option<(String, Place)> },
}

struct Builder {
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
}

pub(super) fn parse(file: usize, text: &str) -> Result<Node, Refusal> {
    let mut builder = Builder { open: Vec::new(), anchors: HashMap::new(), nodes: 0, root: None };
    let mut documents = 0;
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, span) =
            event.map_err(|error| (place(file, error.marker()), format!("is not YAML: {}", error.info())))?;
        let at = place(file, &span.start);
        match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err((
                        at,
                        "a second YAML document begins here, and only one is read; put it into a file of its own"
                            .to_owned(),
                    ));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.is_some_and(|tag| tag.suffix == "str"));
                builder.complete(Node { place: at, value }, anchor)?;
            }
            Event::SequenceStart(anchor, _) => builder.begin(at, anchor, Holds::Items(Vec::new()))?,
            Event::MappingStart(anchor, _) => {
                builder.begin(
                    at,
                    anchor,
                    Holds::Members { entries: Vec::new(), positions: HashMap::new(), key: None },
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => builder.end()?,
            Event::Alias(anchor) => builder.alias(at, anchor)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    builder.root.ok_or_else(|| {
        (Place { file, line: 1, column: 1 }, "the document is empty; write an OpenAPI 3.0 document".to_owned())
    })
}

fn place(file: usize, marker: &Marker) -> Place {
    Place { file, line: marker.line(), column: marker.col() + 1 }
}

impl Builder {
    fn begin(&mut self, place: Place, anchor: usize, holds: Holds) -> Result<(), Refusal> {
        if self.open.len() >= DEPTH {
            return Err((place, format!("is nested more than {DEPTH} deep")));
        }
        self.open.push(Open { anchor, place, holds });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refusal> {
        let Some(Open { anchor, place, holds }) = self.open.pop() else { return Ok(()) };
        let value = match holds {
            Holds::Items(items) => Value::Array(items),
            Holds::Members { entries, .. } => Value::Object(entries),
        };
        self.complete(Node { place, value }, anchor)
    }

    fn alias(&mut self, place: Place, anchor: usize) -> Result<(), Refusal> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err((place, "names an anchor that is not complete here".to_owned()));
        };
        let mut copy = node.clone();
        copy.place = place;
        self.nodes += size;
        self.complete(copy, 0)
    }

    fn complete(&mut self, node: Node, anchor: usize) -> Result<(), Refusal> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err((node.place, format!("the document has more than {NODES} values")));
        }
        if anchor != 0 {
            let size = size(&node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.root = Some(node),
            Some(Holds::Items(items)) => items.push(node),
            Some(Holds::Members { entries, positions, key }) => match key.take() {
                Some((name, at)) => entries.push(Entry { key: name, place: at, node }),
                None => {
                    let name = key_text(&node)?;
                    if let Some(first) = positions.insert(name.clone(), node.place) {
                        return Err((
                            node.place,
                            format!("{name:?} is here a second time, first at {first}; leave one out"),
                        ));
                    }
                    *key = Some((name, node.place));
                }
            },
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(entries) => entries.iter().map(|entry| size(&entry.node)).sum(),
        _ => 0,
    }
}

/// OpenAPI writes statuses as keys, and many leave out the quotes.
fn key_text(node: &Node) -> Result<String, Refusal> {
    match &node.value {
        Value::Text(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::Null => Ok("null".to_owned()),
        Value::Array(_) | Value::Object(_) => Err((node.place, format!("{} cannot be a key", node.kind()))),
    }
}

/// YAML 1.2, section 10.3.2 (core schema).
fn scalar(text: &str, style: ScalarStyle, is_string: bool) -> Value {
    if style != ScalarStyle::Plain || is_string {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::Text(text.to_owned()), Value::Number),
    }
}

fn number(text: &str) -> Option<serde_json::Number> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().map(Into::into);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().map(Into::into);
    }
    let plain = text.strip_prefix('+').unwrap_or(text);
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let exact = plain.parse::<i64>().map(Into::into).or_else(|_wide| plain.parse::<u64>().map(Into::into)).ok();
        return exact.or_else(|| serde_json::Number::from_f64(plain.parse().ok()?));
    }
    let float = unsigned.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    float.then(|| plain.parse().ok().and_then(serde_json::Number::from_f64)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    #[test]
    fn core_schema() {
        let text =
            "{a: 1, b: '1', c: 1.5, d: true, e: yes, f: ~, g: 2026-01-01, h: -0, i: 1e3, 200: {}, j: .5, k: 1.2.3}";
        let root = Document::parse("x.yaml", text).expect("parsed").root().to_json();
        let expected = serde_json::json!({"a": 1, "b": "1", "c": 1.5, "d": true, "e": "yes", "f": null, "g": "2026-01-01",
            "h": 0, "i": 1000.0, "200": {}, "j": 0.5, "k": "1.2.3"});
        assert_eq!(root, expected);
    }

    #[test]
    fn places_count_from_one() {
        let document = Document::parse("x.yaml", "a:\n  b: [1,\n    2]\n").expect("parsed");
        assert_eq!(document.resolve(0, "#/a/b/1").expect("there").0.place.to_string(), "3:5");
        assert!(document.resolve(0, "#/a/c").is_err());
    }

    #[test]
    fn hostile_texts_are_refused() {
        let bomb = format!(
            "a: &a [{}]\n{}",
            "1,".repeat(20),
            (b'b'..=b'h')
                .map(|letter| format!(
                    "{0}: &{0} [{1}]\n",
                    letter as char,
                    format!("*{},", (letter - 1) as char).repeat(20)
                ))
                .collect::<String>()
        );
        for (text, expected) in [
            (bomb.as_str(), "values"),
            (&"[".repeat(100_000), "recursion limit"),
            (&format!("{}1", "- ".repeat(300)), "nested"),
            ("a: 1\na: 2\n", "2:1: \"a\" is here a second time, first at 1:1"),
            ("a: *b\n", "1:"),
            ("a: [", "x.yaml"),
            ("", "empty"),
            ("--- {}\n--- {}\n", "second"),
            ("? [a]\n: 1\n", "cannot be a key"),
        ] {
            let problems = Document::parse("x.yaml", text).expect_err("refused").to_string();
            assert!(problems.contains(expected), "{problems}");
        }
    }
}
