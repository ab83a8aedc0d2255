//! "Việc của tôi": what I owe and by when.

use contract::reports::{ReportItem, ReportsPage};
use leptos::prelude::*;
use leptos_router::components::A;

use super::work::{paper_note, task_icon, task_title};
use crate::api::{self, ReportQuery};
use crate::components::{DueLabel, Empty, ErrorBox, Icon, Loading, PageHead, StatusBadge};
use crate::locales::{M, count, fill, t};
use crate::state::{Remote, Session};
use crate::time::{self, Urgency};

/// The tasks in which something is expected of a person.
const TASKS: [&str; 5] = ["enter", "consolidate", "approve", "send", "check"];

/// Reports read per task; the work list shows all of them.
const PER_TASK: u32 = 50;

/// One thing that is expected of me.
#[derive(Clone)]
struct Duty {
    task: &'static str,
    report: ReportItem,
}

type TaskList = (&'static str, Remote<ReportsPage>);

/// The first screen after signing in.
#[component]
pub fn Home() -> impl IntoView {
    let session = Session::current();
    let lists: Vec<TaskList> =
        untrack(|| TASKS.into_iter().filter(|task| session.can(task)).map(|task| (task, Remote::new())).collect());
    let lists = StoredValue::new(lists);
    let load = Callback::new(move |()| {
        for (task, list) in lists.get_value() {
            list.load(async move {
                api::list_reports(&ReportQuery {
                    task: task.to_owned(),
                    page: 1,
                    page_size: PER_TASK,
                    ..ReportQuery::default()
                })
                .await
            });
        }
    });
    load.run(());
    view! {
        <PageHead title=t(M::MyWork).to_owned()/>
        {move || {
            let lists = lists.get_value();
            if lists.is_empty() {
                return view! { <Empty text=t(M::NothingExpected)/> }.into_any();
            }
            let mut answers = Vec::new();
            for (task, list) in &lists {
                match list.get() {
                    None => return view! { <Loading/> }.into_any(),
                    Some(Err(error)) => return view! { <ErrorBox error retry=load/> }.into_any(),
                    Some(Ok(page)) => answers.push((*task, page)),
                }
            }
            overview(answers)
        }}
    }
}

fn overview(answers: Vec<(&'static str, ReportsPage)>) -> AnyView {
    let now = time::now();
    let totals: Vec<(&str, i64)> = answers.iter().map(|(task, page)| (*task, page.total)).collect();
    let tasks: Vec<&'static str> = answers.iter().map(|(task, _)| *task).collect();
    let duties = duties(answers);
    let overdue = |task: &str| {
        let of_task = duties.iter().filter(|duty| duty.task == task);
        of_task.filter(|duty| time::urgency(duty.report.due, now) == Urgency::Overdue).count()
    };
    let cards = tasks.into_iter().map(|task| card(task, waiting(task, &totals), overdue(task))).collect_view();
    if duties.is_empty() {
        return view! { <ul class="cards">{cards}</ul><Empty text=t(M::AllDone)/> }.into_any();
    }
    let sections = [(Urgency::Overdue, M::Overdue), (Urgency::Soon, M::DueSoon), (Urgency::Later, M::DueLater)]
        .into_iter()
        .map(|(urgency, title)| {
            let of_it: Vec<Duty> =
                duties.iter().filter(|duty| time::urgency(duty.report.due, now) == urgency).cloned().collect();
            section(urgency, title, of_it)
        })
        .collect_view();
    view! { <ul class="cards">{cards}</ul>{sections} }.into_any()
}

/// How many reports wait for a task. Those that are consolidated stand in the list of entry, too, and are counted where the
/// next thing is to be done.
fn waiting(task: &str, totals: &[(&str, i64)]) -> i64 {
    let of = |wanted: &str| totals.iter().find(|(task, _)| *task == wanted).map_or(0, |(_, total)| *total);
    if task == "enter" { (of(task) - of("consolidate")).max(0) } else { of(task) }
}

/// Everything expected of me, most pressing first. A report may stand in several lists; each says another duty.
fn duties(answers: Vec<(&'static str, ReportsPage)>) -> Vec<Duty> {
    // Who consolidates a report also enters its own figures: one report, one duty.
    let consolidated: Vec<i64> = answers
        .iter()
        .filter(|(task, _)| *task == "consolidate")
        .flat_map(|(_, page)| page.items.iter().map(|report| report.id))
        .collect();
    let mut duties: Vec<Duty> = answers
        .into_iter()
        .flat_map(|(task, page)| page.items.into_iter().map(move |report| Duty { task, report }))
        .filter(|duty| is_mine(duty.task, &duty.report))
        .filter(|duty| duty.task != "enter" || !consolidated.contains(&duty.report.id))
        .collect();
    duties.sort_by_key(|duty| duty.report.due);
    duties
}

/// Whether the ball is with me: there is something that I may do, and the report waits for this task.
fn is_mine(task: &str, report: &ReportItem) -> bool {
    // What goes on paper has no steps here, and its deadline all the same.
    if task == "enter" && !report.form.is_filled_here() {
        return true;
    }
    // It is owed as before: whoever reports asks for the window to be opened again.
    if matches!(task, "enter" | "consolidate") && is_closed(report) {
        return true;
    }
    let expected: &[&str] = match task {
        "enter" | "consolidate" => &["open", "save", "submit"],
        "approve" => &["approve"],
        "send" => &["send", "sign"],
        _ => &["accept", "grant_correction"],
    };
    report.allowed_actions.iter().any(|action| expected.contains(&action.as_str()))
}

/// Whether the time of entry is over.
fn is_closed(report: &ReportItem) -> bool {
    report.closes_on < time::local(time::now()).date()
}

fn card(task: &'static str, total: i64, overdue: usize) -> AnyView {
    view! {
        <li>
            <A href=format!("/viec/{task}") attr:class="card">
                <Icon name=task_icon(task)/>
                <span class="card-count">{count(total)}</span>
                <span class="card-title">{t(task_title(task))}</span>
                {(overdue > 0).then(|| view! { <span class="badge badge-error"><Icon name="error"/>{fill(M::OverdueCount, &[&count(overdue)])}</span> })}
            </A>
        </li>
    }
    .into_any()
}

fn section(urgency: Urgency, title: M, duties: Vec<Duty>) -> AnyView {
    if duties.is_empty() {
        return ().into_any();
    }
    let class = match urgency {
        Urgency::Overdue => "panel duties duties-overdue",
        Urgency::Soon => "panel duties duties-soon",
        Urgency::Later => "panel duties",
    };
    let groups = TASKS
        .into_iter()
        .filter_map(|task| {
            let of_it: Vec<ReportItem> =
                duties.iter().filter(|duty| duty.task == task).map(|duty| duty.report.clone()).collect();
            (!of_it.is_empty()).then(|| group(task, of_it))
        })
        .collect_view();
    view! {
        <section class=class>
            <h2>{t(title)}" "<span class="count-plain">{count(duties.len())}</span></h2>
            {groups}
        </section>
    }
    .into_any()
}

fn group(task: &'static str, reports: Vec<ReportItem>) -> AnyView {
    /// Rows of one group; the rest is behind a link, so that the page stays an overview.
    const SHOWN: usize = 8;
    let more = reports.len().saturating_sub(SHOWN);
    let rows = reports.into_iter().take(SHOWN).map(row).collect_view();
    view! {
        <h3 class="list-title">{t(task_title(task))}</h3>
        <ul class="duty-list">{rows}</ul>
        {(more > 0).then(|| view! {
            <p class="more"><A href=format!("/viec/{task}")>{fill(M::ShowMore, &[&count(more)])}</A></p>
        })}
    }
    .into_any()
}

fn row(report: ReportItem) -> AnyView {
    let waits_for_entry = matches!(report.status.as_str(), "assigned" | "in_progress" | "returned");
    // What came back to be mended is entered after its time, too.
    let may_enter = report.allowed_actions.iter().any(|action| matches!(action.as_str(), "open" | "save" | "submit"));
    let is_closed = waits_for_entry && !may_enter && is_closed(&report) && report.form.is_filled_here();
    let closed = is_closed.then(|| {
        view! { <small class="on-paper"><Icon name="info"/>{fill(M::EntryClosed, &[&time::date(report.closes_on)])}</small> }
    });
    view! {
        <li>
            <A href=format!("/bao-cao/{}", report.id) attr:class="duty">
                <span class="duty-form"><b>{report.form.code.clone()}</b>
                    <span>{report.form.title.clone()}{(!report.form.is_filled_here()).then(|| paper_note(&report.form))}{closed}</span></span>
                <span class="duty-unit">{report.unit.name}<small>{report.period.label}</small></span>
                <StatusBadge status=report.status label=report.status_label/>
                <DueLabel due=report.due is_open=true/>
            </A>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consolidated_report_is_counted_once() {
        let totals = [("enter", 10), ("consolidate", 3), ("check", 2)];
        assert_eq!(TASKS.map(|task| waiting(task, &totals)), [7, 3, 0, 0, 2]);
        assert_eq!(waiting("enter", &[("enter", 4)]), 4, "who consolidates nothing");
    }
}
