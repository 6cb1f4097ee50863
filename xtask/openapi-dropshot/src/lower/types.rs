//! Every schema becomes a Rust type: components under their own names, inline ones with rules under the name of the place
//! that they stand in (`Product` + `stock` = `ProductStock`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::document::Place;
use crate::model::{Choice, Integer, Kind, Model, Number, ObjectSchema, Schema, Text, TextFormat};
use crate::names::{pascal, snake};
use crate::problem::Problem;

/// How a type is written where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeUse {
    Boolean,
    Integer32,
    Integer64,
    Number32,
    Number64,
    Text,
    DateTime,
    Any,
    Named(String),
    List(Box<TypeUse>),
    Map(Box<TypeUse>),
    /// Behind a pointer, because it can hold what it stands in.
    Boxed(Box<TypeUse>),
    Nullable(Box<TypeUse>),
}

/// A type of the generated crate.
#[derive(Debug)]
pub(crate) struct TypeDefinition {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) shape: Shape,
    /// Word for word
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
    Struct {
        fields: Vec<Field>,
        closed: bool,
    },
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
    pub(crate) value: TypeUse,
    pub(crate) need: Need,
}

/// Whether a member has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// Absent is `None`.
    Optional,
    /// Absent and null are told apart.
    Presence,
}

/// The types so far.
#[derive(Debug)]
pub(crate) struct Types {
    definitions: Vec<TypeDefinition>,
    /// Rust name to the place it was given for
    taken: BTreeMap<String, Place>,
    /// Component name to whether null is among its values
    nullable: BTreeMap<String, bool>,
}

impl Types {
    pub(crate) fn new(model: &Model) -> Self {
        let nullable = model.schemas.iter().map(|named| (named.name.clone(), named.schema.nullable)).collect();
        Self { definitions: Vec::new(), taken: BTreeMap::new(), nullable }
    }

    pub(crate) fn into_definitions(mut self) -> Vec<TypeDefinition> {
        box_recursion(&mut self.definitions);
        self.definitions
    }

    /// Give every component its name first, so that inline ones step aside; then define them. Those in `replaced` are types
    /// that exist already.
    pub(crate) fn components(
        &mut self,
        model: &Model,
        replaced: &BTreeMap<String, String>,
        problems: &mut Vec<Problem>,
    ) {
        for named in &model.schemas {
            self.take(&pascal(&named.name), named.schema.place, problems);
        }
        for named in &model.schemas {
            let name = pascal(&named.name);
            let shape = match replaced.get(&named.name) {
                Some(path) => Shape::Foreign(path.clone()),
                None => match self.shape(&named.schema, &name, problems) {
                    // A component is worth a type of its own even without rules.
                    Shape::Alias(TypeUse::Text) => Shape::Text(Text::default()),
                    Shape::Alias(TypeUse::Integer64) => Shape::Integer(Integer { bits: 64, ..Integer::default() }),
                    Shape::Alias(TypeUse::Integer32) => Shape::Integer(Integer { bits: 32, ..Integer::default() }),
                    Shape::Alias(TypeUse::Number64) => Shape::Number(Number { bits: 64, ..Number::default() }),
                    Shape::Alias(TypeUse::Number32) => Shape::Number(Number { bits: 32, ..Number::default() }),
                    Shape::Alias(TypeUse::List(item)) => {
                        Shape::Items { item: *item, min_items: None, max_items: None, unique: false }
                    }
                    Shape::Alias(TypeUse::Map(value)) => {
                        Shape::Map { value: *value, min_properties: None, max_properties: None }
                    }
                    Shape::Alias(_) => {
                        let what = format!(
                            "the schema `{}` is no more than another type; use that one in its place",
                            named.name
                        );
                        problems.push(Problem { place: named.schema.place, what });
                        continue;
                    }
                    shape => shape,
                },
            };
            self.define(name, &named.schema, shape);
        }
    }

    /// The type of a schema that would be called `name` if it needs one of its own.
    pub(crate) fn of(&mut self, schema: &Schema, name: &str, problems: &mut Vec<Problem>) -> TypeUse {
        let plain = match &schema.kind {
            Kind::Reference(target) => TypeUse::Named(pascal(target)),
            _ => match self.shape(schema, name, problems) {
                Shape::Alias(plain) => plain,
                shape => {
                    self.take(name, schema.place, problems);
                    self.define(name.to_owned(), schema, shape);
                    TypeUse::Named(name.to_owned())
                }
            },
        };
        if self.is_nullable(schema) { TypeUse::Nullable(Box::new(plain)) } else { plain }
    }

    fn is_nullable(&self, schema: &Schema) -> bool {
        match &schema.kind {
            Kind::Reference(target) => self.nullable.get(target).copied().unwrap_or_default(),
            _ => schema.nullable,
        }
    }

