// Generated from schemas.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
rest_runtime::number_newtype! {
    #[doc = " No description."] EverythingBounded(f64), rest_runtime::NumberRules {
    minimum : Some(0f64), exclusive_minimum : true, maximum : Some(1.5f64),
    exclusive_maximum : false, multiple_of : Some(0.1f64), }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingBounded, "EverythingBounded",
    r#"{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1.5,"multipleOf":0.1}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EverythingEven(i32), rest_runtime::IntegerRules { minimum
    : None, maximum : None, multiple_of : Some(2) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingEven, "EverythingEven",
    r#"{"type":"integer","format":"int32","multipleOf":2}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EverythingAbove(i64), rest_runtime::IntegerRules {
    minimum : Some(2), maximum : Some(2), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingAbove, "EverythingAbove",
    r#"{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":2.5}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingDay, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Date) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingDay, "EverythingDay", r#"{"type":"string","format":"date"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingTime, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Time) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingTime, "EverythingTime", r#"{"type":"string","format":"time"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingUuid, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Uuid) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingUuid, "EverythingUuid", r#"{"type":"string","format":"uuid"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingUri, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Uri) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingUri, "EverythingUri", r#"{"type":"string","format":"uri"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingHost, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format :
    Some(rest_runtime::Format::Hostname) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingHost, "EverythingHost", r#"{"type":"string","format":"hostname"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingIpv4, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Ipv4) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingIpv4, "EverythingIpv4", r#"{"type":"string","format":"ipv4"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingIpv6, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Ipv6) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingIpv6, "EverythingIpv6", r#"{"type":"string","format":"ipv6"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingBytes, rest_runtime::TextRules { min_length :
    None, max_length : Some(8), pattern : None, format : Some(rest_runtime::Format::Byte)
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingBytes, "EverythingBytes",
    r#"{"type":"string","format":"byte","maxLength":8}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] EverythingColour { Red = "red", LightBlue = "light blue",
    _404 = "404" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingColour, "EverythingColour",
    r#"{"type":"string","enum":["red","light blue","404"]}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EverythingListItem(i64), rest_runtime::IntegerRules {
    minimum : None, maximum : Some(9), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingListItem, "EverythingListItem", r#"{"type":"integer","maximum":9}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] EverythingSet(String), rest_runtime::ItemsRules {
    min_items : None, max_items : None, unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingSet, "EverythingSet",
    r#"{"type":"array","uniqueItems":true,"items":{"type":"string"}}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EverythingMapValue(i64), rest_runtime::IntegerRules {
    minimum : Some(0), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingMapValue, "EverythingMapValue", r#"{"type":"integer","minimum":0}"#, []
}

rest_runtime::map_newtype! {
    #[doc = " No description."] EverythingSmallMap(rest_runtime::Value),
    rest_runtime::MembersRules { min_properties : Some(1), max_properties : Some(2) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingSmallMap, "EverythingSmallMap",
    r#"{"type":"object","minProperties":1,"maxProperties":2}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingInlineType, rest_runtime::TextRules {
    min_length : None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingInlineType, "EverythingInlineType", r#"{"type":"string","maxLength":3}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct EverythingInline {
    /// `type`
    pub r#type: EverythingInlineType,
}

impl rest_runtime::Decode for EverythingInline {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let r#type = members.required("type");
        Some(Self { r#type: r#type? })
    }
}

rest_runtime::deserialize_by_decoding!(EverythingInline);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingInline, "EverythingInline",
    r#"{"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":3}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] EverythingEitherInteger(i64), rest_runtime::IntegerRules
    { minimum : Some(10), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingEitherInteger, "EverythingEitherInteger",
    r#"{"type":"integer","minimum":10}"#, []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] EverythingEitherNumber(f64), rest_runtime::NumberRules {
    minimum : None, exclusive_minimum : false, maximum : Some(12f64), exclusive_maximum :
    false, multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingEitherNumber, "EverythingEitherNumber",
    r#"{"type":"number","maximum":12}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum EverythingEither {
    /// One of them.
    Integer(EverythingEitherInteger),
    /// One of them.
    Number(EverythingEitherNumber),
    /// One of them.
    List(Vec<String>),
}

impl rest_runtime::Decode for EverythingEither {
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
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Number)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations).map(Self::List)
                },
            ],
        )
    }
}

