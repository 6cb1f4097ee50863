//! Gathers everything that is wrong with a request, so that its caller hears of it at once.

use std::collections::BTreeSet;

use kit::status::{FieldViolation, invalid};
use prost_types::FieldMask;
use tonic::Status;

use crate::{
    page::PageRequest,
    rules::{self, Rule},
};

#[derive(Default)]
pub struct Violations {
    found: Vec<FieldViolation>,
}

impl Violations {
    /// The value, when the rule lets it pass. `field` is its path in the message, such as `lines[0].quantity`.
    pub fn check<T>(&mut self, field: impl Into<String>, rule: Rule<T>) -> Option<T> {
        rule.map_err(|demand| self.add(field, demand)).ok()
    }

    pub fn add(&mut self, field: impl Into<String>, demand: impl Into<String>) {
        self.found.push(FieldViolation::new(field, demand));
    }

    /// The fields that a mask names. It must name some, and none but `known`.
    pub fn mask(&mut self, mask: Option<FieldMask>, known: &[&str]) -> BTreeSet<String> {
        let paths: BTreeSet<_> = mask.unwrap_or_default().paths.into_iter().collect();
        if paths.is_empty() || !paths.iter().all(|path| known.contains(&path.as_str())) {
            self.add("update_mask", format!("must name one or more of {}, and nothing else", known.join(", ")));
        }
        paths
    }

    pub fn page(&mut self, page: i32, page_size: i32) -> Option<PageRequest> {
        let page = self.check("page", rules::page(page));
        let page_size = self.check("page_size", rules::page_size(page_size));
        Some(PageRequest::new(page?, page_size?))
    }

    /// INVALID_ARGUMENT when anything was found. `value` must be `None` only then.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Status> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => Err(invalid(self.found)),
        }
    }
}

/// For messages with a single field.
pub fn require<T>(field: &str, rule: Rule<T>) -> Result<T, Status> {
    let mut violations = Violations::default();
    let value = violations.check(field, rule);
    violations.finish(value)
}
