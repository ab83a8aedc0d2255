//! Receiving units that are set for single units.

use contract::Page;
use contract::assignments::{ReceiverView, ReceiversView, SetReceiver};
use contract::forms::FormItem;
use contract::regimes::RegimeItem;
use contract::units::UnitRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{named, regime_options};

use super::table::duty_table;
use crate::api;
use crate::components::{Empty, ErrorSummary, SelectField, UnitPicker};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw};

/// The list, and a form for one more.
#[component]
pub fn ReceiversPanel(forms: Vec<FormItem>) -> impl IntoView {
    let all = Remote::<ReceiversView>::new();
    let regimes = Remote::<Page<RegimeItem>>::new();
    let load = Callback::new(move |()| {
        all.load(api::list_receivers());
        regimes.load(api::list_regimes());
    });
    load.run(());
    view! {
        <section class="panel" aria-labelledby="receivers">
            <h2 id="receivers">{t(M::Receivers)}</h2>
            <p class="hint">{t(M::ReceiversHint)}</p>
            {draw(regimes, load, move |page| view! { <NewOne regimes=page.items forms=forms.clone() all/> }.into_any())}
            {draw(all, load, move |view| list(view.items, all))}
        </section>
    }
}

#[component]
fn NewOne(regimes: Vec<RegimeItem>, forms: Vec<FormItem>, all: Remote<ReceiversView>) -> impl IntoView {
    let toasts = Toasts::current();
    let options = regime_options(&regimes);
    let regime = RwSignal::new(options.first().map(|(key, _)| key.clone()).unwrap_or_default());
    // The code of one form of the regime; all of them when empty.
    let form = RwSignal::new(String::new());
    let of_regime = Signal::derive(move || {
        let (circular, code) = named(&regime.get());
        let of_it = forms.iter().filter(|form| form.circular == circular && form.regime == code);
        let named = of_it.map(|form| (form.code.clone(), format!("{} – {}", form.code, form.title)));
        std::iter::once((String::new(), t(M::AllForms).to_owned())).chain(named).collect::<Vec<_>>()
    });
    let (unit, receiver) = (RwSignal::new(Vec::<UnitRef>::new()), RwSignal::new(Vec::<UnitRef>::new()));
    let error = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let first = |units: RwSignal<Vec<UnitRef>>| units.with_untracked(|units| units.first().cloned());
        let (Some(of), Some(to)) = (first(unit), first(receiver)) else {
            error.set(Some(t(M::ChooseBothUnits).to_owned()));
            return;
        };
        let (circular, code) = named(&regime.get_untracked());
        let one = Some(form.get_untracked()).filter(|code| !code.is_empty());
        let wanted = SetReceiver { unit: of.id, circular, regime: code, form: one, receiver: Some(to.id) };
        spawn_local(async move {
            match api::set_receiver(&wanted).await {
                Ok(known) => {
                    toasts.done(fill(M::ReceiverSet, &[&of.name, &to.name]));
                    error.set(None);
                    unit.set(Vec::new());
                    receiver.set(Vec::new());
                    all.load(async move { Ok(known) });
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <form class="assign-form" on:submit=submit>
            <UnitPicker label=t(M::ReportingUnit) id="receiver-of" chosen=unit single=true/>
            <SelectField label=t(M::Regime) id="receiver-regime" value=regime options=Signal::derive(move || options.clone())
                on_change=Callback::new(move |value| { form.set(String::new()); regime.set(value); })/>
            <SelectField label=t(M::ColumnForm) id="receiver-form" value=form options=of_regime
                on_change=Callback::new(move |value| form.set(value))/>
            <UnitPicker label=t(M::ReceivingUnit) id="receiver-to" chosen=receiver single=true/>
            <button type="submit" class="button">{t(M::SetReceiver)}</button>
            <ErrorSummary error/>
        </form>
    }
}

fn list(items: Vec<ReceiverView>, all: Remote<ReceiversView>) -> AnyView {
    if items.is_empty() {
        return view! { <Empty text=t(M::NoReceivers)/> }.into_any();
    }
    let toasts = Toasts::current();
    let row = |item: ReceiverView| {
        let label = fill(M::ActionOnReport, &[t(M::RemoveReceiver), &item.unit.name]);
        let wanted = SetReceiver {
            unit: item.unit.id,
            circular: item.circular.clone(),
            regime: item.regime.clone(),
            form: item.form.clone(),
            receiver: None,
        };
        let remove = move |_| {
            let wanted = wanted.clone();
            spawn_local(async move {
                match api::set_receiver(&wanted).await {
                    Ok(known) => all.load(async move { Ok(known) }),
                    Err(error) => toasts.failed(error.message()),
                }
            });
        };
        view! {
            <tr role="row">
                <td role="cell">{item.unit.name}</td>
                <td role="cell" class="cell-code">{item.regime}" "{item.form.unwrap_or_default()}<br/><span class="hint">{item.circular}</span></td>
                <td role="cell">{item.receiver.name}</td>
                <td role="cell"><button type="button" class="button button-quiet" aria-label=label on:click=remove>{t(M::RemoveReceiver)}</button></td>
            </tr>
        }
    };
    duty_table(
        &[M::ReportingUnit, M::Regime, M::ReceivingUnit, M::ColumnActions],
        items.into_iter().map(row).collect_view(),
    )
}
