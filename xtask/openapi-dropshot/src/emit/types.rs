//! `types.rs`: every schema, with its rules.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use super::doc::doc;
use crate::lower::{Field, Need, Plan, Shape, Structure, TypeDefinition, TypeUse, Variant, references};
use crate::model::{Integer, Number, Text, TextFormat, Width};
use crate::names::ident;

pub(super) fn types(plan: &Plan) -> TokenStream {
    let components = plan.components();
    let definitions = plan.types.iter().map(|one| definition(one, &components));
    let interpreted = interpreted(plan);
    quote! {
        //! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.

        #interpreted
        #(#definitions)*
    }
}

/// The schemas that are checked as they are written.
fn interpreted(plan: &Plan) -> Option<TokenStream> {
    let sources = plan.interpreted();
    if sources.is_empty() {
        return None;
    }
    let sources = sources.into_iter().map(|(name, source)| {
        let json = raw(&source.to_string());
        quote!((#name, #json))
    });
    Some(quote! {
        #[doc = " Schemas that no Rust type says: values are checked against them as they are written."]
        static SCHEMAS: rest_runtime::Schemas = rest_runtime::Schemas::new(&[#(#sources),*]);
    })
}

/// A type where it is used, seen from the module of the types themselves.
pub(super) fn local(value: &TypeUse) -> TokenStream {
    written(value, &TokenStream::new())
}

/// A type where it is used, seen from a module beside that of the types.
pub(super) fn outside(value: &TypeUse) -> TokenStream {
    written(value, &quote!(crate::types::))
}

fn written(value: &TypeUse, module: &TokenStream) -> TokenStream {
    match value {
        TypeUse::Boolean => quote!(bool),
        TypeUse::Integer(width) => integer(*width),
        TypeUse::Number32 => quote!(f32),
        TypeUse::Number64 => quote!(f64),
        TypeUse::Any => quote!(rest_runtime::Value),
        TypeUse::Text => quote!(String),
        TypeUse::Format(format) => format_type(*format),
        TypeUse::Named(name) => {
            let name = ident(name);
            quote!(#module #name)
        }
        TypeUse::List(item) => {
            let item = written(item, module);
            quote!(Vec<#item>)
        }
        TypeUse::Tuple(item, count) => {
            let item = written(item, module);
            let count = Literal::u64_unsuffixed(*count);
            quote!([#item; #count])
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

fn integer(width: Width) -> TokenStream {
    match width {
        Width::I8 => quote!(i8),
        Width::I16 => quote!(i16),
        Width::I32 => quote!(i32),
        Width::I64 => quote!(i64),
        Width::U8 => quote!(u8),
        Width::U16 => quote!(u16),
        Width::U32 => quote!(u32),
        Width::U64 => quote!(u64),
    }
}

fn format_type(format: TextFormat) -> TokenStream {
    match format {
        TextFormat::DateTime => quote!(rest_runtime::formats::DateTime),
        TextFormat::Date => quote!(rest_runtime::formats::Date),
        TextFormat::Time => quote!(rest_runtime::formats::Time),
        TextFormat::Uuid => quote!(rest_runtime::formats::Uuid),
        TextFormat::Uri => quote!(rest_runtime::formats::Uri),
        TextFormat::Hostname => quote!(rest_runtime::formats::Hostname),
        TextFormat::Ipv4 => quote!(rest_runtime::formats::Ipv4),
        TextFormat::Ipv6 => quote!(rest_runtime::formats::Ipv6),
        TextFormat::Byte => quote!(rest_runtime::formats::Base64),
        TextFormat::Decimal => quote!(rest_runtime::formats::Decimal),
        TextFormat::Email => quote!(rest_runtime::formats::Email),
        TextFormat::Password => quote!(rest_runtime::formats::Secret),
        TextFormat::Binary => quote!(String),
    }
}

/// Types by the names of their schemas.
pub(super) type Components<'p> = BTreeMap<&'p str, &'p TypeDefinition>;

/// Longest chain of aliases that is followed.
const MOST_ALIASES: usize = 32;

fn definition(definition: &TypeDefinition, components: &Components<'_>) -> TokenStream {
    let name = ident(&definition.name);
    let deprecated = definition.deprecated.then_some("Deprecated.");
    let text = definition.description.as_deref().filter(|text| !text.trim().is_empty());
    let about = doc(&[text.or(Some("No description.")), deprecated]);
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
            let integer = integer(rules.width);
            let rules = integer_rules(rules);
            quote!(rest_runtime::integer_newtype! { #about #name(#integer), #rules })
        }
        Shape::Number(rules) => {
            let number = if rules.single { quote!(f32) } else { quote!(f64) };
            let rules = number_rules(rules);
            quote!(rest_runtime::number_newtype! { #about #name(#number), #rules })
        }
        Shape::Map { value, min_properties, max_properties } => {
            let value = local(value);
            let rules = members_rules(*min_properties, *max_properties);
            quote!(rest_runtime::map_newtype! { #about #name(#value), #rules })
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
        Shape::Literals(variants) => {
            let variants = variants.iter().map(|(variant, value)| {
                let variant = ident(variant);
                let json = raw(&value.to_string());
                quote!(#variant = #json)
            });
            quote!(rest_runtime::literals! { #about #name { #(#variants),* } })
        }
        Shape::Verbatim => {
            let text = &definition.schema_name;
            quote!(rest_runtime::verbatim_newtype! { #about #name, SCHEMAS, #text })
        }
        Shape::Struct(structure) => self::structure(&name, &about, structure),
    };
    let schema = schema(definition, components);
    quote!(#code #schema)
}

/// The description of the type for Dropshot.
fn schema(definition: &TypeDefinition, components: &Components<'_>) -> TokenStream {
    let name = ident(&definition.name);
    let text = &definition.schema_name;
    let (source, types) = described(&definition.source, components);
    let json = raw(&source.to_string());
    quote! {
        #[cfg(feature = "server")]
        rest_runtime::declare_schema! { #name, #text, #json, [#(#types),*] }
    }
}

/// A schema for Dropshot's description, and the types that it refers to. References to aliases, which have no description of
/// their own, are what they stand for.
pub(super) fn described(source: &Json, components: &Components<'_>) -> (Json, Vec<syn::Ident>) {
    let source = without_aliases(source, components, 0);
    let mut found = Vec::new();
    references(&source, &mut found);
    found.sort_unstable();
    found.dedup();
    let types = found.into_iter().filter_map(|name| components.get(name)).map(|one| ident(&one.name)).collect();
    (source, types)
}

fn without_aliases(source: &Json, components: &Components<'_>, followed: usize) -> Json {
    match source {
        Json::Object(members) => {
            let reference = members.get("$ref").and_then(Json::as_str);
            let target = reference.and_then(|text| components.get(text.strip_prefix("#/components/schemas/")?));
            match target {
                Some(TypeDefinition { shape: Shape::Alias(_), source, .. }) if followed < MOST_ALIASES => {
                    without_aliases(source, components, followed + 1)
                }
                _ => members
                    .iter()
                    .map(|(key, value)| (key.clone(), without_aliases(value, components, followed)))
                    .collect(),
            }
        }
        Json::Array(items) => items.iter().map(|item| without_aliases(item, components, followed)).collect(),
        other => other.clone(),
    }
}

/// A raw string literal, which keeps JSON readable.
pub(super) fn raw(text: &str) -> TokenStream {
    let literal = || {
        let literal = Literal::string(text);
        quote!(#literal)
    };
    if text.contains('\r') {
        return literal();
    }
    let hashes = (1..).map(|count| "#".repeat(count)).find(|hashes| !text.contains(&format!("\"{hashes}")));
    let hashes = hashes.unwrap_or_default();
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| literal())
}

fn structure(name: &syn::Ident, about: &TokenStream, structure: &Structure) -> TokenStream {
    let declared = structure.fields.iter().map(field);
    let rest = structure.rest.as_ref().map(|(field, value)| {
        let (field, value) = (ident(field), local(value));
        quote! {
            #[doc = " Members that have no field of their own."]
            #[serde(flatten)]
            pub #field: std::collections::BTreeMap<String, #value>,
        }
    });
    let optional = |field: &Field| !matches!(field.need, Need::Required | Need::Default(_));
    let default = structure.fields.iter().all(optional).then(|| quote!(#[derive(Default)]));
    let keys: Vec<&String> = structure.fields.iter().map(|field| &field.name).collect();
    let unknown = structure.closed.then(|| {
        let check = quote!(let only_known = rest_runtime::only_known(&object, &[#(#keys),*], at, violations););
        (
            check,
            quote!(if !only_known {
                return None;
            }),
        )
    });
    let (check_unknown, refuse_unknown) = unknown.unzip();
    let counted = (structure.min_properties.is_some() || structure.max_properties.is_some()).then(|| {
        let rules = members_rules(structure.min_properties, structure.max_properties);
        let check = quote! {
            let before = violations.len();
            #rules.check(object.len(), at, violations);
            let counted = violations.len() == before;
        };
        (
            check,
            quote!(if !counted {
                return None;
            }),
        )
    });
    let (check_count, refuse_count) = counted.unzip();
    let decoded = structure.fields.iter().map(|field| {
        let (key, ident) = (&field.name, binding(&field.field));
        match &field.need {
            Need::Required => quote!(let #ident = members.required(#key);),
            Need::Optional => quote!(let #ident = members.optional(#key);),
            Need::Presence => quote!(let #ident = members.presence(#key);),
            Need::Default(json) => {
                let json = raw(&json.to_string());
                quote!(let #ident = members.defaulted(#key, #json);)
            }
            Need::ReadOnly(required) => quote!(let #ident = members.read_only(#key, #required);),
            Need::WriteOnly(required) => quote!(let #ident = members.write_only(#key, #required);),
        }
    });
    let decoded_rest = structure.rest.as_ref().map(|(field, _)| {
        let field = binding(field);
        quote!(let #field = members.rest(&[#(#keys),*]);)
    });
    let names: Vec<&String> = structure
        .fields
        .iter()
        .map(|field| &field.field)
        .chain(structure.rest.iter().map(|(field, _)| field))
        .collect();
    let idents: Vec<_> = names.iter().map(|name| ident(name)).collect();
    let bindings = names.iter().map(|name| binding(name));
    let members = if idents.is_empty() {
        quote!(let _no_members = object;)
    } else {
        quote!(let mut members = rest_runtime::Members::new(object, at, violations);)
    };
    quote! {
        #about
        #default
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct #name {
            #(#declared,)*
            #rest
        }

        impl rest_runtime::Decode for #name {
            fn decode(
                value: rest_runtime::Value,
                at: &rest_runtime::Pointer<'_>,
                violations: &mut rest_runtime::Violations,
            ) -> Option<Self> {
                let object = rest_runtime::object(value, at, violations)?;
                #check_unknown
                #check_count
                #members
                #(#decoded)*
                #decoded_rest
                #refuse_unknown
                #refuse_count
                Some(Self { #(#idents: #bindings?,)* })
            }
        }

        rest_runtime::deserialize_by_decoding!(#name);
    }
}

/// What a member is called while it is decoded: like its field, unless decoding has a value of that name itself.
fn binding(field: &str) -> syn::Ident {
    match field {
        "members" | "only_known" | "counted" => ident(&format!("{field}_")),
        field => ident(field),
    }
}

fn field(field: &Field) -> TokenStream {
    let role = match &field.need {
        Need::ReadOnly(_) => Some("Read-only: it is in responses, and dropped from requests."),
        Need::WriteOnly(_) => Some("Write-only: it is in requests, and dropped from responses."),
        _ => None,
    };
    let default = match &field.need {
        Need::Default(json) => Some(format!("Default: `{json}`")),
        _ => None,
    };
    let deprecated = field.deprecated.then_some("Deprecated.");
    let text = field.description.as_deref().filter(|text| !text.trim().is_empty());
    let name = format!("`{}`", field.name);
    let about = doc(&[text.or(Some(&name)), role, default.as_deref(), deprecated]);
    let key = &field.name;
    let ident = ident(&field.field);
    let value = local(&field.value);
    // Serde knows keywords that are raw, but not those that got another name.
    let is_same = *key == ident.to_string().trim_start_matches("r#");
    let rename = (!is_same).then(|| quote!(#[serde(rename = #key)]));
    match field.need {
        Need::Required | Need::Default(_) => quote!(#about #rename pub #ident: #value),
        Need::Optional | Need::ReadOnly(_) | Need::WriteOnly(_) => quote! {
            #about #rename #[serde(skip_serializing_if = "Option::is_none")]
            pub #ident: Option<#value>
        },
        Need::Presence => quote! {
            #about #rename #[serde(skip_serializing_if = "rest_runtime::Presence::is_absent")]
            pub #ident: rest_runtime::Presence<#value>
        },
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
            let tagged = variants.iter().zip(&idents).filter(|(variant, _)| !variant.tags.is_empty());
            let arms = tagged.map(|(variant, ident)| {
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
        Some(TextFormat::Password | TextFormat::Binary) | None => quote!(None),
    };
    quote! {
        rest_runtime::TextRules { min_length: #min_length, max_length: #max_length, pattern: #pattern, format: #format }
    }
}

fn integer_rules(rules: &Integer) -> TokenStream {
    let bound = |bound: Option<i128>| match bound {
        Some(bound) => {
            let literal = Literal::i128_unsuffixed(bound);
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

fn members_rules(min_properties: Option<u64>, max_properties: Option<u64>) -> TokenStream {
    let (minimum, maximum) = (count(min_properties), count(max_properties));
    quote!(rest_runtime::MembersRules { min_properties: #minimum, max_properties: #maximum })
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
