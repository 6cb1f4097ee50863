//! Bodies and responses of operations: one variant per declared status, one per media type.

use super::context::TextShape;
use super::{Lowering, TypeUse};
use crate::document::Place;
use crate::model::operation::is_json;
use crate::model::{
    Additional, Body, Content, Kind, Operation, PropertyEncoding, Response, Schema, Statuses, TextFormat,
};
use crate::names::{Names, pascal, snake};

/// The body of a request.
#[derive(Debug)]
pub(crate) struct BodyPlan {
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// The enum of several media types.
    pub(crate) choice: Option<String>,
    pub(crate) media: Vec<Media>,
}

/// One media type.
#[derive(Debug)]
pub(crate) struct Media {
    pub(crate) variant: String,
    pub(crate) media_type: String,
    pub(crate) value: MediaValue,
    /// Schema and references, word for word
    pub(crate) source: Option<serde_json::Value>,
    /// `encoding`: property, content type, style, explode
    pub(crate) encodings: Vec<(String, Option<String>, crate::model::Style, bool)>,
}

impl Media {
    /// Whether Dropshot reads a request's body of this media type.
    fn is_native_request(&self) -> bool {
        let is_single = |shape: &TextShape| !matches!(shape, TextShape::Array(_) | TextShape::Object(..));
        match &self.value {
            MediaValue::Json(_) => self.media_type == "application/json",
            MediaValue::Form { shape: TextShape::Object(members, None), encodings, .. } => {
                encodings.is_empty() && members.iter().all(|(_, shape)| is_single(shape))
            }
            MediaValue::Stream => self.media_type == "application/octet-stream",
            _ => false,
        }
    }
}

impl BodyPlan {
    /// The type by which Dropshot can describe the body, and whether that is as a form rather than as JSON.
    pub(crate) fn described(&self) -> Option<(&TypeUse, bool)> {
        match self.media.as_slice() {
            _ if !self.required => None,
            [Media { value: MediaValue::Json(value), media_type, .. }] if media_type == "application/json" => {
                Some((value, false))
            }
            [Media { value: MediaValue::Form { value, encodings, .. }, .. }] if encodings.is_empty() => {
                Some((value, true))
            }
            _ => None,
        }
    }
}

/// What a body of a media type is.
#[derive(Debug)]
pub(crate) enum MediaValue {
    Json(TypeUse),
    /// `application/x-www-form-urlencoded`
    Form {
        value: TypeUse,
        shape: TextShape,
        encodings: Vec<(String, crate::model::Style, bool, bool)>,
    },
    /// `multipart/form-data`, as a struct of this name
    Multipart {
        name: String,
        fields: Vec<FormField>,
    },
    /// One text
    Text(TypeUse),
    /// `text/event-stream`
    Events,
    /// Bytes as they come
    Stream,
    /// The same under a wildcard such as `image/*`, with the media type beside it
    Wildcard,
}

/// A part of a multipart body.
#[derive(Debug)]
pub(crate) struct FormField {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) value: FormValue,
}

/// What a part holds.
#[derive(Debug)]
pub(crate) enum FormValue {
    File,
    Files,
    Value(TypeUse, TextShape),
}

/// A response.
#[derive(Debug)]
pub(crate) struct ResponsePlan {
    pub(crate) statuses: Statuses,
    pub(crate) variant: String,
    pub(crate) description: String,
    /// The struct that carries status, headers and body, when there is more than a body.
    pub(crate) carrier: Option<String>,
    pub(crate) headers: Vec<HeaderPlan>,
    /// The enum of several media types.
    pub(crate) choice: Option<String>,
    pub(crate) media: Vec<Media>,
    /// Whether it is the runtime's own problem.
    pub(crate) problem: bool,
}

/// A header of a response.
#[derive(Debug)]
pub(crate) struct HeaderPlan {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) value: TypeUse,
    /// How its text is read
    pub(crate) shape: TextShape,
    pub(crate) explode: bool,
    pub(crate) json: bool,
    /// Schema and references, word for word
    pub(crate) source: serde_json::Value,
    pub(crate) deprecated: bool,
    /// Whether its type is read from one text
    pub(crate) textual: bool,
}

type Shim<'s> = dyn FnMut(Place, &str, &str) + 's;

