//! Duties by hand: one form for a period to chosen units, ad hoc reports, exemptions and receiving units.

use chrono::NaiveDate;
use contract::Page;
use contract::assignments::NewAssignment;
use contract::forms::FormItem;
use contract::units::UnitRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::exemptions::Exemptions;
use super::receivers::ReceiversPanel;
use super::{key, named, periods_of};
use crate::api;
use crate::components::{ErrorSummary, Icon, PageHead, SelectField, TextField, UnitPicker};
use crate::locales::{M, count, fill, t};
use crate::state::{Remote, Toasts, draw};

/// Assignments, exemptions and receivers.
#[component]
pub fn AssignPage() -> impl IntoView {
    let forms = Remote::<Page<FormItem>>::new();
    let load = Callback::new(move |()| forms.load(api::list_forms()));
    load.run(());
    view! {
        <PageHead title=t(M::AssignReports).to_owned()/>
        {draw(forms, load, |page| view! {
            <AssignForm forms=page.items.clone()/>
            <Exemptions forms=page.items.clone()/>
            <ReceiversPanel forms=page.items/>
        }.into_any())}
    }
}

/// The forms as choices.
pub(super) fn form_options(forms: &[FormItem]) -> Vec<(String, String)> {
    forms.iter().map(|form| (key(&form.circular, &form.code), format!("{} – {}", form.code, form.title))).collect()
}

/// The choice for a report that is asked for once.
const AD_HOC: &str = "A-";

#[component]
fn AssignForm(forms: Vec<FormItem>) -> impl IntoView {
    let toasts = Toasts::current();
    let options = form_options(&forms);
    let forms = StoredValue::new(forms);
    let form = RwSignal::new(options.first().map(|(key, _)| key.clone()).unwrap_or_default());
    // The periods of the chosen form; any form can be asked for once besides.
    let choices = Memo::new(move |_| {
        let (circular, code) = form.with(|key| named(key));
        let chosen = forms.with_value(|forms| {
            forms.iter().find(|one| one.circular == circular && one.code == code).map(|one| one.frequencies.clone())
        });
        let mut choices = periods_of(&chosen.unwrap_or_default());
        choices.push((AD_HOC.to_owned(), t(M::AdHoc).to_owned()));
        choices
    });
    // The present one stands behind the next.
    let present =
        move || choices.with(|all| all.get(1).or(all.first()).map(|(code, _)| code.clone()).unwrap_or_default());
    let period = RwSignal::new(untrack(present));
    let choose_form = Callback::new(move |chosen: String| {
        form.set(chosen);
        let is_known = choices.with(|all| period.with_untracked(|period| all.iter().any(|(code, _)| code == period)));
        if !is_known {
            period.set(untrack(present));
        }
    });
    let is_ad_hoc = Memo::new(move |_| period.with(|period| period == AD_HOC));
    let units = RwSignal::new(Vec::<UnitRef>::new());
    let dates = Dates::default();
    let label = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    // The same key until the server has answered: a retry assigns nothing twice.
    let retry = RwSignal::new(api::new_key());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let new = match wanted(&form.get_untracked(), &period.get_untracked(), &label.get_untracked(), units, dates) {
            Ok(new) => new,
            Err(missing) => {
                error.set(Some(t(missing).to_owned()));
                return;
            }
        };
        is_busy.set(true);
        spawn_local(async move {
            match api::assign(&new, &retry.get_untracked()).await {
                Ok(view) => {
                    toasts.done(fill(M::Assigned, &[&count(view.made), &count(view.existing)]));
                    error.set(None);
                    units.set(Vec::new());
                    retry.set(api::new_key());
                }
                Err(problem) => {
                    if problem.code().is_some() {
                        retry.set(api::new_key());
                    }
                    error.set(Some(problem.message()));
                }
            }
            is_busy.set(false);
        });
    };
    view! {
        <form class="panel assign-form" aria-labelledby="assign" on:submit=submit>
            <h2 id="assign">{t(M::AssignByHand)}</h2>
            <SelectField label=t(M::ColumnForm) id="assign-form" value=form options=Signal::derive(move || options.clone())
                on_change=choose_form/>
            <SelectField label=t(M::ColumnPeriod) id="assign-period" value=period options=choices
                on_change=Callback::new(move |value| period.set(value))/>
            {move || is_ad_hoc.get().then(|| view! {
                <TextField label=t(M::PeriodName) id="assign-label" value=label placeholder=t(M::PeriodNameHint)/>
            })}
            <UnitPicker label=t(M::Units) id="assign-units" chosen=units/>
            <fieldset class="choice">
                <legend>{move || t(if is_ad_hoc.get() { M::DatesRequired } else { M::DatesOptional })}</legend>
                <div class="date-fields">
                    {dates.fields().map(|(label, id, value)| view! { <DayField label=t(label) id value/> })}
                </div>
            </fieldset>
            <button type="submit" class="button button-primary" disabled=move || is_busy.get()>
                <Icon name="send"/>{t(M::Assign)}
            </button>
            <ErrorSummary error/>
        </form>
    }
}

