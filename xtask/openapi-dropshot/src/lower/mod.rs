//! From what the document says to what is emitted: Rust names and shapes for every schema, the messages of every operation, the
//! routes, and the verdict on each operation. Knows Rust's types, not how they are written.

mod context;
mod messages;
mod recursion;
mod routes;
pub(crate) use routes::{decoded, template};
mod types;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::Settings;
use crate::document::{Document, Place};
use crate::ledger::{Construct, Verdict};
use crate::model::prepared::is_condition;
use crate::model::{Location, Model, Refused, SchemeKind, Style};
use crate::names::{Names, pascal, snake};
use crate::problem::Problem;
pub(crate) use context::{Context, TextShape};
pub(crate) use messages::{BodyPlan, FormField, FormValue, HeaderPlan, Media, MediaValue, ResponsePlan};
pub(crate) use routes::{Dispatcher, Piece, Template};
pub(crate) use types::{Field, Need, Shape, Structure, TypeDefinition, TypeUse, Variant};

/// Arguments that the trait and the adapter have for themselves.
const ARGUMENTS: [&str; 5] = ["self", "caller", "body", "request", "violations"];
/// What the client and the trait have besides operations.
const METHODS: [&str; 8] = [
    "new",
    "new_with_client",
    "with_client",
    "connection",
    "all_of",
    "api_description",
    "single_descriptions",
    "clone",
];

/// What is to be emitted.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) types: Vec<TypeDefinition>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) operations: Vec<OperationPlan>,
    pub(crate) templates: Vec<Template>,
    pub(crate) dispatchers: Vec<Dispatcher>,
    /// What was left out, because it is refused.
    pub(crate) left_out: Vec<Refused>,
    /// What has no effect.
    pub(crate) notes: Vec<Problem>,
}

/// A security scheme and the method of the trait that resolves it.
#[derive(Debug)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) method: String,
    /// The client's method that sets its credentials.
    pub(crate) setter: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: SchemeKind,
}

#[derive(Debug)]
pub(crate) struct OperationPlan {
    /// The method of the trait.
    pub(crate) name: String,
    /// What its types' names begin with.
    pub(crate) prefix: String,
    /// `operationId`
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) tags: Vec<String>,
    /// Alternatives, each of schemes by their index with scopes. An empty one is anonymous access.
    pub(crate) security: Vec<Vec<(usize, Vec<String>)>>,
    pub(crate) parameters: Vec<ParameterPlan>,
    pub(crate) body: Option<BodyPlan>,
    /// Whether the first success is finished bytes, and the other one the adapter's to give.
    pub(crate) prepared: bool,
    /// The enum of several successes.
    pub(crate) success: Option<String>,
    pub(crate) successes: Vec<ResponsePlan>,
    pub(crate) error: String,
    pub(crate) errors: Vec<ResponsePlan>,
    /// The description of 500, where it is declared: a response like the others, but no variant.
    pub(crate) internal: Option<String>,
    /// Index of its template
    pub(crate) template: usize,
    /// The path for Dropshot, and the names of the variables in it by segment
    pub(crate) registered: (String, BTreeMap<usize, String>),
    pub(crate) dispatcher: Option<usize>,
    /// What Dropshot does not do by itself
    pub(crate) shims: Vec<Construct>,
}

#[derive(Debug)]
pub(crate) struct ParameterPlan {
    /// The argument of the trait's method.
    pub(crate) argument: String,
    /// As it is called in the request.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    /// For absent ones.
    pub(crate) default: Option<Json>,
    pub(crate) description: Option<String>,
    pub(crate) value: TypeUse,
    /// Schema and references, word for word.
    pub(crate) source: Json,
    /// Where it stands in the path: its segment, and which of the segment's variables it is when it is not all of it.
    pub(crate) segment: Option<(usize, Option<usize>)>,
    /// How it is written.
    pub(crate) writing: Writing,
    /// Whether it is a single text in the place's plain style, the quick way.
    pub(crate) plain: bool,
    /// Whether Dropshot takes it for a single value, which it can read and describe.
    pub(crate) single: bool,
    pub(crate) deprecated: bool,
    /// Whether the adapter reads it for itself, so that it is no argument.
    pub(crate) condition: bool,
}

