//! JSON (RFC 8259) to nodes. YAML would read most of it, but not surrogate pairs in escapes, tabs everywhere, or long keys, and
//! more slowly.

use std::collections::HashMap;

use super::yaml::{DEPTH, NODES, Refusal};
use super::{Entry, Node, Place, Value};

struct Reader<'a> {
    file: usize,
    text: &'a str,
    at: usize,
    line: usize,
    /// The last place that was asked for, as bytes and as characters of its line: a document can be one long line.
    counted: (usize, usize),
    nodes: usize,
}

pub(super) fn parse(file: usize, text: &str) -> Result<Node, Refusal> {
    let mut reader = Reader { file, text, at: 0, line: 1, counted: (0, 0), nodes: 0 };
    let root = reader.value(0)?;
    reader.space();
    if reader.at < text.len() { Err(reader.refusal("is not JSON: the value has ended before this")) } else { Ok(root) }
}

impl<'a> Reader<'a> {
    fn place(&mut self) -> Place {
        let (at, characters) = self.counted;
        let since = self.text.get(at..self.at).map_or(0, |since| since.chars().count());
        self.counted = (self.at, characters + since);
        Place { file: self.file, line: self.line, column: characters + since + 1 }
    }

    fn refusal(&mut self, what: &str) -> Refusal {
        (self.place(), what.to_owned())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek() {
            self.at += 1;
            if byte == b'\n' {
                self.line += 1;
                self.counted = (self.at, 0);
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Refusal> {
        self.space();
        let place = self.place();
        self.nodes += 1;
        if self.nodes > NODES {
            return Err((place, format!("the document has more than {NODES} values")));
        }
        if depth > DEPTH {
            return Err((place, format!("is nested more than {DEPTH} deep")));
        }
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.refusal("is not JSON: a value must stand here")),
        };
        Ok(Node { place, value })
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Refusal> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.refusal("is not JSON: a value must stand here"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, Refusal> {
        let rest = &self.text[self.at..];
        let length =
            rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).count();
        let number = serde_json::from_str::<serde_json::Number>(&rest[..length]);
        let number =
            number.map_err(|_no_number| self.refusal("is not JSON: this is no number, or too large for one"))?;
        self.at += length;
        Ok(Value::Number(number))
    }

    fn string(&mut self) -> Result<String, Refusal> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut end = 1;
        let mut escaped = false;
        loop {
            match rest.get(end) {
                None | Some(b'\n') => return Err(self.refusal("is not JSON: the string does not end")),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                Some(_) => end += 1,
            }
        }
        let whole = &self.text[self.at..=self.at + end];
        let text = if escaped || whole.bytes().any(|byte| byte < 0x20) {
            serde_json::from_str(whole).map_err(|error| self.refusal(&format!("is not JSON: {error}")))?
        } else {
            whole[1..end].to_owned()
        };
        self.at += end + 1;
        Ok(text)
    }

    fn array(&mut self, depth: usize) -> Result<Value, Refusal> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Ok(Value::Array(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Refusal> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: HashMap<String, Place> = HashMap::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(entries));
        }
        loop {
            self.space();
            let place = self.place();
            if self.peek() != Some(b'"') {
                return Err(self.refusal("is not JSON: the name of a member must stand here, in quotes"));
            }
            let key = self.string()?;
            if let Some(first) = seen.insert(key.clone(), place) {
                return Err((place, format!("{key:?} is here a second time, first at {first}; leave one out")));
            }
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.refusal("is not JSON: a colon must stand here"));
            }
            self.at += 1;
            let node = self.value(depth + 1)?;
            entries.push(Entry { key, place, node });
            if self.ends(b'}')? {
                return Ok(Value::Object(entries));
            }
        }
    }

    /// Past a comma, or past the end.
    fn ends(&mut self, close: u8) -> Result<bool, Refusal> {
        self.space();
        let found = self.peek();
        if found != Some(b',') && found != Some(close) {
            return Err(self.refusal("is not JSON: a comma or the end must stand here"));
        }
        self.at += 1;
        Ok(found == Some(close))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    #[test]
    fn values_and_places() {
        let text = "{\"a\": [1, -2.5e3,\n\t\"\\ud83d\\ude00\\/\"], \"ä\": {\"b\": null}}";
        let document = Document::parse("x.json", text).expect("parsed");
        let expected = serde_json::json!({"a": [1, -2500.0, "😀/"], "ä": {"b": null}});
        assert_eq!(document.root().to_json(), expected);
        assert_eq!(document.resolve(0, "#/a/2").expect("there").0.place.to_string(), "2:2");
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for (text, expected) in [
            ("{", "x.json:1:2: is not JSON"),
            ("{\"a\":1,}", "name of a member"),
            ("{\"a\":1 \"b\":2}", "comma"),
            ("{\"a\":\"b}", "does not end"),
            ("{\"a\":1e999}", "no number"),
            ("{\"a\":tru}", "a value must"),
            ("{\"a\":1} x", "ended"),
            ("{\"a\":1,\n\"a\":2}", "x.json:2:1: \"a\" is here a second time, first at 1:2"),
            (&format!("{{\"a\":{}", "[".repeat(100_000)), "nested"),
            ("{\"a\":\"\\", "does not end"),
            ("{\"é\\", "does not end"),
        ] {
            let (place, what) = super::parse(0, text).expect_err("refused");
            let problem = format!("x.json:{place}: {what}");
            assert!(problem.contains(expected), "{problem}");
        }
    }
}
