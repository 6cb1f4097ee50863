// Generated from tests/documents/bodies.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
rest_runtime::text_newtype! {
    #[doc = " No description."] ThingName, rest_runtime::TextRules { min_length : None,
    max_length : Some(20), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ThingName, "ThingName", r#"{"type":"string","maxLength":20}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Thing {
    /// `name`
    pub name: ThingName,
    /// `size`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub size: rest_runtime::Presence<i64>,
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
        let size = members.presence("size");
        Some(Self { name: name?, size: size? })
    }
}

rest_runtime::deserialize_by_decoding!(Thing);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Thing, "Thing",
    r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":20},"size":{"type":"integer","nullable":true}}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FormText, rest_runtime::TextRules { min_length : Some(1),
    max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormText, "FormText", r#"{"type":"string","minLength":1}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] FormCount(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(99), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormCount, "FormCount", r#"{"type":"integer","maximum":99}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] FormJoined(i64), rest_runtime::ItemsRules { min_items :
    None, max_items : Some(3), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormJoined, "FormJoined",
    r#"{"type":"array","maxItems":3,"items":{"type":"integer"}}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct FormDeep {
    /// `a`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<i64>,
    /// `b`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<Vec<String>>,
}

impl rest_runtime::Decode for FormDeep {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.optional("a");
        let b = members.optional("b");
        Some(Self { a: a?, b: b? })
    }
}

rest_runtime::deserialize_by_decoding!(FormDeep);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormDeep, "FormDeep",
    r#"{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"array","items":{"type":"string"}}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Form {
    /// `text`
    pub text: FormText,
    /// `count`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<FormCount>,
    /// `flag`
    ///
    /// Default: `true`
    pub flag: bool,
    /// `texts`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texts: Option<Vec<String>>,
    /// `spaced`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spaced: Option<Vec<String>>,
    /// `joined`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<FormJoined>,
    /// `deep`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep: Option<FormDeep>,
    /// `thing`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thing: Option<Thing>,
    /// `things`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub things: Option<Vec<Thing>>,
}

impl rest_runtime::Decode for Form {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let text = members.required("text");
        let count = members.optional("count");
        let flag = members.defaulted("flag", r#"true"#);
        let texts = members.optional("texts");
        let spaced = members.optional("spaced");
        let joined = members.optional("joined");
        let deep = members.optional("deep");
        let thing = members.optional("thing");
        let things = members.optional("things");
        Some(Self {
            text: text?,
            count: count?,
            flag: flag?,
            texts: texts?,
            spaced: spaced?,
            joined: joined?,
            deep: deep?,
            thing: thing?,
            things: things?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Form);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Form, "Form",
    r##"{"type":"object","required":["text"],"properties":{"text":{"type":"string","minLength":1},"count":{"type":"integer","maximum":99},"flag":{"type":"boolean","default":true},"texts":{"type":"array","items":{"type":"string"}},"spaced":{"type":"array","items":{"type":"string"}},"joined":{"type":"array","maxItems":3,"items":{"type":"integer"}},"deep":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"array","items":{"type":"string"}}}},"thing":{"$ref":"#/components/schemas/Thing"},"things":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}"##,
    [Thing]
}

rest_runtime::text_newtype! {
    #[doc = " A text."] PartsBodyName, rest_runtime::TextRules { min_length : Some(1),
    max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PartsBodyName, "PartsBodyName",
    r#"{"type":"string","minLength":1,"description":"A text."}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] PartsBodyCount(i64), rest_runtime::IntegerRules { minimum
    : None, maximum : Some(99), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PartsBodyCount, "PartsBodyCount", r#"{"type":"integer","maximum":99}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] CountBody(i64), rest_runtime::IntegerRules { minimum :
    Some(1), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    CountBody, "CountBody", r#"{"type":"integer","minimum":1}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] CountOkBody(i64), rest_runtime::IntegerRules { minimum :
    Some(1), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    CountOkBody, "CountOkBody", r#"{"type":"integer","minimum":1}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SeveralOkBodyProblemJson {
    /// `title`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl rest_runtime::Decode for SeveralOkBodyProblemJson {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let title = members.optional("title");
        Some(Self { title: title? })
    }
}

rest_runtime::deserialize_by_decoding!(SeveralOkBodyProblemJson);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    SeveralOkBodyProblemJson, "SeveralOkBodyProblemJson",
    r#"{"type":"object","properties":{"title":{"type":"string"}}}"#, []
}
