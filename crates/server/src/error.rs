//! Every error as `application/problem+json`.

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError};
use app::{AppError, Message};
use contract::data::FindingView;
use contract::{ErrorCode, Problem};
use domain::language::Language;

use crate::language;

/// An error on its way out.
#[derive(Debug)]
pub struct ApiError {
    problem: Box<Problem>,
    retry_after: Option<i64>,
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.problem.code, self.problem.detail)
    }
}

impl ApiError {
    /// The stable code of the problem.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.problem.code
    }

    /// An error of this code with an explanation.
    #[must_use]
    pub fn new(code: ErrorCode, language: Language, message: &Message) -> Self {
        Self { problem: Box::new(Problem::new(code, language, message.text(language))), retry_after: None }
    }

    /// What a use case's error means to the caller of this request.
    #[must_use]
    pub fn from_app(error: AppError, language: Language) -> Self {
        let mut retry = None;
        let message = explanation(&error);
        let mut problem = Problem::new(code(&error), language, message.text(language));
        match error {
            AppError::TooManyAttempts { retry_after } => retry = Some(retry_after),
            AppError::WrongState { allowed_actions, .. } => problem.allowed_actions = Some(allowed_actions),
            AppError::Invalid { findings, .. } => problem.findings = findings,
            AppError::InvalidCell { code, message, cell } => {
                let (code, severity) = (code.to_owned(), "error".to_owned());
                let message = message.text(language).to_owned();
                problem.findings = vec![FindingView { code, severity, message, cells: vec![cell] }];
            }
            AppError::Stale { current } | AppError::UnknownRevision { current } => {
                problem.current_revision = Some(current);
            }
            AppError::StaleRecord { current } => problem.current_revision = Some(current),
            AppError::Faults { faults, .. } => problem.faults = faults,
            AppError::Clash { clashes, current } => {
                problem.clashes = clashes;
                problem.current_revision = Some(current);
            }
            AppError::Unavailable(reason) => {
                tracing::error!(reason, "The database did not answer");
                retry = Some(2);
            }
            AppError::MailAway(reason) => {
                tracing::warn!(reason, "The mail server took nothing");
                retry = Some(60);
            }
            AppError::Internal(reason) => tracing::error!(reason, "Internal error"),
            _ => {}
        }
        Self { problem: Box::new(problem), retry_after: retry }
    }

    /// The problem, for answers that carry several.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        *self.problem
    }
}

fn code(error: &AppError) -> ErrorCode {
    match error {
        AppError::Unauthenticated => ErrorCode::Unauthenticated,
        AppError::WrongCredentials => ErrorCode::WrongCredentials,
        AppError::TooManyAttempts { .. } => ErrorCode::TooManyRequests,
        AppError::NotFound => ErrorCode::NotFound,
        AppError::Forbidden(_) => ErrorCode::Forbidden,
        AppError::Malformed(_) => ErrorCode::MalformedRequest,
        AppError::WrongState { .. } => ErrorCode::WrongState,
        AppError::Invalid { .. } | AppError::InvalidCell { .. } | AppError::Faults { .. } => ErrorCode::InvalidContent,
        AppError::Stale { .. } | AppError::StaleRecord { .. } => ErrorCode::StaleRevision,
        AppError::UnknownRevision { .. } => ErrorCode::UnknownRevision,
        AppError::Clash { .. } => ErrorCode::EditClash,
        AppError::IdempotencyMismatch => ErrorCode::IdempotencyMismatch,
        AppError::Workbook(_) => ErrorCode::WorkbookRefused,
        AppError::WorkbookLayout(_) => ErrorCode::WorkbookLayout,
        AppError::Unavailable(_) | AppError::MailAway(_) => ErrorCode::Unavailable,
        AppError::Internal(_) => ErrorCode::Internal,
    }
}

