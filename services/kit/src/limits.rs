//! What the operating system allows this process.

use std::io;

/// Raise the soft limit of open files to the hard one, and return it: a service holds a descriptor per connection, and
/// the usual soft limit of 1,024 is less than the clients that the shop is built for.
///
/// # Errors
///
/// When the operating system refuses; the old limit is then still in place.
pub fn raise_open_files() -> io::Result<u64> {
    rlimit::increase_nofile_limit(u64::MAX)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_soft_limit_becomes_the_hard_one() {
        let raised = super::raise_open_files().unwrap();
        let (soft, hard) = rlimit::Resource::NOFILE.get().unwrap();
        assert_eq!((raised, soft), (hard, hard));
    }
}
