//! Forms as lines of text: a code, with the number of its document where that is another one than the regime's.

use domain::regime::{FormRef, Regime};

/// A form as it is written in a regime of this document.
pub fn form_text(form: &FormRef, circular: &str) -> String {
    // A code that ends like a document's number is never taken for one.
    if form.circular == circular && !form.code.ends_with(')') {
        form.code.clone()
    } else {
        format!("{} ({})", form.code, form.circular)
    }
}

/// The same read.
fn form_from(line: &str, circular: &str) -> Option<FormRef> {
    let line = line.trim();
    let named = line.strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
    let (code, circular) = named.map_or((line, circular), |(code, other)| (code.trim(), other.trim()));
    (!code.is_empty()).then(|| FormRef { circular: circular.to_owned(), code: code.to_owned() })
}

pub fn outline_text(regime: &Regime) -> String {
    regime.outline.as_ref().map(|form| form_text(form, &regime.circular)).unwrap_or_default()
}

pub fn set_outline(regime: &mut Regime, text: String) {
    regime.outline = form_from(&text, &regime.circular);
}

pub fn forms_text(regime: &Regime) -> String {
    regime.forms.iter().map(|form| form_text(form, &regime.circular)).collect::<Vec<_>>().join("\n")
}

pub fn set_forms(regime: &mut Regime, text: String) {
    regime.forms = text.lines().filter_map(|line| form_from(line, &regime.circular)).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_keeps_its_own_document() {
        for (circular, code, text) in [
            ("01/2020/TT-VPCP", "II.06a/VPCP/KSTT", "II.06a/VPCP/KSTT"),
            ("68/NQ-CP", "1/68", "1/68 (68/NQ-CP)"),
            ("01/2020/TT-VPCP", "II.02 (a)", "II.02 (a) (01/2020/TT-VPCP)"),
        ] {
            let form = FormRef { circular: circular.to_owned(), code: code.to_owned() };
            assert_eq!(form_text(&form, "01/2020/TT-VPCP"), text);
            assert_eq!(form_from(text, "01/2020/TT-VPCP"), Some(form));
        }
        assert_eq!(form_from("  ", "c"), None);
        assert_eq!(
            form_from(" 1/68  ( 68/NQ-CP )", "c").map(|form| form_text(&form, "c")).as_deref(),
            Some("1/68 (68/NQ-CP)")
        );
    }
}
