//! A schema as an owned tree: the rules of each place in the form that `rules` checks, with everything compiled that can be.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::check::TWO_TO_63;
use crate::decode::Direction;
use crate::rules::{IntegerRules, ItemsRules, MembersRules, NumberRules, Pattern, TextRules};

/// A schema, wherever one may stand.
#[derive(Debug)]
pub(super) enum Node {
    /// Every value matches.
    Any,
    /// The named schema of that index.
    Reference(usize),
    /// Rules.
    Rules(Box<Rules>),
}

/// What one schema says. Rules for values of one type do not concern values of another.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// `type`: empty for any.
    pub types: Vec<Type>,
    /// `nullable`
    pub nullable: bool,
    /// `enum`
    pub values: Option<Values>,

    pub text: TextRules,

    pub numbers: NumberRules,
    /// The same rules for 64-bit integers, exact where floating point is not.
    pub integers: Option<IntegerRules>,
    /// Whether one of `int32`, `uint32` and the like has a sign, and how many bits.
    pub bits: Option<(bool, i32)>,

    pub items: ItemsRules,
    /// `items` as an array
    pub first_items: Vec<Node>,
    /// `items`, or `additionalItems` beside an array
    pub other_items: Option<Node>,

    pub members: MembersRules,
    /// `properties`
    pub properties: BTreeMap<String, Property>,
    /// `patternProperties`
    pub patterns: Vec<(Pattern, Node)>,
    /// `additionalProperties`
    pub others: Others,
    /// `required`, each with the only direction in which it is
    pub required: Vec<(String, Option<Direction>)>,
    /// `dependencies` by names: with the first member, the others are required
    pub dependencies: Vec<(String, Vec<String>)>,
    /// `dependencies` by schema
    pub dependents: Vec<(String, Node)>,

    /// `allOf`
    pub all: Vec<Node>,
    /// `anyOf` and `oneOf`
    pub alternatives: Vec<Alternatives>,
    /// `not`
    pub not: Option<Node>,
}

/// A `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// An `enum`.
#[derive(Debug)]
pub(super) struct Values {
    /// As `canonical` writes them.
    pub allowed: HashSet<String>,
    /// What is said of other values.
    pub reason: String,
}

#[derive(Debug)]
pub(super) struct Property {
    pub node: Node,
    /// The only direction in which it is looked at.
    pub way: Option<Direction>,
}

/// `additionalProperties`
#[derive(Debug, Default)]
pub(super) enum Others {
    #[default]
    Allowed,
    Refused,
    Of(Node),
}

/// An `anyOf` or a `oneOf`.
#[derive(Debug)]
pub(super) struct Alternatives {
    pub exactly_one: bool,
    pub nodes: Vec<Node>,
    pub discriminator: Option<Discriminator>,
}

#[derive(Debug)]
pub(super) struct Discriminator {
    pub property: String,
    /// Which alternative a text means.
    pub tags: BTreeMap<String, usize>,
    /// Whether every alternative has one, so that no other text is right.
    pub complete: bool,
    /// What is said of other texts.
    pub reason: String,
}

impl Type {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "string" => Type::String,
            "array" => Type::Array,
            "object" => Type::Object,
            _ => return None,
        })
    }

    pub(super) fn describe(self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Boolean => "a boolean",
            Type::Integer => "an integer",
            Type::Number => "a number",
            Type::String => "a string",
            Type::Array => "an array",
            Type::Object => "an object",
        }
    }

    /// Whether `value` is of this type. An integer has no fraction and no exponent; those that are too large for 64 bits are
    /// floating point numbers here.
    pub(super) fn is_of(self, value: &Value) -> bool {
        match (self, value) {
            (Type::Integer, Value::Number(number)) => {
                !number.is_f64() || number.as_f64().is_some_and(|float| float.abs() >= TWO_TO_63)
            }
            (Type::Null, Value::Null)
            | (Type::Boolean, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::String, Value::String(_))
            | (Type::Array, Value::Array(_))
            | (Type::Object, Value::Object(_)) => true,
            _ => false,
        }
    }
}

impl Rules {
    /// Whether `properties` or `patternProperties` say something of a member.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.properties.contains_key(name) || self.patterns.iter().any(|(pattern, _)| pattern.matches(name))
    }

    /// The schema of an item.
    pub(super) fn of_item(&self, index: usize) -> Option<&Node> {
        self.first_items.get(index).or(self.other_items.as_ref())
    }

    /// The schemas of a member: its property's and those of the patterns that it matches, else the one of all others. None
    /// for a property that only the other direction has.
    pub(super) fn of_member(&self, name: &str, direction: Direction) -> impl Iterator<Item = &Node> {
        let property = self.properties.get(name);
        let seen = property.is_none_or(|property| goes(property.way, direction) != Some(false));
        let patterns = self.patterns.iter().filter(move |(pattern, _)| seen && pattern.matches(name));
        let other = match &self.others {
            Others::Of(node) if !self.knows(name) => Some(node),
            _ => None,
        };
        let property = property.filter(|_| seen).map(|property| &property.node);
        property.into_iter().chain(patterns.map(|(_, node)| node)).chain(other)
    }

    /// The schemas that the value itself has to match beside this one.
    pub(super) fn beside<'a>(&'a self, value: &'a Value) -> impl Iterator<Item = &'a Node> {
        let has = |name: &str| value.as_object().is_some_and(|members| members.contains_key(name));
        self.all.iter().chain(self.dependents.iter().filter(move |(name, _)| has(name)).map(|(_, node)| node))
    }
}

/// Whether what goes one way alone goes this one. `None` when it goes both, or where this one is not known.
pub(super) fn goes(way: Option<Direction>, direction: Direction) -> Option<bool> {
    way.filter(|_| direction != Direction::Either).map(|way| way == direction)
}
