//! What operators see of a service: its ops endpoint.

use std::time::Duration;

use stack::Stack;

use crate::Reply;

/// The metrics of a service at one moment.
#[derive(Debug, Clone)]
pub struct Metrics(String);

impl Metrics {
    /// The sum of all series of a name that have these labels; zero when there is none.
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        let has = |series: &str, (label, value): &(&str, &str)| series.contains(&format!("{label}=\"{value}\""));
        let series = self.0.lines().filter_map(|line| line.rsplit_once(' '));
        let wanted = series.filter(|(series, _)| {
            series.split('{').next() == Some(name) && labels.iter().all(|label| has(series, label))
        });
        wanted.map(|(_, value)| value.parse::<f64>().expect("a number")).sum()
    }
}

/// The metrics of a service as they are now.
///
/// # Panics
///
/// When the service does not answer.
pub async fn metrics(stack: &Stack, part: &str) -> Metrics {
    let reply = ops(stack, part, "/metrics").await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    Metrics(reply.text)
}

/// Ask the ops endpoint of a service for `/healthz`, `/readyz` or `/metrics`.
///
/// # Panics
///
/// When the service does not answer.
pub async fn ops(stack: &Stack, part: &str, path: &str) -> Reply {
    let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).no_proxy().build().expect("a client");
    Reply::to(http.get(format!("{}{path}", stack.ops_url(part)))).await
}
