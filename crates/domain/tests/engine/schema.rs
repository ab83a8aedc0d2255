//! The published JSON Schema and the types accept the same documents.

use domain::template::{FormTemplate, check};
use serde_json::{Value, json};

/// Every field and every variant of the types, at least once.
fn everything() -> Value {
    let types = [
        json!({"name": "ordinal"}),
        json!({"name": "label"}),
        json!({"name": "catalogue_item", "catalogue": "linh_vuc"}),
        json!({"name": "unit"}),
        json!({"name": "integer"}),
        json!({"name": "decimal", "scale": 2}),
        json!({"name": "percent", "scale": 1}),
        json!({"name": "text"}),
        json!({"name": "choice", "catalogue": "c"}),
        json!({"name": "date"}),
        json!({"name": "bool"}),
    ];
    let aggregates = ["sum", "recompute", "none", "concatenate"];
    let columns: Vec<Value> = types
        .iter()
        .zip(aggregates.iter().cycle())
        .zip(1..)
        .map(|((kind, aggregate), number)| {
            json!({"number": number, "title": "t", "type": kind, "required": true, "formula": "1", "aggregate": aggregate})
        })
        .collect();
    let roles = ["data", "heading", "subtotal", "total"].map(|role| {
        json!({"code": role, "ordinal": "I", "label": "l", "parent": "p", "role": role, "unit_of_measure": "ha",
               "formulas": {"4": "[5]"}})
    });
    let rule = |severity, provenance| json!({"code": "R", "formula": "[1] > 0", "severity": severity, "text": "t", "provenance": provenance});
    json!({
        "format": 1, "circular": "c", "code": "F", "version": 1, "title": "t", "part": "II", "regime": "I",
        "kind": "data", "unit_of_measure": "u", "reporters": ["a"], "receiver": "b", "provenance": "published",
        "frequencies": ["daily", "monthly", "quarterly", "half_yearly", "nine_monthly", "yearly", "ad_hoc"],
        "provenance_note": "n", "off_system": true,
        "header": [{"title": "g", "children": columns}, {"number": 99, "title": "t", "type": {"name": "text"}}],
        "row_kind": {"name": "catalogue", "catalogue": "c"}, "min_rows": 1, "max_rows": 9, "rows": roles,
        "rules": [rule("error", "handbook"), rule("warning", "reconstructed")], "consolidates": ["G"],
        "sections": [{"number": "1", "title": "s", "children": [{"title": "s"}]}]
    })
}

/// The part of JSON Schema that the published file uses; anything else fails the test.
fn accepts(root: &Value, schema: &Value, document: &Value) -> bool {
    let known = |key: &str| {
        ["$schema", "$defs", "title", "description", "type", "properties", "required", "additionalProperties", "items"]
            .contains(&key)
            || ["enum", "const", "anyOf", "oneOf", "$ref", "minimum", "maximum", "propertyNames"].contains(&key)
    };
    schema.as_object().unwrap().iter().all(|(key, rule)| {
        assert!(known(key), "the test does not understand {key}");
        let list = || rule.as_array().unwrap().iter();
        match key.as_str() {
            "type" => match rule.as_str().unwrap() {
                "string" => document.is_string(),
                "integer" => document.is_i64() || document.is_u64(),
                "boolean" => document.is_boolean(),
                "array" => document.is_array(),
                "object" => document.is_object(),
                "null" => document.is_null(),
                other => panic!("type {other}"),
            },
            "$ref" => accepts(root, root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap(), document),
            "enum" => list().any(|value| value == document),
            "const" => rule == document,
            "anyOf" => list().any(|option| accepts(root, option, document)),
            "oneOf" => list().filter(|option| accepts(root, option, document)).count() == 1,
            "minimum" => document.as_i64().is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => document.as_i64().is_none_or(|number| number <= rule.as_i64().unwrap()),
            "items" => document.as_array().is_none_or(|items| items.iter().all(|item| accepts(root, rule, item))),
            "required" => {
                document.as_object().is_none_or(|map| list().all(|key| map.contains_key(key.as_str().unwrap())))
            }
            "properties" => document.as_object().is_none_or(|map| {
                rule.as_object()
                    .unwrap()
                    .iter()
                    .all(|(key, rule)| map.get(key).is_none_or(|value| accepts(root, rule, value)))
            }),
            "propertyNames" => document.as_object().is_none_or(|map| {
                map.keys().all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()))
            }),
            "additionalProperties" => document.as_object().is_none_or(|map| {
                let named = |key: &String| schema.get("properties").is_some_and(|named| named.get(key).is_some());
                map.iter().filter(|(key, _)| !named(key)).all(|(_, value)| match rule {
                    Value::Bool(allowed) => *allowed,
                    rule => accepts(root, rule, value),
                })
            }),
            _ => true,
        }
    })
}

