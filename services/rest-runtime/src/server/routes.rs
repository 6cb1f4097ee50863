//! Paths that Dropshot's router cannot tell apart, such as `/pets/mine` beside `/pets/{id}` and `/files/{name}.json`: they are
//! registered under variables, and told apart here (OpenAPI 3.0.3, section 4.7.8).

use std::cmp::Ordering;
use std::ops::Range;

use dropshot::{ClientErrorStatusCode, HttpError, RequestContext, ServerContext};
use http::header::ALLOW;
use percent_encoding::percent_decode_str;

use crate::{DecodeText, Pointer, Violations};

/// A part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// This text, not percent-encoded.
    Literal(&'static str),
    /// Any text but none.
    Variable,
}

/// A segment of a path template.
pub type Segment = &'static [Piece];

/// A path template and the methods that it has.
#[derive(Debug)]
pub struct Route {
    /// Its segments, without empty ones.
    pub segments: &'static [Segment],
    /// Whether it ends with a slash; then a path without one is another path. One that does not is reached with a slash as
    /// well, as everywhere in Dropshot, unless there is a template that has it.
    pub trailing_slash: bool,
    /// HTTP methods, in capitals.
    pub methods: &'static [&'static str],
}

/// The index of the route that the request's path matches best: segment by segment from the left, a literal is better than a
/// literal with variables, and that is better than a variable.
///
/// # Errors
///
/// 404 when it matches none, 405 when the best one does not have the request's method; both as Dropshot's router has them.
pub fn choose<C: ServerContext>(request: &RequestContext<C>, routes: &'static [Route]) -> Result<usize, HttpError> {
    choose_by(request.request.uri().path(), request.request.method().as_str(), routes)
}

fn choose_by(path: &str, method: &str, routes: &'static [Route]) -> Result<usize, HttpError> {
    let segments: Vec<Vec<Byte>> = segments(path).map(decode).collect();
    let slash = path.ends_with('/');
    let mut best: Option<usize> = None;
    for (index, route) in routes.iter().enumerate() {
        let better = best.is_none_or(|best| compare(route, &routes[best], slash) == Ordering::Greater);
        if better && (slash || !route.trailing_slash) && matches(route, &segments) {
            best = Some(index);
        }
    }
    let Some(best) = best else {
        return Err(HttpError::for_not_found(None, "no route found (no path of this shape)".to_owned()));
    };
    let methods = routes[best].methods;
    if methods.contains(&method) {
        return Ok(best);
    }
    let mut error = HttpError::for_client_error_with_status(None, ClientErrorStatusCode::METHOD_NOT_ALLOWED);
    for allowed in methods {
        error.add_header(ALLOW, *allowed)?;
    }
    Err(error)
}

fn matches(route: &Route, segments: &[Vec<Byte>]) -> bool {
    route.segments.len() == segments.len()
        && route.segments.iter().zip(segments).all(|(pieces, segment)| variables(pieces, segment).is_some())
}

/// Which of two routes that match the same path is better.
fn compare(one: &Route, other: &Route, slash: bool) -> Ordering {
    let ranks = |route: &Route| route.segments.iter().map(|pieces| rank(pieces)).collect::<Vec<_>>();
    let same_end = |route: &Route| route.trailing_slash == slash;
    ranks(one).cmp(&ranks(other)).then_with(|| same_end(one).cmp(&same_end(other)))
}

/// How much of a segment is said: its kind, then how many bytes of it are literal.
fn rank(pieces: &[Piece]) -> (u8, usize) {
    let literal = pieces.iter().map(|piece| if let Piece::Literal(text) = piece { text.len() } else { 0 }).sum();
    match (literal, pieces.contains(&Piece::Variable)) {
        (_, false) => (2, literal),
        (0, true) => (0, 0),
        (_, true) => (1, literal),
    }
}

/// The text of the variable number `which`, from 0, of a segment such as `{name}.json`; `None` after a violation.
/// `segment_index` counts from 0.
pub fn path_piece<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    segment_index: usize,
    pieces: Segment,
    which: usize,
    name: &str,
    violations: &mut Violations,
) -> Option<T> {
    let at = Pointer::Parameter(name);
    let raw = path_raw(request, segment_index, Some((pieces, which)));
    match percent_decode_str(raw).decode_utf8() {
        Ok(text) => T::decode_text(&text, &at, violations),
        Err(_not_utf8) => {
            violations.push(&at, "must be UTF-8");
            None
        }
    }
}

/// A segment of the path as it was sent, or, of a segment that has several pieces, the variable of this number. Empty when
/// there is none, which cannot be where [`choose`] chose.
pub fn path_raw<C: ServerContext>(
    request: &RequestContext<C>,
    segment_index: usize,
    piece: Option<(Segment, usize)>,
) -> &str {
    raw_of(request.request.uri().path(), segment_index, piece).unwrap_or_default()
}

fn raw_of(path: &str, segment_index: usize, piece: Option<(Segment, usize)>) -> Option<&str> {
    let segment = segments(path).nth(segment_index)?;
    let Some((pieces, which)) = piece else { return Some(segment) };
    let decoded = decode(segment);
    let range = variables(pieces, &decoded)?.into_iter().nth(which)?;
    let place = |index: usize| decoded.get(index).map_or(segment.len(), |byte| byte.at);
    segment.get(place(range.start)..place(range.end))
}

/// As Dropshot's router splits a path.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// A byte of a segment, and where it stands there before percent-decoding.
#[derive(Clone, Copy)]
struct Byte {
    value: u8,
    at: usize,
}

