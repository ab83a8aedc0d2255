//! Texts of notifications.

use domain::access::{Right, Rights};
use domain::language::Language;
use domain::notice::{Cause, Event, Happening, Standing, Task, text};
use domain::workflow::{Action, State};

const REPORT: &str = "1408_CTC001";

fn event<'a>(happening: Happening, actor: Option<&'a str>, unit: Option<&'a str>, note: Option<&'a str>) -> Event<'a> {
    Event {
        happening,
        report: REPORT,
        actor,
        unit,
        at: "2020-06-30T02:18:35".parse().unwrap(),
        note,
        cause: None,
        awaits: None,
    }
}

#[test]
fn the_handbook_s_own_words() {
    let assigned = event(Happening::Assigned, Some("Admin Hậu Giang"), Some("Tỉnh Hậu Giang"), None);
    assert_eq!(
        text(&assigned, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 đã được giao bởi Admin Hậu Giang - Tỉnh Hậu Giang vào lúc 09:18:35 ngày 30/06/2020."
    );
    assert_eq!(
        text(&assigned, Language::En).unwrap(),
        "Report 1408_CTC001 was assigned by Admin Hậu Giang - Tỉnh Hậu Giang at 09:18:35 on 30/06/2020."
    );
    let sent = event(Happening::Done(Action::Send), None, Some("Sở Tư pháp"), None);
    assert_eq!(
        text(&sent, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 đã được gửi bởi Sở Tư pháp vào lúc 09:18:35 ngày 30/06/2020."
    );
}

#[test]
fn reasons_are_told() {
    let returned = event(Happening::Done(Action::Return), Some("hanoi.tonghop"), None, Some("  Thiếu cột 7 "));
    assert_eq!(
        text(&returned, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 bị trả lại bởi hanoi.tonghop vào lúc 09:18:35 ngày 30/06/2020. Lý do: Thiếu cột 7"
    );
    let submitted = event(Happening::Done(Action::Submit), Some("hanoi.badinh.nhaplieu"), None, Some("Kính trình"));
    assert!(text(&submitted, Language::Vi).unwrap().ends_with("ngày 30/06/2020. Ghi chú: Kính trình"));
    assert!(text(&submitted, Language::En).unwrap().ends_with("on 30/06/2020. Note: Kính trình"));
    let blank = event(Happening::Done(Action::AutoSend), None, None, Some("  "));
    assert_eq!(
        text(&blank, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 đã được tự động gửi bởi Hệ thống vào lúc 09:18:35 ngày 30/06/2020."
    );
}

#[test]
fn a_stale_consolidation_names_who_changed() {
    let stale = event(Happening::Stale, None, Some("Phường Ba Đình"), None);
    assert_eq!(
        text(&stale, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 cần được tổng hợp lại: Phường Ba Đình đã thay đổi số liệu gửi đến vào lúc 09:18:35 ngày 30/06/2020."
    );
    assert!(text(&stale, Language::En).unwrap().contains("must be consolidated again: Phường Ba Đình"));
    let cause = Cause { form: "II.06a", unit: "Phường Ba Đình", action: Action::Return };
    let stale = Event { cause: Some(cause), ..event(Happening::Stale, Some("hanoi.tonghop"), Some("Hà Nội"), None) };
    assert_eq!(
        text(&stale, Language::Vi).unwrap(),
        "Báo cáo 1408_CTC001 không còn khớp với số liệu cấp dưới: báo cáo II.06a của Phường Ba Đình bị trả lại bởi hanoi.tonghop - Hà Nội vào lúc 09:18:35 ngày 30/06/2020. Hãy tổng hợp lại; nếu báo cáo đã trình hoặc đã gửi, hãy thu hồi hoặc yêu cầu đính chính trước."
    );
    assert!(text(&stale, Language::En).unwrap().contains("II.06a of Phường Ba Đình was returned by hanoi.tonghop"));
}

#[test]
fn whoever_cannot_consolidate_yet_is_told_for_whom_to_wait() {
    let cause = Cause { form: "II.06a", unit: "Phường Ba Đình", action: Action::GrantCorrection };
    let stale = event(Happening::Stale, Some("hanoi.tonghop"), Some("Hà Nội"), None);
    for cause in [Some(cause), None] {
        let told = Event { cause, awaits: Some("Thành phố Hà Nội"), ..stale.clone() };
        let (vi, en) = (text(&told, Language::Vi).unwrap(), text(&told, Language::En).unwrap());
        assert!(
            vi.ends_with(
                "ngày 30/06/2020. Hãy chờ Thành phố Hà Nội tổng hợp lại và số liệu mới được tiếp nhận, rồi mới tổng hợp lại."
            ),
            "{vi}"
        );
        assert!(en.contains(". Wait until Thành phố Hà Nội has consolidated again"), "{en}");
        assert!(!vi.contains("thu hồi"), "nothing is to be taken back yet: {vi}");
    }
}

#[test]
fn everything_but_entry_and_signing_is_told_apart() {
    for language in [Language::Vi, Language::En] {
        let mut told = std::collections::HashSet::new();
        for action in Action::ALL {
            let silent = matches!(action, Action::Open | Action::Save | Action::Sign);
            let said = text(&event(Happening::Done(action), Some("A"), None, None), language);
            assert_eq!(said.is_none(), silent, "{action:?}");
            assert!(said.is_none_or(|said| told.insert(said)), "{action:?} reads like another action");
        }
        assert_eq!(told.len(), 14);
    }
}

#[test]
fn what_to_do_follows_the_report_as_it_stands_and_the_rights_of_whoever_is_told() {
    use Right::{Approve, Check, Consolidate, Enter, Send, View};
    for (state, consolidates, is_stale, own, receiving, task) in [
        (State::Assigned, false, false, &[View, Enter][..], &[][..], Task::Enter),
        (State::InProgress, true, false, &[Consolidate], &[], Task::Consolidate),
        (State::InProgress, true, false, &[Enter], &[], Task::Enter),
        (State::InProgress, true, true, &[Consolidate], &[], Task::Reconsolidate),
        (State::InProgress, true, true, &[Enter], &[], Task::Enter),
        (State::Approved, true, true, &[Consolidate], &[], Task::GetBack),
        (State::Approved, true, true, &[Send], &[], Task::Send),
        (State::Accepted, true, true, &[Consolidate], &[], Task::GetBack),
        (State::Returned, false, false, &[Enter], &[], Task::Mend),
        (State::Returned, false, false, &[Approve, Send], &[], Task::Read),
        (State::Submitted, false, false, &[Approve], &[], Task::Approve),
        (State::Submitted, false, false, &[Enter], &[], Task::Read),
        (State::Approved, false, false, &[Send], &[Check], Task::Send),
        (State::Sent, false, false, &[Send], &[], Task::Read),
        (State::Sent, false, false, &[], &[Check], Task::Check),
        (State::Sent, false, false, &[Check], &[], Task::Read),
        (State::CorrectionRequested, false, false, &[], &[Check], Task::DecideCorrection),
        (State::Accepted, false, false, &[Enter, Approve, Send], &[Check], Task::Read),
        (State::Exempt, false, false, &[Enter, Approve, Send], &[Check], Task::Read),
    ] {
        let (own, receiving) = (Rights::of(own), Rights::of(receiving));
        let standing = Standing { state, consolidates, is_stale, waits: false, own, receiving };
        assert_eq!(standing.task(), task, "{standing:?}");
    }
}

#[test]
fn nobody_is_asked_to_consolidate_before_the_unit_below_has() {
    use Right::{Approve, Check, Consolidate, Enter, Send};
    for (state, is_stale, own, receiving, task) in [
        (State::InProgress, true, &[Consolidate][..], &[][..], Task::AwaitBelow),
        (State::Returned, true, &[Enter, Consolidate], &[], Task::AwaitBelow),
        (State::Submitted, true, &[Consolidate], &[], Task::AwaitBelow),
        (State::Accepted, true, &[Consolidate], &[], Task::AwaitBelow),
        // Others do what is theirs, and what is not out of date waits for nobody.
        (State::InProgress, true, &[Enter], &[], Task::Enter),
        (State::Submitted, true, &[Approve], &[], Task::Approve),
        (State::Approved, true, &[Send], &[], Task::Send),
        (State::Sent, true, &[], &[Check], Task::Check),
        (State::InProgress, false, &[Consolidate], &[], Task::Consolidate),
        (State::Accepted, false, &[Consolidate], &[], Task::Read),
    ] {
        let (own, receiving) = (Rights::of(own), Rights::of(receiving));
        let standing = Standing { state, consolidates: true, is_stale, waits: true, own, receiving };
        assert_eq!(standing.task(), task, "{standing:?}");
    }
    assert_eq!(Task::AwaitBelow.as_str(), "await_below");
    assert_eq!(Task::AwaitBelow.text(Language::Vi), "Chờ đơn vị cấp dưới tổng hợp lại");
}