/// The document with one change at every place: a part left out, a part too many, a part of another kind.
fn damaged(document: &Value) -> Vec<(String, Value)> {
    let mut all = vec![
        ("number".to_owned(), json!(7)),
        ("text".to_owned(), json!("?")),
        ("null".to_owned(), Value::Null),
        ("list".to_owned(), json!([])),
        ("negative".to_owned(), json!(-1)),
    ];
    let mut nested = |place: String, rebuild: &dyn Fn(Value) -> Value, child: &Value| {
        all.extend(damaged(child).into_iter().map(|(what, child)| (format!("{place}.{what}"), rebuild(child))));
    };
    match document {
        Value::Object(map) => {
            for (key, child) in map {
                nested(key.clone(), &|new| with(map, key, Some(new)), child);
            }
            all.extend(map.keys().map(|key| (format!("without {key}"), with(map, key, None))));
            all.push(("with unknown".to_owned(), with(map, "unknown", Some(json!(1)))));
        }
        Value::Array(items) => {
            for (ix, child) in items.iter().enumerate() {
                let rebuild = |new| {
                    let mut items = items.clone();
                    items[ix] = new;
                    Value::Array(items)
                };
                nested(ix.to_string(), &rebuild, child);
            }
        }
        _ => {}
    }
    all
}

fn with(map: &serde_json::Map<String, Value>, key: &str, value: Option<Value>) -> Value {
    let mut map = map.clone();
    match value {
        Some(value) => drop(map.insert(key.to_owned(), value)),
        None => drop(map.remove(key)),
    }
    Value::Object(map)
}

#[test]
fn schema_and_types_agree() {
    let schema: Value = serde_json::from_str(include_str!("../../../../openapi/form-template.schema.json")).unwrap();
    let whole = everything();
    let template: FormTemplate = serde_json::from_value(whole.clone()).unwrap();
    assert!(accepts(&schema, &schema, &whole));
    assert!(accepts(&schema, &schema, &serde_json::to_value(&template).unwrap()));
    let cases = damaged(&whole);
    let (mut refused, mut differences) = (0, Vec::new());
    for (what, document) in &cases {
        let by_schema = accepts(&schema, &schema, document);
        let read = serde_json::from_value::<FormTemplate>(document.clone());
        let by_types = read.is_ok();
        // Whatever can be read can be checked.
        assert!(read.as_ref().map_or(true, |template| check(template).len() < 1_000));
        // Serde reads a tag also from its number, and passes over what a variant without fields does not know.
        let lenient = what.ends_with("type.name.number") || what.ends_with("type.with unknown");
        if by_schema != by_types && !(lenient && by_types) {
            differences.push(format!("{what}: the schema says {by_schema}, the types say {by_types}"));
        }
        refused += usize::from(!by_types);
    }
    assert_eq!(differences, [""; 0]);
    assert!(cases.len() > 500 && refused > 300, "{} cases, {refused} refused", cases.len());
}
