//! `server.rs`: the adapter between the trait and Dropshot. One function per operation, each in the same order: security,
//! parameters, body, handler.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::json;

use super::api::required_body_type;
use super::messages::{answer, encodings, form_shape};
use super::types::{Components, described, outside, raw};
use crate::lower::{BodyPlan, Dispatcher, Media, MediaValue, OperationPlan, ParameterPlan, Piece, Plan, Template};
use crate::model::{Location, SchemeKind, Statuses};
use crate::names::ident;

pub(super) fn server(plan: &Plan, trait_name: &syn::Ident) -> TokenStream {
    let components = plan.components();
    let registrations = plan.operations.iter().filter(|operation| operation.dispatcher.is_none()).map(registration);
    let dispatched = plan
        .dispatchers
        .iter()
        .enumerate()
        .flat_map(|(index, dispatcher)| dispatcher_registrations(plan, index, dispatcher));
    let singles = plan.operations.iter().filter(|operation| operation.dispatcher.is_some()).map(|operation| {
        let registration = registration(operation);
        quote! {
            let mut description = ApiDescription::new();
            #registration
            descriptions.push(description);
        }
    });
    let singles: Vec<_> = singles.collect();
    let mutable = (!singles.is_empty()).then(|| quote!(mut));
    let registered = !plan.operations.is_empty();
    let registered = registered.then(|| quote!(mut));
    let dispatchers = plan.dispatchers.iter().enumerate().map(|(index, one)| dispatcher(plan, trait_name, index, one));
    let operations = plan.operations.iter().map(|operation| endpoint(plan, operation, trait_name, &components));
    let imports = imports(plan);
    quote! {
        //! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
        #![allow(deprecated, unused_mut)] // what is deprecated is served all the same

        use rest_runtime::server as runtime;
        use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
        #imports

        use crate::api::#trait_name;

        /// The document that this server was generated from.
        pub const DOCUMENT: runtime::Document =
            runtime::Document { yaml: include_bytes!("../openapi.yaml"), json: include_bytes!("../openapi.json") };

        /// Every operation of the document as a Dropshot endpoint that calls `A`.
        ///
        /// # Errors
        ///
        /// None for the document as it is: what Dropshot refuses, the generator has refused before.
        pub fn api_description<A: #trait_name>() -> Result<ApiDescription<runtime::Context<A>>, ApiDescriptionRegisterError> {
            let #registered description = ApiDescription::new();
            #(#registrations)*
            #(#dispatched)*
            Ok(description)
        }

        /// Those operations that share a route with others, each in a description of its own: Dropshot's cannot hold them
        /// together. To be looked at, not to be served.
        ///
        /// # Errors
        ///
        /// None for the document as it is.
        pub fn single_descriptions<A: #trait_name>() -> Result<Vec<ApiDescription<runtime::Context<A>>>, ApiDescriptionRegisterError> {
            let #mutable descriptions = Vec::new();
            #(#singles)*
            Ok(descriptions)
        }

        #(#dispatchers)*
        #(#operations)*
    }
}

/// What the file needs by its short name, when there is an operation at all.
fn imports(plan: &Plan) -> Option<TokenStream> {
    (!plan.operations.is_empty()).then(|| {
        quote! {
            use rest_runtime::server::dropshot::{ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext};
        }
    })
}

