//! How the reports of a unit move: set by its administrators, within what the regime allows (C2).

mod list;
pub mod settings;
mod unit;

use contract::Page;
use contract::processes::UnitProcessItem;
use contract::regimes::RegimeItem;
use contract::units::UnitRef;
use leptos::prelude::*;

use self::list::listed;
use self::unit::UnitProcess;
use crate::api;
use crate::components::{PageHead, SelectField, UnitPicker};
use crate::locales::{M, t};
use crate::state::{Remote, Session, draw};

/// Which process is on screen.
#[derive(Clone, Copy)]
struct Choice {
    unit: RwSignal<Vec<UnitRef>>,
    /// Document and code of the regime.
    regime: RwSignal<(String, String)>,
}

/// A unit and a regime to choose, the process that holds there, and the units that have one of their own.
#[component]
pub fn ProcessesPage() -> impl IntoView {
    let own = Session::current().me_untracked().map(|me| me.unit);
    let choice = Choice { unit: RwSignal::new(own.into_iter().collect()), regime: RwSignal::default() };
    let regimes = Remote::<Page<RegimeItem>>::new();
    let processes = Remote::<Page<UnitProcessItem>>::new();
    let page = RwSignal::new(1_u32);
    let load_regimes = Callback::new(move |()| regimes.load(api::list_regimes()));
    let load_list = Callback::new(move |()| {
        let page = page.get_untracked();
        processes.load(async move { api::list_processes(page).await });
    });
    load_regimes.run(());
    load_list.run(());
    view! {
        <PageHead title=t(M::Processes).to_owned()/>
        <p class="hint">{t(M::ProcessHint)}</p>
        <section class="panel" aria-labelledby="process-of">
            <h2 id="process-of">{t(M::ProcessOf)}</h2>
            {draw(regimes, load_regimes, move |known| chosen(&known.items, choice, load_list))}
        </section>
        <section class="panel" aria-labelledby="process-list">
            <h2 id="process-list">{t(M::UnitsWithProcess)}</h2>
            {draw(processes, load_list, move |known| listed(known, choice, page, load_list))}
        </section>
    }
}

fn chosen(regimes: &[RegimeItem], choice: Choice, saved: Callback<()>) -> AnyView {
    let key = |circular: &str, code: &str| format!("{circular}\n{code}");
    let options: Vec<(String, String)> = regimes
        .iter()
        .map(|one| (key(&one.circular, &one.code), format!("{}. {} ({})", one.code, one.title, one.circular)))
        .collect();
    if choice.regime.with_untracked(|(circular, _)| circular.is_empty())
        && let Some(first) = RegimeItem::nearest(regimes)
    {
        choice.regime.set((first.circular.clone(), first.code.clone()));
    }
    let value = Signal::derive(move || choice.regime.with(|(circular, code)| key(circular, code)));
    let choose = Callback::new(move |value: String| {
        if let Some((circular, code)) = value.split_once('\n') {
            choice.regime.set((circular.to_owned(), code.to_owned()));
        }
    });
    view! {
        <div class="regime-pair">
            <UnitPicker label=t(M::ColumnUnit) id="process-unit" chosen=choice.unit single=true/>
            <SelectField label=t(M::Regime) id="process-regime" value options=Signal::derive(move || options.clone()) on_change=choose/>
        </div>
        <UnitProcess choice saved/>
    }
    .into_any()
}
