//! What surrounds every page of a signed-in person: head, menu, and the page itself.

use leptos::prelude::*;
use leptos_router::components::{A, Outlet};
use leptos_router::hooks::use_location;

use super::account::AccountMenu;
use super::other_person::OtherPerson;
use super::unsent::Unsent;
use crate::api;
use crate::components::{Bell, ErrorBox, Icon, IncidentBanner, Loading};
use crate::locales::{M, t};
use crate::state::{Remote, Session};

/// Head and menu around the page. Who is signed in is asked once.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::current();
    let me = Remote::new();
    let load = Callback::new(move |()| me.load(api::read_me()));
    if session.me_untracked().is_none() {
        load.run(());
    }
    Effect::new(move || {
        if let Some(me) = me.value() {
            session.start(me);
        }
    });
    let menu_open = RwSignal::new(false);
    let location = use_location();
    Effect::new(move || {
        // Read and not only tracked: a memo that nobody reads never notices a change.
        location.pathname.with(|_| ());
        menu_open.set(false);
    });
    let is_active = Memo::new(move |_| session.is_active());
    move || {
        if is_active.get() {
            frame(menu_open).into_any()
        } else {
            match me.get() {
                Some(Err(error)) if error.code() != Some("unauthenticated") => {
                    view! { <main class="lonely"><ErrorBox error retry=load/></main> }.into_any()
                }
                _ => view! { <main class="lonely"><Loading/></main> }.into_any(),
            }
        }
    }
}

fn frame(menu_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">{t(M::SkipToContent)}</a>
        <header class="top">
            <button type="button" class="button-icon menu-button" aria-label=t(M::Menu) aria-controls="menu"
                aria-expanded=move || menu_open.get().to_string() on:click=move |_| menu_open.update(|open| *open = !*open)>
                <Icon name="menu"/>
            </button>
            <A href="/" attr:class="brand">
                <span class="brand-mark" aria-hidden="true">"BC"</span>
                <span class="brand-name">{t(M::Product)}</span>
            </A>
            <Bell/>
            <AccountMenu/>
        </header>
        <div class="frame">
            <Menu open=menu_open/>
            <main id="main" class="main" tabindex="-1"><IncidentBanner/><Unsent/><Outlet/></main>
        </div>
        <OtherPerson/>
    }
}

#[component]
fn Menu(open: RwSignal<bool>) -> impl IntoView {
    let session = Session::current();
    let work = move || {
        [
            ("enter", "edit"),
            ("consolidate", "sum"),
            ("approve", "check"),
            ("send", "send"),
            ("check", "inbox"),
            ("track", "track"),
        ]
        .into_iter()
        .filter(|(task, _)| *task == "track" || session.can(task))
        .map(|(task, icon)| entry(format!("/viec/{task}"), icon, t(super::work::task_title(task))))
        .collect_view()
    };
    view! {
        <nav id="menu" class="menu" class:menu-open=move || open.get() aria-label=t(M::Menu)
            // Also when the page that is chosen is the one on screen.
            on:click=move |_| open.set(false)
            on:keydown=move |event| if event.key() == "Escape" { open.set(false) }>
            <ul>{entry("/".to_owned(), "home", t(M::MyWork))}</ul>
            <h2>{t(M::MenuWork)}</h2>
            <ul>{work}</ul>
            <h2>{t(M::MenuLookup)}</h2>
            <ul>
                {entry("/tien-do".to_owned(), "progress", t(M::Progress))}
                {entry("/bieu-mau".to_owned(), "form", t(M::Forms))}
                {entry("/lich-bao-cao".to_owned(), "calendar", t(M::ReportCalendar))}
                {entry("/don-vi".to_owned(), "units", t(M::Units))}
            </ul>
            {move || session.can("administer").then(|| view! {
                <h2>{t(M::MenuAdministration)}</h2>
                <ul>
                    {entry("/quan-tri/che-do".to_owned(), "form", t(M::Regime))}
                    {entry("/quan-tri/ngay-nghi".to_owned(), "calendar", t(M::Holidays))}
                    {entry("/quan-tri/don-vi".to_owned(), "units", t(M::UnitAdministration))}
                    {entry("/quan-tri/sap-xep".to_owned(), "units", t(M::Reorganisations))}
                    {entry("/quan-tri/quy-trinh".to_owned(), "process", t(M::Processes))}
                    {entry("/quan-tri/mo-ky".to_owned(), "open", t(M::Openings))}
                    {entry("/quan-tri/giao-bao-cao".to_owned(), "upload", t(M::AssignReports))}
                    {entry("/quan-tri/cong-viec".to_owned(), "clock", t(M::Jobs))}
                    {entry("/quan-tri/su-co".to_owned(), "warning", t(M::Incidents))}
                </ul>
            })}
            <h2>{t(M::MenuTools)}</h2>
            <ul>
                {entry("/thong-bao".to_owned(), "bell", t(M::Notifications))}
                {entry("/phim-tat".to_owned(), "keys", t(M::Shortcuts))}
            </ul>
        </nav>
    }
}

fn entry(href: String, icon: &'static str, text: &'static str) -> impl IntoView {
    let exact = href == "/";
    view! { <li><A href exact><Icon name=icon/>{text}</A></li> }
}
