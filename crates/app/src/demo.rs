//! The demonstration: a piece of the country with accounts and the current periods open.

use domain::period::Frequency;
use domain::text::fold;
use regimes::{AdministrativeUnitKind, administrative_units};
use store::Tx;
use store::units::NewUnit;
use store::users::{GrantRow, NewUser};

use crate::{App, AppError, AppResult, assignments, passwords};

/// Password of every demonstration account.
pub const PASSWORD: &str = "Baocao@2026";

/// Provinces: Hà Nội, Huế and Cao Bằng.
const PROVINCES: [&str; 3] = ["01", "46", "04"];

/// Departments that each province of the demonstration has.
const PROVINCIAL_DEPARTMENTS: [&str; 3] = ["Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"];

/// Ministries with their departments.
const MINISTRIES: [(&str, &str, [&str; 3]); 2] = [
    (
        "BTP",
        "Bộ Tư pháp",
        ["Cục Hộ tịch, quốc tịch, chứng thực", "Cục Bổ trợ tư pháp", "Vụ Pháp luật hình sự - hành chính"],
    ),
    ("BTC", "Bộ Tài chính", ["Cục Thuế", "Cục Hải quan", "Vụ Ngân sách nhà nước"]),
];

const ROOT: &str = "VPCP";

/// Accounts: name, what the person does, unit code, group.
const ACCOUNTS: [(&str, &str, &str, &str); 12] = [
    ("hanoi.badinh.nhaplieu", "Cán bộ nhập liệu phường Ba Đình", "00004", "nhap_lieu"),
    ("hanoi.badinh.duyet", "Lãnh đạo phường Ba Đình", "00004", "duyet"),
    ("hanoi.badinh.chutich", "Chủ tịch UBND phường Ba Đình", "00004", "duyet"),
    ("hanoi.badinh.gui", "Văn thư phường Ba Đình", "00004", "gui"),
    ("hanoi.hoankiem.nhaplieu", "Cán bộ nhập liệu phường Hoàn Kiếm", "00070", "nhap_lieu"),
    ("hanoi.hoankiem.duyet", "Lãnh đạo phường Hoàn Kiếm", "00070", "duyet"),
    ("hanoi.hoankiem.gui", "Văn thư phường Hoàn Kiếm", "00070", "gui"),
    ("hanoi.tonghop", "Cán bộ tổng hợp thành phố Hà Nội", "01", "tong_hop"),
    ("hanoi.duyet", "Lãnh đạo thành phố Hà Nội", "01", "duyet"),
    ("hanoi.gui", "Văn thư thành phố Hà Nội", "01", "gui"),
    ("vpcp.tonghop", "Chuyên viên tổng hợp Văn phòng Chính phủ", ROOT, "tong_hop"),
    ("quantri", "Quản trị hệ thống", ROOT, "quan_tri"),
];

/// Names of the demonstration accounts with what each person does.
pub fn accounts() -> impl Iterator<Item = (&'static str, &'static str)> {
    ACCOUNTS.iter().map(|(username, who, _, _)| (*username, *who))
}

/// Whether the database is empty, so that the demonstration may be loaded.
///
/// # Errors
/// Those of the database.
pub fn is_wanted(app: &App) -> AppResult<bool> {
    app.store.read(|conn| Ok(store::units::count(conn)? == 0 && store::users::count(conn)? == 0))
}

/// Loads units, accounts and open reports into an empty database, all or nothing.
///
/// # Errors
/// `Invalid` when the database is not empty.
pub fn load(app: &App) -> AppResult<()> {
    if !is_wanted(app)? {
        return Err(AppError::invalid(
            "Cơ sở dữ liệu đã có dữ liệu; bộ dữ liệu minh họa chỉ nạp vào cơ sở dữ liệu trống.",
            "the database is not empty; the demonstration is loaded into an empty one only",
        ));
    }
    let password_hash = passwords::hash(PASSWORD)?;
    app.store.write(|tx| {
        store::units::create_many(tx, &units())?;
        create_accounts(app, tx, &password_hash)?;
        let open = [Frequency::Quarterly, Frequency::HalfYearly, Frequency::Yearly];
        assignments::open_current_periods(app, tx, "01/2020/TT-VPCP", &open)?;
        Ok(())
    })
}

fn units() -> Vec<NewUnit> {
    let mut units = vec![unit(ROOT, "Văn phòng Chính phủ", "government_office", None)];
    for known in administrative_units() {
        let province = known.parent_code.unwrap_or(known.code);
        if PROVINCES.contains(&province) {
            let (parent, kind) = match known.kind {
                AdministrativeUnitKind::Province => (ROOT, "province"),
                AdministrativeUnitKind::Commune => (province, "commune"),
                AdministrativeUnitKind::Ward => (province, "ward"),
                AdministrativeUnitKind::SpecialZone => (province, "special_zone"),
            };
            units.push(unit(known.code, known.name, kind, Some(parent)));
        }
    }
    for province in PROVINCES {
        for name in PROVINCIAL_DEPARTMENTS {
            units.push(unit(&format!("{province}.{}", code_of(name)), name, "provincial_department", Some(province)));
        }
    }
    for (code, name, departments) in MINISTRIES {
        units.push(unit(code, name, "ministry", Some(ROOT)));
        for department in departments {
            units.push(unit(&format!("{code}.{}", code_of(department)), department, "ministry_department", Some(code)));
        }
    }
    units
}

fn unit(code: &str, name: &str, kind: &str, parent: Option<&str>) -> NewUnit {
    NewUnit {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        parent_code: parent.map(str::to_owned),
        ..NewUnit::default()
    }
}

/// "Sở Tư pháp" → "STP": the initials, as offices abbreviate themselves.
fn code_of(name: &str) -> String {
    fold(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .collect::<String>()
        .to_uppercase()
}

fn create_accounts(app: &App, tx: &mut Tx<'_>, password_hash: &str) -> AppResult<()> {
    let now = app.clock.now();
    for (username, full_name, unit, group) in ACCOUNTS {
        let unit_id = store::units::find_by_code(tx, unit)?.id;
        let user = NewUser {
            username: username.to_owned(),
            full_name: full_name.to_owned(),
            position: None,
            phone: None,
            password_hash: password_hash.to_owned(),
            unit_id,
            created_at: now,
        };
        let id = store::users::create(tx, user)?;
        store::users::create_grants(tx, &[GrantRow { user_id: id.0, group_code: group.to_owned(), unit_id }])?;
    }
    Ok(())
}
