//! Percent-encoding: what each place leaves as it is, and how text is read back.

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// All but the unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What a label splits at is encoded inside of its items.
const LABEL: &AsciiSet = &RESERVED.add(b'.');
/// What `allowReserved` leaves: reserved characters that may stand in a query and neither separate nor mean a space.
const ALLOWED: &AsciiSet = &DELIMITED.remove(b',');
/// The same inside of a list.
const DELIMITED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b';')
    .remove(b'=');

/// How text is made fit for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    /// All but unreserved characters.
    Strict,
    /// Dots as well.
    Label,
    /// Reserved characters stay.
    Allowed,
    /// Reserved characters stay, except for the comma.
    AllowedInList,
    /// Only what a header cannot have, or what would be read as an escape: most headers are no templates to their readers.
    Header,
    /// Commas as well.
    HeaderList,
    /// Commas and equals signs as well.
    HeaderName,
}

/// A literal of a path template as it stands in a path, for generators: what a segment cannot have is percent-encoded
/// (RFC 3986, section 3.3), what is encoded already stays.
pub fn encode_literal(text: &str) -> String {
    const SEGMENT: &AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}');
    utf8_percent_encode(text, SEGMENT).to_string()
}

impl Escape {
    /// The text as it is sent.
    pub(crate) fn apply(self, text: &str) -> String {
        let set = match self {
            Self::Strict => RESERVED,
            Self::Label => LABEL,
            Self::Allowed => ALLOWED,
            Self::AllowedInList => DELIMITED,
            Self::Header => return header(text, &[]),
            Self::HeaderList => return header(text, b","),
            Self::HeaderName => return header(text, b",="),
        };
        utf8_percent_encode(text, set).to_string()
    }
}

fn header(text: &str, separators: &[u8]) -> String {
    let bytes = text.as_bytes();
    let mut escaped = String::with_capacity(text.len());
    for (index, byte) in bytes.iter().copied().enumerate() {
        let is_edge = index == 0 || index + 1 == bytes.len();
        let looks_escaped =
            || matches!(bytes.get(index + 1..index + 3), Some(two) if two.iter().all(u8::is_ascii_hexdigit));
        let stays = match byte {
            b' ' => !is_edge, // spaces around a value are not part of it
            b'%' => !looks_escaped(),
            other => other.is_ascii_graphic() && !separators.contains(&other),
        };
        if stays {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// JSON in visible ASCII characters, for headers.
pub(super) fn ascii_json(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            ascii.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}

/// Text without its escapes; a `%` that begins none stands for itself. `None` when that is not UTF-8.
pub(crate) fn unescape(raw: &str, plus_is_space: bool) -> Option<String> {
    percent_decode(spaced(raw, plus_is_space).as_bytes()).decode_utf8().ok().map(Cow::into_owned)
}

/// The same, with replacement characters for what is not UTF-8: for names, which then are nobody's.
pub(crate) fn unescape_lossy(raw: &str, plus_is_space: bool) -> String {
    percent_decode(spaced(raw, plus_is_space).as_bytes()).decode_utf8_lossy().into_owned()
}

fn spaced(raw: &str, plus_is_space: bool) -> Cow<'_, str> {
    if plus_is_space && raw.contains('+') { Cow::Owned(raw.replace('+', " ")) } else { Cow::Borrowed(raw) }
}