fn explanation(error: &AppError) -> Message {
    match error {
        AppError::Unauthenticated => Message::new("Hãy đăng nhập rồi thử lại.", "Sign in and try again."),
        AppError::WrongCredentials => Message::new(
            "Kiểm tra lại tên đăng nhập, mật khẩu và phím Caps Lock.",
            "Check the user name, the password and the Caps Lock key.",
        ),
        AppError::TooManyAttempts { retry_after } => {
            let minutes = (retry_after + 59) / 60;
            match retry_after {
                ..120 => Message::new(
                    format!("Hãy thử lại sau {retry_after} giây."),
                    format!("Try again in {retry_after} seconds."),
                ),
                _ => {
                    Message::new(format!("Hãy thử lại sau {minutes} phút."), format!("Try again in {minutes} minutes."))
                }
            }
        }
        AppError::NotFound => Message::new(
            "Không có nội dung này, hoặc tài khoản của bạn không được xem.",
            "It does not exist, or your account may not see it.",
        ),
        AppError::Forbidden(message)
        | AppError::Malformed(message)
        | AppError::Workbook(message)
        | AppError::WorkbookLayout(message) => message.clone(),
        AppError::WrongState { message, .. }
        | AppError::Invalid { message, .. }
        | AppError::Faults { message, .. }
        | AppError::InvalidCell { message, .. } => message.clone(),
        AppError::StaleRecord { .. } => Message::new(
            "Nội dung đã thay đổi kể từ lúc bạn mở. Hãy tải lại rồi thực hiện lại.",
            "It has changed since you opened it. Load it again and repeat the step.",
        ),
        AppError::Stale { .. } => Message::new(
            "Báo cáo đã thay đổi kể từ phiên bản bạn đang xem. Hãy tải lại rồi thực hiện lại.",
            "The report has changed since the revision that you saw. Load it again and repeat the step.",
        ),
        AppError::UnknownRevision { current } => Message::new(
            format!("Báo cáo mới ở phiên bản {current}, chưa có phiên bản nêu trong yêu cầu. Hãy tải lại báo cáo."),
            format!("The report is at revision {current}; the one named does not exist. Load the report again."),
        ),
        AppError::Clash { clashes, .. } => Message::new(
            format!("{} ô vừa được người khác sửa. Hãy chọn giá trị đúng cho từng ô.", clashes.len()),
            format!("{} cells were changed by somebody else. Choose the right value for each.", clashes.len()),
        ),
        AppError::IdempotencyMismatch => Message::new(
            "Hãy dùng một khóa Idempotency-Key mới cho mỗi yêu cầu khác nhau.",
            "Use a new Idempotency-Key for each different request.",
        ),
        AppError::Unavailable(_) => Message::new(
            "Cơ sở dữ liệu đang bận hoặc không kết nối được. Chưa có gì được ghi; hãy thử lại sau giây lát.",
            "The database is busy or away. Nothing was written; try again in a moment.",
        ),
        AppError::MailAway(_) => Message::new(
            "Máy chủ thư điện tử chưa nhận thư. Hãy thử lại sau vài phút; nếu vẫn lỗi, báo quản trị hệ thống.",
            "The mail server did not take the letter. Try again in some minutes; if it persists, tell the administrators.",
        ),
        AppError::Internal(_) => Message::new(
            "Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu cho bộ phận hỗ trợ.",
            "Something went wrong and was logged. Try again; if it persists, give the request id to the help desk.",
        ),
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponseBuilder::new(self.status_code());
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if self.problem.status == 401 {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        response.content_type("application/problem+json").body(serde_json::to_vec(&self.problem).unwrap_or_default())
    }
}

/// The answer to a body, path, query or header that cannot be read.
#[must_use]
pub fn malformed(request: &HttpRequest, why: &Message) -> ApiError {
    ApiError::new(ErrorCode::MalformedRequest, language::of(request), why)
}

/// The answer to a body of another type than `wanted`.
#[must_use]
pub fn unsupported(request: &HttpRequest, wanted: &str) -> ApiError {
    let message = Message::new(format!("Gửi nội dung dạng {wanted}."), format!("Send {wanted}."));
    ApiError::new(ErrorCode::UnsupportedMediaType, language::of(request), &message)
}

/// The answer to a body that is too large.
#[must_use]
pub fn too_large(request: &HttpRequest, limit: usize) -> ApiError {
    const MEBIBYTE: usize = 1024 * 1024;
    let limit = if limit < MEBIBYTE { format!("{} KiB", limit / 1024) } else { format!("{} MiB", limit / MEBIBYTE) };
    let message = Message::new(format!("Giới hạn là {limit}."), format!("The limit is {limit}."));
    ApiError::new(ErrorCode::PayloadTooLarge, language::of(request), &message)
}