/// How a parameter is written.
#[derive(Debug)]
pub(crate) struct Writing {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) json: bool,
    pub(crate) shape: TextShape,
    /// The other parameters of the place
    pub(crate) others: Vec<String>,
}

/// Lower a model.
pub(crate) fn lower(document: &Document, model: &Model<'_>, settings: &Settings) -> Plan {
    let context = Context::new(document, model);
    let (kept, broken) = context.defaults();
    let mut notes = model.notes.clone();
    notes.extend(broken.into_iter().map(|place| Problem {
        place,
        what: "`default` breaks the rules of its own schema; it has no effect".to_owned(),
    }));
    let parameters = model.operations.iter().flat_map(|operation| &operation.parameters);
    let nested = parameters.filter(|one| {
        !one.json && one.style != Style::DeepObject && messages::is_nested(&context.text_shape(&one.schema))
    });
    notes.extend(nested.map(|one| Problem {
        place: one.place,
        what: "arrays and objects inside of this parameter cannot be written in its style, so that requests with them are \
               refused; `deepObject`, or `content` with application/json, can hold them"
            .to_owned(),
    }));
    let mut lowering = Lowering {
        context: &context,
        settings,
        types: types::Types::new(&context, kept),
        names: Names::without(&METHODS),
        messages: Names::without(&[
            pascal(&settings.crate_name).as_str(),
            "Option",
            "Result",
            "Failure",
            "Problem",
            "Answer",
        ]),
        left_out: model.refused.clone(),
    };
    lowering.types.components(&context, &settings.replaced);
    let schemes: Vec<Scheme> = model
        .security_schemes
        .iter()
        .map(|scheme| {
            let method = lowering.names.take(&snake(&scheme.name));
            let setter = lowering.names.take(&format!("with_{method}"));
            Scheme {
                name: scheme.name.clone(),
                method,
                setter,
                description: scheme.description.clone(),
                kind: scheme.kind.clone(),
            }
        })
        .collect();
    let (templates, mut operations) = lowering.routes(model);
    let mut others: Vec<BTreeSet<String>> = vec![BTreeSet::new(); templates.len()];
    for (operation, template) in &operations {
        let names = operation.parameters.iter().filter(|one| one.location != Location::Path);
        others[*template].extend(names.map(|one| one.name.clone()));
    }
    let (mut registered, dispatchers) = routes::register(&templates, &others);
    // What goes through a dispatcher is described alone, where its own names do.
    for ((registered, template), others) in registered.iter_mut().zip(&templates).zip(&others) {
        if registered.dispatcher.is_some() {
            (registered.path, registered.variables) = routes::alone(template, others);
        }
    }
    let mut planned = Vec::with_capacity(operations.len());
    for (operation, template) in operations.drain(..) {
        planned.push(lowering.operation(operation, template, &templates[template], &registered[template], &schemes));
    }
    Plan {
        title: model.title.clone(),
        version: model.version.clone(),
        description: model.description.clone(),
        schemes,
        operations: planned,
        templates,
        dispatchers,
        left_out: lowering.left_out,
        notes,
        types: lowering.types.into_definitions(),
    }
}

struct Lowering<'a, 'm, 's> {
    context: &'s Context<'a, 'm>,
    settings: &'s Settings,
    types: types::Types,
    /// Methods of the trait and of the client.
    names: Names,
    /// Types of messages.
    messages: Names,
    left_out: Vec<Refused>,
}

