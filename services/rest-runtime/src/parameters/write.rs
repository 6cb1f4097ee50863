//! From JSON to text, by the style of a parameter. Null is nothing (RFC 6570, section 2.3, calls it undefined): it is left
//! out, also from arrays and objects. What a style cannot write, such as an array in an array, becomes JSON text.

use std::borrow::Cow;

use serde_json::Value;

use super::text::{Escape, ascii_json};
use super::{Parameter, Shape, Style};

/// Where pairs are written to.
#[derive(Debug)]
pub(crate) struct Target<'a> {
    pub(crate) out: &'a mut String,
    /// What stands between pairs.
    pub(crate) separator: &'static str,
    pub(crate) allow_reserved: bool,
}

impl Parameter {
    /// Add the value to a query, `a=b&c=d`.
    pub fn write_query(&self, value: &Value, query: &mut String) {
        let target = Target { out: query, separator: "&", allow_reserved: self.allow_reserved };
        self.write(value, target);
    }

    /// Add the value to the text of a `Cookie` header, `a=b; c=d`.
    pub fn write_cookie(&self, value: &Value, cookies: &mut String) {
        self.write(value, Target { out: cookies, separator: "; ", allow_reserved: false });
    }

    fn write(&self, value: &Value, mut target: Target<'_>) {
        let numbers = matches!(self.shape, Shape::Array(Shape::Integer | Shape::Number | Shape::Boolean));
        match value {
            // An empty array of texts cannot be told from one with an empty text, and is left out.
            Value::Array(items) if items.is_empty() && numbers && !self.json => target.pair(self.name, ""),
            _ => write_pairs(self.name, self.style, self.explode, self.json, value, &mut target),
        }
    }

    /// The value as a segment of a path, percent-encoded.
    pub fn write_path(&self, value: &Value) -> String {
        let strict = |text: &str| Escape::Strict.apply(text);
        let joined = |separator, escape| parts(value, self.explode, escape, escape).join(separator);
        match (self.style, value) {
            _ if self.json => strict(&value.to_string()),
            (Style::Label, Value::Array(_) | Value::Object(_)) => format!(".{}", joined(".", Escape::Label)),
            (Style::Label, _) => format!(".{}", joined(".", Escape::Strict)),
            (Style::Matrix, Value::Array(items)) if self.explode && !items.is_empty() => {
                let items = parts(value, true, Escape::Strict, Escape::Strict);
                items.iter().map(|item| matrix(&strict(self.name), item)).collect()
            }
            (Style::Matrix, Value::Object(_)) if self.explode => {
                let members = parts(value, true, Escape::Strict, Escape::Strict);
                members.iter().map(|member| format!(";{member}")).collect()
            }
            (Style::Matrix, _) => matrix(&strict(self.name), &joined(",", Escape::Strict)),
            _ => joined(",", Escape::Strict),
        }
    }

    /// The value as the text of a header. Only what would not come through is percent-encoded.
    pub fn write_header(&self, value: &Value) -> String {
        match value {
            _ if self.json => ascii_json(&value.to_string()),
            Value::Array(_) | Value::Object(_) => {
                parts(value, self.explode, Escape::HeaderName, Escape::HeaderList).join(",")
            }
            _ => parts(value, self.explode, Escape::Header, Escape::Header).concat(),
        }
    }
}

fn matrix(name: &str, text: &str) -> String {
    if text.is_empty() { format!(";{name}") } else { format!(";{name}={text}") }
}

/// Add a value to pairs by its style; nothing where it is null, or empty and spread over several pairs.
pub(crate) fn write_pairs(name: &str, style: Style, explode: bool, json: bool, value: &Value, target: &mut Target<'_>) {
    let (single, listed) = match target.allow_reserved {
        true => (Escape::Allowed, Escape::AllowedInList),
        false => (Escape::Strict, Escape::Strict),
    };
    let separator = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match value {
        Value::Null => {}
        _ if json => target.pair(name, &single.apply(&value.to_string())),
        Value::Object(members) if style == Style::DeepObject => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, single, target);
            }
        }
        Value::Array(_) if style == Style::DeepObject => deep(name, value, single, target),
        Value::Object(members) if explode => {
            for (member, value) in members {
                if let Some(text) = plain(value) {
                    target.pair(member, &single.apply(&text));
                }
            }
        }
        Value::Array(items) if explode => {
            for text in items.iter().filter_map(plain) {
                target.pair(name, &single.apply(&text));
            }
        }
        Value::Array(items) if items.is_empty() => {}
        Value::Array(_) | Value::Object(_) => {
            target.pair(name, &parts(value, false, listed, listed).join(separator));
        }
        _ => target.pair(name, &plain(value).map(|text| single.apply(&text)).unwrap_or_default()),
    }
}

fn deep(name: &str, value: &Value, escape: Escape, target: &mut Target<'_>) {
    match value {
        Value::Object(members) if members.is_empty() => target.pair(name, ""),
        Value::Object(members) => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, escape, target);
            }
        }
        Value::Array(items) => {
            let is_flat = !items.iter().any(|item| item.is_array() || item.is_object());
            for (index, item) in items.iter().filter(|item| !item.is_null()).enumerate() {
                let index = if is_flat { String::new() } else { index.to_string() };
                deep(&format!("{name}[{index}]"), item, escape, target);
            }
        }
        _ => {
            if let Some(text) = plain(value) {
                target.pair(name, &escape.apply(&text));
            }
        }
    }
}

impl Target<'_> {
    /// Add a pair whose value is escaped already.
    fn pair(&mut self, name: &str, value: &str) {
        if !self.out.is_empty() {
            self.out.push_str(self.separator);
        }
        self.out.push_str(&Escape::Strict.apply(name));
        self.out.push('=');
        self.out.push_str(value);
    }
}

/// What stands between the separators of a style: items, names and values in turn, or, exploded, `name=value`.
fn parts(value: &Value, explode: bool, of_names: Escape, of_values: Escape) -> Vec<String> {
    let text = |value: &Value| plain(value).map(|text| of_values.apply(&text));
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        Value::Object(members) => members
            .iter()
            .filter_map(|(name, value)| Some((of_names.apply(name), text(value)?)))
            .flat_map(|(name, text)| if explode { vec![format!("{name}={text}")] } else { vec![name, text] })
            .collect(),
        _ => text(value).into_iter().collect(),
    }
}

/// A value as text: strings as they are, all else as JSON, null not at all.
pub(crate) fn plain(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}
