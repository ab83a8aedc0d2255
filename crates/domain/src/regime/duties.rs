//! What must be right about the rules of who owes which forms to whom.

use super::{Regime, RegimeFault};
use crate::duty::{DutyRule, Receiver, level_of_kind};

/// What is wrong with each rule, by its number as people count them.
pub(super) fn check(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    for (place, rule) in regime.duties.iter().enumerate() {
        let told = of_rule(regime, rule, place + 1).into_iter();
        faults.extend(told.map(|(code, vi, en)| RegimeFault::error(format!("duties.{place}"), code, vi, en)));
    }
}

type Told = (&'static str, String, String);

fn of_rule(regime: &Regime, rule: &DutyRule, number: usize) -> Vec<Told> {
    let mut told = Vec::new();
    let has_units = rule.units.iter().any(|code| !code.trim().is_empty());
    if rule.levels.is_empty() && rule.kinds.is_empty() && !has_units {
        told.push((
            "names_nobody",
            format!(
                "Quy tắc {number} chưa nêu ai phải báo cáo. Chọn ít nhất một cấp, một loại đơn vị hoặc một đơn vị cụ thể."
            ),
            format!("Rule {number} names nobody who reports. Choose a level, a kind of unit or a single unit."),
        ));
    }
    told.extend(rule.kinds.iter().filter(|kind| level_of_kind(kind).is_none()).map(|kind| unknown_kind(number, kind)));
    told.extend(rule.forms.iter().filter(|code| !has_form(regime, code)).map(|code| unknown_form(number, code)));
    if matches!(&rule.receiver, Receiver::Unit { code } if code.trim().is_empty()) {
        told.push((
            "no_receiver_unit",
            format!("Quy tắc {number} chưa nêu đơn vị nhận báo cáo. Chọn đơn vị nhận."),
            format!("Rule {number} does not say which unit receives the reports. Choose one."),
        ));
    }
    told
}

fn has_form(regime: &Regime, code: &str) -> bool {
    regime.outline.iter().chain(&regime.forms).any(|form| form.code == code)
}

/// A unit of a kind that no level has never reports: the rule would silently name nobody.
fn unknown_kind(number: usize, kind: &str) -> Told {
    (
        "unknown_kind",
        format!("Quy tắc {number} nêu loại đơn vị không báo cáo trên hệ thống: {kind}. Bỏ loại đơn vị này."),
        format!("Rule {number} names a kind of unit that does not report here: {kind}. Remove it."),
    )
}

fn unknown_form(number: usize, code: &str) -> Told {
    (
        "form_not_of_regime",
        format!(
            "Quy tắc {number} nêu biểu mẫu {code} không thuộc chế độ báo cáo này. Bỏ biểu mẫu đó khỏi quy tắc hoặc bổ sung \
             vào mục 9–10."
        ),
        format!("Rule {number} names the form {code}, which the regime does not have. Remove it or add the form."),
    )
}
