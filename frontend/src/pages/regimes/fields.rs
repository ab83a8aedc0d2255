//! Labelled fields of a regime, each with the faults that were told of it.

use std::collections::BTreeSet;

use contract::problem::FaultView;
use contract::regimes::RegimeVersionView;
use domain::regime::Regime;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::Icon;

/// The regime that is being edited.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What it says now.
    pub regime: RwSignal<Regime>,
    /// What it said when it was saved last.
    pub saved: RwSignal<Regime>,
    /// What was told of it when it was saved or published.
    pub faults: RwSignal<Vec<FaultView>>,
    /// Places where something stands that cannot be read, and so is not in the draft.
    pub unread: RwSignal<BTreeSet<String>>,
}

impl Draft {
    /// The draft of a version as it was saved.
    pub fn of(view: &RegimeVersionView) -> Self {
        Self {
            regime: RwSignal::new(view.regime.clone()),
            saved: RwSignal::new(view.regime.clone()),
            faults: RwSignal::new(view.faults.clone()),
            unread: RwSignal::new(BTreeSet::new()),
        }
    }

    /// Whether something on screen is not saved.
    pub fn is_dirty(self) -> bool {
        self.unread.with(|unread| !unread.is_empty())
            || self.regime.with(|regime| self.saved.with(|saved| regime != saved))
    }

    /// The same, looked at once.
    pub fn is_dirty_untracked(self) -> bool {
        untrack(|| self.is_dirty())
    }

    /// Takes what was typed at a place; what was told of it before may be true no longer, and the next saving says.
    pub fn set(self, place: &str, change: impl FnOnce(&mut Regime)) {
        self.regime.update(change);
        if self.faults.with_untracked(|faults| faults.iter().any(|fault| fault.place == place)) {
            self.faults.update(|faults| faults.retain(|fault| fault.place != place));
        }
    }

    /// Notes that something at a place cannot be read, or can again.
    pub fn set_unread(self, place: &str, is_unread: bool) {
        // A part of the form may outlive the page by a moment.
        let known = self.unread.try_with_untracked(|unread| unread.contains(place));
        if known.is_some_and(|known| known != is_unread) {
            self.unread.update(|unread| {
                if is_unread {
                    unread.insert(place.to_owned());
                } else {
                    unread.remove(place);
                }
            });
        }
    }
}

/// What went wrong, with the fields that are named.
pub fn told(error: &ApiError) -> String {
    let fields: Vec<&str> = faults_in(error).iter().map(|fault| fault.message.as_str()).collect();
    if fields.is_empty() { error.message() } else { fields.join(" ") }
}

/// The fields that an error names.
pub fn faults_in(error: &ApiError) -> &[FaultView] {
    match error {
        ApiError::Problem(problem) => &problem.faults,
        _ => &[],
    }
}

/// What is wrong at a place; read out with the field that names it in `aria-describedby`.
#[component]
pub fn Faults(
    /// What was told.
    faults: RwSignal<Vec<FaultView>>,
    /// The place.
    #[prop(into)]
    place: String,
) -> impl IntoView {
    let id = format!("fault-{place}");
    view! {
        <div id=id class="field-faults">
            {move || faults.get().into_iter().filter(|fault| fault.place == place).map(|fault| {
                let is_error = fault.severity == "error";
                let class = if is_error { "field-fault" } else { "field-fault field-fault-warn" };
                view! { <p class=class><Icon name=if is_error { "error" } else { "warning" }/>{fault.message}</p> }
            }).collect_view()}
        </div>
    }
}

/// A labelled text of one or several lines; taken when the field is left, so that a list can have its line broken.
#[component]
pub fn Words(
    /// The draft.
    draft: Draft,
    /// Place of the field; its id too.
    place: &'static str,
    /// Its label.
    label: &'static str,
    /// Lines shown; one makes a line.
    #[prop(default = 1)]
    rows: u32,
    /// Its text.
    get: fn(&Regime) -> String,
    /// Takes another text.
    set: fn(&mut Regime, String),
) -> impl IntoView {
    let id = format!("regime-{place}");
    // What is being typed stays while another field of the draft changes.
    let value = Memo::new(move |_| draft.regime.with(get));
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        draft.set(place, |regime| set(regime, text));
    };
    let is_wrong = move || draft.faults.with(|all| all.iter().any(|fault| fault.place == place)).to_string();
    let faults = format!("fault-{place}");
    let field = if rows > 1 {
        view! { <textarea id=id.clone() class="input" rows=rows aria-invalid=is_wrong aria-describedby=faults prop:value=move || value.get() on:change=input></textarea> }.into_any()
    } else {
        view! { <input id=id.clone() class="input" aria-invalid=is_wrong aria-describedby=faults prop:value=move || value.get() on:change=input/> }.into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {field}
            <Faults faults=draft.faults place/>
        </div>
    }
}

/// A labelled day.
#[component]
pub fn Day(
    /// The draft.
    draft: Draft,
    /// Place of the field; its id too.
    place: &'static str,
    /// Its label.
    label: &'static str,
    /// Its day.
    get: fn(&Regime) -> Option<chrono::NaiveDate>,
    /// Takes another day.
    set: fn(&mut Regime, Option<chrono::NaiveDate>),
) -> impl IntoView {
    let id = format!("regime-{place}");
    let value = Memo::new(move |_| draft.regime.with(get).map(|day| day.to_string()).unwrap_or_default());
    let input = move |event: leptos::ev::Event| {
        let day = event_target_value(&event).parse().ok();
        draft.set(place, |regime| set(regime, day));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="date" class="input" aria-describedby=format!("fault-{place}") prop:value=move || value.get() on:change=input/>
            <Faults faults=draft.faults place/>
        </div>
    }
}
