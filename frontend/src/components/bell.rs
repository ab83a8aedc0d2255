//! The bell: unread count and the latest notifications.

use contract::notifications::{NotificationView, NotificationsView};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::live_bell::LiveBell;
use super::{Empty, Icon};
use crate::api::{self, NotificationQuery};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Session, Toasts, draw};
use crate::time;

const LATEST: u32 = 10;

/// The bell in the head of every page.
#[component]
pub fn Bell() -> impl IntoView {
    let session = Session::current();
    let panel = NodeRef::<html::Div>::new();
    let latest = Remote::<NotificationsView>::new();
    let wanted = || NotificationQuery { page: 1, page_size: LATEST, ..NotificationQuery::default() };
    let load = Callback::new(move |()| latest.load(api::list_notifications(wanted())));
    let live = LiveBell::begin();
    Effect::new(move || {
        if let Some(view) = latest.value() {
            session.unread.set(view.unread);
            live.retry();
        }
    });
    // What came while the list is open is seen in it.
    Effect::new(move |before: Option<i64>| {
        let unread = session.unread.get();
        let is_open = panel.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false));
        if is_open && before.is_some_and(|before| before < unread) {
            load.run(());
        }
        unread
    });
    // Every page begins with the true number; what came meanwhile is seen without opening the bell.
    let location = use_location();
    Effect::new(move |before: Option<()>| {
        // Read and not only tracked: a memo that nobody reads never notices a change.
        location.pathname.with(|_| ());
        if before.is_some() {
            load.run(());
        }
    });
    let hide = Callback::new(move |()| {
        if let Some(panel) = panel.get_untracked() {
            let _ = panel.hide_popover();
        }
    });
    let label = move || match session.unread.get() {
        0 => t(M::Notifications).to_owned(),
        unread => fill(M::NotificationsUnread, &[&unread.to_string()]),
    };
    view! {
        <button type="button" class="button-icon bell" popovertarget="bell-panel" aria-label=label>
            <Icon name="bell"/>
            {move || {
                let unread = session.unread.get();
                (unread > 0).then(|| view! {
                    <span class="count" aria-hidden="true">{if unread > 99 { "99+".to_owned() } else { unread.to_string() }}</span>
                })
            }}
        </button>
        <div id="bell-panel" class="popup" popover="auto" node_ref=panel on:toggle=move |_| load.run(())>
            <div class="popup-head">
                <h2>{t(M::Notifications)}</h2>
                <MarkAllRead on_done=load/>
            </div>
            {draw(latest, load, move |view| view! { <NotificationList items=view.items on_open=hide/> }.into_any())}
            <p class="popup-foot" on:click=move |_| hide.run(())><A href="/thong-bao">{t(M::AllNotifications)}</A></p>
        </div>
    }
}

/// Marks everything read.
#[component]
pub fn MarkAllRead(on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let mark = move |_| {
        spawn_local(async move {
            match api::mark_read(None).await {
                Ok(()) => {
                    session.unread.set(0);
                    on_done.run(());
                }
                Err(error) => toasts.failed(error.message()),
            }
        });
    };
    view! {
        <button type="button" class="button button-quiet" disabled=move || session.unread.get() == 0 on:click=mark>
            {t(M::MarkAllRead)}
        </button>
    }
}

/// Notifications of today and earlier ones.
#[component]
pub fn NotificationList(
    items: Vec<NotificationView>,
    on_open: Callback<()>,
    /// What is said where there are none.
    #[prop(default = M::NoNotifications)]
    none: M,
) -> impl IntoView {
    let today = time::local(time::now()).date();
    let (new, old): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| time::local(item.at).date() == today);
    if new.is_empty() && old.is_empty() {
        return view! { <Empty text=t(none)/> }.into_any();
    }
    [(t(M::Today), new), (t(M::Earlier), old)]
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(title, items)| {
            view! {
                <h3 class="list-title">{title}</h3>
                <ul class="notifications">
                    {items.into_iter().map(|item| notification(item, on_open)).collect_view()}
                </ul>
            }
        })
        .collect_view()
        .into_any()
}

fn notification(item: NotificationView, on_open: Callback<()>) -> AnyView {
    let session = Session::current();
    let class = if item.is_read { "" } else { "unread" };
    let (id, is_read) = (item.id, item.is_read);
    let opened = move |_| {
        on_open.run(());
        if !is_read {
            spawn_local(async move {
                // A mark that fails is only a number that stays; opening the report matters more.
                if api::mark_read(Some(vec![id])).await.is_ok() {
                    session.unread.update(|unread| *unread = (*unread - 1).max(0));
                }
            });
        }
    };
    let link = item.task.as_ref().map(|task| task.link.clone());
    let text = match link.or_else(|| item.report_id.map(|report| format!("/bao-cao/{report}"))) {
        Some(href) => view! { <A href=href on:click=opened>{item.text}</A> }.into_any(),
        None => view! { <span>{item.text}</span> }.into_any(),
    };
    let to_do = item.task.filter(|task| task.code != "read").map(|task| {
        view! { <span class="to-do"><span class="sr-only">{t(M::ToDo)}": "</span>{task.text}</span> }
    });
    view! {
        <li class=class>
            {(!is_read).then(|| view! { <span class="sr-only">{t(M::Unread)}</span> })}
            {text}
            {to_do}
        </li>
    }
    .into_any()
}
