//! Whether a token is still good: the DB service is asked, and its answer holds for two seconds. A read of it takes at most
//! two more, so that a deactivation or a new password is felt on every replica within five.

use std::sync::Arc;
use std::time::Duration;

use grpc::store_v1::{Access, GetAccessRequest};
use moka::future::Cache;
use rest_runtime::Failure;

use crate::backend::{Backend, read};
use crate::tokens::Claims;

/// How long an answer holds.
const HOLDS: Duration = Duration::from_secs(2);
/// How long a read of it may take.
const READ: Duration = Duration::from_secs(2);
/// Most accounts that are remembered.
const REMEMBERED: u64 = 100_000;

/// The accounts that were asked for lately.
#[derive(Debug)]
pub(crate) struct AccessCheck {
    answers: Cache<i64, Access>,
}

impl AccessCheck {
    pub(crate) fn new() -> Self {
        Self { answers: Cache::builder().max_capacity(REMEMBERED).time_to_live(HOLDS).build() }
    }

    /// Whether the account that `claims` speak of still stands behind them; 401 when it does not.
    pub(crate) async fn check(&self, backend: &Backend, claims: &Claims) -> Result<(), Failure> {
        let access = match self.answers.get(&claims.user_id).await {
            Some(access) => Ok(access),
            // In a place of its own: whoever finds an answer does not carry the room for a call about.
            None => Box::pin(self.answers.try_get_with(claims.user_id, load(backend, claims.user_id))).await,
        };
        match access {
            Ok(access) if access.active && access.token_version == claims.ver => Ok(()),
            Ok(_) => Err(Failure::unauthorized()),
            Err(failure) => Err(Arc::unwrap_or_clone(failure)),
        }
    }

    /// Forget an account that this replica has just changed.
    pub(crate) async fn forget(&self, user_id: i64) {
        self.answers.invalidate(&user_id).await;
    }
}

async fn load(backend: &Backend, user_id: i64) -> Result<Access, Failure> {
    let users = &backend.users;
    let answer = read(GetAccessRequest { user_id }, |request| {
        let mut users = users.clone();
        async move { users.get_access(request).await }
    });
    tokio::time::timeout(READ, answer)
        .await
        .unwrap_or_else(|_elapsed| Err(Failure::new(504, "deadline_exceeded", "the answer was not ready in time")))
}
