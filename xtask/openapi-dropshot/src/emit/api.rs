//! `api.rs`: the trait to fill in. No HTTP type in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::doc;
use super::messages::{error_type, handled_type, media_type};
use super::types::outside;
use crate::lower::{BodyPlan, OperationPlan, ParameterPlan, Plan, Scheme};
use crate::model::SchemeKind;
use crate::names::ident;

pub(super) fn api(plan: &Plan, trait_name: &syn::Ident) -> TokenStream {
    let about = doc(&[Some(&format!("{}, one method per operation.", plan.title))]);
    let secured = !plan.schemes.is_empty();
    let caller = secured.then(|| {
        quote!(
            #[doc = " Who valid credentials stand for."]
            type Caller: Send;
        )
    });
    let combined = plan.combines_schemes().then(|| {
        quote! {
            /// Make one caller of those whom the schemes of a requirement stand for, in the order of the document, where it
            /// needs several schemes at once. Fails, say, when they are not the same.
            fn all_of(&self, callers: Vec<Self::Caller>) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;
        }
    });
    let schemes = plan.schemes.iter().map(scheme);
    let methods = plan.operations.iter().map(method);
    quote! {
        //! The trait to fill in.

        #about
        pub trait #trait_name: Send + Sync + 'static {
            #caller
            #combined
            #(#schemes)*
            #(#methods)*
        }
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let method = ident(&scheme.method);
    let arguments = scheme_arguments(&scheme.kind);
    let scopes = matches!(scheme.kind, SchemeKind::OAuth2 | SchemeKind::OpenIdConnect)
        .then_some("`scopes` are those that the operation needs, all of them.");
    let about = format!("Resolve the scheme `{}`. Called before parameters or body are looked at.", scheme.name);
    let about = doc(&[Some(&about), scopes, scheme.description.as_deref()]);
    quote! {
        #about
        fn #method(&self, #arguments) -> impl Future<Output = Result<Self::Caller, rest_runtime::Failure>> + Send;
    }
}

/// What a scheme's credentials are handed over as.
pub(super) fn scheme_arguments(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Bearer => quote!(token: &str),
        SchemeKind::Basic => quote!(user: &str, password: &str),
        SchemeKind::Http(_) => quote!(credentials: &str),
        SchemeKind::Key(..) => quote!(key: &str),
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => quote!(token: &str, scopes: &[&str]),
    }
}

fn method(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.name);
    let route = format!("`{} {}`", operation.method, operation.path);
    let about = doc(&[operation.summary.as_deref(), operation.description.as_deref(), Some(&route)]);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let caller = (!operation.security.is_empty()).then(|| {
        if operation.is_optional_security() {
            quote!(caller: Option<Self::Caller>,)
        } else {
            quote!(caller: Self::Caller,)
        }
    });
    let parameters = operation.arguments().map(|parameter| {
        let name = ident(&parameter.argument);
        let value = argument_type(parameter);
        quote!(#name: #value,)
    });
    let body = operation.body.as_ref().map(|body| {
        let body = body_type(body);
        quote!(body: #body,)
    });
    let (success, error) = (handled_type(operation), error_type(operation));
    quote! {
        #about
        #deprecated
        fn #name(&self, #caller #(#parameters)* #body) -> impl Future<Output = Result<#success, #error>> + Send;
    }
}

/// The type of a parameter as an argument.
pub(super) fn argument_type(parameter: &ParameterPlan) -> TokenStream {
    let value = outside(&parameter.value);
    if parameter.required || parameter.default.is_some() { value } else { quote!(Option<#value>) }
}

/// The type of a request's body.
pub(super) fn body_type(body: &BodyPlan) -> TokenStream {
    let value = required_body_type(body);
    if body.required { value } else { quote!(Option<#value>) }
}

/// The type of a request's body that is there.
pub(super) fn required_body_type(body: &BodyPlan) -> TokenStream {
    match (&body.choice, body.media.as_slice()) {
        (Some(choice), _) => {
            let choice = ident(choice);
            quote!(crate::messages::#choice)
        }
        (None, [media]) => media_type(media),
        (None, _) => quote!(()),
    }
}
