//! Whether a token is still good: the DB service is asked, and its answer holds for two seconds. To get it takes at most two
//! more, so that a deactivation or a new password is felt on every replica within five.

use std::sync::Arc;
use std::time::Duration;

use grpc::store_v1::{Access, GetAccessRequest};
use moka::future::Cache;
use rest_runtime::Failure;
use rest_runtime::server::detached;

use crate::backend::{Backend, check};
use crate::tokens::Claims;

/// How long an answer holds.
const HOLDS: Duration = Duration::from_secs(2);
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
            Some(access) if access.token_version >= claims.ver => Ok(access),
            // In a place of its own: whoever finds an answer does not carry the room for a call about.
            known => {
                Box::pin(async {
                    // Of an earlier password than the token, which was issued since then.
                    if known.is_some() {
                        self.forget(claims.user_id).await;
                    }
                    self.ask(backend, claims.user_id).await
                })
                .await
            }
        };
        match access {
            Ok(access) if access.active && access.token_version == claims.ver => Ok(()),
            Ok(_) => Err(Failure::unauthorized()),
            Err(failure) => Err(Arc::unwrap_or_clone(failure)),
        }
    }

    /// Once for all who ask meanwhile. It does not end with who came first: the others would have to begin anew, one after the
    /// other, until their requests have no time left.
    async fn ask(&self, backend: &Backend, user_id: i64) -> Result<Access, Arc<Failure>> {
        let users = backend.users.clone();
        let question = check(GetAccessRequest { user_id }, move |request| {
            let mut users = users.clone();
            async move { users.get_access(request).await }
        });
        let answers = self.answers.clone();
        detached(async move { answers.try_get_with(user_id, question).await }).await
    }

    /// Forget an account that this replica has just changed.
    pub(crate) async fn forget(&self, user_id: i64) {
        self.answers.invalidate(&user_id).await;
    }
}
