//! The accounts of the shop. Passwords are not known here, only their hashes, and those never leave but through
//! [`Users::credentials`].

use std::fmt;

use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use futures::FutureExt;
use tokio_postgres::{Row, types::ToSql};

use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, column},
    page::{Page, PageRequest},
    queries,
};

#[derive(Clone)]
pub struct Users {
    database: Database,
}

#[derive(Debug)]
pub struct User {
    pub id: i64,
    pub sid: String,
    pub username: Option<String>,
    pub email: Option<String>,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug)]
pub struct NewUser {
    pub sid: String,
    pub password_hash: PasswordHash,
    pub username: Option<String>,
    pub email: Option<String>,
}

/// New values of an account. Absent ones stay, `Some(None)` clears.
#[derive(Debug, Default)]
pub struct UserChange {
    pub username: Option<Option<String>>,
    pub email: Option<Option<String>>,
    /// Ends the tokens issued before.
    pub password_hash: Option<PasswordHash>,
}

/// What a login is checked against.
#[derive(Debug)]
pub struct Credentials {
    pub user: User,
    pub password_hash: PasswordHash,
    pub token_version: i64,
}

/// Whether the tokens of an account are still good.
#[derive(Debug)]
pub struct Access {
    pub active: bool,
    pub token_version: i64,
}

/// A hash in PHC string format; it does not show itself.
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[hash]")
    }
}

impl Users {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub async fn create(&self, new: NewUser) -> Result<User, Failure> {
        self.database.change(|client| create(client, new).boxed()).await
    }

    pub async fn get(&self, user_id: i64) -> Result<User, Failure> {
        let get = async |client: &Client| existing(queries::GET_USER.optional_row(client, &[&user_id]).await?);
        self.database.read(get).await
    }

    pub async fn get_by_sid(&self, sid: &str) -> Result<User, Failure> {
        let get = async |client: &Client| existing(queries::GET_USER_BY_SID.optional_row(client, &[&sid]).await?);
        self.database.read(get).await
    }

    pub async fn get_by_username(&self, username: &str) -> Result<User, Failure> {
        let get =
            async |client: &Client| existing(queries::GET_USER_BY_USERNAME.optional_row(client, &[&username]).await?);
        self.database.read(get).await
    }

    /// In order of ids.
    pub async fn list(&self, PageRequest { limit, offset }: PageRequest) -> Result<Page<User>, Failure> {
        let list = async |client: &Client| {
            let rows = queries::LIST_USERS.rows(client, &[&limit, &offset]).await?;
            Ok(Page::from_rows(&rows, user)?)
        };
        self.database.read(list).await
    }

    pub async fn update(&self, user_id: i64, change: UserChange) -> Result<User, Failure> {
        self.database.change(move |client| update(client, user_id, change).boxed()).await
    }

    pub async fn deactivate(&self, user_id: i64) -> Result<(), Failure> {
        self.database.change(move |client| deactivate(client, user_id).boxed()).await
    }

    pub async fn credentials(&self, sid: &str) -> Result<Credentials, Failure> {
        let get = async |client: &Client| {
            let row = queries::GET_CREDENTIALS.optional_row(client, &[&sid]).await?.ok_or(Failure::UserNotFound)?;
            let password_hash = PasswordHash(column(&row, "password_hash")?);
            Ok(Credentials { user: user(&row)?, password_hash, token_version: column(&row, "token_version")? })
        };
        self.database.read(get).await
    }

    /// Answers for deactivated accounts too.
    pub async fn access(&self, user_id: i64) -> Result<Access, Failure> {
        let get = async |client: &Client| {
            let row = queries::GET_ACCESS.optional_row(client, &[&user_id]).await?.ok_or(Failure::UserNotFound)?;
            Ok(Access { active: column(&row, "active")?, token_version: column(&row, "token_version")? })
        };
        self.database.read(get).await
    }
}

async fn create(client: &Client, new: NewUser) -> Result<User, Failure> {
    let NewUser { sid, password_hash: PasswordHash(hash), username, email } = &new;
    let create = queries::CREATE_USER.prepare(client).await?;
    let row = create.row(client, &[sid, hash, username, email]).await;
    Ok(user(&row.map_err(Failure::of_change)?)?)
}

async fn update(client: &Client, user_id: i64, change: UserChange) -> Result<User, Failure> {
    let (new_username, username) = (change.username.is_some(), change.username.flatten());
    let (new_email, email) = (change.email.is_some(), change.email.flatten());
    let hash = change.password_hash.map(|PasswordHash(hash)| hash);
    let update = queries::UPDATE_USER.prepare(client).await?;
    let parameters: &[&(dyn ToSql + Sync)] = &[&user_id, &new_username, &username, &new_email, &email, &hash];
    let row = update.optional_row(client, parameters).await;
    // A new password counts up the version of the tokens, so not even this change can be made twice unseen.
    existing(row.map_err(Failure::of_change)?)
}

async fn deactivate(client: &Client, user_id: i64) -> Result<(), Failure> {
    let delete = queries::DELETE_USER.prepare(client).await?;
    match delete.execute(client, &[&user_id]).await.map_err(Failure::of_change)? {
        0 => Err(Failure::UserNotFound),
        _ => Ok(()),
    }
}

fn existing(row: Option<Row>) -> Result<User, Failure> {
    Ok(user(&row.ok_or(Failure::UserNotFound)?)?)
}

fn user(row: &Row) -> Result<User, Fault> {
    Ok(User {
        id: column(row, "id")?,
        sid: column(row, "sid")?,
        username: column(row, "username")?,
        email: column(row, "email")?,
        created_at: column(row, "created_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_does_not_show_itself() {
        let new = NewUser {
            sid: "s1234567".to_owned(),
            password_hash: PasswordHash("$argon2id$secret".to_owned()),
            username: None,
            email: None,
        };
        let shown = format!("{new:?}");
        assert!(shown.contains("s1234567") && !shown.contains("argon2id"), "{shown}");
    }
}
