//! What makes a report doubtful as a whole: who passes it on confirms that with a reason.
//!
//! Findings are about cells; these are about the report: nothing is in it, figures of units below are missing, or they
//! changed after they were consolidated.

use std::collections::BTreeSet;

use contract::data::FindingView;
use contract::units::UnitRef;
use domain::content::Content;
use domain::ids::UnitId;
use domain::language::Language;
use domain::template::Severity;
use domain::workflow::Facts;
use store::Conn;
use store::contents::StoredContent;
use store::reports::ChildState;

use super::children::{self, counts, is_outdated};
use super::loaded::Loaded;
use crate::{AppResult, Message, wire};

/// What is doubtful about a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Doubts {
    /// Nothing is in it.
    pub empty: bool,
    /// Units below that changed since they were consolidated.
    pub changed: Vec<UnitRef>,
    /// Those among them that have to consolidate changes from below themselves first.
    pub outdated: Vec<UnitRef>,
    /// What is missing from below.
    below: Below,
    /// Units that were merged into this one, whose figures count nowhere before they are added here (decision 0055).
    unadded: Vec<String>,
    /// Cells that a reviewer marked and nobody has mended or answered.
    pub marks: usize,
}

/// What a consolidating report lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Below {
    /// Units that have to report.
    expected: usize,
    /// Those among them whose report was not accepted yet.
    waiting: Vec<String>,
    /// Units whose accepted figures were never taken in.
    untaken: Vec<String>,
}

impl Doubts {
    /// Looks at the reports below, as far as the report consolidates; whether it is empty is said by [`Self::with`].
    pub fn load(conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        let states = children::changed_states(conn, loaded)?;
        let units = |wanted: &dyn Fn(&ChildState) -> bool| -> Vec<UnitRef> {
            let wanted = states.iter().filter(|child| wanted(child));
            wanted.map(|child| UnitRef { id: child.unit_id, name: child.unit_name.clone() }).collect()
        };
        let stale = Self { changed: units(&|_| true), outdated: units(&is_outdated), ..Self::default() };
        if !loaded.state.is_entry() {
            return Ok(stale);
        }
        let unadded = store::reorganisations::list_unadded(conn, loaded.id())?;
        if !loaded.row.consolidates {
            return Ok(Self { unadded, ..stale });
        }
        let forms = children::forms_below(conn, loaded)?;
        let unit = UnitId(loaded.row.unit_id);
        let states = store::reports::list_child_states(conn, unit, &forms, &loaded.row.period)?;
        let is_consolidated = store::consolidations::find(conn, loaded.id())?.is_some();
        Ok(Self { unadded, below: Below::of(&states, is_consolidated), ..stale })
    }

    /// The same for a report with this content.
    pub fn with(self, stored: &StoredContent) -> Self {
        let is_empty = |content: &Content| !content.rows.iter().any(says_something);
        let empty = is_empty(&stored.own) && stored.consolidated.as_ref().is_none_or(is_empty);
        Self { empty, ..self }
    }

    /// The facts with what is doubtful.
    pub fn note(&self, facts: Facts) -> Facts {
        let lacking = [&self.below.waiting, &self.below.untaken, &self.unadded];
        let incomplete = lacking.iter().any(|names| !names.is_empty()) || self.marks > 0;
        Facts { empty: self.empty, incomplete, ..facts }
    }

    fn stale(&self) -> Message {
        let waits = children::waits(self.changed.len(), self.outdated.len());
        if waits { outdated(&self.outdated) } else { stale(&self.changed) }
    }

    /// What has to be confirmed with a reason, given these facts: by who submits, and the stale figures by who approves too.
    pub fn findings(&self, facts: &Facts, is_submit: bool, language: Language) -> Vec<FindingView> {
        let below = &self.below;
        let doubts = [
            (facts.stale, "stale_consolidation", self.stale()),
            (is_submit && facts.empty, "empty_report", empty()),
            (is_submit && !below.waiting.is_empty(), "missing_children", missing(below)),
            (is_submit && !below.untaken.is_empty(), "not_consolidated", untaken(below)),
            (is_submit && !self.unadded.is_empty(), "former_figures", unadded(&self.unadded)),
            (is_submit && self.marks > 0, "open_marks", open_marks(self.marks)),
        ];
        let holding = doubts.into_iter().filter(|(holds, ..)| *holds);
        holding.map(|(_, code, message)| finding(code, message.text(language))).collect()
    }
}

impl Below {
    fn of(states: &[ChildState], is_consolidated: bool) -> Self {
        let expected = states.iter().filter(|child| child.state != "exempt");
        let names = |wanted: &dyn Fn(&ChildState) -> bool| -> Vec<String> {
            let mut known = BTreeSet::new();
            let wanted = expected.clone().filter(|child| wanted(child) && known.insert(child.unit_id));
            wanted.map(|child| child.unit_name.clone()).collect()
        };
        Self {
            expected: names(&|_| true).len(),
            waiting: names(&|child| !counts(child)),
            // Once consolidated, figures that came later make the report stale.
            untaken: if is_consolidated { Vec::new() } else { names(&counts) },
        }
    }
}

