//! Statuses of responses that a document declares for a range: `4XX`, `default` (OpenAPI 3.0.3, section 4.7.16).

use crate::{Invalid, Pointer, checked};

/// A status from `LOW` to `HIGH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status<const LOW: u16, const HIGH: u16>(u16);

impl<const LOW: u16, const HIGH: u16> Status<LOW, HIGH> {
    /// The status.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl<const LOW: u16, const HIGH: u16> TryFrom<u16> for Status<LOW, HIGH> {
    type Error = Invalid;

    fn try_from(status: u16) -> Result<Self, Self::Error> {
        checked(status, |status, violations| {
            if !(LOW..=HIGH).contains(status) {
                violations.push(&Pointer::Body, format!("must be a status from {LOW} to {HIGH}"));
            }
        })
        .map(Self)
    }
}

impl<const LOW: u16, const HIGH: u16> From<Status<LOW, HIGH>> for u16 {
    fn from(status: Status<LOW, HIGH>) -> Self {
        status.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_of_its_range() {
        type ClientError = Status<400, 499>;
        assert_eq!(ClientError::try_from(404).expect("within").get(), 404);
        let refused = ClientError::try_from(500).expect_err("outside");
        assert_eq!(refused.to_string(), "must be a status from 400 to 499");
    }
}
