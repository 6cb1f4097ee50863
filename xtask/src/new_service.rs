//! `cargo xtask new service`: a service of this workspace from an OpenAPI document, which builds and answers as it stands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use openapi_dropshot::{Error, Generated};
use toml_edit::DocumentMut;

use crate::source::{Source, with_room};
use crate::{crate_name, generate, home, manifest, rest, service_template, workspace};

/// Make a service of this workspace: the document under api/, its crate under generated/, and a crate under services/ that
/// serves it, in which every operation answers 501 until it is filled in.
///
/// Exits 2 when the document is refused; then nothing is written, and every problem is named with file, line and column.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask new service pets --api petstore.yaml
  cargo xtask new service pets --api api/pets.yaml    a document that is where it belongs already")]
pub struct NewService {
    /// What the service is called: its crate, and its document under api/
    name: String,
    /// The OpenAPI 3.0 document, in YAML or JSON
    #[arg(long, value_name = "SPEC")]
    api: PathBuf,
}

pub fn run(command: &NewService) -> anyhow::Result<ExitCode> {
    let root = workspace::root();
    let source = Source::read(&command.api)?;
    let place = Place::of(&root, command, &source)?;
    check_name(&root, &command.name, place.is_there)?;
    // First as it is called where it comes from, which is what its problems are to be found by.
    let api = rest::crate_of(&command.name);
    if let Err(refused) = with_room(|| rest::one(&api, &source))? {
        let Error::Refused(problems, _) = refused else { return Err(refused.into()) };
        generate::tell_error(&format!("{}\n", generate::refusal(&problems, None).trim_end()));
        return Ok(ExitCode::from(generate::REFUSED));
    }
    let copies = if place.is_there { Vec::new() } else { copies(&source, &place)? };
    let generated = generated(&root, &api, &place, &copies)?;
    let service = service_template::render(&root, &command.name, &place.file, &generated)?;
    let manifest = manifest::with_dependency(&read(&root.join("Cargo.toml"))?, &api)?;

    for (path, text) in &copies {
        write(&root, path, text)?;
    }
    let folder = root.join("generated").join(&api);
    generated.tree.write(&folder).with_context(|| format!("failed to write generated/{api}"))?;
    for (path, content) in service.files() {
        write(&root, &format!("services/{}/{path}", command.name), content)?;
    }
    write(&root, "Cargo.toml", &manifest)?;
    let left = settle(&root, &command.name);

    generate::tell_error(&generate::warnings(&generated.notes));
    generate::tell(&report(&command.name, &place.file, &generated, &left));
    Ok(ExitCode::SUCCESS)
}

/// Where a document belongs in this workspace.
struct Place {
    /// From the workspace on, such as `api/pets.yaml`.
    file: String,
    is_there: bool,
}

impl Place {
    fn of(root: &Path, command: &NewService, source: &Source) -> anyhow::Result<Self> {
        let NewService { name, api } = command;
        let real = home::real(api)?;
        if let Ok(below) = real.strip_prefix(root.join("api")) {
            let stem = below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            ensure!(
                stem == name,
                "{} is below api/ already, so that its service is called `{stem}`; use that name, or rename the document",
                api.display()
            );
            let below = below.to_str().context("the document's name is not UTF-8")?.replace('\\', "/");
            return Ok(Self { file: format!("api/{below}"), is_there: true });
        }
        let kind = match api.extension().and_then(|kind| kind.to_str()) {
            Some(kind @ ("yaml" | "yml" | "json")) => kind,
            _ if source.text.trim_start().starts_with('{') => "json",
            _ => "yaml",
        };
        for kind in ["yaml", "yml", "json"] {
            let file = format!("api/{name}.{kind}");
            ensure!(!root.join(&file).exists(), "{file} is there already; use it with --api, or choose another name");
        }
        Ok(Self { file: format!("api/{name}.{kind}"), is_there: false })
    }
}

