//! Rust identifiers from names of the document: predictable, and never a keyword.

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

/// `SCREAMING_SNAKE_CASE`, for constants.
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// An identifier; a raw one where the text is a keyword.
pub(crate) fn ident(text: &str) -> Ident {
    match syn::parse_str::<Ident>(text) {
        Ok(plain) => plain,
        // These four cannot be raw.
        Err(_) if matches!(text, "self" | "Self" | "super" | "crate") => {
            Ident::new(&format!("{text}_"), Span::call_site())
        }
        Err(_) => Ident::new_raw(text, Span::call_site()),
    }
}

/// The runs of letters and digits in a name, split also where a lower-case letter meets an upper-case one.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            previous = None;
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
    words
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// An identifier cannot be empty or begin with a digit.
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
            ("!", "_", "_"),
        ] {
            assert_eq!((pascal(name).as_str(), snake(name).as_str()), (expected_pascal, expected_snake));
        }
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("self").to_string(), "self_");
    }
}
