//! The table of preset groups.
//!
//! Names and descriptions are the handbook's (§4.2.1). What each implies follows §2.1–2.4 of its part II:
//! entering and sending are a unit's own; consolidating includes checking what is sent to the unit and entering;
//! approving includes nothing else; every group follows its reports' state; administration reaches the own subtree.

use super::GroupKind::{Ministry as M, Province as P, Simple as S};
use super::{Group, GroupKind, Right, Rights};

const ENTER: Rights = Rights::of(&[Right::View, Right::Enter]);
const ENTER_AND_SEND: Rights = Rights::of(&[Right::View, Right::Enter, Right::Send]);
const CONSOLIDATE: Rights = Rights::of(&[Right::View, Right::Enter, Right::Consolidate, Right::Check]);
const CONSOLIDATE_AND_SEND: Rights = CONSOLIDATE.union(Rights::of(&[Right::Send]));
const APPROVE: Rights = Rights::of(&[Right::View, Right::Approve]);
const SEND: Rights = Rights::of(&[Right::View, Right::Send]);
const ADMINISTER: Rights = Rights::of(&[Right::Administer]);

const fn preset(
    kind: GroupKind,
    code: &'static str,
    name_vi: &'static str,
    name_en: &'static str,
    description_vi: &'static str,
    rights: Rights,
) -> Group {
    let subtree = rights.contains(Right::Administer);
    Group { code, kind, name_vi, name_en, description_vi, rights, subtree, historical: false }
}

const fn historical(group: Group) -> Group {
    Group { historical: true, ..group }
}

/// Handbook §4.2.1a.
pub(super) const MINISTRY: &[Group] = &[
    preset(
        M,
        "bo.duyet",
        "Duyệt báo cáo cấp Bộ/ngành và tương đương",
        "Approve, ministry level",
        "Duyệt báo cáo của bộ, ngành",
        APPROVE,
    ),
    preset(
        M,
        "bo.gui",
        "Gửi báo cáo cấp Bộ/ngành và tương đương",
        "Send, ministry level",
        "Gửi báo cáo cho đơn vị giao thuộc cấp Bộ/ngành",
        SEND,
    ),
    preset(
        M,
        "cuc_vu.gui",
        "Gửi báo cáo cấp Cục/Vụ và tương đương",
        "Send, department of a ministry",
        "Gửi báo cáo cho đơn vị giao thuộc cấp Vụ/Cục",
        SEND,
    ),
    preset(
        M,
        "bo.nganh_doc_tw.gui",
        "Gửi báo cáo ngành dọc cấp Trung ương",
        "Send, vertical sector, central",
        "Gửi báo cáo cho đơn vị giao thuộc ngành dọc cấp Trung ương",
        SEND,
    ),
    preset(
        M,
        "cuc_vu.nhap_lieu",
        "Nhập liệu cấp Cục/Vụ và tương đương",
        "Enter, department of a ministry",
        "Nhập liệu các báo cáo số liệu, báo cáo thuyết minh, báo cáo khảo sát thuộc cấp Vụ/Cục",
        ENTER,
    ),
    preset(
        M,
        "bo.quan_tri",
        "Quản trị hệ thống cấp Bộ/ngành và tương đương",
        "Administer, ministry level",
        "Quản trị đơn vị hành chính, quản trị người dùng, cấu hình đơn vị nhận báo cáo, giao báo cáo cho đơn vị cấp dưới thuộc cấp Bộ/ngành",
        ADMINISTER,
    ),
    preset(
        M,
        "cuc_vu.quan_tri",
        "Quản trị cấp Cục/Vụ và tương đương",
        "Administer, department of a ministry",
        "Quản trị đơn vị hành chính, quản trị người dùng, cấu hình đơn vị nhận báo cáo, giao báo cáo cho đơn vị cấp dưới thuộc cấp Cục/Vụ",
        ADMINISTER,
    ),
    preset(
        M,
        "bo.tong_hop",
        "Tổng hợp báo cáo cấp Bộ/ngành và tương đương",
        "Consolidate, ministry level",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc cấp Bộ/ngành",
        CONSOLIDATE,
    ),
    preset(
        M,
        "cuc_vu.tong_hop",
        "Tổng hợp báo cáo cấp Cục/Vụ và tương đương",
        "Consolidate, department of a ministry",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc cấp Cục/Vụ",
        CONSOLIDATE,
    ),
];

