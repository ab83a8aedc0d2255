//! The units that have a process of their own.

use contract::Page;
use contract::processes::{ProcessSettings, UnitProcessItem};
use contract::units::UnitRef;
use leptos::prelude::*;

use super::Choice;
use super::settings::levels_label;
use crate::components::{Empty, Pager};
use crate::locales::{M, fill, language, t};
use crate::state::focus;
use crate::time;

/// The list; a row leads to its process above.
pub fn listed(known: Page<UnitProcessItem>, choice: Choice, page: RwSignal<u32>, load: Callback<()>) -> AnyView {
    if known.items.is_empty() {
        return view! { <Empty text=t(M::NoUnitProcesses)/> }.into_any();
    }
    let go = Callback::new(move |to: u32| {
        page.set(to);
        load.run(());
    });
    let total = known.total;
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-plain table-cards" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(M::ColumnUnit)}</th>
                    <th role="columnheader" scope="col">{t(M::Regime)}</th>
                    <th role="columnheader" scope="col">{t(M::Processes)}</th>
                    <th role="columnheader" scope="col">{t(M::ColumnBy)}</th>
                    <th role="columnheader" scope="col">{t(M::ColumnActions)}</th>
                </tr></thead>
                <tbody role="rowgroup">{known.items.into_iter().map(|item| row(item, choice)).collect_view()}</tbody>
            </table>
        </div>
        <Pager page=page.get_untracked() page_size=25 total on_page=go/>
    }
    .into_any()
}

fn row(item: UnitProcessItem, choice: Choice) -> impl IntoView {
    let summary = summary(&item.settings);
    let by = item.changed_by.clone().unwrap_or_else(|| t(M::TheSystem).to_owned());
    let at = item.changed_at.map(time::date_time).unwrap_or_default();
    let (name, circular, code) = (item.unit.name.clone(), item.circular.clone(), item.regime.clone());
    let label = fill(M::ActionOnReport, &[t(M::ProcessShow), &item.unit.name]);
    let show = move |_| {
        choice.regime.set((item.circular.clone(), item.regime.clone()));
        choice.unit.set(vec![UnitRef { id: item.unit.id, name: item.unit.name.clone() }]);
        focus("process-unit");
    };
    view! {
        <tr role="row">
            <td role="cell" data-label=t(M::ColumnUnit)>{name}</td>
            <td role="cell" data-label=t(M::Regime) class="cell-code">{code}<br/><span class="hint">{circular}</span></td>
            <td role="cell" data-label=t(M::Processes)>{summary}</td>
            <td role="cell" data-label=t(M::ColumnBy)>{by}<br/><span class="hint">{at}</span></td>
            <td role="cell" class="cell-actions"><button type="button" class="button button-quiet" aria-label=label on:click=show>{t(M::ProcessShow)}</button></td>
        </tr>
    }
}

/// A process in a few words.
fn summary(settings: &ProcessSettings) -> String {
    let hour =
        |label: M, hour: Option<chrono::NaiveTime>| hour.map(|hour| format!("{}: {}", t(label), hour.format("%H:%M")));
    let parts = [
        Some(levels_label(settings.approval_levels)),
        Some(settings.signing.label(language()).to_owned()),
        settings.receiver_check.then(|| t(M::ReceiverCheck).to_owned()),
        settings.one_account.then(|| t(M::ChoiceOneAccount).to_owned()),
        hour(M::ChoiceAutoSend, settings.auto_send_at),
        hour(M::ChoiceAutoAccept, settings.auto_accept_at),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
