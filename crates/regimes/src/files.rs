//! The embedded data files, in printed order. A file that is not listed here is not part of the program; a test compares.

/// A file's name below `data/`, and its text.
pub(crate) type EmbeddedFile = (&'static str, &'static str);

macro_rules! embedded {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$((
            concat!($folder, "/", $name, ".json"),
            include_str!(concat!("../data/", $folder, "/", $name, ".json")),
        )),*]
    };
}

/// The form templates of circular 01/2020.
pub(crate) const FORMS: &[EmbeddedFile] = embedded! {
    "circular-01-2020/forms":
    "I.01-DC",
    "I.01",
    "I.02",
    "I.02_II",
    "I.03",
    "I.04",
    "I.05",
    "II.01-DC",
    "II.01a",
    "II.01b",
    "II.02a",
    "II.02b",
    "II.02c",
    "II.03a",
    "II.03b",
    "II.03c",
    "II.04",
    "II.05a",
    "II.05b",
    "II.06a",
    "II.06b",
    "II.06c",
    "II.06d",
    "II.06g",
    "II.07a",
    "II.07b",
    "II.08",
    "III.01a",
    "III.01b",
    "III.01c",
    "III.02",
    "IV.01",
    "IV.02a",
    "IV.02b",
    "V.01",
    "V.02",
    "VI.01-DC",
    "VI.01",
};

/// The form templates of resolution 68.
pub(crate) const DAILY_FORMS: &[EmbeddedFile] = embedded! {
    "resolution-68/forms":
    "NQ68-BHXH",
    "NQ68-NHCSXH",
    "NQ68-KBNN",
    "NQ68-UBND",
};

/// The regimes of circular 01/2020.
pub(crate) const REGIMES: &[EmbeddedFile] = embedded! { "circular-01-2020/regimes": "I", "II", "III", "IV", "V", "VI" };

/// The regime of resolution 68.
pub(crate) const DAILY_REGIMES: &[EmbeddedFile] = embedded! { "resolution-68/regimes": "NQ68" };

/// The regimes of the circular of 2026, as drafted. Its forms are not known.
pub(crate) const REGIMES_2026: &[EmbeddedFile] =
    embedded! { "circular-2026/regimes": "I", "II", "III", "IV", "V", "VI", "VII" };

/// The catalogues that the forms pick from. An included catalogue comes before the one that includes it.
pub(crate) const CATALOGUES: &[EmbeddedFile] = embedded! {
    "circular-01-2020/catalogues":
    "linh_vuc",
    "nguyen_nhan_qua_han",
    "tinh_trang_trien_khai",
    "don_vi_hoac_linh_vuc",
    "don_vi",
};
