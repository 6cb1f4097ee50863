//! `x-prepared`: an operation whose handler gives finished bytes, so that the adapter can answer conditional requests.

use super::{Kind, Location, Operation, Parameter, Response, Statuses};

/// What such an operation has to declare.
pub(super) const NEEDS: &str = "an operation with `x-prepared` must be a GET that declares the header parameter \
    `If-None-Match`, not required, and two successes: 200 with one body of `application/json`, and 304; each with the header \
    `ETag` and none but that and `Cache-Control`, all of them strings";

/// Whether a parameter is the condition of a prepared operation.
pub(crate) fn is_condition(parameter: &Parameter<'_>) -> bool {
    parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case("if-none-match")
}

/// Whether the document says of a prepared operation what the adapter does.
pub(super) fn is_declared(operation: &Operation<'_>) -> bool {
    let condition = operation.parameters.iter().find(|one| is_condition(one));
    let [one, two] = successes(operation)[..] else { return false };
    let (full, short) = if one.statuses == Statuses::Exactly(200) { (one, two) } else { (two, one) };
    operation.method == "GET"
        && condition.is_some_and(|one| !one.required && is_text(one))
        && full.statuses == Statuses::Exactly(200)
        && short.statuses == Statuses::Exactly(304)
        && matches!(full.content.as_slice(), [only] if only.media_type == "application/json")
        && [full, short].iter().all(|response| has_headers(response))
}

fn successes<'o, 'a>(operation: &'o Operation<'a>) -> Vec<&'o Response<'a>> {
    let is_success = |statuses: Statuses| match statuses {
        Statuses::Exactly(status) => status < 400,
        Statuses::Range(hundred) => hundred < 4,
        Statuses::Default => false,
    };
    operation.responses.iter().filter(|response| is_success(response.statuses)).collect()
}

fn has_headers(response: &Response<'_>) -> bool {
    let is = |header: &Parameter<'_>, name: &str| header.name.eq_ignore_ascii_case(name);
    response.headers.iter().any(|header| is(header, "etag"))
        && response.headers.iter().all(|header| (is(header, "etag") || is(header, "cache-control")) && is_text(header))
}

fn is_text(parameter: &Parameter<'_>) -> bool {
    !parameter.json && matches!(parameter.schema.kind, Kind::Text(_))
}
