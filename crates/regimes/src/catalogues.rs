//! Catalogues: a file lists its own items and may take in another catalogue or the administrative units.

use chrono::NaiveDate;
use domain::catalogue::{Catalogue, CatalogueItem};
use serde::Deserialize;

use crate::circular::parse;
use crate::error::RegimeError;
use crate::files::{CATALOGUES, EmbeddedFile};
use crate::units::{AdministrativeUnit, administrative_units};

/// A catalogue as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    code: String,
    name: String,
    /// Codes of the catalogues whose items follow the own ones.
    #[serde(default)]
    includes: Vec<String>,
    /// Whether provinces and communes follow, under their official codes.
    #[serde(default)]
    administrative_units: bool,
    items: Vec<CatalogueItem>,
}

/// All catalogues, in file order.
pub(crate) fn load() -> Result<Vec<Catalogue>, RegimeError> {
    CATALOGUES.iter().try_fold(Vec::new(), |mut loaded, file| {
        let catalogue = complete(file, parse(file)?, &loaded)?;
        loaded.push(catalogue);
        Ok(loaded)
    })
}

fn complete(
    &(file, _): &EmbeddedFile,
    CatalogueFile { code, name, includes, administrative_units: with_units, mut items }: CatalogueFile,
    loaded: &[Catalogue],
) -> Result<Catalogue, RegimeError> {
    for code in includes {
        let included = loaded.iter().find(|catalogue| catalogue.code == code);
        let included = included.ok_or(RegimeError::UnknownCatalogue { file, code })?;
        items.extend(included.items.iter().cloned());
    }
    if with_units {
        items.extend(administrative_units().iter().map(unit_item));
    }
    Ok(Catalogue { code, name, items })
}

/// Many communes of different provinces share a name, so theirs carries the province.
fn unit_item(unit: &AdministrativeUnit) -> CatalogueItem {
    let name = match unit.parent() {
        Some(province) => format!("{} ({})", unit.name, province.name),
        None => unit.name.to_owned(),
    };
    // The two-level local government and its codes began on this day.
    CatalogueItem { code: unit.code.to_owned(), name, valid_from: NaiveDate::from_ymd_opt(2025, 7, 1), valid_to: None }
}
