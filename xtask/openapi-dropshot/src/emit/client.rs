//! `client.rs`: the typed client, over progenitor's client runtime: its values, errors and hooks. Results are typed by status.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::doc::doc;
use super::messages::{bounds, encodings, error_type, media_type, success_type};
use super::types::outside;
use crate::lower::{BodyPlan, HeaderPlan, Media, MediaValue, OperationPlan, Plan, ResponsePlan, Scheme, TypeUse};
use crate::model::{Location, SchemeKind, Statuses};
use crate::names::ident;

pub(super) fn client(plan: &Plan) -> TokenStream {
    let about = doc(&[Some(&format!("A client of {}.", plan.title))]);
    let version = &plan.version;
    let setters = plan.schemes.iter().map(setter);
    let methods = plan.operations.iter().map(|operation| method(plan, operation));
    let imports = (!plan.operations.is_empty()).then(|| {
        quote!(
            use rest_runtime::client::{Call, Method};
        )
    });
    quote! {
        //! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
        #![allow(deprecated, unused_mut, clippy::result_large_err)] // the error is progenitor's

        pub use rest_runtime::client::{ClientHooks, ClientInfo, Connection, Error, ResponseValue};
        use rest_runtime::client::reqwest;
        #imports

        #about
        #[derive(Debug, Clone)]
        pub struct Client {
            connection: Connection,
        }

        impl Client {
            /// A client of the server at `baseurl`, where the paths of the document begin. It gives up after 15 seconds, and follows
            /// no redirects.
            ///
            /// # Errors
            ///
            /// When the HTTP client cannot be built.
            pub fn new(baseurl: &str) -> Result<Self, reqwest::Error> {
                let deadline = std::time::Duration::from_secs(15);
                let http = reqwest::ClientBuilder::new()
                    .connect_timeout(deadline)
                    .timeout(deadline)
                    .redirect(reqwest::redirect::Policy::none());
                Ok(Self::with_client(baseurl, http.build()?))
            }

            /// The same over an HTTP client that states everything else: deadlines, TLS, proxies.
            pub fn with_client(baseurl: &str, http: reqwest::Client) -> Self {
                Self { connection: Connection::new(baseurl, http) }
            }

            /// Server, credentials and bounds, to be changed.
            pub fn connection(&mut self) -> &mut Connection {
                &mut self.connection
            }

            #(#setters)*
        }

        impl ClientInfo<()> for Client {
            fn api_version() -> &'static str {
                #version
            }

            fn baseurl(&self) -> &str {
                &self.connection.baseurl
            }

            fn client(&self) -> &reqwest::Client {
                &self.connection.http
            }

            fn inner(&self) -> &() {
                &()
            }
        }

        impl ClientHooks<()> for Client {}

        impl Client {
            #(#methods)*
        }
    }
}

/// Credentials in one call.
fn setter(scheme: &Scheme) -> TokenStream {
    let setter = ident(&scheme.setter);
    let name = &scheme.name;
    let about =
        doc(&[Some(&format!("With credentials for the scheme `{name}`, sent by the operations that it guards."))]);
    match &scheme.kind {
        SchemeKind::Basic => quote! {
            #about
            #[must_use]
            pub fn #setter(mut self, user: &str, password: &str) -> Self {
                self.connection.set(#name, (user, password));
                self
            }
        },
        kind => {
            let argument = match kind {
                SchemeKind::Key(..) => format_ident!("key"),
                SchemeKind::Http(_) => format_ident!("credentials"),
                _ => format_ident!("token"),
            };
            quote! {
                #about
                #[must_use]
                pub fn #setter(mut self, #argument: &str) -> Self {
                    self.connection.set(#name, #argument);
                    self
                }
            }
        }
    }
}

