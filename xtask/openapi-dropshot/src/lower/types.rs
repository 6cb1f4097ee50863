//! Every schema becomes a Rust type: components under their own names, inline ones with rules under the name of the place
//! that they stand in (`Product` + `stock` = `ProductStock`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

use super::Context;
use super::recursion::box_recursion;
use crate::document::Place;
use crate::model::{Additional, Choice, Integer, Kind, Map, Number, ObjectSchema, Schema, Text, TextFormat, Width};
use crate::names::{Names, pascal, snake};

/// Names that generated code needs for something else.
const RESERVED: [&str; 15] = [
    "Option", "Some", "None", "Vec", "String", "Box", "Result", "Ok", "Err", "Self", "Default", "Into", "From",
    "TryFrom", "Iterator",
];

/// Longest array that becomes a Rust array rather than a list with rules.
const TUPLE: u64 = 16;

/// How a type is written where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeUse {
    Boolean,
    Integer(Width),
    Number32,
    Number64,
    Text,
    /// A string of a format that a type of another crate says
    Format(TextFormat),
    Any,
    Named(String),
    List(Box<TypeUse>),
    /// So many of them
    Tuple(Box<TypeUse>, u64),
    Map(Box<TypeUse>),
    /// Behind a pointer, because it can hold what it stands in.
    Boxed(Box<TypeUse>),
    Nullable(Box<TypeUse>),
}

/// A type of the generated crate.
#[derive(Debug)]
pub(crate) struct TypeDefinition {
    pub(crate) name: String,
    /// Its name in Dropshot's description
    pub(crate) schema_name: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) shape: Shape,
    /// With references by `schema_name`
    pub(crate) source: Json,
}

#[derive(Debug)]
pub(crate) enum Shape {
    Alias(TypeUse),
    /// A type of another crate, by its path
    Foreign(String),
    Text(Text),
    Secret(Text),
    Decimal(Text),
    Integer(Integer),
    Number(Number),
    Items {
        item: TypeUse,
        min_items: Option<u64>,
        max_items: Option<u64>,
        unique: bool,
    },
    Map {
        value: TypeUse,
        min_properties: Option<u64>,
        max_properties: Option<u64>,
    },
    Choice {
        variants: Vec<Variant>,
        exactly_one: bool,
        /// The property that tells them apart
        discriminator: Option<String>,
    },
    /// Variant and string
    Enumeration(Vec<(String, String)>),
    /// Variant and value
    Literals(Vec<(String, Json)>),
    Struct(Structure),
    /// Checked against its source
    Verbatim,
}

#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) fields: Vec<Field>,
    /// Whether other members are forbidden
    pub(crate) closed: bool,
    /// The field that keeps other members, with their type
    pub(crate) rest: Option<(String, TypeUse)>,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) value: TypeUse,
    /// The discriminator's values that stand for it
    pub(crate) tags: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) value: TypeUse,
    pub(crate) need: Need,
}

/// Whether a member has to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// Absent is `None`.
    Optional,
    /// Absent and null are told apart.
    Presence,
    /// Absent means this.
    Default(Json),
    /// In responses only, where it may be required
    ReadOnly(bool),
    /// In requests only, where it may be required
    WriteOnly(bool),
}

/// The types so far.
#[derive(Debug)]
pub(crate) struct Types {
    definitions: Vec<TypeDefinition>,
    taken: Names,
    /// Rust names of components
    names: HashMap<String, String>,
    /// Places of the defaults that keep the rules of their schemas
    pub(super) defaults: BTreeSet<Place>,
}

impl Types {
    /// Give every component its name, so that inline types step aside.
    pub(crate) fn new(context: &Context<'_, '_>, defaults: BTreeSet<Place>) -> Self {
        let mut taken = Names::without(&RESERVED);
        let names = context.model.schemas.iter();
        let names = names.map(|named| (named.name.clone(), taken.take(&pascal(&named.name)))).collect();
        Self { definitions: Vec::new(), taken, names, defaults }
    }

    pub(crate) fn into_definitions(mut self) -> Vec<TypeDefinition> {
        box_recursion(&mut self.definitions);
        self.definitions
    }

    /// The Rust name of a component.
    fn named(&self, name: &str) -> String {
        self.names.get(name).cloned().unwrap_or_else(|| pascal(name))
    }

