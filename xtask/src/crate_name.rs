//! Names of crates that are made for documents: which ones cargo and the generated code can live with.

/// Longest name that is made of a title.
const LONGEST: usize = 40;

/// What a crate cannot be called although its letters are right: Rust's keywords, its own crates, and what every generated
/// crate depends on.
const RESERVED: [&str; 62] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "rest_runtime",
    "return",
    "self",
    "serde",
    "serde_json",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tests",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "build",
    "target",
];

/// Whether a crate can have the name.
///
/// # Errors
///
/// Why it cannot.
pub fn check(name: &str) -> Result<(), String> {
    let shown: String = name.chars().take(80).collect();
    if !name.starts_with(|first: char| first.is_ascii_lowercase())
        || !name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter))
    {
        return Err(format!(
            "{shown:?} cannot be a crate's name: it must begin with a letter from a to z, and have only such letters, digits, `-` and `_`"
        ));
    }
    if name.len() > 64 {
        return Err(format!("{shown:?} cannot be a crate's name: it has more than 64 letters"));
    }
    if RESERVED.contains(&name.replace('-', "_").as_str()) {
        return Err(format!(
            "`{name}` cannot be a crate's name here: Rust or the generated code means something else by it"
        ));
    }
    Ok(())
}

/// The name for a document of that title, such as `petstore-api`; none when the title has no letter of ASCII.
pub fn of_title(title: &str) -> Option<String> {
    let mut name = String::new();
    for word in title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.len() + word.len() > LONGEST {
            break;
        }
        name.push_str(if name.is_empty() { "" } else { "-" });
        name.extend(word.chars().take(LONGEST).map(|letter| letter.to_ascii_lowercase()));
    }
    if !name.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    if name != "api" && !name.ends_with("-api") {
        name.push_str("-api");
    }
    Some(if name.starts_with(|first: char| first.is_ascii_digit()) { format!("v{name}") } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_that_cargo_takes() {
        let long = "a title that goes on and on and on for longer than anybody would like a crate to be called";
        for (title, expected) in [
            ("Swagger Petstore - OpenAPI 3.0", Some("swagger-petstore-openapi-3-0-api")),
            ("Shop API", Some("shop-api")),
            ("api", Some("api")),
            ("2Go", Some("v2go-api")),
            ("self", Some("self-api")),
            ("größe\n\"; #", Some("gr-e-api")),
            (long, Some("a-title-that-goes-on-and-on-and-on-for-api")),
            ("", None),
            ("3.0", None),
            ("商店", None),
        ] {
            let name = of_title(title);
            assert_eq!(name.as_deref(), expected);
            assert!(name.is_none_or(|name| check(&name).is_ok()), "{title}");
        }
        assert!(check(&of_title(&"x".repeat(1_000_000)).expect("a name")).is_ok());
    }

    #[test]
    fn what_cargo_or_rust_would_stumble_over_is_refused() {
        for name in
            ["", "-a", "1a", "A", "a b", "a\nb", "größe", "match", "std", "serde", "rest-runtime", &"a".repeat(65)]
        {
            assert!(check(name).is_err(), "{name:?}");
        }
        for name in ["a", "pets", "pets-api", "pets_api2"] {
            assert_eq!(check(name), Ok(()));
        }
    }
}
