//! `multipart/form-data` (RFC 7578), read from a body that has arrived and written as a whole.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use bytes::{Bytes, BytesMut};
use futures::{FutureExt as _, stream};
use multer::Multipart;
use serde_json::Value;

use crate::parameters::{Shape, json, plain, scalar};
use crate::{BoxError, Decode, Pointer, Violations};

/// How many parts a body has at most.
const PARTS: usize = 1_000;
/// Longest name, file name or content type of a part, in bytes.
const NAMED: usize = 1_024;
/// Longest boundary, in bytes (RFC 2046, section 5.1.1).
const BOUNDARY: usize = 70;

/// A file, or any other part of a form that is taken as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// What the sender calls the file. Never a path to use.
    pub file_name: Option<String>,
    /// The media type that the sender says it has.
    pub content_type: Option<String>,
    /// The bytes.
    pub content: Bytes,
}

impl From<Vec<u8>> for Part {
    fn from(content: Vec<u8>) -> Self {
        Self { file_name: None, content_type: None, content: content.into() }
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Part")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

/// The parts of a form, taken out by name.
#[derive(Debug, Default)]
pub struct Parts(BTreeMap<String, Vec<Part>>);

impl Parts {
    /// Read a body with the boundary that its `Content-Type` header has. Fails with what is wrong, which never repeats the
    /// input: another media type, no boundary, a body that is not well-formed, too many parts, a part with no name or with a
    /// name of more than 1024 bytes.
    pub fn read(content_type_header: &str, body: Bytes) -> Result<Self, String> {
        let boundary = multer::parse_boundary(content_type_header).ok();
        let boundary = boundary.filter(|boundary| (1..=BOUNDARY).contains(&boundary.len()));
        let boundary = boundary.ok_or("the body must be multipart/form-data with a boundary")?;
        // All of the body is there, so that nothing is ever waited for.
        let body = stream::once(async { Ok::<_, BoxError>(body) });
        let reading = Self::read_all(Multipart::new(body, boundary));
        reading.now_or_never().unwrap_or_else(|| Err(MALFORMED.into()))
    }

    async fn read_all(mut multipart: Multipart<'_>) -> Result<Self, String> {
        let mut parts = Self::default();
        let mut count = 0_usize;
        while let Some(field) = multipart.next_field().await.map_err(|_malformed| MALFORMED)? {
            count += 1;
            if count > PARTS {
                return Err(format!("the body must have at most {PARTS} parts"));
            }
            let name = field.name().map(decoded_name).ok_or("each part must have a name")?;
            let file_name = field.file_name().map(decoded_name);
            let content_type = field.headers().get("content-type").and_then(|value| value.to_str().ok());
            let content_type = content_type.map(str::to_owned);
            let longest = [Some(&name), file_name.as_ref(), content_type.as_ref()];
            if longest.into_iter().flatten().any(|text| text.len() > NAMED) {
                return Err(format!("the names and media types of parts must have at most {NAMED} bytes"));
            }
            let content = field.bytes().await.map_err(|_malformed| MALFORMED)?;
            parts.0.entry(name).or_default().push(Part { file_name, content_type, content });
        }
        Ok(parts)
    }

    /// Take out a value: `Some(None)` when absent, `None` after a violation. Several parts of one name are the items of an
    /// array; a part is JSON when it says so, or when the shape is of an array or an object inside of it.
    pub fn value<T: Decode>(&mut self, name: &str, shape: &Shape, violations: &mut Violations) -> Option<Option<T>> {
        let at = Pointer::Member(&Pointer::Body, name);
        let Some(parts) = self.0.remove(name) else { return Some(None) };
        let value = match (shape, &parts[..]) {
            // An array may also be one part of JSON.
            (Shape::Array(item), [only]) if only.is_json() && !matches!(item, Shape::Array(_)) => {
                match only.value(shape, &at, violations)? {
                    whole @ Value::Array(_) => whole,
                    item => Value::Array(vec![item]),
                }
            }
            (Shape::Array(item), parts) => items(parts, item, &at, violations)?,
            (shape, [only]) => only.value(shape, &at, violations)?,
            (Shape::Any, parts) => items(parts, shape, &at, violations)?,
            _ => return once(&at, violations),
        };
        T::decode(value, &at, violations).map(Some)
    }

    /// Take out a file: `Some(None)` when absent, `None` after a violation.
    pub fn file(&mut self, name: &str, violations: &mut Violations) -> Option<Option<Part>> {
        let mut files = self.files(name, violations)?.into_iter();
        match (files.next(), files.next()) {
            (_, Some(_)) => once(&Pointer::Member(&Pointer::Body, name), violations),
            (file, None) => Some(file),
        }
    }

    /// Take out all files of one name, in order; none when absent.
    pub fn files(&mut self, name: &str, _violations: &mut Violations) -> Option<Vec<Part>> {
        let mut files = self.0.remove(name).unwrap_or_default();
        // What browsers send for a field in which no file was chosen (HTML, section 4.10.22.4).
        files.retain(|file| file.file_name.as_deref() != Some("") || !file.content.is_empty());
        Some(files)
    }
}

const MALFORMED: &str = "the body must be well-formed multipart/form-data";

fn once<V>(at: &Pointer<'_>, violations: &mut Violations) -> Option<V> {
    violations.push(at, "must be there once only");
    None
}

fn items(parts: &[Part], shape: &Shape, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
    let read = |(index, part): (_, &Part)| part.value(shape, &Pointer::Item(at, index), violations);
    let items: Vec<Value> = parts.iter().enumerate().filter_map(read).collect();
    (items.len() == parts.len()).then_some(Value::Array(items))
}

impl Part {
    /// `application/json`, or a media type with its syntax.
    fn is_json(&self) -> bool {
        let media_type = self.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default();
        let media_type = media_type.trim_ascii().to_ascii_lowercase();
        media_type == "application/json" || media_type.ends_with("+json")
    }

    fn value(&self, shape: &Shape, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
        let Ok(text) = std::str::from_utf8(&self.content) else {
            violations.push(at, "must be UTF-8");
            return None;
        };
        if self.is_json() || matches!(shape, Shape::Array(_) | Shape::Object(..)) {
            json(text, at, violations)
        } else {
            scalar(text.to_owned(), shape, at, violations)
        }
    }
}

/// Writes a form.
pub struct MultipartWriter {
    boundary: String,
    body: BytesMut,
}

impl fmt::Debug for MultipartWriter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MultipartWriter").field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

impl Default for MultipartWriter {
    fn default() -> Self {
        // 128 bits that nobody can guess, so that no content has the boundary in it.
        let [high, low] = [(); 2].map(|()| RandomState::new().build_hasher().finish());
        Self { boundary: format!("form-{high:016x}{low:016x}"), body: BytesMut::new() }
    }
}

impl MultipartWriter {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Add a value: of an array one part for each item, objects and arrays inside of arrays as JSON, null not at all.
    #[must_use]
    pub fn value(self, name: &str, value: &Value) -> Self {
        match value {
            Value::Array(items) => items.iter().fold(self, |form, item| form.single(name, item)),
            value => self.single(name, value),
        }
    }

    fn single(mut self, name: &str, value: &Value) -> Self {
        let content_type = matches!(value, Value::Array(_) | Value::Object(_)).then_some("application/json");
        if let Some(text) = plain(value) {
            self.part(name, None, content_type, text.as_bytes());
        }
        self
    }

    /// Add a file.
    #[must_use]
    pub fn file(mut self, name: &str, part: &Part) -> Self {
        self.part(name, part.file_name.as_deref(), part.content_type.as_deref(), &part.content);
        self
    }

    fn part(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, content: &[u8]) {
        let mut head =
            format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, encoded_name(name));
        if let Some(file_name) = file_name {
            // Writing to a string does not fail.
            let _ = write!(head, "; filename=\"{}\"", encoded_name(file_name));
        }
        if let Some(content_type) = content_type {
            let visible: String = content_type.chars().filter(|one| matches!(one, ' '..='~')).collect();
            let _ = write!(head, "\r\nContent-Type: {visible}");
        }
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(b"\r\n\r\n");
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
    }

    /// The value of the `Content-Type` header, with the boundary, and the body.
    pub fn finish(mut self) -> (String, Bytes) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (format!("multipart/form-data; boundary={}", self.boundary), self.body.freeze())
    }
}