/// Whether a row holds a figure, or a name that somebody typed.
fn says_something(row: &domain::content::ContentRow) -> bool {
    let is_named = row.item.is_none() && row.label.as_ref().is_some_and(|label| !label.trim().is_empty());
    is_named || row.cells.values().any(|value| !value.is_blank())
}

fn finding(code: &str, message: &str) -> FindingView {
    FindingView {
        code: code.to_owned(),
        severity: wire::severity(Severity::Warning).to_owned(),
        message: message.to_owned(),
        cells: Vec::new(),
    }
}

fn empty() -> Message {
    Message::new(
        "Báo cáo chưa có số liệu nào. Hãy nhập số liệu, hoặc ghi lý do nếu kỳ này không phát sinh.",
        "The report holds no figures. Enter them, or give a reason if there was nothing to report.",
    )
}

fn missing(below: &Below) -> Message {
    let (waiting, expected) = (below.waiting.len(), below.expected);
    let (vi, en) = some(&below.waiting);
    Message::new(
        format!(
            "Còn {waiting}/{expected} đơn vị chưa gửi hoặc chưa được tiếp nhận: {vi}. Hãy đợi đủ rồi tổng hợp, hoặc ghi lý do để trình số liệu chưa đủ."
        ),
        format!(
            "{waiting} of {expected} units have not sent or were not accepted yet: {en}. Wait for them and consolidate, or give a reason to submit without them."
        ),
    )
}

fn open_marks(count: usize) -> Message {
    Message::new(
        format!("Còn {count} ô bị đánh dấu chưa sửa, chưa trả lời. Hãy sửa hoặc trả lời ở từng ô, hoặc ghi lý do."),
        format!("{count} marked cells are neither mended nor answered. Do so at each of them, or give a reason."),
    )
}

fn untaken(below: &Below) -> Message {
    let count = below.untaken.len();
    let (vi, en) = some(&below.untaken);
    Message::new(
        format!(
            "Chưa tổng hợp số liệu của {count} đơn vị đã được tiếp nhận: {vi}. Hãy tổng hợp dữ liệu, hoặc ghi lý do để trình số liệu chưa đủ."
        ),
        format!(
            "Figures of {count} accepted units were not consolidated: {en}. Consolidate, or give a reason to submit without them."
        ),
    )
}

fn unadded(units: &[String]) -> Message {
    let (vi, en) = some(units);
    Message::new(
        format!(
            "Chưa cộng số liệu đã nhập của đơn vị trước sắp xếp: {vi}. Hãy bấm “Cộng số liệu vào báo cáo”, hoặc ghi lý do để trình mà không có số liệu đó."
        ),
        format!(
            "Figures that former units had entered were not added: {en}. Add them to the report, or give a reason to submit without them."
        ),
    )
}

/// Says which units below have yet to consolidate changes from below themselves: consolidating here again brings nothing.
fn outdated(units: &[UnitRef]) -> Message {
    let names: Vec<String> = units.iter().map(|unit| unit.name.clone()).collect();
    let (vi, en) = some(&names);
    Message::new(
        format!(
            "Số liệu của cấp dưới đã cũ, đơn vị chưa tổng hợp lại thay đổi từ cấp dưới của mình: {vi}. Hãy đợi số liệu mới rồi tổng hợp lại, hoặc ghi lý do để giữ số liệu này."
        ),
        format!(
            "Figures below are out of date, units have not consolidated changes from below themselves: {en}. Wait for the new figures and consolidate again, or give a reason to keep these figures."
        ),
    )
}

/// Says which units below changed since they were consolidated.
fn stale(changed: &[UnitRef]) -> Message {
    let names: Vec<String> = changed.iter().map(|unit| unit.name.clone()).collect();
    let (vi, en) =
        if names.is_empty() { ("đơn vị cấp dưới".to_owned(), "units below".to_owned()) } else { some(&names) };
    Message::new(
        format!(
            "Số liệu cấp dưới đã thay đổi sau khi tổng hợp: {vi}. Hãy tổng hợp lại, hoặc ghi lý do để giữ số liệu này."
        ),
        format!(
            "Figures below changed after they were consolidated: {en}. Consolidate again, or give a reason to keep these figures."
        ),
    )
}

/// Most units that a message names.
const MOST_NAMES: usize = 5;

/// The first names and how many more, in both languages.
fn some(names: &[String]) -> (String, String) {
    let first = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => (first.clone(), first),
        more => (format!("{first} và {more} đơn vị khác"), format!("{first} and {more} more")),
    }
}

#[cfg(test)]
mod tests {
    use domain::content::ContentRow;
    use domain::template::ColumnNumber;
    use domain::value::Value;

    use super::*;

