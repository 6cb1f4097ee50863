//! How often somebody may try at the door: per client address and per sid, so that neither one address nor many can guess
//! at an account.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use rest_runtime::Failure;

/// Most keys that are remembered at once; beyond them nobody new is let in until old ones are forgotten.
const REMEMBERED: usize = 100_000;

/// Counts attempts.
#[derive(Debug)]
pub(crate) struct Attempts {
    by_address: Limit<IpAddr>,
    by_sid: Limit<String>,
}

impl Attempts {
    pub(crate) fn new(per_address: NonZeroU32, per_sid: NonZeroU32) -> Self {
        Self { by_address: Limit::new(per_address), by_sid: Limit::new(per_sid) }
    }

    /// Count an attempt from an address for a sid; 429 with the time to wait when it is one too many.
    pub(crate) fn count(&self, address: IpAddr, sid: &str) -> Result<(), Failure> {
        self.by_address.count(&network(address))?;
        self.by_sid.count(&sid.to_owned())
    }

    /// Forget those who have not tried for a while.
    pub(crate) fn forget_old(&self) {
        self.by_address.limiter.retain_recent();
        self.by_sid.limiter.retain_recent();
    }
}

/// One customer usually has a whole /64 of IPv6 (RFC 6177), so that is what counts as an address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => {
            let [a, b, c, d, ..] = long.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[derive(Debug)]
struct Limit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
}

impl<K: Clone + Eq + Hash> Limit<K> {
    fn new(per_minute: NonZeroU32) -> Self {
        Self { limiter: RateLimiter::keyed(Quota::per_minute(per_minute)), clock: DefaultClock::default() }
    }

    fn count(&self, key: &K) -> Result<(), Failure> {
        if self.limiter.len() >= REMEMBERED {
            self.limiter.retain_recent();
            if self.limiter.len() >= REMEMBERED {
                return Err(too_many(Duration::from_secs(60)));
            }
        }
        self.limiter.check_key(key).map_err(|until| too_many(until.wait_time_from(self.clock.now())))
    }
}

fn too_many(wait: Duration) -> Failure {
    Failure::new(429, "too_many_requests", "too many attempts, wait before the next one")
        .with_retry_after(wait.max(Duration::from_secs(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(per_address: u32, per_sid: u32) -> Attempts {
        let number = |number| NonZeroU32::new(number).expect("not zero");
        Attempts::new(number(per_address), number(per_sid))
    }

    #[test]
    fn one_sid_from_many_addresses_is_limited() {
        let attempts = attempts(100, 3);
        for last in 1..=3 {
            assert!(attempts.count(IpAddr::from([192, 0, 2, last]), "s1234567").is_ok());
        }
        let refused = attempts.count(IpAddr::from([192, 0, 2, 4]), "s1234567").expect_err("one too many");
        assert_eq!(refused.status, 429);
        assert!(refused.problem.retry_after().is_some_and(|wait| wait <= Duration::from_secs(20)));
        assert!(attempts.count(IpAddr::from([192, 0, 2, 4]), "s7654321").is_ok());
    }

    #[test]
    fn many_sids_from_one_address_are_limited() {
        let attempts = attempts(3, 100);
        let address = IpAddr::from([192, 0, 2, 1]);
        for sid in ["s1", "s2", "s3"] {
            assert!(attempts.count(address, sid).is_ok());
        }
        assert_eq!(attempts.count(address, "s4").map_err(|failure| failure.status), Err(429));
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let attempts = attempts(1, 100);
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert!(attempts.count(address("2001:db8::1"), "s1").is_ok());
        assert!(attempts.count(address("2001:db8::2"), "s2").is_err());
        assert!(attempts.count(address("2001:db8:0:1::1"), "s3").is_ok());
    }
}
