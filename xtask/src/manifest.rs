//! The workspace's manifest, changed as a person would: one line more, and nothing else.

use anyhow::{Context as _, ensure};
use toml_edit::{DocumentMut, TableLike};

/// The manifest with a crate below `generated/` among the dependencies that the workspace shares, in the order of the
/// alphabet among its own crates. The same text when it is there already.
pub fn with_dependency(manifest: &str, name: &str) -> anyhow::Result<String> {
    let parse = |text: &str| text.parse::<DocumentMut>().context("Cargo.toml is not TOML");
    let before = parse(manifest)?;
    if shared(&before).is_some_and(|dependencies| dependencies.contains_key(name)) {
        return Ok(manifest.to_owned());
    }
    let lines: Vec<&str> = manifest.lines().collect();
    let heading = lines.iter().position(|line| line.trim() == "[workspace.dependencies]");
    let heading = heading.context("Cargo.toml has no line `[workspace.dependencies]`")?;
    // The first block of lines below the heading is that of the workspace's own crates.
    let own = lines[heading + 1..].iter().take_while(|line| !line.trim().is_empty());
    let earlier = own.clone().enumerate().filter(|(_, line)| line.split_once(" = ").is_some_and(|(key, _)| key < name));
    let comments = own.take_while(|line| line.starts_with('#')).count();
    let place = heading + 1 + earlier.map(|(index, _)| index + 1).last().unwrap_or(comments);
    let line = format!("{name} = {{ path = \"generated/{name}\", default-features = false }}");
    let mut changed: Vec<&str> = lines.clone();
    changed.insert(place, &line);
    let text = changed.join("\n") + "\n";

    let after = parse(&text)?;
    let mut without = after.clone();
    let dependencies = without.get_mut("workspace").and_then(|workspace| workspace.get_mut("dependencies"));
    let added = dependencies.and_then(|table| table.as_table_like_mut()?.remove(name)).is_some();
    ensure!(
        added && values(&without) == values(&before),
        "Cargo.toml is not laid out as expected; add this line: {line}"
    );
    Ok(text)
}

/// The dependencies that a workspace shares.
pub fn shared(manifest: &DocumentMut) -> Option<&dyn TableLike> {
    manifest.get("workspace")?.get("dependencies")?.as_table_like()
}

/// What a manifest says, in whatever order.
fn values(manifest: &DocumentMut) -> Vec<String> {
    let text = manifest.to_string();
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    lines.sort();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace]
members = [\"a\"] # all

[workspace.dependencies]
# Ours.
grpc = { path = \"generated/grpc\" }
store-api = { path = \"generated/store-api\" } # first

# Others.
abc = \"1\"
zlib = \"1\"

[workspace.lints]
";

    #[test]
    fn a_line_is_added_where_it_belongs() {
        for (name, before) in [("aa-api", "grpc"), ("pets-api", "store-api"), ("zoo-api", "\n# Others")] {
            let expected = MANIFEST.replacen(
                &format!("\n{before}"),
                &format!("\n{name} = {{ path = \"generated/{name}\", default-features = false }}\n{before}"),
                1,
            );
            let changed = with_dependency(MANIFEST, name).expect("changed");
            assert_eq!(changed, expected);
            assert_eq!(with_dependency(&changed, name).expect("the same"), changed);
        }
    }

    #[test]
    fn what_is_laid_out_otherwise_is_left_alone() {
        for manifest in
            ["", "x = ", "[workspace]\ndependencies = {}\n", "[package]\n\"\"\"\n[workspace.dependencies]\n\"\"\"\n"]
        {
            assert!(with_dependency(manifest, "pets-api").is_err(), "{manifest}");
        }
    }
}
