//! What somebody chose, kept in the browser for the person who is signed in (conventions 86, 90, 128).

use leptos::prelude::use_context;

use super::super::widths::Widths;
use crate::state::Session;

/// What somebody chose for all tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taste {
    /// Narrow rows.
    pub is_dense: bool,
    /// Draw all rows of a table that is not too large, for programs that read the page.
    pub is_whole: bool,
    /// Show the figures of the period before in small.
    pub compares: bool,
}

/// What was chosen before.
pub fn taste() -> Taste {
    let words = read("view").unwrap_or_default();
    let has = |wanted: &str| words.split_whitespace().any(|word| word == wanted);
    Taste { is_dense: has("dense"), is_whole: has("whole"), compares: has("compare") }
}

/// Keeps what was chosen.
pub fn keep_taste(taste: Taste) {
    let words = [(taste.is_dense, "dense"), (taste.is_whole, "whole"), (taste.compares, "compare")];
    let words: Vec<&str> = words.into_iter().filter(|(is_chosen, _)| *is_chosen).map(|(_, word)| word).collect();
    write("view", &words.join(" "));
}

/// The column widths chosen for a form.
pub fn widths(form: &str) -> Widths {
    Widths::read(&read(&format!("widths.{form}")).unwrap_or_default())
}

/// Keeps them.
pub fn keep_widths(form: &str, widths: &Widths) {
    write(&format!("widths.{form}"), &widths.write());
}

/// Several people may share a browser.
fn key(name: &str) -> String {
    let me = use_context::<Session>().and_then(Session::me_untracked);
    let user = me.map(|me| me.user.id).unwrap_or_default();
    format!("baocao.grid.{user}.{name}")
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// A browser that keeps nothing is no fault.
fn write(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(name), value);
    }
}
