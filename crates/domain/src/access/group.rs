//! Preset groups: what an administrator gives to an account (G3).

use super::presets::{MINISTRY, PROVINCE, SIMPLE};
use super::{Grant, Rights};
use crate::ids::UnitId;

/// A preset group of users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Stable code.
    pub code: &'static str,
    /// Where it is offered.
    pub kind: GroupKind,
    /// Name in Vietnamese, as the handbook prints it.
    pub name_vi: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// What it is for, in Vietnamese, as the handbook prints it.
    pub description_vi: &'static str,
    /// The rights that it gives on a unit.
    pub rights: Rights,
    /// Whether they reach the units below.
    pub subtree: bool,
    /// A group of the district level, which was abolished on 1 July 2025; kept for accounts of older days.
    pub historical: bool,
}

impl Group {
    /// The grant that membership of the group on a unit means.
    #[must_use]
    pub fn on(&self, unit: UnitId) -> Grant {
        Grant { rights: self.rights, unit, subtree: self.subtree }
    }
}

/// Where a group is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupKind {
    /// Ministries and agencies (handbook §4.2.1a).
    Ministry,
    /// Provinces and cities (handbook §4.2.1b).
    Province,
    /// Every unit: one group for each working right.
    Simple,
}

/// All preset groups: the 9 of ministries, the 21 of provinces, and one for each working right.
pub fn groups() -> impl Iterator<Item = &'static Group> {
    MINISTRY.iter().chain(PROVINCE).chain(SIMPLE)
}

/// The preset group with this code.
#[must_use]
pub fn group(code: &str) -> Option<&'static Group> {
    groups().find(|group| group.code == code)
}
