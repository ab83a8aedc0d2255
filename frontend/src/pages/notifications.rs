//! All notifications, page by page.

use contract::notifications::NotificationsView;
use contract::page::DEFAULT_PAGE_SIZE;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api;
use crate::components::{MarkAllRead, NotificationList, PageHead, Pager};
use crate::locales::{M, t};
use crate::state::{Remote, Session, draw};

/// The page behind the bell.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let session = Session::current();
    let query = use_query_map();
    let navigate = use_navigate();
    let page = Memo::new(move |_| super::work::page_number(query.get().get("trang")));
    let list = Remote::<NotificationsView>::new();
    let load = Callback::new(move |()| list.load(api::list_notifications(page.get_untracked(), DEFAULT_PAGE_SIZE)));
    Effect::new(move || {
        page.track();
        load.run(());
    });
    Effect::new(move || {
        if let Some(view) = list.value() {
            session.unread.set(view.unread);
        }
    });
    let go = Callback::new(move |page: u32| navigate(&format!("/thong-bao?trang={page}"), Default::default()));
    view! {
        <PageHead title=t(M::Notifications).to_owned()><MarkAllRead on_done=load/></PageHead>
        {draw(list, load, move |view| {
            view! {
                <section class="panel">
                    <h2 class="sr-only">{t(M::AllNotifications)}</h2>
                    <NotificationList items=view.items on_open=Callback::new(|()| ())/>
                </section>
                <Pager page=page.get_untracked() page_size=DEFAULT_PAGE_SIZE total=view.total on_page=go/>
            }.into_any()
        })}
    }
}