impl<'a> Lowering<'a, '_, '_> {
    pub(super) fn body(&mut self, prefix: &str, body: &Body<'a>, shim: &mut Shim<'_>) -> BodyPlan {
        let media = self.media(&format!("{prefix}Body"), &body.content, true);
        if !body.required {
            shim(
                body.place,
                "request body",
                "Dropshot has no optional bodies; the adapter reads one where it is there",
            );
        }
        if media.len() > 1 {
            shim(body.place, "request body", "Dropshot takes one media type; the adapter chooses by `Content-Type`");
        } else if !media.first().is_some_and(Media::is_native_request) {
            shim(body.place, "request body", "Dropshot hands over bytes; the adapter reads this media type");
        }
        let choice = (media.len() > 1).then(|| self.messages.take(&format!("{prefix}Body")));
        BodyPlan { required: body.required, description: body.description.clone(), choice, media }
    }

    pub(super) fn responses(
        &mut self,
        prefix: &str,
        operation: &Operation<'a>,
        shim: &mut Shim<'_>,
    ) -> (Vec<ResponsePlan>, Vec<ResponsePlan>, Option<String>) {
        let success = |statuses: Statuses| match statuses {
            Statuses::Exactly(status) => status < 400,
            Statuses::Range(hundred) => hundred < 4,
            Statuses::Default => false,
        };
        // `default` stands for the failures, unless nothing else could be the success.
        let any = operation.responses.iter().any(|response| success(response.statuses));
        let only_default = operation.responses.iter().all(|response| response.statuses == Statuses::Default);
        let mut sorted: Vec<&Response<'a>> = operation.responses.iter().collect();
        sorted.sort_by_key(|response| matches!(response.statuses, Statuses::Default));
        let mut variants = Names::without(&["Internal", "Self"]);
        let mut internal = None;
        let (mut successes, mut errors) = (Vec::new(), Vec::new());
        for response in sorted {
            let is_success =
                success(response.statuses) || (response.statuses == Statuses::Default && !any && only_default);
            let problem = !is_success && self.is_problem(response);
            if problem && response.statuses == Statuses::Exactly(500) {
                // The variant that carries defects stands for 500.
                internal = Some(response.description.clone());
                continue;
            }
            let mut plan = self.response(prefix, response, problem, operation.method == "HEAD", &mut variants);
            if operation.prepared && is_success {
                plan.carrier = None;
            }
            let native = |media: &Media| match media.value {
                MediaValue::Json(_) | MediaValue::Stream => true,
                // A response that is made by hand, for Dropshot.
                MediaValue::Wildcard => media.media_type == "*/*" && response.statuses == Statuses::Default,
                _ => false,
            };
            if plan.media.len() > 1 || !plan.media.iter().all(native) {
                shim(response.place, "response", "Dropshot describes one JSON body; the adapter writes this one");
            }
            if is_success { successes.push(plan) } else { errors.push(plan) }
        }
        if operation.prepared {
            // The bytes first, then 304.
            successes.sort_by_key(|response| response.media.is_empty());
            shim(operation.place, "prepared", "Dropshot knows no conditional requests; the adapter answers them");
        } else if successes.len() > 1 {
            shim(operation.place, "responses", "Dropshot describes one success; the adapter answers with any of them");
        }
        (successes, errors, internal)
    }

    /// Whether a response is the runtime's own problem: its schema, and no headers but those that problems have.
    fn is_problem(&self, response: &Response<'a>) -> bool {
        let [Content { media_type, schema: Some(Schema { kind: Kind::Reference(name), .. }), .. }] =
            response.content.as_slice()
        else {
            return false;
        };
        let provided = |name: &str| matches!(name.to_lowercase().as_str(), "retry-after" | "www-authenticate");
        matches!(response.statuses, Statuses::Exactly(_))
            && media_type == "application/json"
            && self.settings.problem.as_deref() == Some(name)
            && response.headers.iter().all(|header| provided(&header.name))
    }

