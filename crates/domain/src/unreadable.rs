//! Why a text that should be JSON of ours cannot be read, in our own words: a parser's are English and speak of Rust's types.

/// Longest piece of the writer's own text that is quoted, in characters.
const LONGEST: usize = 40;

/// What serde says about fields and types, in Vietnamese and English.
#[must_use]
pub fn words(error: &str) -> (String, String) {
    let mut quoted = error.split('`').skip(1).step_by(2).map(shortened);
    let first = quoted.next().unwrap_or_default();
    let known = quoted.collect::<Vec<_>>().join(", ");
    let (known_vi, known_en) = if known.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("; nhận: {known}"), format!("; known are: {known}"))
    };
    if error.starts_with("unknown field") {
        (
            format!("không có trường hay tham số “{first}”{known_vi}"),
            format!("there is no field or parameter “{first}”{known_en}"),
        )
    } else if error.starts_with("missing field") {
        (format!("thiếu trường hay tham số “{first}”"), format!("the field or parameter “{first}” is missing"))
    } else if error.starts_with("duplicate field") {
        (format!("trường hay tham số “{first}” có hai lần"), format!("the field or parameter “{first}” comes twice"))
    } else if error.starts_with("unknown variant") {
        (format!("không nhận giá trị “{first}”{known_vi}"), format!("the value “{first}” is not taken{known_en}"))
    } else if error.contains("decimal string") {
        (
            "số lớn, hoặc có hơn 15 chữ số, phải gửi dạng chuỗi \"1234.5\" để không mất chữ số".to_owned(),
            "a large number, or one of more than 15 digits, is sent as a string \"1234.5\", so that no digit changes"
                .to_owned(),
        )
    } else if error.contains("a cell holds") {
        (
            "giá trị của ô là chuỗi (số viết dạng \"1234.5\"), true, false hoặc null".to_owned(),
            "a cell's value is a string (a number is written \"1234.5\"), true, false or null".to_owned(),
        )
    } else {
        let (vi, en) = expected(error);
        (format!("giá trị không đúng kiểu{vi}"), format!("a value is of the wrong type{en}"))
    }
}

/// What was expected, where that has a name outside of Rust.
fn expected(error: &str) -> (&'static str, &'static str) {
    let wanted = error.rsplit_once("expected ").map(|(_, wanted)| wanted).unwrap_or_default();
    let wanted = wanted.split(" at line").next().unwrap_or_default();
    match wanted {
        "i64" | "i32" | "u64" | "u32" | "u16" | "u8" | "usize" => (", cần số nguyên", ", a whole number is expected"),
        "a string" | "a borrowed string" => (", cần chuỗi", ", a string is expected"),
        "a boolean" => (", cần true hoặc false", ", true or false is expected"),
        "a sequence" => (", cần danh sách [...]", ", a list [...] is expected"),
        _ if wanted.starts_with("struct") || wanted == "a map" => {
            (", cần đối tượng {...}", ", an object {...} is expected")
        }
        _ if error.contains("true` or `false") => (", cần true hoặc false", ", true or false is expected"),
        _ => ("", ""),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
