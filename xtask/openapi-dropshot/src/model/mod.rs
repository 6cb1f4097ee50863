//! What a document says, in terms of our own. Every part knows its place. Nothing here knows Rust or Dropshot.
//!
//! Reading stops at nothing: whatever is malformed or cannot be done becomes a problem of the operation or the schema that it
//! stands in, and reading goes on beside it. What has no effect is noted.

mod all_of;
mod choice;
mod circles;
mod object;
pub(crate) mod operation;
pub(crate) mod prepared;
mod schema;
mod security;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use serde_json::Value as Json;

use crate::document::{Document, Node, Place, Target};
use crate::problem::Problem;
use object::Object;
pub use schema::types::*;

/// A document, read.
#[derive(Debug)]
pub struct Model<'a> {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// In the order of the document; only those in which nothing is wrong.
    pub operations: Vec<Operation<'a>>,
    /// `components.schemas` in the order of the document, then schemas that are referred to elsewhere; only those in which
    /// nothing is wrong, and which refer to such only.
    pub schemas: Vec<NamedSchema<'a>>,
    /// `components.securitySchemes`
    pub security_schemes: Vec<SecurityScheme>,
    /// Operations in which something is wrong, or in a schema that they use.
    pub refused: Vec<Refused>,
    /// What is wrong with schemas.
    pub problems: Vec<Problem>,
    /// What was found and has no effect.
    pub notes: Vec<Problem>,
    /// What a reference names: the names of schemas by their targets.
    targets: HashMap<Target, String>,
}

/// An operation that cannot be generated.
#[derive(Debug, Clone)]
pub struct Refused {
    /// `operationId`, or what stands for it
    pub id: String,
    /// In capitals
    pub method: String,
    /// The path template
    pub path: String,
    /// Where it begins
    pub place: Place,
    /// Why
    pub problems: Vec<Problem>,
}

/// A schema that has a name.
#[derive(Debug)]
pub struct NamedSchema<'a> {
    /// Its name in the document
    pub name: String,
    /// What it allows
    pub schema: Schema<'a>,
}

/// A security scheme (OpenAPI 3.0.3, section 4.7.27).
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Its name in the document
    pub name: String,
    /// Where its name stands
    pub place: Place,
    /// `description`
    pub description: Option<String>,
    /// How its credentials come
    pub kind: SchemeKind,
}

/// How credentials come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// HTTP bearer (RFC 6750)
    Bearer,
    /// HTTP basic (RFC 7617)
    Basic,
    /// Another HTTP scheme, by its name
    Http(String),
    /// An API key, in the query, a header or a cookie
    Key(Location, String),
    /// OAuth 2.0: a bearer token with scopes
    OAuth2,
    /// OpenID Connect: a bearer token with scopes
    OpenIdConnect,
}

/// Schemes that are needed together, each with its scopes. None of them: anonymous access.
pub type Requirement = Vec<(String, Vec<String>)>;

/// An operation: a method on a path.
#[derive(Debug)]
pub struct Operation<'a> {
    /// `operationId`, or what stands for it
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
    /// Alternatives; none when nothing guards it
    pub security: Vec<Requirement>,
    /// Those of the path first
    pub parameters: Vec<Parameter<'a>>,
    /// `requestBody`
    pub body: Option<Body<'a>>,
    /// In the order of the document
    pub responses: Vec<Response<'a>>,
    /// Whether its success is finished bytes (`x-prepared`)
    pub prepared: bool,
    /// Names of the schemas that it uses directly
    uses: BTreeSet<String>,
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
    /// In a cookie
    Cookie,
}

/// How a parameter is written (OpenAPI 3.0.3, section 4.7.12.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `form`
    Form,
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
}

/// A parameter, or a header of a response.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// Its name
    pub name: String,
    /// Where it stands
    pub place: Place,
    /// Where it is
    pub location: Location,
    /// `required`
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `description`
    pub description: Option<String>,
    /// `style`
    pub style: Style,
    /// `explode`
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// Whether it is JSON, by `content`
    pub json: bool,
    /// `schema`
    pub schema: Schema<'a>,
}

