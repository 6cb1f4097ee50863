// Generated from tests/documents/schemas.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
/// Schemas that no Rust type says: values are checked against them as they are written.
static SCHEMAS: rest_runtime::Schemas = rest_runtime::Schemas::new(
    &[
        ("Chain", r##"{"type":"array","items":{"$ref":"#/components/schemas/Chain"}}"##),
        (
            "InterpretedBoth",
            r#"{"allOf":[{"type":"string","minLength":2},{"type":"string","maxLength":3}]}"#,
        ),
        ("InterpretedFractions", r#"{"type":"integer","multipleOf":1.5}"#),
        (
            "InterpretedListed",
            r#"{"type":"string","enum":["a","bb","ccc"],"minLength":2}"#,
        ),
        (
            "InterpretedMergedClosed",
            r##"{"allOf":[{"$ref":"#/components/schemas/Thing"},{"type":"object","additionalProperties":false,"properties":{"size":{"type":"integer"}}}]}"##,
        ),
        (
            "InterpretedNarrowed",
            r#"{"type":"object","properties":{"a":{"type":"integer"}},"oneOf":[{"required":["a"]},{"required":["b"]}]}"#,
        ),
        ("InterpretedNoType", r#"{"minLength":2,"maximum":5,"maxItems":1}"#),
        ("InterpretedNotSmall", r#"{"type":"integer","not":{"maximum":9}}"#),
        ("InterpretedNotText", r#"{"not":{"type":"string"}}"#),
        (
            "InterpretedOneAndAny",
            r#"{"oneOf":[{"type":"string"},{"type":"integer"}],"anyOf":[{"maxLength":2},{"minimum":5}]}"#,
        ),
        ("InterpretedTree", r##"{"not":{"$ref":"#/components/schemas/Chain"}}"##),
        (
            "Thing",
            r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":3}}}"#,
        ),
    ],
);

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Everything {
    /// `scalars`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scalars: Option<Scalars>,
    /// `texts`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texts: Option<Formats>,
    /// `lists`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lists: Option<Lists>,
    /// `maps`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maps: Option<Maps>,
    /// `values`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Values>,
    /// `nulls`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Nulls>,
    /// `composed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub composed: Option<Composed>,
    /// `names`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
    /// `tree`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
    /// `interpreted`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreted: Option<Interpreted>,
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
                "scalars",
                "texts",
                "lists",
                "maps",
                "values",
                "nulls",
                "composed",
                "names",
                "tree",
                "interpreted",
            ],
            at,
            violations,
        );
        let mut members = rest_runtime::Members::new(object, at, violations);
        let scalars = members.optional("scalars");
        let texts = members.optional("texts");
        let lists = members.optional("lists");
        let maps = members.optional("maps");
        let values = members.optional("values");
        let nulls = members.optional("nulls");
        let composed = members.optional("composed");
        let names = members.optional("names");
        let tree = members.optional("tree");
        let interpreted = members.optional("interpreted");
        if !only_known {
            return None;
        }
        Some(Self {
            scalars: scalars?,
            texts: texts?,
            lists: lists?,
            maps: maps?,
            values: values?,
            nulls: nulls?,
            composed: composed?,
            names: names?,
            tree: tree?,
            interpreted: interpreted?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Everything);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Everything, "Everything",
    r##"{"type":"object","additionalProperties":false,"properties":{"scalars":{"$ref":"#/components/schemas/Scalars"},"texts":{"$ref":"#/components/schemas/Formats"},"lists":{"$ref":"#/components/schemas/Lists"},"maps":{"$ref":"#/components/schemas/Maps"},"values":{"$ref":"#/components/schemas/Values"},"nulls":{"$ref":"#/components/schemas/Nulls"},"composed":{"$ref":"#/components/schemas/Composed"},"names":{"$ref":"#/components/schemas/Names"},"tree":{"$ref":"#/components/schemas/Tree"},"interpreted":{"$ref":"#/components/schemas/Interpreted"}}}"##,
    [Composed, Formats, Interpreted, Lists, Maps, Names, Nulls, Scalars, Tree, Values]
}

rest_runtime::number_newtype! {
    #[doc = " No description."] ScalarsDouble(f64), rest_runtime::NumberRules { minimum :
    Some(- 1.5f64), exclusive_minimum : false, maximum : None, exclusive_maximum : false,
    multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsDouble, "ScalarsDouble",
    r#"{"type":"number","format":"double","minimum":-1.5}"#, []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] ScalarsBounded(f64), rest_runtime::NumberRules { minimum
    : Some(0f64), exclusive_minimum : true, maximum : Some(1.5f64), exclusive_maximum :
    false, multiple_of : Some(0.1f64), }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsBounded, "ScalarsBounded",
    r#"{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1.5,"multipleOf":0.1}"#,
    []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] ScalarsBelow(f64), rest_runtime::NumberRules { minimum :
    None, exclusive_minimum : false, maximum : Some(1f64), exclusive_maximum : true,
    multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsBelow, "ScalarsBelow",
    r#"{"type":"number","maximum":1,"exclusiveMaximum":true}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ScalarsEven(i32), rest_runtime::IntegerRules { minimum :
    None, maximum : None, multiple_of : Some(2) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsEven, "ScalarsEven", r#"{"type":"integer","format":"int32","multipleOf":2}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ScalarsAbove(i64), rest_runtime::IntegerRules { minimum :
    Some(2), maximum : Some(2), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsAbove, "ScalarsAbove",
    r#"{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":2.5}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ScalarsLong(i64), rest_runtime::IntegerRules { minimum :
    None, maximum : Some(9007199254740993), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ScalarsLong, "ScalarsLong",
    r#"{"type":"integer","format":"int64","maximum":9007199254740993}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Scalars {
    /// `flag`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<bool>,
    /// `number`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
    /// `double`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double: Option<ScalarsDouble>,
    /// `single`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single: Option<f32>,
    /// `bounded`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounded: Option<ScalarsBounded>,
    /// `below`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<ScalarsBelow>,
    /// `integer`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integer: Option<i64>,
    /// `even`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub even: Option<ScalarsEven>,
    /// `above`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<ScalarsAbove>,
    /// `long`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<ScalarsLong>,
    /// `small`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small: Option<i8>,
    /// `unsigned`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsigned: Option<u32>,
    /// Not in use.
    ///
    /// Deprecated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<i64>,
    /// `required_one`
    pub required_one: bool,
}

impl rest_runtime::Decode for Scalars {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let flag = members.optional("flag");
        let number = members.optional("number");
        let double = members.optional("double");
        let single = members.optional("single");
        let bounded = members.optional("bounded");
        let below = members.optional("below");
        let integer = members.optional("integer");
        let even = members.optional("even");
        let above = members.optional("above");
        let long = members.optional("long");
        let small = members.optional("small");
        let unsigned = members.optional("unsigned");
        let old = members.optional("old");
        let required_one = members.required("required_one");
        Some(Self {
            flag: flag?,
            number: number?,
            double: double?,
            single: single?,
            bounded: bounded?,
            below: below?,
            integer: integer?,
            even: even?,
            above: above?,
            long: long?,
            small: small?,
            unsigned: unsigned?,
            old: old?,
            required_one: required_one?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Scalars);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Scalars, "Scalars",
    r#"{"type":"object","properties":{"flag":{"type":"boolean"},"number":{"type":"number"},"double":{"type":"number","format":"double","minimum":-1.5},"single":{"type":"number","format":"float"},"bounded":{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1.5,"multipleOf":0.1},"below":{"type":"number","maximum":1,"exclusiveMaximum":true},"integer":{"type":"integer"},"even":{"type":"integer","format":"int32","multipleOf":2},"above":{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":2.5},"long":{"type":"integer","format":"int64","maximum":9007199254740993},"small":{"type":"integer","format":"int8"},"unsigned":{"type":"integer","format":"uint32"},"old":{"type":"integer","deprecated":true,"description":"Not in use."},"required_one":{"type":"boolean"}},"required":["required_one"]}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FormatsSized, rest_runtime::TextRules { min_length :
    Some(2), max_length : Some(4), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormatsSized, "FormatsSized", r#"{"type":"string","minLength":2,"maxLength":4}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FormatsPattern, rest_runtime::TextRules { min_length :
    None, max_length : None, pattern :
    Some(rest_runtime::Pattern::new(r#"^[a-z]{2,3}-[0-9]+$"#)), format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormatsPattern, "FormatsPattern",
    r#"{"type":"string","pattern":"^[a-z]{2,3}-[0-9]+$"}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FormatsBytes, rest_runtime::TextRules { min_length :
    None, max_length : Some(8), pattern : None, format : Some(rest_runtime::Format::Byte)
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormatsBytes, "FormatsBytes", r#"{"type":"string","format":"byte","maxLength":8}"#,
    []
}

rest_runtime::secret_newtype! {
    #[doc = " No description."] FormatsSecret, rest_runtime::TextRules { min_length :
    Some(4), max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormatsSecret, "FormatsSecret",
    r#"{"type":"string","format":"password","minLength":4}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FormatsUnknown, rest_runtime::TextRules { min_length :
    None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FormatsUnknown, "FormatsUnknown",
    r#"{"type":"string","format":"of-our-own","maxLength":3}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Formats {
    /// `text`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `sized`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sized: Option<FormatsSized>,
    /// `pattern`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<FormatsPattern>,
    /// `day`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<rest_runtime::formats::Date>,
    /// `time`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<rest_runtime::formats::Time>,
    /// `moment`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<rest_runtime::formats::DateTime>,
    /// `uuid`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<rest_runtime::formats::Uuid>,
    /// `uri`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<rest_runtime::formats::Uri>,
    /// `host`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<rest_runtime::formats::Hostname>,
    /// `mail`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<rest_runtime::formats::Email>,
    /// `ipv4`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv4: Option<rest_runtime::formats::Ipv4>,
    /// `ipv6`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<rest_runtime::formats::Ipv6>,
    /// `bytes`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<FormatsBytes>,
    /// `secret`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<FormatsSecret>,
    /// `price`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<rest_runtime::formats::Decimal>,
    /// `unknown`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<FormatsUnknown>,
}

impl rest_runtime::Decode for Formats {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let text = members.optional("text");
        let sized = members.optional("sized");
        let pattern = members.optional("pattern");
        let day = members.optional("day");
        let time = members.optional("time");
        let moment = members.optional("moment");
        let uuid = members.optional("uuid");
        let uri = members.optional("uri");
        let host = members.optional("host");
        let mail = members.optional("mail");
        let ipv4 = members.optional("ipv4");
        let ipv6 = members.optional("ipv6");
        let bytes = members.optional("bytes");
        let secret = members.optional("secret");
        let price = members.optional("price");
        let unknown = members.optional("unknown");
        Some(Self {
            text: text?,
            sized: sized?,
            pattern: pattern?,
            day: day?,
            time: time?,
            moment: moment?,
            uuid: uuid?,
            uri: uri?,
            host: host?,
            mail: mail?,
            ipv4: ipv4?,
            ipv6: ipv6?,
            bytes: bytes?,
            secret: secret?,
            price: price?,
            unknown: unknown?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Formats);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Formats, "Formats",
    r#"{"type":"object","properties":{"text":{"type":"string"},"sized":{"type":"string","minLength":2,"maxLength":4},"pattern":{"type":"string","pattern":"^[a-z]{2,3}-[0-9]+$"},"day":{"type":"string","format":"date"},"time":{"type":"string","format":"time"},"moment":{"type":"string","format":"date-time"},"uuid":{"type":"string","format":"uuid"},"uri":{"type":"string","format":"uri"},"host":{"type":"string","format":"hostname"},"mail":{"type":"string","format":"email"},"ipv4":{"type":"string","format":"ipv4"},"ipv6":{"type":"string","format":"ipv6"},"bytes":{"type":"string","format":"byte","maxLength":8},"secret":{"type":"string","format":"password","minLength":4},"price":{"type":"string","format":"decimal"},"unknown":{"type":"string","format":"of-our-own","maxLength":3}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ListsListItem(i64), rest_runtime::IntegerRules { minimum
    : None, maximum : Some(9), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsListItem, "ListsListItem", r#"{"type":"integer","maximum":9}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] ListsSizedItem, rest_runtime::TextRules { min_length :
    None, max_length : Some(2), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsSizedItem, "ListsSizedItem", r#"{"type":"string","maxLength":2}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] ListsSized(ListsSizedItem), rest_runtime::ItemsRules {
    min_items : Some(1), max_items : Some(3), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsSized, "ListsSized",
    r#"{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string","maxLength":2}}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] ListsSet(String), rest_runtime::ItemsRules { min_items :
    None, max_items : None, unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsSet, "ListsSet",
    r#"{"type":"array","uniqueItems":true,"items":{"type":"string"}}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ListsSetOfObjectsItem {
    /// `a`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<i64>,
}

impl rest_runtime::Decode for ListsSetOfObjectsItem {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.optional("a");
        Some(Self { a: a? })
    }
}

rest_runtime::deserialize_by_decoding!(ListsSetOfObjectsItem);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsSetOfObjectsItem, "ListsSetOfObjectsItem",
    r#"{"type":"object","properties":{"a":{"type":"integer"}}}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] ListsSetOfObjects(ListsSetOfObjectsItem),
    rest_runtime::ItemsRules { min_items : None, max_items : None, unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsSetOfObjects, "ListsSetOfObjects",
    r#"{"type":"array","uniqueItems":true,"items":{"type":"object","properties":{"a":{"type":"integer"}}}}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] ListsNestedItem(bool), rest_runtime::ItemsRules {
    min_items : None, max_items : Some(2), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListsNestedItem, "ListsNestedItem",
    r#"{"type":"array","maxItems":2,"items":{"type":"boolean"}}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Lists {
    /// `any`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<rest_runtime::Value>>,
    /// `list`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<ListsListItem>>,
    /// `sized`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sized: Option<ListsSized>,
    /// `set`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<ListsSet>,
    /// `set_of_objects`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_of_objects: Option<ListsSetOfObjects>,
    /// `pair`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<[f64; 2]>,
    /// `nullable_items`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nullable_items: Option<Vec<Option<String>>>,
    /// `nested`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nested: Option<Vec<ListsNestedItem>>,
}

impl rest_runtime::Decode for Lists {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let any = members.optional("any");
        let list = members.optional("list");
        let sized = members.optional("sized");
        let set = members.optional("set");
        let set_of_objects = members.optional("set_of_objects");
        let pair = members.optional("pair");
        let nullable_items = members.optional("nullable_items");
        let nested = members.optional("nested");
        Some(Self {
            any: any?,
            list: list?,
            sized: sized?,
            set: set?,
            set_of_objects: set_of_objects?,
            pair: pair?,
            nullable_items: nullable_items?,
            nested: nested?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Lists);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Lists, "Lists",
    r#"{"type":"object","properties":{"any":{"type":"array"},"list":{"type":"array","items":{"type":"integer","maximum":9}},"sized":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string","maxLength":2}},"set":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"set_of_objects":{"type":"array","uniqueItems":true,"items":{"type":"object","properties":{"a":{"type":"integer"}}}},"pair":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"number"}},"nullable_items":{"type":"array","items":{"type":"string","nullable":true}},"nested":{"type":"array","items":{"type":"array","maxItems":2,"items":{"type":"boolean"}}}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] MapsCountsValue(i64), rest_runtime::IntegerRules {
    minimum : Some(0), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsCountsValue, "MapsCountsValue", r#"{"type":"integer","minimum":0}"#, []
}

rest_runtime::map_newtype! {
    #[doc = " No description."] MapsSmall(rest_runtime::Value),
    rest_runtime::MembersRules { min_properties : Some(1), max_properties : Some(2) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsSmall, "MapsSmall", r#"{"type":"object","minProperties":1,"maxProperties":2}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsNothing {}
impl rest_runtime::Decode for MapsNothing {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(&object, &[], at, violations);
        let _no_members = object;
        if !only_known {
            return None;
        }
        Some(Self {})
    }
}

rest_runtime::deserialize_by_decoding!(MapsNothing);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsNothing, "MapsNothing", r#"{"type":"object","additionalProperties":false}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsClosed {
    /// `a`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<i64>,
}

impl rest_runtime::Decode for MapsClosed {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(&object, &["a"], at, violations);
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.optional("a");
        if !only_known {
            return None;
        }
        Some(Self { a: a? })
    }
}

rest_runtime::deserialize_by_decoding!(MapsClosed);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsClosed, "MapsClosed",
    r#"{"type":"object","additionalProperties":false,"properties":{"a":{"type":"integer"}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsRest {
    /// `a`
    pub a: i64,
    /// Members that have no field of their own.
    #[serde(flatten)]
    pub additional: std::collections::BTreeMap<String, rest_runtime::Value>,
}

impl rest_runtime::Decode for MapsRest {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.required("a");
        let additional = members.rest(&["a"]);
        Some(Self {
            a: a?,
            additional: additional?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(MapsRest);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsRest, "MapsRest",
    r#"{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}},"additionalProperties":true}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] MapsTypedRestValue, rest_runtime::TextRules { min_length
    : None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsTypedRestValue, "MapsTypedRestValue", r#"{"type":"string","maxLength":3}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsTypedRest {
    /// `a`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<i64>,
    /// Members that have no field of their own.
    #[serde(flatten)]
    pub additional: std::collections::BTreeMap<String, MapsTypedRestValue>,
}

impl rest_runtime::Decode for MapsTypedRest {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.optional("a");
        let additional = members.rest(&["a"]);
        Some(Self {
            a: a?,
            additional: additional?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(MapsTypedRest);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsTypedRest, "MapsTypedRest",
    r#"{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"string","maxLength":3}}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsCounted {
    /// `a`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<i64>,
    /// `b`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<i64>,
}

impl rest_runtime::Decode for MapsCounted {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let before = violations.len();
        rest_runtime::MembersRules {
            min_properties: Some(1),
            max_properties: None,
        }
            .check(object.len(), at, violations);
        let counted = violations.len() == before;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.optional("a");
        let b = members.optional("b");
        if !counted {
            return None;
        }
        Some(Self { a: a?, b: b? })
    }
}

rest_runtime::deserialize_by_decoding!(MapsCounted);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsCounted, "MapsCounted",
    r#"{"type":"object","minProperties":1,"properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsCountedNames {
    /// `only_known`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_known: Option<i64>,
    /// `counted`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<i64>,
    /// `before`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// `members`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<i64>,
}

impl rest_runtime::Decode for MapsCountedNames {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(
            &object,
            &["only_known", "counted", "before", "members"],
            at,
            violations,
        );
        let before = violations.len();
        rest_runtime::MembersRules {
            min_properties: Some(1),
            max_properties: None,
        }
            .check(object.len(), at, violations);
        let counted = violations.len() == before;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let only_known_ = members.optional("only_known");
        let counted_ = members.optional("counted");
        let before = members.optional("before");
        let members_ = members.optional("members");
        if !only_known {
            return None;
        }
        if !counted {
            return None;
        }
        Some(Self {
            only_known: only_known_?,
            counted: counted_?,
            before: before?,
            members: members_?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(MapsCountedNames);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsCountedNames, "MapsCountedNames",
    r#"{"type":"object","minProperties":1,"additionalProperties":false,"properties":{"only_known":{"type":"integer"},"counted":{"type":"integer"},"before":{"type":"integer"},"members":{"type":"integer"}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct MapsUndescribed {
    /// `a`
    pub a: i64,
    /// `undescribed`
    pub undescribed: rest_runtime::Value,
}

impl rest_runtime::Decode for MapsUndescribed {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.required("a");
        let undescribed = members.required("undescribed");
        Some(Self {
            a: a?,
            undescribed: undescribed?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(MapsUndescribed);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MapsUndescribed, "MapsUndescribed",
    r#"{"type":"object","required":["a","undescribed"],"properties":{"a":{"type":"integer"}}}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Maps {
    /// `open`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<std::collections::BTreeMap<String, rest_runtime::Value>>,
    /// `all`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<std::collections::BTreeMap<String, rest_runtime::Value>>,
    /// `counts`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<std::collections::BTreeMap<String, MapsCountsValue>>,
    /// `named`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<std::collections::BTreeMap<String, Count>>,
    /// `small`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small: Option<MapsSmall>,
    /// `nothing`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<MapsNothing>,
    /// `closed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<MapsClosed>,
    /// `rest`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<MapsRest>,
    /// `typed_rest`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed_rest: Option<MapsTypedRest>,
    /// `counted`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<MapsCounted>,
    /// `counted_names`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_names: Option<MapsCountedNames>,
    /// `undescribed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undescribed: Option<MapsUndescribed>,
}

impl rest_runtime::Decode for Maps {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let open = members.optional("open");
        let all = members.optional("all");
        let counts = members.optional("counts");
        let named = members.optional("named");
        let small = members.optional("small");
        let nothing = members.optional("nothing");
        let closed = members.optional("closed");
        let rest = members.optional("rest");
        let typed_rest = members.optional("typed_rest");
        let counted_ = members.optional("counted");
        let counted_names = members.optional("counted_names");
        let undescribed = members.optional("undescribed");
        Some(Self {
            open: open?,
            all: all?,
            counts: counts?,
            named: named?,
            small: small?,
            nothing: nothing?,
            closed: closed?,
            rest: rest?,
            typed_rest: typed_rest?,
            counted: counted_?,
            counted_names: counted_names?,
            undescribed: undescribed?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Maps);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Maps, "Maps",
    r##"{"type":"object","properties":{"open":{"type":"object"},"all":{"type":"object","additionalProperties":true},"counts":{"type":"object","additionalProperties":{"type":"integer","minimum":0}},"named":{"type":"object","additionalProperties":{"$ref":"#/components/schemas/Count"}},"small":{"type":"object","minProperties":1,"maxProperties":2},"nothing":{"type":"object","additionalProperties":false},"closed":{"type":"object","additionalProperties":false,"properties":{"a":{"type":"integer"}}},"rest":{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}},"additionalProperties":true},"typed_rest":{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"string","maxLength":3}},"counted":{"type":"object","minProperties":1,"properties":{"a":{"type":"integer"},"b":{"type":"integer"}}},"counted_names":{"type":"object","minProperties":1,"additionalProperties":false,"properties":{"only_known":{"type":"integer"},"counted":{"type":"integer"},"before":{"type":"integer"},"members":{"type":"integer"}}},"undescribed":{"type":"object","required":["a","undescribed"],"properties":{"a":{"type":"integer"}}}}}"##,
    [Count]
}

rest_runtime::enumeration! {
    #[doc = " No description."] ValuesColour { Red = "red", LightBlue = "light blue",
    _404 = "404", LightBlue2 = "light-blue", Type = "type", Empty = "", Plus1 = "+1",
    Minus1 = "-1" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesColour, "ValuesColour",
    r#"{"type":"string","enum":["red","light blue","404","light-blue","type","","+1","-1"]}"#,
    []
}

rest_runtime::literals! {
    #[doc = " No description."] ValuesNumber { Value1 = r#"1"#, ValueMinus2 = r#"-2"#,
    Value3 = r#"3"# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesNumber, "ValuesNumber", r#"{"type":"integer","enum":[1,-2,3]}"#, []
}

rest_runtime::literals! {
    #[doc = " No description."] ValuesMixed { Value1 = r#"1"#, Value1Point5 = r#"1.5"#,
    _1 = r#""1""#, True = r#"true"#, Value5 = r#"{"a":[1]}"#, Value6 = r#"[2]"# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesMixed, "ValuesMixed", r#"{"enum":[1,1.5,"1",true,{"a":[1]},[2]]}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] ValuesNullable { A = "a", B = "b" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesNullable, "ValuesNullable",
    r#"{"type":"string","nullable":true,"enum":["a","b",null]}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] ValuesNoType { A = "a" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesNoType, "ValuesNoType", r#"{"enum":["a",null]}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] ValuesOnly { Constant = "constant" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesOnly, "ValuesOnly", r#"{"type":"string","enum":["constant"]}"#, []
}

rest_runtime::literals! {
    #[doc = " No description."] ValuesNeverNull { False = r#"false"# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ValuesNeverNull, "ValuesNeverNull", r#"{"enum":[false]}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Values {
    /// `colour`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<ValuesColour>,
    /// `number`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<ValuesNumber>,
    /// `mixed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mixed: Option<ValuesMixed>,
    /// `nullable`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub nullable: rest_runtime::Presence<ValuesNullable>,
    /// `no_type`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub no_type: rest_runtime::Presence<ValuesNoType>,
    /// `only`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<ValuesOnly>,
    /// `never_null`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never_null: Option<ValuesNeverNull>,
}

impl rest_runtime::Decode for Values {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let colour = members.optional("colour");
        let number = members.optional("number");
        let mixed = members.optional("mixed");
        let nullable = members.presence("nullable");
        let no_type = members.presence("no_type");
        let only = members.optional("only");
        let never_null = members.optional("never_null");
        Some(Self {
            colour: colour?,
            number: number?,
            mixed: mixed?,
            nullable: nullable?,
            no_type: no_type?,
            only: only?,
            never_null: never_null?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Values);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Values, "Values",
    r#"{"type":"object","properties":{"colour":{"type":"string","enum":["red","light blue","404","light-blue","type","","+1","-1"]},"number":{"type":"integer","enum":[1,-2,3]},"mixed":{"enum":[1,1.5,"1",true,{"a":[1]},[2]]},"nullable":{"type":"string","nullable":true,"enum":["a","b",null]},"no_type":{"enum":["a",null]},"only":{"type":"string","enum":["constant"]},"never_null":{"enum":[false]}}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] NullsCleared, rest_runtime::TextRules { min_length :
    None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NullsCleared, "NullsCleared", r#"{"type":"string","nullable":true,"maxLength":3}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Nulls {
    /// `required_null`
    pub required_null: Option<String>,
    /// `cleared`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub cleared: rest_runtime::Presence<NullsCleared>,
    /// `list`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub list: rest_runtime::Presence<Vec<i64>>,
    /// `named`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub named: rest_runtime::Presence<NullableThing>,
    /// `wrapped`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub wrapped: rest_runtime::Presence<Thing>,
    /// `anything`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anything: Option<rest_runtime::Value>,
}

impl rest_runtime::Decode for Nulls {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let required_null = members.required("required_null");
        let cleared = members.presence("cleared");
        let list = members.presence("list");
        let named = members.presence("named");
        let wrapped = members.presence("wrapped");
        let anything = members.optional("anything");
        Some(Self {
            required_null: required_null?,
            cleared: cleared?,
            list: list?,
            named: named?,
            wrapped: wrapped?,
            anything: anything?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Nulls);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Nulls, "Nulls",
    r##"{"type":"object","required":["required_null"],"properties":{"required_null":{"type":"string","nullable":true},"cleared":{"type":"string","nullable":true,"maxLength":3},"list":{"type":"array","nullable":true,"items":{"type":"integer"}},"named":{"$ref":"#/components/schemas/NullableThing"},"wrapped":{"nullable":true,"allOf":[{"$ref":"#/components/schemas/Thing"}]},"anything":{}}}"##,
    [NullableThing, Thing]
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum ComposedAnyPet {
    /// `Cat`
    Cat(Cat),
    /// `Dog`
    Dog(Dog),
}

impl rest_runtime::Decode for ComposedAnyPet {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let tag = rest_runtime::discriminator(&value, "kind", at, violations)?;
        match tag.as_str() {
            "Cat" => rest_runtime::Decode::decode(value, at, violations).map(Self::Cat),
            "Dog" => rest_runtime::Decode::decode(value, at, violations).map(Self::Dog),
            _ => {
                violations
                    .push(
                        &rest_runtime::Pointer::Member(at, "kind"),
                        "must be one of `Cat` `Dog`",
                    );
                None
            }
        }
    }
}

impl serde::Serialize for ComposedAnyPet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(value) => value.serialize(serializer),
            Self::Dog(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(ComposedAnyPet);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedAnyPet, "ComposedAnyPet",
    r##"{"anyOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind"}}"##,
    [Cat, Dog]
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ComposedEitherInteger(i64), rest_runtime::IntegerRules {
    minimum : Some(10), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedEitherInteger, "ComposedEitherInteger", r#"{"type":"integer","minimum":10}"#,
    []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] ComposedEitherNumber(f64), rest_runtime::NumberRules {
    minimum : None, exclusive_minimum : false, maximum : Some(12f64), exclusive_maximum :
    false, multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedEitherNumber, "ComposedEitherNumber", r#"{"type":"number","maximum":12}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum ComposedEither {
    /// One of them.
    Integer(ComposedEitherInteger),
    /// One of them.
    Number(ComposedEitherNumber),
    /// One of them.
    List(Vec<String>),
}

impl rest_runtime::Decode for ComposedEither {
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

impl serde::Serialize for ComposedEither {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => value.serialize(serializer),
            Self::Number(value) => value.serialize(serializer),
            Self::List(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(ComposedEither);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedEither, "ComposedEither",
    r#"{"oneOf":[{"type":"integer","minimum":10},{"type":"number","maximum":12},{"type":"array","items":{"type":"string"}}]}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] ComposedAnyText, rest_runtime::TextRules { min_length :
    None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedAnyText, "ComposedAnyText", r#"{"type":"string","maxLength":3}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum ComposedAny {
    /// One of them.
    Text(ComposedAnyText),
    /// One of them.
    Text2(rest_runtime::formats::Date),
}

impl rest_runtime::Decode for ComposedAny {
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

impl serde::Serialize for ComposedAny {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(serializer),
            Self::Text2(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(ComposedAny);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedAny, "ComposedAny",
    r#"{"anyOf":[{"type":"string","maxLength":3},{"type":"string","format":"date"}]}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ComposedObjectsObject {
    /// `size`
    pub size: i64,
}

impl rest_runtime::Decode for ComposedObjectsObject {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(&object, &["size"], at, violations);
        let mut members = rest_runtime::Members::new(object, at, violations);
        let size = members.required("size");
        if !only_known {
            return None;
        }
        Some(Self { size: size? })
    }
}

rest_runtime::deserialize_by_decoding!(ComposedObjectsObject);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedObjectsObject, "ComposedObjectsObject",
    r#"{"type":"object","required":["size"],"additionalProperties":false,"properties":{"size":{"type":"integer"}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum ComposedObjects {
    /// One of them.
    Thing(Thing),
    /// One of them.
    Object(ComposedObjectsObject),
}

impl rest_runtime::Decode for ComposedObjects {
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
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Thing)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Object)
                },
            ],
        )
    }
}

impl serde::Serialize for ComposedObjects {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Thing(value) => value.serialize(serializer),
            Self::Object(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(ComposedObjects);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedObjects, "ComposedObjects",
    r##"{"oneOf":[{"$ref":"#/components/schemas/Thing"},{"type":"object","required":["size"],"additionalProperties":false,"properties":{"size":{"type":"integer"}}}]}"##,
    [Thing]
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum ComposedNullable {
    /// One of them.
    Text(Option<String>),
    /// One of them.
    Integer(i64),
}

impl rest_runtime::Decode for ComposedNullable {
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
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Text)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations)
                        .map(Self::Integer)
                },
            ],
        )
    }
}

impl serde::Serialize for ComposedNullable {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(ComposedNullable);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedNullable, "ComposedNullable",
    r#"{"oneOf":[{"type":"string","nullable":true},{"type":"integer"}]}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] ComposedInlineType, rest_runtime::TextRules { min_length
    : None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedInlineType, "ComposedInlineType", r#"{"type":"string","maxLength":3}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ComposedInline {
    /// `type`
    pub r#type: ComposedInlineType,
}

impl rest_runtime::Decode for ComposedInline {
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

rest_runtime::deserialize_by_decoding!(ComposedInline);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ComposedInline, "ComposedInline",
    r#"{"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":3}}}"#,
    []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Composed {
    /// A count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrapped: Option<Count>,
    /// `merged`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merged>,
    /// `pet`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pet: Option<Pet>,
    /// `any_pet`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any_pet: Option<ComposedAnyPet>,
    /// `either`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub either: Option<ComposedEither>,
    /// `any`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<ComposedAny>,
    /// `objects`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects: Option<ComposedObjects>,
    /// `nullable`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nullable: Option<ComposedNullable>,
    /// `inline`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline: Option<ComposedInline>,
}

impl rest_runtime::Decode for Composed {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let wrapped = members.optional("wrapped");
        let merged = members.optional("merged");
        let pet = members.optional("pet");
        let any_pet = members.optional("any_pet");
        let either = members.optional("either");
        let any = members.optional("any");
        let objects = members.optional("objects");
        let nullable = members.optional("nullable");
        let inline = members.optional("inline");
        Some(Self {
            wrapped: wrapped?,
            merged: merged?,
            pet: pet?,
            any_pet: any_pet?,
            either: either?,
            any: any?,
            objects: objects?,
            nullable: nullable?,
            inline: inline?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Composed);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Composed, "Composed",
    r##"{"type":"object","properties":{"wrapped":{"description":"A count.","allOf":[{"$ref":"#/components/schemas/Count"}]},"merged":{"$ref":"#/components/schemas/Merged"},"pet":{"$ref":"#/components/schemas/Pet"},"any_pet":{"anyOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind"}},"either":{"oneOf":[{"type":"integer","minimum":10},{"type":"number","maximum":12},{"type":"array","items":{"type":"string"}}]},"any":{"anyOf":[{"type":"string","maxLength":3},{"type":"string","format":"date"}]},"objects":{"oneOf":[{"$ref":"#/components/schemas/Thing"},{"type":"object","required":["size"],"additionalProperties":false,"properties":{"size":{"type":"integer"}}}]},"nullable":{"oneOf":[{"type":"string","nullable":true},{"type":"integer"}]},"inline":{"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":3}}}}}"##,
    [Cat, Count, Dog, Merged, Pet, Thing]
}

rest_runtime::text_newtype! {
    #[doc = " No description."] NamesABC, rest_runtime::TextRules { min_length : None,
    max_length : Some(1), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NamesABC, "NamesABC", r#"{"type":"string","maxLength":1}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Names {
    /// `type`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
    /// `self`
    #[serde(rename = "self")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_: Option<i64>,
    /// `Self`
    #[serde(rename = "Self")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self2: Option<i64>,
    /// `async`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#async: Option<i64>,
    /// `gen`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#gen: Option<i64>,
    /// ``
    #[serde(rename = "")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<i64>,
    /// `1st`
    #[serde(rename = "1st")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub _1st: Option<i64>,
    /// `a-b`
    #[serde(rename = "a-b")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_b: Option<i64>,
    /// `a_b`
    #[serde(rename = "a_b")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_b2: Option<i64>,
    /// `aB`
    #[serde(rename = "aB")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_b3: Option<i64>,
    /// `$ref-like`
    #[serde(rename = "$ref-like")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ref_like: Option<i64>,
    /// `é`
    #[serde(rename = "é")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ue9: Option<i64>,
    /// `日本`
    #[serde(rename = "日本")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub u65e5_u672c: Option<i64>,
    /// `a/b~c`
    #[serde(rename = "a/b~c")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_b_c: Option<NamesABC>,
    /// `additional`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<i64>,
    /// `violations`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub violations: Option<i64>,
    /// `members`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<i64>,
    /// `object`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<i64>,
    /// `only_known`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_known: Option<i64>,
    /// `counted`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<i64>,
    /// `value`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// `at`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// `string`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub string: Option<String2>,
    /// `option`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<Option2>,
    /// `box`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#box: Option<Box2>,
    /// `box2`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box2: Option<Box3>,
    /// `vec`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vec: Option<VecOfThings>,
    /// Members that have no field of their own.
    #[serde(flatten)]
    pub additional2: std::collections::BTreeMap<String, i64>,
}

impl rest_runtime::Decode for Names {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let r#type = members.optional("type");
        let self_ = members.optional("self");
        let self2 = members.optional("Self");
        let r#async = members.optional("async");
        let r#gen = members.optional("gen");
        let empty = members.optional("");
        let _1st = members.optional("1st");
        let a_b = members.optional("a-b");
        let a_b2 = members.optional("a_b");
        let a_b3 = members.optional("aB");
        let ref_like = members.optional("$ref-like");
        let ue9 = members.optional("é");
        let u65e5_u672c = members.optional("日本");
        let a_b_c = members.optional("a/b~c");
        let additional = members.optional("additional");
        let violations = members.optional("violations");
        let members_ = members.optional("members");
        let object = members.optional("object");
        let only_known_ = members.optional("only_known");
        let counted_ = members.optional("counted");
        let value = members.optional("value");
        let at = members.optional("at");
        let string = members.optional("string");
        let option = members.optional("option");
        let r#box = members.optional("box");
        let box2 = members.optional("box2");
        let vec = members.optional("vec");
        let additional2 = members
            .rest(
                &[
                    "type",
                    "self",
                    "Self",
                    "async",
                    "gen",
                    "",
                    "1st",
                    "a-b",
                    "a_b",
                    "aB",
                    "$ref-like",
                    "é",
                    "日本",
                    "a/b~c",
                    "additional",
                    "violations",
                    "members",
                    "object",
                    "only_known",
                    "counted",
                    "value",
                    "at",
                    "string",
                    "option",
                    "box",
                    "box2",
                    "vec",
                ],
            );
        Some(Self {
            r#type: r#type?,
            self_: self_?,
            self2: self2?,
            r#async: r#async?,
            r#gen: r#gen?,
            empty: empty?,
            _1st: _1st?,
            a_b: a_b?,
            a_b2: a_b2?,
            a_b3: a_b3?,
            ref_like: ref_like?,
            ue9: ue9?,
            u65e5_u672c: u65e5_u672c?,
            a_b_c: a_b_c?,
            additional: additional?,
            violations: violations?,
            members: members_?,
            object: object?,
            only_known: only_known_?,
            counted: counted_?,
            value: value?,
            at: at?,
            string: string?,
            option: option?,
            r#box: r#box?,
            box2: box2?,
            vec: vec?,
            additional2: additional2?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Names);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Names, "Names",
    r##"{"type":"object","properties":{"type":{"type":"integer"},"self":{"type":"integer"},"Self":{"type":"integer"},"async":{"type":"integer"},"gen":{"type":"integer"},"":{"type":"integer"},"1st":{"type":"integer"},"a-b":{"type":"integer"},"a_b":{"type":"integer"},"aB":{"type":"integer"},"$ref-like":{"type":"integer"},"é":{"type":"integer"},"日本":{"type":"integer"},"a/b~c":{"type":"string","maxLength":1},"additional":{"type":"integer"},"violations":{"type":"integer"},"members":{"type":"integer"},"object":{"type":"integer"},"only_known":{"type":"integer"},"counted":{"type":"integer"},"value":{"type":"integer"},"at":{"type":"integer"},"string":{"$ref":"#/components/schemas/String"},"option":{"$ref":"#/components/schemas/Option"},"box":{"$ref":"#/components/schemas/box"},"box2":{"$ref":"#/components/schemas/Box"},"vec":{"$ref":"#/components/schemas/vec-of things"}},"additionalProperties":{"type":"integer"}}"##,
    [Box3, Option2, String2, Box2, VecOfThings]
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
#[derive(Debug, Clone, PartialEq)]
pub enum TreeChoice {
    /// One of them.
    Tree(Box<Tree>),
    /// One of them.
    Text(String),
}

impl rest_runtime::Decode for TreeChoice {
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
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Tree)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations).map(Self::Text)
                },
            ],
        )
    }
}

impl serde::Serialize for TreeChoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Tree(value) => value.serialize(serializer),
            Self::Text(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(TreeChoice);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    TreeChoice, "TreeChoice",
    r##"{"oneOf":[{"$ref":"#/components/schemas/Tree"},{"type":"string"}]}"##, [Tree]
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
    /// `by_name`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_name: Option<std::collections::BTreeMap<String, Tree>>,
    /// `choice`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<Box<TreeChoice>>,
    /// `list`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Chain>,
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
        let by_name = members.optional("by_name");
        let choice = members.optional("choice");
        let list = members.optional("list");
        Some(Self {
            value: value?,
            left: left?,
            right: right?,
            branches: branches?,
            by_name: by_name?,
            choice: choice?,
            list: list?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Tree);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Tree, "Tree",
    r##"{"type":"object","required":["value"],"properties":{"value":{"type":"integer"},"left":{"$ref":"#/components/schemas/Tree"},"right":{"type":"object","nullable":true,"properties":{"only":{"$ref":"#/components/schemas/Tree"}}},"branches":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}},"by_name":{"type":"object","additionalProperties":{"$ref":"#/components/schemas/Tree"}},"choice":{"oneOf":[{"$ref":"#/components/schemas/Tree"},{"type":"string"}]},"list":{"$ref":"#/components/schemas/Chain"}}}"##,
    [Chain, Tree]
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedNotText, SCHEMAS, "InterpretedNotText"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedNotText, "InterpretedNotText", r#"{"not":{"type":"string"}}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedNotSmall, SCHEMAS, "InterpretedNotSmall"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedNotSmall, "InterpretedNotSmall",
    r#"{"type":"integer","not":{"maximum":9}}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedNoType, SCHEMAS, "InterpretedNoType"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedNoType, "InterpretedNoType",
    r#"{"minLength":2,"maximum":5,"maxItems":1}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedBoth, SCHEMAS, "InterpretedBoth"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedBoth, "InterpretedBoth",
    r#"{"allOf":[{"type":"string","minLength":2},{"type":"string","maxLength":3}]}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedOneAndAny, SCHEMAS, "InterpretedOneAndAny"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedOneAndAny, "InterpretedOneAndAny",
    r#"{"oneOf":[{"type":"string"},{"type":"integer"}],"anyOf":[{"maxLength":2},{"minimum":5}]}"#,
    []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedNarrowed, SCHEMAS, "InterpretedNarrowed"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedNarrowed, "InterpretedNarrowed",
    r#"{"type":"object","properties":{"a":{"type":"integer"}},"oneOf":[{"required":["a"]},{"required":["b"]}]}"#,
    []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedMergedClosed, SCHEMAS,
    "InterpretedMergedClosed"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedMergedClosed, "InterpretedMergedClosed",
    r##"{"allOf":[{"$ref":"#/components/schemas/Thing"},{"type":"object","additionalProperties":false,"properties":{"size":{"type":"integer"}}}]}"##,
    [Thing]
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedListed, SCHEMAS, "InterpretedListed"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedListed, "InterpretedListed",
    r#"{"type":"string","enum":["a","bb","ccc"],"minLength":2}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedFractions, SCHEMAS, "InterpretedFractions"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedFractions, "InterpretedFractions",
    r#"{"type":"integer","multipleOf":1.5}"#, []
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] InterpretedTree, SCHEMAS, "InterpretedTree"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    InterpretedTree, "InterpretedTree",
    r##"{"not":{"$ref":"#/components/schemas/Chain"}}"##, [Chain]
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Interpreted {
    /// `not_text`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_text: Option<InterpretedNotText>,
    /// `not_small`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_small: Option<InterpretedNotSmall>,
    /// `no_type`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_type: Option<InterpretedNoType>,
    /// `both`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub both: Option<InterpretedBoth>,
    /// `one_and_any`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_and_any: Option<InterpretedOneAndAny>,
    /// `narrowed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrowed: Option<InterpretedNarrowed>,
    /// `merged_closed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_closed: Option<InterpretedMergedClosed>,
    /// `listed`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<InterpretedListed>,
    /// `fractions`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fractions: Option<InterpretedFractions>,
    /// `tree`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<InterpretedTree>,
}

impl rest_runtime::Decode for Interpreted {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let not_text = members.optional("not_text");
        let not_small = members.optional("not_small");
        let no_type = members.optional("no_type");
        let both = members.optional("both");
        let one_and_any = members.optional("one_and_any");
        let narrowed = members.optional("narrowed");
        let merged_closed = members.optional("merged_closed");
        let listed = members.optional("listed");
        let fractions = members.optional("fractions");
        let tree = members.optional("tree");
        Some(Self {
            not_text: not_text?,
            not_small: not_small?,
            no_type: no_type?,
            both: both?,
            one_and_any: one_and_any?,
            narrowed: narrowed?,
            merged_closed: merged_closed?,
            listed: listed?,
            fractions: fractions?,
            tree: tree?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Interpreted);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Interpreted, "Interpreted",
    r##"{"type":"object","properties":{"not_text":{"not":{"type":"string"}},"not_small":{"type":"integer","not":{"maximum":9}},"no_type":{"minLength":2,"maximum":5,"maxItems":1},"both":{"allOf":[{"type":"string","minLength":2},{"type":"string","maxLength":3}]},"one_and_any":{"oneOf":[{"type":"string"},{"type":"integer"}],"anyOf":[{"maxLength":2},{"minimum":5}]},"narrowed":{"type":"object","properties":{"a":{"type":"integer"}},"oneOf":[{"required":["a"]},{"required":["b"]}]},"merged_closed":{"allOf":[{"$ref":"#/components/schemas/Thing"},{"type":"object","additionalProperties":false,"properties":{"size":{"type":"integer"}}}]},"listed":{"type":"string","enum":["a","bb","ccc"],"minLength":2},"fractions":{"type":"integer","multipleOf":1.5},"tree":{"not":{"$ref":"#/components/schemas/Chain"}}}}"##,
    [Chain, Thing]
}

rest_runtime::secret_newtype! {
    #[doc = " No description."] AccountPassword, rest_runtime::TextRules { min_length :
    Some(4), max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    AccountPassword, "AccountPassword",
    r#"{"type":"string","format":"password","writeOnly":true,"minLength":4}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Account {
    /// `id`
    ///
    /// Read-only: it is in responses, and dropped from requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// `created`
    ///
    /// Read-only: it is in responses, and dropped from requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<rest_runtime::formats::Date>,
    /// `name`
    pub name: String,
    /// `password`
    ///
    /// Write-only: it is in requests, and dropped from responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<AccountPassword>,
    /// `hint`
    ///
    /// Write-only: it is in requests, and dropped from responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl rest_runtime::Decode for Account {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let id = members.read_only("id", true);
        let created = members.read_only("created", false);
        let name = members.required("name");
        let password = members.write_only("password", true);
        let hint = members.write_only("hint", false);
        Some(Self {
            id: id?,
            created: created?,
            name: name?,
            password: password?,
            hint: hint?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Account);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Account, "Account",
    r#"{"type":"object","required":["id","name","password"],"properties":{"id":{"type":"integer","readOnly":true},"created":{"type":"string","format":"date","readOnly":true},"name":{"type":"string"},"password":{"type":"string","format":"password","writeOnly":true,"minLength":4},"hint":{"type":"string","writeOnly":true}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] DefaultsCount(i64), rest_runtime::IntegerRules { minimum
    : None, maximum : Some(9), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DefaultsCount, "DefaultsCount", r#"{"type":"integer","maximum":9,"default":7}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] DefaultsColour { Red = "red", Blue = "blue" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DefaultsColour, "DefaultsColour",
    r#"{"type":"string","enum":["red","blue"],"default":"blue"}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DefaultsThing {
    /// `a`
    ///
    /// Default: `1`
    pub a: i64,
    /// `b`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<String>,
}

impl rest_runtime::Decode for DefaultsThing {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let a = members.defaulted("a", r#"1"#);
        let b = members.optional("b");
        Some(Self { a: a?, b: b? })
    }
}

rest_runtime::deserialize_by_decoding!(DefaultsThing);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DefaultsThing, "DefaultsThing",
    r#"{"type":"object","properties":{"a":{"type":"integer","default":1},"b":{"type":"string"}},"default":{"b":"x"}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Defaults {
    /// `flag`
    ///
    /// Default: `true`
    pub flag: bool,
    /// `count`
    ///
    /// Default: `7`
    pub count: DefaultsCount,
    /// `ratio`
    ///
    /// Default: `0.5`
    pub ratio: f64,
    /// `name`
    ///
    /// Default: `"a \"quoted\" one"`
    pub name: String,
    /// `colour`
    ///
    /// Default: `"blue"`
    pub colour: DefaultsColour,
    /// `list`
    ///
    /// Default: `[1,2]`
    pub list: Vec<i64>,
    /// `thing`
    ///
    /// Default: `{"b":"x"}`
    pub thing: DefaultsThing,
    /// `cleared`
    ///
    /// Default: `null`
    pub cleared: Option<String>,
    /// `day`
    ///
    /// Default: `"2026-01-31"`
    pub day: rest_runtime::formats::Date,
    /// `whole`
    ///
    /// Default: `4`
    pub whole: Size,
    /// `any`
    ///
    /// Default: `[1,{"a":null}]`
    pub any: rest_runtime::Value,
    /// `required_one`
    pub required_one: i64,
}

impl rest_runtime::Decode for Defaults {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let flag = members.defaulted("flag", r#"true"#);
        let count = members.defaulted("count", r#"7"#);
        let ratio = members.defaulted("ratio", r#"0.5"#);
        let name = members.defaulted("name", r#""a \"quoted\" one""#);
        let colour = members.defaulted("colour", r#""blue""#);
        let list = members.defaulted("list", r#"[1,2]"#);
        let thing = members.defaulted("thing", r#"{"b":"x"}"#);
        let cleared = members.defaulted("cleared", r#"null"#);
        let day = members.defaulted("day", r#""2026-01-31""#);
        let whole = members.defaulted("whole", r#"4"#);
        let any = members.defaulted("any", r#"[1,{"a":null}]"#);
        let required_one = members.required("required_one");
        Some(Self {
            flag: flag?,
            count: count?,
            ratio: ratio?,
            name: name?,
            colour: colour?,
            list: list?,
            thing: thing?,
            cleared: cleared?,
            day: day?,
            whole: whole?,
            any: any?,
            required_one: required_one?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Defaults);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Defaults, "Defaults",
    r##"{"type":"object","properties":{"flag":{"type":"boolean","default":true},"count":{"type":"integer","maximum":9,"default":7},"ratio":{"type":"number","default":0.5},"name":{"type":"string","default":"a \"quoted\" one"},"colour":{"type":"string","enum":["red","blue"],"default":"blue"},"list":{"type":"array","items":{"type":"integer"},"default":[1,2]},"thing":{"type":"object","properties":{"a":{"type":"integer","default":1},"b":{"type":"string"}},"default":{"b":"x"}},"cleared":{"type":"string","nullable":true,"default":null},"day":{"type":"string","format":"date","default":"2026-01-31"},"whole":{"$ref":"#/components/schemas/Size"},"any":{"default":[1,{"a":null}]},"required_one":{"type":"integer","default":3}},"required":["required_one"]}"##,
    [Size]
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

/// Parts that are one.
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
    r##"{"description":"Parts that are one.","allOf":[{"$ref":"#/components/schemas/Base"},{"required":["name"],"properties":{"size":{"type":"integer","maximum":3}}},{"type":"object"}],"required":["size"]}"##,
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

rest_runtime::text_newtype! {
    #[doc = " No description."] NullableThingName, rest_runtime::TextRules { min_length :
    None, max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NullableThingName, "NullableThingName", r#"{"type":"string","maxLength":3}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct NullableThing {
    /// `name`
    pub name: NullableThingName,
}

impl rest_runtime::Decode for NullableThing {
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

rest_runtime::deserialize_by_decoding!(NullableThing);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NullableThing, "NullableThing",
    r#"{"type":"object","nullable":true,"required":["name"],"properties":{"name":{"type":"string","maxLength":3}}}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] Chain(Chain), rest_runtime::ItemsRules { min_items :
    None, max_items : None, unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Chain, "Chain",
    r##"{"type":"array","items":{"$ref":"#/components/schemas/Chain"}}"##, [Chain]
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] Count(i64), rest_runtime::IntegerRules { minimum : None,
    maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Count, "Count", r#"{"type":"integer"}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] Size(i64), rest_runtime::IntegerRules { minimum :
    Some(2), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Size, "Size", r#"{"type":"integer","minimum":2,"default":4}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] String2, rest_runtime::TextRules { min_length : None,
    max_length : Some(5), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    String2, "String", r#"{"type":"string","maxLength":5}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Option2 {
    /// `option`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<Box<Option2>>,
}

impl rest_runtime::Decode for Option2 {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let option = members.optional("option");
        Some(Self { option: option? })
    }
}

rest_runtime::deserialize_by_decoding!(Option2);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Option2, "Option",
    r##"{"type":"object","properties":{"option":{"$ref":"#/components/schemas/Option"}}}"##,
    [Option2]
}

rest_runtime::literals! {
    #[doc = " No description."] Box2 { Value1 = r#"1"#, Value2 = r#"2"# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Box2, "box", r#"{"type":"integer","enum":[1,2]}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] Box3(Box2), rest_runtime::ItemsRules { min_items : None,
    max_items : Some(2), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Box3, "Box",
    r##"{"type":"array","items":{"$ref":"#/components/schemas/box"},"maxItems":2}"##,
    [Box2]
}

rest_runtime::map_newtype! {
    #[doc = " No description."] VecOfThings(String2), rest_runtime::MembersRules {
    min_properties : None, max_properties : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    VecOfThings, "vec-of things",
    r##"{"type":"object","additionalProperties":{"$ref":"#/components/schemas/String"}}"##,
    [String2]
}

rest_runtime::enumeration! {
    #[doc = " No description."] PutInlineBodyItemKind { A = "a", B = "b" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineBodyItemKind, "PutInlineBodyItemKind",
    r#"{"type":"string","enum":["a","b"]}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] PutInlineBodyItemPartsItemSize(i64),
    rest_runtime::IntegerRules { minimum : Some(0), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineBodyItemPartsItemSize, "PutInlineBodyItemPartsItemSize",
    r#"{"type":"integer","minimum":0}"#, []
}

/// No description.
#[derive(Default)]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PutInlineBodyItemPartsItem {
    /// `size`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<PutInlineBodyItemPartsItemSize>,
}

impl rest_runtime::Decode for PutInlineBodyItemPartsItem {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let size = members.optional("size");
        Some(Self { size: size? })
    }
}

rest_runtime::deserialize_by_decoding!(PutInlineBodyItemPartsItem);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineBodyItemPartsItem, "PutInlineBodyItemPartsItem",
    r#"{"type":"object","properties":{"size":{"type":"integer","minimum":0}}}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PutInlineBodyItem {
    /// `kind`
    pub kind: PutInlineBodyItemKind,
    /// `parts`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<PutInlineBodyItemPartsItem>>,
}

impl rest_runtime::Decode for PutInlineBodyItem {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let kind = members.required("kind");
        let parts = members.optional("parts");
        Some(Self { kind: kind?, parts: parts? })
    }
}

rest_runtime::deserialize_by_decoding!(PutInlineBodyItem);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineBodyItem, "PutInlineBodyItem",
    r#"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["a","b"]},"parts":{"type":"array","items":{"type":"object","properties":{"size":{"type":"integer","minimum":0}}}}}}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] PutInlineBody(PutInlineBodyItem),
    rest_runtime::ItemsRules { min_items : None, max_items : Some(3), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineBody, "PutInlineBody",
    r#"{"type":"array","maxItems":3,"items":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["a","b"]},"parts":{"type":"array","items":{"type":"object","properties":{"size":{"type":"integer","minimum":0}}}}}}}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PutInlineOkBody {
    /// `count`
    pub count: i64,
}

impl rest_runtime::Decode for PutInlineOkBody {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let count = members.required("count");
        Some(Self { count: count? })
    }
}

rest_runtime::deserialize_by_decoding!(PutInlineOkBody);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PutInlineOkBody, "PutInlineOkBody",
    r#"{"type":"object","required":["count"],"properties":{"count":{"type":"integer"}}}"#,
    []
}
