//! Why a body or a query cannot be read, in our own words: a parser's are English and speak of Rust's types.

use app::Message;
use serde_json::error::Category;

/// Longest piece of the caller's own text that is quoted, in characters.
const LONGEST: usize = 40;

/// Why a JSON body cannot be read, with the place.
pub fn json(error: &serde_json::Error) -> Message {
    let (line, column) = (error.line(), error.column());
    let fault = match error.classify() {
        Category::Syntax => Message::new("nội dung không phải JSON hợp lệ", "it is not valid JSON"),
        Category::Eof => Message::new("nội dung JSON bị thiếu phần cuối", "the JSON ends too early"),
        Category::Io => Message::new("không nhận được hết nội dung", "the body did not arrive whole"),
        Category::Data => data(&error.to_string()),
    };
    if line == 0 {
        return sentence(&fault);
    }
    Message::new(
        format!("Kiểm tra lại nội dung yêu cầu ở dòng {line}, cột {column}: {}.", fault.vi),
        format!("Check the request at line {line}, column {column}: {}.", fault.en),
    )
}

/// A body that did not arrive whole, or not as it was announced.
pub fn broken() -> Message {
    sentence(&Message::new("không nhận được hết nội dung", "the body did not arrive whole"))
}

/// Why a query cannot be read. `text` is the query itself: the parser does not say which parameter is no number.
pub fn query(error: &str, text: &str) -> Message {
    if !(error.contains("digit") || error.contains("number") || error.contains("integer")) {
        return sentence(&data(error));
    }
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let no_number = pairs.filter(|(name, value)| NUMBERS.contains(name) && value.parse::<u32>().is_err());
    match no_number.map(|(name, _)| name).next() {
        Some(name) => sentence(&Message::new(
            format!("tham số “{name}” phải là số nguyên không quá lớn"),
            format!("the parameter “{name}” is a whole number that is not too large"),
        )),
        None => sentence(&Message::new("một tham số phải là số nguyên", "a parameter is a whole number")),
    }
}

/// Parameters that are numbers.
const NUMBERS: [&str; 8] = ["page", "page_size", "unit", "parent", "column", "first_row", "last_row", "base_revision"];

fn sentence(fault: &Message) -> Message {
    Message::new(format!("Kiểm tra lại nội dung yêu cầu: {}.", fault.vi), format!("Check the request: {}.", fault.en))
}

/// What serde says about fields and types.
fn data(error: &str) -> Message {
    let mut quoted = error.split('`').skip(1).step_by(2).map(shortened);
    let first = quoted.next().unwrap_or_default();
    let known = quoted.collect::<Vec<_>>().join(", ");
    let (known_vi, known_en) = if known.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("; nhận: {known}"), format!("; known are: {known}"))
    };
    if error.starts_with("unknown field") {
        Message::new(
            format!("không có trường hay tham số “{first}”{known_vi}"),
            format!("there is no field or parameter “{first}”{known_en}"),
        )
    } else if error.starts_with("missing field") {
        Message::new(
            format!("thiếu trường hay tham số “{first}”"),
            format!("the field or parameter “{first}” is missing"),
        )
    } else if error.starts_with("duplicate field") {
        Message::new(
            format!("trường hay tham số “{first}” có hai lần"),
            format!("the field or parameter “{first}” comes twice"),
        )
    } else if error.starts_with("unknown variant") {
        Message::new(
            format!("không nhận giá trị “{first}”{known_vi}"),
            format!("the value “{first}” is not taken{known_en}"),
        )
    } else if error.contains("decimal string") {
        Message::new(
            "số lớn, hoặc có hơn 15 chữ số, phải gửi dạng chuỗi \"1234.5\" để không mất chữ số",
            "a large number, or one of more than 15 digits, is sent as a string \"1234.5\", so that no digit changes",
        )
    } else if error.contains("a cell holds") {
        Message::new(
            "giá trị của ô là chuỗi (số viết dạng \"1234.5\"), true, false hoặc null",
            "a cell's value is a string (a number is written \"1234.5\"), true, false or null",
        )
    } else {
        let (vi, en) = expected(error);
        Message::new(format!("giá trị không đúng kiểu{vi}"), format!("a value is of the wrong type{en}"))
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

#[cfg(test)]
mod tests {
    use contract::data::SaveRequest;
    use contract::reports::TransitionRequest;

    use super::*;

    #[test]
    fn a_body_is_refused_in_our_own_words_with_the_place() {
        let long = format!(r#"{{"base_revision":1,"{}":1}}"#, "x".repeat(300));
        let cut = format!("không có trường hay tham số “{}…”; nhận:", "x".repeat(LONGEST));
        let fault = |body: &str| match serde_json::from_str::<SaveRequest>(body) {
            Err(error) => json(&error),
            Ok(_) => Message::new("", ""),
        };
        for (body, words) in [
            ("{", "ở dòng 1, cột 1: nội dung JSON bị thiếu phần cuối."),
            ("{\n  \"base_revision\": ,\n}", "ở dòng 2, cột 20: nội dung không phải JSON hợp lệ."),
            ("{}", "thiếu trường hay tham số “base_revision”"),
            (r#"{"base_revision":1,"wrong":2}"#, "không có trường hay tham số “wrong”; nhận: base_revision, changes"),
            (r#"{"base_revision":1,"base_revision":2}"#, "trường hay tham số “base_revision” có hai lần"),
            (r#"{"base_revision":"1"}"#, "giá trị không đúng kiểu, cần số nguyên."),
            (r#"{"base_revision":1,"changes":{}}"#, "giá trị không đúng kiểu, cần danh sách [...]."),
            (r#"{"base_revision":1,"changes":[1]}"#, "giá trị không đúng kiểu, cần đối tượng {...}."),
            (r#"{"base_revision":1,"changes":[{"row":"a","column":"4","value":[]}]}"#, "giá trị của ô là chuỗi"),
            (
                r#"{"base_revision":1,"changes":[{"row":"a","column":"4","value":1234567890123456789012345678901234567890}]}"#,
                "phải gửi dạng chuỗi",
            ),
            (long.as_str(), cut.as_str()),
        ] {
            let message = fault(body);
            assert!(message.vi.contains(words), "{body}: {}", message.vi);
            for english in ["expected", "invalid", "field", "line", "EOF", "missing"] {
                assert!(!message.vi.contains(english), "{}", message.vi);
            }
            assert!(message.en.starts_with("Check the request at line"), "{}", message.en);
        }
        let error = serde_json::from_str::<TransitionRequest>(r#"{"action":5}"#).unwrap_err();
        assert!(json(&error).vi.contains("cần chuỗi"), "{error}");
    }

    #[test]
    fn a_query_is_refused_with_the_parameter_s_name() {
        for (error, text, words) in [
            ("invalid digit found in string", "task=enter&page=x", "tham số “page” phải là số nguyên"),
            ("number too large to fit in target type", "column=99999999999", "tham số “column” phải là số nguyên"),
            (
                "unknown field `pge`, expected one of `page`, `unit`",
                "pge=1",
                "không có trường hay tham số “pge”; nhận: page, unit",
            ),
            ("missing field `row`", "", "thiếu trường hay tham số “row”"),
            ("duplicate field `page`", "page=1&page=2", "“page” có hai lần"),
            ("provided string was not `true` or `false`", "unread=yes", "cần true hoặc false"),
        ] {
            let message = query(error, text);
            assert!(message.vi.contains(words), "{}", message.vi);
        }
    }
}
