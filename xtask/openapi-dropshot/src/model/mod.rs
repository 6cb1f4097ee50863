//! What a document says, in terms of our own. Every part knows its place. Nothing here knows Rust or Dropshot.
//!
//! Reading stops at nothing: whatever is malformed or not supported becomes a problem, and reading goes on beside it.

mod all_of;
mod choice;
mod object;
pub(crate) mod operation;
mod schema;

use serde_json::Value as Json;

use crate::document::{Document, Place};
use crate::problem::{Problem, Problems};
use object::Object;

/// A document, read.
#[derive(Debug)]
pub struct Model {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// In the order of the document
    pub operations: Vec<Operation>,
    /// `components.schemas`, in the order of the document
    pub schemas: Vec<NamedSchema>,
    /// `components.securitySchemes`
    pub security_schemes: Vec<SecurityScheme>,
}

/// A schema under `components.schemas`.
#[derive(Debug)]
pub struct NamedSchema {
    /// Its name in the document
    pub name: String,
    /// What it allows
    pub schema: Schema,
}

/// A security scheme: HTTP bearer (RFC 6750) is the one that is supported.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name in the document
    pub name: String,
    /// Where its name stands
    pub place: Place,
    /// `description`
    pub description: Option<String>,
}

/// An operation: a method on a path.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`
    pub id: String,
    /// Where the operation begins
    pub place: Place,
    /// In capitals
    pub method: String,
    /// The path template
    pub path: String,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `tags`
    pub tags: Vec<String>,
    /// The scheme that guards it, if one does
    pub security: Option<String>,
    /// Those of the path first
    pub parameters: Vec<Parameter>,
    /// `requestBody`, always required and JSON
    pub body: Option<Schema>,
    /// In the order of the document
    pub responses: Vec<Response>,
}

/// Where a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path
    Path,
    /// In the query
    Query,
    /// In a header
    Header,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name
    pub name: String,
    /// Where it stands
    pub place: Place,
    /// Where it is
    pub location: Location,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `schema`
    pub schema: Schema,
}

/// A response of an operation.
#[derive(Debug)]
pub struct Response {
    /// Where it stands
    pub place: Place,
    /// 100 to 599
    pub status: u16,
    /// `description`
    pub description: String,
    /// `headers`, in the order of the document
    pub headers: Vec<Header>,
    /// The schema of its JSON body, if it has one
    pub body: Option<Schema>,
}

/// A header of a response.
#[derive(Debug)]
pub struct Header {
    /// Its name
    pub name: String,
    /// Where it stands
    pub place: Place,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `schema`
    pub schema: Schema,
}

/// What values are allowed.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Where it stands
    pub place: Place,
    /// What kind of value
    pub kind: Kind,
    /// Whether null is allowed beside it
    pub nullable: bool,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<Json>,
    /// The schema word for word
    pub source: Json,
}

/// A kind of value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Another schema, by its name under `components.schemas`
    Reference(String),
    /// `type: boolean`
    Boolean,
    /// `type: integer`
    Integer(Integer),
    /// `type: number`
    Number(Number),
    /// `type: string`
    Text(Text),
    /// `type: string` with an `enum`
    Enumeration(Vec<String>),
    /// `type: array`
    Array(Array),
    /// `type: object` with `properties`
    Object(ObjectSchema),
    /// `type: object` without `properties`: names to values
    Map(Map),
    /// `oneOf` or `anyOf`
    Choice(Choice),
    /// Without any rule
    Any,
}

