//! The jobs as administrators see them.

use std::collections::BTreeMap;

use contract::Page;
use contract::jobs::{JobRunView, JobView, JobsView};
use domain::language::Language;
use store::jobs::RunRow;

use super::Job;
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::openings::check_administrator;
use crate::{App, AppError, AppResult, Caller, events};

impl Job {
    fn title(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Reorganise => ("Sắp xếp đơn vị", "Reorganising units"),
            Self::OpenPeriods => ("Mở kỳ báo cáo", "Opening periods"),
            Self::ExtendDeadlines => ("Gia hạn do sự cố", "Extending deadlines"),
            Self::Remind => ("Nhắc hạn gửi", "Reminders"),
            Self::CloseEntry => ("Đóng nhập liệu", "Closing entry"),
            Self::AutomaticSteps => ("Tự động gửi và tiếp nhận", "Automatic sending and acceptance"),
            Self::MailNotices => ("Gửi thông báo qua thư điện tử", "Notices by e-mail"),
            Self::Housekeeping => ("Dọn dữ liệu tạm", "Housekeeping"),
        };
        pick(language, vi, en)
    }

    fn description(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Reorganise => (
                "Thực hiện các quyết định sáp nhập, bãi bỏ đơn vị vào 00:00 ngày hiệu lực.",
                "Carries out mergers and abolitions of units at 00:00 of their effective day.",
            ),
            Self::OpenPeriods => (
                "Mở các kỳ đã đến ngày và giao báo cáo cho mọi đơn vị phải báo cáo.",
                "Opens the periods whose day has come, and assigns their reports to every unit that owes them.",
            ),
            Self::ExtendDeadlines => (
                "Gia hạn các báo cáo đến hạn trong thời gian hệ thống gặp sự cố, khi có sự cố được công bố.",
                "Moves the deadlines that fall into an incident, where one was declared.",
            ),
            Self::Remind => (
                "Nhắc người đang có việc trước và sau hạn gửi, vào lúc chế độ báo cáo quy định (thường trước 5 ngày, 1 ngày, 2 giờ và một lần sau hạn); báo đơn vị nhận những đơn vị quá hạn.",
                "Reminds whose turn it is before and after the due moment, when the regime says (usually 5 days, 1 day, 2 hours before and once after); tells receivers who is overdue.",
            ),
            Self::CloseEntry => (
                "Báo cho đơn vị chưa trình báo cáo khi hết thời gian mở nhập liệu.",
                "Tells units whose report was not submitted when its entry window closes.",
            ),
            Self::AutomaticSteps => (
                "Gửi và tiếp nhận báo cáo vào giờ chốt, chỉ ở chế độ có cấu hình giờ; báo trước 2 giờ.",
                "Sends and accepts reports at the closing hour, only where the process names one; announced 2 hours before.",
            ),
            Self::MailNotices => (
                "Gửi thông báo mới tới địa chỉ thư điện tử của người chọn nhận; gom các thông báo của một người vào một thư, thử lại trong một ngày.",
                "Mails new notifications to those who chose so: one letter for all of a person's, tried again for a day.",
            ),
            Self::Housekeeping => (
                "Xóa phiên đăng nhập đã hết hạn và dữ liệu tạm không còn dùng.",
                "Forgets ended sessions and temporary data that have served their time.",
            ),
        };
        pick(language, vi, en)
    }
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a run did, or why it failed, in words.
fn summary(counts: &str, problem: Option<&str>, language: Language) -> String {
    if let Some(problem) = problem {
        return problem.to_owned();
    }
    let counts: BTreeMap<String, i64> = serde_json::from_str(counts).unwrap_or_default();
    let parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| **count != 0)
        .map(|(what, count)| {
            let (vi, en) = match what.as_str() {
                "successions" => ("nội dung sắp xếp đã thực hiện", "changes of units carried out"),
                "periods" => ("kỳ được mở", "periods opened"),
                "reports" => ("báo cáo được giao", "reports assigned"),
                "extended" => ("báo cáo được gia hạn", "reports given a later deadline"),
                "reminders" => ("lời nhắc", "reminders"),
                "closed" => ("báo cáo hết thời gian nhập liệu", "reports whose entry closed"),
                "announced" => ("báo cáo được báo trước", "reports announced"),
                "acted" => ("báo cáo được gửi hoặc tiếp nhận tự động", "reports sent or accepted"),
                "refused" => ("báo cáo không gửi được", "reports that could not be sent"),
                "mailed" => ("thư đã gửi", "letters mailed"),
                "mail_delayed" => ("thư sẽ được gửi lại sau", "letters to be tried again"),
                "mail_refused" => ("địa chỉ thư bị từ chối", "addresses refused"),
                "forgotten" => ("mục tạm đã xóa", "temporary items forgotten"),
                other => (other, other),
            };
            format!("{count} {}", if language == Language::Vi { vi } else { en })
        })
        .collect();
    if parts.is_empty() {
        return pick(language, "Không có việc cần làm", "Nothing to do").to_owned();
    }
    parts.join(", ")
}

