//! Bodies by chance from their schemas: what the schema allows comes back equal, and what breaks one rule of it is refused with its
//! place. What is allowed is judged by the interpreter of schemas, which knows nothing of the generated types.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use rest_runtime::server::Context;
use rest_runtime::server::dropshot::HttpServer;
use rest_runtime::{Pointer, SchemaSet, Value, Violations};
use sample_schemas::client::{Client, ClientInfo as _, Error};
use sample_schemas::server::{DOCUMENT, api_description};
use sample_schemas::types::*;
use sample_schemas::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, json};

use crate::random::Random;
use crate::server::{self, violations};

struct Echo;

fn make<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

impl SampleSchemas for Echo {
    async fn put_everything(&self, body: Everything) -> Result<Everything, PutEverythingError> {
        Ok(body)
    }

    async fn put_account(&self, mut body: Account) -> Result<Account, PutAccountError> {
        assert!(body.id.is_none() && body.created.is_none(), "what is read-only does not arrive");
        body.id = (body.name != "without an id").then_some(7);
        body.created = Some("2026-01-31".parse().expect("a date"));
        Ok(body)
    }

    async fn put_defaults(&self, body: Defaults) -> Result<Defaults, PutDefaultsError> {
        Ok(body)
    }

    async fn put_inline(&self, body: PutInlineBody) -> Result<PutInlineOkBody, PutInlineError> {
        let count = i64::try_from(json!(body).as_array().map_or(0, Vec::len)).expect("few");
        Ok(PutInlineOkBody { count })
    }
}

fn start() -> (HttpServer<Context<Echo>>, Client) {
    let (server, baseurl) = server::start(api_description().expect("a description"), Echo, DOCUMENT);
    (server, Client::new(&baseurl).expect("a client"))
}

/// The components of the document.
struct Schemas {
    components: Map<String, Value>,
    compiled: RefCell<HashMap<String, SchemaSet>>,
}

/// What an object has, for keywords that list.
fn list<'v>(schema: &'v Value, key: &str) -> &'v [Value] {
    schema[key].as_array().map_or(&[], Vec::as_slice)
}

fn members<'v>(schema: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    schema[key].as_object().into_iter().flatten()
}

impl Schemas {
    fn new() -> Self {
        let document: Value = serde_json::from_slice(DOCUMENT.json).expect("JSON");
        let components = document["components"]["schemas"].as_object().expect("components").clone();
        Self { components, compiled: RefCell::default() }
    }

    /// The places and reasons of what a value breaks.
    fn broken(&self, schema: &Value, value: &Value) -> Vec<(String, String)> {
        let mut compiled = self.compiled.borrow_mut();
        let set = compiled.entry(schema.to_string()).or_insert_with(|| {
            let components = self.components.iter().map(|(name, schema)| (name.clone(), schema.clone()));
            SchemaSet::compile(components.chain([("the schema itself".to_owned(), schema.clone())])).expect("compiled")
        });
        let mut violations = Violations::for_request();
        set.check("the schema itself", value, &Pointer::Body, &mut violations);
        violations.into_vec().into_iter().map(|one| (one.pointer.unwrap_or_default(), one.reason)).collect()
    }