/// `oneOf` or `anyOf`
#[derive(Debug, Clone)]
pub struct Choice {
    /// In the order of the document
    pub variants: Vec<Schema>,
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
#[derive(Debug, Clone, Default)]
pub struct Integer {
    /// 32 or 64
    pub bits: u8,
    /// `minimum`
    pub minimum: Option<i64>,
    /// `maximum`
    pub maximum: Option<i64>,
    /// `multipleOf`
    pub multiple_of: Option<i64>,
}

/// `type: number`
#[derive(Debug, Clone, Default)]
pub struct Number {
    /// 32 or 64
    pub bits: u8,
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
#[derive(Debug, Clone, Default)]
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

/// A `format` of strings.
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
    /// `decimal`
    Decimal,
    /// `email`
    Email,
    /// `password`
    Password,
}

/// `type: array`
#[derive(Debug, Clone)]
pub struct Array {
    /// `items`
    pub items: Box<Schema>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique: bool,
}

/// `type: object` without `properties`
#[derive(Debug, Clone)]
pub struct Map {
    /// `additionalProperties`, where it is a schema
    pub values: Option<Box<Schema>>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// `type: object`
#[derive(Debug, Clone)]
pub struct ObjectSchema {
    /// In the order of the document
    pub properties: Vec<Property>,
    /// `additionalProperties: false`
    pub closed: bool,
    /// What a part of an `allOf` requires and another part has
    pub(crate) required_elsewhere: Vec<(String, Place)>,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name
    pub name: String,
    /// Where its name stands
    pub place: Place,
    /// Whether `required` names it
    pub required: bool,
    /// What it allows
    pub schema: Schema,
}

impl Model {
    /// Read a document.
    ///
    /// # Errors
    ///
    /// Everything in the document that is malformed, or that is not supported, each by name and place.
    pub fn read(document: &Document) -> Result<Self, Problems> {
        let mut reader = Reader { document, problems: Vec::new(), merging: 0 };
        let model = reader.model();
        match model {
            Some(model) if reader.problems.is_empty() => Ok(model),
            _ => Err(Problems::new(&document.file, reader.problems)),
        }
    }

    /// The schema under `components.schemas` of that name.
    pub fn schema(&self, name: &str) -> Option<&Schema> {
        self.schemas.iter().find(|named| named.name == name).map(|named| &named.schema)
    }
}

struct Reader<'a> {
    document: &'a Document,
    problems: Vec<Problem>,
    /// How many `allOf`s stand around what is being read.
    merging: usize,
}

impl<'a> Reader<'a> {
    fn refuse(&mut self, place: Place, what: impl Into<String>) {
        self.problems.push(Problem { place, what: what.into() });
    }

    fn model(&mut self) -> Option<Model> {
        let mut root = Object::open(self, &self.document.root, "an OpenAPI document")?;
        if let Some(swagger) = root.take("swagger") {
            self.refuse(swagger.place, "this is OpenAPI 2.0; convert it to OpenAPI 3.0");
            return None;
        }
        let openapi = root.require(self, "openapi")?;
        match openapi.text() {
            Some(version) if version.starts_with("3.0.") => {}
            _ => {
                self.refuse(openapi.place, "only OpenAPI 3.0 is supported; write `openapi: 3.0.3`");
                return None;
            }
        }
        root.ignore(&["servers", "tags", "externalDocs"]);
        let info = root.require(self, "info");
        let components = root.take("components");
        let paths = root.require(self, "paths");
        let security = root.take("security");
        root.close(self);

        let info = info.and_then(|node| self.info(node));
        let (schemas, security_schemes) = components.map(|node| self.components(node)).unwrap_or_default();
        let known: Vec<&str> = security_schemes.iter().map(|scheme: &SecurityScheme| scheme.name.as_str()).collect();
        let default = security.and_then(|node| self.security(node, &known));
        let operations = paths.map(|node| self.paths(node, default.as_deref(), &known)).unwrap_or_default();
        let (title, version, description) = info?;
        Some(Model { title, version, description, operations, schemas, security_schemes })
    }

    fn info(&mut self, node: &'a crate::document::Node) -> Option<(String, String, Option<String>)> {
        let mut info = Object::open(self, node, "`info`")?;
        info.ignore(&["license", "contact", "termsOfService"]);
        let title = info.require_text(self, "title");
        let version = info.require_text(self, "version");
        let description = info.text(self, "description");
        info.close(self);
        Some((title?, version?, description))
    }

    fn components(&mut self, node: &'a crate::document::Node) -> (Vec<NamedSchema>, Vec<SecurityScheme>) {
        let Some(mut components) = Object::open(self, node, "`components`") else { return Default::default() };
        // Read where they are referred to.
        components.ignore(&["parameters", "responses", "headers", "requestBodies", "examples"]);
        let schemas = components.take("schemas");
        let security_schemes = components.take("securitySchemes");
        components.close(self);

        let schemas = self.entries(schemas, "`schemas`");
        let schemas = schemas
            .iter()
            .filter_map(|entry| Some(NamedSchema { name: entry.key.clone(), schema: self.schema(&entry.node)? }))
            .collect();
        let schemes = self.entries(security_schemes, "`securitySchemes`");
        let schemes = schemes.iter().filter_map(|entry| self.security_scheme(entry)).collect();
        (schemas, schemes)
    }
}
