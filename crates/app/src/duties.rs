//! Which units owe which forms to whom: the circular's list of reporters, applied to the units that exist.
//!
//! A form that consolidates others is owed only where somebody below owes those others. The unit at the top owes each
//! form that the units directly below it send there, to hold the national figure.

use std::collections::{HashMap, HashSet};

use domain::regime::UnitLevel;
use domain::template::FormTemplate;

/// A unit that may owe reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporter {
    /// The unit's id.
    pub id: i64,
    /// The unit's name: some forms are owed by one named unit.
    pub name: String,
    /// Where it stands.
    pub level: UnitLevel,
    /// The unit above.
    pub parent: Option<i64>,
}

/// One form that one unit owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// Place of the form in the list of forms.
    pub form: usize,
    /// Place of the unit in the list of units.
    pub unit: usize,
    /// Whether units below owe what this report consolidates.
    pub consolidates: bool,
}

/// All duties of these units by these forms of one circular.
#[must_use]
pub fn duties(forms: &[FormTemplate], units: &[Reporter]) -> Vec<Duty> {
    let named: HashSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let mut owed: HashSet<(usize, &str)> = HashSet::new();
    let mut children: HashMap<i64, Vec<usize>> = HashMap::new();
    for (place, unit) in units.iter().enumerate() {
        if let Some(parent) = unit.parent {
            children.entry(parent).or_default().push(place);
        }
    }
    let below = |unit: &Reporter| children.get(&unit.id).map(Vec::as_slice).unwrap_or_default();
    let mut duties = Vec::new();
    // From the leaves up, so that what is owed below is known.
    for place in leaves_first(units, &children) {
        let Some(unit) = units.get(place) else { continue };
        for (number, form) in forms.iter().enumerate() {
            let feeds = |child: &usize| {
                owed.contains(&(*child, form.code.as_str()))
                    || form.consolidates.iter().any(|code| owed.contains(&(*child, code.as_str())))
            };
            let consolidates = form.is_fillable() && below(unit).iter().any(feeds);
            let is_owed = match unit.parent {
                None => consolidates,
                Some(_) => reports(form, unit, &named) && (form.consolidates.is_empty() || consolidates),
            };
            if is_owed {
                owed.insert((place, form.code.as_str()));
                duties.push(Duty { form: number, unit: place, consolidates });
            }
        }
    }
    duties
}

fn leaves_first(units: &[Reporter], children: &HashMap<i64, Vec<usize>>) -> Vec<usize> {
    let mut order: Vec<usize> =
        units.iter().enumerate().filter(|(_, unit)| unit.parent.is_none()).map(|(place, _)| place).collect();
    let mut next = 0;
    while let Some(unit) = order.get(next).and_then(|place| units.get(*place)) {
        order.extend(children.get(&unit.id).into_iter().flatten());
        next += 1;
    }
    order.reverse();
    order
}

/// Whether the circular names the unit, or its level, among the form's reporters.
fn reports(form: &FormTemplate, unit: &Reporter, named: &HashSet<&str>) -> bool {
    form.reporters.iter().any(|words| {
        if named.contains(words.as_str()) {
            return *words == unit.name;
        }
        level_of(words) == Some(unit.level)
    })
}

/// The level that the circular's words mean; none for units that do not exist any more or are named one by one.
fn level_of(words: &str) -> Option<UnitLevel> {
    [
        ("UBND cấp xã", UnitLevel::Commune),
        ("Cơ quan chuyên môn thuộc UBND cấp tỉnh", UnitLevel::ProvincialDepartment),
        ("UBND cấp tỉnh", UnitLevel::Province),
        ("Vụ, cục, đơn vị thuộc bộ", UnitLevel::MinistryDepartment),
        ("Bộ, cơ quan ngang bộ", UnitLevel::Ministry),
    ]
    .into_iter()
    .find_map(|(start, level)| words.starts_with(start).then_some(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(id: i64, name: &str, level: UnitLevel, parent: Option<i64>) -> Reporter {
        Reporter { id, name: name.to_owned(), level, parent }
    }

    fn country() -> Vec<Reporter> {
        vec![
            unit(1, "Văn phòng Chính phủ", UnitLevel::GovernmentOffice, None),
            unit(2, "Thành phố Hà Nội", UnitLevel::Province, Some(1)),
            unit(3, "Phường Ba Đình", UnitLevel::Commune, Some(2)),
            unit(4, "Sở Tư pháp", UnitLevel::ProvincialDepartment, Some(2)),
            unit(5, "Sở Tài chính", UnitLevel::ProvincialDepartment, Some(2)),
            unit(6, "Bộ Tư pháp", UnitLevel::Ministry, Some(1)),
        ]
    }

    fn owed(code: &str) -> Vec<(String, bool)> {
        let circular = regimes::circular_01_2020().unwrap();
        let forms: Vec<FormTemplate> =
            circular.forms.iter().filter(|form| form.circular == "01/2020/TT-VPCP").cloned().collect();
        let units = country();
        let mut owed: Vec<(String, bool)> = duties(&forms, &units)
            .into_iter()
            .filter(|duty| forms[duty.form].code == code)
            .map(|duty| (units[duty.unit].name.clone(), duty.consolidates))
            .collect();
        owed.sort();
        owed
    }

    #[test]
    fn each_form_is_owed_by_those_whom_the_circular_names() {
        for (code, expected) in [
            ("II.06a/VPCP/KSTT", &[("Phường Ba Đình", false), ("Sở Tài chính", false), ("Sở Tư pháp", false)][..]),
            // Nobody stands below a department here: otherwise the province would count its figures twice.
            ("II.06b/VPCP/KSTT", &[]),
            ("II.06c/VPCP/KSTT", &[("Thành phố Hà Nội", true), ("Văn phòng Chính phủ", true)]),
            ("II.02a/VPCP/KSTT", &[("Bộ Tư pháp", false), ("Văn phòng Chính phủ", true)]),
            ("II.02c/VPCP/KSTT", &[("Sở Tư pháp", false), ("Thành phố Hà Nội", true), ("Văn phòng Chính phủ", true)]),
            ("IV.02b/VPCP/KSTT", &[("Thành phố Hà Nội", false), ("Văn phòng Chính phủ", true)]),
            ("I.04/VPCP/TH", &[("Bộ Tư pháp", false), ("Thành phố Hà Nội", false)]),
            ("I.05/VPCP/TH", &[("Văn phòng Chính phủ", true)]),
        ] {
            let expected: Vec<(String, bool)> =
                expected.iter().map(|(name, consolidates)| ((*name).to_owned(), *consolidates)).collect();
            assert_eq!(owed(code), expected, "{code}");
        }
    }
}