impl<'a> Lowering<'a, '_, '_> {
    /// The templates of all operations, and each operation with the index of its own. Two operations of one route and method
    /// cannot both be reached: the second one is refused.
    fn routes<'m>(&mut self, model: &'m Model<'a>) -> (Vec<Template>, Vec<(&'m crate::model::Operation<'a>, usize)>) {
        let mut templates: Vec<Template> = Vec::new();
        let mut known: BTreeMap<Template, Vec<usize>> = BTreeMap::new();
        let mut routes: BTreeMap<(Template, &str), &crate::model::Operation<'a>> = BTreeMap::new();
        let mut operations = Vec::new();
        for operation in &model.operations {
            let template = routes::template(&operation.path);
            let anonymous = template.anonymous();
            if let Some(first) = routes.get(&(anonymous.clone(), operation.method.as_str())) {
                let what = format!(
                    "the path leads to the same place as `{}` at {}; leave one of the two out",
                    first.path, first.place
                );
                self.left_out.push(Refused {
                    id: operation.id.clone(),
                    method: operation.method.clone(),
                    path: operation.path.clone(),
                    place: operation.place,
                    problems: vec![Problem { place: operation.place, what }],
                });
                continue;
            }
            routes.insert((anonymous.clone(), &operation.method), operation);
            // Templates that differ by the names of variables only are one, but each operation knows its own names.
            let same = known.entry(anonymous).or_default();
            let index = match same.first() {
                Some(index) => *index,
                None => {
                    templates.push(template);
                    same.push(templates.len() - 1);
                    templates.len() - 1
                }
            };
            operations.push((operation, index));
        }
        self.left_out.sort_by_key(|one| one.place);
        (templates, operations)
    }

    fn operation(
        &mut self,
        operation: &crate::model::Operation<'a>,
        template: usize,
        shape: &Template,
        registered: &routes::Registered,
        schemes: &[Scheme],
    ) -> OperationPlan {
        let name = self.names.take(&snake(&operation.id));
        let prefix = pascal(&name);
        let mut shims = Vec::new();
        let mut shim = |place: Place, construct: &str, how: &str| {
            shims.push(Construct { place, construct: construct.to_owned(), reason: how.to_owned() });
        };
        if let Some(dispatcher) = registered.dispatcher {
            let _ = dispatcher;
            shim(
                operation.place,
                "route",
                "Dropshot's router cannot tell this path from others; one endpoint takes them all and tells them apart",
            );
        }
        if !operation.security.is_empty() {
            shim(
                operation.place,
                "security",
                "Dropshot knows no security; the adapter resolves it before it looks at parameters and body",
            );
        }
        let mut arguments = Names::without(&ARGUMENTS);
        let own = routes::template(&operation.path);
        let parameters: Vec<ParameterPlan> = operation
            .parameters
            .iter()
            .map(|parameter| {
                let mut plan = self.parameter(&prefix, &own, parameter, &operation.parameters, &mut arguments);
                plan.condition = operation.prepared && is_condition(parameter);
                if let Some(how) = parameter_shim(&plan) {
                    shim(parameter.place, "parameter", how);
                }
                plan
            })
            .collect();
        let body = operation.body.as_ref().map(|body| self.body(&prefix, body, &mut shim));
        let (successes, errors, internal) = self.responses(&prefix, operation, &mut shim);
        let success =
            (successes.len() > 1 && !operation.prepared).then(|| self.messages.take(&format!("{prefix}Success")));
        let error = self.messages.take(&format!("{prefix}Error"));
        let index = |name: &str| schemes.iter().position(|scheme| scheme.name == name);
        let security = operation.security.iter().map(|requirement| {
            requirement.iter().filter_map(|(name, scopes)| Some((index(name)?, scopes.clone()))).collect()
        });
        let _ = shape;
        OperationPlan {
            name,
            id: operation.id.clone(),
            place: operation.place,
            method: operation.method.clone(),
            path: operation.path.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            tags: operation.tags.clone(),
            security: security.collect(),
            parameters,
            body,
            prepared: operation.prepared,
            success,
            successes,
            error,
            errors,
            internal,
            template,
            registered: (registered.path.clone(), registered.variables.clone()),
            dispatcher: registered.dispatcher,
            shims,
            prefix,
        }
    }

    fn parameter(
        &mut self,
        prefix: &str,
        template: &Template,
        parameter: &crate::model::Parameter<'a>,
        all: &[crate::model::Parameter<'a>],
        arguments: &mut Names,
    ) -> ParameterPlan {
        let context = self.context;
        let value = self.types.of(context, &parameter.schema, &format!("{prefix}{}", pascal(&parameter.name)));
        let target = context.resolve(&parameter.schema);
        let default = [parameter.schema.default, target.default].into_iter().flatten().next();
        let default = default.filter(|node| self.types.defaults.contains(&node.place) && !parameter.required);
        let segment = (parameter.location == Location::Path).then(|| template.find(&parameter.name)).flatten();
        let textual = context.is_textual(&parameter.schema) && !parameter.json;
        let plain = textual
            && match parameter.location {
                Location::Path => parameter.style == Style::Simple,
                Location::Query => parameter.style == Style::Form && !parameter.allow_reserved,
                Location::Header => true,
                Location::Cookie => false,
            };
        let usual = match parameter.location {
            Location::Path => parameter.style == Style::Simple && segment.is_some_and(|(_, which)| which.is_none()),
            Location::Query => parameter.style == Style::Form,
            Location::Header => true,
            Location::Cookie => false,
        };
        let single = usual && !parameter.json && context.is_single(&parameter.schema);
        let others = all.iter().filter(|other| other.location == parameter.location && other.name != parameter.name);
        let shape = context.text_shape(&parameter.schema);
        let others = if matches!(&shape, TextShape::Object(..)) {
            others.map(|other| other.name.clone()).collect()
        } else {
            Vec::new()
        };
        ParameterPlan {
            argument: arguments.take(&snake(&parameter.name)),
            name: parameter.name.clone(),
            location: parameter.location,
            required: parameter.required,
            default: default.map(crate::document::Node::to_json),
            description: parameter.description.clone(),
            value,
            source: context.source(&parameter.schema),
            segment,
            writing: Writing {
                style: parameter.style,
                explode: parameter.explode,
                allow_reserved: parameter.allow_reserved,
                json: parameter.json,
                shape,
                others,
            },
            plain,
            single,
            deprecated: parameter.deprecated,
            condition: false,
        }
    }
}

