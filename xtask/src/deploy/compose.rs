//! The rules for `compose.yaml`: parts start when what they need is healthy, nothing is secret in it, nothing is published
//! but the front (and tools to this machine alone, which are not started unless asked for), every service of the store is in
//! it, and what it names is there. Whether Compose would take the file is for Compose to say.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail};
use saphyr::{LoadableYamlNode as _, Yaml};
use serde_json::{Map, Value};

/// The only service whose port is published to everybody.
const FRONT: &str = "nginx";

/// A variable with one of these in its name holds a credential.
const CREDENTIALS: [&str; 4] = ["PASSWORD", "SECRET", "TOKEN", "CREDENTIAL"];

/// A compose file with what belongs to it.
pub struct File<'a> {
    pub text: &'a str,
    /// `.env.example`.
    pub example: &'a str,
    /// The variables that the front's templates name.
    pub templates: &'a [String],
}

impl File<'_> {
    /// Every problem; `missing` says whether a path, relative to the file, does not exist.
    pub fn problems(&self, missing: &dyn Fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
        let documents = Yaml::load_from_str(self.text).context("not YAML")?;
        let [document] = documents.as_slice() else { bail!("not one YAML document") };
        let document = to_json(document).context("a kind of YAML node that is not expected here")?;
        let services = document["services"].as_object().context("no services")?;
        let mut problems = Vec::new();
        let awaited = awaited(services);
        for (name, service) in services {
            let mut say = |problem: String| problems.push(format!("{name}: {problem}"));
            let one_shot = awaited.contains(&(name.as_str(), "service_completed_successfully"));
            health(service, one_shot, &mut say);
            dependencies(service, services, &mut say);
            image(service, missing, &mut say);
            if name != FRONT {
                ports(service, &mut say);
            }
            for (variable, value) in environment(service) {
                credential(&variable, &value, &mut say);
            }
            for path in bind_mounts(service).filter(|path| missing(path)) {
                say(format!("mounts {path}, which does not exist"));
            }
        }
        let built: BTreeSet<&str> =
            services.values().filter_map(|service| service["build"]["args"]["BIN"].as_str()).collect();
        for service in stack::binaries::SERVICES.iter().filter(|service| !built.contains(*service)) {
            problems.push(format!("the service {service} is not in it"));
        }
        let set = environment(&services[FRONT]);
        for variable in self.templates.iter().filter(|variable| !set.contains_key(*variable)) {
            problems.push(format!("{FRONT}: {variable} is named in a template but not set"));
        }
        self.example_problems(&mut problems);
        Ok(problems)
    }

    /// `.env.example` lists exactly what is asked for, and no credential has a value there.
    fn example_problems(&self, problems: &mut Vec<String>) {
        let asked: BTreeSet<&str> = self
            .text
            .split("${")
            .skip(1)
            .filter_map(|rest| rest.split(|character: char| !is_name(character)).next())
            .collect();
        let listed: BTreeMap<&str, &str> = self
            .example
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .collect();
        for name in asked.iter().filter(|name| !listed.contains_key(**name)) {
            problems.push(format!("{name} is not listed in .env.example"));
        }
        for (name, value) in &listed {
            // Compose itself reads those.
            if !asked.contains(name) && !name.starts_with("COMPOSE_") {
                problems.push(format!("{name} is listed in .env.example but never used"));
            }
            if is_credential(name) && !value.is_empty() {
                problems.push(format!("{name} has a value in .env.example"));
            }
        }
    }
}

/// Who is waited for, and how.
fn awaited(services: &Map<String, Value>) -> BTreeSet<(&str, &str)> {
    services
        .values()
        .filter_map(|service| service["depends_on"].as_object())
        .flatten()
        .filter_map(|(name, how)| Some((name.as_str(), how["condition"].as_str()?)))
        .collect()
}

fn health(service: &Value, one_shot: bool, say: &mut dyn FnMut(String)) {
    match (service["healthcheck"]["test"].is_null(), one_shot) {
        (true, false) => say("has no health check".into()),
        (false, true) => say("runs once and has a health check, which it would fail".into()),
        (true, true) if service["restart"] != "no" => say("runs once and would be restarted".into()),
        _ => {}
    }
}

fn dependencies(service: &Value, services: &Map<String, Value>, say: &mut dyn FnMut(String)) {
    let Some(dependencies) = service.get("depends_on") else { return };
    let Some(dependencies) = dependencies.as_object() else {
        return say("depends_on has no conditions".into());
    };
    for (name, how) in dependencies {
        match services.get(name) {
            None => say(format!("depends on {name}, which does not exist")),
            Some(needed) if is_optional(needed) && !is_optional(service) => {
                say(format!("depends on {name}, which is not always started"));
            }
            Some(_) => {}
        }
        match how["condition"].as_str() {
            Some("service_healthy" | "service_completed_successfully") => {}
            _ => say(format!("does not wait until {name} is healthy or done")),
        }
    }
}