    /// Define the components. Those in `replaced` are types that exist already.
    pub(crate) fn components(&mut self, context: &Context<'_, '_>, replaced: &BTreeMap<String, String>) {
        for component in &context.model.schemas {
            let name = self.named(&component.name);
            let shape = match replaced.get(&component.name) {
                Some(path) => Shape::Foreign(path.clone()),
                None => match self.shape(context, &component.schema, &name) {
                    // A component is worth a type of its own even without rules.
                    Shape::Alias(TypeUse::Text) => Shape::Text(Text::default()),
                    Shape::Alias(TypeUse::Format(TextFormat::Decimal)) => {
                        Shape::Decimal(format_only(TextFormat::Decimal))
                    }
                    Shape::Alias(TypeUse::Format(TextFormat::Password)) => {
                        Shape::Secret(format_only(TextFormat::Password))
                    }
                    Shape::Alias(TypeUse::Format(format)) => Shape::Text(format_only(format)),
                    Shape::Alias(TypeUse::Integer(width)) => Shape::Integer(Integer { width, ..Integer::default() }),
                    Shape::Alias(TypeUse::Number64) => Shape::Number(Number::default()),
                    Shape::Alias(TypeUse::Number32) => Shape::Number(Number { single: true, ..Number::default() }),
                    Shape::Alias(TypeUse::List(item)) => {
                        Shape::Items { item: *item, min_items: None, max_items: None, unique: false }
                    }
                    Shape::Alias(TypeUse::Map(value)) => {
                        Shape::Map { value: *value, min_properties: None, max_properties: None }
                    }
                    shape => shape,
                },
            };
            self.define(context, name, component.name.clone(), &component.schema, shape);
        }
    }

    /// The type of a schema that would be called `name` if it needs one of its own.
    pub(crate) fn of(&mut self, context: &Context<'_, '_>, schema: &Schema<'_>, name: &str) -> TypeUse {
        let plain = match &schema.kind {
            Kind::Reference(target) => TypeUse::Named(self.named(target)),
            // Only these need a name, and what is inside of them is called after it.
            _ => match self.shape(context, schema, name) {
                Shape::Alias(plain) => plain,
                shape => {
                    let name = self.taken.take(name);
                    self.define(context, name.clone(), name.clone(), schema, shape);
                    TypeUse::Named(name)
                }
            },
        };
        if plain != TypeUse::Any && context.is_nullable(schema) { TypeUse::Nullable(Box::new(plain)) } else { plain }
    }

    fn define(
        &mut self,
        context: &Context<'_, '_>,
        name: String,
        schema_name: String,
        schema: &Schema<'_>,
        shape: Shape,
    ) {
        self.definitions.push(TypeDefinition {
            name,
            schema_name,
            description: schema.description.clone(),
            deprecated: schema.deprecated,
            shape,
            source: context.source(schema),
        });
    }

    fn shape(&mut self, context: &Context<'_, '_>, schema: &Schema<'_>, name: &str) -> Shape {
        match &schema.kind {
            Kind::Reference(target) => Shape::Alias(TypeUse::Named(self.named(target))),
            Kind::Boolean => Shape::Alias(TypeUse::Boolean),
            Kind::Any => Shape::Alias(TypeUse::Any),
            Kind::Verbatim(_) => Shape::Verbatim,
            Kind::Choice(choice) => Shape::Choice {
                variants: self.variants(context, choice, name),
                exactly_one: choice.exactly_one,
                discriminator: choice.discriminator.as_ref().map(|one| one.property.clone()),
            },
            Kind::Number(Number { single, minimum: None, maximum: None, multiple_of: None, .. }) => {
                Shape::Alias(if *single { TypeUse::Number32 } else { TypeUse::Number64 })
            }
            Kind::Number(number) => Shape::Number(number.clone()),
            Kind::Integer(Integer { width, minimum: None, maximum: None, multiple_of: None }) => {
                Shape::Alias(TypeUse::Integer(*width))
            }
            Kind::Integer(integer) => Shape::Integer(integer.clone()),
            Kind::Text(text) => text_shape(text),
            Kind::Enumeration(values) => {
                let mut names = Names::without(&["Self"]);
                Shape::Enumeration(values.iter().map(|value| (names.take(&pascal(value)), value.clone())).collect())
            }
            Kind::Literals(values) => {
                let mut names = Names::without(&["Self"]);
                let named = values.iter().enumerate();
                Shape::Literals(
                    named.map(|(index, value)| (names.take(&literal_name(value, index)), value.clone())).collect(),
                )
            }
            Kind::Array(array) => {
                let item = self.of(context, &array.items, &format!("{name}Item"));
                match (array.min_items, array.max_items) {
                    (None, None) if !array.unique => Shape::Alias(TypeUse::List(Box::new(item))),
                    (Some(least), Some(most)) if least == most && most <= TUPLE && !array.unique => {
                        Shape::Alias(TypeUse::Tuple(Box::new(item), most))
                    }
                    (min_items, max_items) => Shape::Items { item, min_items, max_items, unique: array.unique },
                }
            }
            Kind::Map(Map { values, min_properties, max_properties }) => {
                let value = match values {
                    Some(values) => self.of(context, values, &format!("{name}Value")),
                    None => TypeUse::Any,
                };
                if min_properties.is_none() && max_properties.is_none() {
                    Shape::Alias(TypeUse::Map(Box::new(value)))
                } else {
                    Shape::Map { value, min_properties: *min_properties, max_properties: *max_properties }
                }
            }
            Kind::Object(object) => Shape::Struct(self.structure(context, object, name)),
        }
    }

