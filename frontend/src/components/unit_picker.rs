//! Choosing units by their name.

use contract::Page;
use contract::units::{UnitRef, UnitView};
use leptos::prelude::*;

use super::Icon;
use crate::api;
use crate::locales::{M, fill, t};
use crate::state::Remote;
use crate::time;

/// A field that finds units, and those that were chosen.
#[component]
pub fn UnitPicker(
    /// Its label.
    label: &'static str,
    /// Its id.
    #[prop(into)]
    id: String,
    /// The chosen units.
    chosen: RwSignal<Vec<UnitRef>>,
    /// Whether only one can be chosen.
    #[prop(optional)]
    single: bool,
) -> impl IntoView {
    let choose = Callback::new(move |unit: UnitView| {
        chosen.update(|all| {
            if single {
                all.clear();
            }
            if !all.iter().any(|one| one.id == unit.id) {
                all.push(UnitRef { id: unit.id, name: unit.name });
            }
        });
    });
    view! {
        <div class="field picker">
            <UnitSearch label id on_choose=choose/>
            <ul class="chosen" aria-label=t(M::ChosenUnits)>
                {move || chosen.get().into_iter().map(|unit| chip(unit, chosen)).collect_view()}
            </ul>
        </div>
    }
}

/// The field of a picker, and what it found.
#[component]
pub fn UnitSearch(
    /// Its label.
    label: &'static str,
    /// Its id.
    #[prop(into)]
    id: String,
    /// Called with the unit that is chosen.
    on_choose: Callback<UnitView>,
) -> impl IntoView {
    let keyword = RwSignal::new(String::new());
    let found = Remote::<Page<UnitView>>::new();
    let search = move || {
        let wanted = keyword.get_untracked();
        if wanted.trim().is_empty() {
            found.clear();
        } else {
            found.load(async move { api::find_units(wanted.trim()).await });
        }
    };
    let choose = Callback::new(move |unit: UnitView| {
        on_choose.run(unit);
        // Left open, the list looks as if nothing had been chosen.
        keyword.set(String::new());
        found.clear();
    });
    view! {
        <label for=id.clone()>{label}</label>
        <div class="input-group">
            <input id=id type="search" class="input" placeholder=t(M::FindUnit) autocomplete="off"
                prop:value=move || keyword.get()
                on:input=move |event| { keyword.set(event_target_value(&event)); search(); }
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default(); search(); }/>
            <span class="button-icon" aria-hidden="true"><Icon name="search"/></span>
        </div>
        {move || found.value().map(|page| results(page, choose))}
    }
}

fn results(page: Page<UnitView>, choose: Callback<UnitView>) -> AnyView {
    if page.items.is_empty() {
        return view! { <p class="hint" role="status">{t(M::NothingFound)}</p> }.into_any();
    }
    let item = |unit: UnitView| {
        let name = unit.name.clone();
        // What was merged is found by its old name, and says so.
        let hint = match &unit.successor {
            Some(next) => fill(M::UnitSucceeded, &[&next.unit.name, &time::date(next.since), &next.number]),
            None => unit.code.clone(),
        };
        view! {
            <li><button type="button" class="button button-quiet"
                on:click=move |_| choose.run(unit.clone())>
                {name}" "<span class="hint">{hint}</span>
            </button></li>
        }
    };
    view! { <ul class="picker-found">{page.items.into_iter().map(item).collect_view()}</ul> }.into_any()
}

fn chip(unit: UnitRef, chosen: RwSignal<Vec<UnitRef>>) -> impl IntoView {
    let id = unit.id;
    let label = fill(M::RemoveUnit, &[&unit.name]);
    view! {
        <li class="badge badge-plain">
            {unit.name}
            <button type="button" class="button-icon" aria-label=label
                on:click=move |_| chosen.update(|all| all.retain(|one| one.id != id))>
                <Icon name="close"/>
            </button>
        </li>
    }
}