    fn child(unit_id: i64, state: &str) -> ChildState {
        ChildState {
            id: unit_id * 10,
            form_code: String::new(),
            state: state.to_owned(),
            accepted_revision: Some(3),
            stale: false,
            unit_id,
            unit_name: format!("Phường {unit_id}"),
        }
    }

    #[test]
    fn who_is_missing_is_counted_and_named() {
        let states: Vec<ChildState> = (1..=9)
            .map(|unit| child(unit, ["accepted", "assigned", "exempt"][usize::try_from(unit % 3).unwrap()]))
            .chain([child(1, "in_progress")])
            .collect();
        let doubts = Doubts { below: Below::of(&states, false), empty: true, ..Doubts::default() };
        let facts = doubts.note(Facts::default());
        assert!(facts.empty && facts.incomplete);
        let told: Vec<(String, String)> =
            doubts.findings(&facts, true, Language::Vi).into_iter().map(|f| (f.code, f.message)).collect();
        let begins = [
            ("empty_report", "Báo cáo chưa có số liệu nào."),
            ("missing_children", "Còn 3/6 đơn vị chưa gửi hoặc chưa được tiếp nhận: Phường 1, Phường 4, Phường 7."),
            ("not_consolidated", "Chưa tổng hợp số liệu của 3 đơn vị đã được tiếp nhận: Phường 3, Phường 6, Phường 9."),
        ];
        assert_eq!(told.len(), begins.len(), "{told:?}");
        for ((code, message), (wanted, begin)) in told.iter().zip(begins) {
            assert_eq!(code, wanted);
            assert!(message.starts_with(begin), "{message}");
        }
        assert!(doubts.findings(&facts, false, Language::Vi).is_empty(), "whoever approves reads the author's reason");
        let complete =
            Doubts { below: Below::of(&[child(1, "accepted"), child(2, "exempt")], true), ..Doubts::default() };
        assert!(!complete.note(Facts::default()).incomplete);
    }

    #[test]
    fn who_cannot_bring_new_figures_yet_is_waited_for() {
        let unit = |id: i64| UnitRef { id, name: format!("Tỉnh {id}") };
        for (changed, outdated, expected) in [
            (
                vec![unit(1)],
                vec![unit(1)],
                "Số liệu của cấp dưới đã cũ, đơn vị chưa tổng hợp lại thay đổi từ cấp dưới của mình: Tỉnh 1.",
            ),
            (vec![unit(1), unit(2)], vec![unit(1)], "Số liệu cấp dưới đã thay đổi sau khi tổng hợp: Tỉnh 1, Tỉnh 2."),
            (Vec::new(), Vec::new(), "Số liệu cấp dưới đã thay đổi sau khi tổng hợp: đơn vị cấp dưới."),
        ] {
            let doubts = Doubts { changed, outdated, ..Doubts::default() };
            let told = doubts.findings(&Facts { stale: true, ..Facts::default() }, false, Language::Vi);
            assert!(told[0].message.starts_with(expected), "{}", told[0].message);
        }
    }

    #[test]
    fn figures_of_former_units_are_not_left_out_unseen() {
        let doubts = Doubts { unadded: vec!["Phường A".to_owned()], ..Doubts::default() };
        let facts = doubts.note(Facts::default());
        assert!(facts.incomplete);
        let told = doubts.findings(&facts, true, Language::Vi);
        assert_eq!((told.len(), told[0].code.as_str()), (1, "former_figures"));
        assert!(told[0].message.contains("Phường A"), "{}", told[0].message);
    }

    #[test]
    fn only_five_are_named() {
        let names: Vec<String> = (1..=7).map(|n| format!("X{n}")).collect();
        assert_eq!(some(&names).0, "X1, X2, X3, X4, X5 và 2 đơn vị khác");
        assert_eq!(some(&names[..5]).1, "X1, X2, X3, X4, X5");
    }

    #[test]
    fn a_report_is_empty_while_nothing_is_filled_in() {
        let row = |item: Option<&str>, label: Option<&str>, value: Value| ContentRow {
            item: item.map(str::to_owned),
            label: label.map(str::to_owned),
            cells: [(ColumnNumber(4), value)].into(),
            ..ContentRow::new("k")
        };
        for (row, empty) in [
            (row(Some("LV001"), Some("Hộ tịch"), Value::Blank), true),
            (row(None, Some("  "), Value::Blank), true),
            (row(None, Some("Kiến nghị"), Value::Blank), false),
            (row(Some("LV001"), None, Value::NotApplicable), false),
            (row(None, None, Value::Number(0.into())), false),
        ] {
            let told = format!("{row:?}");
            let content = Content { rows: vec![row] };
            let own =
                StoredContent { revision: 1, own: content.clone(), consolidated: None, ..StoredContent::default() };
            assert_eq!(Doubts::default().with(&own).empty, empty, "{told}");
            let below = StoredContent {
                revision: 1,
                own: Content::default(),
                consolidated: Some(content),
                ..StoredContent::default()
            };
            assert_eq!(Doubts::default().with(&below).empty, empty, "{told}");
        }
    }
}
