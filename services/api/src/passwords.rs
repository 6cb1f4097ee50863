//! Password hashing: Argon2id (RFC 9106) on threads of its own, so many at once and so many waiting and no more.

use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use rest_runtime::Failure;
use rest_runtime::server::scope;
use store_api::types::Password;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes and verifies passwords.
#[derive(Debug)]
pub(crate) struct Passwords {
    /// A permit per hash that is worked on or waits.
    admitted: Arc<Semaphore>,
    /// A permit per hash that is worked on.
    working: Arc<Semaphore>,
}

/// Of no password: verified in place of a hash that there is none of, so that both take the same time. It stands here because
/// making it would take 19 MiB at the start.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$sf/tvePPTB9HIY7ryOlEwg$VUHOhtY/wVWTe5oCnM7pFvOnYZTmWxu2ltaSJkWUcqk";

impl Passwords {
    /// At most `at_once` hashes at a time, with at most `waiting` more in line.
    pub(crate) fn new(at_once: usize, waiting: usize) -> Self {
        Self { admitted: Arc::new(Semaphore::new(at_once + waiting)), working: Arc::new(Semaphore::new(at_once)) }
    }

    /// A new hash, in PHC string format.
    pub(crate) async fn hash(&self, password: Password) -> Result<String, Failure> {
        self.work(move || Argon2::default().hash_password(password.as_str().as_bytes()).map(|hash| hash.to_string()))
            .await?
            .map_err(|error| Failure::internal(error.to_string()))
    }

    /// Whether `password` is the one of `hash`. Without a hash it is not, after the same time.
    pub(crate) async fn verify(&self, password: Password, hash: Option<String>) -> Result<bool, Failure> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| DECOY.to_owned());
        let verified = self
            .work(move || {
                let parsed = PasswordHash::new(&hash).map_err(|error| error.to_string())?;
                Ok::<_, String>(Argon2::default().verify_password(password.as_str().as_bytes(), &parsed).is_ok())
            })
            .await?;
        Ok(verified.map_err(Failure::internal)? && known)
    }

    /// Run `hashing` on a thread of its own once it is its turn. The permits go with it: a request that gives up does not
    /// end the hashing that it began.
    async fn work<T: Send + 'static>(&self, hashing: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_full| overloaded())?;
        let working = tokio::time::timeout(scope().remaining(), Arc::clone(&self.working).acquire_owned())
            .await
            .map_err(|_elapsed| overloaded())?
            .map_err(Failure::internal)?;
        let permits: (OwnedSemaphorePermit, OwnedSemaphorePermit) = (admitted, working);
        tokio::task::spawn_blocking(move || {
            let result = hashing();
            drop(permits);
            result
        })
        .await
        .map_err(Failure::internal)
    }
}

fn overloaded() -> Failure {
    Failure::new(503, "overloaded", "too many people are at the door, try again later")
        .with_retry_after(Duration::from_secs(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        text.try_into().expect("long enough")
    }

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let passwords = Passwords::new(2, 2);
        let hash = passwords.hash(password("correct horse")).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert!(passwords.verify(password("correct horse"), Some(hash.clone())).await.expect("verified"));
        assert!(!passwords.verify(password("wrong horse"), Some(hash)).await.expect("verified"));
        assert!(!passwords.verify(password("a password that nobody has"), None).await.expect("verified"));
    }

    #[tokio::test]
    async fn the_decoy_takes_as_long_as_a_hash_of_now() {
        let hash = Passwords::new(1, 1).hash(password("correct horse")).await.expect("hashed");
        let (now, decoy) = (PasswordHash::new(&hash).expect("a hash"), PasswordHash::new(DECOY).expect("a hash"));
        assert_eq!((now.algorithm, now.version, &now.params), (decoy.algorithm, decoy.version, &decoy.params));
        assert_eq!(now.salt.map(|salt| salt.len()), decoy.salt.map(|salt| salt.len()));
        assert_eq!(now.hash.map(|hash| hash.len()), decoy.hash.map(|hash| hash.len()));
    }

    #[tokio::test]
    async fn the_line_is_bounded() {
        let passwords = Arc::new(Passwords::new(1, 1));
        let working = Arc::clone(&passwords.working).acquire_owned().await.expect("free");
        let hashing = |text: &'static str| {
            let passwords = Arc::clone(&passwords);
            tokio::spawn(async move { passwords.hash(password(text)).await })
        };
        let waiting = [hashing("one of two"), hashing("two of two")];
        while passwords.admitted.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let refused = passwords.hash(password("one too many")).await.expect_err("refused");
        assert_eq!((refused.status, refused.problem.retry_after()), (503, Some(Duration::from_secs(1))));
        drop(working);
        for one in waiting {
            assert!(one.await.expect("ran").is_ok());
        }
    }
}
