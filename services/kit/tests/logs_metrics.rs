//! The metrics of a log queue, in a process of their own: every queue of a process adds to the same ones.

mod peer;

use std::time::{Duration, Instant};

use kit::{
    channel::channel,
    logs::{self, Level, LogQueue, Record, Settings},
    shutdown::Stopped,
};
use peer::{Behaviour, LOCAL, Peer, SOON, eventually, metric};
use tonic::Code;

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_say_what_the_accounts_say() {
    let refused = Behaviour::Fail { after: 8, code: Code::InvalidArgument, acknowledged: Some("3") };
    let peer = Peer::new([refused], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let settings = Settings { capacity: 8, stream_interval: Duration::from_millis(50), ..Settings::default() };
    let queue = LogQueue::new(settings);
    let read = || {
        let names = ["emitted_total", "acknowledged_total", "dropped_total", "in_flight"];
        names.map(|name| metric(&format!("log_records_{name}"), &[]))
    };
    for number in 0..10 {
        queue.emit(Record::new(Level::Info, &number.to_string()));
    }
    assert_eq!(read(), [10.0, 0.0, 2.0, 8.0]);
    let shipping = logs::start(&queue, channel(&format!("http://{}", server.local_addr())).unwrap(), "test-1");
    eventually("the settlement", || queue.counts().in_flight == 0).await;
    eventually("its metrics", || read() == [10.0, 7.0, 3.0, 0.0]).await;
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
}
