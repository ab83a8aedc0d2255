//! A regime as data gives the dates of circular 01/2020 (legal facts §1.1).

use domain::deadline::{DeadlineError, HolidayCalendar};
use domain::language::Language;
use domain::period::{DateRange, Frequency, Period};
use domain::regime::{Regime, UnitLevel};

/// Regime III (meetings), yearly: communes 17/12, districts 19/12, provinces and ministries 22/12, the Office 25/12.
const MEETINGS: &str = r#"{
  "format": 1, "circular": "01/2020/TT-VPCP", "code": "III",
  "title": "Báo cáo tình hình tổ chức họp", "frequencies": ["yearly"],
  "cutoff": {"name": "decree09"},
  "entry_window": {"name": "relative", "opens": -13, "closes": 15},
  "due": [
    {"levels": ["commune"], "rule": {"day": {"name": "day_of_last_month", "day": 17}}},
    {"levels": ["district"], "rule": {"day": {"name": "day_of_last_month", "day": 19}}},
    {"levels": ["province", "ministry"], "rule": {"day": {"name": "fixed_dates", "dates": ["12-22"]}}},
    {"levels": ["government_office"], "frequencies": ["yearly"], "rule": {"day": {"name": "day_of_last_month", "day": 25}}}
  ],
  "non_working_days": "strict",
  "receivers": [{"level": "commune", "receiver": "Ủy ban nhân dân cấp huyện"}],
  "policy": {"approval_levels": 1},
  "legal_basis": "Điều 11 Thông tư số 01/2020/TT-VPCP",
  "provenance": "published"
}"#;

#[test]
fn dates_follow_the_level() {
    let regime: Regime = serde_json::from_str(MEETINGS).unwrap();
    let calendar = HolidayCalendar::default();
    let year = Period::parse("2021").unwrap();
    let rows = [
        (UnitLevel::Commune, "2021-12-17"),
        (UnitLevel::District, "2021-12-19"),
        (UnitLevel::Province, "2021-12-22"),
        (UnitLevel::Ministry, "2021-12-22"),
        (UnitLevel::GovernmentOffice, "2021-12-25"),
    ];
    for (level, due) in rows {
        let schedule = regime.schedule(&year, level, &calendar).unwrap();
        assert_eq!(schedule.legal_due.to_string(), due, "{level:?}");
        assert_eq!(
            schedule.data_window,
            DateRange { from: "2020-12-15".parse().unwrap(), to: "2021-12-14".parse().unwrap() }
        );
    }
    assert_eq!(regime.schedule(&year, UnitLevel::Bank, &calendar), Err(DeadlineError::RuleUnfit(year)));
    assert!(regime.due_rule(UnitLevel::GovernmentOffice, Frequency::Quarterly).is_none());
}

#[test]
fn a_regime_is_data() {
    let regime: Regime = serde_json::from_str(MEETINGS).unwrap();
    let json = serde_json::to_string(&regime).unwrap();
    assert_eq!(serde_json::from_str::<Regime>(&json).unwrap(), regime);
    let misspelt = MEETINGS.replace("\"non_working_days\"", "\"non_workingdays\"");
    assert!(serde_json::from_str::<Regime>(&misspelt).is_err());
}

#[test]
fn levels_have_codes_and_names() {
    let names: std::collections::HashSet<_> = UnitLevel::ALL.iter().map(|level| level.label(Language::Vi)).collect();
    assert_eq!(names.len(), UnitLevel::ALL.len());
    for level in UnitLevel::ALL {
        assert_eq!(UnitLevel::parse(level.as_str()), Some(level));
        assert_eq!(serde_json::to_value(level).unwrap(), level.as_str());
    }
}
