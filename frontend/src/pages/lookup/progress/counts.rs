//! The counts of a unit in a few words, and a line for each unit below.

use contract::progress::{ProgressCounts, ProgressView, UnitProgress};
use leptos::prelude::*;
use leptos_router::components::A;

use super::chart::{PARTS, bar, of};
use super::choice;
use crate::api::{ProgressQuery, ReportQuery};
use crate::locales::{M, count, fill, status_label, t};
use crate::pages::work::work_address;
use crate::time;

/// What matters at a glance.
pub fn summary(view: &ProgressView) -> impl IntoView + use<> {
    let counts = view.total;
    let tile = |name: M, value: String, class: &'static str| {
        view! { <div class=format!("tile {class}")><dt>{t(name)}</dt><dd>{value}</dd></div> }
    };
    let legend: Vec<_> = PARTS
        .into_iter()
        .filter(|state| of(&counts, state) > 0)
        .map(|state| {
            view! { <li><span class=format!("swatch swatch-{state}") aria-hidden="true"></span>{status_label(state)}" "<b>{count(of(&counts, state))}</b></li> }
        })
        .collect();
    view! {
        <section class="panel progress-summary">
            <dl class="tiles">
                {tile(M::ProgressSent, fill(M::ProgressSentOf, &share(&counts).each_ref().map(String::as_str)), "")}
                {tile(M::ProgressOverdue, count(counts.overdue), if counts.overdue > 0 { "tile-error" } else { "" })}
                {tile(M::ProgressSentLate, count(counts.sent_late), "")}
                {tile(M::ProgressExempt, count(counts.exempt), "")}
            </dl>
            {bar(&counts)}
            <ul class="legend">{legend}</ul>
            <p class="hint">{fill(M::ProgressAsOf, &[&time::date_time(view.at)])}</p>
        </section>
    }
}

/// A line for each unit below; its name leads further down, or to its reports.
pub fn counts_table(view: &ProgressView, wanted: &ProgressQuery) -> impl IntoView + use<> {
    let own = (view.own.total > 0).then(|| {
        let link = reports_of(view.unit.id, wanted);
        line(view! { <A href=link>{t(M::ProgressOwn)}</A> }.into_any(), &view.own)
    });
    let rows: Vec<_> = view.below.iter().map(|unit| line(name(unit, wanted), &unit.counts)).collect();
    let head: Vec<_> = PARTS
        .into_iter()
        .map(|state| view! { <th role="columnheader" scope="col" class="cell-count">{status_label(state)}</th> })
        .collect();
    view! {
        <section class="panel">
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Progress)>
                <table class="table table-plain table-lines table-progress" role="table">
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{t(M::ColumnUnit)}</th>
                        <th role="columnheader" scope="col">{t(M::ProgressHowFar)}</th>
                        <th role="columnheader" scope="col" class="cell-count">{t(M::ProgressAll)}</th>
                        {head}
                        <th role="columnheader" scope="col" class="cell-count">{t(M::ProgressOverdue)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{own}{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn name(unit: &UnitProgress, wanted: &ProgressQuery) -> AnyView {
    let (id, name) = (unit.unit.id, unit.unit.name.clone());
    let link = if unit.has_children {
        choice::address(&ProgressQuery { unit: id.to_string(), ..wanted.clone() })
    } else {
        reports_of(id, wanted)
    };
    view! { <A href=link>{name}</A> }.into_any()
}

/// The list of a unit's reports of the same regime and period.
fn reports_of(unit: i64, wanted: &ProgressQuery) -> String {
    work_address(&ReportQuery {
        task: "track".to_owned(),
        regime: wanted.regime.clone(),
        period: wanted.period.clone(),
        unit: unit.to_string(),
        page: 1,
        ..ReportQuery::default()
    })
}

fn line(name: AnyView, counts: &ProgressCounts) -> AnyView {
    let unless_none = |number: i64| if number == 0 { String::new() } else { count(number) };
    let states: Vec<_> = PARTS
        .into_iter()
        .map(|state| view! { <td role="cell" class="cell-count" data-label=status_label(state)>{unless_none(of(counts, state))}</td> })
        .collect();
    let share = fill(M::ProgressSentOf, &share(counts).each_ref().map(String::as_str));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="cell-unit">{name}</th>
            <td role="cell" class="cell-bar" data-label=t(M::ProgressHowFar)>{bar(counts)}<small>{share}</small></td>
            <td role="cell" class="cell-count" data-label=t(M::ProgressAll)>{count(counts.total)}</td>
            {states}
            <td role="cell" class="cell-count" class:cell-overdue={counts.overdue > 0} data-label=t(M::ProgressOverdue)>{unless_none(counts.overdue)}</td>
        </tr>
    }
    .into_any()
}

/// Done, owed, and the share of a hundred.
fn share(counts: &ProgressCounts) -> [String; 3] {
    let (done, owed) = (counts.done(), counts.owed());
    let share = if owed == 0 { 100 } else { done * 100 / owed };
    // What has begun is not nothing.
    let share = if share == 0 && done > 0 { "<1".to_owned() } else { share.to_string() };
    [count(done), count(owed), share]
}
