//! What other programs put on the clipboard, read as one and the same block.

use domain::value::Value;

use super::super::clip;
use super::super::reading::{self, Judge, Judgement};
use domain::template::{Column, ColumnNumber, ColumnType};

macro_rules! payload {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../e2e/conventions/payloads/", $name, ".txt")),
            include_str!(concat!("../../../../e2e/conventions/payloads/", $name, ".html")),
        )
    };
}

fn column() -> Column {
    let (number, title) = (ColumnNumber(1), String::new());
    Column {
        number,
        title,
        kind: ColumnType::Decimal { scale: 3 },
        required: false,
        formula: None,
        declared_aggregate: None,
    }
}

/// The figures of a payload, as they would be pasted.
fn figures(plain: &str, html: &str) -> Vec<Vec<String>> {
    let clip = clip::read(plain, html);
    let column = column();
    let mut judge = Judge::default();
    clip.block.iter().flat_map(|row| &row[1..]).for_each(|cell| judge.take(&column, cell));
    let separators = clip.separators.or_else(|| match judge.finish() {
        Judgement::Certain(separators) => separators,
        Judgement::Open(choices) => panic!("{choices:?}"),
    });
    let text = |value: Value| match value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Blank => String::new(),
        other => format!("{other:?}"),
    };
    let rows = clip.block.iter();
    rows.map(|row| row[1..].iter().map(|cell| text(reading::value(&column, cell, separators))).collect()).collect()
}

#[test]
fn spreadsheets_and_web_pages_are_read_alike() {
    let shown = ["1234567.56", "1234567.555"];
    for ((name, plain, html), exact) in [
        (payload!("excel-vi"), shown[0]),
        (payload!("excel-en"), shown[1]),
        (payload!("calc"), shown[1]),
        (payload!("sheets"), shown[1]),
        (payload!("web"), shown[0]),
    ] {
        let expected = [["12", "5", "4", "3", "1234", exact, "1234"], ["3", "1", "", "2", "0", "-1234.5", "0.1"]];
        assert_eq!(figures(plain, html), expected, "{name}");
    }
}

#[test]
fn names_keep_their_line_breaks_and_quotes() {
    for ((name, plain, html), first) in [
        (payload!("excel-vi"), "Hộ tịch\nvà quốc tịch"),
        (payload!("excel-en"), "Hộ tịch\nvà quốc tịch"),
        (payload!("calc"), "Hộ tịch\nvà quốc tịch"),
        (payload!("sheets"), "Hộ tịch\nvà quốc tịch"),
        (payload!("web"), "Hộ tịch và\u{a0}quốc tịch"),
    ] {
        let block = clip::read(plain, html).block;
        assert_eq!([&block[0][0].text, &block[1][0].text], [first, "Đất đai \"mới\""], "{name}");
    }
}
