// Generated from tests/documents/witness.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
/// Schemas that no Rust type says: values are checked against them as they are written.
static SCHEMAS: rest_runtime::Schemas = rest_runtime::Schemas::new(
    &[
        ("Class", r#"{"type":"string","enum":["O","B","A","F","G","K","M"]}"#),
        (
            "Companion",
            r##"{"oneOf":[{"$ref":"#/components/schemas/Planet"},{"$ref":"#/components/schemas/Moon"}],"discriminator":{"propertyName":"kind","mapping":{"planet":"#/components/schemas/Planet","moon":"#/components/schemas/Moon"}}}"##,
        ),
        (
            "Magnitude",
            r#"{"type":"number","minimum":-30,"maximum":30,"exclusiveMaximum":true}"#,
        ),
        (
            "Moon",
            r#"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["moon"]},"phase":{"type":"integer","format":"int32","multipleOf":5,"minimum":0,"maximum":100}}}"#,
        ),
        ("Name", r#"{"type":"string","minLength":1,"maxLength":80,"pattern":"^[A-Z]"}"#),
        (
            "Names",
            r##"{"type":"array","items":{"$ref":"#/components/schemas/Name"},"minItems":1,"maxItems":9,"uniqueItems":true}"##,
        ),
        (
            "NewStar",
            r##"{"type":"object","required":["name","magnitude"],"additionalProperties":false,"properties":{"name":{"$ref":"#/components/schemas/Name"},"title":{"anyOf":[{"$ref":"#/components/schemas/Title"}]},"visible":{"$ref":"#/components/schemas/Visible"},"magnitude":{"$ref":"#/components/schemas/Magnitude"},"class":{"$ref":"#/components/schemas/Class"},"seen":{"type":"string","format":"date","nullable":true},"confirmed":{"type":"boolean","default":false}}}"##,
        ),
        (
            "Planet",
            r#"{"type":"object","required":["kind","mass"],"properties":{"kind":{"type":"string","enum":["planet"]},"mass":{"type":"number","format":"double","minimum":0,"exclusiveMinimum":true}}}"#,
        ),
        (
            "Star",
            r##"{"allOf":[{"$ref":"#/components/schemas/NewStar"},{"type":"object","required":["id"],"properties":{"id":{"$ref":"#/components/schemas/StarId"},"secret":{"type":"string","writeOnly":true},"added":{"type":"string","format":"date-time","readOnly":true},"aliases":{"$ref":"#/components/schemas/Names"},"tags":{"type":"object","additionalProperties":{"type":"string","maxLength":30},"minProperties":1,"maxProperties":5},"companions":{"type":"array","items":{"$ref":"#/components/schemas/Companion"}}}}]}"##,
        ),
        (
            "StarId",
            r#"{"type":"string","format":"uuid","description":"The id of a star."}"#,
        ),
        ("Title", r##"{"anyOf":[{"$ref":"#/components/schemas/Name"}]}"##),
        ("Visible", r#"{"type":"boolean","description":"Whether one sees it."}"#),
    ],
);
rest_runtime::text_newtype! {
    #[doc = " The id of a star."] StarId, rest_runtime::TextRules { min_length : None,
    max_length : None, pattern : None, format : Some(rest_runtime::Format::Uuid) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    StarId, "StarId",
    r#"{"type":"string","format":"uuid","description":"The id of a star."}"#, []
}

rest_runtime::enumeration! {
    #[doc = " No description."] Class { O = "O", B = "B", A = "A", F = "F", G = "G", K =
    "K", M = "M" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Class, "Class", r#"{"type":"string","enum":["O","B","A","F","G","K","M"]}"#, []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] Magnitude(f64), rest_runtime::NumberRules { minimum :
    Some(- 30f64), exclusive_minimum : false, maximum : Some(30f64), exclusive_maximum :
    true, multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Magnitude, "Magnitude",
    r#"{"type":"number","minimum":-30,"maximum":30,"exclusiveMaximum":true}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] Count(i64), rest_runtime::IntegerRules { minimum :
    Some(0), maximum : Some(1000000), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Count, "Count",
    r#"{"type":"integer","format":"int64","minimum":0,"maximum":1000000}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] Name, rest_runtime::TextRules { min_length : Some(1),
    max_length : Some(80), pattern : Some(rest_runtime::Pattern::new(r#"^[A-Z]"#)),
    format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Name, "Name", r#"{"type":"string","minLength":1,"maxLength":80,"pattern":"^[A-Z]"}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] Names(Name), rest_runtime::ItemsRules { min_items :
    Some(1), max_items : Some(9), unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Names, "Names",
    r##"{"type":"array","items":{"$ref":"#/components/schemas/Name"},"minItems":1,"maxItems":9,"uniqueItems":true}"##,
    [Name]
}

/// No description.
pub type Title = Name;

/// Whether one sees it.
pub type Visible = bool;

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct NewStar {
    /// `name`
    pub name: Name,
    /// `title`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// `visible`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible: Option<Visible>,
    /// `magnitude`
    pub magnitude: Magnitude,
    /// `class`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// `seen`
    #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
    pub seen: rest_runtime::Presence<rest_runtime::formats::Date>,
    /// `confirmed`
    ///
    /// Default: `false`
    pub confirmed: bool,
}

impl rest_runtime::Decode for NewStar {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let only_known = rest_runtime::only_known(
            &object,
            &["name", "title", "visible", "magnitude", "class", "seen", "confirmed"],
            at,
            violations,
        );
        let mut members = rest_runtime::Members::new(object, at, violations);
        let name = members.required("name");
        let title = members.optional("title");
        let visible = members.optional("visible");
        let magnitude = members.required("magnitude");
        let class = members.optional("class");
        let seen = members.presence("seen");
        let confirmed = members.defaulted("confirmed", r#"false"#);
        if !only_known {
            return None;
        }
        Some(Self {
            name: name?,
            title: title?,
            visible: visible?,
            magnitude: magnitude?,
            class: class?,
            seen: seen?,
            confirmed: confirmed?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(NewStar);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NewStar, "NewStar",
    r##"{"type":"object","required":["name","magnitude"],"additionalProperties":false,"properties":{"name":{"$ref":"#/components/schemas/Name"},"title":{"anyOf":[{"anyOf":[{"$ref":"#/components/schemas/Name"}]}]},"visible":{"type":"boolean","description":"Whether one sees it."},"magnitude":{"$ref":"#/components/schemas/Magnitude"},"class":{"$ref":"#/components/schemas/Class"},"seen":{"type":"string","format":"date","nullable":true},"confirmed":{"type":"boolean","default":false}}}"##,
    [Class, Magnitude, Name]
}

rest_runtime::verbatim_newtype! {
    #[doc = " No description."] Star, SCHEMAS, "Star"
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Star, "Star",
    r##"{"allOf":[{"$ref":"#/components/schemas/NewStar"},{"type":"object","required":["id"],"properties":{"id":{"$ref":"#/components/schemas/StarId"},"secret":{"type":"string","writeOnly":true},"added":{"type":"string","format":"date-time","readOnly":true},"aliases":{"$ref":"#/components/schemas/Names"},"tags":{"type":"object","additionalProperties":{"type":"string","maxLength":30},"minProperties":1,"maxProperties":5},"companions":{"type":"array","items":{"$ref":"#/components/schemas/Companion"}}}}]}"##,
    [Companion, Names, NewStar, StarId]
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum Companion {
    /// `planet`
    Planet(Planet),
    /// `moon`
    Moon(Moon),
}

impl rest_runtime::Decode for Companion {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let tag = rest_runtime::discriminator(&value, "kind", at, violations)?;
        match tag.as_str() {
            "planet" => {
                rest_runtime::Decode::decode(value, at, violations).map(Self::Planet)
            }
            "moon" => rest_runtime::Decode::decode(value, at, violations).map(Self::Moon),
            _ => {
                violations
                    .push(
                        &rest_runtime::Pointer::Member(at, "kind"),
                        "must be one of `planet` `moon`",
                    );
                None
            }
        }
    }
}

impl serde::Serialize for Companion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Planet(value) => value.serialize(serializer),
            Self::Moon(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(Companion);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Companion, "Companion",
    r##"{"oneOf":[{"$ref":"#/components/schemas/Planet"},{"$ref":"#/components/schemas/Moon"}],"discriminator":{"propertyName":"kind","mapping":{"planet":"#/components/schemas/Planet","moon":"#/components/schemas/Moon"}}}"##,
    [Moon, Planet]
}

rest_runtime::enumeration! {
    #[doc = " No description."] PlanetKind { Planet = "planet" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PlanetKind, "PlanetKind", r#"{"type":"string","enum":["planet"]}"#, []
}

rest_runtime::number_newtype! {
    #[doc = " No description."] PlanetMass(f64), rest_runtime::NumberRules { minimum :
    Some(0f64), exclusive_minimum : true, maximum : None, exclusive_maximum : false,
    multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PlanetMass, "PlanetMass",
    r#"{"type":"number","format":"double","minimum":0,"exclusiveMinimum":true}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Planet {
    /// `kind`
    pub kind: PlanetKind,
    /// `mass`
    pub mass: PlanetMass,
}

impl rest_runtime::Decode for Planet {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let kind = members.required("kind");
        let mass = members.required("mass");
        Some(Self { kind: kind?, mass: mass? })
    }
}

rest_runtime::deserialize_by_decoding!(Planet);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Planet, "Planet",
    r#"{"type":"object","required":["kind","mass"],"properties":{"kind":{"type":"string","enum":["planet"]},"mass":{"type":"number","format":"double","minimum":0,"exclusiveMinimum":true}}}"#,
    []
}

rest_runtime::enumeration! {
    #[doc = " No description."] MoonKind { Moon = "moon" }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MoonKind, "MoonKind", r#"{"type":"string","enum":["moon"]}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] MoonPhase(i32), rest_runtime::IntegerRules { minimum :
    Some(0), maximum : Some(100), multiple_of : Some(5) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    MoonPhase, "MoonPhase",
    r#"{"type":"integer","format":"int32","multipleOf":5,"minimum":0,"maximum":100}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Moon {
    /// `kind`
    pub kind: MoonKind,
    /// `phase`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<MoonPhase>,
}

impl rest_runtime::Decode for Moon {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let kind = members.required("kind");
        let phase = members.optional("phase");
        Some(Self { kind: kind?, phase: phase? })
    }
}

rest_runtime::deserialize_by_decoding!(Moon);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Moon, "Moon",
    r#"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["moon"]},"phase":{"type":"integer","format":"int32","multipleOf":5,"minimum":0,"maximum":100}}}"#,
    []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] PageStars(Star), rest_runtime::ItemsRules { min_items :
    None, max_items : Some(100), unique : false }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PageStars, "PageStars",
    r##"{"type":"array","items":{"$ref":"#/components/schemas/Star"},"maxItems":100}"##,
    [Star]
}

/// No description.
#[derive(Debug, Clone, PartialEq)]
pub enum PageNext {
    /// One of them.
    StarId(StarId),
    /// One of them.
    Integer(i64),
}

impl rest_runtime::Decode for PageNext {
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
                    rest_runtime::Decode::decode(value, at, violations).map(Self::StarId)
                },
                |value, at, violations| {
                    rest_runtime::Decode::decode(value, at, violations)
                        .map(Self::Integer)
                },
            ],
        )
    }
}

