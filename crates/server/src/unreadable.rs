//! Why a body or a query cannot be read, in our own words: a parser's are English and speak of Rust's types.

use app::Message;
use serde_json::error::Category;

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

/// Why a query cannot be read. `text` is the query itself: the parser does not say which parameter is no number, or is
/// neither true nor false.
pub fn query(error: &str, text: &str) -> Message {
    let named = |is_wrong: &dyn Fn(&str, &str) -> bool| {
        let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, value)| is_wrong(name, value)).map(|(name, _)| name)
    };
    if error.contains("digit") || error.contains("number") || error.contains("integer") {
        let name = named(&|name, value| NUMBERS.contains(&name) && value.parse::<u32>().is_err());
        return sentence(&wrong(name, ("số nguyên không quá lớn", "a whole number that is not too large")));
    }
    if error.contains("`true` or `false`") {
        let name = named(&|name, value| CHOICES.contains(&name) && value.parse::<bool>().is_err());
        return sentence(&wrong(name, ("true hoặc false", "true or false")));
    }
    sentence(&data(error))
}

fn wrong(name: Option<&str>, (vi, en): (&str, &str)) -> Message {
    match name {
        Some(name) => Message::new(format!("tham số “{name}” phải là {vi}"), format!("the parameter “{name}” is {en}")),
        None => Message::new(format!("một tham số phải là {vi}"), format!("a parameter is {en}")),
    }
}

/// Parameters that are numbers.
const NUMBERS: [&str; 8] = ["page", "page_size", "unit", "parent", "column", "first_row", "last_row", "base_revision"];

/// Parameters that are true or false.
const CHOICES: [&str; 4] = ["dry_run", "shown", "to_unicode", "unread"];

fn sentence(fault: &Message) -> Message {
    Message::new(format!("Kiểm tra lại nội dung yêu cầu: {}.", fault.vi), format!("Check the request: {}.", fault.en))
}

/// What serde says about fields and types.
fn data(error: &str) -> Message {
    let (vi, en) = domain::unreadable::words(error);
    Message::new(vi, en)
}

#[cfg(test)]
mod tests {
    use contract::data::SaveRequest;
    use contract::reports::TransitionRequest;

    use super::*;

    #[test]
    fn a_body_is_refused_in_our_own_words_with_the_place() {
        let long = format!(r#"{{"base_revision":1,"{}":1}}"#, "x".repeat(300));
        let cut = format!("không có trường hay tham số “{}…”; nhận:", "x".repeat(40));
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
            (
                "provided string was not `true` or `false`",
                "first_row=3&dry_run=maybe&to_unicode=true",
                "tham số “dry_run” phải là true hoặc false",
            ),
            ("provided string was not `true` or `false`", "unread=yes", "tham số “unread” phải là true hoặc false"),
        ] {
            let message = query(error, text);
            assert!(message.vi.contains(words), "{}", message.vi);
        }
    }
}
