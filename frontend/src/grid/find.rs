//! Finding in all rows, drawn or not, without diacritics; replacing in texts (convention 112).

use domain::template::ColumnType;
use domain::text::fold;
use domain::value::Value;

use super::facts::{editable, shown};
use super::figures::Figures;
use super::place::Place;

/// The cells that show a text, in the order of the table.
#[must_use]
pub fn places(figures: &Figures, wanted: &str) -> Vec<Place> {
    let wanted = fold(wanted.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let rows = 0..figures.row_count();
    let cells = rows.flat_map(|row| (0..figures.columns().len()).map(move |col| Place::new(row, col)));
    cells.filter(|place| has(figures, *place, &wanted)).collect()
}

/// Whether a cell shows a text.
#[must_use]
pub fn matches(figures: &Figures, place: Place, wanted: &str) -> bool {
    has(figures, place, &fold(wanted.trim()))
}

/// A number is found as it is shown and as it is typed: `1234` finds 1.234.
fn has(figures: &Figures, place: Place, wanted: &str) -> bool {
    let value = figures.value(place);
    let column = &figures.columns()[place.col];
    match value {
        Value::Blank => false,
        Value::Number(_) => shown(column, &value).contains(wanted) || editable(column, &value).contains(wanted),
        _ => fold(&figures.shown_text(place.col, &value)).contains(wanted),
    }
}

/// Whether texts can be replaced in a cell.
#[must_use]
pub fn is_replaceable(figures: &Figures, place: Place) -> bool {
    let is_text = matches!(figures.columns()[place.col].kind, ColumnType::Text | ColumnType::Label);
    is_text && figures.is_input(place) && figures.consolidated(place).is_none()
}

/// The text with every occurrence replaced; `None` when there is none. Letters are compared without diacritics and case,
/// and only what was found is replaced.
#[must_use]
pub fn replaced(text: &str, wanted: &str, by: &str) -> Option<String> {
    let wanted: Vec<char> = fold(wanted.trim()).chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let text = domain::text::nfc(text);
    // Each folded letter with the stretch of the text that it comes from.
    let letters: Vec<(char, usize, usize)> = text
        .char_indices()
        .flat_map(|(at, letter)| {
            let folded: Vec<char> = fold(letter.encode_utf8(&mut [0; 4])).chars().collect();
            folded.into_iter().map(move |folded| (folded, at, at + letter.len_utf8()))
        })
        .collect();
    let (mut result, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(window) = letters.get(at..at + wanted.len()) {
        if window.iter().map(|(letter, _, _)| letter).eq(wanted.iter()) {
            let (start, end) = (window[0].1, window[window.len() - 1].2);
            result.push_str(&text[copied..start]);
            result.push_str(by);
            copied = end;
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    (copied > 0).then(|| result + &text[copied..])
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn texts_are_replaced_without_regard_to_diacritics() {
        for (text, wanted, by, expected) in [
            ("Đất đai, ĐẤT rừng", "dat", "Thổ", Some("Thổ đai, Thổ rừng")),
            ("Công văn số 1", "cong van", "Quyết định", Some("Quyết định số 1")),
            ("Ha\u{300} Nội", "hà", "Hải", Some("Hải Nội")),
            ("aaa", "aa", "b", Some("ba")),
            ("Hộ tịch", "chứng", "x", None),
            ("Hộ tịch", " ", "x", None),
        ] {
            assert_eq!(replaced(text, wanted, by).as_deref(), expected, "{text} {wanted}");
        }
    }
}
