//! Stands between a service and PostgreSQL, so that a test can take the server away, freeze it and give it back.

use std::net::{Ipv4Addr, SocketAddr};

use stack::ports::{Reservation, reserve};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

pub struct Proxy {
    /// Where the service finds the server.
    pub address: SocketAddr,
    server: SocketAddr,
    frozen: watch::Sender<bool>,
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
        Self { address, server, frozen: watch::Sender::new(false), listening: None, _port: port }
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
        self.listening = Some(tokio::spawn(forward(listener, self.server, self.frozen.clone())));
    }

    /// The server is away, and so are its connections.
    pub async fn take(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// The server neither answers nor goes away, until it is thawed.
    pub fn freeze(&self, frozen: bool) {
        self.frozen.send_replace(frozen);
    }
}

async fn forward(listener: TcpListener, server: SocketAddr, frozen: watch::Sender<bool>) {
    let mut connections = JoinSet::new();
    loop {
        let (client, _) = listener.accept().await.unwrap();
        connections.spawn(connection(client, server, frozen.subscribe()));
    }
}

async fn connection(mut client: TcpStream, server: SocketAddr, mut frozen: watch::Receiver<bool>) {
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    let mut copying = std::pin::pin!(copy_bidirectional(&mut client, &mut server));
    loop {
        if frozen.wait_for(|frozen| !frozen).await.is_err() {
            return;
        }
        tokio::select! {
            _ = &mut copying => return,
            _ = frozen.changed() => {}
        }
    }
}
