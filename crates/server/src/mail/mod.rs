//! Notices by e-mail: the operator's settings, and the conversation with the mail server.

pub mod settings;
pub mod smtp;
