//! The files of a new service: templates beside this crate's source, and what the document says about them.

use std::path::Path;

use anyhow::Context as _;
use openapi_dropshot::{Generated, Tree};
use serde_json::Value;

use crate::rest;

/// The first service listens here, the next one at the next port.
const PORT: u16 = 8090;
const OPS_PORT: u16 = 9190;

/// Characters of a path that mean themselves wherever they are sent.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "/-_.".contains(letter)
}

/// The files of `services/NAME`.
pub fn render(root: &Path, name: &str, document: &str, generated: &Generated) -> anyhow::Result<Tree> {
    let json = generated.tree.files().find(|(path, _)| *path == "openapi.json").map(|(_, content)| content);
    let api: Value = serde_json::from_slice(json.context("the generated crate has no document")?)?;
    let paths = Paths::of(&api);
    let offset = used_ports(root);
    let unfinished = paths.unfinished();
    let crate_name = rest::crate_of(name);
    let (port, ops_port) = (PORT + offset, OPS_PORT + offset);
    let values = [
        ("{{name}}", name.to_owned()),
        ("{{library}}", name.replace('-', "_")),
        ("{{api_library}}", crate_name.replace('-', "_")),
        ("{{prefix}}", prefix(name)),
        ("{{port}}", port.to_string()),
        ("{{ops_port}}", ops_port.to_string()),
        ("{{document}}", document.to_owned()),
        ("{{description}}", Value::from(description(&generated.ledger.document)).to_string()),
        ("{{dependencies}}", dependencies(&crate_name, paths.swagger_ui())),
        ("{{{imports}}}", imports(&paths)),
        ("{{description_of_api}}", description_of_api(&paths)),
        ("{{count}}", unfinished.len().to_string()),
        ("{{unfinished}}", unfinished.iter().map(|pair| format!("{pair:?}, ")).collect()),
        ("{{document_test}}", if paths.document() { DOCUMENT_TEST.to_owned() } else { String::new() }),
        ("{{unknown}}", "/nowhere".repeat(paths.depth() + 1)),
    ];
    let mut tree = Tree::default();
    for (path, template) in [
        ("Cargo.toml", include_str!("../templates/service/manifest.toml")),
        ("src/config.rs", include_str!("../templates/service/config.rs")),
        ("src/lib.rs", include_str!("../templates/service/lib.rs")),
        ("src/main.rs", include_str!("../templates/service/main.rs")),
        ("src/observer.rs", include_str!("../templates/service/observer.rs")),
        ("tests/service.rs", include_str!("../templates/service/test.rs")),
    ] {
        let text = values.iter().fold(template.to_owned(), |text, (mark, value)| text.replace(mark, value));
        tree.add(path, text);
    }
    tree.add("src/service.rs", generated.scaffold.clone());
    Ok(tree)
}

/// What a service's variables begin with.
pub fn prefix(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// How many ports from the first on are the defaults of services that are there.
fn used_ports(root: &Path) -> u16 {
    let services = std::fs::read_dir(root.join("services")).into_iter().flatten().flatten();
    let configs: String =
        services.filter_map(|service| std::fs::read_to_string(service.path().join("src/config.rs")).ok()).collect();
    let is_used = |port: u16| configs.contains(&format!("1], {port})"));
    (0..1000).find(|offset| !is_used(PORT + offset) && !is_used(OPS_PORT + offset)).unwrap_or_default()
}

/// One line, of a bounded length.
fn description(document: &str) -> String {
    let text: String =
        document.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(100).collect();
    format!("The REST service of {text}")
}

fn dependencies(crate_name: &str, swagger_ui: bool) -> String {
    let features = if swagger_ui { r#""server", "swagger-ui""# } else { r#""server""# };
    let mut lines: Vec<String> =
        ["anyhow", "dropshot", "kit", "metrics", "slog", "thiserror", "tokio", "tracing", "tracing-slog"]
            .map(|name| format!("{name}.workspace = true"))
            .into();
    lines.push(format!("rest-runtime = {{ workspace = true, features = [{features}] }}"));
    lines.push(format!("{crate_name} = {{ workspace = true, features = [\"server\"] }}"));
    lines.sort_by(|left, right| left.split(['.', ' ']).next().cmp(&right.split(['.', ' ']).next()));
    lines.join("\n")
}

fn imports(paths: &Paths<'_>) -> String {
    let mut names = vec!["Context", "Settings"];
    names.extend(paths.document().then_some("register_document"));
    names.extend(paths.swagger_ui().then_some("register_swagger_ui"));
    format!("{{{}}}", names.join(", "))
}

fn description_of_api(paths: &Paths<'_>) -> String {
    let mutable = if paths.document() { "mut " } else { "" };
    let mut text = format!("let {mutable}description = api_description::<Service>()?;");
    if paths.document() {
        text.push_str("\n    register_document(&mut description)?;");
    } else {
        text.push_str("\n    // The document is not served: its own paths cover /openapi.json.");
    }
    if paths.swagger_ui() {
        text.push_str("\n    register_swagger_ui(&mut description)?;");
    }
    text
}

const DOCUMENT_TEST: &str = r#"
#[tokio::test]
async fn it_serves_its_document() {
    let running = running().await;
    let answer = ask(&running, "GET", "/openapi.json").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let document: Value = answer.json().await.expect("JSON");
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0")), "{document}");
}
"#;

/// The paths of a document, with their path items.
struct Paths<'a> {
    document: &'a Value,
    items: Vec<(&'a str, &'a Value)>,
}

impl<'a> Paths<'a> {
    fn of(document: &'a Value) -> Self {
        let items = document["paths"].as_object().into_iter().flatten();
        Self { document, items: items.map(|(path, item)| (path.as_str(), item)).collect() }
    }

    /// Whether nothing of the document's own is, or could be, at a path of one segment, and below it.
    fn leaves_free(&self, segments: &[&str]) -> bool {
        self.items.iter().all(|(path, _)| {
            let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
            !first.contains('{') && !segments.contains(&first)
        })
    }

    /// Whether the document can be served.
    fn document(&self) -> bool {
        self.leaves_free(&["openapi.json", "openapi.yaml"])
    }

    /// Whether Swagger UI can be served.
    fn swagger_ui(&self) -> bool {
        self.document() && self.leaves_free(&["docs"])
    }

    /// Most segments of a path.
    fn depth(&self) -> usize {
        self.items.iter().map(|(path, _)| path.matches('/').count()).max().unwrap_or(0)
    }

    /// Method and path of every operation that can be asked for without knowing anything.
    fn unfinished(&self) -> Vec<(String, &'a str)> {
        let mut found = Vec::new();
        let has = |value: &Value| value.as_array().is_some_and(|list| !list.is_empty());
        for (path, item) in &self.items {
            if !path.chars().all(is_plain) || path.contains("//") || path.contains("/.") || has(&item["parameters"]) {
                continue;
            }
            for method in ["get", "put", "post", "delete", "options", "patch"] {
                let Some(operation) = item.get(method) else { continue };
                let security = operation.get("security").unwrap_or(&self.document["security"]);
                if operation.get("requestBody").is_none() && !has(&operation["parameters"]) && !has(security) {
                    found.push((method.to_uppercase(), *path));
                }
            }
        }
        found
    }
}
