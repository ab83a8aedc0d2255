//! The working rights, and sets of them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::Language;

/// A working right (C1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Read (xem).
    View,
    /// Enter figures (nhập liệu).
    Enter,
    /// Consolidate children's reports (tổng hợp).
    Consolidate,
    /// Approve inside the unit (duyệt).
    Approve,
    /// Send (gửi).
    Send,
    /// Check what was sent to the unit (kiểm tra).
    Check,
    /// Administer units, users, assignments (quản trị).
    Administer,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 7] =
        [Self::View, Self::Enter, Self::Consolidate, Self::Approve, Self::Send, Self::Check, Self::Administer];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Enter => "enter",
            Self::Consolidate => "consolidate",
            Self::Approve => "approve",
            Self::Send => "send",
            Self::Check => "check",
            Self::Administer => "administer",
        }
    }

    /// The right with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.as_str() == code)
    }

    /// The right in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::View => ("Xem", "View"),
            Self::Enter => ("Nhập liệu", "Enter"),
            Self::Consolidate => ("Tổng hợp", "Consolidate"),
            Self::Approve => ("Duyệt", "Approve"),
            Self::Send => ("Gửi", "Send"),
            Self::Check => ("Kiểm tra", "Check"),
            Self::Administer => ("Quản trị", "Administer"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::View => 1,
            Self::Enter => 2,
            Self::Consolidate => 4,
            Self::Approve => 8,
            Self::Send => 16,
            Self::Check => 32,
            Self::Administer => 64,
        }
    }
}

/// A set of rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rights(u8);

impl Rights {
    /// No right.
    pub const NONE: Self = Self(0);

    /// These rights.
    #[must_use]
    pub const fn of(rights: &[Right]) -> Self {
        let (mut bits, mut rest) = (0, rights);
        while let [first, others @ ..] = rest {
            bits |= first.bit();
            rest = others;
        }
        Self(bits)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the right is in the set.
    #[must_use]
    pub const fn contains(self, right: Right) -> bool {
        self.0 & right.bit() != 0
    }

    /// Whether the sets share a right.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The rights of both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The rights that both sets have.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The rights in the set.
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(move |right| self.contains(*right))
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        rights.into_iter().fold(Self::NONE, |set, right| set.union(Self::of(&[right])))
    }
}

/// As the list of codes, e.g. `["view","enter"]`.
impl Serialize for Rights {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Rights {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Right>::deserialize(deserializer).map(Self::from_iter)
    }
}

impl std::fmt::Display for Rights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, right) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "+" };
            write!(f, "{separator}{}", right.as_str())?;
        }
        Ok(())
    }
}