fn decode(segment: &str) -> Vec<Byte> {
    let mut decoded = Vec::with_capacity(segment.len());
    let bytes = segment.as_bytes();
    let mut at = 0;
    let digit = |at: usize| {
        bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    while let Some(&value) = bytes.get(at) {
        match (value, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(Byte { value: high * 16 + low, at });
                at += 3;
            }
            _ => {
                decoded.push(Byte { value, at });
                at += 1;
            }
        }
    }
    decoded
}

/// Where the variables of a segment stand in it; `None` when it does not match. Each takes as little as it can, and none
/// takes nothing.
fn variables(pieces: &[Piece], segment: &[Byte]) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None; // where a variable began whose end is not known yet
    let mut place = 0;
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Variable => {
                if let Some(start) = open {
                    // Two in a row: the first takes one character.
                    place = start + character(segment.get(start)?.value);
                    found.push(start..place);
                }
                open = Some(place);
            }
            Piece::Literal(text) => {
                let start = match open.take() {
                    None => place,
                    Some(start) => {
                        let last = index + 1 == pieces.len();
                        let from = if last { segment.len().checked_sub(text.len())?.max(start + 1) } else { start + 1 };
                        let at = find(segment, from, text.as_bytes())?;
                        found.push(start..at);
                        at
                    }
                };
                if !stands_at(segment, start, text.as_bytes()) {
                    return None;
                }
                place = start + text.len();
            }
        }
    }
    if let Some(start) = open {
        found.push(start..segment.len());
        place = segment.len();
        if start >= place {
            return None;
        }
    }
    (place == segment.len()).then_some(found)
}

fn find(segment: &[Byte], from: usize, text: &[u8]) -> Option<usize> {
    (from..=segment.len().checked_sub(text.len())?).find(|at| stands_at(segment, *at, text))
}

fn stands_at(segment: &[Byte], at: usize, text: &[u8]) -> bool {
    let Some(there) = segment.get(at..at + text.len()) else { return false };
    there.iter().map(|byte| byte.value).eq(text.iter().copied())
}

/// How many bytes the character has that begins with this one (RFC 3629, section 3).
fn character(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Literal, Variable};
    use super::*;

    const PETS: Segment = &[Literal("pets")];
    const ANY: Segment = &[Variable];
    const ROUTES: &[Route] = &[
        Route { segments: &[PETS, ANY], trailing_slash: false, methods: &["GET", "PUT"] },
        Route { segments: &[PETS, &[Literal("my own")]], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[PETS, &[Variable, Literal(".json")]], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[PETS, &[Variable, Literal(".tar.json")]], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[PETS, ANY, &[Literal("toys")]], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[ANY, &[Literal("my own")], ANY], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[PETS], trailing_slash: false, methods: &["GET"] },
        Route { segments: &[PETS], trailing_slash: true, methods: &["GET"] },
        Route { segments: &[&[Literal("dogs")]], trailing_slash: true, methods: &["GET"] },
    ];

    fn chosen(path: &str) -> Option<usize> {
        choose_by(path, "GET", ROUTES).ok()
    }

    #[test]
    fn the_best_route_is_chosen() {
        let expected = [
            ("/pets/7", Some(0)),
            ("/pets/7/", Some(0)),
            ("/%70ets/my%20own", Some(1)),
            ("/pets/a.json", Some(2)),
            ("/pets/a%2ejson", Some(2)),
            ("/pets/.json", Some(0)),
            ("/pets/a.tar.json", Some(3)),
            ("/pets/my%20own/toys", Some(4)),
            ("/dogs/my%20own/toys", Some(5)),
            ("/pets", Some(6)),
            ("/pets/", Some(7)),
            ("/dogs/", Some(8)),
            ("/dogs", None),
            ("/", None),
            ("/dogs/7", None),
            ("/pets/7/toys/1", None),
        ];
        for (path, expected) in expected {
            assert_eq!(chosen(path), expected, "{path}");
        }
    }

    #[test]
    fn the_best_route_decides_on_the_method() {
        let error = choose_by("/pets/my%20own", "PUT", ROUTES).expect_err("GET only");
        assert_eq!(error.status_code.as_u16(), 405);
        assert_eq!(error.headers.expect("headers")[ALLOW], "GET");
        assert_eq!(choose_by("/pets/7", "PUT", ROUTES).expect("has it"), 0);
    }

    #[test]
    fn pieces_of_segments() {
        let cases: [(Segment, &str, Option<&[&str]>); 9] = [
            (&[Variable, Literal("."), Variable], "a.b.c", Some(&["a", "b.c"])),
            (&[Variable, Literal("."), Variable], "..a", Some(&[".", "a"])),
            (&[Variable, Literal("."), Variable], "a.", None),
            (&[Literal("v"), Variable], "v%2F1", Some(&["%2F1"])),
            (&[Literal("v"), Variable], "v", None),
            (&[Variable, Literal("ab")], "abab", Some(&["ab"])),
            (&[Variable, Variable], "%C3%A9b", Some(&["%C3%A9", "b"])),
            (&[Variable, Variable], "a", None),
            (&[Variable, Literal(",")], "a%2Cb%,", Some(&["a%2Cb%"])),
        ];
        for (pieces, segment, expected) in cases {
            let path = format!("/x/{segment}");
            let found: Option<Vec<&str>> = variables(pieces, &decode(segment))
                .map(|found| (0..found.len()).filter_map(|which| raw_of(&path, 1, Some((pieces, which)))).collect());
            assert_eq!(found.as_deref(), expected, "{segment}");
        }
    }
}
