//! The application: shared state and routes.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_navigate;
use leptos_router::path;

use crate::api;
use crate::components::{NothingHere, ToastRegion};
use crate::pages::{self, Administration, Daily, LaterPage, Shell};
use crate::state::{Session, Toasts, window};

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    Session::provide();
    Toasts::provide();
    view! {
        <Router>
            <SignedOutGuard/>
            <Routes fallback=|| view! { <pages::NotFound/> }>
                <Route path=path!("/dang-nhap") view=pages::SignIn/>
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=|| view! { <LaterPage page=Daily::Home/> }/>
                    <Route path=path!("viec/:task") view=|| view! { <LaterPage page=Daily::WorkList/> }/>
                    <Route path=path!("bao-cao/:id") view=|| view! { <LaterPage page=Daily::Report/> }/>
                    <Route path=path!("bao-cao/:id/lich-su") view=|| view! { <LaterPage page=Daily::History/> }/>
                    <Route path=path!("thong-bao") view=|| view! { <LaterPage page=Daily::Notifications/> }/>
                    <Route path=path!("thu-dien-tu") view=|| view! { <LaterPage page=Daily::Email/> }/>
                    <Route path=path!("bieu-mau") view=|| view! { <LaterPage page=Daily::Forms/> }/>
                    <Route path=path!("bieu-mau/:id") view=|| view! { <LaterPage page=Daily::Form/> }/>
                    <Route path=path!("tien-do") view=|| view! { <LaterPage page=Daily::Progress/> }/>
                    <Route path=path!("don-vi") view=|| view! { <LaterPage page=Daily::Units/> }/>
                    <Route path=path!("quan-tri/don-vi") view=|| view! { <LaterPage page=Daily::UnitList/> }/>
                    <Route path=path!("lich-bao-cao") view=|| view! { <LaterPage page=Daily::Calendar/> }/>
                    <Route path=path!("quan-tri/che-do") view=|| view! { <LaterPage page=Administration::Regimes/> }/>
                    <Route path=path!("quan-tri/che-do/:id") view=|| view! { <LaterPage page=Administration::Regime/> }/>
                    <Route path=path!("quan-tri/ngay-nghi") view=|| view! { <LaterPage page=Administration::Holidays/> }/>
                    <Route path=path!("quan-tri/quy-trinh") view=|| view! { <LaterPage page=Administration::Processes/> }/>
                    <Route path=path!("quan-tri/sap-xep") view=|| view! { <LaterPage page=Administration::Reorganisations/> }/>
                    <Route path=path!("quan-tri/sap-xep/:id") view=|| view! { <LaterPage page=Administration::Reorganisation/> }/>
                    <Route path=path!("quan-tri/mo-ky") view=|| view! { <LaterPage page=Administration::Openings/> }/>
                    <Route path=path!("quan-tri/giao-bao-cao") view=|| view! { <LaterPage page=Administration::Assign/> }/>
                    <Route path=path!("quan-tri/cong-viec") view=|| view! { <LaterPage page=Administration::Jobs/> }/>
                    <Route path=path!("quan-tri/su-co") view=|| view! { <LaterPage page=Administration::Incidents/> }/>
                    <Route path=path!("phim-tat") view=|| view! { <LaterPage page=Daily::Shortcuts/> }/>
                    // The last one: it takes every address.
                    <Route path=path!("*nowhere") view=|| view! { <NothingHere/> }/>
                </ParentRoute>
            </Routes>
            <ToastRegion/>
        </Router>
    }
}

/// Leads to the sign-in page when the session has ended, and keeps the address to come back to.
#[component]
fn SignedOutGuard() -> impl IntoView {
    let session = Session::current();
    let navigate = use_navigate();
    api::on_signed_out(move || {
        let ended = if session.is_active_untracked() { "&het-phien" } else { "" };
        session.end();
        let location = window().map(|window| window.location());
        let (path, search) = location
            .map(|location| (location.pathname().unwrap_or_default(), location.search().unwrap_or_default()))
            .unwrap_or_default();
        if path != "/dang-nhap" {
            let back = String::from(js_sys::encode_uri_component(&format!("{path}{search}")));
            navigate(
                &format!("/dang-nhap?tiep={back}{ended}"),
                leptos_router::NavigateOptions { replace: true, ..Default::default() },
            );
        }
    });
}
