//! A report as the API shows it.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use contract::incidents::ReportExtension;
use contract::processes::{ProcessStepView, ProcessView};
use contract::reorganisations::LaterReport;
use contract::reports::{CorrectionView, FormRef, PeriodView, ReportItem, ReportView};
use domain::access::{Permission, Right, Rights};
use domain::ids::UserId;
use domain::language::Language;
use domain::period::Period;
use domain::sheet::FindingCounts;
use domain::template::{FormKind, FormTemplate, Provenance};
use domain::workflow::{self, Action, Facts, ProcessStep, Refusal, RefusalCode, State, StepState};
use store::Conn;
use store::reports::ReportRow;

use super::correction;
use super::doubts::Doubts;
use super::figures::Unopened;
use super::loaded::Loaded;
use super::marks::Marked;
use super::notes::Notes;
use crate::clock::utc;
use crate::units::reference;
use crate::{App, AppError, AppResult, Caller, Message};

/// One report.
///
/// # Errors
/// `NotFound`.
pub fn find(app: &App, caller: &Caller, id: i64) -> AppResult<ReportView> {
    let (loaded, beside) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        let beside = Beside::load(app, conn, caller, &loaded)?;
        Ok::<_, AppError>((loaded, beside))
    })?;
    view(app, caller, &loaded, beside)
}

/// A loaded report, inside of a transaction; its findings were counted before.
pub(super) fn show_counted(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    loaded: &Loaded,
    counts: FindingCounts,
    before: &Doubts,
) -> AppResult<ReportView> {
    let mut beside = Beside { counts, ..Beside::without_figures(app, conn, caller, loaded)? };
    // A step fills nothing in.
    beside.doubts.empty = before.empty;
    view(app, caller, loaded, beside)
}

/// What a view shows besides the report itself.
struct Beside {
    /// Figures whose findings are still to be counted.
    figures: Option<Unopened>,
    counts: FindingCounts,
    doubts: Doubts,
    notes: Notes,
    /// By which incidents its dates moved.
    extensions: Vec<ReportExtension>,
    /// What a reviewer marked, while the report is entered.
    marked: Option<Marked>,
    correction: Option<CorrectionView>,
    /// Names of those who are named to approve, where the caller may know them.
    names: HashMap<UserId, String>,
    /// Whether units that were merged into this one have reports of the same form and period.
    has_predecessors: bool,
    /// The report in which this one goes on.
    successor: Option<LaterReport>,
}