/// Why a parameter is none that Dropshot reads by itself.
fn parameter_shim(plan: &ParameterPlan) -> Option<&'static str> {
    if plan.location == Location::Cookie {
        return Some("Dropshot reads no cookies; the adapter does");
    }
    if plan.segment.is_some_and(|(_, which)| which.is_some()) {
        return Some("Dropshot knows no variables that are a part of a segment; the adapter takes the segment apart");
    }
    (!plan.single).then_some("Dropshot reads single values only; the adapter reads this style and structure")
}

impl OperationPlan {
    /// What became of it.
    pub(crate) fn verdict(&self) -> Verdict {
        if self.shims.is_empty() { Verdict::Native } else { Verdict::Shimmed }
    }

    /// The parameters that are arguments of the method.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &ParameterPlan> {
        self.parameters.iter().filter(|parameter| !parameter.condition)
    }

    /// Whether anonymous access is one of the alternatives.
    pub(crate) fn is_optional_security(&self) -> bool {
        self.security.iter().any(Vec::is_empty)
    }
}

impl Plan {
    /// Whether some alternative needs several schemes at once.
    pub(crate) fn combines_schemes(&self) -> bool {
        self.operations.iter().flat_map(|operation| &operation.security).any(|requirement| requirement.len() > 1)
    }

    /// The types by name.
    pub(crate) fn components(&self) -> BTreeMap<&str, &TypeDefinition> {
        self.types.iter().map(|definition| (definition.schema_name.as_str(), definition)).collect()
    }

    /// The sources of the types that are checked against theirs, and of all that those refer to.
    pub(crate) fn interpreted(&self) -> Vec<(&str, &Json)> {
        let by_name = self.components();
        let mut wanted: Vec<&str> = Vec::new();
        for definition in &self.types {
            if matches!(definition.shape, Shape::Verbatim) {
                wanted.push(&definition.schema_name);
            }
        }
        let mut found: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = wanted.pop() {
            let Some(definition) = by_name.get(name) else { continue };
            if found.insert(&definition.schema_name) {
                references(&definition.source, &mut wanted);
            }
        }
        found.into_iter().filter_map(|name| Some((name, &by_name.get(name)?.source))).collect()
    }
}

/// The components that a schema refers to.
pub(crate) fn references<'s>(source: &'s Json, names: &mut Vec<&'s str>) {
    match source {
        Json::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix("#/components/schemas/")) {
                    Some(name) if key == "$ref" => names.push(name),
                    _ => references(value, names),
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, names)),
        _ => {}
    }
}
