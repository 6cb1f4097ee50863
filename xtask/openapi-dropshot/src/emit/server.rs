//! `server.rs`: the adapter between the trait and Dropshot. One function per operation, each in the same order: security,
//! parameters, body, handler.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::json;

use super::types::{outside, raw, references};
use crate::lower::{OperationPlan, ParameterPlan, Plan, TypeUse};
use crate::model::Location;
use crate::names::{ident, pascal, screaming};

pub(super) fn server(plan: &Plan, trait_name: &syn::Ident) -> TokenStream {
    let registrations = plan.operations.iter().map(registration);
    let operations = plan.operations.iter().map(|operation| endpoint(operation, trait_name));
    quote! {
        //! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.

        use dropshot::{
            ApiDescription, ApiDescriptionRegisterError, ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
        };
        use http::Method;
        use rest_runtime::server::{
            Answer, Body, Context, Declared, Document, NoParameters, Operation, ParameterSchema, Reply, around, bearer_token,
            header, path_segment, query, query_or,
        };
        use rest_runtime::{Failure, Violations};

        use crate::api::*;
        use crate::types;

        /// The document that this server was generated from.
        pub const DOCUMENT: Document =
            Document { yaml: include_bytes!("../openapi.yaml"), json: include_bytes!("../openapi.json") };

        /// Every operation of the document as a Dropshot endpoint that calls `A`.
        ///
        /// # Errors
        ///
        /// None for the document as it is: what Dropshot refuses, the generator has refused before.
        pub fn api_description<A: #trait_name>() -> Result<ApiDescription<Context<A>>, ApiDescriptionRegisterError> {
            let mut description = ApiDescription::new();
            #(#registrations)*
            Ok(description)
        }

        #(#operations)*
    }
}

