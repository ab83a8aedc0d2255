//! Who marked the cells of a list: once at its head where one step marked them all, else where another one begins.

use contract::marks::{MarkView, MarksView};

use crate::locales::{M, fill};
use crate::time;

/// The head of a list that one step marked: what it was, by whom and when; none where several did.
pub fn head(marks: &MarksView) -> Option<String> {
    if is_mixed(&marks.items) {
        return None;
    }
    let at = marks.at.map(time::date_time).unwrap_or_default();
    Some(fill(M::MarksBy, &[&marks.action_label, &marks.by, &marks.unit, &at]))
}

/// At each mark who made it, said once for marks of the same that follow each other; nothing where one step marked all.
pub fn each(marks: &[MarkView]) -> Vec<Option<String>> {
    let is_mixed = is_mixed(marks);
    let before = std::iter::once(None).chain(marks.iter().map(Some));
    let told = |(before, mark): (Option<&MarkView>, &MarkView)| {
        let goes_on = before.is_some_and(|before| is_same(before, mark));
        (is_mixed && !goes_on).then(|| name(mark))
    };
    before.zip(marks).map(told).collect()
}

fn is_mixed(marks: &[MarkView]) -> bool {
    marks.first().is_some_and(|first| marks.iter().any(|mark| !is_same(first, mark)))
}

fn is_same(one: &MarkView, other: &MarkView) -> bool {
    (&one.by, &one.unit, one.at) == (&other.by, &other.unit, other.at)
}

fn name(mark: &MarkView) -> String {
    let at = time::date_time(mark.at);
    match &mark.by {
        Some(person) => fill(M::MarkBy, &[person, &mark.unit, &at]),
        None => fill(M::MarkByUnit, &[&mark.unit, &at]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn marks(by: &[(Option<&str>, &str, &str)]) -> MarksView {
        let mark = |(by, unit, at): &(Option<&str>, &str, &str)| -> Value {
            json!({ "row": "LV001", "label": "Hộ tịch", "column": "4", "by": by, "unit": unit, "at": at })
        };
        let items: Vec<Value> = by.iter().map(mark).collect();
        serde_json::from_value(json!({
            "action": "reject", "action_label": "Từ chối duyệt", "by": "Lãnh đạo", "unit": "Phường Ba Đình",
            "at": "2026-11-12T01:30:00Z", "revision": 6, "items": items,
        }))
        .unwrap()
    }

    const PROVINCE: (Option<&str>, &str, &str) = (Some("Tổng hợp"), "Thành phố Hà Nội", "2026-11-11T02:00:00Z");
    const LEADER: (Option<&str>, &str, &str) = (Some("Lãnh đạo"), "Phường Ba Đình", "2026-11-12T01:30:00Z");

    #[test]
    fn one_step_is_told_at_the_head() {
        let view = marks(&[LEADER, LEADER]);
        assert_eq!(head(&view).unwrap(), "Từ chối duyệt bởi Lãnh đạo – Phường Ba Đình, 12/11/2026 08:30");
        assert_eq!(each(&view.items), [None, None]);
        assert!(each(&[]).is_empty());
    }

    #[test]
    fn of_several_each_is_told_where_its_marks_begin() {
        let unknown = (None, LEADER.1, LEADER.2);
        let view = marks(&[PROVINCE, PROVINCE, LEADER, LEADER, unknown]);
        assert_eq!(head(&view), None, "the last of them did not mark everything");
        let told = each(&view.items);
        let told: Vec<Option<&str>> = told.iter().map(Option::as_deref).collect();
        assert_eq!(
            told,
            [
                Some("Tổng hợp (Thành phố Hà Nội), 11/11/2026 09:00"),
                None,
                Some("Lãnh đạo (Phường Ba Đình), 12/11/2026 08:30"),
                None,
                Some("Phường Ba Đình, 12/11/2026 08:30"),
            ]
        );
    }
}
