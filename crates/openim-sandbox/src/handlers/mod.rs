//! What each route does, a file for each family. A handler reads its body, checks in the order of the real server and changes
//! the [`World`](crate::world::World). Copy `auth.rs` as a pattern.

pub(crate) mod auth;
pub(crate) mod commands;
pub(crate) mod config;
pub(crate) mod conversation;
pub(crate) mod friend;
pub(crate) mod group;
pub(crate) mod jssdk;
pub(crate) mod logs;
pub(crate) mod msg;
pub(crate) mod notification;
pub(crate) mod register;
pub(crate) mod settings;
pub(crate) mod statistics;
pub(crate) mod status;
pub(crate) mod sync;
pub(crate) mod update;
pub(crate) mod users;

#[cfg(test)]
pub(crate) use register::is_acceptable_id;
