//! `api.rs`: the trait to fill in, and what its methods return. No HTTP type in it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::doc;
use super::types::outside;
use crate::lower::{HeaderPlan, OperationPlan, ParameterPlan, Plan, Scheme};
use crate::names::{ident, pascal};

pub(super) fn api(plan: &Plan, trait_name: &syn::Ident) -> TokenStream {
    let about = doc(&[Some(&format!("{}, one method per operation.", plan.title))]);
    let secured = plan.operations.iter().any(|operation| operation.security.is_some());
    let caller = secured.then(|| {
        quote!(
            #[doc = " Who valid credentials stand for."]
            type Caller: Send;
        )
    });
    let schemes = plan.schemes.iter().map(scheme);
    let methods = plan.operations.iter().map(method);
    let results = plan.operations.iter().map(results);
    quote! {
        //! The trait to fill in, and what its methods return.

        use rest_runtime::{Failure, Problem};

        use crate::types;

        #about
        pub trait #trait_name: Send + Sync + 'static {
            #caller
            #(#schemes)*
            #(#methods)*
        }

        #(#results)*
    }
}

/// The name of an operation's error type.
pub(super) fn error_name(operation: &OperationPlan) -> syn::Ident {
    format_ident!("{}Error", pascal(&operation.id))
}

/// What a method returns when all is well.
pub(super) fn success_type(operation: &OperationPlan) -> TokenStream {
    match (&operation.success.carrier, &operation.success.body) {
        (Some(carrier), _) => {
            let carrier = ident(carrier);
            quote!(#carrier)
        }
        (None, Some(body)) => outside(body),
        (None, None) => quote!(()),
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let method = ident(&scheme.method);
    let about = format!("Resolve the scheme `{}`. Called before parameters or body are looked at.", scheme.name);
    let about = doc(&[Some(&about), scheme.description.as_deref()]);
    quote! {
        #about
        fn #method(&self, token: &str) -> impl Future<Output = Result<Self::Caller, Failure>> + Send;
    }
}

fn method(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.name);
    let route = format!("`{} {}`", operation.method, operation.path);
    let about = doc(&[operation.summary.as_deref(), operation.description.as_deref(), Some(&route)]);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let caller = operation.security.as_ref().map(|_| quote!(caller: Self::Caller,));
    let parameters = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.argument);
        let value = argument_type(parameter);
        quote!(#name: #value,)
    });
    let body = operation.body.as_ref().map(|body| {
        let body = outside(body);
        quote!(body: #body,)
    });
    let (success, error) = (success_type(operation), error_name(operation));
    quote! {
        #about
        #deprecated
        fn #name(&self, #caller #(#parameters)* #body) -> impl Future<Output = Result<#success, #error>> + Send;
    }
}

fn argument_type(parameter: &ParameterPlan) -> TokenStream {
    let value = outside(&parameter.value);
    if parameter.required || parameter.default.is_some() { value } else { quote!(Option<#value>) }
}

fn results(operation: &OperationPlan) -> TokenStream {
    let carrier = carrier(operation);
    let error = error(operation);
    quote!(#carrier #error)
}

fn carrier(operation: &OperationPlan) -> Option<TokenStream> {
    let carrier = ident(operation.success.carrier.as_deref()?);
    let about = doc(&[Some(&format!("{}: {}", operation.success.status, operation.success.description))]);
    let headers = operation.success.headers.iter().map(|header: &HeaderPlan| {
        let about = doc(&[header.description.as_deref().or(Some("A header."))]);
        let (field, value) = (ident(&header.field), outside(&header.value));
        let value = if header.required { value } else { quote!(Option<#value>) };
        quote!(#about pub #field: #value,)
    });
    let body = operation.success.body.as_ref().map(|body| {
        let body = outside(body);
        quote!(#[doc = " The body."] pub body: #body,)
    });
    Some(quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        pub struct #carrier { #(#headers)* #body }
    })
}

fn error(operation: &OperationPlan) -> TokenStream {
    let name = error_name(operation);
    let about =
        doc(&[Some(&format!("What `{} {}` answers when it does not succeed.", operation.method, operation.path))]);
    let variants = operation.errors.iter().map(|error| {
        let about = doc(&[Some(&format!("{}: {}", error.status, error.description))]);
        let variant = ident(&error.variant);
        quote!(#about #variant(Problem),)
    });
    let (variant_names, statuses): (Vec<_>, Vec<_>) =
        operation.errors.iter().map(|error| (ident(&error.variant), error.status)).unzip();
    quote! {
        #about
        #[derive(Debug)]
        pub enum #name {
            #(#variants)*
            /// 500: a defect. Its cause is logged and never sent.
            Internal(Failure),
        }

        /// To the variant of its status; to `Internal` when the operation does not declare it.
        impl From<Failure> for #name {
            fn from(failure: Failure) -> Self {
                match failure.status {
                    #(#statuses => Self::#variant_names(failure.problem),)*
                    500 => Self::Internal(failure),
                    _ => Self::Internal(failure.undeclared()),
                }
            }
        }

        impl From<#name> for Failure {
            fn from(error: #name) -> Self {
                match error {
                    #(#name::#variant_names(problem) => Self { status: #statuses, problem },)*
                    #name::Internal(failure) => failure,
                }
            }
        }
    }
}