/// The dates as they are typed.
#[derive(Clone, Copy)]
struct Dates([RwSignal<String>; 5]);

impl Default for Dates {
    fn default() -> Self {
        Self(std::array::from_fn(|_| RwSignal::new(String::new())))
    }
}

impl Dates {
    fn fields(self) -> [(M, &'static str, RwSignal<String>); 5] {
        let [data_from, data_to, opens_on, closes_on, due_on] = self.0;
        [
            (M::DataFrom, "assign-data-from", data_from),
            (M::DataTo, "assign-data-to", data_to),
            (M::OpensOn, "assign-opens-on", opens_on),
            (M::ClosesOn, "assign-closes-on", closes_on),
            (M::DueOn, "assign-due-on", due_on),
        ]
    }

    fn read(self) -> [Option<NaiveDate>; 5] {
        self.0.map(|text| text.with_untracked(|text| text.parse().ok()))
    }
}

#[component]
fn DayField(label: &'static str, id: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="date" class="input" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

/// The request, or what is missing for it.
fn wanted(
    form: &str,
    period: &str,
    label: &str,
    units: RwSignal<Vec<UnitRef>>,
    dates: Dates,
) -> Result<NewAssignment, M> {
    let units: Vec<i64> = units.with_untracked(|units| units.iter().map(|unit| unit.id).collect());
    if units.is_empty() {
        return Err(M::ChooseUnit);
    }
    let is_ad_hoc = period == AD_HOC;
    let label = Some(label.trim().to_owned()).filter(|label| is_ad_hoc && !label.is_empty());
    let days = dates.read();
    if is_ad_hoc && (label.is_none() || days.iter().any(Option::is_none)) {
        return Err(M::AdHocIncomplete);
    }
    let (circular, form) = named(form);
    let [data_from, data_to, opens_on, closes_on, due_on] = days;
    Ok(NewAssignment {
        circular,
        form,
        period: label.as_deref().map_or_else(|| period.to_owned(), ad_hoc_code),
        period_label: label,
        units,
        data_from,
        data_to,
        opens_on,
        closes_on,
        due_on,
    })
}

/// Longest part of the code that comes from the name.
const LONGEST: usize = 48;

/// The code of an ad hoc period, from its name: letters and digits without diacritics, and hyphens.
fn ad_hoc_code(name: &str) -> String {
    let folded = domain::text::fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut code = words.collect::<Vec<_>>().join("-");
    code.truncate(LONGEST);
    let code = code.trim_matches('-');
    format!("{AD_HOC}{}", if code.is_empty() { "dot-xuat" } else { code })
}

#[cfg(test)]
mod tests {
    use super::ad_hoc_code;

    #[test]
    fn an_ad_hoc_period_is_named_by_its_words() {
        for (name, code) in [
            ("Khảo sát thủ tục 2026", "A-khao-sat-thu-tuc-2026"),
            ("  Đợt 1 / quý IV ", "A-dot-1-quy-iv"),
            ("???", "A-dot-xuat"),
        ] {
            assert_eq!(ad_hoc_code(name), code);
            assert!(domain::period::Period::parse(&ad_hoc_code(name)).is_ok(), "{name}");
        }
        let long = ad_hoc_code(&"khảo sát ".repeat(20));
        assert!(domain::period::Period::parse(&long).is_ok(), "{long}");
    }
}
