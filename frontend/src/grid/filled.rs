//! How much is filled in, in words (convention 140).

use domain::language::Language;
use domain::sheet::Filling;

/// How much is filled in; nothing where there is nothing to fill in.
#[must_use]
pub fn filled(filling: &Filling, language: Language) -> String {
    let Some(percent) = filling.percent() else { return String::new() };
    let Filling { cells, filled, required, required_filled } = filling;
    let needed = match (required, language) {
        (0, _) => String::new(),
        (_, Language::Vi) => format!(" · bắt buộc {required_filled}/{required}"),
        (_, Language::En) => format!(" · required {required_filled}/{required}"),
    };
    match language {
        Language::Vi => format!("Đã nhập {filled}/{cells} ô ({percent} %){needed}"),
        Language::En => format!("{filled} of {cells} cells filled in ({percent} %){needed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_told_with_what_is_required() {
        let filling = Filling { cells: 40, filled: 13, required: 5, required_filled: 3 };
        assert_eq!(filled(&filling, Language::Vi), "Đã nhập 13/40 ô (32 %) · bắt buộc 3/5");
        let optional = Filling { required: 0, required_filled: 0, ..filling };
        assert_eq!(filled(&optional, Language::En), "13 of 40 cells filled in (32 %)");
        assert_eq!(filled(&Filling::default(), Language::Vi), "");
    }
}
