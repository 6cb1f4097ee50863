//! What was asked of the store, by whom, and what came of it. Whether that can be true is the checker's business.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rust_decimal::Decimal;

use crate::order::shown;

/// Microseconds since the Unix epoch, by the clock of this machine, which PostgreSQL reads too.
pub type Micros = i64;

/// The time now.
pub fn now() -> Micros {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970");
    i64::try_from(since.as_micros()).expect("the clock is before the year 294247")
}

/// How many orders a page of one's orders has at most.
pub const PAGE_SIZE: usize = 50;

/// An order that somebody means to place, however often it is sent.
#[derive(Debug, Clone)]
pub struct Intent {
    pub user_id: i64,
    pub key: Option<String>,
    /// Product and quantity, in the order in which they are sent.
    pub lines: Vec<(i64, i32)>,
}

/// What a request asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// To place the order that is meant.
    Place {
        intent: usize,
    },
    /// To place another order under the key of an intent that was answered.
    Misuse {
        intent: usize,
    },
    Cancel {
        user_id: i64,
        order_id: i64,
    },
    /// To see a product.
    Read {
        product_id: i64,
    },
    /// To see one of one's orders.
    Show {
        user_id: i64,
        order_id: i64,
    },
    /// To see a page of one's orders, of up to [`PAGE_SIZE`].
    List {
        user_id: i64,
        page: usize,
    },
    /// To see one's account.
    ShowAccount {
        user_id: i64,
    },
    /// To deactivate one's account.
    Leave {
        user_id: i64,
    },
    /// More stock, with a mark by which it is found again.
    Restock {
        mark: i64,
        product_id: i64,
        amount: i32,
    },
    Reprice {
        product_id: i64,
        price: Decimal,
    },
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An answer of success, whole.
    Done { status: u16, location: Option<String>, body: String },
    /// A refusal after which nothing has happened.
    Refused { status: u16, code: String },
    /// An answer that leaves open whether something has happened.
    Failed { status: u16, code: String },
    /// No whole answer, so that it is open what has happened.
    Broken { why: String },
    /// The client went away, which leaves it open too.
    Left,
    /// There was no connection to send it over.
    NotSent,
}

impl Outcome {
    /// Whether the request may have taken effect without anybody knowing.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Broken { .. } | Self::Left)
    }

    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done { .. })
    }
}

/// A request with its outcome.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where it was sent to.
    pub door: &'static str,
    pub action: Action,
    pub started: Micros,
    pub ended: Micros,
    pub outcome: Outcome,
}

/// A time in which something was the case.
#[derive(Debug, Clone)]
pub struct Span {
    pub from: Micros,
    pub to: Micros,
    pub what: String,
}

/// Everything that was asked.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub began: Micros,
    pub intents: Vec<Intent>,
    /// In the order in which they ended.
    pub requests: Vec<Request>,
    /// When nothing was broken.
    pub calm: Vec<Span>,
    /// What was broken when.
    pub faults: Vec<Span>,
    /// When a process was about to be killed.
    pub kills: Vec<Micros>,
    /// When a process was stopped, so that its time did not pass.
    pub stops: Vec<Span>,
    /// Faults that broke nothing, and why.
    pub ineffective: Vec<String>,
}

impl History {
    /// A request as a line for people.
    pub fn line(&self, request: &Request) -> String {
        let seconds = |micros: Micros| micros as f64 / 1e6;
        let (at, took) = (seconds(request.started - self.began), seconds(request.ended - request.started));
        let action = self.action(&request.action);
        format!("{at:9.3} s  {took:6.3} s  {:6}  {action} -> {}", request.door, request.outcome)
    }

    /// A span as a line for people.
    pub fn span(&self, span: &Span) -> String {
        let seconds = |micros: Micros| (micros - self.began) as f64 / 1e6;
        format!("{:9.3} s to {:.3} s  {}", seconds(span.from), seconds(span.to), span.what)
    }

