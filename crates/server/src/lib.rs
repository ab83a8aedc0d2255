//! The REST API and the embedded browser application.

pub mod auth;
mod body;
pub mod cli;
mod clock;
pub mod conditions;
pub mod config;
pub mod error;
pub mod forwarding;
pub mod headers;
pub mod language;
pub mod live;
pub mod mail;
pub mod nul;
pub mod openapi;
pub mod paging;
pub mod readiness;
pub mod request_id;
mod request_log;
pub mod routes;
pub mod serve;
pub mod service;
pub mod spa;
pub mod state;
mod unreadable;
