//! Provinces and communes since 1 July 2025, from the official code list.

use std::collections::HashMap;
use std::sync::OnceLock;

const FILE: &str = include_str!("../data/administrative-units.csv");

/// A province or a commune-level unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdministrativeUnit {
    /// Official code: two digits for a province, five for a commune.
    pub code: &'static str,
    /// Official name.
    pub name: &'static str,
    /// Province, or which kind of commune.
    pub kind: AdministrativeUnitKind,
    /// Code of the province that a commune belongs to.
    pub parent_code: Option<&'static str>,
}

impl AdministrativeUnit {
    /// The province that a commune belongs to.
    #[must_use]
    pub fn parent(&self) -> Option<&'static AdministrativeUnit> {
        self.parent_code.and_then(|code| list().by_code.get(code)).and_then(|index| list().units.get(*index))
    }
}

/// What an administrative unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdministrativeUnitKind {
    /// Province or centrally run city (tỉnh, thành phố).
    Province,
    /// Phường.
    Ward,
    /// Xã.
    Commune,
    /// Đặc khu.
    SpecialZone,
}

impl AdministrativeUnitKind {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "province" => Some(Self::Province),
            "ward" => Some(Self::Ward),
            "commune" => Some(Self::Commune),
            "special_zone" => Some(Self::SpecialZone),
            _ => None,
        }
    }
}

/// Every province and commune, in file order.
#[must_use]
pub fn administrative_units() -> &'static [AdministrativeUnit] {
    &list().units
}

struct UnitList {
    units: Vec<AdministrativeUnit>,
    by_code: HashMap<&'static str, usize>,
}

fn list() -> &'static UnitList {
    static LIST: OnceLock<UnitList> = OnceLock::new();
    LIST.get_or_init(|| {
        let units: Vec<_> = FILE.lines().skip(1).filter_map(parse_line).collect();
        let by_code = units.iter().enumerate().map(|(index, unit)| (unit.code, index)).collect();
        UnitList { units, by_code }
    })
}

/// A line that does not fit is left out; a test proves that the file has none.
fn parse_line(line: &'static str) -> Option<AdministrativeUnit> {
    let mut fields = line.split(',');
    let (code, name) = (fields.next()?, fields.next()?);
    let kind = AdministrativeUnitKind::parse(fields.next()?)?;
    let parent_code = fields.next().filter(|parent| !parent.is_empty());
    Some(AdministrativeUnit { code, name, kind, parent_code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_unit() {
        assert_eq!(administrative_units().len(), FILE.lines().count() - 1);
        assert_eq!(list().by_code.len(), administrative_units().len(), "codes are unique");
    }

    #[test]
    fn counts_agree_with_the_code_list() {
        let count = |kind| administrative_units().iter().filter(|unit| unit.kind == kind).count();
        let provinces = count(AdministrativeUnitKind::Province);
        assert_eq!((provinces, administrative_units().len() - provinces), (34, 3_321));
        let communes =
            [AdministrativeUnitKind::Ward, AdministrativeUnitKind::Commune, AdministrativeUnitKind::SpecialZone];
        assert_eq!(communes.map(count), [687, 2_621, 13]);
    }

    #[test]
    fn a_commune_has_a_province_and_a_province_has_none() {
        for unit in administrative_units() {
            match unit.parent() {
                Some(parent) => assert_eq!(parent.kind, AdministrativeUnitKind::Province, "{}", unit.code),
                None => assert_eq!((unit.kind, unit.parent_code), (AdministrativeUnitKind::Province, None)),
            }
        }
    }

    #[test]
    fn ha_noi_has_126_communes() {
        let communes: Vec<_> = administrative_units().iter().filter(|unit| unit.parent_code == Some("01")).collect();
        assert_eq!(communes.len(), 126);
        for name in ["Phường Ba Đình", "Phường Hoàn Kiếm"] {
            assert!(communes.iter().any(|unit| unit.name == name), "{name}");
        }
    }
}
