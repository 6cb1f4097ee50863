//! Witnesses: what a generated crate says of itself must be what its document says. Two are heard, both OpenAPI documents:
//! Dropshot's description of the adapter, and the [contract](crate::Generated::contract), which says what Dropshot has no words for.
//!
//! Everything in the document is compared, brought into one form first ([`form`]). Whatever then differs is a [`Difference`], and
//! is drift unless it is one of the few declared [losses](LOSSES).

mod form;
mod losses;
mod schema;

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value as Json;

pub use losses::{LOSSES, Loss};

/// One way in which a witness says something else than the document.
#[derive(Debug, Clone)]
pub struct Difference {
    /// JSON pointer into the document: where it is, or would be
    pub place: String,
    /// What differs there
    pub what: String,
    /// Why that is no drift; none when it is
    pub loss: Option<&'static Loss>,
}

/// What Dropshot's descriptions of an adapter say otherwise than its document: `emitted` is that of `api_description`, and
/// after it those of `single_descriptions`.
pub fn differences(source: &Json, emitted: &[Json]) -> Vec<Difference> {
    let names = form::schema_names(source);
    let mut merged = Json::Object(serde_json::Map::new());
    for (index, one) in emitted.iter().enumerate() {
        form::merge(&mut merged, &form::described(one, index > 0, &names));
    }
    compared(&form::source(source, &names), &merged, losses::of_description)
}

/// What the contract of a generated crate says otherwise than its document.
pub fn contract_differences(source: &Json, contract: &Json) -> Vec<Difference> {
    let names = form::schema_names(source);
    compared(&form::source(source, &names), &form::contract(contract, &names), losses::of_contract)
}

/// The document without the operations and schemas that the contract says were left out, because they were refused.
pub fn without_left_out(source: &Json, contract: &Json) -> Json {
    let listed = |key: &str| -> BTreeSet<String> {
        let names = contract[crate::contract::LEFT_OUT][key].as_array().into_iter().flatten();
        names.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    form::without(source, &listed("operations"), &listed("schemas"))
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { place, what, loss } = self;
        match loss {
            Some(loss) => write!(out, "{place}: {what} ({})", loss.name),
            None => write!(out, "{place}: {what}"),
        }
    }
}

/// A place where two documents in the one form differ.
struct Change<'v> {
    /// The keys that lead there
    path: Vec<&'v str>,
    source: Option<&'v Json>,
    told: Option<&'v Json>,
}

type Judge = fn(&Change<'_>, &Json, &Json) -> Option<&'static str>;

fn compared(source: &Json, told: &Json, judge: Judge) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut visit = |change: &Change<'_>, place: String| {
        let what = match (change.source, change.told) {
            (Some(source), Some(told)) => format!("the document says {}, the witness {}", shown(source), shown(told)),
            (Some(source), None) => format!("the witness does not say {}", shown(source)),
            (None, told) => format!("only the witness says {}", told.map(shown).unwrap_or_default()),
        };
        let name = judge(change, source, told);
        let loss = name.and_then(|name| LOSSES.iter().find(|loss| loss.name == name));
        found.push(Difference { place, what, loss });
    };
    walk(&mut Vec::new(), String::new(), source, told, &mut visit);
    found
}

/// Every place where two values differ, as deep as both have it.
fn walk<'v>(
    path: &mut Vec<&'v str>,
    place: String,
    source: &'v Json,
    told: &'v Json,
    visit: &mut dyn FnMut(&Change<'_>, String),
) {
    if let (Json::Object(left), Json::Object(right)) = (source, told) {
        let keys: BTreeSet<&'v String> = left.keys().chain(right.keys()).collect();
        for key in keys.into_iter().filter(|key| ![form::PLACE, crate::contract::PROBLEM].contains(&key.as_str())) {
            let (one, other) = (left.get(key), right.get(key));
            // What the document does not have at all is where the witness has it.
            let told = one.or(other.filter(|_| path.len() == 1));
            let place = match told.and_then(|value| value.get(form::PLACE)).and_then(Json::as_str) {
                Some(place) => place.to_owned(),
                None => format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")),
            };
            path.push(key);
            match (one, other) {
                (Some(one), Some(other)) => walk(path, place, one, other, visit),
                _ => visit(&Change { path: path.clone(), source: one, told: other }, place),
            }
            path.pop();
        }
    } else if !same(source, told) {
        visit(&Change { path: path.clone(), source: Some(source), told: Some(told) }, place);
    }
}

/// Whether two values are equal, numbers by value and without the places that are kept in objects.
fn same(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            let meant =
                |members: &serde_json::Map<String, Json>| members.keys().filter(|key| *key != form::PLACE).count();
            let mut members = left.iter().filter(|(key, _)| *key != form::PLACE);
            meant(left) == meant(right)
                && members.all(|(key, value)| right.get(key).is_some_and(|other| same(value, other)))
        }
        (left, right) => left == right,
    }
}

fn shown(value: &Json) -> String {
    const LONGEST: usize = 120;
    let text = form::without_places(value).to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests;
