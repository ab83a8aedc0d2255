//! What keeps a JSON document from being a template: every field that cannot be read, with its place.
//!
//! A reader stops at the first field that it cannot read. So each field is read by itself, in a document that is right
//! otherwise.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::check::Fault;
use super::{Column, FixedRow, FormTemplate, HeaderGroup, OutlineSection, Rule};
use crate::unreadable;

/// All fields that cannot be read, in the order of the document.
pub(super) fn faults(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut top = document.clone();
    each(document, "header", "", &mut |node, path| header(node, path, &mut faults));
    each(document, "rows", "", &mut |row, path| read::<FixedRow>(row, path, &least_row(), &mut faults));
    each(document, "rules", "", &mut |rule, path| read::<Rule>(rule, path, &least_rule(), &mut faults));
    each(document, "sections", "", &mut |section, path| outline(section, path, &mut faults));
    for list in ["header", "rows", "rules", "sections"] {
        clear(&mut top, list);
    }
    let mut own = Vec::new();
    read::<FormTemplate>(&top, "", &least_template(), &mut own);
    own.append(&mut faults);
    own
}

fn header(node: &Value, path: &str, faults: &mut Vec<Fault>) {
    if node.get("children").is_none() {
        return read::<Column>(node, path, &least_column(), faults);
    }
    each(node, "children", path, &mut |child, path| header(child, path, faults));
    let mut group = node.clone();
    clear(&mut group, "children");
    read::<HeaderGroup>(&group, path, &json!({ "title": "", "children": [] }), faults);
}

fn outline(section: &Value, path: &str, faults: &mut Vec<Fault>) {
    each(section, "children", path, &mut |child, path| outline(child, path, faults));
    let mut own = section.clone();
    clear(&mut own, "children");
    read::<OutlineSection>(&own, path, &json!({ "title": "" }), faults);
}

/// Visits the elements of a list, each with its path.
fn each(parent: &Value, list: &str, path: &str, visit: &mut dyn FnMut(&Value, &str)) {
    for (ix, element) in parent.get(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
        visit(element, &format!("{}[{ix}]", below(path, list)));
    }
}

/// Empties a list whose elements are read by themselves; what is no list is left to be found.
fn clear(parent: &mut Value, list: &str) {
    if let Some(elements) = parent.get_mut(list).and_then(Value::as_array_mut) {
        elements.clear();
    }
}

/// Reads each field in the least document of its kind, then looks for those that are missing.
fn read<T: DeserializeOwned>(given: &Value, path: &str, least: &Value, faults: &mut Vec<Fault>) {
    let (Value::Object(fields), Value::Object(least)) = (given, least) else {
        let wrong = serde_json::from_value::<T>(given.clone()).err();
        return faults.extend(wrong.map(|error| fault(path, &error.to_string())));
    };
    let with = |name: &str, value: &Value| {
        let mut one: Map<String, Value> = least.clone();
        one.insert(name.to_owned(), value.clone());
        serde_json::from_value::<T>(Value::Object(one)).err()
    };
    for (name, value) in fields {
        if let Some(error) = with(name, value) {
            faults.push(fault(&below(path, name), &error.to_string()));
        }
    }
    for name in least.keys().filter(|name| !fields.contains_key(*name)) {
        faults.push(fault(path, &format!("missing field `{name}`")));
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn fault(path: &str, error: &str) -> Fault {
    let (message_vi, message_en) = unreadable::words(error);
    Fault { path: path.to_owned(), at: None, code: "json", message_vi, message_en, cells: Vec::new() }
}

fn least_template() -> Value {
    json!({
        "format": 1, "circular": "", "code": "", "version": 1, "title": "", "regime": "", "kind": "data",
        "frequencies": [], "provenance": "published",
    })
}

fn least_column() -> Value {
    json!({ "number": 1, "title": "", "type": { "name": "text" } })
}

fn least_row() -> Value {
    json!({ "code": "", "label": "", "role": "data" })
}

fn least_rule() -> Value {
    json!({ "code": "", "formula": "", "severity": "error" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_documents_can_be_read() {
        serde_json::from_value::<FormTemplate>(least_template()).unwrap();
        serde_json::from_value::<Column>(least_column()).unwrap();
        serde_json::from_value::<FixedRow>(least_row()).unwrap();
        serde_json::from_value::<Rule>(least_rule()).unwrap();
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named_with_its_place() {
        let mut document = least_template();
        let fields = document.as_object_mut().unwrap();
        fields.remove("title");
        fields.extend([
            ("kind".to_owned(), json!("table")),
            ("colour".to_owned(), json!("red")),
            (
                "header".to_owned(),
                json!([
                    { "title": "A", "children": [{ "number": "x", "title": "B", "type": { "name": "text" } }] },
                    { "number": 2, "type": { "name": "whole" } },
                ]),
            ),
            ("rows".to_owned(), json!([{ "code": 5, "label": "R", "role": "sum" }])),
            ("rules".to_owned(), json!([{ "code": "R1", "formula": "[1] > 0", "severity": "fatal" }, 7])),
        ]);
        let found: Vec<(String, String)> =
            faults(&document).into_iter().map(|fault| (fault.path, fault.message_vi)).collect();
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "colour",
                "kind",
                "",
                "header[0].children[0].number",
                "header[1].type",
                "header[1]",
                "rows[0].code",
                "rows[0].role",
                "rules[0].severity",
                "rules[1]"
            ]
        );
        let words = |path: &str| found.iter().find(|(at, _)| at == path).map(|(_, words)| words.as_str()).unwrap();
        assert_eq!(words("rules[0].severity"), "không nhận giá trị “fatal”; nhận: error, warning");
        assert_eq!(words(""), "thiếu trường hay tham số “title”");
        for (path, words) in &found {
            assert!(!words.contains("expected"), "{path}: {words}");
        }
    }
}