fn registration(operation: &OperationPlan) -> TokenStream {
    let (name, id, path) = (ident(&operation.name), &operation.id, &operation.path);
    let method = format_ident!("{}", operation.method);
    let summary = operation.summary.as_ref().map(|text| quote!(.summary(#text)));
    let description = operation.description.as_ref().map(|text| quote!(.description(#text)));
    let tags = operation.tags.iter().map(|tag| quote!(.tag(#tag)));
    let deprecated = operation.deprecated.then(|| quote!(.deprecated(true)));
    quote! {
        description.register(
            ApiEndpoint::new(
                #id.to_owned(), #name::<A>, Method::#method, dropshot::CONTENT_TYPE_JSON, #path, ApiEndpointVersions::All,
            )
            #summary #description #(#tags)* #deprecated,
        )?;
    }
}

fn endpoint(operation: &OperationPlan, trait_name: &syn::Ident) -> TokenStream {
    let name = ident(&operation.name);
    let constant = format_ident!("{}", screaming(&operation.id));
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let stock = stock(operation);
    let parameters = parameters(operation);
    let declared = parameters.as_ref().map(|_| {
        let parameters = format_ident!("{}Parameters", pascal(&operation.id));
        quote!(_parameters: Declared<#parameters>,)
    });
    let body = operation.body.as_ref().map(|body| {
        let body = outside(body);
        quote!(body: Body<#body>,)
    });
    let handling = handling(operation);
    quote! {
        const #constant: Operation = Operation { id: #id, method: #method, path: #path };

        #parameters

        async fn #name<A: #trait_name>(
            request: RequestContext<Context<A>>,
            #declared
            #body
        ) -> Result<Reply<#stock>, HttpError> {
            around(&request, &#constant, async { #handling }).await
        }
    }
}

/// Dropshot's own type of the declared success.
fn stock(operation: &OperationPlan) -> TokenStream {
    let body = operation.success.body.as_ref().map(outside);
    match (operation.success.status, body) {
        (201, Some(body)) => quote!(dropshot::HttpResponseCreated<#body>),
        (202, Some(body)) => quote!(dropshot::HttpResponseAccepted<#body>),
        (_, Some(body)) => quote!(dropshot::HttpResponseOk<#body>),
        (_, None) => quote!(dropshot::HttpResponseDeleted),
    }
}

fn handling(operation: &OperationPlan) -> TokenStream {
    let security = operation.security.as_ref().map(|scheme| {
        let scheme = ident(scheme);
        quote!(let caller = request.context().api().#scheme(bearer_token(&request)?).await?;)
    });
    let caller = operation.security.as_ref().map(|_| quote!(caller,));
    let reads = operation.parameters.iter().map(read);
    let body = operation.body.as_ref().map(|_| quote!(let body = body.json(&request, &mut violations).await?;));
    let mut inputs: Vec<syn::Ident> = operation.parameters.iter().map(|one| ident(&one.argument)).collect();
    inputs.extend(operation.body.as_ref().map(|_| format_ident!("body")));
    let collected = (!inputs.is_empty()).then(|| {
        quote! {
            let mut violations = Violations::default();
            #(#reads)*
            #body
            let (#(Some(#inputs),)*) = (#(#inputs,)*) else { return Err(Failure::invalid(violations.into_vec())) };
        }
    });
    let name = ident(&operation.name);
    let call = quote!(request.context().api().#name(#caller #(#inputs),*).await?);
    let status = operation.success.status;
    let answer = match (&operation.success.carrier, &operation.success.body) {
        (None, None) => quote!(#call; Ok(Answer::empty(#status))),
        (None, Some(_)) => quote!(Answer::json(#status, &#call)),
        (Some(_), body) => {
            let begun = match body {
                Some(_) => quote!(Answer::json(#status, &success.body)?),
                None => quote!(Answer::empty(#status)),
            };
            let headers = operation.success.headers.iter().map(|header| {
                let (field, name) = (ident(&header.field), &header.name);
                let value = match header.value {
                    TypeUse::Text => quote!(&value),
                    _ => quote!(&value.to_string()),
                };
                if header.required {
                    quote! {
                        let value = success.#field;
                        answer = answer.header(#name, #value)?;
                    }
                } else {
                    quote! {
                        if let Some(value) = success.#field {
                            answer = answer.header(#name, #value)?;
                        }
                    }
                }
            });
            quote! {
                let success = #call;
                let mut answer = #begun;
                #(#headers)*
                Ok(answer)
            }
        }
    };
    quote!(#security #collected #answer)
}

fn read(parameter: &ParameterPlan) -> TokenStream {
    let (argument, name) = (ident(&parameter.argument), &parameter.name);
    let required = parameter.required.then(|| {
        quote! {
            .and_then(|value| {
                if value.is_none() {
                    violations.push(&rest_runtime::Pointer::Parameter(#name), "is required");
                }
                value
            })
        }
    });
    match (parameter.location, &parameter.default) {
        (Location::Path, _) => {
            let index = parameter.segment.unwrap_or_default();
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            quote!(let #argument = path_segment(&request, #index, #name, &mut violations);)
        }
        (Location::Query, Some(default)) => {
            quote!(let #argument = query_or(&request, #name, #default, &mut violations);)
        }
        (Location::Query, None) => quote!(let #argument = query(&request, #name, &mut violations)#required;),
        (Location::Header, _) => quote!(let #argument = header(&request, #name, &mut violations)#required;),
    }
}

/// What the endpoint declares of its parameters, one object per place.
fn parameters(operation: &OperationPlan) -> Option<TokenStream> {
    if operation.parameters.is_empty() {
        return None;
    }
    let prefix = pascal(&operation.id);
    let places = [(Location::Path, "Path"), (Location::Query, "Query"), (Location::Header, "Header")];
    let (types, definitions): (Vec<_>, Vec<_>) = places
        .into_iter()
        .map(|(location, suffix)| {
            let members: Vec<_> = operation.parameters.iter().filter(|one| one.location == location).collect();
            if members.is_empty() {
                return (quote!(NoParameters), None);
            }
            let name = format_ident!("{prefix}{suffix}");
            let definition = declared(&name, &members);
            (quote!(#name), Some(definition))
        })
        .unzip();
    let name = format_ident!("{prefix}Parameters");
    let [path, query, header] = types.as_slice() else { return None };
    Some(quote! {
        #(#definitions)*

        struct #name;

        impl ParameterSchema for #name {
            type Path = #path;
            type Query = #query;
            type Header = #header;
        }
    })
}

fn declared(name: &syn::Ident, members: &[&ParameterPlan]) -> TokenStream {
    let properties: serde_json::Map<_, _> = members
        .iter()
        .map(|member| {
            let mut source = member.source.clone();
            // A reference stands alone (OpenAPI 3.0.3, section 4.7.23), so a description goes beside it in `allOf`.
            if let Some(description) = &member.description {
                if source.get("$ref").is_some() {
                    source = json!({ "allOf": [source] });
                }
                source["description"] = description.as_str().into();
            }
            (member.name.clone(), source)
        })
        .collect();
    let required: Vec<_> = members.iter().filter(|member| member.required).map(|member| member.name.as_str()).collect();
    let schema = json!({ "type": "object", "required": required, "properties": properties });
    let mut names = BTreeSet::new();
    references(&schema, &mut names);
    let types = names.iter().map(|name| ident(&pascal(name))).map(|name| quote!(types::#name));
    let json = raw(&schema.to_string());
    quote!(rest_runtime::declare_parameters! { #name, #json, [#(#types),*] })
}
