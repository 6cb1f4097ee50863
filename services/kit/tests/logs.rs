//! The accounts of the log queue, against a real peer that acknowledges, fails, lies, keeps silent and goes away.

mod peer;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use kit::{
    channel::channel,
    logs::{self, Counts, Level, LogQueue, Record, Settings, Shipping},
    shutdown::Stopped,
};
use peer::{Behaviour, LOCAL, Peer, SOON, eventually};
use tonic::Code;

fn settings() -> Settings {
    Settings { stream_interval: Duration::from_millis(100), answer_limit: SOON, ..Settings::default() }
}

/// With a peer that does not answer at times. An answer does not take this long.
fn impatient() -> Settings {
    Settings { answer_limit: Duration::from_secs(2), ..settings() }
}

fn ship(queue: &LogQueue, address: SocketAddr) -> Shipping {
    logs::start(queue, channel(&format!("http://{address}")).unwrap(), "test-1")
}

fn emit(queue: &LogQueue, numbers: std::ops::Range<usize>) {
    for number in numbers {
        queue.emit(Record::new(Level::Info, &number.to_string()));
    }
}

fn numbers(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| number.to_string()).collect()
}

/// Looks at the accounts all the time while something else happens.
struct Auditor {
    done: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<u64>,
}

impl Auditor {
    fn watch(queue: &LogQueue, most_in_flight: u64) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let (queue, stop) = (queue.clone(), Arc::clone(&done));
        let thread = std::thread::spawn(move || {
            let mut looks = 0;
            let mut before = Counts::default();
            while !stop.load(Ordering::Relaxed) {
                let now = queue.counts();
                assert_eq!(now.emitted, now.acknowledged + now.dropped + now.in_flight, "{now:?}");
                assert!(now.in_flight <= most_in_flight, "{now:?}");
                assert!(now.emitted >= before.emitted && now.acknowledged >= before.acknowledged, "{before:?} {now:?}");
                assert!(now.dropped >= before.dropped, "{before:?} {now:?}");
                before = now;
                looks += 1;
                std::thread::yield_now();
            }
            looks
        });
        Self { done, thread }
    }

    fn finish(self) {
        self.done.store(true, Ordering::Relaxed);
        assert!(self.thread.join().unwrap() > 0);
    }
}

/// The counts, and their metrics' sum: every queue of a test process adds to the same metrics.
fn counts(emitted: u64, acknowledged: u64, dropped: u64) -> Counts {
    Counts { emitted, acknowledged, dropped, in_flight: emitted - acknowledged - dropped }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_in_order_and_is_acknowledged_stream_by_stream() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let queue = LogQueue::new(settings());
    let shipping = ship(&queue, server.local_addr());
    let auditor = Auditor::watch(&queue, 20_000);
    emit(&queue, 0..100);
    eventually("the first acknowledgement", || queue.counts() == counts(100, 100, 0)).await;
    emit(&queue, 100..5_000);
    eventually("the second acknowledgement", || queue.counts() == counts(5_000, 5_000, 0)).await;
    assert!(peer.calls().len() >= 2, "{}", peer.calls().len());
    assert_eq!(peer.calls().concat(), numbers(0..5_000));
    let first = peer.records().swap_remove(0);
    assert_eq!((first.service_name.as_str(), first.level.as_str()), ("test-1", "INFO"));
    auditor.finish();
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
    assert_eq!(server.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_records_of_many_threads_arrive_each_thread_in_order() {
    const THREADS: usize = 8;
    const EACH: usize = 500;
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let queue = LogQueue::new(settings());
    let shipping = ship(&queue, server.local_addr());
    // Now and then all wait for what was sent, so that the feed is idle when the next records come.
    for round in 1..=10 {
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let queue = &queue;
                scope.spawn(move || {
                    for number in EACH * (round - 1)..EACH * round {
                        queue.emit(Record::new(Level::Info, &format!("{thread} {number}")));
                    }
                });
            }
        });
        let sent = round * THREADS * EACH;
        eventually("every record, without another one", || peer.calls().iter().map(Vec::len).sum::<usize>() == sent)
            .await;
        eventually("the acknowledgement", || queue.counts() == counts(sent as u64, sent as u64, 0)).await;
    }
    let records = peer.calls().concat();
    for thread in 0..THREADS {
        let own: Vec<_> = records.iter().filter_map(|text| text.strip_prefix(&format!("{thread} "))).collect();
        assert_eq!(own, numbers(0..10 * EACH), "thread {thread}");
    }
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_stream_stays_open_and_carries_the_first_record_at_once() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let queue = LogQueue::new(Settings { stream_interval: Duration::from_secs(3_600), ..settings() });
    let shipping = ship(&queue, server.local_addr());
    eventually("the opening", || peer.calls().len() == 1).await;
    emit(&queue, 0..1);
    eventually("the record", || peer.calls() == [numbers(0..1)]).await;
    assert_eq!(queue.counts(), counts(1, 0, 0));
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
    assert_eq!((queue.counts(), peer.calls().len()), (counts(1, 1, 0), 1));
}

