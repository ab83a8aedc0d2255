//! Forms and catalogues.

use contract::Page;
use contract::catalogues::CatalogueView;
use contract::forms::{FormItem, FormView};

use super::client::Call;
use super::error::ApiError;

/// `GET /forms`.
pub async fn list_forms() -> Result<Page<FormItem>, ApiError> {
    Call::get("/forms?page_size=200").read().await
}

/// `GET /forms/{id}`.
pub async fn read_form(id: i64) -> Result<FormView, ApiError> {
    Ok(Call::get(format!("/forms/{id}")).read_kept().await?.value)
}

/// `GET /catalogues/{code}`.
pub async fn read_catalogue(code: &str) -> Result<CatalogueView, ApiError> {
    Ok(Call::get(format!("/catalogues/{code}")).read_kept().await?.value)
}
