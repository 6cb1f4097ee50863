//! Values held against compiled schemas: first whether one matches, which remembers what it has seen, and only for those that
//! do not, why. That way the work grows with the value and the schemas, and not with the ways through them.

use std::collections::{HashMap, HashSet};

use serde_json::{Number, Value};

use super::SchemaSet;
use super::tree::{Alternatives, Node, Others, Rules, Type, goes};
use crate::choice::{self, Choice, NO_MATCH, Outcome, SEVERAL_MATCHES, decide};
use crate::decode::{Direction, Pointer, Violations, expected, unknown};
use crate::rules::canonical;

/// How many schemas deep a value is looked into, each `$ref` counted too. Bounds the stack, for values of the depth that
/// serde_json reads with five schemas on each level.
const DEEPEST: usize = 640;

impl SchemaSet {
    /// Report every rule of the schema `name` that `value` breaks. A name that is not there has no rules.
    pub fn check(&self, name: &str, value: &Value, at: &Pointer<'_>, violations: &mut Violations) {
        let Some(node) = self.indices.get(name).and_then(|index| self.nodes.get(*index)) else { return };
        let mut found = violations.apart();
        let mut run = Run {
            nodes: &self.nodes,
            direction: violations.direction(),
            known: HashMap::new(),
            reported: HashSet::new(),
            depth: 0,
            too_deep: false,
        };
        let matches = run.verdict(node, value) == Verdict::Match;
        if !matches && !run.too_deep {
            run.report(node, value, at, &mut found);
        }
        if run.too_deep {
            found = violations.apart();
            found.push(at, "is nested too deeply");
        } else if !matches && found.is_empty() {
            // Where schemas refer to each other in circles, there may be no reason to name.
            found.push(at, NO_MATCH);
        }
        violations.append(found.distinct());
    }
}

/// Whether a value matches a schema.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// It does.
    Match,
    /// Only parts of it break rules.
    Close,
    /// The value itself breaks a rule.
    Far,
}

impl Verdict {
    /// Of what a value at `Body` broke.
    fn of(found: &Violations) -> Self {
        match found.is_empty() {
            true => Verdict::Match,
            false if found.is_about(&Pointer::Body) => Verdict::Far,
            false => Verdict::Close,
        }
    }
}

/// One value, held against one schema.
struct Run<'a> {
    nodes: &'a [Node],
    direction: Direction,
    /// What came of a named schema and a value, by its address. Scalars are cheap to look at again and not kept.
    known: HashMap<(usize, *const Value), Verdict>,
    /// For which of them the reasons have been reported.
    reported: HashSet<(usize, *const Value)>,
    depth: usize,
    too_deep: bool,
}

/// Where a part of a value stands.
enum Place<'a> {
    Item(usize),
    Member(&'a str),
}

/// What a discriminator says.
enum Tagged<'a> {
    /// It decides for a schema.
    Of(&'a Node),
    /// It is wrong, as was reported.
    Wrong,
    /// There is none that decides.
    Undecided,
}

