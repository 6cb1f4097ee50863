//! Which port each part listens on: fixed ones for development, free ones for tests.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::PathBuf;

use nix::unistd::Uid;

use crate::error::Doing as _;
use crate::{Error, Result};

/// Every listener, by name, with its port in development. `…-ops` are the endpoints for health and metrics.
const FIXED: [(&str, u16); 14] = [
    ("nginx", 8080),
    ("api-1", 8081),
    ("api-2", 8082),
    ("db", 50051),
    ("logging", 50052),
    ("db-ops", 9101),
    ("logging-ops", 9102),
    ("api-1-ops", 9103),
    ("api-2-ops", 9104),
    ("notification-ops", 9105),
    ("mail", 1025),
    ("postgres", 54329),
    ("kafka", 9092),
    ("kafka-controller", 9093),
];

/// The lowest port that is given out to tests.
const LOWEST: u16 = 10_240;

/// The ports of one stack.
#[derive(Debug)]
pub(crate) struct Ports {
    by_listener: BTreeMap<String, u16>,
    /// Held as long as the stack lives, so that no other test process takes its ports.
    _reservations: Vec<Reservation>,
}

impl Ports {
    pub(crate) fn fixed() -> Self {
        let by_listener = FIXED.iter().map(|(listener, port)| ((*listener).to_owned(), *port)).collect();
        Self { by_listener, _reservations: Vec::new() }
    }

    /// A free port for each listener.
    pub(crate) fn free() -> Result<Self> {
        let mut by_listener = BTreeMap::new();
        let mut reservations = Vec::new();
        for (listener, _) in FIXED {
            let reservation = reserve()?;
            by_listener.insert(listener.to_owned(), reservation.port());
            reservations.push(reservation);
        }
        Ok(Self { by_listener, _reservations: reservations })
    }

    /// All ports of a part: its own and those of its further listeners.
    pub(crate) fn of_part(&self, part: &str) -> impl Iterator<Item = u16> {
        let belongs = move |listener: &str| {
            listener.strip_prefix(part).is_some_and(|rest| matches!(rest, "" | "-ops" | "-controller"))
        };
        self.by_listener.iter().filter(move |(listener, _)| belongs(listener)).map(|(_, port)| *port)
    }

    /// Panics when there is no such listener.
    pub(crate) fn of(&self, listener: &str) -> u16 {
        self.address(listener).port()
    }

    /// Panics when there is no such listener.
    pub(crate) fn address(&self, listener: &str) -> SocketAddr {
        self.find(listener).unwrap_or_else(|| panic!("no listener is called {listener}"))
    }

    /// Where a part is reached: a service that only sends has nothing but its endpoint for health and metrics. Panics when
    /// there is no such part.
    pub(crate) fn address_of_part(&self, part: &str) -> SocketAddr {
        self.find(part).unwrap_or_else(|| self.address(&format!("{part}-ops")))
    }

    pub(crate) fn find(&self, listener: &str) -> Option<SocketAddr> {
        self.by_listener.get(listener).map(|port| local(*port))
    }
}

/// `127.0.0.1` with a port.
pub(crate) fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// Whether nobody listens on a port of this machine.
pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind(local(port)).is_ok()
}

/// A port that no other holder of a reservation is given, and that was free when it was taken.
#[derive(Debug)]
pub struct Reservation {
    port: u16,
    _lock: File,
}

impl Reservation {
    /// The port, below the range from which the kernel takes ports for outgoing connections.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

/// Reserve a free port. A port found by binding port 0 would be free only until the next process does the same; a lock
/// on a file per port keeps it until the reservation is dropped or this process ends.
///
/// # Errors
///
/// When no port is free or the lock files cannot be created.
pub fn reserve() -> Result<Reservation> {
    let directory = lock_directory()?;
    let end = ephemeral_start().max(LOWEST + 1000);
    let span = u32::from(end - LOWEST);
    // Another starting point for each process keeps the search short; it decides nothing else.
    let start = std::process::id().wrapping_mul(7919) % span;
    for step in 0..span {
        let port = LOWEST + u16::try_from((start + step) % span).expect("the span is that of ports");
        let path = directory.join(port.to_string());
        let lock =
            File::options().create(true).append(true).open(&path).doing(|| format!("open {}", path.display()))?;
        if lock.try_lock().is_ok() && is_free(port) {
            return Ok(Reservation { port, _lock: lock });
        }
    }
    Err(Error::Refused(format!("no free port between {LOWEST} and {end}")))
}

fn lock_directory() -> Result<PathBuf> {
    let us = Uid::effective().as_raw();
    let directory = std::env::temp_dir().join(format!("tuckshop-ports-{us}"));
    let created = DirBuilder::new().mode(0o700).create(&directory);
    let metadata = fs::symlink_metadata(&directory);
    match (created, metadata) {
        (_, Ok(metadata)) if metadata.is_dir() && metadata.uid() == us => Ok(directory),
        (Err(source), Err(_)) => Err(Error::Io { doing: format!("create {}", directory.display()), source }),
        _ => Err(Error::Refused(format!("{} belongs to somebody else", directory.display()))),
    }
}

fn ephemeral_start() -> u16 {
    let range = fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    range.split_whitespace().next().and_then(|low| low.parse().ok()).unwrap_or(32_768)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_ports_are_free_and_not_given_twice() {
        let first = reserve().expect("a port");
        let second = reserve().expect("another port");
        assert_ne!(first.port(), second.port());
        assert!(is_free(first.port()));
        assert!(first.port() < ephemeral_start());
        let taken = TcpListener::bind(local(first.port())).expect("bound");
        assert!(!is_free(first.port()));
        drop(taken);
    }

    #[test]
    fn fixed_ports_are_all_different() {
        let ports = Ports::fixed();
        let distinct: std::collections::BTreeSet<_> = ports.by_listener.values().collect();
        assert_eq!(distinct.len(), FIXED.len());
    }
}
