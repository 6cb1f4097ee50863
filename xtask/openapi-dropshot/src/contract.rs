//! What a generated adapter does, said as an OpenAPI document: from the plan that its code is written from, so that what the
//! reader or the lowering lost is not in it. Dropshot's own description cannot say half of this.

use serde_json::{Map, Value as Json, json};

use crate::lower::{HeaderPlan, Media, OperationPlan, ParameterPlan, Plan, ResponsePlan, references};
use crate::model::{Location, SchemeKind, Statuses, Style};

/// The member that lists what was left out: ids of operations, and names of schemas.
pub(crate) const LEFT_OUT: &str = "x-left-out";
/// The member of a response that is the runtime's own problem, whose headers are the runtime's, too.
pub(crate) const PROBLEM: &str = "x-problem";

/// The contract. `schemas` are the names of those that the document has under `components.schemas`, `problem` is the one that
/// the runtime's problem stands for.
pub(crate) fn contract(plan: &Plan, schemas: &[String], problem: Option<&str>) -> Json {
    let mut paths: Map<String, Json> = Map::new();
    for operation in &plan.operations {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = self::operation(plan, operation, problem);
    }
    // Schemas without a name stand where they are used.
    let mut named: Vec<&str> = schemas.iter().map(String::as_str).collect();
    paths.values().for_each(|item| references(item, &mut named));
    plan.types.iter().for_each(|definition| references(&definition.source, &mut named));
    let types = plan.types.iter().filter(|definition| named.contains(&definition.schema_name.as_str()));
    let types: Map<String, Json> =
        types.map(|definition| (definition.schema_name.clone(), definition.source.clone())).collect();
    let schemes: Map<String, Json> =
        plan.schemes.iter().map(|one| (one.name.clone(), scheme(&one.kind, one.description.as_deref()))).collect();
    let operations: Vec<&String> = plan.left_out.iter().map(|operation| &operation.id).collect();
    let schemas: Vec<&String> = schemas.iter().filter(|name| !types.contains_key(*name)).collect();
    json!({
        "openapi": "3.0.3",
        "info": without_nothing(json!({ "title": plan.title, "version": plan.version, "description": plan.description })),
        "paths": paths,
        "components": { "schemas": types, "securitySchemes": schemes },
        LEFT_OUT: { "operations": operations, "schemas": schemas },
    })
}

fn operation(plan: &Plan, operation: &OperationPlan, problem: Option<&str>) -> Json {
    let security = operation.security.iter().map(|requirement| {
        let schemes = requirement.iter().map(|(index, scopes)| (plan.schemes[*index].name.clone(), json!(scopes)));
        schemes.collect::<Map<_, _>>()
    });
    let body = operation.body.as_ref().map(|body| {
        let content = body.media.iter().map(media).collect::<Map<_, _>>();
        without_nothing(json!({ "required": body.required, "description": body.description, "content": content }))
    });
    let mut responses: Map<String, Json> = Map::new();
    for response in operation.successes.iter().chain(&operation.errors) {
        responses.insert(statuses(response.statuses), self::response(response, problem));
    }
    if let Some(description) = &operation.internal {
        responses.insert("500".to_owned(), problem_response(description, problem));
    }
    without_nothing(json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.description,
        "tags": operation.tags,
        "deprecated": operation.deprecated,
        "security": security.collect::<Vec<_>>(),
        "parameters": operation.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "requestBody": body,
        "responses": responses,
    }))
}

fn parameter(parameter: &ParameterPlan) -> Json {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let writing = &parameter.writing;
    let mut value = json!({
        "name": parameter.name,
        "in": place,
        "required": parameter.required,
        "deprecated": parameter.deprecated,
        "description": parameter.description,
        "style": style(writing.style),
        "explode": writing.explode,
        "allowReserved": writing.allow_reserved,
    });
    typed(&mut value, &parameter.source, writing.json);
    without_nothing(value)
}

/// `schema`, or `content` of JSON.
fn typed(value: &mut Json, source: &Json, json: bool) {
    if json {
        value["content"] = json!({ "application/json": { "schema": source } });
    } else {
        value["schema"] = source.clone();
    }
}

fn media(media: &Media) -> (String, Json) {
    let encodings = media.encodings.iter().map(|(name, content_type, style, explode)| {
        let encoding = json!({ "contentType": content_type, "style": self::style(*style), "explode": explode });
        (name.clone(), without_nothing(encoding))
    });
    let encodings: Map<String, Json> = encodings.collect();
    let encodings = (!encodings.is_empty()).then_some(encodings);
    (media.media_type.clone(), without_nothing(json!({ "schema": media.source, "encoding": encodings })))
}

fn response(response: &ResponsePlan, problem: Option<&str>) -> Json {
    if response.problem {
        return problem_response(&response.description, problem);
    }
    let headers: Map<String, Json> = response.headers.iter().map(header).collect();
    let content: Map<String, Json> = response.media.iter().map(media).collect();
    let (headers, content) = ((!headers.is_empty()).then_some(headers), (!content.is_empty()).then_some(content));
    without_nothing(json!({ "description": response.description, "headers": headers, "content": content }))
}

fn problem_response(description: &str, problem: Option<&str>) -> Json {
    let schema = json!({ "$ref": format!("#/components/schemas/{}", problem.unwrap_or_default()) });
    json!({ "description": description, "content": { "application/json": { "schema": schema } }, PROBLEM: true })
}

fn header(header: &HeaderPlan) -> (String, Json) {
    let mut value = json!({
        "required": header.required,
        "deprecated": header.deprecated,
        "description": header.description,
        "explode": header.explode,
    });
    typed(&mut value, &header.source, header.json);
    (header.name.clone(), without_nothing(value))
}

fn scheme(kind: &SchemeKind, description: Option<&str>) -> Json {
    let mut value = match kind {
        SchemeKind::Bearer => json!({ "type": "http", "scheme": "bearer" }),
        SchemeKind::Basic => json!({ "type": "http", "scheme": "basic" }),
        SchemeKind::Http(name) => json!({ "type": "http", "scheme": name }),
        SchemeKind::OAuth2 => json!({ "type": "oauth2" }),
        SchemeKind::OpenIdConnect => json!({ "type": "openIdConnect" }),
        SchemeKind::Key(location, name) => {
            let place = match location {
                Location::Query => "query",
                Location::Cookie => "cookie",
                Location::Path | Location::Header => "header",
            };
            json!({ "type": "apiKey", "in": place, "name": name })
        }
    };
    if let Some(description) = description {
        value["description"] = description.into();
    }
    value
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Form => "form",
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
    }
}

fn statuses(statuses: Statuses) -> String {
    match statuses {
        Statuses::Exactly(status) => status.to_string(),
        Statuses::Range(hundred) => format!("{hundred}XX"),
        Statuses::Default => "default".to_owned(),
    }
}

/// Without the members that are null.
fn without_nothing(mut value: Json) -> Json {
    if let Json::Object(members) = &mut value {
        members.retain(|_, member| !member.is_null());
    }
    value
}
