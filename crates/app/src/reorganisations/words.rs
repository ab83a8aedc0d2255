//! Acts in words.

use contract::reorganisations::ReorganisationOutcome;
use domain::language::Language;
use domain::reorganisation::{KnownUnits, Succession, Successor};
use store::reorganisations::{DONE, DRAFT, PUBLISHED, WITHDRAWN};

pub(super) fn status(status: &str, language: Language) -> &'static str {
    let (vi, en) = match status {
        DRAFT => ("Dự thảo", "Draft"),
        PUBLISHED => ("Đã ban hành, chờ đến ngày hiệu lực", "Published, waits for its day"),
        DONE => ("Đã thực hiện", "Carried out"),
        WITHDRAWN => ("Đã thu hồi", "Withdrawn"),
        _ => ("Đang thực hiện", "Being carried out"),
    };
    pick(language, vi, en)
}

/// Most units that a title names.
const NAMED: usize = 6;

/// "Phường A, Phường B → Phường C (mới)".
pub(super) fn title(one: &Succession, units: &KnownUnits, language: Language) -> String {
    let name = |unit: &i64| units.get(unit).map_or_else(|| format!("#{unit}"), |known| known.name.clone());
    let mut from: Vec<String> = one.from.iter().take(NAMED).map(name).collect();
    if let Some(others) = one.from.len().checked_sub(NAMED).filter(|others| *others > 0) {
        from.push(match language {
            Language::Vi => format!("và {others} đơn vị khác"),
            Language::En => format!("and {others} others"),
        });
    }
    let to = match (&one.to, language) {
        (Successor::Existing(unit), _) => name(unit),
        (Successor::New(new), Language::Vi) => format!("{} (mới)", new.name),
        (Successor::New(new), Language::En) => format!("{} (new)", new.name),
    };
    format!("{} → {to}", from.join(", "))
}

/// A line for each kind of effect; `past` for what was done, else for what would be.
pub(super) fn lines(outcome: &ReorganisationOutcome, past: bool, language: Language) -> Vec<String> {
    let will = match (language, past) {
        (Language::Vi, false) => "sẽ ",
        (Language::Vi, true) => "đã ",
        (Language::En, false) => "will be ",
        (Language::En, true) => "were ",
    };
    let all = [
        (outcome.ended, format!("đơn vị {will}chấm dứt"), format!("units {will}ended")),
        (outcome.made, format!("đơn vị mới {will}được lập"), format!("new units {will}made")),
        (
            outcome.below,
            format!("đơn vị trực thuộc {will}chuyển sang đơn vị kế thừa"),
            format!("units below {will}put under the successor"),
        ),
        (
            outcome.moved,
            format!("báo cáo chưa gửi {will}chuyển nguyên trạng sang đơn vị kế thừa"),
            format!("unsent reports {will}moved to the successor as they stand"),
        ),
        (
            outcome.joined,
            format!("báo cáo chưa gửi {will}dừng lại, nhập vào báo cáo của đơn vị kế thừa"),
            format!("unsent reports {will}ended in favour of the successor's"),
        ),
        (
            outcome.sources,
            "báo cáo trong số đó đã có số liệu; đơn vị kế thừa cộng vào báo cáo của mình bằng một lần bấm".to_owned(),
            "of them have figures, which the successor may add to its own report in one step".to_owned(),
        ),
        (
            outcome.assigned,
            format!("báo cáo {will}giao mới cho đơn vị kế thừa"),
            format!("reports {will}newly assigned to the successor"),
        ),
        (
            outcome.unfinished,
            "báo cáo chưa gửi còn phải hoàn thành dưới tên cũ".to_owned(),
            "unsent reports are still to be finished under the old name".to_owned(),
        ),
        (
            outcome.incoming,
            format!("báo cáo của cấp dưới {will}đổi nơi nhận sang đơn vị kế thừa"),
            format!("reports of units below {will}redirected to the successor"),
        ),
        (
            outcome.people,
            format!("tài khoản {will}chuyển sang đơn vị kế thừa, giữ nguyên quyền"),
            format!("accounts {will}moved to the successor with their rights"),
        ),
        (
            outcome.settings,
            format!("thiết lập (nơi nhận, miễn nhập, quy trình) {will}chuyển sang đơn vị kế thừa"),
            format!("settings (receivers, exemptions, processes) {will}taken over by the successor"),
        ),
        (
            outcome.settings_ended,
            format!(
                "thiết lập {will}hết hiệu lực vì các đơn vị cũ quy định khác nhau hoặc đơn vị kế thừa đã có từ trước; hãy đặt lại nếu cần"
            ),
            format!(
                "settings {will}ended since the former units differed or the successor was there before; set them anew where needed"
            ),
        ),
    ];
    all.into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, vi, en)| match language {
            Language::Vi => format!("{} {vi}", grouped(count, '.')),
            Language::En => format!("{} {en}", grouped(count, ',')),
        })
        .collect()
}

/// 1.234
fn grouped(count: i64, separator: char) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