fn registration(operation: &OperationPlan) -> TokenStream {
    let (name, id) = (ident(&operation.name), &operation.id);
    let (path, _) = &operation.registered;
    let method = format_ident!("{}", operation.method);
    let summary = operation.summary.as_ref().map(|text| quote!(.summary(#text)));
    let description = operation.description.as_ref().map(|text| quote!(.description(#text)));
    let tags = operation.tags.iter().map(|tag| quote!(.tag(#tag)));
    let deprecated = operation.deprecated.then(|| quote!(.deprecated(true)));
    let form = operation.body.as_ref().and_then(BodyPlan::described).is_some_and(|(_, form)| form);
    let content_type =
        if form { format_ident!("CONTENT_TYPE_URL_ENCODED") } else { format_ident!("CONTENT_TYPE_JSON") };
    let endpoint = quote! {
        ApiEndpoint::new(
            #id.to_owned(), #name::<A>, runtime::http::Method::#method, runtime::dropshot::#content_type, #path,
            ApiEndpointVersions::All,
        )
        #summary #description #(#tags)* #deprecated
    };
    let parameters = has_parameters(operation).then(|| format_ident!("{}Parameters", operation.prefix));
    registered(&endpoint, parameters.as_ref())
}

fn registered(endpoint: &TokenStream, parameters: Option<&syn::Ident>) -> TokenStream {
    match parameters {
        Some(parameters) => quote!(description.register(runtime::declared::<#parameters, _>(#endpoint))?;),
        None => quote!(description.register(#endpoint)?;),
    }
}

/// The operations of a dispatcher by method, each with the index of its template within the dispatcher.
fn by_method<'p>(plan: &'p Plan, dispatcher: &Dispatcher) -> BTreeMap<&'p str, Vec<(usize, &'p OperationPlan)>> {
    let mut methods: BTreeMap<&str, Vec<(usize, &OperationPlan)>> = BTreeMap::new();
    for (index, template) in dispatcher.templates.iter().enumerate() {
        for operation in plan.operations.iter().filter(|operation| operation.template == *template) {
            methods.entry(&operation.method).or_default().push((index, operation));
        }
    }
    methods
}

fn dispatcher_name(index: usize, method: &str) -> syn::Ident {
    format_ident!("dispatch_{}_{}", index + 1, method.to_lowercase())
}

fn dispatcher_parameters(index: usize) -> syn::Ident {
    format_ident!("Dispatch{}Parameters", index + 1)
}

fn dispatcher_registrations(plan: &Plan, index: usize, dispatcher: &Dispatcher) -> Vec<TokenStream> {
    let methods = by_method(plan, dispatcher);
    let path = &dispatcher.path;
    let parameters = (!dispatcher.variables.is_empty()).then(|| dispatcher_parameters(index));
    let registrations = methods.keys().map(|method| {
        let name = dispatcher_name(index, method);
        let id = name.to_string();
        let method = format_ident!("{method}");
        let endpoint = quote! {
            ApiEndpoint::new(
                #id.to_owned(), #name::<A>, runtime::http::Method::#method, runtime::dropshot::CONTENT_TYPE_JSON, #path,
                ApiEndpointVersions::All,
            )
            .visible(false)
        };
        registered(&endpoint, parameters.as_ref())
    });
    registrations.collect()
}

/// The endpoints that stand for several operations, and the routes that they tell apart.
fn dispatcher(plan: &Plan, trait_name: &syn::Ident, index: usize, dispatcher: &Dispatcher) -> TokenStream {
    let methods = by_method(plan, dispatcher);
    let routes = format_ident!("ROUTES_{}", index + 1);
    let templates = dispatcher.templates.iter().enumerate().map(|(position, template)| {
        let operations = methods.iter().filter(|(_, operations)| operations.iter().any(|(at, _)| *at == position));
        let methods = operations.map(|(method, _)| method);
        let segments = segments(&plan.templates[*template]);
        let trailing_slash = plan.templates[*template].trailing_slash;
        quote!(runtime::routes::Route { segments: #segments, trailing_slash: #trailing_slash, methods: &[#(#methods),*] })
    });
    let parameters = dispatcher_parameters(index);
    let declared = (!dispatcher.variables.is_empty()).then(|| {
        let path = format_ident!("Dispatch{}Path", index + 1);
        let properties: serde_json::Map<_, _> =
            dispatcher.variables.iter().map(|name| (name.clone(), json!({ "type": "string" }))).collect();
        let schema = json!({ "type": "object", "required": dispatcher.variables, "properties": properties });
        let json = raw(&schema.to_string());
        quote! {
            rest_runtime::declare_parameters! { #path, #json, [] }

            struct #parameters;

            impl runtime::ParameterSchema for #parameters {
                type Path = #path;
                type Query = runtime::NoParameters;
                type Header = runtime::NoParameters;
            }
        }
    });
    let endpoints = methods.iter().map(|(method, operations)| {
        let name = dispatcher_name(index, method);
        let with_body = operations.iter().any(|(_, operation)| operation.body.is_some());
        let body = with_body.then(|| quote!(body: runtime::RawBody,));
        let arms = operations.iter().map(|(position, operation)| {
            let name = ident(&operation.name);
            let position = Literal::usize_unsuffixed(*position);
            let body = operation.body.as_ref().map(|body| {
                if body.described().is_some() { quote!(runtime::Body::from_raw(body),) } else { quote!(body,) }
            });
            quote!(#position => #name(request, #body).await.map(runtime::Reply::erase),)
        });
        quote! {
            async fn #name<A: #trait_name>(
                request: RequestContext<runtime::Context<A>>,
                #body
            ) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
                match runtime::routes::choose(&request, #routes)? {
                    #(#arms)*
                    _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
                }
            }
        }
    });
    quote! {
        static #routes: &[runtime::routes::Route] = &[#(#templates),*];

        #declared
        #(#endpoints)*
    }
}

fn segments(template: &Template) -> TokenStream {
    let segments = template.segments.iter().map(|pieces| self::pieces(pieces));
    quote!(&[#(#segments),*])
}

fn pieces(pieces: &[Piece]) -> TokenStream {
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => {
            let text = crate::lower::decoded(text);
            quote!(runtime::routes::Piece::Literal(#text))
        }
        Piece::Variable(_) => quote!(runtime::routes::Piece::Variable),
    });
    quote!(&[#(#pieces),*])
}

fn has_parameters(operation: &OperationPlan) -> bool {
    !operation.registered.1.is_empty() || operation.parameters.iter().any(|one| one.location != Location::Cookie)
}

fn endpoint(
    plan: &Plan,
    operation: &OperationPlan,
    trait_name: &syn::Ident,
    components: &Components<'_>,
) -> TokenStream {
    let name = ident(&operation.name);
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let stock = stock(operation);
    let parameters = parameters(operation, components);
    let body = operation.body.as_ref().map(|body| {
        if body.described().is_some() {
            let value = required_body_type(body);
            quote!(body: runtime::Body<#value>,)
        } else {
            quote!(body: runtime::RawBody,)
        }
    });
    let handling = handling(plan, operation);
    let schemes = schemes(plan, operation);
    let answered =
        quote!(runtime::around_secured(&request, &OPERATION, &[#(#schemes),*], || async { #handling }).await);
    // What only reads may end with its client's connection.
    let answered = match method.as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => answered,
        _ => quote!(runtime::detached(async move { #answered }).await),
    };
    quote! {
        #parameters

        async fn #name<A: #trait_name>(
            request: RequestContext<runtime::Context<A>>,
            #body
        ) -> Result<runtime::Reply<#stock>, HttpError> {
            const OPERATION: runtime::Operation = runtime::Operation { id: #id, method: #method, path: #path };
            #answered
        }
    }
}

/// The schemes that an operation's 401 answers ask for: those that guard it. One that is not guarded and still answers 401, as
/// a login does, asks for what guards others.
fn schemes(plan: &Plan, operation: &OperationPlan) -> Vec<TokenStream> {
    let mut indices: Vec<usize> = operation.security.iter().flatten().map(|(index, _)| *index).collect();
    let may_be_401 =
        |statuses: Statuses| matches!(statuses, Statuses::Exactly(401) | Statuses::Range(4) | Statuses::Default);
    if indices.is_empty() && operation.errors.iter().any(|error| may_be_401(error.statuses)) {
        indices.extend(0..plan.schemes.len());
    }
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().map(|index| scheme(&plan.schemes[index].kind, &quote!(runtime::Scheme))).collect()
}

/// A scheme as the runtime's enum has it.
pub(super) fn scheme(kind: &SchemeKind, path: &TokenStream) -> TokenStream {
    match kind {
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => quote!(#path::Bearer),
        SchemeKind::Basic => quote!(#path::Basic),
        SchemeKind::Http(name) => quote!(#path::Http(#name)),
        SchemeKind::Key(Location::Query, name) => quote!(#path::Query(#name)),
        SchemeKind::Key(Location::Cookie, name) => quote!(#path::Cookie(#name)),
        SchemeKind::Key(_, name) => quote!(#path::Header(#name)),
    }
}

/// Dropshot's own type of the declared success.
fn stock(operation: &OperationPlan) -> TokenStream {
    let [only] = operation.successes.as_slice() else { return quote!(runtime::Untyped) };
    match (only.statuses, only.media.as_slice()) {
        (Statuses::Exactly(status @ 200..=202), [Media { value: MediaValue::Json(body), media_type, .. }])
            if media_type == "application/json" =>
        {
            let body = outside(body);
            match status {
                201 => quote!(runtime::dropshot::HttpResponseCreated<#body>),
                202 => quote!(runtime::dropshot::HttpResponseAccepted<#body>),
                _ => quote!(runtime::dropshot::HttpResponseOk<#body>),
            }
        }
        (Statuses::Exactly(204), _) => quote!(runtime::dropshot::HttpResponseDeleted),
        _ => quote!(runtime::Untyped),
    }
}

fn handling(plan: &Plan, operation: &OperationPlan) -> TokenStream {
    let security = security(plan, operation);
    let caller = (!operation.security.is_empty()).then(|| quote!(caller,));
    let reads = operation.arguments().map(|parameter| read(plan, operation, parameter));
    let body = operation.body.as_ref().map(read_body);
    let mut inputs: Vec<syn::Ident> = operation.arguments().map(|one| ident(&one.argument)).collect();
    inputs.extend(operation.body.as_ref().map(|_| format_ident!("body")));
    let collected = (!inputs.is_empty()).then(|| {
        quote! {
            let mut violations = rest_runtime::Violations::for_request();
            #(#reads)*
            #body
            let (#(Some(#inputs),)*) = (#(#inputs,)*) else {
                return Err(rest_runtime::Failure::invalid(violations.into_vec()));
            };
        }
    });
    let name = ident(&operation.name);
    let call = quote!(request.context().api().#name(#caller #(#inputs),*).await);
    let handled = match (&operation.success, operation.successes.as_slice()) {
        _ if operation.prepared => quote!(Ok(payload) => Ok(runtime::Answer::prepared(&request, payload)),),
        (Some(_), _) => quote!(Ok(success) => success.into_answer(),),
        (None, [only]) => {
            let answer = answer(operation, only);
            if super::messages::payload(only).is_some() {
                quote!(Ok(payload) => { #answer })
            } else {
                quote!(Ok(()) => #answer,)
            }
        }
        (None, _) => quote!(Ok(never) => match never {},),
    };
    quote! {
        #security
        #collected
        match #call {
            #handled
            Err(error) => error.into_answer(),
        }
    }
}

/// The caller, by the first alternative whose credentials are there and are not refused: two alternatives may look alike, say two
/// kinds of bearer token, and one that holds is enough (OpenAPI 3.0.3, section 4.7.10.1). What is refused says what the first one said.
fn security(plan: &Plan, operation: &OperationPlan) -> Option<TokenStream> {
    if operation.security.is_empty() {
        return None;
    }
    let optional = operation.is_optional_security();
    let alternatives: Vec<&Vec<(usize, Vec<String>)>> =
        operation.security.iter().filter(|one| !one.is_empty()).collect();
    if let ([only], false) = (alternatives.as_slice(), optional) {
        let resolved = resolve(plan, only);
        return Some(quote!(let caller = #resolved;));
    }
    let branches = alternatives.iter().map(|requirement| {
        let present = requirement.iter().map(|(index, _)| {
            let scheme = scheme(&plan.schemes[*index].kind, &quote!(runtime::Scheme));
            quote!(#scheme.is_present(&request))
        });
        let resolved = resolve(plan, requirement);
        let resolved = if optional { quote!(Some(#resolved)) } else { resolved };
        (quote!(#(#present)&&*), resolved)
    });
    let branches: Vec<(TokenStream, TokenStream)> = branches.collect();
    if let ([(present, resolved)], true) = (branches.as_slice(), optional) {
        return Some(quote!(let caller = if #present { #resolved } else { None };));
    }
    let branches = branches.iter().map(|(present, resolved)| {
        quote! {
            if #present {
                let resolved = async {
                    let caller = #resolved;
                    Ok::<_, rest_runtime::Failure>(caller)
                };
                match resolved.await {
                    Ok(caller) => break 'caller caller,
                    Err(failure) => refused = refused.or(Some(failure)),
                }
            }
        }
    });
    let none = if optional {
        quote!(match refused {
            Some(failure) => return Err(failure),
            None => None,
        })
    } else {
        quote!(return Err(refused.unwrap_or_else(rest_runtime::Failure::unauthorized)))
    };
    Some(quote! {
        let caller = 'caller: {
            let mut refused = None;
            #(#branches)*
            #none
        };
    })
}

/// The caller that a requirement stands for, as an expression.
fn resolve(plan: &Plan, requirement: &[(usize, Vec<String>)]) -> TokenStream {
    let callers = requirement.iter().map(|(index, scopes)| {
        let scheme = &plan.schemes[*index];
        let method = ident(&scheme.method);
        let credentials = match &scheme.kind {
            SchemeKind::Bearer => quote!(runtime::bearer_token(&request)?),
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => quote!(runtime::bearer_token(&request)?, &[#(#scopes),*]),
            SchemeKind::Basic => {
                return quote! {{
                    let (user, password) = runtime::basic(&request)?;
                    request.context().api().#method(&user, &password).await?
                }};
            }
            SchemeKind::Http(name) => quote!(runtime::authorization(&request, #name)?),
            SchemeKind::Key(Location::Query, name) => quote!(&runtime::key_in_query(&request, #name)?),
            SchemeKind::Key(Location::Cookie, name) => quote!(runtime::key_in_cookie(&request, #name)?),
            SchemeKind::Key(_, name) => quote!(runtime::key_in_header(&request, #name)?),
        };
        quote!(request.context().api().#method(#credentials).await?)
    });
    let callers: Vec<_> = callers.collect();
    match callers.as_slice() {
        [only] => only.clone(),
        several => quote!(request.context().api().all_of(vec![#(#several),*]).await?),
    }
}

fn read(plan: &Plan, operation: &OperationPlan, parameter: &ParameterPlan) -> TokenStream {
    let (argument, name) = (ident(&parameter.argument), &parameter.name);
    let text = parameter.default.as_ref().map(default_text);
    let missing = if parameter.required && parameter.location != Location::Path {
        quote!(.and_then(|value| runtime::required(value, #name, &mut violations)))
    } else if let Some(default) = &parameter.default {
        let json = raw(&default.to_string());
        quote!(.and_then(|value| runtime::defaulted(value, #json, #name, &mut violations)))
    } else {
        TokenStream::new()
    };
    let constant = super::parameters::name(operation, parameter);
    let pieces = |index: usize| {
        let template = &plan.templates[operation.template];
        template.segments.get(index).map(|pieces| self::pieces(pieces)).unwrap_or_default()
    };
    let literal = Literal::usize_unsuffixed;
    let value = match (parameter.location, parameter.plain) {
        (Location::Path, true) => match parameter.segment.unwrap_or_default() {
            (index, None) => {
                let index = literal(index);
                quote!(runtime::path_segment(&request, #index, #name, &mut violations))
            }
            (index, Some(which)) => {
                let (pieces, index, which) = (pieces(index), literal(index), literal(which));
                quote!(runtime::path_piece(&request, #index, #pieces, #which, #name, &mut violations))
            }
        },
        (Location::Path, false) => {
            let (index, which) = parameter.segment.unwrap_or_default();
            let part = match which {
                Some(which) => {
                    let (pieces, which) = (pieces(index), literal(which));
                    quote!(Some((#pieces, #which)))
                }
                None => quote!(None),
            };
            let index = literal(index);
            quote! {
                rest_runtime::parameters::from_path(
                    &crate::parameters::#constant, runtime::path_raw(&request, #index, #part), &mut violations,
                ).and_then(|value| runtime::required(value, #name, &mut violations))
            }
        }
        (Location::Query, true) => match text.flatten() {
            Some(default) if !parameter.required => {
                return quote!(let #argument = runtime::query_or(&request, #name, #default, &mut violations););
            }
            _ => quote!(runtime::query(&request, #name, &mut violations)),
        },
        (Location::Header, true) => quote!(runtime::header(&request, #name, &mut violations)),
        (Location::Query, false) => {
            quote!(rest_runtime::parameters::from_query(&crate::parameters::#constant, runtime::raw_query(&request), &mut violations))
        }
        (Location::Header, false) => quote! {
            rest_runtime::parameters::from_header(
                &crate::parameters::#constant, &runtime::header_values(&request, #name), &mut violations,
            )
        },
        (Location::Cookie, _) => quote! {
            rest_runtime::parameters::from_cookie(
                &crate::parameters::#constant, &runtime::header_values(&request, "cookie"), &mut violations,
            )
        },
    };
    quote!(let #argument = #value #missing;)
}

/// A default as the text of a parameter, where it is one.
fn default_text(default: &serde_json::Value) -> Option<String> {
    match default {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn read_body(body: &BodyPlan) -> TokenStream {
    let raw = match body.described() {
        Some((_, false)) => return quote!(let body = body.json(&request, &mut violations).await?;),
        Some((_, true)) => Some(quote!(let body = body.into_raw();)),
        None => None,
    };
    let allowed: Vec<&str> = body.media.iter().map(|media| media.media_type.as_str()).collect();
    let arms = body.media.iter().map(|media| {
        let read = read_media(media);
        let read = match &body.choice {
            Some(choice) => {
                let (choice, variant) = (ident(choice), ident(&media.variant));
                let variant = quote!(crate::messages::#choice::#variant);
                match &media.value {
                    MediaValue::Stream => quote!(Some(#variant(body.stream(&request)))),
                    MediaValue::Wildcard => quote!(Some(#variant(body.media(&request)))),
                    _ => quote!(#read.map(#variant)),
                }
            }
            None => read,
        };
        let pattern = match media.media_type.as_str() {
            "*/*" => quote!(Some(_)),
            wildcard if wildcard.ends_with("/*") => {
                let prefix = wildcard.trim_end_matches('*');
                quote!(Some(media_type) if media_type.starts_with(#prefix))
            }
            plain => quote!(Some(#plain)),
        };
        (wildcard_rank(&media.media_type), quote!(#pattern => #read,))
    });
    // The most exact media type is tried first.
    let mut arms: Vec<(u8, TokenStream)> = arms.collect();
    arms.sort_by_key(|(rank, _)| *rank);
    let arms = arms.into_iter().map(|(_, arm)| arm);
    let chosen = quote! {
        match body.media_type().as_deref() {
            #(#arms)*
            _ => return Err(body.unsupported(&[#(#allowed),*])),
        }
    };
    if body.required {
        quote!(#raw let body = #chosen;)
    } else {
        quote!(let body = if body.is_absent() { Some(None) } else { #chosen.map(Some) };)
    }
}

fn wildcard_rank(media_type: &str) -> u8 {
    match media_type {
        "*/*" => 2,
        other if other.ends_with("/*") => 1,
        _ => 0,
    }
}

/// Reading a body of one media type, as an expression of `Option`.
fn read_media(media: &Media) -> TokenStream {
    match &media.value {
        MediaValue::Json(_) => quote!(body.json(&request, &mut violations).await?),
        MediaValue::Form { shape, encodings: listed, .. } => {
            let (shape, encodings) = (form_shape(shape), encodings(listed));
            quote!(body.form(&request, #shape, #encodings, &mut violations).await?)
        }
        MediaValue::Multipart { name, .. } => {
            let name = ident(name);
            quote!(crate::messages::#name::read(body.parts(&request).await?, &mut violations))
        }
        MediaValue::Text(_) => quote!(body.text(&request, &mut violations).await?),
        MediaValue::Events => quote!(Some(rest_runtime::EventStream::read(body.stream(&request)))),
        MediaValue::Stream => quote!(Some(body.stream(&request))),
        MediaValue::Wildcard => quote!(Some(body.media(&request))),
    }
}

/// What the endpoint declares of its parameters, one object per place.
fn parameters(operation: &OperationPlan, components: &Components<'_>) -> Option<TokenStream> {
    if !has_parameters(operation) {
        return None;
    }
    let prefix = &operation.prefix;
    let places = [(Location::Path, "Path"), (Location::Query, "Query"), (Location::Header, "Header")];
    let (types, definitions): (Vec<_>, Vec<_>) = places
        .into_iter()
        .map(|(location, suffix)| {
            let members: Vec<(String, &ParameterPlan)> = match location {
                // By the names that the router knows the variables by.
                Location::Path => {
                    let variables = operation.registered.1.iter();
                    let of = |segment: &usize| {
                        operation.parameters.iter().find(|one| one.segment.is_some_and(|(index, _)| index == *segment))
                    };
                    let known: Vec<_> =
                        variables.clone().filter_map(|(segment, name)| Some((name.clone(), of(segment)?))).collect();
                    let literal = variables.filter(|(segment, _)| of(segment).is_none()).map(|(_, name)| name.clone());
                    let literal: Vec<String> = literal.collect();
                    if known.is_empty() && literal.is_empty() {
                        return (quote!(runtime::NoParameters), None);
                    }
                    let name = format_ident!("{prefix}{suffix}");
                    let definition = declared(&name, &known, &literal, components);
                    return (quote!(#name), Some(definition));
                }
                _ => operation
                    .parameters
                    .iter()
                    .filter(|one| one.location == location)
                    .map(|one| (one.name.clone(), one))
                    .collect(),
            };
            if members.is_empty() {
                return (quote!(runtime::NoParameters), None);
            }
            let name = format_ident!("{prefix}{suffix}");
            let definition = declared(&name, &members, &[], components);
            (quote!(#name), Some(definition))
        })
        .unzip();
    let name = format_ident!("{prefix}Parameters");
    let [path, query, header] = types.as_slice() else { return None };
    Some(quote! {
        #(#definitions)*

        struct #name;

        impl runtime::ParameterSchema for #name {
            type Path = #path;
            type Query = #query;
            type Header = #header;
        }
    })
}

/// The object of a place. What Dropshot cannot describe as a parameter is a string for it, with the schema beside it.
fn declared(
    name: &syn::Ident,
    members: &[(String, &ParameterPlan)],
    literal: &[String],
    components: &Components<'_>,
) -> TokenStream {
    let mut properties: serde_json::Map<_, _> = members
        .iter()
        .map(|(name, member)| {
            let mut source = member.source.clone();
            if !member.single {
                source = json!({ "type": "string", "x-openapi-schema": source });
            }
            // A reference stands alone (OpenAPI 3.0.3, section 4.7.23), so a description goes beside it in `allOf`.
            if let Some(description) = &member.description {
                if source.get("$ref").is_some() {
                    source = json!({ "allOf": [source] });
                }
                source["description"] = description.as_str().into();
            }
            (name.clone(), source)
        })
        .collect();
    let mut required: Vec<&str> =
        members.iter().filter(|(_, member)| member.required).map(|(name, _)| name.as_str()).collect();
    for name in literal {
        properties.insert(name.clone(), json!({ "type": "string" }));
        required.push(name);
    }
    let schema = json!({ "type": "object", "required": required, "properties": properties });
    let (schema, types) = described(&schema, components);
    let types = types.into_iter().map(|name| quote!(crate::types::#name));
    let json = raw(&schema.to_string());
    quote!(rest_runtime::declare_parameters! { #name, #json, [#(#types),*] })
}
