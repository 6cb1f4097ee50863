//! Parameters as text, for both sides: a value becomes text by the parameter's style, and the text becomes JSON again, which
//! is then decoded like a body (OpenAPI 3.0.3, sections 4.7.12.2 to 4.7.12.4; RFC 6570).

mod deep;
mod read;
mod scalar;
mod text;
mod write;

#[cfg(test)]
mod tests;

use serde_json::Value;

pub(crate) use read::{Pairs, Plan, TOO_MANY, from_pairs};
#[cfg(feature = "http")]
pub(crate) use scalar::{json, scalar};
pub use text::encode_literal;
#[cfg(feature = "server")]
pub(crate) use text::{unescape, unescape_lossy};
#[cfg(feature = "http")]
pub(crate) use write::plain;
pub(crate) use write::{Target, write_pairs};

use crate::{Decode, Pointer, Violations};

/// How text becomes JSON: what the schema says of types, and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string, whatever stands there.
    Text,
    /// An integer where the text is one, else a string, so that decoding says what is wrong.
    Integer,
    /// A number where the text is one as JSON writes it, else a string.
    Number,
    /// A boolean where the text is `true` or `false`, else a string.
    Boolean,
    /// A number, a boolean, else a string.
    Any,
    /// An array of items of one shape.
    Array(&'static Shape),
    /// An object: its properties, and the shape of all others (`additionalProperties`) where the schema has one.
    Object(&'static [(&'static str, Shape)], Option<&'static Shape>),
}

/// How arrays and objects are written (OpenAPI 3.0.3, section 4.7.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `ids=1,2` or, exploded, `ids=1&ids=2`: queries and cookies.
    Form,
    /// `1,2`: paths and headers.
    Simple,
    /// `.1.2`: paths.
    Label,
    /// `;ids=1,2` or, exploded, `;ids=1;ids=2`: paths.
    Matrix,
    /// `ids=1%202`: queries. Items cannot have spaces.
    SpaceDelimited,
    /// `ids=1%7C2`: queries. Items cannot have `|`.
    PipeDelimited,
    /// `point[x]=1&point[y]=2`: queries. Names cannot have brackets.
    DeepObject,
}

/// A parameter as both sides see it; generated code states it as a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name. Header names are compared by whoever looks the values up.
    pub name: &'static str,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether each item or member is written on its own.
    pub explode: bool,
    /// Whether reserved characters that do not separate anything stay as they are (queries only).
    pub allow_reserved: bool,
    /// Whether the text is JSON (`content: application/json`); `style` and `explode` mean nothing then.
    pub json: bool,
    /// What the text becomes.
    pub shape: Shape,
    /// Names of the operation's other parameters in the same place, and the properties of exploded ones; an exploded object
    /// with `additionalProperties` takes all names but these.
    pub others: &'static [&'static str],
}

impl Parameter {
    fn plan(&self) -> Plan<'_> {
        let &Self { name, style, explode, json, ref shape, others, .. } = self;
        Plan { name, style, explode, json, shape, others }
    }
}

/// A single value as text: a string as it is, a number or a boolean as JSON has it.
#[cfg(feature = "http")]
pub(crate) fn plain_text(value: &(impl serde::Serialize + ?Sized)) -> Result<String, serde_json::Error> {
    use serde::ser::Error as _;
    match serde_json::to_value(value)? {
        Value::Array(_) | Value::Object(_) => Err(serde_json::Error::custom("an array or an object is no single text")),
        value => Ok(plain(&value).map(std::borrow::Cow::into_owned).unwrap_or_default()),
    }
}

/// The parameter in a query (without `?`): `Some(None)` when absent, `None` after a violation.
///
/// Text is split before it is percent-decoded, so that a `,` sent as `%2C` splits nothing; `+` is a space.
pub fn from_query<T: Decode>(parameter: &Parameter, raw_query: &str, violations: &mut Violations) -> Option<Option<T>> {
    paired(parameter, Pairs::query(raw_query), violations)
}

/// The parameter in the values of the `Cookie` header: `Some(None)` when absent, `None` after a violation.
pub fn from_cookie<T: Decode>(
    parameter: &Parameter,
    values: &[&str],
    violations: &mut Violations,
) -> Option<Option<T>> {
    paired(parameter, Pairs::cookies(values), violations)
}

/// The parameter in a segment of a path, not yet percent-decoded: never `Some(None)`, `None` after a violation.
pub fn from_path<T: Decode>(
    parameter: &Parameter,
    raw_segment: &str,
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(parameter.name);
    let value = read::from_segment(&parameter.plan(), raw_segment, &at, violations);
    decoded(value.map(Some), &at, violations)
}

/// The parameter in the values of its header: `Some(None)` when there are none, `None` after a violation.
///
/// Several values are one list (RFC 9110, section 5.3). Text is percent-decoded (RFC 6570 encodes it), but JSON is not.
pub fn from_header<T: Decode>(
    parameter: &Parameter,
    values: &[&str],
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(parameter.name);
    let value = read::from_values(&parameter.plan(), values, &at, violations);
    decoded(value, &at, violations)
}

fn paired<T: Decode>(
    parameter: &Parameter,
    pairs: Option<Pairs<'_>>,
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(parameter.name);
    let Some(pairs) = pairs else {
        violations.push(&at, TOO_MANY);
        return None;
    };
    let value = from_pairs(&parameter.plan(), &pairs, &at, violations);
    decoded(value, &at, violations)
}

fn decoded<T: Decode>(
    value: Option<Option<Value>>,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Option<T>> {
    match value? {
        Some(value) => T::decode(value, at, violations).map(Some),
        None => Some(None),
    }
}
