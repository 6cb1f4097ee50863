//! Where a generated crate lives: which workspace it belongs to, and how it reaches the runtime from there.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use openapi_dropshot::Dependencies;
use toml_edit::DocumentMut;

use crate::workspace;

/// A directory's path without links, whether it exists or not.
pub fn real(directory: &Path) -> io::Result<PathBuf> {
    let mut existing = std::path::absolute(directory)?;
    let mut missing: Vec<OsString> = Vec::new();
    loop {
        match existing.canonicalize() {
            Ok(mut path) => {
                for name in missing.iter().rev() {
                    if name == ".." {
                        path.pop();
                    } else {
                        path.push(name);
                    }
                }
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => match existing.components().next_back() {
                Some(last @ (Component::Normal(_) | Component::ParentDir)) => {
                    missing.push(last.as_os_str().to_owned());
                    existing.pop();
                }
                _ => return Err(error),
            },
            Err(error) => return Err(error),
        }
    }
}

/// Where a crate in `directory` takes its dependencies from.
pub fn dependencies(directory: &Path) -> anyhow::Result<Dependencies> {
    let home = real(directory).with_context(|| format!("failed to find {}", directory.display()))?;
    let root = workspace::root();
    let runtime = root.join("services/rest-runtime");
    // Cargo goes up a path without following links.
    let linked = std::path::absolute(directory).is_ok_and(|path| path != home);
    let near = root.parent().is_some_and(|parent| parent.parent().is_some() && home.starts_with(parent));
    let path = if near && !linked { relative(&home, &runtime) } else { runtime };
    let path = path.to_str().context("the path of this workspace is not UTF-8")?;
    let entry = format!("path = {}", serde_json::Value::from(path));
    Ok(match owner(&home) {
        Some(owner) if owner == root => Dependencies::Workspace,
        Some(_) => Dependencies::Member(entry),
        None => Dependencies::Own(entry),
    })
}

/// The nearest workspace above a directory, when the directory is one of its members.
fn owner(home: &Path) -> Option<PathBuf> {
    for above in home.ancestors().skip(1) {
        let Ok(text) = std::fs::read_to_string(above.join("Cargo.toml")) else { continue };
        let Ok(manifest) = text.parse::<DocumentMut>() else { continue };
        let Some(workspace) = manifest.get("workspace") else { continue };
        let listed = |key: &str| {
            let patterns = workspace.get(key).and_then(|list| list.as_array()).into_iter().flatten();
            patterns.filter_map(|pattern| pattern.as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let below = home.strip_prefix(above).ok()?;
        let is_member = listed("members").iter().any(|pattern| covers(pattern, below));
        let is_excluded = listed("exclude").iter().any(|path| below.starts_with(path));
        return (is_member && !is_excluded).then(|| above.to_owned());
    }
    None
}

/// Whether a pattern such as `services/*` covers a path.
fn covers(pattern: &str, path: &Path) -> bool {
    let pattern: Vec<&str> = pattern.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let Some(path) = path.components().map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>() else {
        return false;
    };
    parts_cover(&pattern, &path)
}

fn parts_cover(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], path) => (0..=path.len()).any(|skipped| parts_cover(rest, &path[skipped..])),
        ([first, rest @ ..], [name, names @ ..]) => part_covers(first, name) && parts_cover(rest, names),
        _ => false,
    }
}

fn part_covers(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(name) = name.strip_prefix(start) else { return false };
    (0..=name.len()).any(|skipped| name.get(skipped..).is_some_and(|name| part_covers(rest, name)))
}

/// The way from one directory to another, both without links.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(left, right)| left == right).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn members_are_told_by_cargos_patterns() {
        for (pattern, path, expected) in [
            ("services/*", "services/pets", true),
            ("services/*", "services/pets/deep", false),
            ("services/**", "services/pets/deep", true),
            ("./xtask/", "xtask", true),
            ("crates/*-api", "crates/pets-api", true),
            ("crates/*-api", "crates/pets", false),
            ("a*b*c", "axbxbc", true),
            (".", "x", false),
        ] {
            assert_eq!(covers(pattern, Path::new(path)), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_crate_is_at_home_where_cargo_would_put_it() {
        let root = workspace::root();
        let dependencies = |path: &Path| dependencies(path).expect("a home");
        assert_eq!(dependencies(&root.join("services/new")), Dependencies::Workspace);
        let own = Dependencies::Own(r#"path = "../../services/rest-runtime""#.to_owned());
        assert_eq!(dependencies(&root.join("target/new")), own);
        let path = root.join("services/rest-runtime");
        let own = Dependencies::Own(format!("path = {}", serde_json::Value::from(path.to_str())));
        assert_eq!(dependencies(&root.join("target/missing/../new")), own, "cargo would not follow it");

        let elsewhere = tempfile::tempdir().expect("a directory");
        fs::write(
            elsewhere.path().join("Cargo.toml"),
            "[workspace]\nmembers = ['crates/*']\nexclude = ['crates/old']\n",
        )
        .expect("written");
        let kind = |path: &str| match dependencies(&elsewhere.path().join(path)) {
            Dependencies::Workspace => "ours",
            Dependencies::Member(_) => "member",
            Dependencies::Own(_) => "own",
        };
        assert_eq!([kind("crates/new"), kind("crates/old"), kind("new")], ["member", "own", "own"]);
    }
}
