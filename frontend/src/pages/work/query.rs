//! The filters of a work list, as they stand in the address.

use contract::page::DEFAULT_PAGE_SIZE;
use leptos_router::params::ParamsMap;

use crate::api::ReportQuery;

/// Names in the address, with the field that each fills.
const FIELDS: [&str; 8] = ["van-ban", "che-do", "bieu-mau", "loai", "ky", "don-vi", "trang-thai", "tu-khoa"];

/// The query of a task's list by the address.
pub fn read(task: &str, map: &ParamsMap) -> ReportQuery {
    let field = |name: &str| map.get(name).unwrap_or_default();
    let [circular, regime, form, kind, period, unit, status, q] = FIELDS.map(field);
    ReportQuery {
        task: task.to_owned(),
        circular,
        regime,
        form,
        kind,
        period,
        unit,
        status,
        q,
        page: page_number(map.get("trang")),
        page_size: DEFAULT_PAGE_SIZE,
    }
}

/// The address of a query.
pub fn address(query: &ReportQuery) -> String {
    let values = fields(query);
    let mut map = ParamsMap::new();
    for (name, value) in FIELDS.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        map.insert(*name, value.clone());
    }
    if query.page > 1 {
        map.insert("trang", query.page.to_string());
    }
    format!("/viec/{}{}", query.task, map.to_query_string())
}

/// A page number from the address; 1 when it makes no sense.
pub fn page_number(text: Option<String>) -> u32 {
    text.and_then(|text| text.parse().ok()).filter(|page| *page > 0).unwrap_or(1)
}

/// Whether any filter is set.
pub fn is_filtered(query: &ReportQuery) -> bool {
    fields(query).iter().any(|text| !text.is_empty())
}

/// What the names in the address stand for.
fn fields(query: &ReportQuery) -> [&String; FIELDS.len()] {
    let ReportQuery { circular, regime, form, kind, period, unit, status, q, .. } = query;
    [circular, regime, form, kind, period, unit, status, q]
}