/// To this machine alone, and from what is started only when asked for.
fn ports(service: &Value, say: &mut dyn FnMut(String)) {
    let published = service["ports"].as_array().into_iter().flatten();
    for port in published.map(|port| port.as_str().unwrap_or_default()) {
        if !is_optional(service) || !port.starts_with("127.0.0.1:") {
            say("publishes a port".into());
        }
    }
}

/// Whether a service belongs to a profile, and so is not started unless asked for.
fn is_optional(service: &Value) -> bool {
    service["profiles"].as_array().is_some_and(|profiles| !profiles.is_empty())
}

/// Pinned to a version, or built from here.
fn image(service: &Value, missing: &dyn Fn(&str) -> bool, say: &mut dyn FnMut(String)) {
    if let Some(build) = service.get("build") {
        let path = format!(
            "{}/{}",
            build["context"].as_str().unwrap_or("."),
            build["dockerfile"].as_str().unwrap_or("Dockerfile")
        );
        if missing(&path) {
            say(format!("is built from {path}, which does not exist"));
        }
        let binary = build["args"]["BIN"].as_str().unwrap_or_default();
        if !stack::binaries::SERVICES.contains(&binary) {
            say(format!("is built for the binary {binary:?}, which does not exist"));
        }
        return;
    }
    let image = service["image"].as_str().unwrap_or_default();
    if !is_pinned(image) {
        say(format!("its image {image:?} is not pinned to a version"));
    }
}

/// With a tag that names a version, or a digest.
pub fn is_pinned(image: &str) -> bool {
    let tag = image.rsplit('/').next().and_then(|name| name.split_once(':')).map(|(_, tag)| tag);
    let names_a_version = |tag: &str| {
        let version = tag.split('-').next().unwrap_or_default();
        let version = version.strip_prefix('v').unwrap_or(version);
        version.split('.').count() >= 2 && version.split('.').all(|part| part.parse::<u32>().is_ok())
    };
    image.contains("@sha256:") || tag.is_some_and(names_a_version)
}

/// A credential comes from outside, has no default but none at all, and stands in no URL.
fn credential(variable: &str, value: &str, say: &mut dyn FnMut(String)) {
    let required = |text: &str| text.starts_with("${") && text.contains(":?") && text.ends_with('}');
    let optional = |text: &str| text.starts_with("${") && text.ends_with(":-}");
    if is_credential(variable) && !required(value) && !optional(value) {
        say(format!("{variable} is neither ${{…:?}} nor ${{…:-}} and so may be a credential, or have a default"));
    }
    let user = value.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')).map(|(user, _)| user);
    if let Some((_, password)) = user.and_then(|user| user.split_once(':'))
        && !required(password)
    {
        say(format!("{variable} has a password in a URL"));
    }
}

fn is_credential(variable: &str) -> bool {
    CREDENTIALS.iter().any(|word| variable.contains(word))
}

fn is_name(character: char) -> bool {
    character == '_' || character.is_ascii_alphanumeric()
}

fn environment(service: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let variables = service["environment"].as_object().into_iter().flatten();
    variables.map(|(name, value)| (name.clone(), text(value))).collect()
}

fn bind_mounts(service: &Value) -> impl Iterator<Item = &str> {
    let volumes = service["volumes"].as_array().into_iter().flatten();
    volumes.filter_map(|volume| volume.as_str()?.split(':').next()).filter(|source| source.starts_with('.'))
}

/// None for anchors, tags and keys that are not text, of which this file has none.
fn to_json(yaml: &Yaml<'_>) -> Option<Value> {
    if yaml.is_null() {
        return Some(Value::Null);
    }
    if let Some(mapping) = yaml.as_mapping() {
        let entry = |(key, value): (&Yaml<'_>, &Yaml<'_>)| Some((key.as_str()?.to_owned(), to_json(value)?));
        return mapping.iter().map(entry).collect::<Option<Map<_, _>>>().map(Value::Object);
    }
    if let Some(sequence) = yaml.as_sequence() {
        return sequence.iter().map(to_json).collect::<Option<Vec<_>>>().map(Value::Array);
    }
    None.or_else(|| yaml.as_str().map(Value::from))
        .or_else(|| yaml.as_bool().map(Value::from))
        .or_else(|| yaml.as_integer().map(Value::from))
}

#[cfg(test)]
mod tests;
