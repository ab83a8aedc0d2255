//! The circulars that the program brings along, kept in the database.

use domain::template::FormTemplate;
use regimes::{RegimeError, circular_01_2020, circular_2026};
use store::forms::NewForm;

use crate::forms::name;
use crate::{App, AppError, AppResult};

/// Keeps the regimes, forms and catalogues of the circulars in the database. Nothing is written when nothing changed; a
/// form that reports use stays as it was (A14), and a changed one needs a new version.
///
/// # Errors
/// When the data files cannot be read, or a used form was changed without a new version.
pub fn keep(app: &App) -> AppResult<()> {
    let broken = |error: RegimeError| AppError::Internal(error.to_string());
    let (circular, drafted) = (circular_01_2020().map_err(broken)?, circular_2026().map_err(broken)?);
    app.store.write(|tx| {
        for regime in circular.regimes.iter().chain(&drafted.regimes) {
            crate::regimes::keep_shipped(tx, regime, app.clock.now())?;
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