/// What cannot stand between quotation marks is percent-encoded, as browsers do it (HTML, section 4.10.22.8), and backslashes
/// and other control characters as well.
fn encoded_name(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for character in name.chars() {
        if matches!(character, '"' | '\\' | '\0'..=' ' | '\x7f') && character != ' ' {
            let _ = write!(encoded, "%{:02X}", u32::from(character));
        } else {
            encoded.push(character);
        }
    }
    encoded
}

/// Only what is encoded so is decoded: browsers send a percent sign as it is.
fn decoded_name(name: &str) -> String {
    let mut decoded = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let escape = after.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let escape = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        match escape.filter(|one| matches!(one, '"' | '\\' | '\0'..='\x1f' | '\x7f')) {
            Some(character) => {
                decoded.push(character);
                rest = &after[2..];
            }
            None => {
                decoded.push('%');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_comes_back() {
        let file = Part {
            file_name: Some("a \"b\"\\ 100% ü\r\n.txt".into()),
            content_type: Some("text/plain; charset=utf-8".into()),
            content: Bytes::from_static(b"--form-\r\n\0\xff\r\n--\r\n"),
        };
        let bare = Part::from(Vec::new());
        let (content_type, body) = MultipartWriter::new()
            .value("text", &json!("a\r\nb"))
            .value("empty", &json!(""))
            .value("numbers", &json!([1, 2]))
            .value("one", &json!([[1]]))
            .value("object", &json!({"a": [1, {"b": "ü"}]}))
            .value("null", &json!(null))
            .value("a\"b\nä", &json!(true))
            .file("file", &file)
            .file("files", &bare)
            .file("files", &file)
            .finish();
        let mut parts = Parts::read(&content_type, body).expect("well-formed");
        let violations = &mut Violations::default();
        let mut value = |name: &str, shape: Shape| parts.value::<Value>(name, &shape, violations).expect("valid");
        assert_eq!(value("text", Shape::Text), Some(json!("a\r\nb")));
        assert_eq!(value("empty", Shape::Text), Some(json!("")));
        assert_eq!(value("numbers", Shape::Array(&Shape::Integer)), Some(json!([1, 2])));
        assert_eq!(value("one", Shape::Array(&Shape::Array(&Shape::Integer))), Some(json!([[1]])));
        assert_eq!(value("object", Shape::Object(&[], None)), Some(json!({"a": [1, {"b": "ü"}]})));
        assert_eq!(value("null", Shape::Any), None);
        assert_eq!(value("a\"b\nä", Shape::Boolean), Some(json!(true)));
        assert_eq!(parts.file("file", violations), Some(Some(file.clone())));
        assert_eq!(parts.files("files", violations), Some(vec![bare, file]));
        assert_eq!(parts.file("absent", violations), Some(None));
    }

    #[test]
    fn a_form_without_parts() {
        let (content_type, body) = MultipartWriter::new().value("none", &json!([])).finish();
        let mut parts = Parts::read(&content_type, body).expect("well-formed");
        let absent = parts.value::<Value>("none", &Shape::Array(&Shape::Text), &mut Violations::default());
        assert_eq!(absent, Some(None));
    }

    #[test]
    fn large_contents_of_almost_boundaries_are_read_at_once() {
        let content = "\r\n--form-\r\n--for\r\r\n%22\"".repeat(200_000);
        let (content_type, body) = MultipartWriter::new().value("text", &json!(content)).finish();
        let mut parts = Parts::read(&content_type, body).expect("well-formed");
        assert_eq!(parts.value("text", &Shape::Text, &mut Violations::default()), Some(Some(content)));
    }

    #[test]
    fn violations_are_at_the_member() {
        let (content_type, body) = MultipartWriter::new()
            .value("twice", &json!([1, 2]))
            .file("bytes", &vec![0xff].into())
            .value("number", &json!("x"))
            .value("object", &json!("{"))
            .finish();
        let mut parts = Parts::read(&content_type, body).expect("well-formed");
        let violations = &mut Violations::default();
        assert_eq!(parts.value::<Value>("twice", &Shape::Integer, violations), None);
        assert_eq!(parts.value::<String>("bytes", &Shape::Text, violations), None);
        assert_eq!(parts.value::<i32>("number", &Shape::Integer, violations), None);
        assert_eq!(parts.value::<Value>("object", &Shape::Object(&[], None), violations), None);
        let places: Vec<_> = std::mem::take(violations).into_vec().into_iter().filter_map(|one| one.pointer).collect();
        assert_eq!(places, ["/twice", "/bytes", "/number", "/object"]);
    }

    #[test]
    fn no_file_chosen_is_no_file() {
        let empty = Part { file_name: Some(String::new()), ..Part::from(Vec::new()) };
        let (content_type, body) = MultipartWriter::new().file("file", &empty).finish();
        let mut parts = Parts::read(&content_type, body).expect("well-formed");
        assert_eq!(parts.file("file", &mut Violations::default()), Some(None));
    }

    #[test]
    fn malformed_bodies_are_refused() {
        let read = |content_type: &str, body: &str| Parts::read(content_type, Bytes::copy_from_slice(body.as_bytes()));
        let part = |head: &str| format!("--b\r\n{head}\r\n\r\nx\r\n--b--\r\n");
        let named = part("Content-Disposition: form-data; name=a");
        assert!(read("multipart/form-data; boundary=b", &named).is_ok());
        assert!(read("multipart/form-data", &named).is_err());
        assert!(read("multipart/mixed; boundary=b", &named).is_err());
        assert!(read("text/plain", &named).is_err());
        assert!(read(&format!("multipart/form-data; boundary={}", "b".repeat(71)), &named).is_err());
        for body in [
            "",
            "--b",
            "--b\r\n",
            "--c--\r\n",
            &named[..named.len() - 8],
            "--b\r\nContent-Disposition: form-data; name=\"a",
        ] {
            assert!(read("multipart/form-data; boundary=b", body).is_err(), "{body:?}");
        }
        assert!(read("multipart/form-data; boundary=b", &part("Content-Type: text/plain")).is_err());
        let long = part(&format!("Content-Disposition: form-data; name={}", "a".repeat(NAMED + 1)));
        assert!(read("multipart/form-data; boundary=b", &long).is_err());
        let many = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n".repeat(PARTS + 1) + "--b--\r\n";
        assert!(read("multipart/form-data; boundary=b", &many).is_err());
    }

    #[test]
    fn content_is_not_shown() {
        let shown = format!("{:?}", Part::from(b"hidden".to_vec()));
        assert!(shown.contains("bytes: 6") && !shown.contains("104"), "{shown}");
    }
}
