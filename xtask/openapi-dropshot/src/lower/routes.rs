//! Which routes Dropshot's router takes. It refuses a literal beside a variable and two names for one variable, knows no
//! variables that are a part of a segment, and drops a slash at the end. Routes that it cannot tell apart are registered as one,
//! whose dispatcher tells them apart.

use std::collections::{BTreeMap, BTreeSet};

/// A part of a segment of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// As it is written, which may be percent-encoded.
    Literal(String),
    Variable(String),
}

/// A path template, segment by segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Template {
    pub(crate) segments: Vec<Vec<Piece>>,
    pub(crate) trailing_slash: bool,
}

/// How a template is registered.
#[derive(Debug)]
pub(crate) struct Registered {
    /// The path for Dropshot
    pub(crate) path: String,
    /// The variables in it, one for each that the router sees, by segment
    pub(crate) variables: BTreeMap<usize, String>,
    /// The dispatcher that it goes through
    pub(crate) dispatcher: Option<usize>,
}

/// Templates that Dropshot cannot tell apart.
#[derive(Debug)]
pub(crate) struct Dispatcher {
    pub(crate) path: String,
    pub(crate) variables: Vec<String>,
    /// Indices of the templates
    pub(crate) templates: Vec<usize>,
}

/// Split a path.
pub(crate) fn template(path: &str) -> Template {
    let segments = path.split('/').filter(|segment| !segment.is_empty()).map(pieces).collect();
    Template { segments, trailing_slash: path.len() > 1 && path.ends_with('/') }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.to_owned()));
        }
        pieces.push(Piece::Variable(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}

impl Template {
    /// The same template but for the names of its variables, and how its literals are encoded.
    pub(crate) fn anonymous(&self) -> Template {
        let nameless = |piece: &Piece| match piece {
            Piece::Literal(text) => Piece::Literal(decoded(text)),
            Piece::Variable(_) => Piece::Variable(String::new()),
        };
        let segments = self.segments.iter().map(|pieces| pieces.iter().map(nameless).collect()).collect();
        Template { segments, trailing_slash: self.trailing_slash }
    }

    /// Where a variable stands: its segment, and which of the segment's variables it is when it is not all of it.
    pub(crate) fn find(&self, name: &str) -> Option<(usize, Option<usize>)> {
        self.segments.iter().enumerate().find_map(|(index, pieces)| {
            let variables: Vec<&str> = pieces.iter().filter_map(Piece::variable).collect();
            let which = variables.iter().position(|variable| *variable == name)?;
            Some((index, (pieces.len() > 1).then_some(which)))
        })
    }
}

impl Piece {
    fn variable(&self) -> Option<&str> {
        match self {
            Piece::Variable(name) => Some(name),
            Piece::Literal(_) => None,
        }
    }
}

/// A literal as the router compares it.
pub(crate) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What the router sees of a segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Literal(String),
    Variable,
}

