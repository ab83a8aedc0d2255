//! The uploaded workbook of a `multipart/form-data` request.
//!
//! Read part by part: actix-multipart's derived forms panic at a part without a name.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpRequest};
use app::Message;
use contract::workbook::ImportMapping;
use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::error::{ApiError, malformed, too_large, unsupported};

/// Largest workbook taken, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// What the parts around the workbook may add.
const AROUND: usize = 8 * 1024 * 1024;

/// The uploaded file.
#[derive(Debug, ToSchema)]
pub struct Upload {
    /// The .xlsx, .xls, .ods or .csv file, 10 MiB at most.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// Keys of the rows that are taken, as a JSON array; without it all rows of the file are.
    pub rows: Option<Vec<String>>,
    /// Which column of the file is which column of the form, as JSON; without it the columns are found by their numbers and
    /// titles, or as the unit's files were matched before.
    pub mapping: Option<ImportMapping>,
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Multipart::new(request.headers(), payload.take());
        let request = request.clone();
        Box::pin(async move { read(parts, &request).await })
    }
}

/// Reads the whole body, so that the connection can be used again; parts of other names are passed over.
async fn read(mut parts: Multipart, request: &HttpRequest) -> Result<Upload, ApiError> {
    let (mut file, mut rows, mut mapping) = (None, None, None);
    let mut left = LARGEST + AROUND;
    while let Some(part) = parts.try_next().await.map_err(|error| refusal(&error, request))? {
        let slot = match part.name() {
            Some("file") => Some(&mut file),
            Some("rows") => Some(&mut rows),
            Some("mapping") => Some(&mut mapping),
            _ => None,
        };
        let bytes = read_part(part, &mut left, request).await?;
        if slot.is_some_and(|slot| slot.replace(bytes).is_some()) {
            return Err(malformed(request, &twice()));
        }
    }
    match file {
        Some(file) if file.len() > LARGEST => Err(too_large(request, LARGEST)),
        Some(file) => Ok(Upload {
            file,
            rows: json(rows).map_err(|()| malformed(request, &no_rows()))?,
            mapping: json(mapping).map_err(|()| malformed(request, &no_mapping()))?,
        }),
        None => Err(malformed(request, &missing())),
    }
}

fn json<T: DeserializeOwned>(part: Option<Vec<u8>>) -> Result<Option<T>, ()> {
    part.map(|part| serde_json::from_slice(&part)).transpose().map_err(drop)
}

async fn read_part(mut part: Field, left: &mut usize, request: &HttpRequest) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.try_next().await.map_err(|error| refusal(&error, request))? {
        *left = left.checked_sub(piece.len()).ok_or_else(|| too_large(request, LARGEST))?;
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn refusal(error: &MultipartError, request: &HttpRequest) -> ApiError {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => too_large(request, LARGEST),
        MultipartError::ContentTypeIncompatible | MultipartError::ContentTypeMissing => {
            unsupported(request, "multipart/form-data")
        }
        _ => malformed(request, &broken()),
    }
}

fn twice() -> Message {
    Message::new("Mỗi lần gửi một tệp: có hai phần cùng tên.", "One file at a time: two parts have the same name.")
}

fn no_rows() -> Message {
    Message::new(
        "Phần “rows” phải là một mảng JSON gồm khóa của các dòng được chọn.",
        "The part “rows” must be a JSON array of the keys of the rows that are chosen.",
    )
}

fn no_mapping() -> Message {
    Message::new(
        "Phần “mapping” phải là một đối tượng JSON nêu dòng đầu và các cột.",
        "The part “mapping” must be a JSON object with the first row and the columns.",
    )
}

fn missing() -> Message {
    Message::new("Thiếu tệp: gửi tệp trong phần tên “file”.", "No file: send it in a part named “file”.")
}

fn broken() -> Message {
    Message::new(
        "Không đọc được nội dung multipart/form-data, hoặc chưa nhận đủ. Hãy gửi lại tệp.",
        "The multipart/form-data cannot be read or did not arrive whole. Send the file again.",
    )
}
