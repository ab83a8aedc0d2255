//! All notifications, by filter, page by page.

use contract::Page;
use contract::notifications::NotificationsView;
use contract::page::DEFAULT_PAGE_SIZE;
use contract::units::UnitRef;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::api::{self, NotificationQuery};
use crate::components::{Icon, MarkAllRead, NotificationList, PageHead, Pager, SelectField};
use crate::locales::{M, t};
use crate::state::{Remote, Session, draw};

/// Names in the address, with the field that each fills.
const FIELDS: [&str; 5] = ["tinh-trang", "nguoi-gui", "don-vi", "tu-ngay", "den-ngay"];

/// The page behind the bell.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let session = Session::current();
    let query = use_query_map();
    let navigate = use_navigate();
    let wanted = Memo::new(move |_| read(&query.get()));
    let list = Remote::<NotificationsView>::new();
    let load = Callback::new(move |()| list.load(api::list_notifications(wanted.get_untracked())));
    Effect::new(move || {
        wanted.track();
        load.run(());
    });
    Effect::new(move || {
        if let Some(view) = list.value() {
            session.unread.set(view.unread);
        }
    });
    // What comes meanwhile is seen at once.
    Effect::new(move |before: Option<i64>| {
        let unread = session.unread.get();
        let seen = list.value_untracked().map(|view| view.unread);
        if before.is_some() && seen.is_some_and(|seen| seen < unread) {
            load.run(());
        }
        unread
    });
    let go = Callback::new(move |query: NotificationQuery| navigate(&address(&query), Default::default()));
    let turn = Callback::new(move |page: u32| go.run(NotificationQuery { page, ..wanted.get_untracked() }));
    view! {
        <PageHead title=t(M::Notifications).to_owned()><MarkAllRead on_done=load/></PageHead>
        <NotificationFilters wanted on_change=go/>
        {draw(list, load, move |view| {
            let none = if is_filtered(&wanted.get_untracked()) { M::NoSuchNotifications } else { M::NoNotifications };
            let page = wanted.get_untracked().page;
            view! {
                <section class="panel">
                    <h2 class="sr-only">{t(M::Notifications)}</h2>
                    <NotificationList items=view.items on_open=Callback::new(|()| ()) none/>
                </section>
                <Pager page page_size=DEFAULT_PAGE_SIZE total=view.total on_page=turn/>
            }.into_any()
        })}
    }
}

/// Each choice changes the address, and the address is what is listed.
#[component]
fn NotificationFilters(wanted: Memo<NotificationQuery>, on_change: Callback<NotificationQuery>) -> impl IntoView {
    let units = Remote::<Page<UnitRef>>::new();
    units.load(api::list_sender_units());
    let change = move |edit: fn(&mut NotificationQuery, String)| {
        Callback::new(move |value: String| {
            let mut query = NotificationQuery { page: 1, ..wanted.get_untracked() };
            edit(&mut query, value);
            on_change.run(query);
        })
    };
    let sender = RwSignal::new(wanted.get_untracked().sender);
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sender = sender.get_untracked().trim().to_owned();
        on_change.run(NotificationQuery { page: 1, sender, ..wanted.get_untracked() });
    };
    let clear = move |_| {
        sender.set(String::new());
        on_change.run(read(&ParamsMap::new()));
    };
    let statuses = Signal::stored(
        [("", M::ReadAndUnread), ("unread", M::OnlyUnread), ("read", M::OnlyRead)]
            .map(|(code, text)| (code.to_owned(), t(text).to_owned()))
            .to_vec(),
    );
    let unit_options = Signal::derive(move || {
        let known = units.value().map(|page| page.items).unwrap_or_default();
        let mut options = vec![(String::new(), t(M::AllUnits).to_owned())];
        options.extend(known.into_iter().map(|unit| (unit.id.to_string(), unit.name)));
        options
    });
    view! {
        <form class="filters" role="search" aria-label=t(M::Filters) on:submit=search>
            <div class="field field-wide">
                <label for="notice-sender">{t(M::SenderName)}</label>
                <div class="input-group">
                    <input id="notice-sender" type="search" class="input" placeholder=t(M::KeywordHint) maxlength="100"
                        prop:value=move || sender.get() on:input=move |event| sender.set(event_target_value(&event))/>
                    <button type="submit" class="button-icon" aria-label=t(M::Search)><Icon name="search"/></button>
                </div>
            </div>
            <SelectField label=t(M::SenderUnit) id="notice-unit" value=Signal::derive(move || wanted.get().unit)
                options=unit_options on_change=change(|query, value| query.unit = value)/>
            <SelectField label=t(M::ReadOrUnread) id="notice-status" value=Signal::derive(move || wanted.get().status)
                options=statuses on_change=change(|query, value| query.status = value)/>
            <DayField label=t(M::DayFrom) id="notice-from" value=Signal::derive(move || wanted.get().from)
                on_change=change(|query, value| query.from = value)/>
            <DayField label=t(M::DayTo) id="notice-to" value=Signal::derive(move || wanted.get().to)
                on_change=change(|query, value| query.to = value)/>
            <button type="button" class="button button-quiet" disabled=move || !wanted.with(is_filtered) on:click=clear>
                {t(M::ClearFilters)}
            </button>
        </form>
    }
}

#[component]
fn DayField(
    label: &'static str,
    id: &'static str,
    value: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="date" class="input" prop:value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event))/>
        </div>
    }
}

/// The query by the address.
fn read(map: &ParamsMap) -> NotificationQuery {
    let [status, sender, unit, from, to] = FIELDS.map(|name| map.get(name).unwrap_or_default());
    let page = super::work::page_number(map.get("trang"));
    NotificationQuery { status, sender, unit, from, to, page, page_size: DEFAULT_PAGE_SIZE }
}

/// The address of a query.
fn address(query: &NotificationQuery) -> String {
    let mut map = ParamsMap::new();
    for (name, value) in FIELDS.iter().zip(values(query)).filter(|(_, value)| !value.is_empty()) {
        map.insert(*name, value.clone());
    }
    if query.page > 1 {
        map.insert("trang", query.page.to_string());
    }
    format!("/thong-bao{}", map.to_query_string())
}

fn is_filtered(query: &NotificationQuery) -> bool {
    values(query).iter().any(|text| !text.is_empty())
}

fn values(query: &NotificationQuery) -> [&String; 5] {
    [&query.status, &query.sender, &query.unit, &query.from, &query.to]
}
