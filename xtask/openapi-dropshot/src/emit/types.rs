//! `types.rs`: every schema, with its rules.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::doc::doc;
use crate::lower::{Field, Need, Plan, Shape, TypeDefinition, TypeUse, Variant};
use crate::model::{Integer, Number, Text, TextFormat};
use crate::names::ident;

pub(super) fn types(plan: &Plan) -> TokenStream {
    let definitions = plan.types.iter().map(definition);
    quote! {
        //! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.

        #(#definitions)*
    }
}

/// A type where it is used, seen from the module of the types themselves.
pub(super) fn local(value: &TypeUse) -> TokenStream {
    written(value, &TokenStream::new())
}

/// A type where it is used, seen from a module beside that of the types.
pub(super) fn outside(value: &TypeUse) -> TokenStream {
    written(value, &quote!(types::))
}

fn written(value: &TypeUse, module: &TokenStream) -> TokenStream {
    match value {
        TypeUse::Boolean => quote!(bool),
        TypeUse::Integer32 => quote!(i32),
        TypeUse::Integer64 => quote!(i64),
        TypeUse::Number32 => quote!(f32),
        TypeUse::Number64 => quote!(f64),
        TypeUse::Any => quote!(rest_runtime::Value),
        TypeUse::Text => quote!(String),
        TypeUse::DateTime => quote!(chrono::DateTime<chrono::Utc>),
        TypeUse::Named(name) => {
            let name = ident(name);
            quote!(#module #name)
        }
        TypeUse::List(item) => {
            let item = written(item, module);
            quote!(Vec<#item>)
        }
        TypeUse::Map(value) => {
            let value = written(value, module);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        TypeUse::Boxed(inner) => {
            let inner = written(inner, module);
            quote!(Box<#inner>)
        }
        TypeUse::Nullable(inner) => {
            let inner = written(inner, module);
            quote!(Option<#inner>)
        }
    }
}

fn definition(definition: &TypeDefinition) -> TokenStream {
    let name = ident(&definition.name);
    let about = doc(&[definition.description.as_deref().or(Some("No description."))]);
    let code = match &definition.shape {
        Shape::Alias(value) => {
            let value = local(value);
            return quote!(#about pub type #name = #value;);
        }
        Shape::Foreign(path) => {
            let path: syn::Path = syn::parse_str(path).unwrap_or_else(|_| syn::Path::from(name.clone()));
            return quote!(#[doc(inline)] pub use #path as #name;);
        }
        Shape::Text(rules) => {
            let rules = text_rules(rules);
            quote!(rest_runtime::text_newtype! { #about #name, #rules })
        }
        Shape::Secret(rules) => {
            let rules = text_rules(rules);
            quote!(rest_runtime::secret_newtype! { #about #name, #rules })
        }
        Shape::Decimal(rules) => {
            let rules = text_rules(rules);
            quote!(rest_runtime::decimal_newtype! { #about #name, #rules })
        }
        Shape::Integer(rules) => {
            let integer = if rules.bits == 32 { quote!(i32) } else { quote!(i64) };
            let rules = integer_rules(rules);
            quote!(rest_runtime::integer_newtype! { #about #name(#integer), #rules })
        }
        Shape::Number(rules) => {
            let number = if rules.bits == 32 { quote!(f32) } else { quote!(f64) };
            let rules = number_rules(rules);
            quote!(rest_runtime::number_newtype! { #about #name(#number), #rules })
        }
        Shape::Map { value, min_properties, max_properties } => {
            let value = local(value);
            let (minimum, maximum) = (count(*min_properties), count(*max_properties));
            quote! {
                rest_runtime::map_newtype! {
                    #about #name(#value),
                    rest_runtime::MembersRules { min_properties: #minimum, max_properties: #maximum }
                }
            }
        }
        Shape::Items { item, min_items, max_items, unique } => {
            let item = local(item);
            let (min_items, max_items) = (count(*min_items), count(*max_items));
            quote! {
                rest_runtime::items_newtype! {
                    #about #name(#item), rest_runtime::ItemsRules { min_items: #min_items, max_items: #max_items, unique: #unique }
                }
            }
        }
        Shape::Choice { variants, exactly_one, discriminator } => {
            choice(&name, &about, variants, *exactly_one, discriminator.as_deref())
        }
        Shape::Enumeration(variants) => {
            let variants = variants.iter().map(|(variant, text)| {
                let variant = ident(variant);
                quote!(#variant = #text)
            });
            quote!(rest_runtime::enumeration! { #about #name { #(#variants),* } })
        }
        Shape::Struct { fields, closed } => structure(&name, &about, fields, *closed),
    };
    let schema = schema(definition);
    quote!(#code #schema)
}

/// The description of the type for Dropshot.
fn schema(definition: &TypeDefinition) -> TokenStream {
    let name = ident(&definition.name);
    let text = &definition.name;
    let json = raw(&definition.source.to_string());
    let mut names = BTreeSet::new();
    references(&definition.source, &mut names);
    let names = names.iter().map(|name| ident(&crate::names::pascal(name)));
    quote! {
        #[cfg(feature = "server")]
        rest_runtime::declare_schema! { #name, #text, #json, [#(#names),*] }
    }
}

/// The components that a schema refers to.
pub(super) fn references(source: &serde_json::Value, names: &mut BTreeSet<String>) {
    match source {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix("#/components/schemas/")) {
                    Some(name) if key == "$ref" => {
                        names.insert(name.to_owned());
                    }
                    _ => references(value, names),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        _ => {}
    }
}

/// A raw string literal, which keeps JSON readable.
pub(super) fn raw(text: &str) -> TokenStream {
    let hashes = (1..).map(|count| "#".repeat(count)).find(|hashes| !text.contains(&format!("\"{hashes}")));
    let hashes = hashes.unwrap_or_default();
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| {
        let literal = Literal::string(text);
        quote!(#literal)
    })
}

fn structure(name: &syn::Ident, about: &TokenStream, fields: &[Field], closed: bool) -> TokenStream {
    let declared = fields.iter().map(|field| {
        let about = doc(&[field.description.as_deref().or(Some(&format!("`{}`", field.name)))]);
        let key = &field.name;
        let ident = ident(&field.field);
        let value = local(&field.value);
        let rename = (field.field != field.name).then(|| quote!(#[serde(rename = #key)]));
        match field.need {
            Need::Required => quote!(#about #rename pub #ident: #value),
            Need::Optional => quote! {
                #about #rename #[serde(skip_serializing_if = "Option::is_none")]
                pub #ident: Option<#value>
            },
            Need::Presence => quote! {
                #about #rename #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
                pub #ident: rest_runtime::Presence<#value>
            },
        }
    });
    let default = fields.iter().all(|field| field.need != Need::Required).then(|| quote!(#[derive(Default)]));
    let keys: Vec<&String> = fields.iter().map(|field| &field.name).collect();
    let unknown = closed.then(|| {
        let check = quote!(let only_known = rest_runtime::only_known(&object, &[#(#keys),*], at, violations););
        (
            check,
            quote!(if !only_known {
                return None;
            }),
        )
    });
    let (check_unknown, refuse_unknown) = unknown.unzip();
    let decoded = fields.iter().map(|field| {
        let (key, ident) = (&field.name, ident(&field.field));
        let method = match field.need {
            Need::Required => quote!(required),
            Need::Optional => quote!(optional),
            Need::Presence => quote!(presence),
        };
        quote!(let #ident = members.#method(#key);)
    });
    let idents: Vec<_> = fields.iter().map(|field| ident(&field.field)).collect();
    quote! {
        #about
        #default
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct #name {
            #(#declared,)*
        }

        impl rest_runtime::Decode for #name {
            fn decode(
                value: rest_runtime::Value,
                at: &rest_runtime::Pointer<'_>,
                violations: &mut rest_runtime::Violations,
            ) -> Option<Self> {
                let object = rest_runtime::object(value, at, violations)?;
                #check_unknown
                let mut members = rest_runtime::Members::new(object, at, violations);
                #(#decoded)*
                #refuse_unknown
                Some(Self { #(#idents: #idents?,)* })
            }
        }

        rest_runtime::deserialize_by_decoding!(#name);
    }
}

fn choice(
    name: &syn::Ident,
    about: &TokenStream,
    variants: &[Variant],
    exactly_one: bool,
    discriminator: Option<&str>,
) -> TokenStream {
    let idents: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = variants.iter().map(|variant| local(&variant.value)).collect();
    let docs = variants.iter().map(|variant| match variant.tags.as_slice() {
        [] => doc(&[Some("One of them.")]),
        tags => doc(&[Some(&format!("`{}`", tags.join("`, `")))]),
    });
    let decoded = match discriminator {
        Some(property) => {
            let arms = variants.iter().zip(&idents).map(|(variant, ident)| {
                let tags = &variant.tags;
                quote!(#(#tags)|* => rest_runtime::Decode::decode(value, at, violations).map(Self::#ident),)
            });
            let known: Vec<String> =
                variants.iter().flat_map(|variant| &variant.tags).map(|tag| format!("`{tag}`")).collect();
            let reason = format!("must be one of {}", known.join(" "));
            quote! {
                let tag = rest_runtime::discriminator(&value, #property, at, violations)?;
                match tag.as_str() {
                    #(#arms)*
                    _ => {
                        violations.push(&rest_runtime::Pointer::Member(at, #property), #reason);
                        None
                    }
                }
            }
        }
        None => quote! {
            rest_runtime::choose(
                &value, at, violations, #exactly_one,
                &[#(|value, at, violations| rest_runtime::Decode::decode(value, at, violations).map(Self::#idents)),*],
            )
        },
    };
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name {
            #(#docs #idents(#values),)*
        }

        impl rest_runtime::Decode for #name {
            fn decode(
                value: rest_runtime::Value,
                at: &rest_runtime::Pointer<'_>,
                violations: &mut rest_runtime::Violations,
            ) -> Option<Self> {
                #decoded
            }
        }

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(Self::#idents(value) => value.serialize(serializer),)*
                }
            }
        }

        rest_runtime::deserialize_by_decoding!(#name);
    }
}

fn text_rules(rules: &Text) -> TokenStream {
    let (min_length, max_length) = (count(rules.min_length), count(rules.max_length));
    let pattern = match &rules.pattern {
        Some(pattern) => {
            let pattern = raw(pattern);
            quote!(Some(rest_runtime::Pattern::new(#pattern)))
        }
        None => quote!(None),
    };
    let format = match rules.format {
        Some(TextFormat::DateTime) => quote!(Some(rest_runtime::Format::DateTime)),
        Some(TextFormat::Decimal) => quote!(Some(rest_runtime::Format::Decimal)),
        Some(TextFormat::Email) => quote!(Some(rest_runtime::Format::Email)),
        Some(TextFormat::Date) => quote!(Some(rest_runtime::Format::Date)),
        Some(TextFormat::Time) => quote!(Some(rest_runtime::Format::Time)),
        Some(TextFormat::Uuid) => quote!(Some(rest_runtime::Format::Uuid)),
        Some(TextFormat::Uri) => quote!(Some(rest_runtime::Format::Uri)),
        Some(TextFormat::Hostname) => quote!(Some(rest_runtime::Format::Hostname)),
        Some(TextFormat::Ipv4) => quote!(Some(rest_runtime::Format::Ipv4)),
        Some(TextFormat::Ipv6) => quote!(Some(rest_runtime::Format::Ipv6)),
        Some(TextFormat::Byte) => quote!(Some(rest_runtime::Format::Byte)),
        Some(TextFormat::Password) | None => quote!(None),
    };
    quote! {
        rest_runtime::TextRules { min_length: #min_length, max_length: #max_length, pattern: #pattern, format: #format }
    }
}

fn integer_rules(rules: &Integer) -> TokenStream {
    let bound = |bound: Option<i64>| match bound {
        Some(bound) => {
            let literal = Literal::i64_unsuffixed(bound);
            quote!(Some(#literal))
        }
        None => quote!(None),
    };
    let (minimum, maximum, multiple_of) = (bound(rules.minimum), bound(rules.maximum), bound(rules.multiple_of));
    quote!(rest_runtime::IntegerRules { minimum: #minimum, maximum: #maximum, multiple_of: #multiple_of })
}

fn number_rules(rules: &Number) -> TokenStream {
    let bound = |bound: Option<f64>| match bound {
        Some(bound) => {
            let literal = Literal::f64_suffixed(bound);
            quote!(Some(#literal))
        }
        None => quote!(None),
    };
    let (minimum, maximum, multiple_of) = (bound(rules.minimum), bound(rules.maximum), bound(rules.multiple_of));
    let (exclusive_minimum, exclusive_maximum) = (rules.exclusive_minimum, rules.exclusive_maximum);
    quote! {
        rest_runtime::NumberRules {
            minimum: #minimum,
            exclusive_minimum: #exclusive_minimum,
            maximum: #maximum,
            exclusive_maximum: #exclusive_maximum,
            multiple_of: #multiple_of,
        }
    }
}

fn count(bound: Option<u64>) -> TokenStream {
    match bound {
        Some(bound) => {
            let literal = Literal::u64_unsuffixed(bound);
            quote!(Some(#literal))
        }
        None => quote!(None),
    }
}
