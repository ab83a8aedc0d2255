//! Page number and size from a query.

use app::AppError;
use contract::page::{DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE};
use domain::language::Language;

use crate::error::ApiError;

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Number, from 1.
    pub page: i64,
    /// Items on it.
    pub size: i64,
}

impl Paging {
    /// Takes page and size as asked for.
    ///
    /// # Errors
    /// `malformed_request` for a page below 1 or a size outside 1–200.
    pub fn check(page: Option<u32>, size: Option<u32>, language: Language) -> Result<Self, ApiError> {
        let (page, size) = (page.unwrap_or(1), size.unwrap_or(DEFAULT_PAGE_SIZE));
        // The document says int32, as page numbers are in most languages.
        if page == 0 || i32::try_from(page).is_err() || size == 0 || size > MAX_PAGE_SIZE {
            let error = AppError::malformed(
                format!("page từ 1 trở lên; page_size từ 1 đến {MAX_PAGE_SIZE}."),
                format!("page is 1 or more; page_size is 1 to {MAX_PAGE_SIZE}."),
            );
            return Err(ApiError::from_app(error, language));
        }
        Ok(Self { page: page.into(), size: size.into() })
    }
}
