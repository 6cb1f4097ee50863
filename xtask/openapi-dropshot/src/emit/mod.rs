//! From the plan to a crate: one function per generated file, each from the plan to a token stream. The only stage that
//! knows Dropshot.

mod api;
mod client;
mod doc;
mod server;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::document::Document;
use crate::lower::Plan;
use crate::names::pascal;
use crate::{Settings, Tree};

/// Why a plan that should be right could not be written down; always a defect of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Defect {
    /// The tokens of a file are not Rust.
    #[error("{file} as generated is not Rust")]
    NotRust {
        /// Which file
        file: &'static str,
        /// Why
        #[source]
        source: syn::Error,
    },
    /// The client's generator refused the lowered document.
    #[error("the client cannot be generated: {0}")]
    Client(String),
}

pub(crate) fn emit(document: &Document, source: &str, plan: &Plan, settings: &Settings) -> Result<Tree, Defect> {
    let json = document.root.to_json();
    let mut tree = Tree::default();
    tree.add("Cargo.toml", manifest(settings));
    tree.add("openapi.yaml", source);
    tree.add("openapi.json", format!("{json:#}\n"));
    let trait_name = crate::names::ident(&pascal(&settings.crate_name));
    tree.add("src/lib.rs", file(settings, "src/lib.rs", library(plan))?);
    tree.add("src/types.rs", file(settings, "src/types.rs", types::types(plan))?);
    tree.add("src/api.rs", file(settings, "src/api.rs", api::api(plan, &trait_name))?);
    tree.add("src/server.rs", file(settings, "src/server.rs", server::server(plan, &trait_name))?);
    tree.add("src/client.rs", file(settings, "src/client.rs", client::client(plan, &pascal(&settings.problem))?)?);
    Ok(tree)
}

fn file(settings: &Settings, name: &'static str, tokens: TokenStream) -> Result<String, Defect> {
    let parsed = syn::parse2(tokens).map_err(|source| Defect::NotRust { file: name, source })?;
    Ok(format!("// {}\n\n{}", settings.notice, spaced(&prettyplease::unparse(&parsed))))
}

/// An empty line between items, which the printer leaves out.
fn spaced(code: &str) -> String {
    let mut text = String::with_capacity(code.len());
    let mut previous = "";
    for line in code.lines() {
        let documented = line.trim_start().starts_with("///") && previous.ends_with([';', '}']);
        if (previous == "}" && line != "}") || documented {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        previous = line;
    }
    text
}

fn library(plan: &Plan) -> TokenStream {
    let title = format!("{} {}", plan.title, plan.version);
    let about = doc::lines(&[Some(&title), plan.description.as_deref()]);
    quote! {
        #(#![doc = #about])*

        #[cfg(feature = "server")]
        mod api;
        #[cfg(feature = "client")]
        pub mod client;
        #[cfg(feature = "server")]
        pub mod server;
        pub mod types;

        #[cfg(feature = "server")]
        pub use api::*;
    }
}

fn manifest(settings: &Settings) -> String {
    format!(
        r#"# {notice}

[package]
name = "{name}"
description = "{description}"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
authors.workspace = true
publish.workspace = true

[features]
server = ["dep:dropshot", "dep:http", "rest-runtime/server"]
client = ["dep:progenitor-client", "dep:reqwest"]

[dependencies]
chrono.workspace = true
rest-runtime.workspace = true
serde.workspace = true

dropshot = {{ workspace = true, optional = true }}
http = {{ workspace = true, optional = true }}
progenitor-client = {{ workspace = true, optional = true }}
reqwest = {{ workspace = true, optional = true }}
"#,
        notice = settings.notice,
        name = settings.crate_name,
        description = settings.crate_description,
    )
}