fn method(plan: &Plan, operation: &OperationPlan) -> TokenStream {
    let name = ident(&operation.name);
    let id = &operation.id;
    let method = format_ident!("{}", operation.method);
    let route = format!("`{} {}`", operation.method, operation.path);
    let about = doc(&[operation.summary.as_deref(), operation.description.as_deref(), Some(&route)]);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let arguments = operation.arguments().map(|parameter| {
        let name = ident(&parameter.argument);
        let value = borrowed(&parameter.value);
        let value = if parameter.required { value } else { quote!(Option<#value>) };
        quote!(#name: #value,)
    });
    let body_argument = operation.body.as_ref().map(|body| {
        let value = body_argument(body);
        let value = if body.required { value } else { quote!(Option<#value>) };
        quote!(body: #value,)
    });
    let path = path(operation);
    let parts = operation.arguments().filter_map(|parameter| {
        let (argument, constant) = (ident(&parameter.argument), super::parameters::name(operation, parameter));
        let part = match parameter.location {
            Location::Path => return None,
            Location::Query => quote!(query),
            Location::Header => quote!(header),
            Location::Cookie => quote!(cookie),
        };
        Some(quote!(.#part(&crate::parameters::#constant, &#argument)))
    });
    let secured = secured(plan, operation);
    let accept = accept(operation);
    let body = operation.body.as_ref().map(send_body);
    let (success, error) = (success_type(operation), error_type(operation));
    // Unconditional requests are not answered with 304.
    let answers = if operation.prepared { &operation.successes[..1] } else { &operation.successes[..] };
    let successes = answers.iter().map(|response| {
        let value = match &operation.success {
            Some(enumeration) => {
                let enumeration = ident(enumeration);
                received(operation, response, Some(&quote!(crate::messages::#enumeration)))
            }
            None => received(operation, response, None),
        };
        arm(response, &quote!({ let value = #value; Ok(received.value(value)) }))
    });
    let errors = operation.errors.iter().map(|response| {
        let value = received(operation, response, Some(&error));
        arm(response, &quote!({ let value = #value; Err(received.error(value)) }))
    });
    let internal = operation.internal.as_ref().map(|_| {
        quote! {
            500 => {
                let failure = rest_runtime::Failure { status: 500, problem: received.json().await? };
                Err(received.error(#error::Internal(failure)))
            }
        }
    });
    // A range must not hide a single status, nor `default` anything.
    let ranked = |response: &ResponsePlan| match response.statuses {
        Statuses::Exactly(_) => 0,
        Statuses::Range(_) => 1,
        Statuses::Default => 2,
    };
    let mut arms: Vec<(u8, TokenStream)> = answers
        .iter()
        .map(ranked)
        .zip(successes)
        .chain(operation.errors.iter().map(ranked).zip(errors))
        .chain(internal.map(|arm| (0, arm)))
        .collect();
    arms.sort_by_key(|(rank, _)| *rank);
    let arms = arms.into_iter().map(|(_, arm)| arm);
    quote! {
        #about
        #deprecated
        pub async fn #name(&self, #(#arguments)* #body_argument) -> Result<ResponseValue<#success>, Error<#error>> {
            let call = Call::new(#id, Method::#method, #path) #(#parts)* #secured #accept;
            #body
            let mut received = call.send(&self.connection, self).await?;
            match received.status() {
                #(#arms)*
                _ => Err(received.unexpected()),
            }
        }
    }
}

/// How a value is handed over: small ones as they are, others by reference.
fn borrowed(value: &TypeUse) -> TokenStream {
    match value {
        TypeUse::Boolean | TypeUse::Integer(_) | TypeUse::Number32 | TypeUse::Number64 => outside(value),
        TypeUse::Text => quote!(&str),
        TypeUse::List(item) => {
            let item = outside(item);
            quote!(&[#item])
        }
        other => {
            let other = outside(other);
            quote!(&#other)
        }
    }
}

fn body_argument(body: &BodyPlan) -> TokenStream {
    match (&body.choice, body.media.as_slice()) {
        (Some(choice), _) => {
            let choice = ident(choice);
            quote!(crate::messages::#choice)
        }
        (None, [media]) => match &media.value {
            MediaValue::Json(value) | MediaValue::Form { value, .. } | MediaValue::Text(value) => borrowed(value),
            MediaValue::Multipart { .. } => {
                let value = media_type(media);
                quote!(&#value)
            }
            _ => media_type(media),
        },
        (None, _) => quote!(()),
    }
}

fn path(operation: &OperationPlan) -> TokenStream {
    let template = crate::lower::template(&operation.path);
    let mut format = String::new();
    let mut arguments = Vec::new();
    for pieces in &template.segments {
        format.push('/');
        for piece in pieces {
            match piece {
                crate::lower::Piece::Literal(text) => {
                    let encoded = rest_runtime::parameters::encode_literal(text);
                    format.push_str(&encoded.replace('{', "{{").replace('}', "}}"));
                }
                crate::lower::Piece::Variable(name) => {
                    let parameter =
                        operation.parameters.iter().find(|one| one.location == Location::Path && one.name == *name);
                    let Some(parameter) = parameter else { continue };
                    let (argument, constant) =
                        (ident(&parameter.argument), super::parameters::name(operation, parameter));
                    format.push_str("{}");
                    arguments.push(quote!(rest_runtime::client::path(&crate::parameters::#constant, &#argument)?));
                }
            }
        }
    }
    if template.trailing_slash || format.is_empty() {
        format.push('/');
    }
    if arguments.is_empty() { quote!(#format.to_owned()) } else { quote!(format!(#format, #(#arguments),*)) }
}

fn secured(plan: &Plan, operation: &OperationPlan) -> Option<TokenStream> {
    if operation.security.is_empty() {
        return None;
    }
    let alternatives = operation.security.iter().map(|requirement| {
        let schemes = requirement.iter().map(|(index, _)| {
            let (name, kind) = (&plan.schemes[*index].name, &plan.schemes[*index].kind);
            let scheme = super::server::scheme(kind, &quote!(rest_runtime::Scheme));
            quote!((#name, #scheme))
        });
        quote!(&[#(#schemes),*])
    });
    Some(quote!(.secured(&[#(#alternatives),*])))
}

/// Every media type that a response may have.
fn accept(operation: &OperationPlan) -> Option<TokenStream> {
    let responses = operation.successes.iter().chain(&operation.errors);
    let mut types: Vec<&str> = Vec::new();
    for response in responses {
        let own = response.media.iter().map(|media| media.media_type.as_str());
        for media_type in own.chain(response.problem.then_some("application/json")) {
            if !types.contains(&media_type) {
                types.push(media_type);
            }
        }
    }
    let types = types.join(", ");
    (!types.is_empty()).then(|| quote!(.accept(#types)))
}

fn send_body(body: &BodyPlan) -> TokenStream {
    let written = match &body.choice {
        Some(choice) => {
            let choice = ident(choice);
            let arms = body.media.iter().map(|media| {
                let variant = ident(&media.variant);
                let sent = send_media(media, true);
                quote!(crate::messages::#choice::#variant(body) => #sent,)
            });
            quote!(match body { #(#arms)* })
        }
        None => body.media.first().map(|media| send_media(media, false)).unwrap_or_else(|| quote!(call)),
    };
    if body.required {
        quote!(let call = #written;)
    } else {
        quote! {
            let call = match body {
                Some(body) => #written,
                None => call,
            };
        }
    }
}

fn send_media(media: &Media, owned: bool) -> TokenStream {
    let content_type = &media.media_type;
    match &media.value {
        MediaValue::Json(_) => quote!(call.json(#content_type, &body)),
        MediaValue::Form { encodings: listed, .. } => {
            let encodings = encodings(listed);
            quote!(call.form(&body, #encodings))
        }
        MediaValue::Multipart { .. } => quote!(call.multipart(body.write().map_err(Error::InvalidRequest)?)),
        MediaValue::Text(TypeUse::Text) if owned => quote!(call.text(#content_type, body)),
        MediaValue::Text(_) => quote!(call.plain(#content_type, &body)),
        MediaValue::Events => quote!(call.stream(#content_type, body.into_bytes())),
        MediaValue::Stream => quote!(call.stream(#content_type, body)),
        MediaValue::Wildcard => quote!(call.stream(&body.content_type, body.content)),
    }
}

fn arm(response: &ResponsePlan, value: &TokenStream) -> TokenStream {
    match (response.statuses, bounds(response.statuses)) {
        (Statuses::Exactly(status), _) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status => #value)
        }
        (_, Some((low, high))) => quote!(#low..=#high => #value),
        (_, None) => TokenStream::new(),
    }
}

/// What a response comes to, as an expression; within a variant of `enumeration`, if that is given.
fn received(operation: &OperationPlan, response: &ResponsePlan, enumeration: Option<&TokenStream>) -> TokenStream {
    let variant = ident(&response.variant);
    let within = |value: TokenStream| match enumeration {
        Some(enumeration) => quote!(#enumeration::#variant(#value)),
        None => value,
    };
    if response.problem {
        return within(quote!(received.problem().await?));
    }
    let body = match (&response.choice, response.media.as_slice()) {
        (Some(choice), media) => {
            let choice = ident(choice);
            let mut ranked: Vec<(u8, TokenStream)> = media
                .iter()
                .map(|one| {
                    let variant = ident(&one.variant);
                    let read = read_media(one);
                    let (rank, pattern) = match one.media_type.as_str() {
                        "*/*" => (2, quote!(Some(_))),
                        wildcard if wildcard.ends_with("/*") => {
                            let prefix = wildcard.trim_end_matches('*');
                            (1, quote!(Some(media_type) if media_type.starts_with(#prefix)))
                        }
                        plain => (0, quote!(Some(#plain))),
                    };
                    (rank, quote!(#pattern => crate::messages::#choice::#variant(#read),))
                })
                .collect();
            ranked.sort_by_key(|(rank, _)| *rank);
            let arms = ranked.into_iter().map(|(_, arm)| arm);
            Some(quote! {
                match received.media_type().as_deref() {
                    #(#arms)*
                    _ => return Err(received.unexpected()),
                }
            })
        }
        (None, [media]) => Some(read_media(media)),
        _ => None,
    };
    match (&response.carrier, body) {
        (None, Some(body)) => within(body),
        (None, None) => match enumeration {
            Some(enumeration) => quote!(#enumeration::#variant),
            None => quote!(()),
        },
        (Some(carrier), body) => {
            let carrier = ident(carrier);
            let status = (!matches!(response.statuses, Statuses::Exactly(_))).then(|| {
                quote! {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                }
            });
            let headers = response.headers.iter().map(|header| header_field(operation, response, header));
            let body = body.map(|body| quote!(body: #body,));
            within(quote!(crate::messages::#carrier { #status #(#headers)* #body }))
        }
    }
}

fn header_field(operation: &OperationPlan, response: &ResponsePlan, header: &HeaderPlan) -> TokenStream {
    let (field, name) = (ident(&header.field), &header.name);
    let read = if header.textual {
        quote!(received.header(#name)?)
    } else {
        let constant = super::parameters::header_name(operation, response, header);
        quote!(received.styled_header(&crate::parameters::#constant)?)
    };
    if header.required {
        quote! {
            #field: match #read {
                Some(value) => value,
                None => return Err(received.unexpected()),
            },
        }
    } else {
        quote!(#field: #read,)
    }
}

fn read_media(media: &Media) -> TokenStream {
    match &media.value {
        MediaValue::Json(_) | MediaValue::Form { .. } | MediaValue::Multipart { .. } => quote!(received.json().await?),
        MediaValue::Text(_) => quote!(received.text().await?),
        MediaValue::Events => quote!(received.events()),
        MediaValue::Stream => quote!(received.stream()),
        MediaValue::Wildcard => quote!(received.media()),
    }
}