/// All jobs with their last and next runs.
///
/// # Errors
/// `Forbidden`.
pub fn list(app: &App, caller: &Caller) -> AppResult<JobsView> {
    let (plans, waiting) = app.store.read(|conn| {
        check_administrator(conn, caller)?;
        Ok::<_, AppError>((store::jobs::list_plans(conn)?, store::jobs::list_waiting(conn)?))
    })?;
    let items = Job::of(app).map(|job| {
        let plan = plans.iter().find(|plan| plan.job == job.as_str());
        let ended = plan.filter(|plan| plan.finished_at.is_some());
        JobView {
            name: job.as_str().to_owned(),
            title: job.title(caller.language).to_owned(),
            description: job.description(caller.language).to_owned(),
            interval: job.interval().num_seconds(),
            last_started_at: plan.and_then(|plan| plan.started_at).map(utc),
            last_finished_at: plan.and_then(|plan| plan.finished_at).map(utc),
            last_result: ended.and_then(|plan| plan.result.clone()),
            last_summary: ended
                .map(|plan| summary(&plan.counts, plan.problem.as_deref(), caller.language))
                .unwrap_or_default(),
            next_at: plan.map(|plan| utc(plan.next_at)),
            is_waiting: waiting.iter().any(|name| name == job.as_str()),
        }
    });
    Ok(JobsView { items: items.collect() })
}

/// The job with this name, for a caller who may know of it.
fn known(app: &App, caller: &Caller, name: &str) -> AppResult<Job> {
    app.store.read(|conn| check_administrator(conn, caller))?;
    Job::of(app).find(|job| job.as_str() == name).ok_or(AppError::NotFound)
}

/// One page of a job's runs, newest first: those that did something, failed or were asked for.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn list_runs(app: &App, caller: &Caller, name: &str, page: i64, page_size: i64) -> AppResult<Page<JobRunView>> {
    let job = known(app, caller, name)?;
    let (rows, total) =
        app.store.read(|conn| Ok::<_, AppError>(store::jobs::list_runs(conn, job.as_str(), page, page_size)?))?;
    Ok(Page { items: rows.into_iter().map(|row| view(row, caller.language)).collect(), total })
}

/// Asks for a run; the leading server does it.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn run_now(app: &App, caller: &Caller, name: &str, key: Option<&IdempotencyKey>) -> AppResult<JobRunView> {
    let job = known(app, caller, name)?;
    let retry = Request::of(caller, key, &name);
    let now = app.clock.now();
    app.store.write(|tx| {
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let id = store::jobs::ask(tx, job.as_str(), caller.user, now)?;
        let event = events::of_caller("job.asked", caller, now);
        let body = serde_json::json!({ "job": job.as_str(), "run": id });
        store::events::append(tx, &store::events::NewEvent { body: body.to_string(), ..event })?;
        let view = view(store::jobs::find_run(tx, id)?, caller.language);
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

fn view(row: RunRow, language: Language) -> JobRunView {
    let state = match (row.started_at, row.finished_at, row.result.as_deref()) {
        (None, _, _) => "waiting",
        (Some(_), None, _) => "running",
        (Some(_), Some(_), Some(result)) => result,
        (Some(_), Some(_), None) => "done",
    };
    JobRunView {
        id: row.id,
        asked_at: utc(row.asked_at),
        started_at: row.started_at.map(utc),
        finished_at: row.finished_at.map(utc),
        summary: match row.finished_at {
            Some(_) => summary(&row.counts, row.problem.as_deref(), language),
            None => String::new(),
        },
        state: state.to_owned(),
        by: row.user_name,
    }
}
