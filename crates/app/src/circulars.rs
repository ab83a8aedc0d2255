//! The circulars that the program brings along, kept in the database.

use domain::template::FormTemplate;
use regimes::circular_01_2020;
use store::forms::NewForm;
use store::regimes::RegimeRow;

use crate::forms::name;
use crate::{App, AppError, AppResult};

/// Keeps the regimes, forms and catalogues of the circulars in the database. Nothing is written when nothing changed; a
/// form that reports use stays as it was (A14), and a changed one needs a new version.
///
/// # Errors
/// When the data files cannot be read, or a used form was changed without a new version.
pub fn keep(app: &App) -> AppResult<()> {
    let circular = circular_01_2020().map_err(|error| AppError::Internal(error.to_string()))?;
    app.store.write(|tx| {
        for regime in &circular.regimes {
            let row = RegimeRow {
                circular: regime.circular.clone(),
                code: regime.code.clone(),
                title: regime.title.clone(),
                body: json(regime)?,
            };
            store::regimes::keep(tx, &row)?;
        }
        for catalogue in &circular.catalogues {
            store::catalogues::keep(tx, catalogue)?;
        }
        for form in &circular.forms {
            let (_, is_current) = store::forms::keep(tx, &new_form(form)?)?;
            if !is_current {
                return Err(AppError::Internal(format!(
                    "form {} {} is in use and was changed without a new version",
                    form.circular, form.code
                )));
            }
        }
        Ok(())
    })?;
    app.forms.forget();
    Ok(())
}

fn new_form(form: &FormTemplate) -> AppResult<NewForm> {
    Ok(NewForm {
        circular: form.circular.clone(),
        code: form.code.clone(),
        version: i32::try_from(form.version).map_err(|error| AppError::Internal(error.to_string()))?,
        title: form.title.clone(),
        regime: form.regime.clone(),
        kind: name(&form.kind).unwrap_or_default(),
        off_system: form.off_system,
        body: json(form)?,
    })
}

fn json(value: &impl serde::Serialize) -> AppResult<String> {
    serde_json::to_string(value).map_err(|error| AppError::Internal(error.to_string()))
}
