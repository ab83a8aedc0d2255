//! The browser application: a Leptos single-page application that speaks to the REST API only.

mod api;
mod app;
mod components;
mod device;
mod grid;
mod locales;
mod pages;
mod state;
mod time;

fn main() {
    locales::init();
    state::init_theme();
    leptos::mount::mount_to_body(app::App);
    pages::fetch_ahead();
}