    fn take(&mut self, name: &str, place: Place, problems: &mut Vec<Problem>) {
        if let Some(first) = self.taken.insert(name.to_owned(), place) {
            problems.push(Problem {
                place,
                what: format!("the type name `{name}` is taken by what stands at {first}; rename one of the two"),
            });
        }
    }

    fn define(&mut self, name: String, schema: &Schema, shape: Shape) {
        let description = schema.description.clone();
        self.definitions.push(TypeDefinition { name, description, shape, source: schema.source.clone() });
    }

    fn shape(&mut self, schema: &Schema, name: &str, problems: &mut Vec<Problem>) -> Shape {
        match &schema.kind {
            Kind::Reference(target) => Shape::Alias(TypeUse::Named(pascal(target))),
            Kind::Boolean => Shape::Alias(TypeUse::Boolean),
            Kind::Any => Shape::Alias(TypeUse::Any),
            Kind::Choice(choice) => Shape::Choice {
                variants: self.variants(choice, name, problems),
                exactly_one: choice.exactly_one,
                discriminator: choice.discriminator.as_ref().map(|one| one.property.clone()),
            },
            Kind::Number(Number { bits, minimum: None, maximum: None, multiple_of: None, .. }) => {
                Shape::Alias(if *bits == 32 { TypeUse::Number32 } else { TypeUse::Number64 })
            }
            Kind::Number(number) => Shape::Number(number.clone()),
            Kind::Integer(Integer { bits, minimum: None, maximum: None, multiple_of: None }) => {
                Shape::Alias(if *bits == 32 { TypeUse::Integer32 } else { TypeUse::Integer64 })
            }
            Kind::Integer(integer) => Shape::Integer(integer.clone()),
            Kind::Text(text) => text_shape(text),
            Kind::Enumeration(values) => {
                let variants: Vec<_> = values.iter().map(|value| (pascal(value), value.clone())).collect();
                for (index, (variant, value)) in variants.iter().enumerate() {
                    if variants[..index].iter().any(|(earlier, _)| earlier == variant) {
                        let what =
                            format!("the variant `{variant}` of {value:?} is there already; rename one of the two");
                        problems.push(Problem { place: schema.place, what });
                    }
                }
                Shape::Enumeration(variants)
            }
            Kind::Array(array) => {
                let item = self.of(&array.items, &format!("{name}Item"), problems);
                if array.min_items.is_none() && array.max_items.is_none() && !array.unique {
                    Shape::Alias(TypeUse::List(Box::new(item)))
                } else {
                    let (min_items, max_items) = (array.min_items, array.max_items);
                    Shape::Items { item, min_items, max_items, unique: array.unique }
                }
            }
            Kind::Map(map) => {
                let value = match &map.values {
                    Some(values) => self.of(values, &format!("{name}Value"), problems),
                    None => TypeUse::Any,
                };
                if map.min_properties.is_none() && map.max_properties.is_none() {
                    Shape::Alias(TypeUse::Map(Box::new(value)))
                } else {
                    Shape::Map { value, min_properties: map.min_properties, max_properties: map.max_properties }
                }
            }
            Kind::Object(object) => {
                Shape::Struct { fields: self.fields(object, name, problems), closed: object.closed }
            }
        }
    }

    fn variants(&mut self, choice: &Choice, name: &str, problems: &mut Vec<Problem>) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, schema) in choice.variants.iter().enumerate() {
            let mut variant = variant_name(&schema.kind);
            if variants.iter().any(|earlier| earlier.name == variant) {
                variant = format!("{variant}{}", index + 1);
            }
            let value = self.of(schema, &format!("{name}{variant}"), problems);
            let tags = choice.discriminator.iter().flat_map(|discriminator| &discriminator.tags);
            let tags = tags.filter(|(_, of)| *of == index).map(|(tag, _)| tag.clone()).collect();
            variants.push(Variant { name: variant, value, tags });
        }
        variants
    }

    fn fields(&mut self, object: &ObjectSchema, name: &str, problems: &mut Vec<Problem>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for property in &object.properties {
            let value = self.of(&property.schema, &format!("{name}{}", pascal(&property.name)), problems);
            let (value, need) = match (property.required, value) {
                (true, value) => (value, Need::Required),
                (false, TypeUse::Nullable(inner)) => (*inner, Need::Presence),
                (false, value) => (value, Need::Optional),
            };
            let field = snake(&property.name);
            if fields.iter().any(|earlier| earlier.field == field) {
                let what =
                    format!("the field `{field}` of `{}` is there already; rename one of the two", property.name);
                problems.push(Problem { place: property.place, what });
            }
            let description = property.schema.description.clone();
            fields.push(Field { name: property.name.clone(), field, description, value, need });
        }
        fields
    }
}

