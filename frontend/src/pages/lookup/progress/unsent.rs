//! Who has not sent yet, with people to ask (D6).

use contract::Page;
use contract::page::DEFAULT_PAGE_SIZE;
use contract::progress::{ContactView, UnsentView};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::{self, ProgressQuery};
use crate::components::{DueLabel, Empty, Pager, StatusBadge};
use crate::locales::{M, t};
use crate::state::{Remote, draw};

/// The list, page by page.
#[component]
pub fn Unsent(wanted: ProgressQuery) -> impl IntoView {
    let unsent = Remote::<Page<UnsentView>>::new();
    let page = RwSignal::new(1);
    let wanted = StoredValue::new(wanted);
    let load = Callback::new(move |()| {
        let (query, number) = (wanted.get_value(), page.get_untracked());
        unsent.load(async move { api::list_unsent(&query, number, DEFAULT_PAGE_SIZE).await });
    });
    load.run(());
    let turn = Callback::new(move |number| {
        page.set(number);
        load.run(());
    });
    view! {
        <section class="panel" aria-labelledby="unsent">
            <h2 id="unsent">{t(M::ProgressUnsent)}</h2>
            {draw(unsent, load, move |found| list(found, page.get_untracked(), turn))}
        </section>
    }
}

fn list(found: Page<UnsentView>, page: u32, turn: Callback<u32>) -> AnyView {
    if found.items.is_empty() {
        return view! { <Empty text=t(M::ProgressAllSent)/> }.into_any();
    }
    let total = found.total;
    let rows: Vec<_> = found.items.into_iter().map(row).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::ProgressUnsent)>
            <table class="table table-plain table-lines" role="table">
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(M::ColumnUnit)}</th><th role="columnheader" scope="col">{t(M::ColumnForm)}</th>
                    <th role="columnheader" scope="col">{t(M::ColumnStatus)}</th><th role="columnheader" scope="col">{t(M::ColumnDue)}</th>
                    <th role="columnheader" scope="col">{t(M::ProgressContact)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        <Pager page page_size=DEFAULT_PAGE_SIZE total on_page=turn/>
    }
    .into_any()
}

fn row(report: UnsentView) -> AnyView {
    let people: Vec<_> = report.contacts.into_iter().map(person).collect();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="cell-unit">{report.unit.name}</th>
            <td role="cell" data-label=t(M::ColumnForm)><A href=format!("/bao-cao/{}", report.report_id)>{report.form.code}</A></td>
            <td role="cell" data-label=t(M::ColumnStatus)>
                <StatusBadge status=report.status label=report.status_label/>
                {report.is_overdue.then(|| view! { <span class="badge badge-error">{t(M::Late)}</span> })}
            </td>
            <td role="cell" data-label=t(M::ColumnDue)><DueLabel due=report.due is_open=true/></td>
            <td role="cell" data-label=t(M::ProgressContact)><ul class="contacts">{people}</ul></td>
        </tr>
    }
    .into_any()
}

fn person(contact: ContactView) -> AnyView {
    let phone = contact.phone.map(|phone| {
        let address = format!("tel:{}", phone.chars().filter(|sign| !sign.is_whitespace()).collect::<String>());
        view! { " · "<a href=address>{phone}</a> }
    });
    let position = contact.position.map(|position| format!(", {position}"));
    view! { <li>{contact.name}{position}{phone}</li> }.into_any()
}