impl<'a> Run<'a> {
    fn verdict(&mut self, node: &'a Node, value: &'a Value) -> Verdict {
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return Verdict::Far;
        }
        self.depth += 1;
        let verdict = match node {
            Node::Any => Verdict::Match,
            Node::Reference(index) => self.verdict_of_named(*index, value),
            Node::Rules(rules) => self.verdict_of_rules(rules, value),
        };
        self.depth -= 1;
        verdict
    }

    fn verdict_of_named(&mut self, index: usize, value: &'a Value) -> Verdict {
        let Some(node) = self.nodes.get(index) else { return Verdict::Match };
        let key = (index, std::ptr::from_ref(value));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        // A schema that comes back to itself for the same value says nothing new of it.
        self.known.insert(key, Verdict::Match);
        let verdict = self.verdict(node, value);
        if value.is_array() || value.is_object() {
            self.known.insert(key, verdict);
        } else {
            self.known.remove(&key);
        }
        verdict
    }

    fn verdict_of_rules(&mut self, rules: &'a Rules, value: &'a Value) -> Verdict {
        if rules.nullable && value.is_null() {
            return Verdict::Match;
        }
        let mut verdict = {
            let mut found = self.violations();
            own(rules, value, &Pointer::Body, &mut found);
            Verdict::of(&found)
        };
        if verdict == Verdict::Match {
            for (_, node, part) in parts(rules, value, self.direction) {
                if self.verdict(node, part) != Verdict::Match {
                    verdict = Verdict::Close;
                    break;
                }
            }
        }
        for node in rules.beside(value) {
            if verdict == Verdict::Far {
                return verdict;
            }
            verdict = verdict.max(self.verdict(node, value));
        }
        for alternatives in &rules.alternatives {
            if verdict == Verdict::Far {
                return verdict;
            }
            verdict = verdict.max(self.verdict_of_alternatives(alternatives, value));
        }
        match &rules.not {
            Some(node) if self.verdict(node, value) == Verdict::Match => Verdict::Far,
            _ => verdict,
        }
    }

    fn verdict_of_alternatives(&mut self, alternatives: &'a Alternatives, value: &'a Value) -> Verdict {
        let mut found = self.violations();
        match tagged(alternatives, value, &Pointer::Body, &mut found) {
            Tagged::Of(node) => self.verdict(node, value),
            Tagged::Wrong => Verdict::of(&found),
            Tagged::Undecided => match self.choose(alternatives, value) {
                Choice::Match(()) => Verdict::Match,
                Choice::Close(_) => Verdict::Close,
                Choice::None | Choice::Several => Verdict::Far,
            },
        }
    }

    fn choose(&mut self, alternatives: &'a Alternatives, value: &'a Value) -> Choice<(), &'a Node> {
        let outcomes = alternatives.nodes.iter().map(|node| match self.verdict(node, value) {
            Verdict::Match => Outcome::Match(()),
            Verdict::Close => Outcome::Close(node),
            Verdict::Far => Outcome::Far,
        });
        decide(alternatives.exactly_one, outcomes)
    }

    /// Why `value` does not match.
    fn report(&mut self, node: &'a Node, value: &'a Value, at: &Pointer<'_>, violations: &mut Violations) {
        // Going on only where something is wrong, and only while it is kept, bounds the work.
        if violations.is_full() || self.verdict(node, value) == Verdict::Match || self.too_deep {
            return;
        }
        self.depth += 1;
        match node {
            Node::Any => {}
            Node::Reference(index) => {
                if let Some(node) = self.nodes.get(*index)
                    && self.reported.insert((*index, std::ptr::from_ref(value)))
                {
                    self.report(node, value, at, violations);
                }
            }
            Node::Rules(rules) => self.report_rules(rules, value, at, violations),
        }
        self.depth -= 1;
    }

    fn report_rules(&mut self, rules: &'a Rules, value: &'a Value, at: &Pointer<'_>, violations: &mut Violations) {
        if !own(rules, value, at, violations) {
            return;
        }
        for (place, node, part) in parts(rules, value, self.direction) {
            let place = match place {
                Place::Item(index) => Pointer::Item(at, index),
                Place::Member(name) => Pointer::Member(at, name),
            };
            self.report(node, part, &place, violations);
        }
        for node in rules.beside(value) {
            self.report(node, value, at, violations);
        }
        for alternatives in &rules.alternatives {
            match tagged(alternatives, value, at, violations) {
                Tagged::Of(node) => self.report(node, value, at, violations),
                Tagged::Wrong => {}
                Tagged::Undecided => match self.choose(alternatives, value) {
                    Choice::Match(()) => {}
                    Choice::Close(node) => self.report(node, value, at, violations),
                    Choice::None => violations.push(at, NO_MATCH),
                    Choice::Several => violations.push(at, SEVERAL_MATCHES),
                },
            }
        }
        if rules.not.as_ref().is_some_and(|node| self.verdict(node, value) == Verdict::Match) {
            violations.push(at, "must not match the excluded schema");
        }
    }

    fn violations(&self) -> Violations {
        match self.direction {
            Direction::Request => Violations::for_request(),
            Direction::Response => Violations::for_response(),
            Direction::Either => Violations::default(),
        }
    }
}

/// The parts of a value that have schemas. None of an array with too many items.
fn parts<'a>(
    rules: &'a Rules,
    value: &'a Value,
    direction: Direction,
) -> impl Iterator<Item = (Place<'a>, &'a Node, &'a Value)> {
    let items = value.as_array().filter(|_| !rules.items.exceeded_by(value));
    let items = items.into_iter().flatten().enumerate();
    let items = items.filter_map(|(index, item)| Some((Place::Item(index), rules.of_item(index)?, item)));
    let members = value.as_object().into_iter().flatten();
    let members = members.flat_map(move |(name, member)| {
        rules.of_member(name, direction).map(move |node| (Place::Member(name), node, member))
    });
    items.chain(members)
}

