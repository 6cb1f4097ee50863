//! From the plan to a crate: one function per generated file, each from the plan to a token stream. The only stage that
//! knows Dropshot.

mod api;
mod client;
mod doc;
mod messages;
mod parameters;
mod scaffold;
mod server;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::document::Document;
use crate::lower::Plan;
use crate::names::pascal;
use crate::settings::Dependencies;
use crate::{Settings, Tree};

/// Why a plan that should be right could not be written down; always a defect of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Defect {
    /// The tokens of a file are not Rust.
    #[error("{file} as generated is not Rust: {source}")]
    NotRust {
        /// Which file
        file: &'static str,
        /// Why
        #[source]
        source: syn::Error,
    },
}

pub(crate) fn emit(document: &Document, source: &str, plan: &Plan, settings: &Settings) -> Result<Tree, Defect> {
    let json = document.root().to_json();
    let mut tree = Tree::default();
    tree.add("Cargo.toml", manifest(settings));
    tree.add("openapi.yaml", source);
    tree.add("openapi.json", format!("{json:#}\n"));
    let trait_name = crate::names::ident(&pascal(&settings.crate_name));
    tree.add("src/lib.rs", file(settings, "src/lib.rs", library(document, plan))?);
    tree.add("src/types.rs", file(settings, "src/types.rs", types::types(plan))?);
    tree.add("src/messages.rs", file(settings, "src/messages.rs", messages::messages(plan))?);
    tree.add("src/parameters.rs", file(settings, "src/parameters.rs", parameters::parameters(plan))?);
    tree.add("src/api.rs", file(settings, "src/api.rs", api::api(plan, &trait_name))?);
    tree.add("src/server.rs", file(settings, "src/server.rs", server::server(plan, &trait_name))?);
    tree.add("src/client.rs", file(settings, "src/client.rs", client::client(plan))?);
    Ok(tree)
}

/// A first implementation of the trait, as a file of a crate that depends on the generated one.
pub(crate) fn scaffold(plan: &Plan, settings: &Settings) -> Result<String, Defect> {
    let trait_name = crate::names::ident(&pascal(&settings.crate_name));
    let library = crate::names::ident(&settings.crate_name.replace('-', "_"));
    let tokens = scaffold::scaffold(plan, &trait_name, &library);
    let name = "service.rs";
    let parsed = syn::parse2(tokens).map_err(|source| Defect::NotRust { file: name, source })?;
    Ok(spaced(&prettyplease::unparse(&parsed)))
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

fn library(document: &Document, plan: &Plan) -> TokenStream {
    let title = format!("{} {}", plan.title, plan.version);
    let left_out = left_out(document, plan);
    let messages = (!plan.operations.is_empty()).then(|| {
        quote! {
            #[cfg(any(feature = "server", feature = "client"))]
            pub use messages::*;
        }
    });
    let about = doc::lines(&[Some(&title), plan.description.as_deref(), left_out.as_deref()]);
    quote! {
        #(#![doc = #about])*
        // The document's prose and names are what they are.
        #![allow(
            clippy::all, rustdoc::bare_urls, rustdoc::broken_intra_doc_links, rustdoc::invalid_html_tags,
            rustdoc::invalid_rust_codeblocks, rustdoc::invalid_codeblock_attributes
        )]

        #[cfg(feature = "server")]
        mod api;
        #[cfg(feature = "client")]
        pub mod client;
        #[cfg(any(feature = "server", feature = "client"))]
        pub mod messages;
        #[cfg(any(feature = "server", feature = "client"))]
        mod parameters;
        #[cfg(feature = "server")]
        pub mod server;
        pub mod types;

        #[cfg(feature = "server")]
        pub use api::*;
        #messages
    }
}

/// What the crate does not have though its document does.
fn left_out(document: &Document, plan: &Plan) -> Option<String> {
    if plan.left_out.is_empty() {
        return None;
    }
    let mut text = "# Left out\n\nThese operations of the document are not part of this crate:\n".to_owned();
    for operation in &plan.left_out {
        text.push_str(&format!("\n- `{} {}`", operation.method, operation.path));
        for problem in &operation.problems {
            text.push_str(&format!(
                "\n  - `{}:{}`: {}",
                document.name(problem.place.file),
                problem.place,
                problem.what
            ));
        }
    }
    Some(text)
}

fn manifest(settings: &Settings) -> String {
    let Settings { notice, crate_name, crate_description, .. } = settings;
    let (package, dependencies) = match &settings.dependencies {
        Dependencies::Workspace => (
            "version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
authors.workspace = true
publish.workspace = true"
                .to_owned(),
            "rest-runtime.workspace = true
serde.workspace = true
"
            .to_owned(),
        ),
        Dependencies::Own(runtime) | Dependencies::Member(runtime) => (
            "version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.92\"
publish = false"
                .to_owned(),
            format!(
                "rest-runtime = {{ {runtime}, default-features = false }}
serde = {{ version = \"1\", features = [\"derive\"] }}
"
            ),
        ),
    };
    let workspace = match &settings.dependencies {
        Dependencies::Own(_) => "\n[workspace]\n",
        Dependencies::Workspace | Dependencies::Member(_) => "",
    };
    format!(
        "# {notice}

[package]
name = \"{crate_name}\"
description = \"{crate_description}\"
{package}

[lib]
# Examples in the document's prose are not Rust.
doctest = false

[features]
default = [\"server\", \"client\"]
server = [\"rest-runtime/server\"]
client = [\"rest-runtime/client\"]

[dependencies]
{dependencies}{workspace}"
    )
}
