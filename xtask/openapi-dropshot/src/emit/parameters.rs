//! `parameters.rs`: how parameters and headers are written, the same for server and client.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::lower::{HeaderPlan, OperationPlan, ParameterPlan, Plan, ResponsePlan, TextShape};
use crate::model::{Location, Style};

pub(super) fn parameters(plan: &Plan) -> TokenStream {
    let constants = plan.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| constant(operation, parameter));
        let responses = operation.successes.iter().chain(&operation.errors);
        let headers = responses.flat_map(|response| {
            response
                .headers
                .iter()
                .filter(|header| !header.textual)
                .map(|header| header_constant(operation, response, header))
        });
        parameters.chain(headers).collect::<Vec<_>>()
    });
    let constants: Vec<TokenStream> = constants.collect();
    let imports = (!constants.is_empty()).then(|| {
        quote!(
            use rest_runtime::{Parameter, Shape, Style};
        )
    });
    quote! {
        //! How parameters are written, the same for server and client.
        #![allow(dead_code)] // each side has its own quick ways

        #imports

        #(#constants)*
    }
}

/// The constant of a parameter.
pub(super) fn name(operation: &OperationPlan, parameter: &ParameterPlan) -> syn::Ident {
    format_ident!("{}_{}", operation.name.to_uppercase(), parameter.argument.to_uppercase())
}

/// The constant of a response's header.
pub(super) fn header_name(operation: &OperationPlan, response: &ResponsePlan, header: &HeaderPlan) -> syn::Ident {
    let variant = crate::names::snake(&response.variant).to_uppercase();
    format_ident!("{}_{variant}_RESPONSE_{}", operation.name.to_uppercase(), header.field.to_uppercase())
}

fn constant(operation: &OperationPlan, parameter: &ParameterPlan) -> TokenStream {
    let constant = name(operation, parameter);
    let writing = &parameter.writing;
    let name = &parameter.name;
    // A single text is written alike in every place.
    let style = match writing.style {
        Style::Form => quote!(Style::Form),
        Style::Simple => quote!(Style::Simple),
        Style::Label => quote!(Style::Label),
        Style::Matrix => quote!(Style::Matrix),
        Style::SpaceDelimited => quote!(Style::SpaceDelimited),
        Style::PipeDelimited => quote!(Style::PipeDelimited),
        Style::DeepObject => quote!(Style::DeepObject),
    };
    let shape = shape(&writing.shape, &quote!(Shape));
    let (explode, allow_reserved, json) = (writing.explode, writing.allow_reserved, writing.json);
    let others = &writing.others;
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let about = format!(" `{name}` in the {place} of `{} {}`.", operation.method, operation.path);
    quote! {
        #[doc = #about]
        pub(crate) const #constant: Parameter = Parameter {
            name: #name,
            style: #style,
            explode: #explode,
            allow_reserved: #allow_reserved,
            json: #json,
            shape: #shape,
            others: &[#(#others),*],
        };
    }
}

fn header_constant(operation: &OperationPlan, response: &ResponsePlan, header: &HeaderPlan) -> TokenStream {
    let constant = header_name(operation, response, header);
    let shape = shape(&header.shape, &quote!(Shape));
    let (name, explode, json) = (&header.name, header.explode, header.json);
    let about = format!(" `{name}` in a response of `{} {}`.", operation.method, operation.path);
    quote! {
        #[doc = #about]
        pub(crate) const #constant: Parameter = Parameter {
            name: #name,
            style: Style::Simple,
            explode: #explode,
            allow_reserved: false,
            json: #json,
            shape: #shape,
            others: &[],
        };
    }
}

/// A shape as an expression, with the path of the enum.
pub(super) fn shape(value: &TextShape, path: &TokenStream) -> TokenStream {
    match value {
        TextShape::Text => quote!(#path::Text),
        TextShape::Integer => quote!(#path::Integer),
        TextShape::Number => quote!(#path::Number),
        TextShape::Boolean => quote!(#path::Boolean),
        TextShape::Any => quote!(#path::Any),
        TextShape::Array(items) => {
            let items = shape(items, path);
            quote!(#path::Array(&#items))
        }
        TextShape::Object(properties, rest) => {
            let properties = properties.iter().map(|(name, value)| {
                let value = shape(value, path);
                quote!((#name, #value))
            });
            let rest = match rest {
                Some(rest) => {
                    let rest = shape(rest, path);
                    quote!(Some(&#rest))
                }
                None => quote!(None),
            };
            quote!(#path::Object(&[#(#properties),*], #rest))
        }
    }
}
