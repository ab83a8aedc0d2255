//! A circular: its regimes, forms and catalogues.

use std::sync::OnceLock;

use domain::catalogue::Catalogue;
use domain::regime::Regime;
use domain::template::FormTemplate;
use serde::de::DeserializeOwned;

use crate::catalogues;
use crate::error::RegimeError;
use crate::files::{DAILY_FORMS, DAILY_REGIMES, EmbeddedFile, FORMS, REGIMES, REGIMES_2026};

/// What one legal document prescribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circular {
    /// The regimes, in printed order. That of resolution 68 carries its own circular, `68/NQ-CP`.
    pub regimes: Vec<Regime>,
    /// The forms, in printed order. Those of resolution 68 carry their own circular, `68/NQ-CP`.
    pub forms: Vec<FormTemplate>,
    /// The catalogues that the forms pick from.
    pub catalogues: Vec<Catalogue>,
}

impl Circular {
    /// The regime with this circular and code.
    #[must_use]
    pub fn regime(&self, circular: &str, code: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.circular == circular && regime.code == code)
    }

    /// The form with this circular and code.
    #[must_use]
    pub fn form(&self, circular: &str, code: &str) -> Option<&FormTemplate> {
        self.forms.iter().find(|form| form.circular == circular && form.code == code)
    }

    /// The catalogue with this code.
    #[must_use]
    pub fn catalogue(&self, code: &str) -> Option<&Catalogue> {
        self.catalogues.iter().find(|catalogue| catalogue.code == code)
    }
}

/// Circular 01/2020/TT-VPCP, with the daily forms of resolution 68 that the same system carried.
///
/// # Errors
/// When an embedded file is broken.
pub fn circular_01_2020() -> Result<&'static Circular, RegimeError> {
    static CIRCULAR: OnceLock<Result<Circular, RegimeError>> = OnceLock::new();
    CIRCULAR.get_or_init(load).as_ref().map_err(Clone::clone)
}

/// The circular of 2026 (5/2025/TT-VPCP) as its draft has it: regimes, no forms.
///
/// # Errors
/// When an embedded file is broken.
pub fn circular_2026() -> Result<&'static Circular, RegimeError> {
    static CIRCULAR: OnceLock<Result<Circular, RegimeError>> = OnceLock::new();
    let load = || {
        let regimes = REGIMES_2026.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(Circular { regimes, forms: Vec::new(), catalogues: Vec::new() })
    };
    CIRCULAR.get_or_init(load).as_ref().map_err(Clone::clone)
}

fn load() -> Result<Circular, RegimeError> {
    Ok(Circular {
        regimes: parse_all([REGIMES, DAILY_REGIMES])?,
        forms: parse_all([FORMS, DAILY_FORMS])?,
        catalogues: catalogues::load()?,
    })
}

fn parse_all<T: DeserializeOwned>(files: [&[EmbeddedFile]; 2]) -> Result<Vec<T>, RegimeError> {
    files.into_iter().flatten().map(parse).collect()
}

/// Reads one embedded file.
pub(crate) fn parse<T: DeserializeOwned>(&(file, text): &EmbeddedFile) -> Result<T, RegimeError> {
    serde_json::from_str(text).map_err(|error| RegimeError::Unreadable { file, reason: error.to_string() })
}
