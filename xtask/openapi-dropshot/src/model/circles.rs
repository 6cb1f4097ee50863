//! Schemas that lead back to themselves for the same value: `A: {$ref: A}`, `A: {oneOf: [A, B]}`. No type is like that, and to
//! decode one would never end.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, NamedSchema};

/// The names of those schemas.
pub(super) fn circles(schemas: &[NamedSchema<'_>]) -> BTreeSet<String> {
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = schemas
        .iter()
        .map(|named| {
            let mut led_to = BTreeSet::new();
            leads_to(&named.schema.kind, &mut led_to);
            (named.name.as_str(), led_to)
        })
        .collect();
    // What leads to nothing, or what nothing leads to, is in no circle; once it is gone, neither is what hung on it.
    loop {
        let leading: BTreeSet<&str> = edges.keys().copied().collect();
        let led_to: BTreeSet<&str> = edges.values().flatten().copied().collect();
        edges.values_mut().for_each(|targets| targets.retain(|target| leading.contains(target)));
        edges.retain(|name, targets| !targets.is_empty() && led_to.contains(name));
        if edges.len() == leading.len() {
            return edges.into_keys().map(str::to_owned).collect();
        }
    }
}

fn leads_to<'s>(kind: &'s Kind<'_>, found: &mut BTreeSet<&'s str>) {
    match kind {
        Kind::Reference(name) => {
            found.insert(name);
        }
        Kind::Choice(choice) => choice.variants.iter().for_each(|variant| leads_to(&variant.kind, found)),
        _ => {}
    }
}