/// One odd answer to the first ten records, then a peer that acknowledges. `resent` is the first record of the second
/// call, `dropped` the one that is given up.
async fn after_one_odd_answer(behaviour: Behaviour, resent: usize, dropped: Option<usize>) {
    let peer = Peer::new([behaviour.clone()], Behaviour::Acknowledge);
    let queue = LogQueue::new(if matches!(behaviour, Behaviour::Silent) { impatient() } else { settings() });
    emit(&queue, 0..10);
    let server = peer.serve(LOCAL).await;
    let shipping = ship(&queue, server.local_addr());
    let number_dropped = dropped.iter().len() as u64;
    let settled = counts(10, 10 - number_dropped, number_dropped);
    eventually("the last acknowledgement", || queue.counts() == settled).await;
    let calls = peer.calls();
    let expected: Vec<_> = numbers(resent..10);
    let second: Vec<_> = calls[1..].concat();
    assert_eq!(second, expected, "{behaviour:?}: {calls:?}");
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_acknowledged_prefix_is_safe_and_the_rest_is_sent_again() {
    let failed = |after, acknowledged| Behaviour::Fail { after, code: Code::Unavailable, acknowledged };
    after_one_odd_answer(failed(0, None), 0, None).await;
    after_one_odd_answer(failed(5, None), 0, None).await;
    after_one_odd_answer(failed(5, Some("0")), 0, None).await;
    after_one_odd_answer(failed(5, Some("3")), 3, None).await;
    after_one_odd_answer(failed(10, Some("9")), 9, None).await;
    after_one_odd_answer(Behaviour::Summary { after: 10, count: 4 }, 4, None).await;
    after_one_odd_answer(Behaviour::Count(0), 0, None).await;
    after_one_odd_answer(Behaviour::Silent, 0, None).await;
    after_one_odd_answer(Behaviour::Panic, 0, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_counts_wrongly_cannot_unbalance_the_accounts() {
    let failed = |acknowledged| Behaviour::Fail { after: 10, code: Code::Unavailable, acknowledged };
    after_one_odd_answer(Behaviour::Count(-1), 0, None).await;
    after_one_odd_answer(Behaviour::Count(i64::MIN), 0, None).await;
    after_one_odd_answer(Behaviour::Count(1_000), 10, None).await;
    after_one_odd_answer(Behaviour::Count(i64::MAX), 10, None).await;
    after_one_odd_answer(failed(Some("1000")), 10, None).await;
    after_one_odd_answer(failed(Some("-1")), 0, None).await;
    after_one_odd_answer(failed(Some("many")), 0, None).await;
    after_one_odd_answer(failed(Some("99999999999999999999999")), 0, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_record_is_dropped_and_holds_nothing_up() {
    let refused = |acknowledged| Behaviour::Fail { after: 10, code: Code::InvalidArgument, acknowledged };
    after_one_odd_answer(refused(Some("2")), 3, Some(2)).await;
    after_one_odd_answer(refused(None), 1, Some(0)).await;
    after_one_odd_answer(refused(Some("9")), 10, Some(9)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_never_acknowledges_costs_a_bounded_number_of_records() {
    for behaviour in [Behaviour::Silent, Behaviour::Deaf, Behaviour::Count(0)] {
        let peer = Peer::new([], behaviour.clone());
        let server = peer.serve(LOCAL).await;
        let settings = Settings { capacity: 1_000, window: 500, ..impatient() };
        let queue = LogQueue::new(settings);
        let shipping = ship(&queue, server.local_addr());
        let auditor = Auditor::watch(&queue, 1_500);
        for batch in 0..50 {
            emit(&queue, batch * 1_000..(batch + 1) * 1_000);
            tokio::task::yield_now().await;
        }
        eventually("the third try", || peer.calls().len() >= 3).await;
        eventually("a full queue", || queue.counts() == counts(50_000, 0, 49_000)).await;
        assert!(peer.calls().iter().all(|call| call.len() <= 500), "{behaviour:?}");
        assert_eq!(shipping.stop(Instant::now() + Duration::from_millis(300)).await, Stopped::Incomplete);
        assert_eq!(queue.counts(), counts(50_000, 0, 49_000));
        auditor.finish();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shrinks_for_a_slow_peer_and_grows_again() {
    let peer = Peer::new([Behaviour::Silent, Behaviour::Silent], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let queue = LogQueue::new(Settings { window: 800, stream_interval: SOON, ..impatient() });
    emit(&queue, 0..2_350);
    let shipping = ship(&queue, server.local_addr());
    eventually("the last acknowledgement", || queue.counts() == counts(2_350, 2_350, 0)).await;
    let sizes: Vec<_> = peer.calls().iter().map(Vec::len).filter(|size| *size > 0).collect();
    assert_eq!(sizes, [800, 200, 50, 100, 200, 400, 800, 800]);
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn records_wait_for_a_peer_that_is_not_there_yet() {
    let deaf = tokio::net::TcpListener::bind(LOCAL).await.unwrap();
    let address = deaf.local_addr().unwrap();
    let queue = LogQueue::new(settings());
    let shipping = ship(&queue, address);
    let auditor = Auditor::watch(&queue, 20_000);
    emit(&queue, 0..300);
    for _try in 0..3 {
        drop(tokio::time::timeout(SOON, deaf.accept()).await.unwrap().unwrap());
    }
    drop(deaf);
    assert_eq!(queue.counts(), counts(300, 0, 0));
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(address).await;
    eventually("the acknowledgement", || queue.counts() == counts(300, 300, 0)).await;
    assert_eq!(peer.calls().concat(), numbers(0..300));
    auditor.finish();
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
    assert_eq!(server.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[test]
fn records_survive_a_peer_that_dies_and_comes_back() {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let here = runtime();
    let there = runtime();
    let silent = Peer::new([], Behaviour::Silent);
    let server = there.block_on(silent.serve(LOCAL));
    let address = server.local_addr();
    here.block_on(async {
        let settings = Settings { stream_interval: SOON, answer_limit: SOON, ..settings() };
        let queue = LogQueue::new(settings);
        let shipping = ship(&queue, address);
        let auditor = Auditor::watch(&queue, 20_000);
        emit(&queue, 0..300);
        eventually("the first delivery", || silent.calls() == [numbers(0..300)]).await;
        assert_eq!(queue.counts(), counts(300, 0, 0));
        there.shutdown_background();
        emit(&queue, 300..400);
        let peer = Peer::new([], Behaviour::Acknowledge);
        let deadline = Instant::now() + SOON;
        let server = loop {
            match tokio::net::TcpListener::bind(address).await {
                Ok(free) => {
                    drop(free);
                    break peer.serve(address).await;
                }
                Err(error) => assert!(Instant::now() < deadline, "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        eventually("the second delivery", || peer.calls().concat().len() == 400).await;
        assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
        assert_eq!(queue.counts(), counts(400, 400, 0));
        assert_eq!(peer.calls().concat(), numbers(0..400));
        auditor.finish();
        assert_eq!(server.stop(Instant::now() + SOON).await, Stopped::Complete);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_flushes_what_is_queued() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let queue = LogQueue::new(Settings { stream_interval: SOON, window: 300, ..settings() });
    let shipping = ship(&queue, server.local_addr());
    emit(&queue, 0..1_000);
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
    assert_eq!(queue.counts(), counts(1_000, 1_000, 0));
    assert_eq!(peer.calls().concat(), numbers(0..1_000));
}

#[tokio::test]
async fn a_full_queue_drops_its_oldest_records() {
    let queue = LogQueue::new(Settings { capacity: 10, ..settings() });
    emit(&queue, 0..25);
    assert_eq!(queue.counts(), counts(25, 0, 15));
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let shipping = ship(&queue, server.local_addr());
    eventually("the acknowledgement", || queue.counts() == counts(25, 10, 15)).await;
    assert_eq!(peer.calls().concat(), numbers(15..25));
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
}

#[tokio::test]
async fn a_local_queue_counts_nothing_and_keeps_nothing() {
    let queue = LogQueue::local();
    emit(&queue, 0..100);
    assert_eq!(queue.counts(), Counts::default());
}