/// `requestBody`
#[derive(Debug)]
pub struct Body<'a> {
    /// Where it stands
    pub place: Place,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// One for each media type
    pub content: Vec<Content<'a>>,
}

/// A media type (OpenAPI 3.0.3, section 4.7.14).
#[derive(Debug)]
pub struct Content<'a> {
    /// In lower case, without parameters
    pub media_type: String,
    /// Where it stands
    pub place: Place,
    /// `schema`
    pub schema: Option<Schema<'a>>,
    /// `encoding`
    pub encodings: Vec<PropertyEncoding>,
}

/// How a property of a form is written (OpenAPI 3.0.3, section 4.7.15).
#[derive(Debug)]
pub struct PropertyEncoding {
    /// Which property
    pub name: String,
    /// `contentType`, in lower case
    pub content_type: Option<String>,
    /// `style`
    pub style: Style,
    /// `explode`
    pub explode: bool,
}

/// Which statuses a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One
    Exactly(u16),
    /// A hundred, by their first digit: `4XX`
    Range(u16),
    /// All that are not declared: `default`
    Default,
}

/// A response of an operation.
#[derive(Debug)]
pub struct Response<'a> {
    /// Where it stands
    pub place: Place,
    /// For which statuses
    pub statuses: Statuses,
    /// `description`
    pub description: String,
    /// `headers`, in the order of the document
    pub headers: Vec<Parameter<'a>>,
    /// One for each media type
    pub content: Vec<Content<'a>>,
}

impl<'a> Model<'a> {
    /// Read a document.
    ///
    /// # Errors
    ///
    /// Why it is no OpenAPI 3.0 document at all. What is wrong with parts of it stands in the model.
    pub fn read(document: &'a Document) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::new(document);
        let model = reader.model();
        model.ok_or(reader.problems)
    }

