// Generated from tests/documents/parameters.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
rest_runtime::items_newtype! {
    #[doc = " No description."] Ids(i64), rest_runtime::ItemsRules { min_items : None,
    max_items : None, unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Ids, "Ids", r#"{"type":"array","items":{"type":"integer"}}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] Texts(String), rest_runtime::ItemsRules { min_items :
    None, max_items : None, unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Texts, "Texts", r#"{"type":"array","items":{"type":"string"}}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Point {
    /// `x`
    pub x: i64,
    /// `label`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl rest_runtime::Decode for Point {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let x = members.required("x");
        let label = members.optional("label");
        Some(Self { x: x?, label: label? })
    }
}

rest_runtime::deserialize_by_decoding!(Point);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Point, "Point",
    r#"{"type":"object","required":["x"],"properties":{"x":{"type":"integer"},"label":{"type":"string"}}}"#,
    []
}

rest_runtime::enumeration! {
    #[doc = " No description."] Order { Ascending = "ascending", Descending =
    "descending" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Order, "Order",
    r#"{"type":"string","enum":["ascending","descending"],"default":"ascending"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FilterName, rest_runtime::TextRules { min_length :
    Some(1), max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FilterName, "FilterName", r#"{"type":"string","minLength":1}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FilterInnerValue, rest_runtime::TextRules { min_length :
    None, max_length : Some(5), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FilterInnerValue, "FilterInnerValue", r#"{"type":"string","maxLength":5}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Filter {
    /// `name`
    pub name: FilterName,
    /// `sizes`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sizes: Option<Vec<i64>>,
    /// `inner`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner: Option<std::collections::BTreeMap<String, FilterInnerValue>>,
}

impl rest_runtime::Decode for Filter {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(
            &object,
            &["name", "sizes", "inner"],
            at,
            violations,
        );
        let mut members = rest_runtime::Members::new(object, at, violations);
        let name = members.required("name");
        let sizes = members.optional("sizes");
        let inner = members.optional("inner");
        if !only_known {
            return None;
        }
        Some(Self {
            name: name?,
            sizes: sizes?,
            inner: inner?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Filter);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Filter, "Filter",
    r#"{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","minLength":1},"sizes":{"type":"array","items":{"type":"integer"}},"inner":{"type":"object","additionalProperties":{"type":"string","maxLength":5}}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] NumberedFileNumber(i64), rest_runtime::IntegerRules {
    minimum : Some(1), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NumberedFileNumber, "NumberedFileNumber", r#"{"type":"integer","minimum":1}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] NumberedFileExtension { Txt = "txt", TarGz = "tar.gz" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NumberedFileExtension, "NumberedFileExtension",
    r#"{"type":"string","enum":["txt","tar.gz"]}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] DefaultsLimit(i64), rest_runtime::IntegerRules { minimum
    : Some(1), maximum : Some(100), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DefaultsLimit, "DefaultsLimit",
    r#"{"type":"integer","minimum":1,"maximum":100,"default":20}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DefaultsPoint {
    /// `x`
    ///
    /// Default: `3`
    pub x: i64,
}

impl rest_runtime::Decode for DefaultsPoint {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let x = members.defaulted("x", r#"3"#);
        Some(Self { x: x? })
    }
}

rest_runtime::deserialize_by_decoding!(DefaultsPoint);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DefaultsPoint, "DefaultsPoint",
    r#"{"type":"object","properties":{"x":{"type":"integer","default":3}},"default":{}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] RulesIdsItem(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(99), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesIdsItem, "RulesIdsItem", r#"{"type":"integer","maximum":99}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] RulesIds(RulesIdsItem), rest_runtime::ItemsRules {
    min_items : Some(1), max_items : Some(3), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesIds, "RulesIds",
    r#"{"type":"array","minItems":1,"maxItems":3,"items":{"type":"integer","maximum":99}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] RulesCode, rest_runtime::TextRules { min_length : None,
    max_length : None, pattern : Some(rest_runtime::Pattern::new(r#"^[a-z]{2}$"#)),
    format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesCode, "RulesCode", r#"{"type":"string","pattern":"^[a-z]{2}$"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] RulesCodesItem, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : Some(rest_runtime::Pattern::new(r#"^[a-z]{2}$"#)),
    format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesCodesItem, "RulesCodesItem", r#"{"type":"string","pattern":"^[a-z]{2}$"}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] RulesCodes(RulesCodesItem), rest_runtime::ItemsRules {
    min_items : None, max_items : None, unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesCodes, "RulesCodes",
    r#"{"type":"array","uniqueItems":true,"items":{"type":"string","pattern":"^[a-z]{2}$"}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] RulesXStep(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : None, multiple_of : Some(5) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesXStep, "RulesXStep", r#"{"type":"integer","multipleOf":5}"#, []
}

rest_runtime::literals! {
    #[doc = " No description."] RulesMode { Value1 = r#"1"#, Value2Point5 = r#"2.5"#,
    True = r#"true"#, All = r#""all""# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesMode, "RulesMode", r#"{"enum":[1,2.5,true,"all"]}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] RulesEitherInteger(i64), rest_runtime::IntegerRules {
    minimum : Some(10), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesEitherInteger, "RulesEitherInteger", r#"{"type":"integer","minimum":10}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum RulesEither {
    /// One of them.
    Integer(RulesEitherInteger),
    /// One of them.
    Boolean(bool),
}

impl rest_runtime::Decode for RulesEither {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        rest_runtime::choose(
            &value,
            at,
            violations,
            true,
            &[
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations)
                        .map(Self::Integer)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations)
                        .map(Self::Boolean)
                },
            ],
        )
    }
}

impl serde::Serialize for RulesEither {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => value.serialize(serializer),
            Self::Boolean(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(RulesEither);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    RulesEither, "RulesEither",
    r#"{"oneOf":[{"type":"integer","minimum":10},{"type":"boolean"}]}"#, []
}
