//! A small country to test on: a ministry-like top, two provinces, three communes, their people and a form.

use chrono::{NaiveDate, NaiveDateTime};
use domain::access::{Allowed, Permission, for_system};
use domain::ids::{FormId, ReportId, UnitId, UserId};
use store::events::NewEvent;
use store::forms::{self, NewForm};
use store::reports::{self, NewReport};
use store::units::{self, NewUnit};
use store::users::{self, NewUser};
use store::{Store, StoreError, Tx};

/// What was made.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The receiving unit at the top.
    pub top: UnitId,
    /// Thành phố Hà Nội, below the top.
    pub province: UnitId,
    /// Tỉnh Đắk Lắk, below the top.
    pub other_province: UnitId,
    /// Three communes of Hà Nội: Phường Ba Đình, Phường Hoàn Kiếm, Xã Đông Anh.
    pub communes: Vec<UnitId>,
    /// Somebody who works in the first commune.
    pub user: UserId,
    /// A form with code `II.06a/VPCP/KSTT`.
    pub form: FormId,
}

/// The moment at which the sample begins: 21 November 2026, 03:00 UTC.
#[must_use]
pub fn moment() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(3, 0, 0).unwrap()
}

/// A day.
#[must_use]
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Fills an empty database.
#[must_use]
pub fn fill(store: &Store) -> Sample {
    store.write(fill_in).unwrap()
}

fn fill_in(tx: &mut Tx<'_>) -> Result<Sample, StoreError> {
    let unit = |code: &str, name: &str, kind: &str, parent: Option<&str>| NewUnit {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        parent_code: parent.map(str::to_owned),
        ..NewUnit::default()
    };
    // Children before parents: the order must not matter.
    let made = units::create_many(
        tx,
        &[
            unit("00004", "Phường Ba Đình", "commune", Some("01")),
            unit("00070", "Phường Hoàn Kiếm", "commune", Some("01")),
            unit("00454", "Xã Đông Anh", "commune", Some("01")),
            unit("01", "Thành phố Hà Nội", "province", Some("VPCP")),
            unit("66", "Tỉnh Đắk Lắk", "province", Some("VPCP")),
            unit("VPCP", "Văn phòng Chính phủ", "government_office", None),
        ],
    )?;
    let [ba_dinh, hoan_kiem, dong_anh, province, other_province, top] = made[..] else {
        return Err(StoreError::NotFound);
    };
    let user = users::create(tx, new_user("hanoi.badinh.nhaplieu", ba_dinh))?;
    let form = forms::create(tx, &new_form("II.06a/VPCP/KSTT", "Kết quả giải quyết thủ tục hành chính"))?;
    Ok(Sample { top, province, other_province, communes: vec![ba_dinh, hoan_kiem, dong_anh], user, form })
}

/// An account to be made.
#[must_use]
pub fn new_user(username: &str, unit: UnitId) -> NewUser {
    NewUser {
        username: username.to_owned(),
        full_name: "Nguyễn Thị Thử".to_owned(),
        position: Some("Chuyên viên".to_owned()),
        phone: None,
        password_hash: "$argon2id$test".to_owned(),
        unit_id: unit.0,
        created_at: moment(),
    }
}

/// A form to be kept; its template is not a real one.
#[must_use]
pub fn new_form(code: &str, title: &str) -> NewForm {
    NewForm {
        circular: "01/2020/TT-VPCP".to_owned(),
        code: code.to_owned(),
        version: 1,
        title: title.to_owned(),
        regime: "II".to_owned(),
        kind: "data".to_owned(),
        off_system: false,
        body: "{}".to_owned(),
    }
}

/// A report to be assigned, due 17 days after the sample begins.
#[must_use]
pub fn new_report(form: FormId, unit: UnitId, receiver: Option<UnitId>, period: &str) -> NewReport {
    NewReport {
        form_id: form.0,
        unit_id: unit.0,
        receiver_id: receiver.map(|unit| unit.0),
        consolidates: false,
        period: period.to_owned(),
        period_label: None,
        data_from: day(2026, 9, 15),
        data_to: day(2026, 12, 14),
        opens_on: day(2026, 11, 1),
        closes_on: day(2026, 12, 31),
        due_at: moment() + chrono::Duration::days(17),
        at: moment(),
    }
}

impl Sample {
    /// Assigns the form to the first commune for Q4, with Hà Nội as the receiver.
    ///
    /// # Panics
    /// When the database refuses.
    #[must_use]
    pub fn assign(&self, store: &Store) -> ReportId {
        let new = new_report(self.form, self.communes[0], Some(self.province), "2026-Q4");
        store.write::<_, StoreError>(|tx| reports::assign_many(tx, &[new])).unwrap()[0]
    }

    /// The right to change the first commune's reports.
    #[must_use]
    pub fn allowed(&self) -> Allowed {
        for_system(Permission::Enter, self.communes[0])
    }
}

/// An event of this kind, with an id of its own.
#[must_use]
pub fn new_event(id: &str, kind: &str, report: Option<ReportId>) -> NewEvent {
    NewEvent {
        id: id.to_owned(),
        kind: kind.to_owned(),
        report_id: report.map(|report| report.0),
        actor_id: None,
        unit_id: None,
        at: moment(),
        body: "{}".to_owned(),
        request_id: None,
    }
}