impl Beside {
    fn load(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Self> {
        // Only entry depends on findings; opening the figures for every other state would cost without telling anything.
        // A rule that reads other reports may tell of drafts, so nobody else's answer hangs on what it says.
        let depends = loaded.state.is_entry() && loaded.form.template().is_fillable() && loaded.may_read_drafts(caller);
        let figures = if depends { Some(Unopened::load(app, conn, loaded)?) } else { None };
        Ok(Self { figures, ..Self::without_figures(app, conn, caller, loaded)? })
    }

    fn without_figures(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Self> {
        let beside = Self {
            figures: None,
            counts: FindingCounts::default(),
            doubts: Doubts::default(),
            notes: Notes::default(),
            extensions: crate::incidents::of_report(conn, loaded.id())?,
            marked: None,
            correction: None,
            names: names(conn, caller, loaded)?,
            has_predecessors: !store::reorganisations::list_of_predecessors(conn, &loaded.row)?.is_empty(),
            successor: successor(app, conn, caller, loaded)?,
        };
        // What a leader told the own people is theirs, and so is what changed below.
        match loaded.allow(caller, Permission::ViewReport) {
            Ok(_) => {
                let marked = if loaded.state.is_entry() { Marked::load(conn, caller, loaded)? } else { None };
                Ok(Self {
                    doubts: Doubts::load(conn, loaded)?,
                    notes: Notes::load(conn, caller, loaded)?,
                    correction: correction::load(conn, caller, loaded)?,
                    marked,
                    ..beside
                })
            }
            Err(_) => Ok(beside),
        }
    }
}

fn view(app: &App, caller: &Caller, loaded: &Loaded, beside: Beside) -> AppResult<ReportView> {
    let now = app.clock.now();
    let (counts, doubts) = match beside.figures {
        Some(figures) => {
            let figures = figures.open()?;
            let mut doubts = beside.doubts.with(&figures.stored);
            if let Some(marked) = &beside.marked {
                doubts.marks = marked.open_count(&figures.sheet, loaded.row.unit_id);
            }
            (figures.sheet.finding_counts(), doubts)
        }
        None => (beside.counts, beside.doubts),
    };
    let facts = doubts.note(loaded.facts(caller, now, counts, true));
    let refusal = loaded.may_edit(&facts).err();
    let language = caller.language;
    let item = item(loaded, &facts, language, now);
    let offers = |action: Action| item.allowed_actions.iter().any(|name| name == action.as_str());
    let is_passed_on = offers(Action::Submit) || offers(Action::Approve);
    Ok(ReportView {
        to_confirm: if is_passed_on { doubts.findings(&facts, offers(Action::Submit), language) } else { Vec::new() },
        item,
        receiver: loaded.receiver.as_ref().map(reference),
        level: facts.level,
        approval_levels: loaded.policy.levels(),
        process: process(caller, loaded, &beside.names),
        consolidates: loaded.row.consolidates,
        has_predecessors: beside.has_predecessors,
        successor: beside.successor,
        can_edit: refusal.is_none(),
        opens_at: utc(loaded.opens_at),
        can_change_entry_window: super::window::may_change(loaded, caller),
        changed_children: doubts.changed,
        outdated_children: doubts.outdated,
        read_only_reason: refusal.map(|refusal| read_only(loaded, refusal).text(language).to_owned()),
        returned_note: beside.notes.returned,
        step_note: beside.notes.step,
        extensions: beside.extensions,
        outside_receipt: loaded.outside.as_ref().map(|row| super::received_outside::shown(row, language)),
        can_record_outside_receipt: super::received_outside::may_record(loaded, caller),
        correction: beside.correction,
        notice: notice(loaded).map(|message| message.text(language).to_owned()),
    })
}

/// The report in which one that ended with its unit goes on, where the caller may see it.
fn successor(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Option<LaterReport>> {
    if loaded.state != State::Exempt {
        return Ok(None);
    }
    let Some(id) = store::reorganisations::find_successor(conn, &loaded.row)? else { return Ok(None) };
    match Loaded::find(app, conn, caller, id.0) {
        Ok(later) => Ok(Some(LaterReport { report_id: id.0, unit: reference(&later.unit) })),
        Err(AppError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

fn names(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<HashMap<UserId, String>> {
    let named: Vec<UserId> = loaded.policy.approvers.iter().flatten().copied().collect();
    if named.is_empty() || !loaded.may_know_names(caller) {
        return Ok(HashMap::new());
    }
    let people = store::users::list_by_ids(conn, &named)?;
    Ok(people.into_iter().map(|person| (UserId(person.id), person.full_name)).collect())
}

/// Where the report stands in its process.
fn process(caller: &Caller, loaded: &Loaded, names: &HashMap<UserId, String>) -> ProcessView {
    let language = caller.language;
    let steps = workflow::steps(&loaded.policy, loaded.receiver.is_some());
    let level = u8::try_from(loaded.row.level).unwrap_or_default();
    let states = workflow::standing(&steps, loaded.state, level, loaded.row.signed);
    let receiver = loaded.receiver.as_ref().map(|unit| unit.name.as_str());
    let view = |(step, state): (&ProcessStep, StepState)| {
        ProcessStepView::of(step, |user| names.get(&user).cloned(), language)
            .in_units(Some(&loaded.unit.name), receiver)
            .at(state, utc(loaded.row.state_since), language)
    };
    ProcessView {
        steps: steps.iter().zip(states).map(view).collect(),
        is_kept: loaded.keeps_policy,
        one_account: loaded.policy.one_account,
    }
}

/// A report in a list.
pub(super) fn item(loaded: &Loaded, facts: &Facts, language: Language, now: NaiveDateTime) -> ReportItem {
    let row = &loaded.row;
    let template = loaded.form.template();
    ReportItem {
        id: row.id,
        form: form_ref(row, template),
        unit: reference(&loaded.unit),
        period: PeriodView {
            code: row.period.clone(),
            label: period_label(&row.period, row.period_label.as_deref(), language),
            from: row.data_from,
            to: row.data_to,
        },
        status: loaded.state.as_str().to_owned(),
        status_label: loaded.state.label(language).to_owned(),
        status_since: utc(row.state_since),
        due: utc(row.due_at),
        is_late: is_late(loaded, now),
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        revision: row.revision,
        is_stale: row.stale,
        is_received_outside: loaded.outside.is_some(),
        allowed_actions: loaded.allowed_actions(facts),
    }
}

/// The period in words.
/// A report's form, by identity and title.
pub(crate) fn form_ref(row: &ReportRow, template: &FormTemplate) -> FormRef {
    FormRef {
        id: row.form_id,
        circular: row.circular.clone(),
        code: row.form_code.clone(),
        title: template.title.clone(),
        kind: if template.kind == FormKind::Outline { "outline" } else { "data" }.to_owned(),
        off_system: template.off_system,
    }
}

pub(crate) fn period_label(code: &str, own: Option<&str>, language: Language) -> String {
    own.map(str::to_owned)
        .or_else(|| Period::parse(code).ok().map(|period| period.label(language)))
        .unwrap_or_else(|| code.to_owned())
}

/// Delivered after the deadline, or not delivered while it has passed. Lateness is computed, never a state.
fn is_late(loaded: &Loaded, now: NaiveDateTime) -> bool {
    let due = loaded.row.due_at;
    match loaded.state {
        State::Exempt => false,
        state if state.is_delivered() => loaded.row.sent_at.is_some_and(|sent| sent > due),
        _ => now > due,
    }
}

/// Why the figures are only to be read: whose turn it is, rather than that saving is refused.
fn read_only(loaded: &Loaded, refusal: Refusal) -> Message {
    let (vi, en) = match (refusal.code, loaded.state) {
        (RefusalCode::MissingRight, state) => return reader(loaded.rights, state),
        (RefusalCode::WrongState, State::Submitted) => (
            "Báo cáo đang chờ duyệt nên chỉ xem. Người trình có thể thu hồi để sửa.",
            "The report waits for approval and is read-only. Who submitted it can take it back.",
        ),
        (RefusalCode::WrongState, State::Approved) => (
            "Báo cáo đã duyệt, đang chờ gửi nên chỉ xem.",
            "The report is approved, waits to be sent and is read-only.",
        ),
        (RefusalCode::WrongState, State::Sent | State::Accepted) => (
            "Báo cáo đã gửi nên chỉ xem. Nếu cần sửa, hãy chọn “Yêu cầu đính chính”.",
            "The report was sent and is read-only. Ask for a correction if it must be changed.",
        ),
        (RefusalCode::WrongState, State::CorrectionRequested) => (
            "Đang chờ đơn vị nhận trả lời yêu cầu đính chính.",
            "The receiving unit has not answered the request for a correction yet.",
        ),
        (RefusalCode::WrongState, State::Exempt) => {
            ("Đơn vị được miễn nhập báo cáo này.", "The unit is exempt from this report.")
        }
        (RefusalCode::EntryClosed, _) => return super::window::outside(loaded),
        _ => return Message::new(refusal.message(Language::Vi), refusal.message(Language::En)),
    };
    Message::new(vi, en)
}

/// What somebody who does not enter figures may do with them, by whose turn it is.
fn reader(rights: Rights, state: State) -> Message {
    let (vi, en) = match state {
        State::Submitted if rights.contains(Right::Approve) => (
            "Báo cáo đang chờ duyệt. Nếu số liệu chưa đúng, hãy từ chối duyệt kèm lý do để người nhập sửa.",
            "The report waits for approval. If its figures are wrong, reject it with a reason, so that the author mends them.",
        ),
        State::Approved if rights.contains(Right::Send) => (
            "Báo cáo đã duyệt, chờ gửi đi. Nếu chưa gửi được, hãy từ chối gửi kèm lý do để người nhập sửa.",
            "The report is approved and waits to be sent. If it cannot be sent, refuse with a reason, so that the author mends it.",
        ),
        State::Sent if rights.contains(Right::Check) => (
            "Báo cáo gửi đến, chờ kiểm tra. Nếu số liệu chưa đúng, hãy trả lại kèm lý do để đơn vị gửi sửa.",
            "The report was received and waits to be checked. If its figures are wrong, return it with a reason.",
        ),
        State::Assigned | State::InProgress | State::Returned => (
            "Số liệu do người nhập liệu của đơn vị điền; tài khoản này xem được những gì đã lưu.",
            "The unit's authors fill in the figures; this account sees what has been saved.",
        ),
        _ => (
            "Số liệu ở đây chỉ để xem; tài khoản này không có quyền nhập liệu cho báo cáo.",
            "The figures are here to be read; this account does not enter this report.",
        ),
    };
    Message::new(vi, en)
}

fn notice(loaded: &Loaded) -> Option<Message> {
    let template = loaded.form.template();
    if template.off_system {
        return Some(Message::new(
            "Biểu mẫu thuộc phạm vi bí mật nhà nước: không nhập, không gửi trên Hệ thống. Hãy báo cáo bằng văn bản theo quy định về bảo vệ bí mật nhà nước.",
            "This form is a state secret: it is never filled or sent here. Report it on paper as the law on state secrets says.",
        ));
    }
    if template.kind == FormKind::Outline {
        return Some(Message::new(
            "Hệ thống chưa có phần nhập đề cương (báo cáo thuyết minh). Hãy gửi báo cáo này bằng văn bản đúng hạn.",
            "Narrative reports cannot be written in the system yet. Send this one on paper, in time.",
        ));
    }
    (template.provenance == Provenance::Reconstructed).then(|| {
        Message::new(
            "Biểu mẫu này được dựng lại từ tài liệu công khai, chưa đối chiếu với bản chính thức.",
            "This form was reconstructed from public material and has not been checked against the official one.",
        )
    })
}
