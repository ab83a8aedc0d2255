//! Units: the tree with branches read when they are opened, and a list by keyword.

use contract::Page;
use contract::units::UnitView;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api;
use crate::components::{Empty, Icon, PageHead};
use crate::locales::{M, fill, t, unit_kind_label};
use crate::state::{Remote, Session, draw};
use crate::time;

/// The hierarchy below the person's unit.
#[component]
pub fn Units() -> impl IntoView {
    view! { <PageHead title=t(M::Units).to_owned()><Views/></PageHead><UnitTree/> }
}

/// All units that the person may know of, with their validity.
#[component]
pub fn UnitListPage() -> impl IntoView {
    view! { <PageHead title=t(M::UnitAdministration).to_owned()><Views/></PageHead><UnitList/> }
}

#[component]
fn Views() -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=t(M::Views)>
            <A href="/don-vi" attr:class="button">{t(M::TreeView)}</A>
            <A href="/quan-tri/don-vi" attr:class="button">{t(M::ListView)}</A>
        </nav>
    }
}

#[component]
fn UnitTree() -> impl IntoView {
    let root = Remote::<UnitView>::new();
    let own = Session::current().me_untracked().map(|me| me.unit.id).unwrap_or_default();
    let load = Callback::new(move |()| root.load(api::read_unit(own)));
    load.run(());
    view! {
        <section class="panel">
            {draw(root, load, |unit| view! { <ul class="tree">{branch(unit, true)}</ul> }.into_any())}
        </section>
    }
}

fn branch(unit: UnitView, start_open: bool) -> AnyView {
    let open = RwSignal::new(start_open && unit.has_children);
    let below = Remote::<Page<UnitView>>::new();
    let id = unit.id;
    let load = Callback::new(move |()| below.load(api::list_unit_children(id)));
    Effect::new(move || {
        if open.get() && below.value_untracked().is_none() {
            load.run(());
        }
    });
    let label = fill(M::BranchOf, &[&unit.name]);
    let toggle = unit.has_children.then(|| {
        view! {
            <button type="button" class="button-icon" aria-label=label aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                <Icon name="right"/>
            </button>
        }
    });
    view! {
        <li>
            <div class="tree-row">
                {toggle}
                <b>{unit.name.clone()}</b><span class="hint">{unit_kind_label(&unit.kind)}" · "{unit.code.clone()}</span>{line_of(&unit)}
            </div>
            {move || open.get().then(|| draw(below, load, |page| {
                view! { <ul>{page.items.into_iter().map(|unit| branch(unit, false)).collect_view()}</ul> }.into_any()
            }))}
        </li>
    }
    .into_any()
}

/// What came after a unit, and what it came after.
fn line_of(unit: &UnitView) -> impl IntoView + use<> {
    let after = unit.successor.as_ref();
    let after = after.map(|next| fill(M::UnitSucceeded, &[&next.unit.name, &time::date(next.since), &next.number]));
    let names: Vec<&str> = unit.predecessors.iter().map(|former| former.name.as_str()).collect();
    let before = (!names.is_empty()).then(|| fill(M::UnitPredecessors, &[&names.join(", ")]));
    let said: Vec<String> = after.into_iter().chain(before).collect();
    (!said.is_empty()).then(|| view! { <span class="hint">" ("{said.join("; ")}")"</span> })
}

#[component]
fn UnitList() -> impl IntoView {
    let units = Remote::<Page<UnitView>>::new();
    let keyword = RwSignal::new(String::new());
    let load = Callback::new(move |()| {
        let keyword = keyword.get_untracked();
        units.load(async move { api::find_units(keyword.trim()).await });
    });
    load.run(());
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        load.run(());
    };
    view! {
        <form class="filters" role="search" on:submit=search>
            <div class="field field-wide">
                <label for="unit-q">{t(M::Keyword)}</label>
                <div class="input-group">
                    <input id="unit-q" type="search" class="input" placeholder=t(M::KeywordHint) prop:value=move || keyword.get()
                        on:input=move |event| keyword.set(event_target_value(&event))/>
                    <button type="submit" class="button-icon" aria-label=t(M::Search)><Icon name="search"/></button>
                </div>
            </div>
        </form>
        {draw(units, load, list_view)}
    }
}

fn list_view(page: Page<UnitView>) -> AnyView {
    if page.items.is_empty() {
        return view! { <Empty text=t(M::NothingFound)/> }.into_any();
    }
    let (shown, total) = (page.items.len().to_string(), page.total.to_string());
    let day = |day: Option<chrono::NaiveDate>| day.map(time::date).unwrap_or_default();
    let rows = page
        .items
        .into_iter()
        .map(|unit| {
            view! {
                <tr role="row">
                    <td role="cell" class="cell-code">{unit.code.clone()}</td><td role="cell">{unit.name.clone()}{line_of(&unit)}</td><td role="cell">{unit_kind_label(&unit.kind)}</td>
                    <td role="cell">{day(unit.valid_from)}</td><td role="cell">{day(unit.valid_to)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="panel">
            <p class="hint">{fill(M::ShownOf, &[&shown, &total])}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{t(M::ColumnCode)}</th><th role="columnheader" scope="col">{t(M::ColumnUnit)}</th><th role="columnheader" scope="col">{t(M::ColumnKind)}</th>
                        <th role="columnheader" scope="col">{t(M::ValidFrom)}</th><th role="columnheader" scope="col">{t(M::ValidTo)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