/// Handbook §4.2.1b.
pub(super) const PROVINCE: &[Group] = &[
    preset(P, "tinh.duyet", "Duyệt báo cáo cấp Tỉnh", "Approve, province", "Duyệt báo cáo của UBND tỉnh", APPROVE),
    preset(P, "tinh.gui", "Gửi báo cáo cấp Tỉnh", "Send, province", "Gửi báo cáo cho đơn vị giao thuộc cấp Tỉnh", SEND),
    preset(
        P,
        "nganh_doc_tw.gui",
        "Gửi báo cáo ngành dọc cấp Trung ương",
        "Send, vertical sector, central",
        "Gửi báo cáo cho đơn vị giao thuộc ngành dọc cấp Trung ương",
        SEND,
    ),
    preset(
        P,
        "nganh_doc_tinh.gui",
        "Gửi báo cáo ngành dọc cấp Tỉnh",
        "Send, vertical sector, province",
        "Gửi báo cáo cho đơn vị giao thuộc ngành dọc cấp Tỉnh",
        SEND,
    ),
    historical(preset(
        P,
        "nganh_doc_huyen.gui",
        "Gửi báo cáo ngành dọc cấp Huyện",
        "Send, vertical sector, district",
        "Gửi báo cáo cho đơn vị giao thuộc ngành dọc cấp Huyện",
        SEND,
    )),
    preset(
        P,
        "so_nganh.gui",
        "Gửi báo cáo của sở, ngành",
        "Send, provincial department",
        "Gửi báo cáo cho đơn vị giao thuộc các Sở, ngành cấp tỉnh",
        SEND,
    ),
    historical(preset(
        P,
        "huyen.gui",
        "Gửi báo cáo cấp Huyện",
        "Send, district",
        "Gửi báo cáo cho đơn vị giao thuộc cấp Huyện",
        SEND,
    )),
    preset(P, "xa.gui", "Gửi báo cáo cấp Xã", "Send, commune", "Gửi báo cáo cho đơn vị giao thuộc cấp Xã", SEND),
    preset(
        P,
        "so_nganh.nhap_lieu",
        "Nhập liệu của sở, ngành",
        "Enter, provincial department",
        "Nhập liệu các báo cáo số liệu, báo cáo thuyết minh, báo cáo khảo sát của sở, ngành cấp tỉnh",
        ENTER,
    ),
    historical(preset(
        P,
        "nganh_doc_huyen.nhap_lieu",
        "Nhập liệu ngành dọc cấp Huyện",
        "Enter, vertical sector, district",
        "Nhập liệu các báo cáo số liệu, báo cáo thuyết minh, báo cáo khảo sát thuộc cấp Huyện",
        ENTER,
    )),
    preset(
        P,
        "xa.nhap_lieu",
        "Nhập liệu cấp xã",
        "Enter and send, commune",
        "Nhập liệu các báo cáo số liệu, báo cáo thuyết minh, báo cáo khảo sát thuộc cấp xã (có quyền Gửi báo cáo)",
        ENTER_AND_SEND,
    ),
    preset(
        P,
        "nganh_doc_tinh.quan_tri",
        "Quản trị hệ thống ngành dọc cấp Tỉnh",
        "Administer, vertical sector, province",
        "Quản trị đơn vị hành chính, quản trị người dùng, cấu hình đơn vị nhận báo cáo, giao báo cáo cho đơn vị cấp dưới thuộc ngành dọc cấp Tỉnh",
        ADMINISTER,
    ),
    preset(
        P,
        "tinh.quan_tri",
        "Quản trị hệ thống cấp Tỉnh",
        "Administer, province",
        "Quản trị đơn vị hành chính, quản trị người dùng, cấu hình đơn vị nhận báo cáo, giao báo cáo cho đơn vị cấp dưới thuộc cấp Tỉnh",
        ADMINISTER,
    ),
    historical(preset(
        P,
        "huyen.quan_tri",
        "Quản trị hệ thống cấp Huyện",
        "Administer, district",
        "Quản trị đơn vị hành chính, quản trị người dùng, cấu hình đơn vị nhận báo cáo, giao báo cáo cho đơn vị cấp dưới thuộc cấp Huyện",
        ADMINISTER,
    )),
    preset(
        P,
        "so_nganh.tong_hop",
        "Tổng hợp báo cáo của sở, ngành",
        "Consolidate, provincial department",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc sở, ngành cấp tỉnh",
        CONSOLIDATE,
    ),
    preset(
        P,
        "nganh_doc_tw.tong_hop",
        "Tổng hợp báo cáo ngành dọc cấp Trung ương",
        "Consolidate, vertical sector, central",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc ngành dọc cấp Trung ương",
        CONSOLIDATE,
    ),
    preset(
        P,
        "nganh_doc_tinh.tong_hop",
        "Tổng hợp báo cáo ngành dọc cấp Tỉnh",
        "Consolidate, vertical sector, province",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc ngành dọc cấp Tỉnh",
        CONSOLIDATE,
    ),
    preset(
        P,
        "tinh.tong_hop",
        "Tổng hợp báo cáo cấp Tỉnh",
        "Consolidate, province",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc cấp Tỉnh",
        CONSOLIDATE,
    ),
    historical(preset(
        P,
        "huyen.tong_hop",
        "Tổng hợp báo cáo cấp Huyện",
        "Consolidate and send, district",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc cấp Huyện (có quyền Gửi báo cáo)",
        CONSOLIDATE_AND_SEND,
    )),
    historical(preset(
        P,
        "huyen.tong_hop_tt01",
        "Tổng hợp báo cáo cấp Huyện (TT01)",
        "Consolidate, district (circular 01)",
        "Tổng hợp báo cáo của các đơn vị cấp dưới thuộc cấp Huyện (không có quyền Gửi báo cáo)",
        CONSOLIDATE,
    )),
    preset(
        P,
        "don_vi.duyet_tt01",
        "Duyệt cấp đơn vị (TT01)",
        "Approve, unit (circular 01)",
        "Duyệt các báo cáo mà cấp đơn vị gửi lên",
        APPROVE,
    ),
];

/// One group for each working right, for any unit.
pub(super) const SIMPLE: &[Group] = &[
    preset(S, "nhap_lieu", "Nhập liệu", "Enter", "Nhập liệu và trình lãnh đạo các báo cáo của đơn vị", ENTER),
    preset(
        S,
        "tong_hop",
        "Tổng hợp",
        "Consolidate",
        "Kiểm tra báo cáo gửi đến, nhập liệu và tổng hợp báo cáo của đơn vị",
        CONSOLIDATE,
    ),
    preset(S, "duyet", "Duyệt", "Approve", "Duyệt hoặc từ chối báo cáo của đơn vị", APPROVE),
    preset(S, "gui", "Gửi", "Send", "Ký số và gửi báo cáo của đơn vị", SEND),
    preset(
        S,
        "quan_tri",
        "Quản trị",
        "Administer",
        "Quản trị đơn vị, người dùng, cấu hình đơn vị nhận và giao báo cáo cho đơn vị cấp dưới",
        ADMINISTER,
    ),
];
