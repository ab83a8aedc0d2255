//! Units that need not enter a form.

use contract::Page;
use contract::assignments::{ExemptionView, NewExemption};
use contract::forms::FormItem;
use contract::units::UnitRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::assign::form_options;
use super::named;

use super::table::duty_table;
use crate::api;
use crate::components::{Empty, ErrorSummary, SelectField, TextField, UnitPicker};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// The list, and a form for one more.
#[component]
pub fn Exemptions(forms: Vec<FormItem>) -> impl IntoView {
    let all = Remote::<Page<ExemptionView>>::new();
    let load = Callback::new(move |()| all.load(api::list_exemptions()));
    load.run(());
    view! {
        <section class="panel" aria-labelledby="exemptions">
            <h2 id="exemptions">{t(M::Exemptions)}</h2>
            <p class="hint">{t(M::ExemptionsHint)}</p>
            <NewOne forms load/>
            {draw(all, load, move |page| list(page.items, load))}
        </section>
    }
}

#[component]
fn NewOne(forms: Vec<FormItem>, load: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let options = form_options(&forms);
    let form = RwSignal::new(options.first().map(|(key, _)| key.clone()).unwrap_or_default());
    let unit = RwSignal::new(Vec::<UnitRef>::new());
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(one) = unit.with_untracked(|units| units.first().cloned()) else {
            error.set(Some(t(M::ChooseUnit).to_owned()));
            return;
        };
        let (circular, code) = named(&form.get_untracked());
        let new = NewExemption { unit: one.id, circular, form: code, reason: reason.get_untracked() };
        spawn_local(async move {
            match api::exempt(&new).await {
                Ok(_) => {
                    toasts.done(fill(M::ExemptionMade, &[&one.name]));
                    error.set(None);
                    unit.set(Vec::new());
                    reason.set(String::new());
                    load.run(());
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <form class="assign-form" on:submit=submit>
            <UnitPicker label=t(M::ColumnUnit) id="exempt-unit" chosen=unit single=true/>
            <SelectField label=t(M::ColumnForm) id="exempt-form" value=form options=Signal::derive(move || options.clone())
                on_change=Callback::new(move |value| form.set(value))/>
            <TextField label=t(M::Reason) id="exempt-reason" value=reason placeholder=t(M::ExemptionReasonHint)/>
            <button type="submit" class="button">{t(M::AddExemption)}</button>
            <ErrorSummary error/>
        </form>
    }
}

fn list(items: Vec<ExemptionView>, load: Callback<()>) -> AnyView {
    if items.is_empty() {
        return view! { <Empty text=t(M::NoExemptions)/> }.into_any();
    }
    let toasts = Toasts::current();
    let row = |item: ExemptionView| {
        let id = item.id;
        let label = fill(M::ActionOnReport, &[t(M::EndExemption), &item.unit.name]);
        let end = move |_| {
            spawn_local(async move {
                match api::end_exemption(id).await {
                    Ok(()) => toasts.done(t(M::ExemptionEnded)),
                    Err(error) => toasts.failed(error.message()),
                }
                load.run(());
            });
        };
        view! {
            <tr role="row">
                <td role="cell">{item.unit.name}</td><td role="cell" class="cell-code">{item.form}</td>
                <td role="cell">{item.reason}</td>
                <td role="cell">{item.by}<br/><span class="hint">{time::date_time(item.at)}</span></td>
                <td role="cell"><button type="button" class="button button-quiet" aria-label=label on:click=end>{t(M::EndExemption)}</button></td>
            </tr>
        }
    };
    duty_table(
        &[M::ColumnUnit, M::ColumnForm, M::Reason, M::ColumnBy, M::ColumnActions],
        items.into_iter().map(row).collect_view(),
    )
}
