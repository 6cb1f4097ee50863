//! Stands between a service and PostgreSQL, so that a test can take the server away, freeze it and give it back.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use stack::ports::{Reservation, reserve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy, sink},
    net::{
        TcpListener, TcpSocket, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::{JoinHandle, JoinSet},
};

pub struct Proxy {
    /// Where the service finds the server.
    pub address: SocketAddr,
    server: SocketAddr,
    frozen: watch::Sender<bool>,
    stop_at: StopAt,
    listening: Option<JoinHandle<()>>,
    /// The port is ours, whether anybody listens or not.
    _port: Reservation,
}

impl Proxy {
    /// In front of the server of a URL, and away at first: connections are refused.
    pub fn new(url: &str) -> Self {
        let config: tokio_postgres::Config = url.parse().unwrap();
        let tokio_postgres::config::Host::Tcp(host) = &config.get_hosts()[0] else { panic!("a TCP host") };
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let server = std::net::ToSocketAddrs::to_socket_addrs(&(host.as_str(), port)).unwrap().next().unwrap();
        let port = reserve().unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.port()));
        Self {
            address,
            server,
            frozen: watch::Sender::new(false),
            stop_at: StopAt::default(),
            listening: None,
            _port: port,
        }
    }

    /// The same URL by way of here.
    pub fn url(&self, url: &str) -> String {
        url.replace(&self.server.to_string(), &self.address.to_string())
    }

    /// The server is there.
    pub fn give(&mut self) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(self.address).unwrap();
        let listener = socket.listen(64).unwrap();
        self.listening = Some(tokio::spawn(forward(listener, self.server, self.frozen.clone(), self.stop_at.clone())));
    }

    /// The server is away, and so are its connections.
    pub async fn take(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// The server is away for the connection on which this is sent next, without a word to who has sent it.
    pub fn stop_at(&self, text: &'static str) {
        *self.stop_at.lock().unwrap() = Some(text);
    }

    /// The server neither answers nor goes away, until it is thawed.
    pub fn freeze(&self, frozen: bool) {
        self.frozen.send_replace(frozen);
    }
}

/// What is not to reach the server, the next time it is sent.
type StopAt = Arc<Mutex<Option<&'static str>>>;

async fn forward(listener: TcpListener, server: SocketAddr, frozen: watch::Sender<bool>, stop_at: StopAt) {
    let mut connections = JoinSet::new();
    loop {
        let (client, _) = listener.accept().await.unwrap();
        connections.spawn(connection(client, server, frozen.subscribe(), stop_at.clone()));
    }
}

async fn connection(client: TcpStream, server: SocketAddr, mut frozen: watch::Receiver<bool>, stop_at: StopAt) {
    let Ok(server) = TcpStream::connect(server).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let copying = async move {
        let stopped = tokio::select! {
            _ = copy(&mut from_server, &mut to_client) => false,
            stopped = forward_requests(&mut from_client, &mut to_server, &stop_at) => stopped,
        };
        if stopped {
            drop((from_server, to_server));
            let _gone = copy(&mut from_client, &mut sink()).await;
            drop(to_client);
        }
    };
    let mut copying = std::pin::pin!(copying);
    loop {
        if frozen.wait_for(|frozen| !frozen).await.is_err() {
            return;
        }
        tokio::select! {
            () = &mut copying => return,
            _ = frozen.changed() => {}
        }
    }
}

/// Until the end, or until this is sent: then it is true.
async fn forward_requests(from: &mut OwnedReadHalf, to: &mut OwnedWriteHalf, stop_at: &StopAt) -> bool {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let bytes = &buffer[..length];
        let is_there = |text: &mut &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        if stop_at.lock().unwrap().take_if(is_there).is_some() {
            return true;
        }
        if to.write_all(bytes).await.is_err() {
            return false;
        }
    }
    false
}