    /// A schema without `$ref` and `allOf`: all keywords of its parts.
    fn flat(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|text| text.rsplit('/').next()) {
            return self.flat(&self.components[name]);
        }
        let mut flat = Map::new();
        let parts = list(schema, "allOf").iter().map(|part| self.flat(part)).chain([schema.clone()]);
        for (key, value) in parts.flat_map(|part| part.as_object().cloned().unwrap_or_default()) {
            match (flat.get_mut(&key), value) {
                (Some(Value::Object(had)), Value::Object(more)) => had.extend(more),
                (Some(Value::Array(had)), Value::Array(more)) if key == "required" => had.extend(more),
                (_, value) => drop(flat.insert(key, value)),
            }
        }
        flat.remove("allOf");
        Value::Object(flat)
    }

    /// A value that the schema allows; none when chance does not find one.
    fn value(&self, random: &mut Random, schema: &Value, depth: usize) -> Option<Value> {
        (0..30)
            .map(|_| self.candidate(random, &self.flat(schema), depth))
            .find(|value| self.broken(schema, value).is_empty())
    }

    fn candidate(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        if schema["nullable"] == true && random.once_in(4) {
            return Value::Null;
        }
        if schema["enum"].is_array() {
            return random.one_of(list(schema, "enum")).clone();
        }
        for key in ["oneOf", "anyOf"] {
            let variants = list(schema, key);
            if !variants.is_empty() {
                let chosen = random.one_of(variants);
                let mut rest = schema.clone();
                rest[key].take();
                let mut value = self.candidate(random, &self.flat(&json!({ "allOf": [chosen, rest] })), depth + 1);
                self.tag(random, schema, chosen, &mut value);
                return value;
            }
        }
        let kinds = ["boolean", "integer", "number", "string", "array", "object"];
        let implied = if schema.get("properties").is_some() { "object" } else { *random.one_of(&kinds) };
        match schema["type"].as_str().unwrap_or(implied) {
            "boolean" => json!(random.once_in(2)),
            "integer" => integer(random, schema),
            "number" => number(random, schema),
            "string" => json!(text(random, schema)),
            "array" => self.array(random, schema, depth),
            _ => self.object(random, schema, depth),
        }
    }

    /// Say in the value which variant was chosen.
    fn tag(&self, random: &mut Random, schema: &Value, chosen: &Value, value: &mut Value) {
        let (Some(property), Some(reference)) =
            (schema["discriminator"]["propertyName"].as_str(), chosen["$ref"].as_str())
        else {
            return;
        };
        let name = reference.rsplit('/').next().unwrap_or_default();
        let mapping = members(&schema["discriminator"], "mapping");
        let mut tags: Vec<&str> = mapping
            .filter(|(_, target)| *target == reference || *target == name)
            .map(|(tag, _)| tag.as_str())
            .collect();
        if tags.is_empty() {
            tags.push(name);
        }
        value[property] = json!(random.one_of(&tags));
    }

    fn array(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        let least = count(schema, "minItems").unwrap_or(0);
        let most = count(schema, "maxItems").unwrap_or(if depth > 4 { least } else { least + 3 });
        let length = least + random.below(most - least + 1);
        let anything = json!({});
        let items = schema.get("items").unwrap_or(&anything);
        (0..length).filter_map(|_| self.value(random, items, depth + 1)).collect()
    }

    fn object(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        let mut object = Map::new();
        for (name, property) in members(schema, "properties") {
            let is_required = list(schema, "required").contains(&json!(name));
            if is_required || (depth < 6 && random.once_in(if depth == 0 { 2 } else { 3 })) {
                object.extend(self.value(random, property, depth + 1).map(|value| (name.clone(), value)));
            }
        }
        for name in list(schema, "required").iter().filter_map(Value::as_str) {
            if !object.contains_key(name) && schema["properties"].get(name).is_none() {
                object.insert(name.to_owned(), json!(random.text(0, 3)));
            }
        }
        // Others, where they are kept: beside properties only where something is said of them.
        let anything = json!({});
        let others = match &schema["additionalProperties"] {
            Value::Bool(false) => None,
            Value::Null if schema.get("properties").is_some() || schema.get("required").is_some() => None,
            Value::Object(_) => schema.get("additionalProperties"),
            _ => Some(&anything),
        };
        if let Some(others) = others.filter(|_| depth < 6) {
            for _ in 0..random.below(3) {
                let value = self.value(random, others, depth + 3);
                object.extend(value.map(|value| (format!("other {}", random.text(0, 6)), value)));
            }
        }
        Value::Object(object)
    }

    /// Every way to break one rule of the schema in a value: where the refusal is to point, and the part that breaks it.
    fn breaks(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<Break>) {
        let schema = &self.flat(schema);
        let mut add = |place: String, with: Value| found.push(Break { at: at.to_owned(), place, with });
        let here = || at.to_owned();
        if schema["nullable"] != true && !value.is_null() {
            add(here(), Value::Null);
        }
        let hush = || json!("hush hush hush");
        for other in
            [json!(true), json!(1.5), json!(-77_777_777_777_i64), hush(), json!([["hush"]]), json!({ "hush": "hush" })]
        {
            add(here(), other);
        }
        match value {
            Value::String(text) => {
                if let Some(most) = count(schema, "maxLength") {
                    add(here(), json!("hush".repeat(most + 1)));
                }
                let least = count(schema, "minLength").unwrap_or(0);
                if least > 0 {
                    add(here(), json!(text.chars().take(least - 1).collect::<String>()));
                }
            }
            Value::Number(_) => {
                for (key, beyond) in [("minimum", -1.0), ("maximum", 1.0)] {
                    if let Some(bound) = schema[key].as_f64() {
                        #[allow(clippy::cast_possible_truncation)]
                        let outside = json!((bound + beyond) as i64);
                        add(here(), if schema["type"] == "integer" { outside } else { json!(bound + beyond) });
                        add(here(), schema[key].clone());
                    }
                }
                add(here(), json!(0.123_456_7));
                add(here(), json!(7));
            }
            Value::Array(items) => {
                if let Some(most) = count(schema, "maxItems") {
                    let again = items.iter().cycle().take(most + 1).cloned().collect::<Vec<_>>();
                    add(here(), json!(again));
                }
                if count(schema, "minItems").is_some() {
                    add(here(), json!([]));
                }
                if let Some(first) = items.first().filter(|_| schema["uniqueItems"] == true) {
                    let twice: Vec<_> = items.iter().chain([first]).collect();
                    add(format!("{at}/{}", items.len()), json!(twice));
                }
                for (index, item) in items.iter().enumerate().filter(|_| schema.get("items").is_some()) {
                    self.breaks(&schema["items"], item, &format!("{at}/{index}"), found);
                }
            }
            Value::Object(object) => {
                for name in list(schema, "required").iter().filter_map(Value::as_str) {
                    let mut less = object.clone();
                    less.shift_remove(name);
                    let place = format!("{at}/{}", escaped(name));
                    found.push(Break { at: at.to_owned(), place, with: Value::Object(less) });
                }
                for (name, others) in [("unheard", hush()), ("unheard of", json!(5))] {
                    let mut more = object.clone();
                    more.insert(name.to_owned(), others);
                    // Where the whole has a place of its own to count from.
                    let place = if schema["additionalProperties"].is_null() { here() } else { format!("{at}/{name}") };
                    found.push(Break { at: at.to_owned(), place, with: Value::Object(more) });
                }
                if count(schema, "minProperties").is_some() {
                    found.push(Break { at: at.to_owned(), place: here(), with: json!({}) });
                }
                if !list(schema, "oneOf").is_empty() || !list(schema, "anyOf").is_empty() {
                    return; // which variant is meant is for its reader to guess
                }
                for (name, member) in object {
                    let property = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
                    if let Some(property) = property.filter(|property| property.is_object()) {
                        self.breaks(property, member, &format!("{at}/{}", escaped(name)), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// One broken rule.
struct Break {
    /// The part of the value that is replaced
    at: String,
    /// Where the refusal is to point
    place: String,
    with: Value,
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn count(schema: &Value, key: &str) -> Option<usize> {
    schema[key].as_u64().and_then(|count| usize::try_from(count).ok())
}

fn integer(random: &mut Random, schema: &Value) -> Value {
    let (low, high) = match schema["format"].as_str() {
        Some("int8") => (-128, 127),
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Some("uint32") => (0, i64::from(u32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    #[allow(clippy::cast_possible_truncation)]
    let bound = |key: &str| schema[key].as_i64().or_else(|| schema[key].as_f64().map(|bound| bound as i64));
    let (low, high) = (bound("minimum").unwrap_or(low), bound("maximum").unwrap_or(high));
    json!(match random.below(4) {
        0 => low,
        1 => high,
        2 => random.integer(low.max(-9), high.min(20).max(low.max(-9))),
        _ => random.integer(low, high),
    })
}

fn number(random: &mut Random, schema: &Value) -> Value {
    let low = schema["minimum"].as_f64().unwrap_or(-1e6);
    let high = schema["maximum"].as_f64().unwrap_or(1e6);
    let number = random.number(low, high);
    match schema["multipleOf"].as_f64() {
        Some(step) => json!((number / step).round() * step),
        // Exact in 32 bits, too.
        None if schema["format"] == "float" => json!((number * 8.0).round() / 8.0),
        None => json!(number),
    }
}

fn text(random: &mut Random, schema: &Value) -> String {
    const PATTERNS: [(&str, &[&str]); 1] = [("^[a-z]{2,3}-[0-9]+$", &["ab-1", "abc-0123456789"])];
    const FORMATS: [(&str, &[&str]); 11] = [
        ("date", &["2024-02-29", "0001-01-01", "9999-12-31"]),
        ("time", &["12:00:00Z", "23:59:59.5+01:00"]),
        ("date-time", &["2026-01-31T12:00:00Z", "1970-01-01T00:00:00.123456Z"]),
        ("uuid", &["9e2e1f0c-6f4e-4f47-9a52-6dc29f3a2b1e", "00000000-0000-0000-0000-000000000000"]),
        ("uri", &["urn:a", "https://example.com/a?b=c#d", "mailto:a@b"]),
        ("hostname", &["a", "a-b.example.com"]),
        ("email", &["a@example.com", "a.b+c@d.example"]),
        ("ipv4", &["127.0.0.1", "255.255.255.255"]),
        ("ipv6", &["::1", "2001:db8::8a2e:370:7334"]),
        ("byte", &["", "YWJj", "YQ=="]),
        ("decimal", &["0", "-1.50", "12345678901234567890.123"]),
    ];
    let listed = |key: &str, known: &[(&str, &'static [&'static str])]| {
        let wanted = schema[key].as_str()?;
        known.iter().find(|(name, _)| *name == wanted).map(|(_, texts)| *texts)
    };
    match listed("pattern", &PATTERNS).or_else(|| listed("format", &FORMATS)) {
        Some(texts) => (*random.one_of(texts)).to_owned(),
        None => {
            let least = count(schema, "minLength").unwrap_or(0);
            random.text(least, count(schema, "maxLength").unwrap_or(least + 12))
        }
    }
}

/// Equal, where 1 is 1.0.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| right.get(name).is_some_and(|right| same(left, right)))
        }
        (one, other) => one == other,
    }
}

const VALUES: usize = 300;
const BREAKS: usize = 6;

#[tokio::test]
async fn what_is_allowed_comes_back_equal_and_one_broken_rule_is_named_with_its_place() {
    let (_server, client) = start();
    let (random, schemas) = (&mut Random::new(), Schemas::new());
    let everything = json!({ "$ref": "#/components/schemas/Everything" });
    let (mut sent, mut refused, mut reasons) = (0, 0, BTreeSet::new());
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for _ in 0..VALUES {
        let value = schemas.value(random, &everything, 0).expect("a value");
        let body: Everything = make(value.clone());
        let answer =
            client.put_everything(&body).await.unwrap_or_else(|error| panic!("{error:?}: {value}")).into_inner();
        assert_eq!(answer, body, "{value}");
        let back = json!(answer);
        assert!(same(&back, &value), "{value}\nis\n{back}");
        sent += 1;
        properties(&value, "", &mut seen);

        let mut breaks = Vec::new();
        schemas.breaks(&everything, &value, "", &mut breaks);
        for _ in 0..BREAKS {
            let Break { at, place, with } = breaks.swap_remove(random.below(breaks.len()));
            let mut body = value.clone();
            *body.pointer_mut(&at).expect("a part") = with;
            let expected = schemas.broken(&everything, &body);
            let url = format!("{}/everything", client.baseurl());
            let (status, problem) = server::json(client.client().put(url).json(&body)).await;
            if expected.is_empty() {
                assert_eq!(status, 200, "{at} in {body} is allowed: {problem}");
                continue;
            }
            refused += 1;
            assert_eq!(status, 400, "{at} in {body}: {problem}");
            let found = violations(&problem);
            assert!(!found.is_empty(), "{body}");
            for violation in &found {
                assert!(violation.starts_with(&place), "{place}: {violation} in {body}");
                reasons.insert(violation.rsplit(": ").next().unwrap_or_default().to_owned());
            }
            let reasons = problem["details"].as_array().into_iter().flatten().map(|one| one["reason"].to_string());
            assert!(!reasons.chain([problem["message"].to_string()]).any(|text| text.contains("hush")), "{problem}");
            // Both judges find the same places wrong; a type may not look into what has the wrong length.
            let places = |found: Vec<String>| found.into_iter().collect::<BTreeSet<_>>();
            let expected = places(expected.into_iter().map(|(place, _)| place).collect());
            let details = problem["details"].as_array().into_iter().flatten();
            let found = places(details.map(|one| one["pointer"].as_str().unwrap_or_default().to_owned()).collect());
            assert!(found.is_subset(&expected), "{at} in {body}: {problem} but {expected:?}");
        }
    }
    println!("{sent} values came back equal, {refused} were refused, with {} reasons: {reasons:#?}", reasons.len());
    assert!(sent == VALUES && refused > VALUES && reasons.len() > 30);
    // Chance has been everywhere.
    let everywhere = [
        "/scalars/bounded",
        "/composed/pet",
        "/tree/choice",
        "/interpreted/narrowed",
        "/names/a~1b~0c",
        "/values/mixed",
    ];
    assert!(everywhere.iter().all(|place| seen.contains(*place)), "{seen:#?}");
}

/// The places of members, two deep.
fn properties(value: &Value, at: &str, seen: &mut BTreeSet<String>) {
    for (name, member) in value.as_object().into_iter().flatten() {
        let place = format!("{at}/{}", escaped(name));
        if at.is_empty() {
            properties(member, &place, seen);
        }
        seen.insert(place);
    }
}

#[tokio::test]
async fn defaults_fill_in_what_is_absent() {
    let (_server, client) = start();
    let url = format!("{}/defaults", client.baseurl());
    let filled = json!({
        "flag": true, "count": 7, "ratio": 0.5, "name": "a \"quoted\" one", "colour": "blue", "list": [1, 2],
        "thing": { "a": 1, "b": "x" }, "cleared": null, "day": "2026-01-31", "whole": 4, "any": [1, { "a": null }],
        "required_one": 5,
    });
    let (status, body) = server::json(client.client().put(&url).json(&json!({ "required_one": 5 }))).await;
    assert!(status == 200 && same(&body, &filled), "{status} {body:#}");
    let (status, body) = server::json(client.client().put(&url).json(&filled)).await;
    assert!(status == 200 && same(&body, &filled), "{status} {body:#}");
    // A default is for what is absent: null is a value, and what is required has to be there.
    let (status, problem) = server::json(client.client().put(&url).json(&json!({ "flag": null }))).await;
    let expected = ["/flag: must be a boolean, not null", "/required_one: is required"];
    assert_eq!((status, violations(&problem)), (400, expected.map(str::to_owned).to_vec()));
}

#[tokio::test]
async fn properties_of_one_direction_are_dropped_in_the_other() {
    let (_server, client) = start();
    let url = format!("{}/account", client.baseurl());
    let put = |body: Value| server::json(client.client().put(&url).json(&body));
    let (status, body) = put(json!({ "id": "hush", "created": 5, "name": "a", "password": "secret" })).await;
    // What is write-only went to the handler, which here gives it back; the client drops it.
    assert_eq!((status, &body["id"], &body["created"]), (200, &json!(7), &json!("2026-01-31")));
    let (status, problem) = put(json!({ "name": "a" })).await;
    assert_eq!((status, violations(&problem)), (400, vec!["/password: is required".to_owned()]));
    let (status, problem) = put(json!({ "name": "a", "password": "hus" })).await;
    assert_eq!((status, violations(&problem)), (400, vec!["/password: must have at least 4 characters".to_owned()]));

    let account = |name: &str| Account {
        id: None,
        created: None,
        name: name.to_owned(),
        password: Some(make(json!("hush hush"))),
        hint: Some("none".to_owned()),
    };
    assert!(!format!("{:?}", account("a")).contains("hush"));
    let got = client.put_account(&account("a")).await.expect("an answer").into_inner();
    assert_eq!((got.id, got.password, got.hint), (Some(7), None, None));
    let missing = client.put_account(&account("without an id")).await;
    assert!(matches!(missing, Err(Error::InvalidResponsePayload(..))), "{missing:?}");
}

#[tokio::test]
async fn inline_schemas_are_types_as_well() {
    let (_server, client) = start();
    let body: PutInlineBody = make(json!([{ "kind": "a", "parts": [{ "size": 0 }, {}] }, { "kind": "b" }]));
    assert_eq!(client.put_inline(&body).await.expect("an answer").into_inner().count, 2);
    let url = format!("{}/inline", client.baseurl());
    let bad = json!([{ "kind": "c" }, { "parts": [{}, { "size": -1 }] }]);
    let (status, problem) = server::json(client.client().put(url).json(&bad)).await;
    let expected = ["/0/kind: must be one of `a` `b`", "/1/kind: is required", "/1/parts/1/size: must be at least 0"];
    assert_eq!((status, violations(&problem)), (400, expected.map(str::to_owned).to_vec()));
}