/// Register templates that differ by more than the names of variables. `others` are the names that parameters in other places
/// have, by template: Dropshot takes no variable of such a name.
pub(crate) fn register(templates: &[Template], others: &[BTreeSet<String>]) -> (Vec<Registered>, Vec<Dispatcher>) {
    let mut seen: Vec<Vec<Seen>> = templates
        .iter()
        .map(|template| {
            let seen = |pieces: &Vec<Piece>| match pieces.as_slice() {
                // Paths are registered as they are once they are decoded; these signs would mean something else there.
                [Piece::Literal(text)] if !decoded(text).contains(['/', '{', '}']) => Seen::Literal(decoded(text)),
                _ => Seen::Variable,
            };
            template.segments.iter().map(seen).collect()
        })
        .collect();
    // Level by level: where a node has a variable, its literals become one, too.
    let deepest = seen.iter().map(Vec::len).max().unwrap_or_default();
    for depth in 0..deepest {
        let reaching = |seen: &Vec<Seen>| seen.len() > depth;
        let variable: BTreeSet<Vec<Seen>> = seen
            .iter()
            .filter(|seen| reaching(seen) && seen[depth] == Seen::Variable)
            .map(|seen| seen[..depth].to_vec())
            .collect();
        for one in seen.iter_mut().filter(|seen| reaching(seen)) {
            if variable.contains(&one[..depth]) {
                one[depth] = Seen::Variable;
            }
        }
    }
    // A variable keeps its name where all at its node agree on it.
    let mut names: BTreeMap<Vec<Seen>, Option<String>> = BTreeMap::new();
    for ((template, seen), others) in templates.iter().zip(&seen).zip(others) {
        for (depth, pieces) in template.segments.iter().enumerate().filter(|(depth, _)| seen[*depth] == Seen::Variable)
        {
            let wanted = match pieces.as_slice() {
                [Piece::Variable(name)] if is_identifier(name) && !others.contains(name) => Some(name.clone()),
                // What is dispatched has no say.
                [Piece::Literal(_)] => continue,
                _ => None,
            };
            names
                .entry(seen[..depth].to_vec())
                .and_modify(|name| *name = name.take().filter(|one| Some(one) == wanted.as_ref()))
                .or_insert(wanted);
        }
    }
    let registered: Vec<(String, BTreeMap<usize, String>)> = seen
        .iter()
        .map(|seen| {
            let mut variables: BTreeMap<usize, String> = BTreeMap::new();
            let mut path = String::new();
            for (depth, one) in seen.iter().enumerate() {
                path.push('/');
                match one {
                    Seen::Literal(text) => path.push_str(text),
                    Seen::Variable => {
                        let fallback = format!("segment{depth}");
                        let mut name = names.get(&seen[..depth]).cloned().flatten().unwrap_or_else(|| fallback.clone());
                        if variables.values().any(|earlier| *earlier == name) {
                            name = fallback;
                        }
                        path.push_str(&format!("{{{name}}}"));
                        variables.insert(depth, name);
                    }
                }
            }
            if path.is_empty() {
                path.push('/');
            }
            (path, variables)
        })
        .collect();
    let mut groups: BTreeMap<&Vec<Seen>, Vec<usize>> = BTreeMap::new();
    for (index, seen) in seen.iter().enumerate() {
        groups.entry(seen).or_default().push(index);
    }
    let mut dispatchers = Vec::new();
    let mut dispatched: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    for group in groups {
        let exact = |index: &usize| {
            let template = &templates[*index];
            !template.trailing_slash
                && template.segments.iter().zip(&seen[*index]).all(|(pieces, seen)| match seen {
                    Seen::Literal(_) => true,
                    Seen::Variable => matches!(pieces.as_slice(), [Piece::Variable(_)]),
                })
        };
        if group.len() == 1 && group.iter().all(exact) {
            continue;
        }
        for index in &group {
            dispatched.insert(*index, dispatchers.len());
        }
        let (path, variables) = registered[group[0]].clone();
        dispatchers.push(Dispatcher { path, variables: variables.into_values().collect(), templates: group });
    }
    let registered = registered.into_iter().enumerate();
    let registered = registered.map(|(index, (path, variables))| Registered {
        path,
        variables,
        dispatcher: dispatched.get(&index).copied(),
    });
    (registered.collect(), dispatchers)
}

/// A template as it would be registered alone.
pub(crate) fn alone(template: &Template, others: &BTreeSet<String>) -> (String, BTreeMap<usize, String>) {
    let (registered, _) = register(std::slice::from_ref(template), std::slice::from_ref(others));
    registered.into_iter().next().map(|one| (one.path, one.variables)).unwrap_or_default()
}

/// What Dropshot takes for the name of a variable.
fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|one| one.is_ascii_alphanumeric() || one == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(paths: &[&str]) -> Vec<String> {
        let templates: Vec<Template> = paths.iter().map(|path| template(path)).collect();
        let (registered, _) = register(&templates, &vec![BTreeSet::from(["taken".to_owned()]); templates.len()]);
        let shown = registered.into_iter().map(|one| match one.dispatcher {
            Some(dispatcher) => format!("{} by {dispatcher}", one.path),
            None => one.path,
        });
        shown.collect()
    }

    #[test]
    fn what_the_router_takes_is_left_alone() {
        assert_eq!(
            registered(&["/", "/pets", "/pets/{pet_id}", "/pets/{pet_id}/photo"]),
            ["/", "/pets", "/pets/{pet_id}", "/pets/{pet_id}/photo",]
        );
    }

    #[test]
    fn literals_beside_variables_are_dispatched() {
        assert_eq!(
            registered(&["/pets/mine", "/pets/{id}", "/pets/mine/photo", "/pets/{id}/toys"]),
            ["/pets/{id} by 0", "/pets/{id} by 0", "/pets/{id}/photo by 1", "/pets/{id}/toys"]
        );
    }

    #[test]
    fn variables_that_nobody_agrees_on_have_a_name_of_their_own() {
        assert_eq!(registered(&["/pets/{id}", "/pets/{other}/toys"]), ["/pets/{segment1}", "/pets/{segment1}/toys"]);
        assert_eq!(registered(&["/pets/{taken}", "/toys/{free}"]), ["/pets/{segment1}", "/toys/{free}"]);
    }

    #[test]
    fn parts_of_segments_and_trailing_slashes_are_dispatched() {
        assert_eq!(
            registered(&["/files/{name}.json", "/pets", "/pets/", "/{a b}/x/{id}/{id2}"]),
            [
                "/{segment0}/{segment1} by 0",
                "/{segment0} by 1",
                "/{segment0} by 1",
                "/{segment0}/{segment1}/{id}/{id2} by 2",
            ]
        );
    }
}