/// Report what a schema says of the value by itself, without other schemas. False when it is not of the schema's type, so
/// that nothing else needs to be said.
fn own(rules: &Rules, value: &Value, at: &Pointer<'_>, violations: &mut Violations) -> bool {
    if !rules.types.is_empty() && !rules.types.iter().any(|one| one.is_of(value)) {
        let _: Option<()> = expected(&described(&rules.types), value, at, violations);
        return false;
    }
    if let Some(values) = &rules.values {
        let mut text = String::new();
        canonical(value, &mut text);
        if !values.allowed.contains(&text) {
            violations.push(at, values.reason.as_str());
        }
    }
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::String(text) => rules.text.check(text, at, violations),
        Value::Number(number) => own_number(rules, number, at, violations),
        Value::Array(items) => {
            rules.items.check(items.len(), at, violations);
            if !rules.items.exceeded_by(value) {
                rules.items.check_unique(items, at, violations);
            }
        }
        Value::Object(members) => {
            rules.members.check(members.len(), at, violations);
            let direction = violations.direction();
            let required = rules.required.iter().filter(|(_, way)| match way {
                Some(_) => goes(*way, direction) == Some(true),
                None => true,
            });
            let dependencies = rules.dependencies.iter().filter(|(name, _)| members.contains_key(name));
            let dependencies = dependencies.flat_map(|(_, needed)| needed);
            for name in required.map(|(name, _)| name).chain(dependencies) {
                if !members.contains_key(name) {
                    violations.push(&Pointer::Member(at, name), "is required");
                }
            }
            if matches!(rules.others, Others::Refused) {
                members.keys().filter(|name| !rules.knows(name)).for_each(|name| unknown(name, at, violations));
            }
        }
    }
    true
}

fn own_number(rules: &Rules, number: &Number, at: &Pointer<'_>, violations: &mut Violations) {
    let (integer, float) = (number.as_i64(), number.as_f64().unwrap_or(f64::NAN));
    let fits = match rules.bits {
        _ if float.fract() != 0.0 => true,
        // The first that does not fit is a floating point number; the last that does is not.
        Some((true, 64)) => integer.is_some() || (number.is_f64() && (-TWO_TO_63..TWO_TO_63).contains(&float)),
        Some((false, 64)) => number.is_u64() || (number.is_f64() && (0.0..2.0 * TWO_TO_63).contains(&float)),
        Some((true, bits)) => (-f64::from(2).powi(bits - 1)..f64::from(2).powi(bits - 1)).contains(&float),
        Some((false, bits)) => (0.0..f64::from(2).powi(bits)).contains(&float),
        None => true,
    };
    if let Some((_, bits)) = rules.bits.filter(|_| !fits) {
        violations.push(at, format!("must fit into {bits} bits"));
    }
    match (&rules.integers, integer) {
        (Some(rules), Some(integer)) => rules.check(integer.into(), at, violations),
        _ => rules.numbers.check(float, at, violations),
    }
}

/// The first integer that a signed one of 64 bits cannot be.
pub(super) const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// `a string, an integer or null`
fn described(types: &[Type]) -> String {
    let texts: Vec<&str> = types.iter().map(|one| one.describe()).collect();
    match texts.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The alternative that the value's discriminator names.
fn tagged<'a>(
    alternatives: &'a Alternatives,
    value: &Value,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Tagged<'a> {
    let Some(discriminator) = &alternatives.discriminator else { return Tagged::Undecided };
    let property = discriminator.property.as_str();
    let tag = value.get(property).and_then(Value::as_str);
    let index = tag.and_then(|tag| discriminator.tags.get(tag));
    match index.and_then(|index| alternatives.nodes.get(*index)) {
        Some(node) => Tagged::Of(node),
        None if !discriminator.complete => Tagged::Undecided,
        None => {
            if choice::discriminator(value, property, at, violations).is_some() {
                violations.push(&Pointer::Member(at, property), discriminator.reason.as_str());
            }
            Tagged::Wrong
        }
    }
}
