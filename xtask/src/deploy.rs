//! Checks the files under `deploy/` as far as that is possible without running containers.

mod compose;
mod dockerfile;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// Check everything; every problem is named. What could not be checked here is added to `skipped`.
pub fn check(root: &Path, skipped: &mut Vec<String>) -> anyhow::Result<()> {
    let problems = problems(root)?;
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        bail!("{} problems under deploy/", problems.len());
    }
    println!("compose.yaml, .env.example and Dockerfile fit together");
    stack::nginx::check()?;
    println!("NGINX accepts its configuration");
    if docker_can_compose() {
        docker_compose_config(root)?;
        println!("docker compose accepts compose.yaml");
    } else {
        skipped.push("docker compose config, which needs Docker's compose plugin".into());
    }
    Ok(())
}

/// What our own rules have against the files.
fn problems(root: &Path) -> anyhow::Result<Vec<String>> {
    let deploy = root.join("deploy");
    let read = |name: &str| {
        std::fs::read_to_string(deploy.join(name)).with_context(|| format!("failed to read deploy/{name}"))
    };
    let mut problems = Vec::new();
    let mut templates = Vec::new();
    for name in ["nginx.conf.template", "store.conf.template"] {
        templates.extend(stack::nginx::variables(&deploy.join("nginx").join(name))?);
    }
    let text = read("compose.yaml")?;
    let topics = stack::kafka::TOPICS
        .map(|topic| format!("topic {} {} {}\n", topic.name, topic.partitions, topic.retention.as_millis()));
    for needed in topics.into_iter().chain([format!("apache/kafka:{}\n", stack::kafka::VERSION)]) {
        if !text.contains(&needed) {
            problems
                .push(format!("deploy/compose.yaml: {:?} is not in it, but `cargo xtask up` has it", needed.trim()));
        }
    }
    let compose = compose::File { text: &text, example: &read(".env.example")?, templates: &templates };
    let missing = |path: &str| !deploy.join(path).exists();
    problems.extend(compose.problems(&missing)?.into_iter().map(|problem| format!("deploy/compose.yaml: {problem}")));
    let missing = |path: &str| !root.join(path).exists();
    let dockerfile = dockerfile::problems(&read("Dockerfile")?, &missing);
    problems.extend(dockerfile.into_iter().map(|problem| format!("deploy/Dockerfile: {problem}")));
    Ok(problems)
}

fn docker_can_compose() -> bool {
    let version = Command::new("docker").args(["compose", "version"]).stdin(Stdio::null()).output();
    version.is_ok_and(|output| output.status.success())
}

fn docker_compose_config(root: &Path) -> anyhow::Result<()> {
    let status = Command::new("docker")
        .args(["compose", "--file", "deploy/compose.yaml", "config", "--quiet"])
        .current_dir(root)
        // Any value will do: nothing is started.
        .env("POSTGRES_PASSWORD", "checked")
        .env("JWT_SECRET", "checked")
        .env("SMTP_URL", "checked")
        .env("MAIL_FROM", "checked")
        .env("COMPOSE_PROFILES", "tools")
        .stdin(Stdio::null())
        .status()
        .context("failed to run docker")?;
    match status.success() {
        true => Ok(()),
        false => bail!("docker compose refuses deploy/compose.yaml"),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn our_files_have_no_problems() {
        assert_eq!(problems(&crate::workspace::root()).expect("readable"), Vec::<String>::new());
    }

    /// The health probe of the images against a server that answers with a given status.
    #[test]
    fn the_probe_succeeds_for_200_only() {
        use std::io::{BufRead as _, BufReader, Write as _};
        let probe = crate::workspace::root().join("deploy/ready");
        let run = |port: u16| Command::new(&probe).arg(port.to_string()).stderr(Stdio::null()).status().expect("bash");
        for (status, healthy) in [("200 OK", true), ("503 Service Unavailable", false), ("nonsense", false)] {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let port = listener.local_addr().expect("bound").port();
            let server = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().expect("the probe connects");
                // It comes line by line; answering early would reset the connection.
                let mut request = String::new();
                let mut reader = BufReader::new(&stream);
                while !request.ends_with("\r\n\r\n") {
                    assert!(reader.read_line(&mut request).expect("the probe asks") > 0, "{request}");
                }
                write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").expect("the probe listens");
                request
            });
            assert_eq!(run(port).success(), healthy, "{status}");
            assert!(server.join().expect("no panic").starts_with("GET /readyz HTTP/1.1\r\n"));
            assert!(!run(port).success(), "nobody answers any more");
        }
    }
}
