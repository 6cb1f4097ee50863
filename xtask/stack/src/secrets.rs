//! The secrets of one stack: made at random, never built in. In development they are kept in `.dev/secrets.env`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use crate::error::Doing as _;
use crate::{Error, Result, places};

const JWT_SECRET: &str = "JWT_SECRET";
const POSTGRES_PASSWORD: &str = "POSTGRES_PASSWORD";

/// What must not be known outside. There is no `Debug`.
pub(crate) struct Secrets {
    pub(crate) jwt_secret: String,
    pub(crate) postgres_password: String,
}

impl Secrets {
    pub(crate) fn random() -> Result<Self> {
        Ok(Self { jwt_secret: random()?, postgres_password: random()? })
    }

    /// Read from `path`; missing ones are made and written there, with mode 0600. Lines are `NAME=value`.
    pub(crate) fn kept_in(path: &Path) -> Result<Self> {
        let mut text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                "# Made by `cargo xtask up` for this workspace alone.\n".to_owned()
            }
            Err(source) => return Err(Error::Io { doing: format!("read {}", path.display()), source }),
        };
        let known: BTreeMap<String, String> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect();
        let before = text.len();
        let mut kept = |name: &str| -> Result<String> {
            if let Some(value) = known.get(name).filter(|value| !value.is_empty()) {
                return Ok(value.clone());
            }
            let value = random()?;
            if !text.ends_with('\n') {
                text.push('\n');
            }
            let _ = writeln!(text, "{name}={value}");
            Ok(value)
        };
        let secrets = Self { jwt_secret: kept(JWT_SECRET)?, postgres_password: kept(POSTGRES_PASSWORD)? };
        if text.len() != before {
            places::write(path, &text, 0o600)?;
        }
        Ok(secrets)
    }
}

/// 32 random bytes in hexadecimal, so that the value needs no quoting anywhere.
fn random() -> Result<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).doing(|| "read /dev/urandom".into())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn secrets_are_made_once_and_kept_private() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("secrets.env");
        let first = Secrets::kept_in(&path).expect("made");
        let mode = fs::metadata(&path).expect("written").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(first.jwt_secret.len(), 64);
        assert_ne!(first.jwt_secret, first.postgres_password);

        fs::write(&path, format!("# mine\nJWT_SECRET={}", "j".repeat(40))).expect("written");
        let second = Secrets::kept_in(&path).expect("completed");
        assert_eq!(second.jwt_secret, "j".repeat(40));
        let third = Secrets::kept_in(&path).expect("read");
        assert_eq!(third.postgres_password, second.postgres_password);
        assert!(fs::read_to_string(&path).expect("read").starts_with("# mine\n"));
    }
}
