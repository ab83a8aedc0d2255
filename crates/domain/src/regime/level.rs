//! The levels of the reporting hierarchy.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Where a unit stands in the reporting hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitLevel {
    /// Commune, ward, special zone (UBND cấp xã).
    Commune,
    /// District (UBND cấp huyện); abolished on 1 July 2025, kept for older reports.
    District,
    /// Department of a province (sở, ban, ngành).
    ProvincialDepartment,
    /// Province or centrally run city (UBND cấp tỉnh).
    Province,
    /// Department of a ministry (cục, vụ).
    MinistryDepartment,
    /// Ministry, ministerial agency, government agency.
    Ministry,
    /// Transaction office of a bank (phòng giao dịch).
    BankOffice,
    /// Branch of a bank.
    BankBranch,
    /// Policy or development bank.
    Bank,
    /// The Government Office.
    GovernmentOffice,
}

impl UnitLevel {
    /// All levels.
    pub const ALL: [Self; 10] = [
        Self::Commune,
        Self::District,
        Self::ProvincialDepartment,
        Self::Province,
        Self::MinistryDepartment,
        Self::Ministry,
        Self::BankOffice,
        Self::BankBranch,
        Self::Bank,
        Self::GovernmentOffice,
    ];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::District => "district",
            Self::ProvincialDepartment => "provincial_department",
            Self::Province => "province",
            Self::MinistryDepartment => "ministry_department",
            Self::Ministry => "ministry",
            Self::BankOffice => "bank_office",
            Self::BankBranch => "bank_branch",
            Self::Bank => "bank",
            Self::GovernmentOffice => "government_office",
        }
    }

    /// The level with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == code)
    }

    /// The level that receives the reports of this one; none for the top.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        match self {
            Self::Commune | Self::District | Self::ProvincialDepartment => Some(Self::Province),
            Self::MinistryDepartment => Some(Self::Ministry),
            Self::BankOffice => Some(Self::BankBranch),
            Self::BankBranch => Some(Self::Bank),
            Self::Province | Self::Ministry | Self::Bank => Some(Self::GovernmentOffice),
            Self::GovernmentOffice => None,
        }
    }

    /// The level in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Commune => ("Cấp xã", "Commune"),
            Self::District => ("Cấp huyện", "District"),
            Self::ProvincialDepartment => ("Sở, ngành", "Provincial department"),
            Self::Province => ("Cấp tỉnh", "Province"),
            Self::MinistryDepartment => ("Cục, vụ và tương đương", "Department of a ministry"),
            Self::Ministry => ("Bộ, ngành và tương đương", "Ministry or agency"),
            Self::BankOffice => ("Phòng giao dịch", "Transaction office"),
            Self::BankBranch => ("Chi nhánh ngân hàng", "Bank branch"),
            Self::Bank => ("Ngân hàng", "Bank"),
            Self::GovernmentOffice => ("Văn phòng Chính phủ", "Government Office"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}
