//! Rules of duties in words, and what can be chosen in them.

use domain::duty::{DutyRule, Receiver};
use domain::regime::{Regime, UnitLevel};

use super::forms::form_text;
use crate::locales::{M, fill, language, t, unit_kind_label};

/// Kinds of unit that share a level; every other kind is a level of its own.
const KINDS: [&str; 3] = ["commune", "ward", "special_zone"];

/// A code and its words.
pub type Named = (String, String);

/// The forms of the regime, its outline first, and those of the rule that the regime does not have any more, so that they can
/// be taken away.
pub fn form_options(regime: &Regime, rule: &DutyRule) -> Vec<Named> {
    let own = regime.outline.iter().chain(&regime.forms);
    let own = own.map(|form| (form.code.clone(), form_text(form, &regime.circular)));
    without_repeats(own.chain(rule.forms.iter().map(|code| (code.clone(), code.clone()))))
}

/// The levels.
pub fn level_options(_: &Regime, _: &DutyRule) -> Vec<Named> {
    UnitLevel::ALL.map(|level| (level.as_str().to_owned(), level.label(language()).to_owned())).to_vec()
}

/// The kinds that a level holds several of, and those of the rule that are none of these.
pub fn kind_options(_: &Regime, rule: &DutyRule) -> Vec<Named> {
    let known = KINDS.into_iter().chain(rule.kinds.iter().map(String::as_str));
    without_repeats(known.map(|kind| (kind.to_owned(), unit_kind_label(kind))))
}

fn without_repeats(options: impl Iterator<Item = Named>) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for option in options {
        if !all.iter().any(|(code, _)| *code == option.0) {
            all.push(option);
        }
    }
    all
}

/// Takes a code into a list, or out of it.
pub fn toggle(codes: &mut Vec<String>, code: &str) {
    match codes.iter().position(|one| one == code) {
        Some(at) => drop(codes.remove(at)),
        None => codes.push(code.to_owned()),
    }
}

/// Takes a level into the rule, or out of it.
pub fn toggle_level(rule: &mut DutyRule, code: &str) {
    let Some(level) = UnitLevel::parse(code) else { return };
    match rule.levels.iter().position(|one| *one == level) {
        Some(at) => drop(rule.levels.remove(at)),
        None => rule.levels.push(level),
    }
}

/// Which receiver is chosen: `parent`, `level` or `unit`.
pub fn receiver_code(receiver: &Receiver) -> &'static str {
    match receiver {
        Receiver::Parent => "parent",
        Receiver::Level { .. } => "level",
        Receiver::Unit { .. } => "unit",
    }
}

/// The receiver that is meant by a choice, with nothing said further.
pub fn receiver_of(code: &str) -> Receiver {
    match code {
        "level" => Receiver::Level { level: UnitLevel::Province },
        "unit" => Receiver::Unit { code: String::new() },
        _ => Receiver::Parent,
    }
}

/// A rule to be read: "II.06a/VPCP/KSTT: Cấp xã; trừ Phường Ba Đình (00004) → đơn vị cấp trên".
pub fn duty_text(rule: &DutyRule, unit: impl Fn(&str) -> String) -> String {
    let units = |codes: &[String]| codes.iter().map(|code| unit(code)).collect::<Vec<_>>();
    let forms = if rule.forms.is_empty() { t(M::AllForms).to_owned() } else { rule.forms.join(", ") };
    let levels = rule.levels.iter().map(|level| level.label(language()).to_owned());
    let kinds = rule.kinds.iter().map(|kind| unit_kind_label(kind));
    let who = levels.chain(kinds).chain(units(&rule.units)).collect::<Vec<_>>().join(", ");
    let who = if who.is_empty() { "–".to_owned() } else { who };
    let exempt = units(&rule.exempt).join(", ");
    let except = if exempt.is_empty() { String::new() } else { format!("; {}", fill(M::DutyExceptText, &[&exempt])) };
    let receiver = match &rule.receiver {
        Receiver::Parent => t(M::DutyToParentText).to_owned(),
        Receiver::Level { level } => fill(M::DutyToLevelText, &[level.label(language())]),
        Receiver::Unit { code } => unit(code),
    };
    format!("{forms}: {who}{except} → {receiver}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(all: &[&str]) -> Vec<String> {
        all.iter().map(|code| (*code).to_owned()).collect()
    }

    fn regime() -> Regime {
        let text = r#"{"format":1,"circular":"01/2020/TT-VPCP","code":"II","title":"Thử",
            "outline":{"circular":"01/2020/TT-VPCP","code":"II.ĐC"},
            "forms":[{"circular":"01/2020/TT-VPCP","code":"II.06a"},{"circular":"68/NQ-CP","code":"1/68"},
                {"circular":"01/2020/TT-VPCP","code":"1/68"}]}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_rule_is_read_as_a_line() {
        let name =
            |code: &str| if code == "00070" { "Phường Hoàn Kiếm (00070)".to_owned() } else { code.to_owned() };
        let to = |code: &str| Receiver::Unit { code: code.to_owned() };
        for (rule, text) in [
            (
                DutyRule { forms: codes(&["II.06a"]), levels: vec![UnitLevel::Commune], ..DutyRule::default() },
                "II.06a: Cấp xã → đơn vị cấp trên",
            ),
            (
                DutyRule {
                    levels: vec![UnitLevel::Province],
                    kinds: codes(&["ward", "special_zone"]),
                    units: codes(&["BTC.CT"]),
                    exempt: codes(&["00070", "00004"]),
                    receiver: Receiver::Level { level: UnitLevel::Province },
                    ..DutyRule::default()
                },
                "Tất cả biểu mẫu: Cấp tỉnh, Phường, Đặc khu, BTC.CT; trừ Phường Hoàn Kiếm (00070), 00004 → đơn vị cấp trên \
                 gần nhất (Cấp tỉnh)",
            ),
            (
                DutyRule { kinds: codes(&["commune"]), receiver: to("00070"), ..DutyRule::default() },
                "Tất cả biểu mẫu: Xã → Phường Hoàn Kiếm (00070)",
            ),
        ] {
            assert_eq!(duty_text(&rule, name), text);
        }
    }

    #[test]
    fn what_a_rule_names_can_always_be_taken_away() {
        let rule =
            DutyRule { forms: codes(&["II.99", "II.06a"]), kinds: codes(&["ward", "village"]), ..DutyRule::default() };
        let first = |options: Vec<Named>| options.into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(first(form_options(&regime(), &rule)), ["II.ĐC", "II.06a", "1/68", "II.99"], "each code once");
        assert_eq!(first(kind_options(&regime(), &rule)), ["commune", "ward", "special_zone", "village"]);
        assert_eq!(form_options(&regime(), &rule)[2].1, "1/68 (68/NQ-CP)");
    }

    #[test]
    fn a_box_takes_in_and_out() {
        let mut rule = DutyRule::default();
        for (code, levels) in [("commune", 1), ("province", 2), ("commune", 1), ("ward", 1), ("province", 0)] {
            toggle_level(&mut rule, code);
            assert_eq!(rule.levels.len(), levels, "{code}");
        }
        let mut all = codes(&["a"]);
        toggle(&mut all, "b");
        toggle(&mut all, "a");
        assert_eq!(all, ["b"]);
    }

    #[test]
    fn each_receiver_has_its_choice() {
        for code in ["parent", "level", "unit"] {
            assert_eq!(receiver_code(&receiver_of(code)), code);
        }
        assert_eq!(receiver_of(""), Receiver::Parent);
    }
}
