//! Dates that are given for each period, as rows: what is typed stays as it was typed, and says what is wrong with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::period::{DateRange, Period};
use domain::regime::Regime;
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use crate::components::Icon;
use crate::locales::{M, fill, language, t};

/// A row as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Row {
    period: String,
    from: String,
    /// Unused where one day is given.
    to: String,
}

impl Row {
    fn of(period: &Period, range: DateRange) -> Self {
        Self { period: period.to_string(), from: range.from.to_string(), to: range.to.to_string() }
    }

    fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What the rows say, and what is wrong with each.
fn read(rows: &[Row], is_range: bool) -> (BTreeMap<Period, DateRange>, Vec<Option<M>>) {
    let mut known = BTreeMap::new();
    let mut faults = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        let last = if is_range { &row.to } else { &row.from };
        let days = row.from.parse::<NaiveDate>().ok().zip(last.parse::<NaiveDate>().ok());
        let fault = match (Period::parse(row.period.trim()), days) {
            _ if row.is_blank() => None,
            (Err(_), _) => Some(M::PeriodUnreadable),
            (Ok(period), _) if known.contains_key(&period) => Some(M::PeriodTwice),
            (Ok(_), None) => Some(M::PeriodDatesMissing),
            (Ok(period), Some((from, to))) => match DateRange::new(from, to) {
                Some(range) => {
                    known.insert(period, range);
                    None
                }
                None => Some(M::PeriodDatesOrder),
            },
        };
        faults.push(fault);
    }
    (known, faults)
}

/// What is done to the rows.
type Edit = Box<dyn FnOnce(&mut Vec<Row>)>;

/// Where the dates of a draft are kept.
type Known = Box<dyn Fn(&Regime) -> BTreeMap<Period, DateRange> + Send + Sync>;
type Taken = Box<dyn Fn(&mut Regime, BTreeMap<Period, DateRange>) + Send + Sync>;

/// Rows of a period with a window, or with a day.
#[component]
pub fn PeriodDates(
    /// The draft.
    draft: Draft,
    /// Place of the field.
    #[prop(into)]
    place: String,
    /// What the rows are for.
    label: String,
    /// Whether each has a first and a last day.
    is_range: bool,
    /// The dates.
    get: Known,
    /// Takes other dates.
    set: Taken,
) -> impl IntoView {
    let first = draft.regime.with_untracked(|regime| get(regime));
    let mut first: Vec<Row> = first.into_iter().map(|(period, range)| Row::of(&period, range)).collect();
    if first.is_empty() {
        first.push(Row::default());
    }
    let rows = RwSignal::new(first);
    // A row keeps the focus while another one changes.
    let count = Memo::new(move |_| rows.with(Vec::len));
    let faults = Memo::new(move |_| rows.with(|rows| read(rows, is_range).1));
    let own = StoredValue::new(place.clone());
    let change = Callback::new(move |edit: Edit| {
        rows.update(|rows| edit(rows));
        let (known, faults) = rows.with_untracked(|rows| read(rows, is_range));
        draft.set_unread(&own.get_value(), faults.iter().any(Option::is_some));
        draft.regime.update(|regime| set(regime, known));
    });
    on_cleanup(move || draft.set_unread(&own.get_value(), false));
    let add = move |_| change.run(Box::new(|rows| rows.push(Row::default())));
    let name = label.clone();
    view! {
        <div class="regime-periods" role="group" aria-label=label>
            {move || (0..count.get()).map(|number| row(rows, faults, change, number, is_range, &name)).collect_view()}
            <button type="button" class="button" on:click=add>{t(M::PeriodAdd)}</button>
            <Faults faults=draft.faults place/>
        </div>
    }
}

fn row(
    rows: RwSignal<Vec<Row>>,
    faults: Memo<Vec<Option<M>>>,
    change: Callback<Edit>,
    number: usize,
    is_range: bool,
    list: &str,
) -> AnyView {
    let text = move |read: fn(&Row) -> &String| {
        move || rows.with(|rows| rows.get(number).map(|row| read(row).clone()).unwrap_or_default())
    };
    let set = move |write: fn(&mut Row, String)| {
        move |event: leptos::ev::Event| {
            let typed = event_target_value(&event);
            change.run(Box::new(move |rows| {
                if let Some(row) = rows.get_mut(number) {
                    write(row, typed);
                }
            }));
        }
    };
    let remove = move |_| {
        change.run(Box::new(move |rows| {
            if number < rows.len() {
                rows.remove(number);
            }
        }));
    };
    let named = |field: M| format!("{list}: {}", fill(M::PeriodRowField, &[t(field), &(number + 1).to_string()]));
    let meant = move || {
        let period = rows.with(|rows| rows.get(number).and_then(|row| Period::parse(row.period.trim()).ok()));
        period.map(|period| period.label(language())).unwrap_or_default()
    };
    let fault = move || faults.with(|faults| faults.get(number).copied().flatten());
    let is_wrong = move || fault().is_some().to_string();
    view! {
        <div class="regime-period">
            <input class="input" placeholder="2027-Q1" aria-label=named(M::ColumnPeriod) aria-invalid=is_wrong
                prop:value=text(|row| &row.period) on:change=set(|row, text| row.period = text)/>
            <input class="input" type="date" aria-label=named(if is_range { M::DayFrom } else { M::HolidayDay })
                prop:value=text(|row| &row.from) on:change=set(|row, text| row.from = text)/>
            {is_range.then(|| view! {
                <input class="input" type="date" aria-label=named(M::DayTo)
                    prop:value=text(|row| &row.to) on:change=set(|row, text| row.to = text)/>
            })}
            <button type="button" class="button-icon" aria-label=named(M::PeriodRemove) on:click=remove><Icon name="close"/></button>
            <span class="hint">{meant}</span>
            {move || fault().map(|fault| view! { <p class="field-fault" role="status"><Icon name="error"/>{t(fault)}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_or_say_what_is_wrong() {
        let row = |period: &str, from: &str, to: &str| Row {
            period: period.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        for (typed, is_range, expected) in [
            (row("2027-Q1", "2026-12-15", "2027-03-14"), true, None),
            (row(" A-khao-sat ", "2027-01-01", "2027-01-02"), true, None),
            (row("2027-Q1", "2027-03-17", ""), false, None),
            (row("", "", ""), true, None),
            (row("quý 1", "2026-12-15", "2027-03-14"), true, Some(M::PeriodUnreadable)),
            (row("", "2026-12-15", ""), true, Some(M::PeriodUnreadable)),
            (row("2027-Q1", "2026-12-15", ""), true, Some(M::PeriodDatesMissing)),
            (row("2027-Q1", "2027-03-14", "2026-12-15"), true, Some(M::PeriodDatesOrder)),
        ] {
            let (known, faults) = read(std::slice::from_ref(&typed), is_range);
            assert_eq!(faults, [expected], "{typed:?}");
            assert_eq!(known.len(), usize::from(expected.is_none() && !typed.is_blank()), "{typed:?}");
        }
        let twice = [row("2027", "2027-01-01", ""), row("2027", "2027-01-02", "")];
        let (known, faults) = read(&twice, false);
        assert_eq!((known.len(), faults), (1, vec![None, Some(M::PeriodTwice)]));
    }
}
