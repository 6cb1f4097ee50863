//! Rust identifiers from names of the document: predictable, never a keyword, and never twice.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};

/// `PascalCase`, for types and variants.
pub(crate) fn pascal(name: &str) -> String {
    let joined: String = words(name).iter().map(|word| capitalised(word)).collect();
    guarded(joined)
}

/// `snake_case`, for functions, fields and arguments.
pub(crate) fn snake(name: &str) -> String {
    guarded(words(name).join("_").to_lowercase())
}

/// An identifier; a raw one where the text is a keyword.
pub(crate) fn ident(text: &str) -> Ident {
    match syn::parse_str::<Ident>(text) {
        // A keyword since the edition of 2024, which the parser takes for a name.
        Ok(_) if text == "gen" => Ident::new_raw(text, Span::call_site()),
        Ok(plain) => plain,
        // These cannot be raw.
        Err(_) if matches!(text, "self" | "Self" | "super" | "crate" | "_") => {
            Ident::new(&format!("{text}_"), Span::call_site())
        }
        Err(_) => Ident::new_raw(text, Span::call_site()),
    }
}

/// Names of one scope. What is taken already gets a number: `Pet`, `Pet2`, `Pet3`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// With names that nothing may have.
    pub(crate) fn without(reserved: &[&str]) -> Self {
        Self(reserved.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The name that comes nearest to the wanted one, taken from now on.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut count = 1;
        while !self.0.insert(name.clone()) {
            count += 1;
            // A digit at the end would run into the number.
            let separator = if wanted.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
            name = format!("{wanted}{separator}{count}");
        }
        name
    }
}

/// The runs of letters and digits in a name, split also where a lower-case letter meets an upper-case one. Letters beyond ASCII
/// become their code points. Signs are words where they come first (`-created`), or are all there is.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let only_signs = !name.chars().any(char::is_alphanumeric);
    let mut previous: Option<char> = None;
    for (index, character) in name.chars().enumerate() {
        if !character.is_ascii_alphanumeric() {
            previous = None;
            if only_signs || (index == 0 && matches!(character, '-' | '+')) {
                words.extend(spoken(character).map(str::to_owned));
            } else if character.is_alphanumeric() {
                words.push(format!("u{:x}", u32::from(character)));
            }
            continue;
        }
        let begins = previous.is_none_or(|before| {
            (before.is_ascii_lowercase() || before.is_ascii_digit()) && character.is_ascii_uppercase()
        });
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
        previous = Some(character);
    }
    if words.is_empty() {
        words.push(if name.is_empty() { "empty" } else { "blank" }.to_owned());
    }
    words
}

/// What a sign is called.
fn spoken(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '%' => "percent",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '_' => "underscore",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '"' | '\'' | '`' => "quote",
        '\\' => "backslash",
        _ => return None,
    })
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// An identifier cannot begin with a digit.
fn guarded(text: String) -> String {
    if text.starts_with(|first: char| !first.is_ascii_digit()) { text } else { format!("_{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        for (name, expected_pascal, expected_snake) in [
            ("place_order", "PlaceOrder", "place_order"),
            ("Idempotency-Key", "IdempotencyKey", "idempotency_key"),
            ("bearerAuth", "BearerAuth", "bearer_auth"),
            ("page_size", "PageSize", "page_size"),
            ("404 Not Found", "_404NotFound", "_404_not_found"),
            ("HTTPServer2Go", "HTTPServer2Go", "httpserver2_go"),
            ("get /pets/{pet_id}", "GetPetsPetId", "get_pets_pet_id"),
            ("-created", "MinusCreated", "minus_created"),
            (">=", "GreaterEqual", "greater_equal"),
            ("größe", "GrUf6UdfE", "gr_uf6_udf_e"),
            ("", "Empty", "empty"),
            (" ", "Blank", "blank"),
        ] {
            assert_eq!((pascal(name).as_str(), snake(name).as_str()), (expected_pascal, expected_snake));
        }
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("self").to_string(), "self_");
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::without(&["Option"]);
        let taken = ["Pet", "Pet", "Option", "Pet2", "Pet"].map(|wanted| names.take(wanted));
        assert_eq!(taken, ["Pet", "Pet2", "Option2", "Pet2_2", "Pet3"]);
    }
}
