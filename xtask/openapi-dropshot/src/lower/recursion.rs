//! Types that hold themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Shape, TypeDefinition, TypeUse};

/// A struct cannot hold itself, so a field through which it would gets a pointer. Lists and maps are pointers already.
pub(super) fn box_recursion(definitions: &mut [TypeDefinition]) {
    let held: BTreeMap<String, BTreeSet<String>> = definitions
        .iter_mut()
        .map(|definition| {
            let values = values(&mut definition.shape);
            let held = values.into_iter().filter_map(|value| held_by(value)).map(str::to_owned).collect();
            (definition.name.clone(), held)
        })
        .collect();
    let reachable = Reachable::new(&held);
    for definition in definitions {
        for held_value in values(&mut definition.shape) {
            let recursive = held_by(held_value).is_some_and(|name| reachable.same_circle(name, &definition.name));
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

/// What a type holds by value.
fn values(shape: &mut Shape) -> Vec<&mut TypeUse> {
    match shape {
        Shape::Struct(structure) => structure.fields.iter_mut().map(|field| &mut field.value).collect(),
        Shape::Choice { variants, .. } => variants.iter_mut().map(|variant| &mut variant.value).collect(),
        Shape::Alias(value) => vec![value],
        _ => Vec::new(),
    }
}

/// The type that stands in a field by value.
fn held_by(value: &TypeUse) -> Option<&str> {
    match value {
        TypeUse::Named(name) => Some(name),
        TypeUse::Nullable(inner) | TypeUse::Tuple(inner, _) => held_by(inner),
        _ => None,
    }
}

/// Which types hold each other in a circle: strongly connected components, numbered (Tarjan, without recursion).
struct Reachable<'a>(BTreeMap<&'a str, usize>, BTreeSet<&'a str>);

impl<'a> Reachable<'a> {
    fn new(held: &'a BTreeMap<String, BTreeSet<String>>) -> Self {
        let mut order: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut circles: BTreeMap<&str, usize> = BTreeMap::new();
        let mut open: Vec<&str> = Vec::new();
        for start in held.keys() {
            if order.contains_key(start.as_str()) {
                continue;
            }
            let mut path: Vec<(&str, std::collections::btree_set::Iter<'_, String>)> = Vec::new();
            let mut enter = Some(start.as_str());
            loop {
                if let Some(name) = enter.take() {
                    let number = order.len();
                    order.insert(name, (number, number));
                    open.push(name);
                    let Some(next) = held.get(name) else { continue };
                    path.push((name, next.iter()));
                }
                let Some((name, next)) = path.last_mut() else { break };
                let name = *name;
                match next.next() {
                    Some(child) if !held.contains_key(child) => {}
                    Some(child) => match order.get(child.as_str()).copied() {
                        None => enter = Some(child),
                        Some((number, _)) if !circles.contains_key(child.as_str()) => {
                            if let Some((_, low)) = order.get_mut(name) {
                                *low = (*low).min(number);
                            }
                        }
                        Some(_) => {}
                    },
                    None => {
                        path.pop();
                        let (number, low) = order[name];
                        if let Some((_, parent_low)) = path.last().and_then(|(parent, _)| order.get_mut(*parent)) {
                            *parent_low = (*parent_low).min(low);
                        }
                        if number == low {
                            while let Some(member) = open.pop() {
                                circles.insert(member, number);
                                if member == name {
                                    break;
                                }
                            }
                        }
                    }
                }
            }
        }
        let own = held.iter().filter(|(name, held)| held.contains(*name)).map(|(name, _)| name.as_str()).collect();
        Self(circles, own)
    }

    /// Whether two types hold each other, or one holds itself.
    fn same_circle(&self, one: &str, other: &str) -> bool {
        if one == other {
            return self.1.contains(one);
        }
        matches!((self.0.get(one), self.0.get(other)), (Some(left), Some(right)) if left == right)
    }
}
