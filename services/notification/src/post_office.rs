//! The mail server as all deliveries share it: whether it can be used, the connections that are kept open, and how many mails
//! are handed over at the same time. While it cannot be used, nobody tries but the watch in here.

use std::{
    mem,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use kit::readiness::Condition;
use tokio::{
    sync::{Semaphore, SemaphorePermit, watch},
    time::{sleep, timeout},
};

use crate::{
    delays::Delays,
    mail::Mail,
    smtp::{Conversation, Failure, Reason, Server},
};

/// A connection that was not used for this long is ended: servers do so, too, and it takes memory on both sides.
const IDLE: Duration = Duration::from_secs(20);
/// Between two questions to a server to which nothing was sent meanwhile.
const CHECK: Duration = Duration::from_secs(20);
/// Between two questions to a server that cannot be used: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));
/// Between lines about an outage that goes on.
const SILENCE: Duration = Duration::from_secs(60);

/// The one mail server.
pub(crate) struct PostOffice {
    server: Server,
    places: Semaphore,
    usable: watch::Sender<bool>,
    condition: Condition,
    idle: Mutex<Vec<(Conversation, Instant)>>,
    /// How many mails were taken so far.
    taken: AtomicU64,
}

impl PostOffice {
    /// Not usable before [`PostOffice::watch`] has seen that it is. `places`: mails that are handed over at the same time.
    pub(crate) fn new(server: Server, places: usize, condition: Condition) -> Self {
        Self {
            server,
            places: Semaphore::new(places),
            usable: watch::Sender::new(false),
            condition,
            idle: Mutex::default(),
            taken: AtomicU64::new(0),
        }
    }

    /// Wait until the server can be used and one may hand over a mail. Ends with its caller only.
    pub(crate) async fn turn(&self) -> SemaphorePermit<'_> {
        loop {
            let mut usable = self.usable.subscribe();
            // Neither can be closed: both are ours.
            let _ = usable.wait_for(|usable| *usable).await;
            if let Ok(place) = self.places.acquire().await
                && *self.usable.borrow()
            {
                return place;
            }
        }
    }

    /// A conversation in which the sender of this mail was accepted.
    pub(crate) async fn begin(&self, mail: &Mail) -> Result<Conversation, Failure> {
        // One that was kept open may have been closed by the server meanwhile.
        while let Some(mut conversation) = self.kept() {
            match self.server.begin(&mut conversation, mail).await {
                Ok(()) => return Ok(conversation),
                Err(Failure::Server(reason)) => tracing::debug!(%reason, "a connection was kept for nothing"),
                Err(failure) => return Err(failure),
            }
        }
        let mut conversation = self.server.connect().await.map_err(Failure::Server)?;
        self.server.begin(&mut conversation, mail).await?;
        Ok(conversation)
    }

    /// The conversation can be gone on with; a mail was taken in it.
    pub(crate) fn taken(&self, conversation: Conversation) {
        self.taken.fetch_add(1, Ordering::Relaxed);
        self.keep(conversation);
    }

    /// The server has refused the mail that was begun; it may take another one.
    pub(crate) async fn reuse(&self, mut conversation: Conversation) {
        if conversation.reset().await.is_ok() {
            self.keep(conversation);
        }
    }

    /// The server cannot be used. Nobody is let in until it can be again.
    pub(crate) fn close(&self, reason: &Reason) {
        if self.set_usable(false) {
            tracing::warn!(%reason, "the mail server cannot be used, mails wait");
            self.idle().clear();
        }
    }

    /// Looks after the server. Never ends by itself; may be dropped at any time.
    pub(crate) async fn watch(self: Arc<Self>) {
        let mut delays = Delays::new(PAUSES.0, PAUSES.1);
        loop {
            self.wait_until_usable(&mut delays).await;
            let (before, since) = (self.taken.load(Ordering::Relaxed), Instant::now());
            self.watch_usable().await;
            if self.taken.load(Ordering::Relaxed) > before || since.elapsed() > CHECK {
                delays = Delays::new(PAUSES.0, PAUSES.1);
            } else {
                // It looked usable and took nothing: the pauses go on growing.
                sleep(delays.next()).await;
            }
        }
    }

    async fn wait_until_usable(&self, delays: &mut Delays) {
        let (began, mut told) = (Instant::now(), None::<Instant>);
        loop {
            match self.server.probe().await {
                Ok(conversation) => {
                    self.keep(conversation);
                    break;
                }
                Err(reason) => {
                    if told.is_none_or(|told| told.elapsed() > SILENCE) {
                        told = Some(Instant::now());
                        let seconds = began.elapsed().as_secs();
                        tracing::warn!(%reason, seconds, "the mail server cannot be used, trying again");
                    }
                    sleep(delays.next()).await;
                }
            }
        }
        tracing::info!(seconds = began.elapsed().as_secs_f32(), "the mail server can be used");
        self.set_usable(true);
    }

    /// With the condition, so that the two never differ, whoever finds what at the same moment. False when it was so already.
    fn set_usable(&self, now: bool) -> bool {
        self.usable.send_if_modified(|usable| {
            self.condition.set(now);
            mem::replace(usable, now) != now
        })
    }

    /// Until somebody, or the watch itself, finds that it is usable no more.
    async fn watch_usable(&self) {
        let mut usable = self.usable.subscribe();
        loop {
            let before = self.taken.load(Ordering::Relaxed);
            if timeout(CHECK, usable.wait_for(|usable| !usable)).await.is_ok() {
                return;
            }
            self.end_idle().await;
            if self.taken.load(Ordering::Relaxed) > before {
                continue;
            }
            match self.server.probe().await {
                Ok(conversation) => conversation.end().await,
                Err(reason) => self.close(&reason),
            }
        }
    }

    fn kept(&self) -> Option<Conversation> {
        self.idle().pop().map(|(conversation, _)| conversation)
    }

    fn keep(&self, conversation: Conversation) {
        self.idle().push((conversation, Instant::now()));
    }

    async fn end_idle(&self) {
        let old: Vec<_> = self.idle().extract_if(.., |(_, since)| since.elapsed() > IDLE).collect();
        for (conversation, _) in old {
            conversation.end().await;
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Conversation, Instant)>> {
        kit::locked(&self.idle)
    }
}
