//! What letters say: the same words as the bell, what to do, where, and why one gets the letter.

use domain::language::Language;

/// What a letter tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    /// What happened: report, period, who, when.
    pub text: String,
    /// The report in short, for the subject; none where the notice is about no single report.
    pub subject: Option<String>,
    /// What to do.
    pub task: Option<String>,
    /// Where, from `/`.
    pub link: String,
}

/// Where the person switches letters off.
const PAGE: &str = "/thu-dien-tu";

/// Subject and text of a letter with notices, oldest first, and with the number of those that it has no room for.
pub(super) fn digest(
    language: Language,
    name: &str,
    public_url: &str,
    notices: &[Notice],
    more: usize,
) -> (String, String) {
    let count = notices.len() + more;
    let subject = match (notices, language) {
        ([Notice { subject: Some(report), .. }], Language::Vi) if more == 0 => format!("[Báo cáo] {report}"),
        ([Notice { subject: Some(report), .. }], Language::En) if more == 0 => format!("[Reports] {report}"),
        (_, Language::Vi) => format!("[Báo cáo] {count} thông báo mới"),
        (_, Language::En) if count == 1 => "[Reports] 1 new notification".to_owned(),
        (_, Language::En) => format!("[Reports] {count} new notifications"),
    };
    let (greeting, intro, task_word, rest, why, page) = match language {
        Language::Vi => (
            format!("Kính gửi {},", line(name)),
            format!("Hệ thống thông tin báo cáo có {count} thông báo mới cho bạn:"),
            "Việc cần làm",
            format!("Còn {more} thông báo khác, xem tại:"),
            "Bạn nhận thư này vì đã chọn nhận thông báo qua thư điện tử. Đổi địa chỉ hoặc thôi nhận tại:",
            "Thư do hệ thống gửi tự động; xin đừng trả lời thư này.",
        ),
        Language::En => (
            format!("Dear {},", line(name)),
            format!("The Government Reporting System has {count} new notification(s) for you:"),
            "What to do",
            format!("{more} more are at:"),
            "You get this letter because you chose to have notifications mailed. Change the address or stop it at:",
            "This letter was sent by a machine; please do not answer it.",
        ),
    };
    let mut text = format!("{greeting}\n\n{intro}\n");
    for (index, notice) in notices.iter().enumerate() {
        text.push_str(&format!("\n{}. {}\n", index + 1, line(&notice.text)));
        if let Some(task) = &notice.task {
            text.push_str(&format!("   {task_word}: {}\n", line(task)));
        }
        text.push_str(&format!("   {public_url}{}\n", notice.link));
    }
    if more > 0 {
        text.push_str(&format!("\n{rest}\n{public_url}/thong-bao\n"));
    }
    text.push_str(&format!("\n-- \n{why}\n{public_url}{PAGE}\n{page}\n"));
    (line(&subject), text)
}

/// Subject and text of the letter that proves an address.
pub(super) fn proof(language: Language, name: &str, public_url: &str, code: &str, minutes: i64) -> (String, String) {
    let name = line(name);
    match language {
        Language::Vi => (
            "[Báo cáo] Mã xác nhận địa chỉ thư điện tử".to_owned(),
            format!(
                "Mã xác nhận: {code}\n\n{name} muốn nhận thông báo của Hệ thống thông tin báo cáo tại địa chỉ này. Hãy nhập mã tại:\n{public_url}{PAGE}\nMã có hiệu lực {minutes} phút.\n\n-- \nNếu không phải bạn yêu cầu, hãy bỏ qua thư này: không có mã thì địa chỉ không được dùng.\n"
            ),
        ),
        Language::En => (
            "[Reports] Code to confirm your e-mail address".to_owned(),
            format!(
                "Code: {code}\n\n{name} wants notifications of the Government Reporting System at this address. Enter the code at:\n{public_url}{PAGE}\nThe code is good for {minutes} minutes.\n\n-- \nIf it was not you, leave this letter alone: without the code the address is not used.\n"
            ),
        ),
    }
}

/// One line, whatever people typed into names and reasons: nothing in it begins a header or another notice.
fn line(text: &str) -> String {
    let flat: String = text.chars().map(|letter| if is_break(letter) { ' ' } else { letter }).collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_break(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://baocao.example.gov.vn";

    fn rejected() -> Notice {
        Notice {
            text: "Báo cáo II.06a – Quý IV năm 2026 – Phường Ba Đình bị từ chối duyệt bởi Lê Lan vào lúc 15:21:30 ngày 22/11/2026. Lý do: thiếu\nlĩnh vực".to_owned(),
            subject: Some("II.06a – Quý IV năm 2026 – Phường Ba Đình".to_owned()),
            task: Some("Sửa số liệu và trình lại".to_owned()),
            link: "/bao-cao/12".to_owned(),
        }
    }

    #[test]
    fn one_notice_names_its_report_in_the_subject() {
        let (subject, text) = digest(Language::Vi, "Trần An", URL, &[rejected()], 0);
        assert_eq!(subject, "[Báo cáo] II.06a – Quý IV năm 2026 – Phường Ba Đình");
        assert_eq!(
            text,
            "Kính gửi Trần An,

Hệ thống thông tin báo cáo có 1 thông báo mới cho bạn:

1. Báo cáo II.06a – Quý IV năm 2026 – Phường Ba Đình bị từ chối duyệt bởi Lê Lan vào lúc 15:21:30 ngày 22/11/2026. Lý do: thiếu lĩnh vực
   Việc cần làm: Sửa số liệu và trình lại
   https://baocao.example.gov.vn/bao-cao/12

-- 
Bạn nhận thư này vì đã chọn nhận thông báo qua thư điện tử. Đổi địa chỉ hoặc thôi nhận tại:
https://baocao.example.gov.vn/thu-dien-tu
Thư do hệ thống gửi tự động; xin đừng trả lời thư này.
"
        );
    }

    #[test]
    fn subjects_by_number_and_language() {
        let opened = Notice { subject: None, task: None, ..rejected() };
        for (language, notices, more, expected) in [
            (Language::En, vec![rejected()], 0, "[Reports] II.06a – Quý IV năm 2026 – Phường Ba Đình"),
            (Language::Vi, vec![opened.clone()], 0, "[Báo cáo] 1 thông báo mới"),
            (Language::En, vec![opened.clone()], 0, "[Reports] 1 new notification"),
            (Language::Vi, vec![rejected(), opened.clone()], 0, "[Báo cáo] 2 thông báo mới"),
            (Language::En, vec![rejected()], 41, "[Reports] 42 new notifications"),
        ] {
            let (subject, text) = digest(language, "A", URL, &notices, more);
            assert_eq!(subject, expected);
            assert_eq!(text.contains("/thong-bao"), more > 0, "{text}");
        }
    }

    #[test]
    fn no_name_and_no_reason_begins_a_line() {
        let evil = "A\r\nBcc: b@c.vn\u{2028}X\0\u{85}Y";
        let notice = Notice { subject: Some(evil.to_owned()), text: evil.to_owned(), ..rejected() };
        let (subject, text) = digest(Language::Vi, evil, URL, &[notice], 0);
        assert_eq!(subject, "[Báo cáo] A Bcc: b@c.vn X Y");
        assert!(text.lines().all(|line| !line.starts_with("Bcc")), "{text}");
        let (_, text) = proof(Language::En, evil, URL, "12345678", 30);
        assert!(text.starts_with("Code: 12345678\n") && text.lines().all(|line| !line.starts_with("Bcc")), "{text}");
    }
}
