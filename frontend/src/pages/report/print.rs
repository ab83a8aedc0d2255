//! Printing a report (convention 115): the whole form on paper, whatever of it is on screen.
//!
//! The sheet is made when the browser is about to print, by our button or by Ctrl+P, and goes afterwards.

use leptos::prelude::*;

use super::page::Report;
use crate::components::{Dialog, Icon};
use crate::grid::GridModel;
use crate::grid::print::escaped;
use crate::locales::{M, fill, t};
use crate::state::{document, window};
use crate::time;

const STORAGE_KEY: &str = "baocao.paper";
/// The papers of the style sheet, as (name, size, across).
const PAPERS: [(&str, &str, bool); 4] =
    [("a4-across", "A4", true), ("a4-upright", "A4", false), ("a3-across", "A3", true), ("a3-upright", "A3", false)];

/// The paper chosen on this device; forms are wide.
fn chosen() -> &'static str {
    let stored = storage().and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
    let known = PAPERS.iter().find(|(name, ..)| Some(*name) == stored.as_deref());
    known.map_or(PAPERS[0].0, |(name, ..)| name)
}

fn choose(name: &str) {
    // A browser without storage asks again the next time.
    if let Some(storage) = storage() {
        let _ = storage.set_item(STORAGE_KEY, name);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

/// Prints the report of this page whenever the browser prints.
pub fn listen(report: Report, model: GridModel) {
    let before = window_event_listener_untyped("beforeprint", move |_| lay_out(report, model));
    let after = window_event_listener_untyped("afterprint", |_| put_away());
    on_cleanup(move || {
        before.remove();
        after.remove();
        put_away();
    });
}

/// Puts the sheet beside the page; the style sheet prints it alone.
fn lay_out(report: Report, model: GridModel) {
    put_away();
    let Some(document) = document() else { return };
    let (Some(body), Ok(sheet)) = (document.body(), document.create_element("div")) else { return };
    sheet.set_class_name(&format!("print-sheet is-{} {}", chosen(), density(report)));
    sheet.set_inner_html(&whole(report, model));
    let _ = body.append_child(&sheet);
    let _ = body.class_list().add_1("is-printing");
}

fn put_away() {
    let Some(body) = document().and_then(|document| document.body()) else { return };
    let _ = body.class_list().remove_1("is-printing");
    if let Ok(Some(sheet)) = body.query_selector(":scope > .print-sheet") {
        sheet.remove();
    }
}

/// Many columns are printed smaller, so that they fit the width.
fn density(report: Report) -> &'static str {
    match report.form.with_value(|form| form.columns().count()) {
        0..=9 => "is-wide",
        10..=14 => "is-middle",
        15..=20 => "is-narrow",
        _ => "is-tiny",
    }
}

fn whole(report: Report, model: GridModel) -> String {
    report.view.with_untracked(|view| {
        let item = &view.item;
        let measure = report.form.with_value(|form| form.unit_of_measure.clone());
        let form = fill(M::PrintForm, &[&item.form.code]);
        let mut above = format!("{form} – {} – {}", item.unit.name, item.period.label);
        if let Some(measure) = measure {
            above.push_str(&format!(" – {}", fill(M::UnitOfMeasure, &[&measure])));
        }
        let period = &item.period;
        let period = fill(M::PrintPeriod, &[&period.label, &time::date(period.from), &time::date(period.to)]);
        let unit = fill(M::PrintUnit, &[&item.unit.name]);
        let receiver = view.receiver.as_ref().map(|unit| fill(M::PrintReceiver, &[&unit.name])).unwrap_or_default();
        let circular = fill(M::PrintCircular, &[&item.form.circular]);
        let title = escaped(&item.form.title);
        let [form, circular, period, unit, receiver] =
            [form, circular, period, unit, receiver].map(|text| escaped(&text));
        let now = time::now();
        let source = fill(M::PrintSource, &[&time::date_time(now), &item.revision.to_string(), &item.status_label]);
        format!(
            "<header><div><b>{form}</b><br>{circular}</div><div><h1>{title}</h1><p>{period}</p></div>\
             <div>{unit}<br>{receiver}</div></header>{}{}<p class=\"print-source\">{}</p>",
            model.printed(&above),
            signatures(&time::date(time::local(now).date())),
            escaped(&source)
        )
    })
}

/// Who prepared it and who answers for it (Decree 30/2020).
fn signatures(today: &str) -> String {
    let year = today.rsplit('/').next().unwrap_or_default();
    let place = fill(M::PrintPlace, &[year]);
    let [place, preparer, preparer_hint, head, head_hint] =
        [place.as_str(), t(M::PrintPreparer), t(M::PrintPreparerHint), t(M::PrintHead), t(M::PrintHeadHint)]
            .map(escaped);
    format!(
        "<footer><div><br><b>{preparer}</b><br><i>{preparer_hint}</i></div>\
         <div><i>{place}</i><br><b>{head}</b><br><i>{head_hint}</i></div></footer>"
    )
}

/// Asks for the paper, then prints.
#[component]
pub fn PrintDialog(open: RwSignal<bool>) -> impl IntoView {
    let paper = RwSignal::new(chosen());
    let current = move || PAPERS.iter().find(|(name, ..)| *name == paper.get()).copied().unwrap_or(PAPERS[0]);
    let pick = move |size: &'static str, across: bool| {
        if let Some((name, ..)) = PAPERS.iter().find(|(_, known, direction)| *known == size && *direction == across) {
            choose(name);
            paper.set(name);
        }
    };
    let size = move |size: &'static str| {
        view! {
            <label><input type="radio" name="print-size" prop:checked=move || current().1 == size
                on:change=move |_| pick(size, current().2)/><span>{size}</span></label>
        }
    };
    let direction = move |across: bool, name: M| {
        view! {
            <label><input type="radio" name="print-direction" prop:checked=move || current().2 == across
                on:change=move |_| pick(current().1, across)/><span>{t(name)}</span></label>
        }
    };
    let print = move |_| {
        open.set(false);
        // The dialog goes first: what the browser prints is taken at once.
        set_timeout(|| drop(window().map(|window| window.print())), std::time::Duration::ZERO);
    };
    view! {
        <Dialog open title=t(M::PrintTitle).to_owned()>
            <div class="dialog-body">
                <fieldset class="choice choice-line"><legend>{t(M::PrintPaper)}</legend>{size("A4")}{size("A3")}</fieldset>
                <fieldset class="choice choice-line">
                    <legend>{t(M::PrintDirection)}</legend>
                    {direction(true, M::PrintAcross)}{direction(false, M::PrintUpright)}
                </fieldset>
                <p class="hint">{t(M::PrintHint)}</p>
                <div class="dialog-foot">
                    <button type="button" class="button button-primary" on:click=print><Icon name="print"/>{t(M::Print)}</button>
                </div>
            </div>
        </Dialog>
    }
}
