//! Incidents.

use contract::Page;
use contract::incidents::{CurrentIncidents, EndIncident, IncidentView, NewIncident};

use super::client::Call;
use super::error::ApiError;

/// `GET /incidents`: the newest.
pub async fn list_incidents() -> Result<Page<IncidentView>, ApiError> {
    Call::get("/incidents?page_size=50").read().await
}

/// `GET /incidents/current`: what everybody is told.
pub async fn list_current_incidents() -> Result<CurrentIncidents, ApiError> {
    Call::get("/incidents/current").read().await
}

/// `POST /incidents`.
pub async fn declare_incident(new: &NewIncident, key: &str) -> Result<IncidentView, ApiError> {
    Call::post("/incidents").key(key).json(new).read().await
}

/// `POST /incidents/{id}/end`.
pub async fn end_incident(id: i64, end: &EndIncident) -> Result<IncidentView, ApiError> {
    Call::post(format!("/incidents/{id}/end")).json(end).read().await
}
