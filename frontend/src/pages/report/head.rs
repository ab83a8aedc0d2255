//! The head of a report: what it is, where it stands, whose turn it is and since when (C12).

use chrono::{DateTime, Utc};
use contract::incidents::ReportExtension;
use contract::reports::{CorrectedCell, CorrectionStep, CorrectionView, ReportView, StepNoteView};
use domain::access::Right;
use domain::deadline::due_label;
use domain::workflow::State;
use leptos::prelude::*;

use super::differences::DifferencesDialog;
use super::outside::{OutsideDialog, mark};
use super::page::Report;
use super::stale;
use super::window::{WindowDialog, window_text};
use crate::components::{Dialog, DueLabel, Icon, PageHead, ProcessLine, ProcessPicture, StatusBadge};
use crate::locales::{M, fill, language, t};
use crate::pages::work::is_open;
use crate::time;

/// The head of a report.
#[component]
pub fn ReportHead(report: Report) -> impl IntoView {
    let view = report.view;
    let (differing, moving, picturing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let receiving = RwSignal::new(false);
    let title = Signal::derive(move || view.with(|view| format!("{} – {}", view.item.form.code, view.item.form.title)));
    let measure = report.form.with_value(|form| form.unit_of_measure.clone());
    view! {
        <div class="report-head">
        <PageHead title>
            {move || view.with(|view| view! { <StatusBadge status=view.item.status.clone() label=view.item.status_label.clone()/> })}
        </PageHead>
        {move || {
            let view = view.get();
            let item = view.item.clone();
            let open = is_open(&item.status);
            let receiver = view.receiver.clone();
            // What goes on paper takes no steps here.
            let is_filled = item.form.is_filled_here();
            let line = view.process.steps.clone();
            view! {
                <div class="head-facts">
                <dl class="facts">
                    <div><dt>{t(M::ColumnUnit)}</dt><dd>{item.unit.name}</dd></div>
                    <div><dt>{t(M::ColumnPeriod)}</dt><dd>{item.period.label}
                        <span class="hint">{format!(" ({} – {})", time::date(item.period.from), time::date(item.period.to))}</span></dd></div>
                    {receiver.map(|unit| view! { <div><dt>{t(M::Receiver)}</dt><dd>{unit.name}</dd></div> })}
                    <div><dt>{t(M::ColumnDue)}</dt><dd><DueLabel due=item.due is_open=open/></dd></div>
                    <div><dt>{t(M::ColumnEntry)}</dt><dd>{window_text(view.opens_at, item.opens_on, item.closes_on)}
                        {view.can_change_entry_window.then(|| view! {
                            <button type="button" class="button-link" on:click=move |_| moving.set(true)>{t(M::WindowChange)}</button>
                        })}</dd></div>
                    {view.can_record_outside_receipt.then(|| view! {
                        <div><dt>{t(M::ReceivedOutside)}</dt><dd>
                            <button type="button" class="button-link" on:click=move |_| receiving.set(true)>
                                {t(if view.outside_receipt.is_some() { M::OutsideChange } else { M::OutsideRecordShort })}
                            </button>
                        </dd></div>
                    })}
                    {measure.clone().map(|measure| view! { <div><dt>{t(M::MeasuredIn)}</dt><dd>{measure}</dd></div> })}
                    {(!is_filled).then(|| view! { <div><dt>{t(M::ColumnStatus)}</dt><dd class="standing">{standing(&view)}</dd></div> })}
                </dl>
                {is_filled.then(|| view! {
                    <div class="process-row">
                        <ProcessLine steps=Signal::derive(move || line.clone())/>
                        <button type="button" class="button button-quiet" on:click=move |_| picturing.set(true)>{t(M::ProcessShow)}</button>
                    </div>
                })}
                </div>
                {report.read_at.get().map(kept_notice)}
                {notices(&view, differing)}
            }
        }}
        </div>
        <DifferencesDialog report open=differing/>
        <Dialog open=picturing title=t(M::Process).to_owned() wide=true>{picture(report)}</Dialog>
        <WindowDialog report open=moving/>
        <OutsideDialog report open=receiving/>
    }
}

/// The whole picture, and by which process the report goes.
fn picture(report: Report) -> AnyView {
    let steps = Signal::derive(move || report.view.with(|view| view.process.steps.clone()));
    let words = move || {
        report.view.with(|view| {
            let which = if view.process.is_kept { M::ProcessKept } else { M::ProcessOfTheDay };
            let alone = view.process.one_account.then(|| t(M::ProcessOneAccount));
            [Some(t(which)), alone].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    view! {
        <div class="dialog-body">
            <p>{move || report.view.with(standing)}</p>
            <ProcessPicture steps/>
            <p class="hint">{words}</p>
        </div>
    }
    .into_any()
}

/// Where the report is, whom it waits for, since when.
fn standing(view: &ReportView) -> String {
    let since = time::date_time(view.item.status_since);
    let Some(state) = State::parse(&view.item.status) else {
        return fill(M::SinceOnly, &[&view.item.status_label, &since]);
    };
    let unit = view.item.unit.name.as_str();
    let receiver = view.receiver.as_ref().map_or("", |unit| unit.name.as_str());
    let level = view.level.max(1).to_string();
    let levels = view.approval_levels.to_string();
    match state.turn() {
        Some(Right::Approve) if view.approval_levels > 1 => fill(M::TurnApproveLevel, &[unit, &level, &levels, &since]),
        Some(Right::Approve) => fill(M::TurnApprove, &[unit, &since]),
        Some(Right::Send) => fill(M::TurnSend, &[unit, &since]),
        Some(Right::Check) => fill(M::TurnCheck, &[receiver, &since]),
        Some(_) => fill(M::TurnEnter, &[unit, &since]),
        None => fill(M::SinceOnly, &[&view.item.status_label, &since]),
    }
}

/// The figures are those of an earlier visit.
fn kept_notice(read_at: DateTime<Utc>) -> AnyView {
    let text = fill(M::KeptFigures, &[&time::date_time(read_at)]);
    view! { <div class="notices"><div class="notice notice-warn" role="status"><Icon name="warning"/><p>{text}</p></div></div> }
        .into_any()
}

fn notices(view: &ReportView, differing: RwSignal<bool>) -> AnyView {
    let returned = view.returned_note.clone().map(|note| step_note(note, "notice notice-error", "undo"));
    let written = view.step_note.clone().map(|note| step_note(note, "notice", "info"));
    let stale = stale::notice(view, differing);
    let notice = view.notice.clone().map(|notice| {
        view! { <div class="notice"><Icon name="info"/><p>{notice}</p></div> }
    });
    let locked = view.read_only_reason.clone().map(|reason| {
        view! { <div class="notice"><Icon name="info"/><p>{reason}</p></div> }
    });
    let extended = view.extensions.clone().into_iter().map(extension).collect_view();
    let outside = view.outside_receipt.clone().map(mark);
    let correction = view.correction.as_ref().map(correction_notice);
    view! { <div class="notices">{returned}{correction}{written}{stale}{locked}{extended}{outside}{notice}</div> }
        .into_any()
}

/// Its deadline moved, and what it was before.
fn extension(moved: ReportExtension) -> AnyView {
    let dates = [moved.due_before, moved.due_after].map(|due| due_label(due.naive_utc(), language()));
    let text = fill(M::ExtendedByIncident, &[&moved.reason, &dates[0], &dates[1]]);
    view! { <div class="notice"><Icon name="clock"/><p>{text}</p></div> }.into_any()
}

/// The correction that the report is open for, or that waits for its answer: why, by whom, for which cells.
fn correction_notice(correction: &CorrectionView) -> AnyView {
    let line = |message: M, step: &CorrectionStep| {
        let by = step.by.clone().unwrap_or_else(|| t(M::TheSystem).to_owned());
        fill(message, &[&by, &step.unit, &time::date_time(step.at)])
    };
    let cells = |message: M, cells: &[CorrectedCell]| {
        let names: Vec<String> = cells.iter().map(|cell| fill(M::MarkCellAt, &[&cell.label, &cell.column])).collect();
        (!names.is_empty()).then(|| view! { <p>{fill(message, &[&names.join("; ")])}</p> })
    };
    let asked = correction.limited_to.is_empty().then(|| cells(M::CorrectionCells, &correction.cells));
    view! {
        <div class="notice notice-warn">
            <Icon name="edit"/>
            <div>
                <p><b>{fill(M::CorrectionReason, &[correction.reason.as_deref().unwrap_or_default()])}</b></p>
                <p>
                    {line(M::CorrectionAsked, &correction.asked)}" "
                    {correction.granted.as_ref().map(|step| line(M::CorrectionGranted, step))}
                </p>
                {cells(M::CorrectionLimited, &correction.limited_to)}
                {(!correction.limited_to.is_empty()).then(|| view! { <p class="hint">{t(M::LimitHint)}</p> })}
                {asked}
            </div>
        </div>
    }
    .into_any()
}

fn step_note(note: StepNoteView, class: &'static str, icon: &'static str) -> AnyView {
    let by = note.by.unwrap_or_else(|| t(M::TheSystem).to_owned());
    let at_step = fill(M::NoteAtStep, &[&note.action_label, &by]);
    view! { <div class=class><Icon name=icon/><p><b>{at_step}" "</b>{note.text}</p></div> }.into_any()
}
