//! A first implementation of the trait, for a person to fill in: everything answers 501.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::api::{argument_type, body_type, scheme_arguments};
use super::messages::{error_type, handled_type};
use crate::lower::Plan;
use crate::names::ident;

/// The implementation, in a crate that knows the generated one as `library`.
pub(super) fn scaffold(plan: &Plan, trait_name: &syn::Ident, library: &syn::Ident) -> TokenStream {
    let caller = (!plan.schemes.is_empty()).then(|| {
        quote! {
            /// Who valid credentials stand for.
            #[derive(Debug, Clone)]
            pub struct Caller;
        }
    });
    let caller_type = caller.as_ref().map(|_| {
        quote!(
            type Caller = Caller;
        )
    });
    let combined = plan.combines_schemes().then(|| {
        quote! {
            async fn all_of(&self, _callers: Vec<Caller>) -> Result<Caller, Failure> {
                Err(not_implemented())
            }
        }
    });
    let schemes = plan.schemes.iter().map(|scheme| {
        let (method, arguments) = (ident(&scheme.method), unused(scheme_arguments(&scheme.kind)));
        quote! {
            async fn #method(&self, #arguments) -> Result<Caller, Failure> {
                Err(not_implemented())
            }
        }
    });
    let methods = plan.operations.iter().map(|operation| {
        let name = ident(&operation.name);
        let caller = (!operation.security.is_empty()).then(|| {
            if operation.is_optional_security() { quote!(_caller: Option<Caller>,) } else { quote!(_caller: Caller,) }
        });
        let parameters = operation.arguments().map(|parameter| {
            let name = format_ident!("_{}", parameter.argument);
            let value = argument_type(parameter);
            quote!(#name: #value,)
        });
        let body = operation.body.as_ref().map(|body| {
            let value = body_type(body);
            quote!(_body: #value,)
        });
        let (success, error) = (handled_type(operation), error_type(operation));
        quote! {
            async fn #name(&self, #caller #(#parameters)* #body) -> Result<#success, #error> {
                Err(#error::Internal(not_implemented()))
            }
        }
    });
    // Nothing to answer, nothing to import.
    let failure = (!plan.schemes.is_empty()).then(|| {
        quote!(
            use rest_runtime::Failure;
        )
    });
    let not_implemented = (!plan.schemes.is_empty() || !plan.operations.is_empty()).then(|| {
        quote! {
            fn not_implemented() -> rest_runtime::Failure {
                rest_runtime::Failure::new(501, "not_implemented", "this operation is not implemented yet")
            }
        }
    });
    let tokens = quote! {
        //! The operations. Each answers 501 until it is filled in.
        #![allow(clippy::too_many_arguments)] // there are as many as the document says

        #failure
        use crate::#trait_name;

        #caller

        /// What the operations work on.
        #[derive(Debug)]
        pub struct Service;

        impl #trait_name for Service {
            #caller_type
            #combined
            #(#schemes)*
            #(#methods)*
        }

        #not_implemented
    };
    within(tokens, library)
}

/// Arguments that nothing uses yet.
fn unused(arguments: TokenStream) -> TokenStream {
    let mut previous_comma = true;
    arguments
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(name) if previous_comma => {
                previous_comma = false;
                TokenTree::Ident(format_ident!("_{name}"))
            }
            other => {
                previous_comma = matches!(&other, TokenTree::Punct(punct) if punct.as_char() == ',');
                other
            }
        })
        .collect()
}

/// What is the generated crate itself, seen from another one.
fn within(tokens: TokenStream, library: &syn::Ident) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(name) if name == "crate" => TokenTree::Ident(library.clone()),
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), within(group.stream(), library))),
            other => other,
        })
        .collect()
}
