//! The units of a nation. Provinces and communes are the country's own; what stands around them is counted, not named.

use regimes::{AdministrativeUnitKind, administrative_units};
use store::units::NewUnit;

/// The unit at the top.
pub(super) const ROOT: &str = "VPCP";

/// All provinces that there are.
pub const PROVINCES: usize = 34;

/// Ministries and other central agencies of a whole nation; a slice has its share.
const MINISTRIES: usize = 30;

/// Departments and other reporting units of each ministry.
pub(super) const OF_MINISTRY: usize = 150;

/// Departments and other reporting units of each province.
const OF_PROVINCE: usize = 20;

/// Offices inside each commune, which work for its reports and owe none.
const OFFICES: [&str; 3] = ["Văn phòng", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"];

/// Offices inside each department of a province.
const DIVISIONS: [&str; 2] = ["Văn phòng", "Phòng Tổng hợp"];

/// Those that forms name; the others are counted.
const NAMED_MINISTRIES: [&str; 14] = [
    "Bộ Tư pháp",
    "Bộ Tài chính",
    "Bộ Nội vụ",
    "Bộ Công Thương",
    "Bộ Xây dựng",
    "Bộ Y tế",
    "Bộ Giáo dục và Đào tạo",
    "Bộ Khoa học và Công nghệ",
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Dân tộc và Tôn giáo",
    "Bộ Ngoại giao",
    "Bộ Quốc phòng",
    "Bộ Công an",
];

const NAMED_DEPARTMENTS: [&str; 12] = [
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Dân tộc và Tôn giáo",
    "Sở Ngoại vụ",
];

/// Kind of the units that stand inside a reporting unit and owe nothing themselves.
pub(super) const OFFICE: &str = "department";

/// All units of the first so many provinces, with their share of ministries, each with so many departments.
pub(super) fn units(provinces: usize, departments: usize) -> Vec<NewUnit> {
    let mut units = vec![unit(ROOT, "Văn phòng Chính phủ", "government_office", None)];
    let wanted: Vec<&str> = administrative_units()
        .iter()
        .filter(|unit| unit.kind == AdministrativeUnitKind::Province)
        .map(|unit| unit.code)
        .take(provinces)
        .collect();
    for known in administrative_units() {
        let province = known.parent_code.unwrap_or(known.code);
        if wanted.contains(&province) {
            add_area(&mut units, known.code, known.name, known.kind, province);
        }
    }
    for number in 1..=(MINISTRIES * wanted.len()).div_ceil(PROVINCES) {
        add_ministry(&mut units, number, departments);
    }
    units
}

fn add_area(units: &mut Vec<NewUnit>, code: &str, name: &str, kind: AdministrativeUnitKind, province: &str) {
    let kind = match kind {
        AdministrativeUnitKind::Province => {
            units.push(unit(code, name, "province", Some(ROOT)));
            return add_departments(units, code);
        }
        AdministrativeUnitKind::Commune => "commune",
        AdministrativeUnitKind::Ward => "ward",
        AdministrativeUnitKind::SpecialZone => "special_zone",
    };
    units.push(unit(code, name, kind, Some(province)));
    add_offices(units, code, &OFFICES);
}

fn add_departments(units: &mut Vec<NewUnit>, province: &str) {
    for number in 1..=OF_PROVINCE {
        let code = format!("{province}.S{number:02}");
        let counted = format!("Đơn vị số {number} thuộc tỉnh");
        let name = NAMED_DEPARTMENTS.get(number - 1).map_or(counted.as_str(), |name| name);
        units.push(unit(&code, name, "provincial_department", Some(province)));
        add_offices(units, &code, &DIVISIONS);
    }
}

fn add_ministry(units: &mut Vec<NewUnit>, number: usize, departments: usize) {
    let code = format!("B{number:02}");
    let counted = format!("Cơ quan trung ương số {number}");
    let name = NAMED_MINISTRIES.get(number - 1).map_or(counted.as_str(), |name| name);
    units.push(unit(&code, name, "ministry", Some(ROOT)));
    for department in 1..=departments {
        let name = format!("Vụ, cục số {department} – {name}");
        units.push(unit(&format!("{code}.D{department:03}"), &name, "ministry_department", Some(&code)));
    }
}

fn add_offices(units: &mut Vec<NewUnit>, above: &str, names: &[&str]) {
    for (number, name) in (1..).zip(names) {
        units.push(unit(&format!("{above}.P{number}"), name, OFFICE, Some(above)));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nation_has_twenty_thousand_units() {
        let count = |provinces| {
            let units = units(provinces, OF_MINISTRY);
            let of = |kind: &str| units.iter().filter(|unit| unit.kind == kind).count();
            let communes = of("commune") + of("ward") + of("special_zone");
            (of("province"), communes, of("ministry"), units.len())
        };
        let (provinces, communes, ministries, all) = count(PROVINCES);
        assert_eq!((provinces, communes, ministries), (34, 3_321, 30));
        assert!((19_000..21_000).contains(&all), "{all} units");
        assert_eq!((count(1).0, count(1).2), (1, 1));
    }
}
