//! Doc comments from the document's prose, which is Markdown there as here.

use proc_macro2::TokenStream;
use quote::quote;

/// Outer doc attributes: the paragraphs that are there, with an empty line between them.
pub(super) fn doc(paragraphs: &[Option<&str>]) -> TokenStream {
    let lines = lines(paragraphs);
    quote!(#(#[doc = #lines])*)
}

/// The lines of a doc comment, each with its leading space.
pub(super) fn lines(paragraphs: &[Option<&str>]) -> Vec<String> {
    let texts = paragraphs.iter().flatten().map(|text| text.trim_end()).filter(|text| !text.trim().is_empty());
    let mut lines = Vec::new();
    for text in texts {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(
            text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {}", printable(line)) }),
        );
    }
    lines
}

/// A comment cannot have control characters, nor what turns the direction of text (which the compiler refuses).
fn printable(line: &str) -> String {
    let unfit = |character: char| {
        (character.is_control() && character != '\t')
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    line.replace(unfit, " ")
}
