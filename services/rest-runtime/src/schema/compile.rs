//! From the JSON of schemas to their tree. What is wrong is noted with its place, and is no rule.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::SchemaSet;
use super::tree::{Alternatives, Discriminator, Node, Others, Property, Rules, Type, Values};
use crate::decode::{Direction, Pointer};
use crate::rules::{Format, IntegerRules, ItemsRules, MembersRules, NumberRules, Pattern, TextRules, canonical};

/// How deep schemas may be nested in one another.
const DEEPEST: usize = 128;
/// How long a list of allowed values, in bytes, is still named in a violation.
const NAMED: usize = 500;

/// Properties of one direction, by name.
type OneWay<'a> = BTreeMap<&'a str, Direction>;

impl SchemaSet {
    /// As much as can be compiled, and everything that cannot.
    pub(super) fn build(schemas: impl IntoIterator<Item = (String, Value)>) -> (Self, Vec<String>) {
        let (names, sources): (Vec<String>, Vec<Value>) = schemas.into_iter().unzip();
        let indices: HashMap<String, usize> = names.iter().cloned().zip(0..).collect();
        let mut compiler =
            Compiler { names: &names, sources: &sources, indices: &indices, errors: Vec::new(), depth: 0 };
        let compile = |(name, source)| compiler.node(source, &Pointer::Parameter(name), &OneWay::new());
        let nodes = names.iter().map(String::as_str).zip(&sources).map(compile).collect();
        let errors = compiler.errors;
        (Self { indices, nodes }, errors)
    }
}

struct Compiler<'a> {
    names: &'a [String],
    sources: &'a [Value],
    indices: &'a HashMap<String, usize>,
    errors: Vec<String>,
    depth: usize,
}

/// The members of one schema object, read by keyword.
struct Keywords<'c, 'a> {
    compiler: &'c mut Compiler<'a>,
    object: &'a Map<String, Value>,
    at: &'c Pointer<'c>,
}

impl<'a> Compiler<'a> {
    fn refuse(&mut self, at: &Pointer<'_>, what: &str) {
        self.errors.push(format!("{}{at}: {what}", at.parameter().unwrap_or_default()));
    }

    /// Which schema a reference names.
    fn resolve(&self, reference: &str) -> Option<usize> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        let plain = || self.indices.get(&name.replace("~1", "/").replace("~0", "~"));
        self.indices.get(name).or_else(plain).copied()
    }

    /// The schema `source`; `one_way` names properties of the object that it is about, as schemas around it say.
    fn node(&mut self, source: &'a Value, at: &Pointer<'_>, one_way: &OneWay<'a>) -> Node {
        let Some(object) = source.as_object() else {
            self.refuse(at, "a schema must be an object");
            return Node::Any;
        };
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let index = self.resolve(reference);
            if index.is_none() {
                self.refuse(at, &format!("{reference} is not there"));
            }
            return index.map_or(Node::Any, Node::Reference);
        }
        if self.depth >= DEEPEST {
            self.refuse(at, "is nested too deeply");
            return Node::Any;
        }
        self.depth += 1;
        let rules = Keywords { compiler: self, object, at }.rules(one_way);
        self.depth -= 1;
        Node::Rules(Box::new(rules))
    }

    /// Add the properties of one direction that a schema and those of its `allOf` have.
    fn one_way(&self, schema: &'a Value, found: &mut OneWay<'a>) {
        let mut seen = HashSet::new();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            let schema = self.resolved(schema);
            if !seen.insert(std::ptr::from_ref(schema)) {
                continue;
            }
            for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                found.extend(self.way(property).map(|way| (name.as_str(), way)));
            }
            waiting.extend(schema.get("allOf").and_then(Value::as_array).into_iter().flatten());
        }
    }

    /// The only direction that a property goes.
    fn way(&self, property: &'a Value) -> Option<Direction> {
        let property = self.resolved(property);
        let is = |keyword| property.get(keyword).and_then(Value::as_bool).unwrap_or_default();
        if is("readOnly") { Some(Direction::Response) } else { is("writeOnly").then_some(Direction::Request) }
    }

    /// What a reference to a reference stands for, in the end.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let target = |schema: &'a Value| self.sources.get(self.resolve(schema.get("$ref")?.as_str()?)?);
        let mut schema = schema;
        for _ in 0..DEEPEST {
            match target(schema) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }
}

