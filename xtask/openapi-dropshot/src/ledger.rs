//! What became of each operation of a document, and why, as JSON for people and programs.

use serde::Serialize;

use crate::document::{Document, Place};
use crate::lower::Plan;

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Dropshot does all of it.
    Native,
    /// The adapter does what Dropshot does not.
    Shimmed,
    /// It is not generated.
    Refused,
}

/// Something in an operation that is not Dropshot's own affair.
#[derive(Debug, Clone)]
pub(crate) struct Construct {
    pub(crate) place: Place,
    pub(crate) construct: String,
    pub(crate) reason: String,
}

/// What became of a document's operations.
#[derive(Debug, Serialize)]
pub struct Ledger {
    /// `info.title` and `info.version`
    pub document: String,
    /// How many operations there are of each verdict
    pub native: usize,
    /// Those that the adapter helps
    pub shimmed: usize,
    /// Those that are not generated
    pub refused: usize,
    /// In the order of the document
    pub operations: Vec<LedgerOperation>,
}

/// What became of an operation.
#[derive(Debug, Serialize)]
pub struct LedgerOperation {
    /// `operationId`, or what stands for it
    pub operation: String,
    /// In capitals
    pub method: String,
    /// The path template
    pub path: String,
    /// What became of it
    pub verdict: Verdict,
    /// What is shimmed or refused in it
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constructs: Vec<LedgerConstruct>,
    #[serde(skip)]
    place: Option<Place>,
}

/// What is shimmed or refused.
#[derive(Debug, Serialize)]
pub struct LedgerConstruct {
    /// What it is
    pub construct: String,
    /// Where it is: `file:line:column`
    pub place: String,
    /// How it is done, or why it is not
    pub reason: String,
}

impl Ledger {
    pub(crate) fn new(document: &Document, plan: &Plan) -> Self {
        let shown = |place: Place| format!("{}:{place}", document.name(place.file));
        let generated = plan.operations.iter().map(|operation| LedgerOperation {
            operation: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            verdict: operation.verdict(),
            constructs: operation
                .shims
                .iter()
                .map(|shim| LedgerConstruct {
                    construct: shim.construct.clone(),
                    place: shown(shim.place),
                    reason: shim.reason.clone(),
                })
                .collect(),
            place: Some(operation.place),
        });
        let refused = plan.left_out.iter().map(|operation| LedgerOperation {
            operation: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            verdict: Verdict::Refused,
            constructs: operation
                .problems
                .iter()
                .map(|problem| LedgerConstruct {
                    construct: "problem".to_owned(),
                    place: shown(problem.place),
                    reason: problem.what.clone(),
                })
                .collect(),
            place: Some(operation.place),
        });
        let mut operations: Vec<LedgerOperation> = generated.chain(refused).collect();
        operations.sort_by_key(|operation| operation.place);
        let count = |verdict: Verdict| operations.iter().filter(|operation| operation.verdict == verdict).count();
        Self {
            document: format!("{} {}", plan.title, plan.version),
            native: count(Verdict::Native),
            shimmed: count(Verdict::Shimmed),
            refused: count(Verdict::Refused),
            operations,
        }
    }

    /// As JSON text, laid out for people.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }
}
