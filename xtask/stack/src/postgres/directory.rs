//! The directory in which a PostgreSQL cluster of ours lives, and the user that the server runs as.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::path::{Path, PathBuf};

use nix::unistd::{Uid, User as Account};

use crate::error::Doing as _;
use crate::launch::{Launch, User};
use crate::places::{self, Places, private_directory};
use crate::progress::{Event, Progress};
use crate::{Error, Result};

/// Whom the server runs as; none when it can be ourselves.
pub(super) fn server_user() -> Result<Option<User>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    let account = ["postgres", "nobody"].iter().find_map(|name| Account::from_name(name).ok().flatten());
    let account = account
        .ok_or_else(|| Error::Refused("PostgreSQL must not run as root, and no user `postgres` exists".into()))?;
    Ok(Some(User { uid: account.uid.as_raw(), gid: account.gid.as_raw() }))
}

/// The directory for the cluster, owned by the server's user: `postgres` among the stack's other state, or, where the server's user cannot reach
/// that, one under `/var/tmp`, which is then written down in `postgres.location`.
pub(super) fn home(places: &Places, user: Option<User>, progress: &dyn Progress) -> Result<PathBuf> {
    let preferred = places.state.join("postgres");
    let location = places.state.join("postgres.location");
    if let Ok(recorded) = fs::read_to_string(&location) {
        return elsewhere(Path::new(recorded.trim()), user);
    }
    private_directory(&preferred)?;
    give(&preferred, user)?;
    let Some(user) = user.filter(|user| !can_enter(&preferred, *user)) else { return Ok(preferred) };
    fs::remove_dir(&preferred).doing(|| format!("remove {}", preferred.display()))?;
    let mut hasher = DefaultHasher::new();
    places.state.hash(&mut hasher);
    let fallback = PathBuf::from(format!("/var/tmp/tuckshop-{:016x}", hasher.finish()));
    progress.on(Event::Note(&format!(
        "PostgreSQL's data goes to {}: its user cannot enter {}",
        fallback.display(),
        places.state.display()
    )));
    let fallback = elsewhere(&fallback, Some(user))?;
    places::write(&location, &format!("{}\n", fallback.display()), 0o600)?;
    Ok(fallback)
}

/// Remove a cluster of ours. It must not be running.
pub(crate) fn wipe(places: &Places) -> Result<()> {
    let location = places.state.join("postgres.location");
    let elsewhere = fs::read_to_string(&location).map(|path| PathBuf::from(path.trim())).ok();
    for directory in elsewhere.into_iter().chain([places.state.join("postgres")]) {
        if directory.exists() {
            fs::remove_dir_all(&directory).doing(|| format!("remove {}", directory.display()))?;
        }
    }
    if location.exists() {
        fs::remove_file(&location).doing(|| format!("remove {}", location.display()))?;
    }
    Ok(())
}

/// Whether there is a cluster of ours, whose password must not be forgotten.
pub(crate) fn has_data(places: &Places) -> bool {
    let location = fs::read_to_string(places.state.join("postgres.location"));
    let home = location.map_or_else(|_| places.state.join("postgres"), |path| PathBuf::from(path.trim()));
    home.join("data/PG_VERSION").exists()
}

/// A directory in a place where anybody may create one: taken only when it is the server's own.
fn elsewhere(path: &Path, user: Option<User>) -> Result<PathBuf> {
    match fs::DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => give(path, user)?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let metadata = fs::symlink_metadata(path).doing(|| format!("read {}", path.display()))?;
            let owner = user.map_or_else(|| Uid::effective().as_raw(), |user| user.uid);
            if !metadata.is_dir() || metadata.uid() != owner {
                return Err(Error::Refused(format!("{} belongs to somebody else", path.display())));
            }
        }
        Err(source) => return Err(Error::Io { doing: format!("create {}", path.display()), source }),
    }
    Ok(path.to_owned())
}

fn can_enter(directory: &Path, user: User) -> bool {
    let test = Launch {
        program: "test".into(),
        arguments: vec!["-x".into(), directory.into()],
        directory: "/".into(),
        user: Some(user),
        ..Launch::default()
    };
    test.command(None).status().is_ok_and(|status| status.success())
}

/// Make the server's user the owner, where that is not ourselves.
pub(super) fn give(path: &Path, user: Option<User>) -> Result<()> {
    match user {
        Some(user) => {
            chown(path, Some(user.uid), Some(user.gid)).doing(|| format!("change the owner of {}", path.display()))
        }
        None => Ok(()),
    }
}