/// Every crate of the lock file has its name, and so has every dependency that the workspace shares.
fn check_name(root: &Path, name: &str, has_crate: bool) -> anyhow::Result<()> {
    crate_name::check(name).map_err(anyhow::Error::msg)?;
    ensure!(name != "ops", "`ops` would have the variable OPS_LISTEN, which every service has for something else");
    let parse = |file: &str| -> anyhow::Result<DocumentMut> {
        read(&root.join(file))?.parse().with_context(|| format!("{file} is not TOML"))
    };
    let (workspace, lock) = (parse("Cargo.toml")?, parse("Cargo.lock")?);
    let shared = manifest::shared(&workspace);
    let shared = shared.into_iter().flat_map(|table| table.iter()).map(|(name, _)| name.to_owned());
    let locked = lock.get("package").and_then(|packages| packages.as_array_of_tables()).into_iter().flatten();
    let locked = locked.filter_map(|package| package.get("name")?.as_str().map(str::to_owned));
    let taken: BTreeSet<String> = shared.chain(locked).map(|name| name.replace('-', "_")).collect();
    for (wanted, folder, may_be_there) in
        [(name.to_owned(), "services", false), (rest::crate_of(name), "generated", has_crate)]
    {
        let is_taken = taken.contains(&wanted.replace('-', "_")) || root.join(folder).join(&wanted).exists();
        if is_taken && !may_be_there {
            bail!("the name `{wanted}` is taken; choose another one than `{name}`");
        }
    }
    Ok(())
}

/// The document and the files that it refers to, by where they belong.
fn copies(source: &Source, place: &Place) -> anyhow::Result<Vec<(String, String)>> {
    let document = source.document().map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let folder = source.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut copies = vec![(place.file.clone(), source.text.clone())];
    for name in document.names().into_iter().skip(1) {
        let below = name.strip_prefix(&folder).filter(|below| !below.starts_with(['/', '.']));
        let Some(below) = below.filter(|_| name != source.name) else {
            bail!(
                "{} refers to {name}, which is not beside it; put them below api/ together, the document as {}",
                source.name,
                place.file
            );
        };
        let target = format!("api/{below}");
        ensure!(target != place.file, "{} refers to {name}, which would have its own place {target}", source.name);
        copies.push((target, Source::below(Path::new(""), &name)?.text));
    }
    Ok(copies)
}

/// The crate as `cargo xtask codegen` will make it of what is copied.
fn generated(root: &Path, api: &str, place: &Place, copies: &[(String, String)]) -> anyhow::Result<Generated> {
    let desk = tempfile::tempdir().context("failed to make a directory")?;
    let base = if place.is_there { root } else { desk.path() };
    for (path, text) in copies {
        let there = root.join(path);
        ensure!(!there.exists(), "{path} is there already, and would be overwritten");
        write(desk.path(), path, text)?;
    }
    let source = Source::below(base, &place.file)?;
    Ok(with_room(|| rest::one(api, &source))??)
}

/// What only cargo can do well; what it cannot do now is left to a person, with the command for it.
fn settle(root: &Path, name: &str) -> Vec<String> {
    let commands: [&[&str]; 2] = [&["fmt", "--package", name], &["update", "--workspace", "--offline", "--quiet"]];
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let failed = commands.into_iter().filter(|arguments| {
        let mut command = Command::new(&cargo);
        command.args(*arguments).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null());
        !command.status().is_ok_and(|status| status.success())
    });
    failed.map(|arguments| format!("cargo {}", arguments.join(" ").replace(" --offline --quiet", ""))).collect()
}

fn report(name: &str, file: &str, generated: &Generated, left: &[String]) -> String {
    let Generated { ledger, .. } = generated;
    let operations = generate::counted(ledger.native + ledger.shimmed, "operation");
    let prefix = service_template::prefix(name);
    let left: String = left.iter().map(|command| format!("\n  {command}    which did not work just now")).collect();
    format!(
        "{}: {operations}, {} native, {} shimmed
  {file}
  generated/{name}-api    cargo xtask codegen writes it from now on
  services/{name}
  Cargo.toml    {name}-api is a dependency that the workspace shares
next:{left}
  cargo test -p {name}
  cargo run -p {name}    listens where {prefix}_LISTEN says
  fill in services/{name}/src/service.rs, where every operation answers 501
",
        ledger.document, ledger.native, ledger.shimmed
    )
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

fn write(root: &Path, path: &str, content: impl AsRef<[u8]>) -> anyhow::Result<()> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("failed to write {path}"))?;
    }
    fs::write(file, content).with_context(|| format!("failed to write {path}"))
}
