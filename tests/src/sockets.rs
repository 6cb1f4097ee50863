//! Which connections a process holds, as the kernel knows them.

use std::collections::HashSet;
use std::fs;
use std::net::SocketAddr;

/// How many established TCP connections the process `pid` has opened to `peer`.
///
/// # Panics
///
/// When the process is gone, or not ours to look at.
pub fn connections(pid: u32, peer: SocketAddr) -> usize {
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd")).expect("the process runs");
    let targets = descriptors.flatten().filter_map(|descriptor| fs::read_link(descriptor.path()).ok());
    let sockets: HashSet<String> = targets.filter_map(|target| target.to_str().map(str::to_owned)).collect();
    let table = fs::read_to_string("/proc/net/tcp").expect("this is Linux");
    let is_ours = |line: &&str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [remote, state, inode] = [2, 3, 9].map(|field| fields.get(field).copied().unwrap_or_default());
        // 01 is ESTABLISHED.
        state == "01"
            && remote.ends_with(&format!(":{:04X}", peer.port()))
            && sockets.contains(&format!("socket:[{inode}]"))
    };
    table.lines().filter(is_ours).count()
}