    fn action(&self, action: &Action) -> String {
        match action {
            Action::Place { intent } => {
                let Intent { user_id, key, lines } = &self.intents[*intent];
                let key = if key.is_some() { "with a key" } else { "without a key" };
                format!("user {user_id} places [{intent}] {key}: {}", shown(lines))
            }
            Action::Misuse { intent } => format!("places another order under the key of [{intent}]"),
            Action::Cancel { user_id, order_id } => format!("user {user_id} cancels order {order_id}"),
            Action::Read { product_id } => format!("reads product {product_id}"),
            Action::Show { user_id, order_id } => format!("user {user_id} reads order {order_id}"),
            Action::List { user_id, page } => format!("user {user_id} reads page {page} of the orders"),
            Action::ShowAccount { user_id } => format!("user {user_id} reads the account"),
            Action::Leave { user_id } => format!("user {user_id} deactivates the account"),
            Action::Restock { mark, product_id, amount } => format!("restock {mark}: {amount} of product {product_id}"),
            Action::Reprice { product_id, price } => format!("product {product_id} costs {price} from now on"),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done { status, body, .. } => write!(out, "{status} {body}"),
            Self::Refused { status, code } => write!(out, "refused, {status} {code}"),
            Self::Failed { status, code } => write!(out, "unknown, {status} {code}"),
            Self::Broken { why } => write!(out, "unknown, {why}"),
            Self::Left => out.write_str("unknown, the client went away"),
            Self::NotSent => out.write_str("no connection, so it was not sent"),
        }
    }
}

/// A history that is being written, by everybody at once.
#[derive(Debug)]
pub struct Record(Mutex<History>);

impl Record {
    pub fn begin() -> Self {
        Self(Mutex::new(History { began: now(), ..History::default() }))
    }

    /// Somebody means to place an order; returns the number by which its requests name it.
    pub fn intent(&self, intent: Intent) -> usize {
        let mut history = self.history();
        history.intents.push(intent);
        history.intents.len() - 1
    }

    pub fn intent_of(&self, number: usize) -> Intent {
        self.history().intents[number].clone()
    }

    /// A request that began at `started` has its outcome now.
    pub fn request(&self, door: &'static str, action: Action, started: Micros, outcome: Outcome) {
        self.history().requests.push(Request { door, action, started, ended: now(), outcome });
    }

    /// From `from` until now nothing was broken.
    pub fn calm(&self, from: Micros, what: impl Into<String>) {
        self.history().calm.push(Span { from, to: now(), what: what.into() });
    }

    /// From `from` until now this was broken.
    pub fn fault(&self, from: Micros, what: impl Into<String>) {
        self.history().faults.push(Span { from, to: now(), what: what.into() });
    }

    /// A process is about to be killed.
    pub fn kill(&self) {
        self.history().kills.push(now());
    }

    /// From `from` until now a process was stopped.
    pub fn stop(&self, from: Micros, what: impl Into<String>) {
        self.history().stops.push(Span { from, to: now(), what: what.into() });
    }

    /// A fault broke nothing.
    pub fn ineffective(&self, why: impl Into<String>) {
        self.history().ineffective.push(why.into());
    }

    /// When it began.
    pub fn began(&self) -> Micros {
        self.history().began
    }

    /// How many requests have ended.
    pub fn len(&self) -> usize {
        self.history().requests.len()
    }

    /// Everything up to now.
    pub fn so_far(&self) -> History {
        self.history().clone()
    }

    /// How many requests had which outcome since the request with this number: all, done, refused, unknown.
    pub fn counts_since(&self, first: usize) -> [usize; 4] {
        let history = self.history();
        let requests = &history.requests[first.min(history.requests.len())..];
        let count = |is: &dyn Fn(&Outcome) -> bool| requests.iter().filter(|request| is(&request.outcome)).count();
        let refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused { .. } | Outcome::NotSent);
        [requests.len(), count(&Outcome::is_done), count(&refused), count(&Outcome::is_unknown)]
    }

    fn history(&self) -> MutexGuard<'_, History> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
