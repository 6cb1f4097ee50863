//! A scratch workspace in which generated crates, and programs that use them, are built with the project's own versions of
//! everything. It stands below the project's target directory and shares that, so that little is built twice.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use openapi_dropshot::document::Document;
use openapi_dropshot::{Error, Generated, Settings, Tree, generate_document};
use serde_json::Value;

/// A workspace below the target directory.
pub struct Workbench {
    root: PathBuf,
    members: BTreeSet<String>,
    begun: Instant,
}

/// The folder of something that is no part of the project: the one that the environment variable says, or the one of that
/// name in `shared` beside the project's folder. Says what is skipped without it.
pub fn shared(variable: &str, name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    let folder = std::env::var_os(variable).map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped {name}: {} is not there ({variable} says where it is)", folder.display());
    None
}

/// Whether the test is only asked for its name.
pub fn is_listed() -> bool {
    std::env::args().any(|argument| argument == "--list")
}

/// Generate from the document `file` of `folder`, all that can be; the error is that of a document that cannot be read.
///
/// # Panics
///
/// When the generator does; with the document's name.
pub fn generated(folder: &Path, file: &str, crate_name: &str) -> Result<Generated, String> {
    let mut settings = Settings::new(crate_name, format!("Generated from {file}. Do not edit."));
    settings.skip_refused = true;
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let text = fs::read_to_string(folder.join(file)).map_err(|error| error.to_string())?;
        let mut load = |path: &str| fs::read_to_string(folder.join(path)).map_err(|error| error.to_string());
        let document = Document::load(file, &text, &mut load).map_err(|problems| problems.to_string())?;
        generate_document(&document, &text, &settings).map_err(|error: Error| error.to_string())
    }));
    outcome.unwrap_or_else(|_| panic!("the generator panics at {file}"))
}

impl Workbench {
    /// An empty workspace of that name, with the project's versions and profiles.
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbench").join(name);
        let bench = Self { root, members: BTreeSet::new(), begun: Instant::now() };
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project's folder");
        let manifest = fs::read_to_string(project.join("Cargo.toml")).expect("a manifest");
        bench.write("Cargo.toml", &workspace_manifest(&manifest, &project));
        fs::copy(project.join("Cargo.lock"), bench.root.join("Cargo.lock")).expect("copied");
        bench
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Add a generated crate.
    pub fn add(&mut self, name: &str, tree: &Tree) {
        assert!(self.members.insert(name.to_owned()), "{name} is there already");
        tree.write(&self.root.join("members").join(name)).expect("written");
    }

    /// Add a program with the dependencies `dependencies`, lines of its manifest, and the files `sources`, by their paths.
    pub fn add_program(&mut self, name: &str, dependencies: &str, sources: &[(String, String)]) {
        let mut tree = Tree::default();
        let package = format!("[package]\nname = \"{name}\"\nversion.workspace = true\nedition.workspace = true\n");
        tree.add("Cargo.toml", format!("{package}\n[dependencies]\n{dependencies}"));
        sources.iter().for_each(|(path, text)| tree.add(path.as_str(), text.as_str()));
        self.add(name, &tree);
    }

    /// Replace a file of a member.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        // What is as it was keeps its time, so that nothing is built again for it.
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::write(path, text).expect("written");
        }
    }

    /// The text of a file of a member.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("readable")
    }

    /// Run cargo and give the programs that it built. Warnings are errors; the error is all that the compiler says.
    pub fn cargo(&self, arguments: &[&str]) -> Result<Vec<PathBuf>, String> {
        self.remove_strangers();
        let shown: String = arguments.join(" ").chars().take(100).collect();
        self.say(&format!("cargo {shown} …"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Warnings are counted rather than denied by a flag, with which all dependencies would be built anew.
        command.args(arguments).args(["--offline", "--quiet", "--message-format", "json", "--target-dir"]).arg(target);
        // It is built once; what building it again would need is gigabytes.
        command.env("CARGO_INCREMENTAL", "0");
        let output = command.current_dir(&self.root).stdin(Stdio::null()).output().expect("cargo runs");
        let messages: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let said: Vec<&str> = messages.iter().filter_map(|message| message["message"]["rendered"].as_str()).collect();
        if !said.is_empty() || !output.status.success() {
            return Err(format!("{}\n{}", said.join("\n"), String::from_utf8_lossy(&output.stderr)));
        }
        self.say("done");
        Ok(messages.iter().filter_map(|message| message["executable"].as_str()).map(PathBuf::from).collect())
    }

    /// Build a program and run it; gives what it prints.
    pub fn run(&self, name: &str, arguments: &[&Path]) -> Result<String, String> {
        let built = self.cargo(&["build", "-p", name])?;
        let [program] = built.as_slice() else { return Err(format!("{} programs were built", built.len())) };
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(format!("{name}: {}\n{said}", output.status));
        }
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    }

    /// Say how far things are.
    pub fn say(&self, what: &str) {
        println!("[{:4} s] {what}", self.begun.elapsed().as_secs());
    }

    /// Members of earlier runs.
    fn remove_strangers(&self) {
        for entry in fs::read_dir(self.root.join("members")).into_iter().flatten().flatten() {
            if !self.members.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_dir_all(entry.path()).expect("removed");
            }
        }
    }
}

/// The manifest of the workspace, of the project's: the package, the dependencies with their paths, the profiles.
fn workspace_manifest(project_manifest: &str, project: &Path) -> String {
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"members/*\"]\n".to_owned();
    let mut wanted = false;
    for line in project_manifest.lines() {
        if line.starts_with('[') {
            wanted =
                ["[workspace.package]", "[workspace.dependencies]"].contains(&line) || line.starts_with("[profile.");
        }
        if wanted {
            manifest.push_str(&line.replace("path = \"", &format!("path = \"{}/", project.display())));
            manifest.push('\n');
        }
    }
    manifest
}
