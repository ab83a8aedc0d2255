//! Choosing two revisions, and what differs between them; the choice stands in the address.

use contract::comparison::{ComparedRevision, ComparisonView};
use domain::template::FormTemplate;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::entry::Version;
use crate::api;
use crate::components::{Icon, SelectField};
use crate::locales::{M, fill, t};
use crate::pages::report::compared::compared_table;
use crate::state::{Remote, draw};
use crate::time;

/// Names in the address: the older and the newer revision.
const FIELDS: [&str; 2] = ["tu", "den"];

/// The address of a comparison; the same revision twice shows its figures.
pub fn address(id: i64, from: i64, to: i64) -> String {
    let mut map = ParamsMap::new();
    map.insert(FIELDS[0], from.to_string());
    map.insert(FIELDS[1], to.to_string());
    format!("/bao-cao/{id}/lich-su{}", map.to_query_string())
}

/// The two revisions that the address names.
fn read(map: &ParamsMap) -> Option<(i64, i64)> {
    let [from, to] = FIELDS.map(|name| map.get(name).and_then(|text| text.parse::<i64>().ok()));
    from.zip(to)
}

/// The choice of two revisions, and their differences.
#[component]
pub fn Comparing(id: i64, form: StoredValue<FormTemplate>, versions: Vec<Version>) -> impl IntoView {
    let map = use_query_map();
    let navigate = use_navigate();
    let wanted = Memo::new(move |_| read(&map.get()));
    let newest = versions.first().map(|version| version.revision).unwrap_or_default();
    let second = versions.get(1).map(|version| version.revision).unwrap_or_default();
    let (from, to) = (RwSignal::new(second.to_string()), RwSignal::new(newest.to_string()));
    let changed_only = RwSignal::new(true);
    let comparison = Remote::<ComparisonView>::new();
    let load = Callback::new(move |()| {
        let Some((from, to)) = wanted.get_untracked() else { return };
        // One revision alone has no changes: all of it is shown.
        let only = changed_only.get_untracked() && from != to;
        comparison.load(api::read_comparison(id, from, to, only));
    });
    Effect::new(move || {
        changed_only.track();
        if let Some((wanted_from, wanted_to)) = wanted.get() {
            if wanted_from != wanted_to {
                from.set(wanted_from.to_string());
                to.set(wanted_to.to_string());
            }
            load.run(());
        }
    });
    let options: Vec<(String, String)> =
        versions.into_iter().map(|version| (version.revision.to_string(), version.label)).collect();
    if options.is_empty() {
        return ().into_any();
    }
    let from_options: Vec<(String, String)> =
        options.iter().cloned().chain([("0".to_owned(), t(M::NothingEntered).to_owned())]).collect();
    let go = StoredValue::new_local(navigate);
    let compare = move |_| {
        let chosen = (from.get_untracked().parse().unwrap_or_default(), to.get_untracked().parse().unwrap_or_default());
        // The older one stands at the left, whichever way they were chosen.
        let (older, newer) = if chosen.0 <= chosen.1 { chosen } else { (chosen.1, chosen.0) };
        go.with_value(|go| go(&address(id, older, newer), Default::default()));
    };
    let close = move |_| go.with_value(|go| go(&format!("/bao-cao/{id}/lich-su"), Default::default()));
    let table = move || {
        wanted.get().map(|(from, to)| {
            view! {
                <div class="compared-head">
                    {(from != to).then(|| view! {
                        <label class="check-line">
                            <input type="checkbox" prop:checked=move || changed_only.get()
                                on:change=move |event| changed_only.set(event_target_checked(&event))/>
                            {t(M::ChangedOnly)}
                        </label>
                    })}
                    <button type="button" class="button button-quiet" on:click=close><Icon name="close"/>{t(M::CompareClose)}</button>
                </div>
                <div class:is-loading=move || comparison.is_loading()>
                    {draw(comparison, load, move |view| form.with_value(|form| comparison_view(view, form, from == to)))}
                </div>
            }
        })
    };
    view! {
        <section class="panel compare" aria-labelledby="so-sanh">
            <h2 id="so-sanh">{t(M::CompareRevisions)}</h2>
            <div class="compare-choice">
                <SelectField label=t(M::CompareFrom) id="tu-phien-ban" value=from options=from_options on_change=Callback::new(move |value| from.set(value))/>
                <SelectField label=t(M::CompareTo) id="den-phien-ban" value=to options=options on_change=Callback::new(move |value| to.set(value))/>
                <button type="button" class="button button-primary" on:click=compare>{t(M::Compare)}</button>
            </div>
            {table}
        </section>
    }
    .into_any()
}

/// When and by whom a revision was made.
fn named(revision: &ComparedRevision) -> String {
    let at = revision.at.map(time::date_time);
    let parts: Vec<String> = at.into_iter().chain(revision.by.clone()).collect();
    if parts.is_empty() { t(M::NothingEntered).to_owned() } else { parts.join(", ") }
}

fn comparison_view(view: ComparisonView, form: &FormTemplate, is_one: bool) -> AnyView {
    let (from, to) = (view.from.revision.to_string(), view.to.revision.to_string());
    let title = if is_one {
        fill(M::ComparedOne, &[&to, &named(&view.to)])
    } else {
        fill(M::ComparedBoth, &[&from, &named(&view.from), &to, &named(&view.to)])
    };
    let count = (!is_one).then(|| fill(M::ChangedCells, &[&view.changed_cells.to_string()]));
    let outside = (!view.outside_columns.is_empty()).then(|| {
        let columns: Vec<String> = view.outside_columns.iter().map(|column| format!("({column})")).collect();
        view! { <p class="hint">{fill(M::OutsideColumns, &[&columns.join(", ")])}</p> }
    });
    let is_same = !is_one && view.rows.iter().all(|row| row.change == "same");
    let body = if is_same && view.changed_cells == 0 {
        view! { <p class="hint">{t(M::NoDifference)}</p> }.into_any()
    } else if view.rows.is_empty() {
        view! { <p class="hint">{t(M::NoFiguresThen)}</p> }.into_any()
    } else {
        compared_table(view.rows, form)
    };
    view! {
        <p role="status"><b>{title}</b>{count.map(|count| format!(" · {count}"))}</p>
        {body}
        {outside}
    }
    .into_any()
}