    fn variants(&mut self, context: &Context<'_, '_>, choice: &Choice<'_>, name: &str) -> Vec<Variant> {
        let mut names = Names::without(&["Self"]);
        let mut variants = Vec::new();
        for (index, schema) in choice.variants.iter().enumerate() {
            let variant = names.take(&self.variant_name(&schema.kind));
            let value = self.of(context, schema, &format!("{name}{variant}"));
            let tags = choice.discriminator.iter().flat_map(|discriminator| &discriminator.tags);
            let tags = tags.filter(|(_, of)| *of == index).map(|(tag, _)| tag.clone()).collect();
            variants.push(Variant { name: variant, value, tags });
        }
        variants
    }

    fn structure(&mut self, context: &Context<'_, '_>, object: &ObjectSchema<'_>, name: &str) -> Structure {
        let mut names = Names::default();
        let mut fields = Vec::new();
        for property in &object.properties {
            let schema = &property.schema;
            let value = self.of(context, schema, &format!("{name}{}", pascal(&property.name)));
            let default = schema.default.or(context.resolve(schema).default);
            let default = default.filter(|node| self.defaults.contains(&node.place));
            let (value, need) = match (property.required, value) {
                (required, value) if schema.read_only => (value, Need::ReadOnly(required)),
                (required, value) if schema.write_only => (value, Need::WriteOnly(required)),
                (true, value) => (value, Need::Required),
                (false, value) if default.is_some() => {
                    (value, Need::Default(default.map(crate::document::Node::to_json).unwrap_or_default()))
                }
                (false, TypeUse::Nullable(inner)) => (*inner, Need::Presence),
                (false, value) => (value, Need::Optional),
            };
            fields.push(Field {
                name: property.name.clone(),
                field: names.take(&snake(&property.name)),
                description: schema.description.clone(),
                deprecated: schema.deprecated,
                value,
                need,
            });
        }
        let rest = match &object.additional {
            Additional::Open(values) => {
                let value = match values {
                    Some(values) => self.of(context, values, &format!("{name}Value")),
                    None => TypeUse::Any,
                };
                Some((names.take("additional"), value))
            }
            Additional::Ignored | Additional::Closed => None,
        };
        Structure {
            fields,
            closed: matches!(object.additional, Additional::Closed),
            rest,
            min_properties: object.min_properties,
            max_properties: object.max_properties,
        }
    }

    /// What an inline variant is called; one that has a name keeps it.
    fn variant_name(&self, kind: &Kind<'_>) -> String {
        match kind {
            Kind::Reference(name) => self.named(name),
            Kind::Boolean => "Boolean".to_owned(),
            Kind::Integer(_) => "Integer".to_owned(),
            Kind::Number(_) => "Number".to_owned(),
            Kind::Text(_) | Kind::Enumeration(_) => "Text".to_owned(),
            Kind::Literals(_) => "Literal".to_owned(),
            Kind::Array(_) => "List".to_owned(),
            Kind::Object(_) => "Object".to_owned(),
            Kind::Map(_) => "Map".to_owned(),
            Kind::Choice(_) => "Choice".to_owned(),
            Kind::Any => "Any".to_owned(),
            Kind::Verbatim(_) => "Other".to_owned(),
        }
    }
}

fn format_only(format: TextFormat) -> Text {
    Text { format: Some(format), ..Text::default() }
}

fn text_shape(text: &Text) -> Shape {
    let unbounded = text.min_length.is_none() && text.max_length.is_none() && text.pattern.is_none();
    match text.format {
        None | Some(TextFormat::Binary) if unbounded => Shape::Alias(TypeUse::Text),
        Some(format) if unbounded => Shape::Alias(TypeUse::Format(format)),
        Some(TextFormat::Decimal) => Shape::Decimal(text.clone()),
        Some(TextFormat::Password) => Shape::Secret(text.clone()),
        _ => Shape::Text(text.clone()),
    }
}

/// What a value of an `enum` is called.
fn literal_name(value: &Json, index: usize) -> String {
    match value {
        Json::String(text) => pascal(text),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Null => "Null".to_owned(),
        Json::Number(number) => {
            let text = number.to_string().replace('-', "Minus").replace('.', "Point").replace('+', "");
            format!("Value{text}")
        }
        Json::Array(_) | Json::Object(_) => format!("Value{}", index + 1),
    }
}
