// Generated from tests/documents/security.yaml. Do not edit.

//! The types of the document. Constructors, `Deserialize` and `Decode` enforce its constraints.
/// No description.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Error {
    /// `message`
    pub message: String,
}

impl rest_runtime::Decode for Error {
    fn decode(
        value: rest_runtime::Value,
        at: &rest_runtime::Pointer<'_>,
        violations: &mut rest_runtime::Violations,
    ) -> Option<Self> {
        let object = rest_runtime::object(value, at, violations)?;
        let mut members = rest_runtime::Members::new(object, at, violations);
        let message = members.required("message");
        Some(Self { message: message? })
    }
}

rest_runtime::deserialize_by_decoding!(Error);
#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    Error, "Error",
    r#"{"type":"object","required":["message"],"properties":{"message":{"type":"string"}}}"#,
    []
}

rest_runtime::text_newtype! {
    #[doc = " No description."] FirstBody, rest_runtime::TextRules { min_length : None,
    max_length : Some(3), pattern : None, format : None }
}

#[cfg(feature = "server")]
rest_runtime::declare_schema! {
    FirstBody, "FirstBody", r#"{"type":"string","maxLength":3}"#, []
}
