//! Duties and jobs: opening periods, assigning by hand, and what the system does by itself.

use contract::Page;
use contract::assignments::{AssignmentView, ExemptionView, NewAssignment, NewExemption, ReceiversView, SetReceiver};
use contract::jobs::{JobRunView, JobsView};
use contract::openings::{AutomaticOpening, AutomaticOpenings, NewOpening, OpeningView};

use super::client::{Call, new_key};
use super::error::ApiError;

/// `GET /jobs`.
pub async fn list_jobs() -> Result<JobsView, ApiError> {
    Call::get("/jobs").read().await
}

/// `GET /jobs/{name}/runs`: the newest.
pub async fn list_job_runs(name: &str) -> Result<Page<JobRunView>, ApiError> {
    Call::get(format!("/jobs/{name}/runs?page_size=20")).read().await
}

/// `POST /jobs/{name}/runs`.
pub async fn run_job(name: &str) -> Result<JobRunView, ApiError> {
    Call::post(format!("/jobs/{name}/runs")).key(&new_key()).read().await
}

/// `GET /openings`: the newest.
pub async fn list_openings() -> Result<Page<OpeningView>, ApiError> {
    Call::get("/openings?page_size=50").read().await
}

/// `POST /openings`.
pub async fn open_period(new: &NewOpening) -> Result<OpeningView, ApiError> {
    Call::post("/openings").key(&new_key()).json(new).read().await
}

/// `GET /openings/automatic`.
pub async fn read_automatic() -> Result<AutomaticOpenings, ApiError> {
    Call::get("/openings/automatic").read().await
}

/// `PUT /openings/automatic`.
pub async fn set_automatic(wanted: &AutomaticOpening) -> Result<AutomaticOpenings, ApiError> {
    Call::put("/openings/automatic").json(wanted).read().await
}

/// `POST /assignments`.
pub async fn assign(new: &NewAssignment, key: &str) -> Result<AssignmentView, ApiError> {
    Call::post("/assignments").key(key).json(new).read().await
}

/// `GET /exemptions`.
pub async fn list_exemptions() -> Result<Page<ExemptionView>, ApiError> {
    Call::get("/exemptions?page_size=200").read().await
}

/// `POST /exemptions`.
pub async fn exempt(new: &NewExemption) -> Result<ExemptionView, ApiError> {
    Call::post("/exemptions").key(&new_key()).json(new).read().await
}

/// `DELETE /exemptions/{id}`.
pub async fn end_exemption(id: i64) -> Result<(), ApiError> {
    Call::delete(format!("/exemptions/{id}")).done().await
}

/// `GET /receivers`.
pub async fn list_receivers() -> Result<ReceiversView, ApiError> {
    Call::get("/receivers").read().await
}

/// `PUT /receivers`.
pub async fn set_receiver(wanted: &SetReceiver) -> Result<ReceiversView, ApiError> {
    Call::put("/receivers").json(wanted).read().await
}