impl<'a> Keywords<'_, 'a> {
    fn rules(mut self, around: &OneWay<'a>) -> Rules {
        let mut one_way = around.clone();
        if self.object.contains_key("required") || self.object.keys().any(|key| key.ends_with("Of")) {
            for one in self.object.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                self.compiler.one_way(one, &mut one_way);
            }
        }
        let mut properties = BTreeMap::new();
        for (name, property) in self.members("properties") {
            let way = self.compiler.way(property);
            one_way.extend(way.map(|way| (name, way)));
            properties.insert(name.to_owned(), Property { node: self.part("properties", name, property), way });
        }
        let numbers = self.numbers();
        let (first_items, other_items) = self.items();
        let (dependencies, dependents) = self.dependencies(&one_way);
        let item_limit = match self.object.get("additionalItems") {
            Some(Value::Bool(false)) if self.object.get("items").is_some_and(Value::is_array) => {
                Some(first_items.len())
            }
            _ => None,
        };
        let max_items = self.count("maxItems");
        let format = self.object.get("format").and_then(Value::as_str);
        Rules {
            types: self.types(),
            nullable: self.flag("nullable"),
            values: self.values(),
            text: TextRules {
                min_length: self.count("minLength"),
                max_length: self.count("maxLength"),
                pattern: self.text("pattern").and_then(|pattern| self.pattern(pattern)),
                format: format.and_then(Format::named),
            },
            integers: integers(&numbers, self.object),
            numbers,
            bits: match format {
                Some("int8") => Some((true, 8)),
                Some("int16") => Some((true, 16)),
                Some("int32") => Some((true, 32)),
                Some("int64") => Some((true, 64)),
                Some("uint8") => Some((false, 8)),
                Some("uint16") => Some((false, 16)),
                Some("uint32") => Some((false, 32)),
                Some("uint64" | "uint") => Some((false, 64)),
                _ => None,
            },
            items: ItemsRules {
                min_items: self.count("minItems"),
                max_items: item_limit.into_iter().chain(max_items).min(),
                unique: self.flag("uniqueItems"),
            },
            first_items,
            other_items,
            members: MembersRules {
                min_properties: self.count("minProperties"),
                max_properties: self.count("maxProperties"),
            },
            properties,
            patterns: self.patterns(),
            others: match self.object.get("additionalProperties") {
                None | Some(Value::Bool(true)) => Others::Allowed,
                Some(Value::Bool(false)) => Others::Refused,
                Some(schema) => Others::Of(self.schema("additionalProperties", schema, &OneWay::new())),
            },
            required: self.required(&one_way),
            dependencies,
            dependents,
            all: self.schemas("allOf", &one_way),
            alternatives: self.alternatives(&one_way),
            not: self.object.get("not").map(|schema| self.schema("not", schema, &one_way)),
        }
    }

    fn refuse(&mut self, keyword: &str, what: &str) {
        self.compiler.refuse(&Pointer::Member(self.at, keyword), what);
    }

    /// A keyword, if it is there and `read` can make something of it.
    fn read<T>(&mut self, keyword: &str, what: &str, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let read = read(self.object.get(keyword)?);
        if read.is_none() {
            self.refuse(keyword, what);
        }
        read
    }

    fn flag(&mut self, keyword: &str) -> bool {
        self.read(keyword, "must be true or false", Value::as_bool).unwrap_or_default()
    }

    fn text(&mut self, keyword: &str) -> Option<&'a str> {
        self.read(keyword, "must be a string", Value::as_str)
    }

    fn list(&mut self, keyword: &str) -> Option<&'a Vec<Value>> {
        self.read(keyword, "must be an array", Value::as_array)
    }

    fn members(&mut self, keyword: &str) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
        let members = self.read(keyword, "must be an object", Value::as_object);
        members.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
    }

    /// A whole number from 0 up; what is too large to count to is the largest.
    fn count(&mut self, keyword: &str) -> Option<usize> {
        self.read(keyword, "must be a whole number, not negative", |value| match value.as_u64() {
            Some(count) => Some(usize::try_from(count).unwrap_or(usize::MAX)),
            // The conversion saturates.
            None => value.as_f64().filter(|float| *float >= 0.0 && float.fract() == 0.0).map(|float| float as usize),
        })
    }

    /// A schema under a keyword.
    fn schema(&mut self, keyword: &str, schema: &'a Value, one_way: &OneWay<'a>) -> Node {
        self.compiler.node(schema, &Pointer::Member(self.at, keyword), one_way)
    }

    /// A schema under a name under a keyword, that of a part of the value.
    fn part(&mut self, keyword: &str, name: &str, schema: &'a Value) -> Node {
        let keyword = Pointer::Member(self.at, keyword);
        self.compiler.node(schema, &Pointer::Member(&keyword, name), &OneWay::new())
    }

    /// The schemas that a keyword lists.
    fn schemas(&mut self, keyword: &str, one_way: &OneWay<'a>) -> Vec<Node> {
        let listed = self.list(keyword).into_iter().flatten();
        let keyword = Pointer::Member(self.at, keyword);
        listed
            .enumerate()
            .map(|(index, schema)| self.compiler.node(schema, &Pointer::Item(&keyword, index), one_way))
            .collect()
    }

    fn types(&mut self) -> Vec<Type> {
        let types = self.read("type", "must be the name of a type, or several", |value| match value {
            Value::Array(names) => names.iter().map(|name| Type::named(name.as_str()?)).collect(),
            name => Some(vec![Type::named(name.as_str()?)?]),
        });
        types.unwrap_or_default()
    }

    fn values(&mut self) -> Option<Values> {
        let values = self.list("enum")?;
        if values.is_empty() {
            self.refuse("enum", "must list at least one value");
            return None;
        }
        let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
        let listed = texts.map(|texts| format!("must be one of {}", quoted(texts)));
        let reason = listed.filter(|text| text.len() <= NAMED);
        let allowed = values.iter().map(|value| {
            let mut text = String::new();
            canonical(value, &mut text);
            text
        });
        Some(Values {
            allowed: allowed.collect(),
            reason: reason.unwrap_or_else(|| "must be one of the allowed values".to_owned()),
        })
    }

    fn pattern(&mut self, source: &str) -> Option<Pattern> {
        match Pattern::compile(source) {
            Ok(pattern) => Some(pattern),
            Err(cause) => {
                self.compiler.refuse(self.at, &cause);
                None
            }
        }
    }

    /// `exclusiveMinimum` and `exclusiveMaximum` are booleans, or numbers as later drafts have them.
    fn numbers(&mut self) -> NumberRules {
        let mut bound = |keyword: &'static str, exclusive: &'static str, tighter: fn(f64, f64) -> bool| {
            let inclusive = self.read(keyword, "must be a number", Value::as_f64);
            match self.object.get(exclusive).map(|value| (value.as_bool(), value.as_f64())) {
                None => (inclusive, false),
                Some((Some(excluded), _)) => (inclusive, excluded),
                Some((_, Some(bound))) if inclusive.is_none_or(|inclusive| !tighter(inclusive, bound)) => {
                    (Some(bound), true)
                }
                Some((_, Some(_))) => (inclusive, false),
                Some((None, None)) => {
                    self.refuse(exclusive, "must be true or false");
                    (inclusive, false)
                }
            }
        };
        let (minimum, exclusive_minimum) = bound("minimum", "exclusiveMinimum", |one, other| one > other);
        let (maximum, exclusive_maximum) = bound("maximum", "exclusiveMaximum", |one, other| one < other);
        let above_zero = |value: &Value| value.as_f64().filter(|step| *step > 0.0);
        let multiple_of = self.read("multipleOf", "must be a number above 0", above_zero);
        NumberRules { minimum, exclusive_minimum, maximum, exclusive_maximum, multiple_of }
    }

    /// `items` and `additionalItems`: the schemas of the first items and that of the others.
    fn items(&mut self) -> (Vec<Node>, Option<Node>) {
        let none = OneWay::new();
        match self.object.get("items") {
            Some(Value::Array(_)) => {
                let others = self.object.get("additionalItems").filter(|others| !others.is_boolean());
                let others = others.map(|others| self.schema("additionalItems", others, &none));
                (self.schemas("items", &none), others)
            }
            items => (Vec::new(), items.map(|items| self.schema("items", items, &none))),
        }
    }

    fn patterns(&mut self) -> Vec<(Pattern, Node)> {
        let mut patterns = Vec::new();
        for (source, schema) in self.members("patternProperties") {
            let node = self.part("patternProperties", source, schema);
            patterns.extend(self.pattern(source).map(|pattern| (pattern, node)));
        }
        patterns
    }

    /// A boolean, as draft 3 had it, is no rule.
    fn required(&mut self, one_way: &OneWay<'a>) -> Vec<(String, Option<Direction>)> {
        if self.object.get("required").is_some_and(Value::is_boolean) {
            return Vec::new();
        }
        let names = self.read("required", "must be an array of names", names).unwrap_or_default();
        let with_way = |name: String| {
            let way = one_way.get(name.as_str()).copied();
            (name, way)
        };
        names.into_iter().map(with_way).collect()
    }

    #[allow(clippy::type_complexity)] // the two are the two fields of `Rules`
    fn dependencies(&mut self, one_way: &OneWay<'a>) -> (Vec<(String, Vec<String>)>, Vec<(String, Node)>) {
        let (mut dependencies, mut dependents) = (Vec::new(), Vec::new());
        for (name, dependency) in self.members("dependencies") {
            match names(dependency) {
                Some(names) => dependencies.push((name.to_owned(), names)),
                None => {
                    let keyword = Pointer::Member(self.at, "dependencies");
                    let node = self.compiler.node(dependency, &Pointer::Member(&keyword, name), one_way);
                    dependents.push((name.to_owned(), node));
                }
            }
        }
        (dependencies, dependents)
    }

    fn alternatives(&mut self, one_way: &OneWay<'a>) -> Vec<Alternatives> {
        let mut alternatives = Vec::new();
        for (keyword, exactly_one) in [("anyOf", false), ("oneOf", true)] {
            if self.object.contains_key(keyword) {
                let nodes = self.schemas(keyword, one_way);
                if nodes.is_empty() {
                    self.refuse(keyword, "must list at least one schema");
                    continue;
                }
                let discriminator = self.discriminator(&nodes);
                alternatives.push(Alternatives { exactly_one, nodes, discriminator });
            }
        }
        alternatives
    }

    /// Every reference under its schema's name, unless `mapping` gives it another. None when there is nothing to tell apart.
    fn discriminator(&mut self, nodes: &[Node]) -> Option<Discriminator> {
        let discriminator = self.object.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?.to_owned();
        let position =
            |index: usize| nodes.iter().position(|node| matches!(node, Node::Reference(one) if *one == index));
        let mut tags = Vec::new();
        for (tag, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            let target = target.as_str().unwrap_or_default();
            let index = self.compiler.indices.get(target).copied().or_else(|| self.compiler.resolve(target));
            tags.extend(index.and_then(position).map(|position| (tag.as_str(), position)));
        }
        for (position, node) in nodes.iter().enumerate() {
            if let Node::Reference(index) = node
                && !tags.iter().any(|(_, mapped)| *mapped == position)
            {
                tags.extend(self.compiler.names.get(*index).map(|name| (name.as_str(), position)));
            }
        }
        let listed = format!("must be one of {}", quoted(tags.iter().map(|(tag, _)| *tag)));
        let complete = (0..nodes.len()).all(|position| tags.iter().any(|(_, mapped)| *mapped == position));
        (!tags.is_empty()).then(|| Discriminator {
            property,
            complete,
            reason: if listed.len() <= NAMED { listed } else { "must name one of the allowed schemas".to_owned() },
            tags: tags.into_iter().map(|(tag, position)| (tag.to_owned(), position)).collect(),
        })
    }
}

fn names(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

fn quoted<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" ")
}

/// The same bounds for 64-bit integers, when all of them are that.
fn integers(numbers: &NumberRules, object: &Map<String, Value>) -> Option<IntegerRules> {
    let bound = |keyword: &str| object.get(keyword).map(|value| value.as_i64().map(i128::from));
    let exact = !numbers.exclusive_minimum && !numbers.exclusive_maximum;
    let (minimum, maximum, multiple_of) = (bound("minimum"), bound("maximum"), bound("multipleOf"));
    if !exact || [minimum, maximum, multiple_of].contains(&Some(None)) {
        return None;
    }
    Some(IntegerRules {
        minimum: minimum.flatten(),
        maximum: maximum.flatten(),
        multiple_of: multiple_of.flatten().filter(|step| *step > 0),
    })
}