/// A struct cannot hold itself, so a field through which it would gets a pointer. Lists and maps are pointers already.
fn box_recursion(definitions: &mut [TypeDefinition]) {
    let held: BTreeMap<String, BTreeSet<String>> = definitions
        .iter()
        .filter_map(|definition| match &definition.shape {
            Shape::Struct { fields, .. } => Some((&definition.name, fields.iter().map(|field| &field.value).collect())),
            Shape::Choice { variants, .. } => {
                Some((&definition.name, variants.iter().map(|variant| &variant.value).collect::<Vec<_>>()))
            }
            _ => None,
        })
        .map(|(name, values)| (name.clone(), values.into_iter().filter_map(held_by).map(str::to_owned).collect()))
        .collect();
    for definition in definitions {
        let values: Vec<&mut TypeUse> = match &mut definition.shape {
            Shape::Struct { fields, .. } => fields.iter_mut().map(|field| &mut field.value).collect(),
            Shape::Choice { variants, .. } => variants.iter_mut().map(|variant| &mut variant.value).collect(),
            _ => continue,
        };
        for held_value in values {
            let recursive = held_by(held_value).is_some_and(|name| reaches(&held, name, &definition.name));
            if recursive {
                let value = std::mem::replace(held_value, TypeUse::Any);
                *held_value = match value {
                    TypeUse::Nullable(inner) => TypeUse::Nullable(Box::new(TypeUse::Boxed(inner))),
                    other => TypeUse::Boxed(Box::new(other)),
                };
            }
        }
    }
}

/// The type that stands in a field by value.
fn held_by(value: &TypeUse) -> Option<&str> {
    match value {
        TypeUse::Named(name) => Some(name),
        TypeUse::Nullable(inner) => held_by(inner),
        _ => None,
    }
}

fn reaches(held: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut pending = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            pending.extend(held.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

/// What an inline variant is called; one that has a name keeps it.
fn variant_name(kind: &Kind) -> String {
    match kind {
        Kind::Reference(name) => pascal(name),
        Kind::Boolean => "Boolean".to_owned(),
        Kind::Integer(_) => "Integer".to_owned(),
        Kind::Number(_) => "Number".to_owned(),
        Kind::Text(_) | Kind::Enumeration(_) => "Text".to_owned(),
        Kind::Array(_) => "List".to_owned(),
        Kind::Object(_) => "Object".to_owned(),
        Kind::Map(_) => "Map".to_owned(),
        Kind::Choice(_) => "Choice".to_owned(),
        Kind::Any => "Any".to_owned(),
    }
}

fn text_shape(text: &Text) -> Shape {
    let unbounded = text.min_length.is_none() && text.max_length.is_none() && text.pattern.is_none();
    match text.format {
        Some(TextFormat::DateTime) if unbounded => Shape::Alias(TypeUse::DateTime),
        None if unbounded => Shape::Alias(TypeUse::Text),
        Some(TextFormat::Decimal) => Shape::Decimal(text.clone()),
        Some(TextFormat::Password) => Shape::Secret(text.clone()),
        _ => Shape::Text(text.clone()),
    }
}

/// The schema itself, or the one that it refers to.
pub(crate) fn resolve<'a>(model: &'a Model, schema: &'a Schema) -> Option<&'a Schema> {
    let mut current = schema;
    for _ in 0..32 {
        match &current.kind {
            Kind::Reference(name) => current = model.schema(name)?,
            _ => return Some(current),
        }
    }
    None
}

/// A default as the text of a parameter, when it keeps the rules of its schema.
pub(crate) fn default_text(kind: &Kind, default: &Json) -> Result<String, String> {
    match (kind, default) {
        (Kind::Boolean, Json::Bool(flag)) => Ok(flag.to_string()),
        (Kind::Integer(rules), Json::Number(number)) => {
            let number = number.as_i64().ok_or("`default` must be an integer")?;
            let broken = rules.minimum.is_some_and(|minimum| number < minimum)
                || rules.maximum.is_some_and(|maximum| number > maximum)
                || (rules.bits == 32 && i32::try_from(number).is_err());
            if broken { Err("`default` breaks the schema's own rules".to_owned()) } else { Ok(number.to_string()) }
        }
        (Kind::Enumeration(values), Json::String(text)) if values.contains(text) => Ok(text.clone()),
        (Kind::Text(Text { min_length: None, max_length: None, pattern: None, format: None }), Json::String(text)) => {
            Ok(text.clone())
        }
        _ => {
            Err("this `default` is not supported; use a boolean, an integer, a plain string or one of an enum"
                .to_owned())
        }
    }
}
