//! What people are told when their unit was merged or abolished.

use chrono::NaiveDate;

use crate::language::Language;

/// Most units that a notice names.
const NAMED: usize = 6;

/// Units that ended, and what that means for the people of the one that came after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succeeded<'a> {
    /// The act's number.
    pub number: &'a str,
    /// First day without the former units.
    pub effective_on: NaiveDate,
    /// The former units.
    pub former: &'a [String],
    /// The one that came after them.
    pub successor: &'a str,
    /// Unsent reports that became the successor's.
    pub moved: i64,
    /// Former reports with figures that may be taken over.
    pub sources: i64,
    /// Reports that the successor was newly assigned.
    pub assigned: i64,
    /// Unsent reports that are finished under the old name.
    pub unfinished: i64,
    /// Settings that ended.
    pub settings_ended: i64,
}

impl Succeeded<'_> {
    /// The notice, with what is to be done.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut names: Vec<String> = self.former.iter().take(NAMED).cloned().collect();
        if let Some(others) = self.former.len().checked_sub(NAMED).filter(|others| *others > 0) {
            names.push(match language {
                Language::Vi => format!("và {others} đơn vị khác"),
                Language::En => format!("and {others} others"),
            });
        }
        let (names, number, day) = (names.join(", "), self.number, self.effective_on.format("%d/%m/%Y"));
        let first = match language {
            Language::Vi => format!("{names} được sắp xếp vào {} theo {number}, từ ngày {day}.", self.successor),
            Language::En => format!("{names} became part of {} by {number} on {day}.", self.successor),
        };
        std::iter::once(first).chain(self.asked(language)).collect::<Vec<_>>().join(" ")
    }

    fn asked(&self, language: Language) -> impl Iterator<Item = String> {
        let all = [
            (
                self.moved + self.assigned,
                "báo cáo chưa gửi nay do đơn vị kế thừa hoàn thành.",
                "unsent reports are the successor's to finish.",
            ),
            (
                self.sources,
                "báo cáo đang nhập dở của đơn vị cũ có số liệu để cộng vào báo cáo mới.",
                "begun reports of former units have figures to be added to the new one.",
            ),
            (
                self.unfinished,
                "báo cáo chưa gửi tiếp tục hoàn thành dưới tên cũ.",
                "unsent reports are finished under the old name.",
            ),
            (
                self.settings_ended,
                "thiết lập (nơi nhận, miễn nhập, quy trình) hết hiệu lực, cần đặt lại.",
                "settings (receivers, exemptions, processes) ended and are to be made anew.",
            ),
        ];
        let said = move |(count, vi, en): (i64, &str, &str)| match language {
            Language::Vi => format!("{count} {vi}"),
            Language::En => format!("{count} {en}"),
        };
        all.into_iter().filter(|(count, ..)| *count > 0).map(said)
    }
}
