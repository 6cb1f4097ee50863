// Generated from tests/documents/routing.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
rest_runtime::text_newtype! {
    #[doc = " No description."] ThingName, rest_runtime::TextRules { min_length : None,
    max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ThingName, "ThingName", r#"{"type":"string","maxLength":3}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Thing {
    /// `name`
    pub name: ThingName,
}

impl rest_runtime::Decode for Thing {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let name = members.required("name");
        Some(Self { name: name? })
    }
}

rest_runtime::deserialize_by_decoding!(Thing);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Thing, "Thing",
    r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":3}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Trouble {
    /// `title`
    pub title: String,
}

impl rest_runtime::Decode for Trouble {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let title = members.required("title");
        Some(Self { title: title? })
    }
}

rest_runtime::deserialize_by_decoding!(Trouble);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Trouble, "Trouble",
    r#"{"type":"object","required":["title"],"properties":{"title":{"type":"string"}}}"#,
    []
}

#[doc(inline)]
pub use rest_runtime::Problem as Error;
rest_runtime::integer_newtype! {
    #[doc = " No description."] AnswersOkXCount(i64), rest_runtime::IntegerRules {
    minimum : Some(1), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    AnswersOkXCount, "AnswersOkXCount", r#"{"type":"integer","minimum":1}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AnswersOkXPoint {
    /// `x`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<i64>,
}

impl rest_runtime::Decode for AnswersOkXPoint {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let x = members.optional("x");
        Some(Self { x: x? })
    }
}

rest_runtime::deserialize_by_decoding!(AnswersOkXPoint);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    AnswersOkXPoint, "AnswersOkXPoint",
    r#"{"type":"object","properties":{"x":{"type":"integer"}}}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] StreamPieces(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(1000), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    StreamPieces, "StreamPieces", r#"{"type":"integer","maximum":1000}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EventsCount(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(1000), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EventsCount, "EventsCount", r#"{"type":"integer","maximum":1000}"#, []
}
