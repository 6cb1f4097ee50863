//! `messages.rs`: what operations take and answer beyond the schemas of the document, the same for server and client.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::doc::doc;
use super::parameters::{header_name, shape};
use super::types::outside;
use crate::lower::{
    FormField, FormValue, HeaderPlan, Media, MediaValue, OperationPlan, Plan, ResponsePlan, TextShape, TypeUse,
};
use crate::model::Statuses;
use crate::names::ident;

pub(super) fn messages(plan: &Plan) -> TokenStream {
    let operations = plan.operations.iter().map(|operation| {
        let bodies = operation.body.iter().map(|body| {
            let about = format!("The body of `{} {}`.", operation.method, operation.path);
            let forms = body.media.iter().filter_map(form);
            let choice =
                body.choice.as_ref().map(|name| media_choice(name, &about, body.description.as_deref(), &body.media));
            quote!(#(#forms)* #choice)
        });
        let responses =
            operation.successes.iter().chain(&operation.errors).map(|response| message(operation, response));
        let success = success(operation);
        let error = error(operation);
        quote!(#(#bodies)* #(#responses)* #success #error)
    });
    quote! {
        //! What operations take and answer beyond the schemas of the document.
        #![allow(unused_mut)]

        #(#operations)*
    }
}

/// The payload type of a response; none when it is no more than its status.
pub(super) fn payload(response: &ResponsePlan) -> Option<TokenStream> {
    if response.problem {
        return Some(quote!(rest_runtime::Problem));
    }
    match &response.carrier {
        Some(carrier) => {
            let carrier = ident(carrier);
            Some(quote!(crate::messages::#carrier))
        }
        None => content(response),
    }
}

/// The type of a response's body.
fn content(response: &ResponsePlan) -> Option<TokenStream> {
    match (&response.choice, response.media.as_slice()) {
        (Some(choice), _) => {
            let choice = ident(choice);
            Some(quote!(crate::messages::#choice))
        }
        (None, [media]) => Some(media_type(media)),
        _ => None,
    }
}

/// What a method of the trait returns when all is well.
pub(super) fn handled_type(operation: &OperationPlan) -> TokenStream {
    let success = success_type(operation);
    if operation.prepared { quote!(rest_runtime::server::Prepared<#success>) } else { success }
}

/// What a method of the client returns when all is well.
pub(super) fn success_type(operation: &OperationPlan) -> TokenStream {
    match (&operation.success, operation.successes.as_slice()) {
        (Some(success), _) => {
            let success = ident(success);
            quote!(crate::messages::#success)
        }
        (None, [only]) => payload(only).unwrap_or_else(|| quote!(())),
        (None, [first, ..]) if operation.prepared => payload(first).unwrap_or_else(|| quote!(())),
        (None, _) => quote!(std::convert::Infallible),
    }
}

/// The name of an operation's error type.
pub(super) fn error_type(operation: &OperationPlan) -> TokenStream {
    let error = ident(&operation.error);
    quote!(crate::messages::#error)
}

/// The type of a body of one media type.
pub(super) fn media_type(media: &Media) -> TokenStream {
    match &media.value {
        MediaValue::Json(value) | MediaValue::Text(value) | MediaValue::Form { value, .. } => outside(value),
        MediaValue::Multipart { name, .. } => {
            let name = ident(name);
            quote!(crate::messages::#name)
        }
        MediaValue::Events => quote!(rest_runtime::EventStream),
        MediaValue::Stream => quote!(rest_runtime::ByteStream),
        MediaValue::Wildcard => quote!(rest_runtime::Media),
    }
}

/// Whether a body is a value that can be compared and copied, rather than a stream.
fn is_value(media: &Media) -> bool {
    !matches!(media.value, MediaValue::Events | MediaValue::Stream | MediaValue::Wildcard)
}

fn derives(values: bool) -> TokenStream {
    if values { quote!(#[derive(Debug, Clone, PartialEq)]) } else { quote!(#[derive(Debug)]) }
}

fn media_choice(name: &str, about: &str, description: Option<&str>, media: &[Media]) -> TokenStream {
    let name = ident(name);
    let about = doc(&[Some(about), description]);
    let derives = derives(media.iter().all(is_value));
    let variants = media.iter().map(|one| {
        let about = doc(&[Some(&format!("`{}`", one.media_type))]);
        let variant = ident(&one.variant);
        let value = media_type(one);
        quote!(#about #variant(#value))
    });
    quote! {
        #about
        #derives
        pub enum #name { #(#variants),* }
    }
}

/// A multipart body, with how it is read and written.
fn form(media: &Media) -> Option<TokenStream> {
    let MediaValue::Multipart { name, fields } = &media.value else { return None };
    let name = ident(name);
    let declared = fields.iter().map(|field| {
        let text = field.description.as_deref().filter(|text| !text.trim().is_empty());
        let about = doc(&[text.or(Some(&format!("`{}`", field.name)))]);
        let (ident, value) = (ident(&field.field), form_type(field));
        quote!(#about pub #ident: #value)
    });
    let idents: Vec<_> = fields.iter().map(|field| ident(&field.field)).collect();
    // What a part is called while it is read: like its field, unless reading has a value of that name itself.
    let binding = |field: &FormField| match field.field.as_str() {
        name @ ("parts" | "violations") => ident(&format!("{name}_")),
        name => ident(name),
    };
    let bindings = fields.iter().map(binding);
    let read = fields.iter().map(|field| {
        let (ident, key) = (binding(field), &field.name);
        let missing =
            field.required.then(|| quote!(.and_then(|value| rest_runtime::forms::required(value, #key, violations))));
        match &field.value {
            FormValue::File => quote!(let #ident = parts.file(#key, violations)#missing;),
            FormValue::Files => quote!(let #ident = parts.files(#key, violations);),
            FormValue::Value(_, text) => {
                let shape = shape(text, &quote!(rest_runtime::Shape));
                quote!(let #ident = parts.value(#key, &#shape, violations)#missing;)
            }
        }
    });
    let written = fields.iter().map(|field| {
        let (ident, key) = (ident(&field.field), &field.name);
        let write = match &field.value {
            FormValue::File => quote!(writer = writer.file(#key, part);),
            FormValue::Files => return quote!(for part in &self.#ident { writer = writer.file(#key, part); }),
            FormValue::Value(..) => quote!(writer = writer.value(#key, &rest_runtime::forms::to_value(part)?);),
        };
        if field.required {
            quote!(let part = &self.#ident; #write)
        } else {
            quote!(if let Some(part) = &self.#ident { #write })
        }
    });
    let about = doc(&[Some("A `multipart/form-data` body.")]);
    let parts = if fields.is_empty() { quote!(_parts) } else { quote!(parts) };
    let violations = if fields.is_empty() { quote!(_violations) } else { quote!(violations) };
    Some(quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name { #(#declared),* }

        impl #name {
            #[cfg(feature = "server")]
            pub(crate) fn read(
                mut #parts: rest_runtime::forms::Parts,
                #violations: &mut rest_runtime::Violations,
            ) -> Option<Self> {
                #(#read)*
                Some(Self { #(#idents: #bindings?),* })
            }

            #[cfg(feature = "client")]
            pub(crate) fn write(&self) -> Result<rest_runtime::forms::MultipartWriter, String> {
                let mut writer = rest_runtime::forms::MultipartWriter::new();
                #(#written)*
                Ok(writer)
            }
        }
    })
}

fn form_type(field: &FormField) -> TokenStream {
    let value = match &field.value {
        FormValue::File => quote!(rest_runtime::forms::Part),
        FormValue::Files => return quote!(Vec<rest_runtime::forms::Part>),
        FormValue::Value(value, _) => outside(value),
    };
    if field.required { value } else { quote!(Option<#value>) }
}

/// The types of a response: its body's choice, and what carries status and headers.
fn message(operation: &OperationPlan, response: &ResponsePlan) -> TokenStream {
    let about = format!("{} of `{} {}`", shown(response.statuses), operation.method, operation.path);
    let choice = response
        .choice
        .as_ref()
        .map(|name| media_choice(name, &format!("The body of the response {about}."), None, &response.media));
    let carrier = response.carrier.as_ref().map(|name| {
        let name = ident(name);
        let about = doc(&[Some(&format!("{}: {}", shown(response.statuses), response.description))]);
        let derives = derives(response.media.iter().all(is_value));
        let status = status_type(response.statuses).map(|status| quote!(#[doc = " The status."] pub status: #status,));
        let headers = response.headers.iter().map(|header: &HeaderPlan| {
            let about =
                doc(&[header.description.as_deref().filter(|text| !text.trim().is_empty()).or(Some("A header."))]);
            let (field, value) = (ident(&header.field), outside(&header.value));
            let value = if header.required { value } else { quote!(Option<#value>) };
            quote!(#about pub #field: #value,)
        });
        let body = content(response).map(|body| quote!(#[doc = " The body."] pub body: #body,));
        quote! {
            #about
            #derives
            pub struct #name { #status #(#headers)* #body }
        }
    });
    quote!(#choice #carrier)
}

/// The type of a status that is not a single one.
fn status_type(statuses: Statuses) -> Option<TokenStream> {
    let (low, high) = bounds(statuses)?;
    Some(quote!(rest_runtime::Status<#low, #high>))
}

/// From where to where a range of statuses goes.
pub(super) fn bounds(statuses: Statuses) -> Option<(Literal, Literal)> {
    let (low, high) = match statuses {
        Statuses::Exactly(_) => return None,
        Statuses::Range(hundred) => (hundred * 100, hundred * 100 + 99),
        Statuses::Default => (100, 599),
    };
    Some((Literal::u16_unsuffixed(low), Literal::u16_unsuffixed(high)))
}

fn shown(statuses: Statuses) -> String {
    match statuses {
        Statuses::Exactly(status) => status.to_string(),
        Statuses::Range(hundred) => format!("{hundred}XX"),
        Statuses::Default => "Default".to_owned(),
    }
}

/// The enum of several successes.
fn success(operation: &OperationPlan) -> Option<TokenStream> {
    let name = ident(operation.success.as_deref()?);
    let about = doc(&[Some(&format!("What `{} {}` answers when it succeeds.", operation.method, operation.path))]);
    let variants = operation.successes.iter().map(variant);
    let arms = operation.successes.iter().map(|response| answer_arm(operation, response));
    Some(quote! {
        #about
        #[derive(Debug)]
        pub enum #name { #(#variants),* }

        #[cfg(feature = "server")]
        impl #name {
            pub(crate) fn into_answer(self) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
                match self { #(#arms)* }
            }
        }
    })
}

fn variant(response: &ResponsePlan) -> TokenStream {
    let about = doc(&[Some(&format!("{}: {}", shown(response.statuses), response.description))]);
    let variant = ident(&response.variant);
    match payload(response) {
        Some(payload) => quote!(#about #variant(#payload)),
        None => quote!(#about #variant),
    }
}

fn answer_arm(operation: &OperationPlan, response: &ResponsePlan) -> TokenStream {
    let variant = ident(&response.variant);
    if response.problem {
        let Statuses::Exactly(status) = response.statuses else { return TokenStream::new() };
        return quote!(Self::#variant(problem) => Err(rest_runtime::Failure { status: #status, problem }),);
    }
    let answer = answer(operation, response);
    match payload(response) {
        Some(_) => quote!(Self::#variant(payload) => { #answer }),
        None => quote!(Self::#variant => { #answer }),
    }
}

/// The response, from `payload`, as an expression of `Result<Answer, Failure>`.
pub(super) fn answer(operation: &OperationPlan, response: &ResponsePlan) -> TokenStream {
    let status = match response.statuses {
        Statuses::Exactly(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        _ => quote!(payload.status.get()),
    };
    let body = if response.carrier.is_some() { quote!(payload.body) } else { quote!(payload) };
    let begun = match (&response.choice, response.media.as_slice()) {
        (Some(choice), media) => {
            let choice = ident(choice);
            let arms = media.iter().map(|one| {
                let variant = ident(&one.variant);
                let written = written(one, &status, &quote!(body));
                quote!(crate::messages::#choice::#variant(body) => #written,)
            });
            quote!(match #body { #(#arms)* })
        }
        (None, [media]) => written(media, &status, &body),
        _ => quote!(Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::empty(#status))),
    };
    if response.headers.is_empty() {
        return begun;
    }
    let headers = response.headers.iter().map(|header| {
        let (field, name) = (ident(&header.field), &header.name);
        let text = match header.value {
            TypeUse::Text => quote!(&value),
            TypeUse::Integer(_) => quote!(&value.to_string()),
            _ if header.textual => quote!(&rest_runtime::server::text(&value)?),
            _ => {
                let constant = header_name(operation, response, header);
                quote!(&rest_runtime::server::header_text(&crate::parameters::#constant, &value)?)
            }
        };
        if header.required {
            quote! {
                let value = payload.#field;
                answer = answer.header(#name, #text)?;
            }
        } else {
            quote! {
                if let Some(value) = payload.#field {
                    answer = answer.header(#name, #text)?;
                }
            }
        }
    });
    quote! {
        let mut answer = #begun?;
        #(#headers)*
        Ok(answer)
    }
}

fn written(media: &Media, status: &TokenStream, body: &TokenStream) -> TokenStream {
    let content_type = &media.media_type;
    match &media.value {
        MediaValue::Json(_) if content_type == "application/json" => {
            quote!(rest_runtime::server::Answer::json(#status, &#body))
        }
        MediaValue::Json(_) | MediaValue::Form { .. } | MediaValue::Multipart { .. } => {
            quote!(rest_runtime::server::Answer::json_as(#status, #content_type, &#body))
        }
        MediaValue::Text(value) => {
            let content_type = format!("{content_type}; charset=utf-8");
            let text = match value {
                TypeUse::Text => body.clone(),
                _ => quote!(rest_runtime::server::text(&#body)?),
            };
            quote!(rest_runtime::server::Answer::text(#status, #content_type, #text))
        }
        MediaValue::Events => {
            quote!(Ok::<_, rest_runtime::Failure>(rest_runtime::server::Answer::events(#status, #body)))
        }
        MediaValue::Stream => quote!(rest_runtime::server::Answer::stream(#status, #content_type, #body)),
        MediaValue::Wildcard => {
            quote! {{
                let media = #body;
                rest_runtime::server::Answer::stream(#status, &media.content_type, media.content)
            }}
        }
    }
}

fn error(operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.error);
    let about =
        doc(&[Some(&format!("What `{} {}` answers when it does not succeed.", operation.method, operation.path))]);
    let variants = operation.errors.iter().map(variant);
    let problems: Vec<(syn::Ident, Literal)> = operation
        .errors
        .iter()
        .filter(|error| error.problem)
        .filter_map(|error| match error.statuses {
            Statuses::Exactly(status) => Some((ident(&error.variant), Literal::u16_unsuffixed(status))),
            _ => None,
        })
        .collect();
    let (variant_names, statuses): (Vec<_>, Vec<_>) = problems.iter().cloned().unzip();
    let arms = operation.errors.iter().map(|error| answer_arm(operation, error));
    let into_failure = (problems.len() == operation.errors.len()).then(|| {
        quote! {
            impl From<#name> for rest_runtime::Failure {
                fn from(error: #name) -> Self {
                    match error {
                        #(#name::#variant_names(problem) => Self { status: #statuses, problem },)*
                        #name::Internal(failure) => failure,
                    }
                }
            }
        }
    });
    quote! {
        #about
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
            /// 500: a defect. Its cause is logged and never sent.
            Internal(rest_runtime::Failure),
        }

        /// To the variant of its status; to `Internal` when the operation does not declare it.
        impl From<rest_runtime::Failure> for #name {
            fn from(failure: rest_runtime::Failure) -> Self {
                match failure.status {
                    #(#statuses => Self::#variant_names(failure.problem),)*
                    500 => Self::Internal(failure),
                    _ => Self::Internal(failure.undeclared()),
                }
            }
        }

        #into_failure

        #[cfg(feature = "server")]
        impl #name {
            pub(crate) fn into_answer(self) -> Result<rest_runtime::server::Answer, rest_runtime::Failure> {
                match self {
                    #(#arms)*
                    Self::Internal(failure) => Err(failure),
                }
            }
        }
    }
}

/// Encodings of a form as an expression.
pub(super) fn encodings(encodings: &[(String, crate::model::Style, bool, bool)]) -> TokenStream {
    let encodings = encodings.iter().map(|(name, style, explode, json)| {
        let style = format_ident!("{style:?}");
        quote!(rest_runtime::forms::Encoding { name: #name, style: rest_runtime::Style::#style, explode: #explode, json: #json })
    });
    quote!(&[#(#encodings),*])
}

/// The shape of a form as an expression.
pub(super) fn form_shape(value: &TextShape) -> TokenStream {
    let shape = shape(value, &quote!(rest_runtime::Shape));
    quote!(&#shape)
}
