//! The periods that there are reports for: a handful that a million reports repeat, kept so that words find them.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::assign::NewReport;
use crate::conn::Tx;
use crate::error::StoreError;
use crate::schema::report_period;
use crate::text::without_nul;

/// Keeps the periods of new reports, with the name that an ad hoc one was issued under.
pub(super) fn keep<'a>(tx: &mut Tx<'_>, new: impl Iterator<Item = &'a NewReport>) -> Result<(), StoreError> {
    let named: BTreeSet<(&str, &str)> =
        new.map(|new| (new.period.as_str(), new.period_label.as_deref().unwrap_or_default())).collect();
    for (period, label) in named {
        let (period, label) = (without_nul(period)?, without_nul(label)?);
        on_both!(&mut **tx, |c| diesel::insert_into(report_period::table)
            .values((report_period::period.eq(&period), report_period::label.eq(&label)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}
