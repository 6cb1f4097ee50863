//! That `docs/requirements.md` speaks of every requirement of the main system, and that what it names is there, for
//! requirements of the other systems, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// S0.1 to S0.27.
const LINES: usize = 27;

#[test]
fn every_requirement_names_tests_and_pages_that_exist() {
    let workspace = stack::workspace();
    let text = fs::read_to_string(workspace.join("docs/requirements.md")).expect("the page is there");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| S"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let expected: Vec<String> = (1..=LINES).map(|number| format!("S0.{number}")).collect();
    let found: Vec<&str> = rows.iter().map(|row| row[0]).filter(|id| id.starts_with("S0.")).collect();
    assert_eq!(found, expected);

    let mut problems = BTreeSet::new();
    for row in &rows {
        let (id, shown) = (row[0], row[2]);
        let names: Vec<&str> = shown.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect();
        for name in &names {
            if !is_test(&workspace, name) {
                problems.insert(format!("{id}: there is no test {name}"));
            }
        }
        let pages: Vec<&str> = shown.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()).collect();
        for page in &pages {
            if !workspace.join("docs").join(page).is_file() {
                problems.insert(format!("{id}: there is no page {page}"));
            }
        }
        if names.is_empty() && pages.is_empty() && !shown.starts_with("Open:") {
            problems.insert(format!("{id}: names nothing that shows it"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// `module::test` is one of these system tests; `path/to/file.rs::test` is a test beside its code.
fn is_test(workspace: &Path, name: &str) -> bool {
    let Some((place, test)) = name.rsplit_once("::") else { return false };
    let file = match place.ends_with(".rs") {
        true => workspace.join(place),
        false => workspace.join(format!("tests/tests/system/{place}.rs")),
    };
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(index, line)| {
        let is_it = line.starts_with(&format!("fn {test}(")) || line.starts_with(&format!("async fn {test}("));
        // Attributes stand directly above, with nothing between them.
        let attributes = lines[..index].iter().rev().take_while(|line| line.starts_with("#["));
        is_it && attributes.into_iter().any(|line| line.starts_with("#[test") || line.starts_with("#[tokio::test"))
    })
}
