//! What a schema says, as types.

use serde_json::Value as Json;

use crate::document::{Node, Place};

/// What values are allowed.
#[derive(Debug, Clone)]
pub struct Schema<'a> {
    /// Where it stands
    pub place: Place,
    /// The schema as it is written
    pub node: &'a Node,
    /// What kind of value
    pub kind: Kind<'a>,
    /// Whether null is allowed beside it
    pub nullable: bool,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<&'a Node>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`: in responses only
    pub read_only: bool,
    /// `writeOnly`: in requests only
    pub write_only: bool,
}

/// A kind of value.
#[derive(Debug, Clone)]
pub enum Kind<'a> {
    /// Another schema, by its name
    Reference(String),
    /// `type: boolean`
    Boolean,
    /// `type: integer`
    Integer(Integer),
    /// `type: number`
    Number(Number),
    /// `type: string`
    Text(Text),
    /// An `enum` of strings
    Enumeration(Vec<String>),
    /// An `enum` of anything else
    Literals(Vec<Json>),
    /// `type: array`
    Array(Array<'a>),
    /// `type: object` with members that have names
    Object(ObjectSchema<'a>),
    /// `type: object` without: names to values
    Map(Map<'a>),
    /// `oneOf` or `anyOf`
    Choice(Choice<'a>),
    /// Without any rule
    Any,
    /// Rules that no Rust type says: the schema as it is written is what values are checked against. Says why.
    Verbatim(&'static str),
}

/// `oneOf` or `anyOf`
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// In the order of the document
    pub variants: Vec<Schema<'a>>,
    /// Whether exactly one of them must match, as for `oneOf`
    pub exactly_one: bool,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
}

/// Which property tells the variants apart.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// Values of the property, with the variants that they stand for
    pub tags: Vec<(String, usize)>,
}

/// `type: integer`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Integer {
    /// How large
    pub width: Width,
    /// `minimum`, moved inside where it is excluded
    pub minimum: Option<i128>,
    /// `maximum`, moved inside where it is excluded
    pub maximum: Option<i128>,
    /// `multipleOf`
    pub multiple_of: Option<i128>,
}

/// How large an integer is, by its `format`: those of the OpenAPI format registry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Width {
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`, and where nothing is said
    #[default]
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`, `uint`
    U64,
}

/// `type: number`
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Number {
    /// `format: float`
    pub single: bool,
    /// `minimum`
    pub minimum: Option<f64>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: bool,
    /// `maximum`
    pub maximum: Option<f64>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: bool,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
}

/// `type: string`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `format`
    pub format: Option<TextFormat>,
}

/// A `format` of strings that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    /// `date-time`
    DateTime,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `uuid`
    Uuid,
    /// `uri`
    Uri,
    /// `hostname`
    Hostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `byte`
    Byte,
    /// `binary`: what a form's part or a body holds as it is
    Binary,
    /// `decimal`
    Decimal,
    /// `email`
    Email,
    /// `password`
    Password,
}

/// `type: array`
#[derive(Debug, Clone)]
pub struct Array<'a> {
    /// `items`
    pub items: Box<Schema<'a>>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique: bool,
}

/// `type: object` without `properties`
#[derive(Debug, Clone)]
pub struct Map<'a> {
    /// `additionalProperties`, where it is a schema
    pub values: Option<Box<Schema<'a>>>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// `type: object`
#[derive(Debug, Clone)]
pub struct ObjectSchema<'a> {
    /// In the order of the document
    pub properties: Vec<Property<'a>>,
    /// What other members there may be
    pub additional: Additional<'a>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// `additionalProperties` beside `properties`
#[derive(Debug, Clone)]
pub enum Additional<'a> {
    /// Nothing is said: they may be there, and nobody reads them.
    Ignored,
    /// `false`
    Closed,
    /// `true`, or a schema
    Open(Option<Box<Schema<'a>>>),
}

/// A property of an object.
#[derive(Debug, Clone)]
pub struct Property<'a> {
    /// Its name
    pub name: String,
    /// Where its name stands
    pub place: Place,
    /// Whether `required` names it
    pub required: bool,
    /// What it allows
    pub schema: Schema<'a>,
}
