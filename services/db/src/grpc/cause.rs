//! Which request a call is made for, to be told with what it has changed.

use kit::call::TRACE_PARENT;
use tonic::Request;

use crate::orders::Cause;

/// Of a call that travels alone.
pub fn of<T>(request: &Request<T>) -> Cause {
    let traceparent = request.metadata().get(TRACE_PARENT).and_then(|value| value.to_str().ok());
    new(kit::serve::request_id(request), traceparent.unwrap_or_default())
}

/// From a request id that was checked and a trace context that was not; either may be empty.
pub fn new(request_id: &str, traceparent: &str) -> Cause {
    let some = |text: &str| (!text.is_empty()).then(|| text.into());
    Cause { request_id: some(request_id), traceparent: some(traceparent).filter(|_| is_traceparent(traceparent)) }
}

/// Whether it is of the form `00-<trace id>-<parent id>-<flags>` (W3C Trace Context, section 3.2.2). Later versions may be
/// longer; what this one does not know is not passed on.
fn is_traceparent(text: &str) -> bool {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let some = |part: &str, length| digits(part, length) && part.bytes().any(|byte| byte != b'0');
    let mut parts = text.split('-');
    let mut next = || parts.next().unwrap_or_default();
    let (version, trace_id, parent_id, flags) = (next(), next(), next(), next());
    version == "00" && some(trace_id, 32) && some(parent_id, 16) && digits(flags, 2) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn only_what_is_known_and_well_formed_is_told() {
        let cause = new("r-1", GOOD);
        assert_eq!((cause.request_id.as_deref(), cause.traceparent.as_deref()), (Some("r-1"), Some(GOOD)));
        assert_eq!(new("", ""), Cause::default());
        let zeros = [
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            &GOOD.replace("b7ad6b7169203331", "0000000000000000"),
        ];
        let upper = GOOD.to_uppercase();
        let others = [&GOOD[1..], &GOOD[..54], &GOOD.replacen("00", "ff", 1), &format!("{GOOD}-"), &upper, "-", "é"];
        for bad in zeros.into_iter().chain(others) {
            assert_eq!(new("r-1", bad).traceparent, None, "{bad}");
        }
    }
}
