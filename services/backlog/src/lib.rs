//! A longer queue of connections for a listener that a library opened and keeps to itself.
//!
//! The standard library lets 128 connections wait to be accepted, and so does every server that binds with it, Dropshot's
//! among them. When more come in one moment, Linux drops what they send, and they try again a second later: a flash sale
//! begins with that. listen(2) may be called on a socket that listens already, and gives its queue another length.

use std::io;
use std::net::SocketAddr;
use std::os::fd::{BorrowedFd, RawFd};

use socket2::SockRef;

/// Let `connections` wait to be accepted by this process's listener on `address`; the system's own limit
/// (`net.core.somaxconn`) holds as well. Works where the system shows open files below `/proc/self/fd`.
///
/// # Errors
///
/// `NotFound` when there is no such listener, and what the system says otherwise.
pub fn lengthen(address: SocketAddr, connections: i32) -> io::Result<()> {
    for entry in std::fs::read_dir("/proc/self/fd")? {
        let number = entry?.file_name().to_str().and_then(|name| name.parse().ok());
        if let Some(fd) = number
            && lengthen_if_on(address, fd, connections)?
        {
            return Ok(());
        }
    }
    Err(io::Error::new(io::ErrorKind::NotFound, format!("nothing of this process listens on {address}")))
}

/// Whether a file descriptor is a listener on this address; then its queue is lengthened.
#[expect(unsafe_code)]
fn lengthen_if_on(address: SocketAddr, fd: RawFd, connections: i32) -> io::Result<bool> {
    // SAFETY: the number was that of an open file a moment ago. Who owns it may close it at any time, but nothing here depends
    // on what it is: the system answers questions to a number that is none, or not a socket any more, with an error, and only a
    // listener on the address gets anything else than questions.
    let fd = unsafe { BorrowedFd::borrow_raw(fd) };
    let socket = SockRef::from(&fd);
    let found = socket.is_listener().unwrap_or(false)
        && socket.local_addr().is_ok_and(|local| local.as_socket() == Some(address));
    if found {
        socket.listen(connections)?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};
    use std::time::Duration;

    use super::*;

    /// Connections that the system makes while nobody accepts any.
    fn made(address: SocketAddr, wanted: usize) -> usize {
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(500)).ok();
        let made: Vec<TcpStream> = std::iter::from_fn(connect).take(wanted).collect();
        made.len()
    }

    #[test]
    fn more_connections_wait_than_the_standard_library_lets() {
        const CROWD: usize = 300;
        let short = TcpListener::bind("127.0.0.1:0").expect("a port");
        assert!(made(short.local_addr().expect("an address"), CROWD) < CROWD, "nothing is to be done here");
        let long = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = long.local_addr().expect("an address");
        lengthen(address, CROWD as i32).expect("it listens");
        assert_eq!(made(address, CROWD), CROWD);
    }

    #[test]
    fn only_a_listener_of_this_process_is_found() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let connected = TcpStream::connect(address).expect("connected");
        let other = connected.local_addr().expect("an address");
        for nobody in [other, "127.0.0.2:1".parse().expect("an address")] {
            assert_eq!(lengthen(nobody, 300).expect_err("no listener").kind(), io::ErrorKind::NotFound);
        }
        lengthen(address, 300).expect("it listens");
    }
}
