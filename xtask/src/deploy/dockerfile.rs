//! The rules for the Dockerfile: pinned images, an unprivileged user, and nothing copied that is not there.

use super::compose::is_pinned;

/// Every problem; `missing` says whether a path in the build context does not exist.
pub fn problems(text: &str, missing: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut problems = Vec::new();
    let mut stages: Vec<String> = Vec::new();
    let mut user = None;
    for (number, instruction) in instructions(text) {
        let mut words = instruction.split_whitespace();
        let name = words.next().unwrap_or_default().to_ascii_uppercase();
        let arguments: Vec<&str> = words.collect();
        match name.as_str() {
            "FROM" => {
                user = None;
                let image = arguments.iter().find(|word| !word.starts_with("--")).copied().unwrap_or_default();
                if !stages.iter().any(|stage| stage == image) && !is_pinned(image) {
                    problems.push(format!("line {number}: the image {image:?} is not pinned to a version"));
                }
                if let [.., keyword, stage] = arguments.as_slice()
                    && keyword.eq_ignore_ascii_case("as")
                {
                    stages.push((*stage).to_owned());
                }
            }
            "USER" => user = arguments.first().map(|user| (*user).to_owned()),
            "COPY" | "ADD" => {
                let flags = arguments.iter().filter(|word| word.starts_with("--")).count();
                let from_stage = arguments.iter().any(|word| word.starts_with("--from="));
                let sources = &arguments[flags..arguments.len().saturating_sub(1).max(flags)];
                for source in sources.iter().filter(|source| !from_stage && missing(source)) {
                    problems.push(format!("line {number}: {source} does not exist"));
                }
            }
            _ => {}
        }
    }
    let uid = user.as_deref().and_then(|user| user.split(':').next()?.parse::<u32>().ok());
    if uid.is_none_or(|uid| uid == 0) {
        problems.push("the last stage does not end up with a numeric user other than root".into());
    }
    problems
}

/// Each instruction on one line, with the number of its first line; comments left out.
fn instructions(text: &str) -> Vec<(usize, String)> {
    let mut instructions: Vec<(usize, String)> = Vec::new();
    let mut continued = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let part = line.trim_end_matches('\\').trim_end();
        match instructions.last_mut().filter(|_| continued) {
            Some((_, instruction)) => {
                instruction.push(' ');
                instruction.push_str(part);
            }
            None => instructions.push((index + 1, part.to_owned())),
        }
        continued = line.ends_with('\\');
    }
    instructions
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "FROM rust:1.95-slim AS build\nRUN apt-get update \\\n    && true\nCOPY . .\n\
                        FROM debian:12.12-slim\nCOPY --from=build /out/service /service\nCOPY deploy/ready /ready\nUSER 10001:10001\n";

    #[test]
    fn each_rule_is_kept() {
        let found = |text: &str| problems(text, &|path| path == "missing");
        assert_eq!(found(GOOD), Vec::<String>::new());
        let check = |from: &str, to: &str, expected: &str| {
            assert!(GOOD.contains(from), "{from}");
            assert_eq!(found(&GOOD.replacen(from, to, 1)), [expected], "{to}");
        };
        let root = "the last stage does not end up with a numeric user other than root";
        check("USER 10001:10001\n", "", root);
        check("USER 10001:10001", "USER 0", root);
        check("USER 10001:10001", "USER shop", root);
        check("rust:1.95-slim", "rust:slim", "line 1: the image \"rust:slim\" is not pinned to a version");
        check("debian:12.12-slim", "debian", "line 5: the image \"debian\" is not pinned to a version");
        check("deploy/ready", "missing", "line 7: missing does not exist");
        assert_eq!(found(&GOOD.replacen("debian:12.12-slim", "build", 1)), Vec::<String>::new());
    }
}
