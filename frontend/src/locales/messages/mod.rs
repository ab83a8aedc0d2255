//! The texts of the screen: a file for each subject. A text exists only with both languages; `{}` are places filled in order.

use domain::language::Language;

/// A text of the screen, in Vietnamese and English. The tables of this folder give each its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct M(&'static (&'static str, &'static str));

impl M {
    /// The text in a language.
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.0.0,
            Language::En => self.0.1,
        }
    }
}

/// A table of texts: name, Vietnamese, English.
macro_rules! messages {
    ($($name:ident $vi:literal $en:literal;)*) => {
        #[expect(non_upper_case_globals, reason = "they are read like the variants of an enum that stands in many files")]
        impl M {
            $(pub const $name: Self = Self(&($vi, $en));)*
        }

        #[cfg(test)]
        pub(super) const ALL: &[M] = &[$(M::$name,)*];
    };
}

macro_rules! subjects {
    ($($subject:ident)*) => {
        $(mod $subject;)*

        #[cfg(test)]
        impl M {
            /// Every text, by subject.
            pub const ALL: &'static [&'static [Self]] = &[$($subject::ALL,)*];
        }
    };
}

subjects! {
    everywhere
    account
    work
    actions
    codes
    comments
    duties
    email
    incidents
    forms
    history
    outside
    processes
    progress
    report
    review
    regimes
    regime_duties
    drafts
    reorganisations
    stale
    print
    saving
    lineage
    import
}
