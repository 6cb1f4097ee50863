//! `cargo xtask new service` in a copy of this workspace: what it makes must build without warnings, pass its own tests,
//! stay what codegen writes, and answer. Takes minutes, so that it runs only with the feature `slow`:
//! `cargo test -p xtask --features slow --test new_service`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Every kind of operation that the service's own tests tell apart, and parts in files of their own.
const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
security: [{ token: [] }]
paths:
  /pets:
    get:
      operationId: list_pets
      security: []
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: All., content: { application/json: { schema: { $ref: 'parts/pets.yaml#/Pets' } } } } }
    post:
      operationId: add_pet
      requestBody: { required: true, content: { application/json: { schema: { $ref: 'parts/pets.yaml#/Pet' } } } }
      responses: { '201': { description: Added. } }
  /pets/count:
    get: { operationId: count_pets, security: [], responses: { '200': { description: Count., content: { text/plain: { schema: { type: integer } } } } } }
  /pets/{id}:
    get:
      operationId: get_pet
      security: []
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '204': { description: It is there. } }
  /health:
    get: { operationId: health, security: [], responses: { '204': { description: Well. } } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
";

const PARTS: &str = "Pets: { type: array, items: { $ref: '#/Pet' } }
Pet: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } }
";

#[test]
fn a_service_builds_and_answers_as_it_is_made() {
    let copy = Copy::new();
    let spec = copy.folder.join("spec");
    fs::create_dir_all(spec.join("parts")).expect("created");
    fs::write(spec.join("animals.yaml"), DOCUMENT).expect("written");
    fs::write(spec.join("parts/pets.yaml"), PARTS).expect("written");

    let refused = DOCUMENT.replace("in: path", "in: body");
    fs::write(spec.join("refused.yaml"), refused).expect("written");
    let output = copy.run(&["xtask", "new", "service", "pets", "--api", "spec/refused.yaml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("spec/refused.yaml:21:36:") && !said.contains("--skip-refused"), "{said}");
    assert!(!copy.folder.join("services/pets").exists() && !copy.folder.join("api/refused.yaml").exists());

    for (name, why) in [
        ("api", "is taken"),
        ("tokio", "is taken"),
        ("store", "api/store.yaml is there already"),
        ("Pets", "cannot be a crate's name"),
        ("ops", "OPS_LISTEN"),
    ] {
        let output = copy.run(&["xtask", "new", "service", name, "--api", "spec/animals.yaml"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains(why), "{name}: {said}");
    }

    copy.succeed(&["xtask", "new", "service", "pets", "--api", "spec/animals.yaml"]);
    assert_eq!(fs::read_to_string(copy.folder.join("api/pets.yaml")).expect("copied"), DOCUMENT);
    assert_eq!(fs::read_to_string(copy.folder.join("api/parts/pets.yaml")).expect("copied"), PARTS);
    let test = fs::read_to_string(copy.folder.join("services/pets/tests/service.rs")).expect("a test");
    assert!(test.contains(r#"[(&str, &str); 2] = [("GET", "/pets/count"), ("GET", "/health")]"#), "{test}");
    let main = fs::read_to_string(copy.folder.join("services/pets/src/main.rs")).expect("a program");
    assert!(main.lines().count() < 30);

    copy.succeed(&["xtask", "codegen", "--check"]);
    copy.succeed(&["fmt", "--all", "--check"]);
    let packages = ["--package", "pets", "--package", "pets-api"];
    let clippy = [&["clippy", "--locked", "--all-targets"], &packages[..], &["--", "--deny", "warnings"]].concat();
    copy.succeed(&clippy);
    copy.succeed(&["test", "--locked", "--package", "pets"]);

    // A second one, of a document whose paths leave no room for the document, from where it belongs.
    let greedy = "openapi: 3.0.0
info: { title: Greedy, version: '1' }
paths:
  /{anything}: { get: { parameters: [{ name: anything, in: path, required: true, schema: { type: string } }], responses: { '204': { description: Well. } } } }
";
    fs::write(copy.folder.join("api/greedy-one.yaml"), greedy).expect("written");
    copy.succeed(&["xtask", "new", "service", "greedy-one", "--api", "api/greedy-one.yaml"]);
    copy.succeed(&["xtask", "codegen", "--check"]);
    copy.succeed(&["fmt", "--all", "--check"]);
    copy.succeed(&["test", "--locked", "--package", "greedy-one"]);
}

/// This workspace's files in a folder of their own, and a target directory beside it, which stays: dependencies are built
/// once. Sharing the workspace's own would leave it programs that take the copy for their workspace.
struct Copy {
    folder: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-service");
        let _ = fs::remove_dir_all(&folder);
        let list = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .current_dir(&root)
            .output()
            .expect("git");
        assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
        for name in String::from_utf8(list.stdout).expect("UTF-8").split_terminator('\0') {
            let (from, to) = (root.join(name), folder.join(name));
            fs::create_dir_all(to.parent().expect("a folder")).expect("created");
            if from.is_file() {
                fs::copy(from, to).expect("copied");
            }
        }
        Self { folder, target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-service-target") }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target).stdin(Stdio::null());
        command.output().expect("cargo")
    }

    fn succeed(&self, arguments: &[&str]) {
        let output = self.run(arguments);
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        println!("$ cargo {}\n{text}", arguments.join(" "));
        assert!(output.status.success(), "cargo {}", arguments.join(" "));
    }
}