    /// The schema of that name.
    pub fn schema(&self, name: &str) -> Option<&Schema<'a>> {
        self.schemas.iter().find(|named| named.name == name).map(|named| &named.schema)
    }

    /// A schema as JSON whose references all are `#/components/schemas/{name}`, with names of this model.
    pub fn source(&self, document: &Document, node: &Node) -> Json {
        match &node.value {
            crate::document::Value::Object(entries) => {
                if let Some(name) = node.get("$ref").and_then(Node::text).and_then(|reference| {
                    let (_, target) = document.resolve(node.place.file, reference).ok()?;
                    self.targets.get(&target)
                }) {
                    return serde_json::json!({ "$ref": format!("#/components/schemas/{name}") });
                }
                let entries = entries.iter().map(|entry| (entry.key.clone(), self.source(document, &entry.node)));
                Json::Object(entries.collect())
            }
            crate::document::Value::Array(items) => items.iter().map(|item| self.source(document, item)).collect(),
            _ => node.to_json(),
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
    /// The names of schemas by what references to them name.
    targets: HashMap<Target, String>,
    names: BTreeSet<String>,
    /// Schemas that were referred to and are still to be read.
    pending: VecDeque<(String, &'a Node)>,
    /// Schemas that were referred to since this was last emptied.
    uses: BTreeSet<String>,
    /// How many `allOf`s stand around what is being read.
    merging: usize,
    /// The schemas whose `allOf`s are being merged.
    expanding: Vec<&'a Node>,
    /// How many parts of `allOf`s were read again for being merged.
    expansions: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            problems: Vec::new(),
            notes: Vec::new(),
            targets: HashMap::new(),
            names: BTreeSet::new(),
            pending: VecDeque::new(),
            uses: BTreeSet::new(),
            merging: 0,
            expanding: Vec::new(),
            expansions: 0,
        }
    }

    /// What keeps this part from being generated.
    fn refuse(&mut self, place: Place, what: impl Into<String>) {
        self.problems.push(Problem { place, what: what.into() });
    }

    /// What has no effect.
    fn note(&mut self, place: Place, what: impl Into<String>) {
        self.notes.push(Problem { place, what: what.into() });
    }

    fn model(&mut self) -> Option<Model<'a>> {
        let document: &'a Document = self.document;
        let mut root = Object::open(self, document.root(), "an OpenAPI document")?;
        if let Some(swagger) = root.take("swagger") {
            self.refuse(
                swagger.place,
                "this is OpenAPI 2.0, and only 3.0 is supported; convert the document to OpenAPI 3.0",
            );
            return None;
        }
        let openapi = root.require(self, "openapi")?;
        let version = match &openapi.value {
            crate::document::Value::Number(number) => number.to_string(),
            _ => openapi.text().unwrap_or_default().to_owned(),
        };
        if version != "3.0" && !version.starts_with("3.0.") {
            let what = match version.split('.').next() {
                Some("2" | "3") => {
                    format!("this is OpenAPI {version}, and only 3.0 is supported; write the document as OpenAPI 3.0")
                }
                _ => "`openapi` must state a version of OpenAPI 3.0; write `openapi: 3.0.3`".to_owned(),
            };
            self.refuse(openapi.place, what);
            return None;
        }
        root.ignore(&["servers", "tags", "externalDocs"]);
        let info = root.take("info");
        let components = root.take("components");
        let paths = root.take("paths");
        let security = root.take("security");
        root.close(self);

        let (title, version, description) = self.info(info);
        let schemes = components.map(|node| self.components(node)).unwrap_or_default();
        let mut problems = std::mem::take(&mut self.problems);
        let default = security.map(|node| self.security(node, &schemes)).unwrap_or_default();
        if paths.is_none() {
            self.note(
                document.root().place,
                "the document has no `paths`, so that there is nothing to generate but types",
            );
        }
        let default_problems = std::mem::take(&mut self.problems);
        let mut refused = Vec::new();
        let mut operations = paths.map(|node| self.paths(node, &default, &schemes, &mut refused)).unwrap_or_default();
        if !default_problems.is_empty() {
            // Whatever inherits a security requirement that cannot be kept must not be generated without it.
            let inheriting = operations.extract_if(.., |operation| operation.security == default).collect::<Vec<_>>();
            refused.extend(inheriting.into_iter().map(|operation| operation.refused(default_problems.clone())));
        }
        problems.extend(default_problems);
        let (schemas, broken) = self.schemas(&mut problems);
        let unusable =
            operations.extract_if(.., |operation| operation.uses.iter().any(|name| broken.contains_key(name)));
        for operation in unusable.collect::<Vec<_>>() {
            let causes = operation.uses.iter().filter_map(|name| broken.get(name)).flatten().cloned().collect();
            refused.push(operation.refused(causes));
        }
        problems.append(&mut self.problems);
        refused.sort_by_key(|one| one.place);
        Some(Model {
            title,
            version,
            description,
            operations,
            schemas,
            security_schemes: schemes,
            refused,
            problems,
            notes: std::mem::take(&mut self.notes),
            targets: std::mem::take(&mut self.targets),
        })
    }

    fn info(&mut self, node: Option<&'a Node>) -> (String, String, Option<String>) {
        let Some(mut info) = node.and_then(|node| Object::open(self, node, "`info`")) else {
            return ("API".to_owned(), "0.0.0".to_owned(), None);
        };
        info.ignore(&["license", "contact", "termsOfService"]);
        let title = info.text(self, "title").unwrap_or_else(|| "API".to_owned());
        let version = info.text(self, "version").unwrap_or_else(|| "0.0.0".to_owned());
        let description = info.text(self, "description");
        info.close(self);
        (title, version, description)
    }

    fn components(&mut self, node: &'a Node) -> Vec<SecurityScheme> {
        let Some(mut components) = Object::open(self, node, "`components`") else { return Vec::new() };
        // Read where they are referred to.
        components.ignore(&["parameters", "responses", "headers", "requestBodies", "examples", "links", "callbacks"]);
        let schemas = components.take("schemas");
        let security_schemes = components.take("securitySchemes");
        components.close(self);

        for entry in self.entries(schemas, "`schemas`").iter().filter(|entry| !entry.key.starts_with("x-")) {
            let tokens = ["components", "schemas", entry.key.as_str()].map(str::to_owned).to_vec();
            self.targets.insert(Target { file: entry.place.file, tokens }, entry.key.clone());
            self.names.insert(entry.key.clone());
            self.pending.push_back((entry.key.clone(), &entry.node));
        }
        let schemes = self.entries(security_schemes, "`securitySchemes`");
        schemes.iter().filter_map(|entry| self.security_scheme(entry)).collect()
    }

    /// Read every schema that has a name; those in which something is wrong, and those that use one, by name with the reasons.
    fn schemas(&mut self, problems: &mut Vec<Problem>) -> (Vec<NamedSchema<'a>>, BTreeMap<String, Vec<Problem>>) {
        let mut schemas = Vec::new();
        let mut broken: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
        let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        while let Some((name, node)) = self.pending.pop_front() {
            self.uses.clear();
            let before = self.problems.len();
            let schema = self.schema(node);
            let wrong = self.problems.split_off(before);
            for used in std::mem::take(&mut self.uses) {
                users.entry(used).or_default().insert(name.clone());
            }
            match schema {
                Some(schema) if wrong.is_empty() => schemas.push(NamedSchema { name, schema }),
                _ => {
                    problems.extend(wrong.iter().cloned());
                    broken.insert(name, wrong);
                }
            }
        }
        let circles = circles::circles(&schemas);
        for named in schemas.iter().filter(|named| circles.contains(&named.name)) {
            let what = format!(
                "the schema `{}` leads back to itself, with no property or item between; say what its values are",
                named.name
            );
            let problem = Problem { place: named.schema.place, what };
            problems.push(problem.clone());
            broken.insert(named.name.clone(), vec![problem]);
        }
        let mut pending: Vec<String> = broken.keys().cloned().collect();
        while let Some(name) = pending.pop() {
            let causes = broken.get(&name).cloned().unwrap_or_default();
            for user in users.get(&name).into_iter().flatten() {
                if !broken.contains_key(user) {
                    broken.insert(user.clone(), causes.clone());
                    pending.push(user.clone());
                }
            }
        }
        schemas.retain(|named| !broken.contains_key(&named.name));
        (schemas, broken)
    }

    /// The name of the schema that a reference in `node` names, which will be read when it was not yet.
    fn schema_name(&mut self, node: &'a Node, reference: &str) -> Result<String, String> {
        let document: &'a Document = self.document;
        let (found, target) = document.resolve(node.place.file, reference)?;
        if let Some(name) = self.targets.get(&target) {
            return Ok(name.clone());
        }
        let mut base = target
            .tokens
            .iter()
            .filter(|token| {
                !matches!(
                    token.as_str(),
                    "components" | "schemas" | "definitions" | "properties" | "paths" | "content" | "schema"
                )
            })
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        if base.is_empty() {
            let file = document.name(target.file).rsplit('/').next().unwrap_or_default();
            base = file.split('.').next().unwrap_or_default().to_owned();
        }
        let mut name = base.clone();
        let mut count = 1;
        while self.names.contains(&name) {
            count += 1;
            name = format!("{base} {count}");
        }
        self.names.insert(name.clone());
        self.targets.insert(target, name.clone());
        self.pending.push_back((name.clone(), found));
        Ok(name)
    }
}

impl Operation<'_> {
    fn refused(self, problems: Vec<Problem>) -> Refused {
        Refused { id: self.id, method: self.method, path: self.path, place: self.place, problems }
    }
}
