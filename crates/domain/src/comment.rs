//! Comments at the cells of a report: who reads them (requirement E7, grid convention 140).

use crate::ids::UnitId;

/// Longest comment, in characters.
pub const LONGEST: usize = 2_000;

/// For whom a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// People of the writer's own unit: a remark among colleagues.
    Unit,
    /// Everybody who may read the report's figures: a question to the other side, or its answer.
    All,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Unit, Self::All];

    /// As it is stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::All => "all",
        }
    }

    /// What [`Self::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == text)
    }

    /// Whom a comment is for when its writer does not say: the reporting unit talks among itself, whoever else writes
    /// wants to be read by it.
    #[must_use]
    pub fn usual(writer: UnitId, reporting: UnitId) -> Self {
        if writer == reporting { Self::Unit } else { Self::All }
    }

    /// Whether somebody of this unit, who may read the report's figures, reads a comment written in that unit.
    #[must_use]
    pub fn reaches(self, writer: UnitId, reader: UnitId) -> bool {
        self == Self::All || writer == reader
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for audience in Audience::ALL {
            assert_eq!(Audience::parse(audience.as_str()), Some(audience));
        }
        assert_eq!(Audience::parse("everybody"), None);
    }

    #[test]
    fn colleagues_talk_among_themselves_and_others_are_heard() {
        let (commune, province) = (UnitId(1), UnitId(2));
        assert_eq!(Audience::usual(commune, commune), Audience::Unit);
        assert_eq!(Audience::usual(province, commune), Audience::All);
        let table = [
            (Audience::Unit, commune, commune, true),
            (Audience::Unit, commune, province, false),
            (Audience::Unit, province, commune, false),
            (Audience::All, commune, province, true),
            (Audience::All, province, commune, true),
        ];
        for (audience, writer, reader, reads) in table {
            assert_eq!(audience.reaches(writer, reader), reads, "{audience:?} {writer:?} {reader:?}");
        }
    }
}