    fn response(
        &mut self,
        prefix: &str,
        response: &Response<'a>,
        problem: bool,
        head: bool,
        variants: &mut Names,
    ) -> ResponsePlan {
        let variant = variants.take(&reason(response.statuses));
        let name = format!("{prefix}{variant}");
        // RFC 9110, section 6.4.1: these have no content, whatever is declared.
        let bodiless = head || matches!(response.statuses, Statuses::Exactly(204 | 205 | 304));
        let media =
            if bodiless || problem { Vec::new() } else { self.media(&format!("{name}Body"), &response.content, false) };
        let choice = (media.len() > 1).then(|| self.messages.take(&format!("{name}Body")));
        let mut fields = Names::without(&["status", "body"]);
        let headers: Vec<HeaderPlan> = if problem {
            Vec::new()
        } else {
            response.headers.iter().map(|header| self.header(&name, header, &mut fields)).collect()
        };
        let ranged = !matches!(response.statuses, Statuses::Exactly(_));
        let carrier = (ranged || !headers.is_empty()).then(|| self.messages.take(&name));
        ResponsePlan {
            statuses: response.statuses,
            variant,
            description: response.description.clone(),
            carrier,
            headers,
            choice,
            media,
            problem,
        }
    }

    fn header(&mut self, prefix: &str, header: &crate::model::Parameter<'a>, fields: &mut Names) -> HeaderPlan {
        let context = self.context;
        let value = self.types.of(context, &header.schema, &format!("{prefix}{}", pascal(&header.name)));
        HeaderPlan {
            field: fields.take(&snake(&header.name)),
            name: header.name.to_lowercase(),
            required: header.required,
            description: header.description.clone(),
            value,
            shape: context.text_shape(&header.schema),
            explode: header.explode,
            json: header.json,
            source: context.source(&header.schema),
            deprecated: header.deprecated,
            textual: context.is_textual(&header.schema) && !header.json,
        }
    }

    fn media(&mut self, name: &str, content: &[Content<'a>], request: bool) -> Vec<Media> {
        let mut variants = Names::without(&["Self"]);
        let several = content.len() > 1;
        content
            .iter()
            .map(|one| {
                let variant = variants.take(&variant_name(&one.media_type));
                let name = if several { format!("{name}{variant}") } else { name.to_owned() };
                let value = self.media_value(&name, one, request);
                let source = one.schema.as_ref().map(|schema| self.context.source(schema));
                let encodings = one
                    .encodings
                    .iter()
                    .map(|one| (one.name.clone(), one.content_type.clone(), one.style, one.explode));
                Media { variant, media_type: one.media_type.clone(), value, source, encodings: encodings.collect() }
            })
            .collect()
    }

    fn media_value(&mut self, name: &str, content: &Content<'a>, request: bool) -> MediaValue {
        let context = self.context;
        let media_type = content.media_type.as_str();
        match (&content.schema, media_type) {
            (_, "text/event-stream") => MediaValue::Events,
            (None, media_type) if is_json(media_type) => MediaValue::Json(TypeUse::Any),
            (Some(schema), media_type) if is_json(media_type) => MediaValue::Json(self.types.of(context, schema, name)),
            (Some(schema), "application/x-www-form-urlencoded") if request && self.is_object(schema) => {
                let value = self.types.of(context, schema, name);
                let shape = context.text_shape(schema);
                let encodings = content
                    .encodings
                    .iter()
                    .map(|one| (one.name.clone(), one.style, one.explode, is_json_encoding(one)));
                let mut encodings: Vec<_> = encodings.collect();
                // What no style can write is JSON, which is what the content type of an object is unless something else is said.
                let TextShape::Object(properties, _) = &shape else { return MediaValue::Stream };
                for (name, _) in properties.iter().filter(|(_, shape)| is_nested(shape)) {
                    if !encodings.iter().any(|(stated, ..)| stated == name) {
                        encodings.push((name.clone(), crate::model::Style::Form, true, true));
                    }
                }
                MediaValue::Form { value, shape, encodings }
            }
            (Some(schema), "multipart/form-data") if request => match self.form(name, schema, &content.encodings) {
                Some(fields) => MediaValue::Multipart { name: self.messages.take(&format!("{name}Form")), fields },
                None => MediaValue::Stream,
            },
            (schema, media_type) if media_type.starts_with("text/") && !media_type.contains('*') => match schema {
                Some(schema) if context.is_textual(schema) => MediaValue::Text(self.types.of(context, schema, name)),
                Some(_) if media_type != "text/plain" => MediaValue::Stream,
                _ => MediaValue::Text(TypeUse::Text),
            },
            (_, media_type) if media_type.contains('*') => MediaValue::Wildcard,
            _ => MediaValue::Stream,
        }
    }

    fn is_object(&self, schema: &Schema<'a>) -> bool {
        matches!(self.context.text_shape(schema), TextShape::Object(..))
    }

    /// The parts of a multipart body; none when its schema lists no properties.
    fn form(&mut self, name: &str, schema: &Schema<'a>, encodings: &[PropertyEncoding]) -> Option<Vec<FormField>> {
        let context = self.context;
        let Kind::Object(object) = &context.resolve(schema).kind else { return None };
        // Parts that have no name here would be lost.
        if matches!(object.additional, Additional::Open(_)) {
            return None;
        }
        let mut names = Names::default();
        let fields = object.properties.iter().map(|property| {
            let encoding = encodings.iter().find(|encoding| encoding.name == property.name);
            let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
            let value = self.form_value(&format!("{name}{}", pascal(&property.name)), &property.schema, content_type);
            FormField {
                name: property.name.clone(),
                field: names.take(&snake(&property.name)),
                description: property.schema.description.clone(),
                required: property.required,
                value,
            }
        });
        Some(fields.collect())
    }

    fn form_value(&mut self, name: &str, schema: &Schema<'a>, content_type: Option<&str>) -> FormValue {
        let context = self.context;
        let is_file = |schema: &Schema<'a>| {
            let target = context.resolve(schema);
            let binary = matches!(&target.kind, Kind::Text(text) if text.format == Some(TextFormat::Binary));
            // What is of no text type is passed as it comes.
            binary || content_type.is_some_and(|one| !is_json(one) && !one.starts_with("text/"))
        };
        if let Kind::Array(array) = &context.resolve(schema).kind {
            if is_file(&array.items) {
                return FormValue::Files;
            }
        } else if is_file(schema) {
            return FormValue::File;
        }
        FormValue::Value(self.types.of(context, schema, name), context.text_shape(schema))
    }
}

