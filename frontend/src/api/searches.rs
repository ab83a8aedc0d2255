//! Searches that the person keeps.

use contract::searches::{NewSearch, SearchView, SearchesView};

use super::client::{Call, new_key};
use super::error::ApiError;

/// `GET /searches`.
pub async fn list_searches() -> Result<SearchesView, ApiError> {
    Call::get("/searches").read().await
}

/// `POST /searches`.
pub async fn create_search(new: &NewSearch) -> Result<SearchView, ApiError> {
    Call::post("/searches").key(&new_key()).json(new).read().await
}

/// `DELETE /searches/{id}`.
pub async fn delete_search(id: i64) -> Result<(), ApiError> {
    Call::delete(format!("/searches/{id}")).done().await
}
