//! UserService: conversion between its messages and `users`.

use grpc::store_v1::{
    Access, CreateUserRequest, Credentials, DeleteUserRequest, DeleteUserResponse, GetAccessRequest,
    GetCredentialsRequest, GetUserBySidRequest, GetUserByUsernameRequest, GetUserRequest, ListUsersRequest,
    ListUsersResponse, UpdateUserRequest, User, user_service_server::UserService,
};
use tonic::{Request, Response, Status, async_trait};

use super::{
    status, timestamp,
    violations::{Violations, require},
};
use crate::{
    rules,
    users::{self, NewUser, PasswordHash, UserChange, Users},
};

const CHANGEABLE: [&str; 3] = ["username", "email", "password_hash"];

pub struct Service {
    pub users: Users,
}

#[async_trait]
impl UserService for Service {
    async fn create_user(&self, request: Request<CreateUserRequest>) -> Result<Response<User>, Status> {
        let new = new_user(request.into_inner())?;
        let created = self.users.create(new).await.map_err(status::of)?;
        Ok(Response::new(created.into()))
    }

    async fn get_user(&self, request: Request<GetUserRequest>) -> Result<Response<User>, Status> {
        let GetUserRequest { user_id } = request.into_inner();
        require("user_id", rules::id(user_id))?;
        let user = self.users.get(user_id).await.map_err(status::of)?;
        Ok(Response::new(user.into()))
    }

    async fn get_user_by_sid(&self, request: Request<GetUserBySidRequest>) -> Result<Response<User>, Status> {
        let GetUserBySidRequest { sid } = request.into_inner();
        require("sid", rules::sid(&sid))?;
        let user = self.users.get_by_sid(&sid).await.map_err(status::of)?;
        Ok(Response::new(user.into()))
    }

    async fn get_user_by_username(&self, request: Request<GetUserByUsernameRequest>) -> Result<Response<User>, Status> {
        let GetUserByUsernameRequest { username } = request.into_inner();
        require("username", rules::username(&username))?;
        let user = self.users.get_by_username(&username).await.map_err(status::of)?;
        Ok(Response::new(user.into()))
    }

    async fn list_users(&self, request: Request<ListUsersRequest>) -> Result<Response<ListUsersResponse>, Status> {
        let ListUsersRequest { page, page_size } = request.into_inner();
        let mut violations = Violations::default();
        let page = violations.page(page, page_size);
        let page = self.users.list(violations.finish(page)?).await.map_err(status::of)?;
        let users = page.items.into_iter().map(Into::into).collect();
        Ok(Response::new(ListUsersResponse { users, total_count: page.total_count }))
    }

    async fn update_user(&self, request: Request<UpdateUserRequest>) -> Result<Response<User>, Status> {
        let (user_id, change) = user_change(request.into_inner())?;
        let updated = self.users.update(user_id, change).await.map_err(status::of)?;
        Ok(Response::new(updated.into()))
    }

    async fn delete_user(&self, request: Request<DeleteUserRequest>) -> Result<Response<DeleteUserResponse>, Status> {
        let DeleteUserRequest { user_id } = request.into_inner();
        require("user_id", rules::id(user_id))?;
        self.users.deactivate(user_id).await.map_err(status::of)?;
        Ok(Response::new(DeleteUserResponse {}))
    }

    async fn get_credentials(&self, request: Request<GetCredentialsRequest>) -> Result<Response<Credentials>, Status> {
        let GetCredentialsRequest { sid } = request.into_inner();
        require("sid", rules::sid(&sid))?;
        let credentials = self.users.credentials(&sid).await.map_err(status::of)?;
        Ok(Response::new(credentials.into()))
    }

    async fn get_access(&self, request: Request<GetAccessRequest>) -> Result<Response<Access>, Status> {
        let GetAccessRequest { user_id } = request.into_inner();
        require("user_id", rules::id(user_id))?;
        let users::Access { active, token_version } = self.users.access(user_id).await.map_err(status::of)?;
        Ok(Response::new(Access { active, token_version }))
    }
}

fn new_user(message: CreateUserRequest) -> Result<NewUser, Status> {
    let CreateUserRequest { sid, password_hash, username, email } = message;
    let mut violations = Violations::default();
    violations.check("sid", rules::sid(&sid));
    violations.check("password_hash", rules::password_hash(&password_hash));
    violations.check("username", username.as_deref().map_or(Ok(()), rules::username));
    violations.check("email", email.as_deref().map_or(Ok(()), rules::email));
    violations.finish(Some(NewUser { sid, password_hash: PasswordHash(password_hash), username, email }))
}

fn user_change(message: UpdateUserRequest) -> Result<(i64, UserChange), Status> {
    let UpdateUserRequest { user_id, username, email, password_hash, update_mask } = message;
    let mut violations = Violations::default();
    violations.check("user_id", rules::id(user_id));
    let mask = violations.mask(update_mask, &CHANGEABLE);
    let mut change = UserChange::default();
    if mask.contains("username") {
        violations.check("username", username.as_deref().map_or(Ok(()), rules::username));
        change.username = Some(username);
    }
    if mask.contains("email") {
        violations.check("email", email.as_deref().map_or(Ok(()), rules::email));
        change.email = Some(email);
    }
    if mask.contains("password_hash") {
        let hash = password_hash.unwrap_or_default();
        violations.check("password_hash", rules::password_hash(&hash));
        change.password_hash = Some(PasswordHash(hash));
    }
    violations.finish(Some((user_id, change)))
}

impl From<users::User> for User {
    fn from(user: users::User) -> Self {
        Self {
            id: user.id,
            sid: user.sid,
            username: user.username,
            email: user.email,
            created_at: timestamp(user.created_at),
        }
    }
}

impl From<users::Credentials> for Credentials {
    fn from(credentials: users::Credentials) -> Self {
        let users::Credentials { user, password_hash: PasswordHash(password_hash), token_version } = credentials;
        Self { user: Some(user.into()), password_hash, token_version }
    }
}
