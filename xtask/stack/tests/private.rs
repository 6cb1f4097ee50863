//! Stacks for tests, with the real PostgreSQL, Kafka and NGINX.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use stack::kafka::Choice;
use stack::postgres::Cluster;
use stack::{Options, Signal, Stack};

fn runs(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

/// For anything that should happen soon; a test that waits this long fails.
const SOON: Duration = Duration::from_secs(60);

fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + SOON;
    while !condition() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Ask through the client program, which reads the URL as any client does.
fn query(url: &str, statement: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--tuples-only", "--no-align", "--command", statement, url])
        .env("LC_ALL", "C")
        .output()
        .expect("psql comes with PostgreSQL");
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

#[test]
fn a_cluster_is_private_durable_and_guarded_by_its_password() {
    let cluster = Cluster::start_private().expect("it starts");
    let (one, two) = (cluster.database_url("one").expect("made"), cluster.database_url("two").expect("made"));
    assert_eq!(cluster.database_url("one").expect("there already"), one);
    query(&one, "CREATE TABLE only_here ()").expect("it is ours");
    assert!(query(&two, "SELECT FROM only_here").expect_err("another database").contains("does not exist"));

    let setting = |name: &str| query(&one, &format!("SHOW {name}")).expect("a setting");
    for durable in ["fsync", "synchronous_commit", "full_page_writes"] {
        assert_eq!(setting(durable), "on", "{durable}");
    }
    assert_eq!(setting("listen_addresses"), "127.0.0.1");
    assert_eq!(setting("server_encoding"), "UTF8");

    let (before, after) = one.split_once("tuckshop:").expect("a role");
    let wrong = format!("{before}tuckshop:wrong{}", &after[after.find('@').expect("a host")..]);
    assert!(query(&wrong, "SELECT 1").expect_err("refused").contains("password authentication failed"));
}

#[test]
fn what_was_committed_survives_the_servers_sudden_end() {
    let cluster = Cluster::start_private().expect("it starts");
    let url = cluster.database_url("shop").expect("made");
    query(&url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)").expect("committed");
    let stack = cluster.stack();
    assert!(stack.pids("postgres").len() > 3, "the postmaster and its processes");
    stack.kill("postgres", Signal::SIGKILL).expect("it runs");
    stack.wait_exit("postgres", SOON).expect("it is gone");
    assert!(!stack.is_running("postgres"));
    stack.start_part("postgres").expect("it recovers");
    assert_eq!(query(&url, "SELECT n FROM kept").as_deref(), Ok("7"));
    assert!(stack.start_part("postgres").is_err(), "it runs already");
}

#[test]
fn no_process_of_a_part_carries_on_when_all_are_killed() {
    let cluster = Cluster::start_private().expect("it starts");
    let stack = cluster.stack();
    let pids = stack.pids("postgres");
    stack.kill_all("postgres", Signal::SIGKILL).expect("they run");
    stack.wait_exit("postgres", SOON).expect("it is gone");
    // Nor is one left that was forked meanwhile.
    until("the others are gone", || pids.iter().all(|pid| !runs(*pid)) && stack.pids("postgres").is_empty());
    assert!(stack.kill_all("postgres", Signal::SIGKILL).is_err(), "nothing is left");
}

#[test]
fn kafka_stacks_run_side_by_side() {
    let stacks: Vec<Stack> = thread::scope(|scope| {
        let start = || Stack::start(Options::only(["kafka"])).expect("it starts");
        let threads = [scope.spawn(start), scope.spawn(start)];
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let bootstrap = |stack: &Stack| stack.kafka_bootstrap().expect("it runs");
    assert_ne!(bootstrap(&stacks[0]), bootstrap(&stacks[1]));
    let pid = stacks[1].pids("kafka")[0];
    drop(stacks);
    assert!(!runs(pid));
}

#[test]
fn apache_kafka_comes_back_where_it_was() {
    let stack = Stack::start(Options::only(["kafka"]).kafka(Choice::Apache)).expect("it starts");
    let before = stack.kafka_bootstrap().expect("it runs");
    // Being ready includes that the topics are there, which the second start only finds.
    stack.restart("kafka").expect("it comes back");
    assert_eq!(stack.kafka_bootstrap().expect("it runs"), before);
}

#[test]
fn the_mail_catcher_takes_mails_keeps_them_and_passes_nothing_on() {
    let stack = Stack::start(Options::only(["mail"])).expect("it starts");
    let mails = || {
        let entries = std::fs::read_dir(stack.mail_directory()).expect("the directory is there");
        entries.flatten().filter(|entry| entry.path().extension().is_some_and(|extension| extension == "eml")).count()
    };
    for expected in [1, 2] {
        let mut stream = std::net::TcpStream::connect(stack.address("mail")).expect("it listens");
        stream.set_read_timeout(Some(SOON)).expect("set");
        let commands =
            "EHLO here\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n";
        stream.write_all(commands.as_bytes()).expect("it reads");
        let mut heard = String::new();
        stream.read_to_string(&mut heard).expect("it answers and closes");
        assert!(heard.contains("250 2.0.0 Kept\r\n221 "), "{heard}");
        assert_eq!(mails(), expected);
        stack.restart("mail").expect("it comes back at the same address");
    }
}

#[test]
fn a_part_that_ends_while_it_starts_is_told_with_its_last_words() {
    let stack = Stack::start(Options::only(["postgres"])).expect("it starts");
    stack.stop("postgres").expect("it ends in time");
    let taken = std::net::TcpListener::bind(stack.address("postgres")).expect("its port is free now");
    let error = stack.start_part("postgres").expect_err("its port is taken").to_string();
    assert!(error.contains("postgres ended while it was starting"), "{error}");
    assert!(error.contains("could not bind IPv4 address"), "{error}");
    drop(taken);
    stack.start_part("postgres").expect("the port is free again");
}

/// Not a test of its own: the process that the next one kills.
#[test]
#[ignore = "run by no_process_outlives_the_test_process"]
fn victim() {
    let start =
        || (Cluster::start_private().expect("it starts"), Stack::start(Options::only(["kafka"])).expect("it starts"));
    // Threads end before the process does, as those of a test harness.
    let (cluster, kafka) = thread::spawn(start).join().expect("no panic");
    assert!(cluster.stack().is_running("postgres") && kafka.is_running("kafka"), "a thread's end is not the process's");
    let pids: Vec<String> =
        cluster.stack().pids("postgres").iter().chain(&kafka.pids("kafka")).map(u32::to_string).collect();
    println!("\npids {}", pids.join(" "));
    thread::sleep(Duration::from_secs(120));
}

#[test]
fn no_process_outlives_the_test_process() {
    let this = std::env::current_exe().expect("a program");
    let mut child = Command::new(this)
        .args(["--ignored", "--exact", "victim", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let line =
        output.lines().map_while(Result::ok).find(|line| line.starts_with("pids ")).expect("it says what it started");
    let pids: Vec<u32> = line.split(' ').skip(1).map(|pid| pid.parse().expect("a number")).collect();
    assert!(pids.len() > 4 && pids.iter().all(|pid| runs(*pid)), "{line}");
    child.kill().expect("it runs");
    child.wait().expect("it ended");
    until("all its processes are gone", || pids.iter().all(|pid| !runs(*pid)));
    // What it could not remove, the next stack removes, unless one beside it is at it already.
    drop(Cluster::start_private().expect("it starts"));
    until("its directories are gone", || {
        let mut directories = std::fs::read_dir(std::env::temp_dir()).expect("readable").flatten();
        !directories.any(|entry| belongs_to(&entry.path(), child.id()))
    });
}

fn belongs_to(directory: &Path, pid: u32) -> bool {
    let owner = std::fs::read_to_string(directory.join("owner.json")).unwrap_or_default();
    owner.contains(&format!("\"pid\":{pid},"))
}