/// Whether a value has arrays or objects inside of its array or object.
pub(super) fn is_nested(shape: &TextShape) -> bool {
    let is_single = |shape: &TextShape| !matches!(shape, TextShape::Array(_) | TextShape::Object(..));
    match shape {
        TextShape::Array(item) => !is_single(item),
        TextShape::Object(properties, rest) => {
            !properties.iter().all(|(_, shape)| is_single(shape)) || rest.as_ref().is_some_and(|rest| !is_single(rest))
        }
        _ => false,
    }
}

fn is_json_encoding(encoding: &PropertyEncoding) -> bool {
    encoding.content_type.as_deref().is_some_and(is_json)
}

/// What a media type is called.
fn variant_name(media_type: &str) -> String {
    match media_type {
        "application/json" => "Json".to_owned(),
        "application/xml" | "text/xml" => "Xml".to_owned(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        "application/octet-stream" => "Binary".to_owned(),
        "text/plain" => "Text".to_owned(),
        "text/html" => "Html".to_owned(),
        "text/event-stream" => "Events".to_owned(),
        "*/*" => "Any".to_owned(),
        other => {
            let (kind, subtype) = other.split_once('/').unwrap_or((other, ""));
            match (kind, subtype) {
                (kind, "*") => format!("Any{}", pascal(kind)),
                ("application", subtype) => pascal(subtype.trim_start_matches("vnd.")),
                (kind, subtype) => pascal(&format!("{kind} {subtype}")),
            }
        }
    }
}

/// The reason phrase of a status (RFC 9110, section 15), which names its variant.
fn reason(statuses: Statuses) -> String {
    let status = match statuses {
        Statuses::Exactly(status) => status,
        Statuses::Range(hundred) => {
            return match hundred {
                1 => "Informational",
                2 => "Successful",
                3 => "Redirection",
                4 => "ClientError",
                _ => "ServerError",
            }
            .to_owned();
        }
        Statuses::Default => return "Default".to_owned(),
    };
    match http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()) {
        Some(phrase) => pascal(&phrase.to_lowercase()),
        None => format!("Status{status}"),
    }
}
