//! `/jobs`: work that the system does by itself.

use actix_web::{HttpResponse, get, post, web};
use contract::Page;
use contract::jobs::{JobRunView, JobsView};

use super::openings::PageQuery;
use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Administering, Known, Parameters, Reading, Retried, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// All jobs with their last and next runs
#[utoipa::path(tag = "jobs", responses((status = 200, description = "The jobs", body = JobsView), Reading, Administering))]
#[get("/jobs")]
pub async fn list_jobs(signed_in: SignedIn, state: web::Data<AppState>) -> Result<web::Json<JobsView>, ApiError> {
    let caller = signed_in.caller;
    let jobs = state.blocking(caller.language, move |app| app::jobs::list(app, &caller)).await?;
    Ok(web::Json(jobs))
}

/// A job's runs, newest first
///
/// Planned runs that found nothing to do are not listed; the job itself tells when it last ran.
#[utoipa::path(tag = "jobs", params(("name" = String, Path, description = "The job"), PageQuery), responses((status = 200, description = "Runs", body = Page<JobRunView>), Reading, Administering, Known, Parameters))]
#[get("/jobs/{name}/runs")]
pub async fn list_job_runs(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    name: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<JobRunView>>, ApiError> {
    let caller = signed_in.caller;
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let runs = state
        .blocking(caller.language, move |app| app::jobs::list_runs(app, &caller, &name, paging.page, paging.size))
        .await?;
    Ok(web::Json(runs))
}

/// Run a job now
///
/// The leading server runs it within seconds. A run that waits already is enough: it is given then.
#[utoipa::path(
    tag = "jobs",
    params(
        ("name" = String, Path, description = "The job"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    responses((status = 202, description = "The run that was asked for", body = JobRunView), Writing, Known, Retried)
)]
#[post("/jobs/{name}/runs")]
pub async fn create_job_run(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    name: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let run =
        state.blocking(caller.language, move |app| app::jobs::run_now(app, &caller, &name, key.0.as_ref())).await?;
    state.jobs.notify_one();
    Ok(HttpResponse::Accepted().json(run))
}