impl serde::Serialize for PageNext {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::StarId(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
        }
    }
}

rest_runtime::deserialize_by_decoding!(PageNext);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    PageNext, "PageNext",
    r##"{"anyOf":[{"$ref":"#/components/schemas/StarId"},{"type":"integer"}]}"##,
    [StarId]
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Page {
    /// `stars`
    pub stars: PageStars,
    /// `total`
    pub total: Count,
    /// `next`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<PageNext>,
}

impl rest_runtime::Decode for Page {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let stars = members.required("stars");
        let total = members.required("total");
        let next = members.optional("next");
        Some(Self {
            stars: stars?,
            total: total?,
            next: next?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Page);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Page, "Page",
    r##"{"type":"object","required":["stars","total"],"properties":{"stars":{"type":"array","items":{"$ref":"#/components/schemas/Star"},"maxItems":100},"total":{"$ref":"#/components/schemas/Count"},"next":{"anyOf":[{"$ref":"#/components/schemas/StarId"},{"type":"integer"}]}}}"##,
    [Count, Star, StarId]
}

rest_runtime::text_newtype! {
    #[doc = " No description."] NoteText, rest_runtime::TextRules { min_length : None,
    max_length : Some(1000), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NoteText, "NoteText", r#"{"type":"string","maxLength":1000}"#, []
}

rest_runtime::literals! {
    #[doc = " No description."] NoteRating { Value1 = r#"1"#, Value2 = r#"2"#, Value3 =
    r#"3"# }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    NoteRating, "NoteRating", r#"{"type":"integer","enum":[1,2,3]}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Note {
    /// `text`
    pub text: NoteText,
    /// `rating`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<NoteRating>,
    /// Members that have no field of their own.
    #[serde(flatten)]
    pub additional: std::collections::BTreeMap<String, rest_runtime::Value>,
}

impl rest_runtime::Decode for Note {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let text = members.required("text");
        let rating = members.optional("rating");
        let additional = members.rest(&["text", "rating"]);
        Some(Self {
            text: text?,
            rating: rating?,
            additional: additional?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Note);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Note, "Note",
    r#"{"type":"object","required":["text"],"additionalProperties":true,"properties":{"text":{"type":"string","maxLength":1000},"rating":{"type":"integer","enum":[1,2,3]}}}"#,
    []
}

rest_runtime::enumeration! {
    #[doc = " No description."] FaultCode { Bad = "bad", Gone = "gone", Broken = "broken"
    }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FaultCode, "FaultCode", r#"{"type":"string","enum":["bad","gone","broken"]}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Fault {
    /// `code`
    pub code: FaultCode,
    /// `detail`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl rest_runtime::Decode for Fault {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let code = members.required("code");
        let detail = members.optional("detail");
        Some(Self {
            code: code?,
            detail: detail?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(Fault);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Fault, "Fault",
    r#"{"type":"object","required":["code"],"properties":{"code":{"type":"string","enum":["bad","gone","broken"]},"detail":{"type":"string"}}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] ListStarsXTrace, rest_runtime::TextRules { min_length :
    Some(8), max_length : Some(8), pattern :
    Some(rest_runtime::Pattern::new(r#"^[0-9a-f]{8}$"#)), format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsXTrace, "ListStarsXTrace",
    r#"{"type":"string","pattern":"^[0-9a-f]{8}$","minLength":8,"maxLength":8}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ListStarsLimit(i32), rest_runtime::IntegerRules { minimum
    : Some(1), maximum : Some(100), multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsLimit, "ListStarsLimit",
    r#"{"type":"integer","format":"int32","minimum":1,"maximum":100,"default":20}"#, []
}

rest_runtime::items_newtype! {
    #[doc = " No description."] ListStarsClasses(Class), rest_runtime::ItemsRules {
    min_items : Some(1), max_items : Some(7), unique : true }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsClasses, "ListStarsClasses",
    r##"{"type":"array","items":{"$ref":"#/components/schemas/Class"},"minItems":1,"maxItems":7,"uniqueItems":true}"##,
    [Class]
}

rest_runtime::number_newtype! {
    #[doc = " No description."] ListStarsWithinNorth(f64), rest_runtime::NumberRules {
    minimum : Some(- 90f64), exclusive_minimum : false, maximum : Some(90f64),
    exclusive_maximum : false, multiple_of : None, }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsWithinNorth, "ListStarsWithinNorth",
    r#"{"type":"number","minimum":-90,"maximum":90}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ListStarsWithin {
    /// `north`
    pub north: ListStarsWithinNorth,
    /// `south`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub south: Option<f64>,
}

impl rest_runtime::Decode for ListStarsWithin {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let north = members.required("north");
        let south = members.optional("south");
        Some(Self {
            north: north?,
            south: south?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(ListStarsWithin);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsWithin, "ListStarsWithin",
    r#"{"type":"object","required":["north"],"properties":{"north":{"type":"number","minimum":-90,"maximum":90},"south":{"type":"number"}}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] ListStarsSession, rest_runtime::TextRules { min_length :
    Some(16), max_length : None, pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsSession, "ListStarsSession", r#"{"type":"string","minLength":16}"#, []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] ListStarsOkXTotal(i64), rest_runtime::IntegerRules {
    minimum : Some(0), maximum : None, multiple_of : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    ListStarsOkXTotal, "ListStarsOkXTotal", r#"{"type":"integer","minimum":0}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] AddStarXTrace, rest_runtime::TextRules { min_length :
    Some(8), max_length : Some(8), pattern :
    Some(rest_runtime::Pattern::new(r#"^[0-9a-f]{8}$"#)), format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    AddStarXTrace, "AddStarXTrace",
    r#"{"type":"string","pattern":"^[0-9a-f]{8}$","minLength":8,"maxLength":8}"#, []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DeleteStarAcceptedBody {
    /// `at`
    pub at: rest_runtime::formats::DateTime,
}

impl rest_runtime::Decode for DeleteStarAcceptedBody {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let at = members.required("at");
        Some(Self { at: at? })
    }
}

rest_runtime::deserialize_by_decoding!(DeleteStarAcceptedBody);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    DeleteStarAcceptedBody, "DeleteStarAcceptedBody",
    r#"{"type":"object","required":["at"],"properties":{"at":{"type":"string","format":"date-time"}}}"#,
    []
}

rest_runtime::integer_newtype! {
    #[doc = " No description."] GetPhotoSize(i64), rest_runtime::IntegerRules { minimum :
    Some(16), maximum : Some(4096), multiple_of : Some(16) }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    GetPhotoSize, "GetPhotoSize",
    r#"{"type":"integer","minimum":16,"maximum":4096,"multipleOf":16}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] AddNoteBodyText, rest_runtime::TextRules { min_length :
    None, max_length : Some(1000), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    AddNoteBodyText, "AddNoteBodyText", r#"{"type":"string","maxLength":1000}"#, []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] LoginBodyUser, rest_runtime::TextRules { min_length :
    Some(3), max_length : Some(20), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    LoginBodyUser, "LoginBodyUser", r#"{"type":"string","minLength":3,"maxLength":20}"#,
    []
}

/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct LoginBody {
    /// `user`
    pub user: LoginBodyUser,
    /// `password`
    pub password: rest_runtime::formats::Secret,
    /// `remember`
    ///
    /// Default: `false`
    pub remember: bool,
}

impl rest_runtime::Decode for LoginBody {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let user = members.required("user");
        let password = members.required("password");
        let remember = members.defaulted("remember", r#"false"#);
        Some(Self {
            user: user?,
            password: password?,
            remember: remember?,
        })
    }
}

rest_runtime::deserialize_by_decoding!(LoginBody);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    LoginBody, "LoginBody",
    r#"{"type":"object","required":["user","password"],"properties":{"user":{"type":"string","minLength":3,"maxLength":20},"password":{"type":"string","format":"password"},"remember":{"type":"boolean","default":false}}}"#,
    []
}
