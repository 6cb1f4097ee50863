//! Faults that tests ask for, by recipient.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What happens to mails for one recipient instead of their being kept and acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// RCPT is answered with this code; 4xx is temporary, 5xx permanent.
    RefuseRecipient(u16),
    /// RCPT is never answered.
    HangAtRecipient,
    /// The message is taken in, answered with this code, and not kept.
    RefuseMessage(u16),
    /// The message is taken in, not kept, and never answered.
    HangBeforeKeeping,
    /// The message is kept, and never answered.
    HangAfterKeeping,
    /// The message is kept, and the connection is closed instead of an answer.
    CloseAfterKeeping,
}

impl Fault {
    fn is_at_recipient(self) -> bool {
        matches!(self, Self::RefuseRecipient(_) | Self::HangAtRecipient)
    }
}

struct Rule {
    fault: Fault,
    /// How often it still happens; none for always.
    left: Option<u32>,
    happened: u32,
}

/// The rules of one catcher. Addresses are compared without regard to case.
#[derive(Default)]
pub(crate) struct Faults {
    rules: Mutex<BTreeMap<String, Rule>>,
}

impl Faults {
    pub(crate) fn set(&self, recipient: &str, fault: Fault, times: Option<u32>) {
        let rule = Rule { fault, left: times, happened: 0 };
        self.rules().insert(recipient.to_lowercase(), rule);
    }

    pub(crate) fn clear(&self, recipient: &str) {
        self.rules().remove(&recipient.to_lowercase());
    }

    pub(crate) fn happened(&self, recipient: &str) -> u32 {
        self.rules().get(&recipient.to_lowercase()).map_or(0, |rule| rule.happened)
    }

    /// What is to happen at RCPT, which counts as its happening.
    pub(crate) fn at_recipient(&self, recipient: &str) -> Option<Fault> {
        self.take(recipient, true)
    }

    /// What is to happen at the end of a message: the first fault among its recipients.
    pub(crate) fn at_message(&self, recipients: &[String]) -> Option<Fault> {
        recipients.iter().find_map(|recipient| self.take(recipient, false))
    }

    fn take(&self, recipient: &str, at_recipient: bool) -> Option<Fault> {
        let mut rules = self.rules();
        let rule = rules.get_mut(&recipient.to_lowercase())?;
        if rule.fault.is_at_recipient() != at_recipient || rule.left == Some(0) {
            return None;
        }
        rule.left = rule.left.map(|left| left - 1);
        rule.happened += 1;
        Some(rule.fault)
    }

    fn rules(&self) -> MutexGuard<'_, BTreeMap<String, Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