impl serde::Serialize for EverythingEither {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => value.serialize(serializer),
            Self::Number(value) => value.serialize(serializer),
            Self::List(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(EverythingEither);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingEither, "EverythingEither",
    r#"{"oneOf":[{"type":"integer","minimum":10},{"type":"number","maximum":12},{"type":"array","items":{"type":"string"}}]}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingAnyText, rest_runtime::TextRules { min_length :
    None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingAnyText, "EverythingAnyText", r#"{"type":"string","maxLength":3}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] EverythingAnyText2, rest_runtime::TextRules { min_length
    : None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Date)
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingAnyText2, "EverythingAnyText2", r#"{"type":"string","format":"date"}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum EverythingAny {
    /// One of them.
    Text(EverythingAnyText),
    /// One of them.
    Text2(EverythingAnyText2),
}

impl rest_runtime::Decode for EverythingAny {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        rest_runtime::choose(
            &value,
            at,
            violations,
            false,
            &[
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Text)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Text2)
                },
            ],
        )
    }
}

impl serde::Serialize for EverythingAny {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(serializer),
            Self::Text2(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(EverythingAny);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    EverythingAny, "EverythingAny",
    r#"{"anyOf":[{"type":"string","maxLength":3},{"type":"string","format":"date"}]}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Everything {
    /// `flag`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<bool>,
    /// `number`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
    /// `single`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single: Option<f32>,
    /// `bounded`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounded: Option<EverythingBounded>,
    /// `integer`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integer: Option<i64>,
    /// `even`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub even: Option<EverythingEven>,
    /// `above`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<EverythingAbove>,
    /// `text`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `day`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<EverythingDay>,
    /// `time`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<EverythingTime>,
    /// `moment`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<chrono::DateTime<chrono::Utc>>,
    /// `uuid`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<EverythingUuid>,
    /// `uri`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<EverythingUri>,
    /// `host`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<EverythingHost>,
    /// `ipv4`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv4: Option<EverythingIpv4>,
    /// `ipv6`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<EverythingIpv6>,
    /// `bytes`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<EverythingBytes>,
    /// `colour`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<EverythingColour>,
    /// `list`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<EverythingListItem>>,
    /// `set`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<EverythingSet>,
    /// `nullable_list`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nullable_list: Option<Vec<Option<String>>>,
    /// `map`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<std::collections::BTreeMap<String, EverythingMapValue>>,
    /// `small_map`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small_map: Option<EverythingSmallMap>,
    /// `open`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<std::collections::BTreeMap<String, rest_runtime::Value>>,
    /// `anything`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anything: Option<rest_runtime::Value>,
    /// `cleared`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub cleared: rest_runtime::Presence<String>,
    /// `inline`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline: Option<EverythingInline>,
    /// A count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrapped: Option<Count>,
    /// `merged`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merged>,
    /// `pet`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pet: Option<Pet>,
    /// `either`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub either: Option<EverythingEither>,
    /// `any`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<EverythingAny>,
    /// `tree`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
}

impl rest_runtime::Decode for Everything {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(
            &object,
            &[
                "flag",
                "number",
                "single",
                "bounded",
                "integer",
                "even",
                "above",
                "text",
                "day",
                "time",
                "moment",
                "uuid",
                "uri",
                "host",
                "ipv4",
                "ipv6",
                "bytes",
                "colour",
                "list",
                "set",
                "nullable_list",
                "map",
                "small_map",
                "open",
                "anything",
                "cleared",
                "inline",
                "wrapped",
                "merged",
                "pet",
                "either",
                "any",
                "tree",
            ],
            at,
            violations,
        );
        let mut members = rest_runtime::Members::new(object, at, violations);
        let flag = members.optional("flag");
        let number = members.optional("number");
        let single = members.optional("single");
        let bounded = members.optional("bounded");
        let integer = members.optional("integer");
        let even = members.optional("even");
        let above = members.optional("above");
        let text = members.optional("text");
        let day = members.optional("day");
        let time = members.optional("time");
        let moment = members.optional("moment");
        let uuid = members.optional("uuid");
        let uri = members.optional("uri");
        let host = members.optional("host");
        let ipv4 = members.optional("ipv4");
        let ipv6 = members.optional("ipv6");
        let bytes = members.optional("bytes");
        let colour = members.optional("colour");
        let list = members.optional("list");
        let set = members.optional("set");
        let nullable_list = members.optional("nullable_list");
        let map = members.optional("map");
        let small_map = members.optional("small_map");
        let open = members.optional("open");
        let anything = members.optional("anything");
        let cleared = members.presence("cleared");
        let inline = members.optional("inline");
        let wrapped = members.optional("wrapped");
        let merged = members.optional("merged");
        let pet = members.optional("pet");
        let either = members.optional("either");
        let any = members.optional("any");
        let tree = members.optional("tree");
        if !only_known {
            return None;
        }
        Some(Self {
            flag: flag?,
            number: number?,
            single: single?,
            bounded: bounded?,
            integer: integer?,
            even: even?,
            above: above?,
            text: text?,
            day: day?,
            time: time?,
            moment: moment?,
            uuid: uuid?,
            uri: uri?,
            host: host?,
            ipv4: ipv4?,
            ipv6: ipv6?,
            bytes: bytes?,
            colour: colour?,
            list: list?,
            set: set?,
            nullable_list: nullable_list?,
            map: map?,
            small_map: small_map?,
            open: open?,
            anything: anything?,
            cleared: cleared?,
            inline: inline?,
            wrapped: wrapped?,
            merged: merged?,
            pet: pet?,
            either: either?,
            any: any?,
            tree: tree?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Everything);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Everything, "Everything",
    r##"{"type":"object","additionalProperties":false,"properties":{"flag":{"type":"boolean"},"number":{"type":"number"},"single":{"type":"number","format":"float"},"bounded":{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1.5,"multipleOf":0.1},"integer":{"type":"integer"},"even":{"type":"integer","format":"int32","multipleOf":2},"above":{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":2.5},"text":{"type":"string"},"day":{"type":"string","format":"date"},"time":{"type":"string","format":"time"},"moment":{"type":"string","format":"date-time"},"uuid":{"type":"string","format":"uuid"},"uri":{"type":"string","format":"uri"},"host":{"type":"string","format":"hostname"},"ipv4":{"type":"string","format":"ipv4"},"ipv6":{"type":"string","format":"ipv6"},"bytes":{"type":"string","format":"byte","maxLength":8},"colour":{"type":"string","enum":["red","light blue","404"]},"list":{"type":"array","items":{"type":"integer","maximum":9}},"set":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"nullable_list":{"type":"array","items":{"type":"string","nullable":true}},"map":{"type":"object","additionalProperties":{"type":"integer","minimum":0}},"small_map":{"type":"object","minProperties":1,"maxProperties":2},"open":{"type":"object"},"anything":{},"cleared":{"type":"string","nullable":true},"inline":{"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":3}}},"wrapped":{"description":"A count.","allOf":[{"$ref":"#/components/schemas/Count"}]},"merged":{"$ref":"#/components/schemas/Merged"},"pet":{"$ref":"#/components/schemas/Pet"},"either":{"oneOf":[{"type":"integer","minimum":10},{"type":"number","maximum":12},{"type":"array","items":{"type":"string"}}]},"any":{"anyOf":[{"type":"string","maxLength":3},{"type":"string","format":"date"}]},"tree":{"$ref":"#/components/schemas/Tree"}}}"##,
    [Count, Merged, Pet, Tree]
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TreeRight {
    /// `only`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Box<Tree>>,
}

impl rest_runtime::Decode for TreeRight {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let only = members.optional("only");
        Some(Self { only: only? })
    }
}

rest_runtime::deserialize_by_decoding!(TreeRight);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    TreeRight, "TreeRight",
    r##"{"type":"object","nullable":true,"properties":{"only":{"$ref":"#/components/schemas/Tree"}}}"##,
    [Tree]
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Tree {
    /// `value`
    pub value: i64,
    /// `left`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Box<Tree>>,
    /// `right`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub right: rest_runtime::Presence<Box<TreeRight>>,
    /// `branches`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branches: Option<Vec<Tree>>,
}

impl rest_runtime::Decode for Tree {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let value = members.required("value");
        let left = members.optional("left");
        let right = members.presence("right");
        let branches = members.optional("branches");
        Some(Self {
            value: value?,
            left: left?,
            right: right?,
            branches: branches?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Tree);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Tree, "Tree",
    r##"{"type":"object","required":["value"],"properties":{"value":{"type":"integer"},"left":{"$ref":"#/components/schemas/Tree"},"right":{"type":"object","nullable":true,"properties":{"only":{"$ref":"#/components/schemas/Tree"}}},"branches":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}}}"##,
    [Tree]
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Base {
    /// `id`
    pub id: i64,
    /// `name`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl rest_runtime::Decode for Base {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let id = members.required("id");
        let name = members.optional("name");
        Some(Self { id: id?, name: name? })
    }
}

rest_runtime::deserialize_by_decoding!(Base);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Base, "Base",
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"name":{"type":"string"}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] MergedSize(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(3), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MergedSize, "MergedSize", r#"{"type":"integer","maximum":3}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Merged {
    /// `id`
    pub id: i64,
    /// `name`
    pub name: String,
    /// `size`
    pub size: MergedSize,
}

impl rest_runtime::Decode for Merged {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let id = members.required("id");
        let name = members.required("name");
        let size = members.required("size");
        Some(Self {
            id: id?,
            name: name?,
            size: size?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Merged);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Merged, "Merged",
    r##"{"allOf":[{"$ref":"#/components/schemas/Base"},{"required":["name"],"properties":{"size":{"type":"integer","maximum":3}}},{"type":"object"}],"required":["size"]}"##,
    [Base]
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum Pet {
    /// `kitten`, `cat`
    Cat(Cat),
    /// `Dog`
    Dog(Box<Dog>),
}

impl rest_runtime::Decode for Pet {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let tag = rest_runtime::discriminator(&value, "kind", at, violations)?;
        match tag.as_str() {
            "kitten" | "cat" => {
                rest_runtime::Decode::decode(value, at, violations).map(Self::Cat)
            }
            "Dog" => rest_runtime::Decode::decode(value, at, violations).map(Self::Dog),
            _ => {
                violations
                    .push(
                        &rest_runtime::Pointer::Member(at, "kind"),
                        "must be one of `kitten` `cat` `Dog`",
                    );
                None
            }
        }
    }
}

impl serde::Serialize for Pet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(value) => value.serialize(serializer),
            Self::Dog(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(Pet);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Pet, "Pet",
    r##"{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind","mapping":{"kitten":"#/components/schemas/Cat","cat":"Cat"}}}"##,
    [Cat, Dog]
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] CatLives(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(9), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    CatLives, "CatLives", r#"{"type":"integer","maximum":9}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cat {
    /// `kind`
    pub kind: String,
    /// `lives`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives: Option<CatLives>,
}

impl rest_runtime::Decode for Cat {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let kind = members.required("kind");
        let lives = members.optional("lives");
        Some(Self { kind: kind?, lives: lives? })
    }
}

rest_runtime::deserialize_by_decoding!(Cat);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Cat, "Cat",
    r#"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"lives":{"type":"integer","maximum":9}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Dog {
    /// `kind`
    pub kind: String,
    /// `friend`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub friend: Option<Box<Pet>>,
}

impl rest_runtime::Decode for Dog {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let kind = members.required("kind");
        let friend = members.optional("friend");
        Some(Self {
            kind: kind?,
            friend: friend?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Dog);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Dog, "Dog",
    r##"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"friend":{"$ref":"#/components/schemas/Pet"}}}"##,
    [Pet]
}

rest_runtime::map_newtype! {
    #[doc = " No description."] Counts(Count), rest_runtime::MembersRules {
    min_properties : None, max_properties : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Counts, "Counts",
    r##"{"type":"object","additionalProperties":{"$ref":"#/components/schemas/Count"}}"##,
    [Count]
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] Count(i64), rest_runtime::IntegerRules { minimum : None,
    maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Count, "Count", r#"{"type":"integer"}"#, []
}

#[doc(inline)]
pub use rest_runtime::Problem as Error;
rest_runtime::number_newtype! {
    #[doc = " No description."] PutEverythingRatio(f64), rest_runtime::NumberRules {
    minimum : Some(0f64), exclusive_minimum : false, maximum : Some(1f64),
    exclusive_maximum : true, multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutEverythingRatio, "PutEverythingRatio",
    r#"{"type":"number","minimum":0,"maximum":1,"exclusiveMaximum":true}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] PutEverythingSince, rest_runtime::TextRules { min_length
    : None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Date)
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutEverythingSince, "PutEverythingSince", r#"{"type":"string","format":"date"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] PutEverythingXTrace, rest_runtime::TextRules { min_length
    : None, max_length : None, pattern : None, format : Some(rest_runtime::Format::Uuid)
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutEverythingXTrace, "PutEverythingXTrace", r#"{"type":"string","format":"uuid"}"#,
    []
}
