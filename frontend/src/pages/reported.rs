//! The regimes that there may be reports of, for choices of filters: retired ones too, since their reports stay.

use contract::regimes::RegimeItem;

use crate::api::{self, ApiError};
use crate::locales::{M, t};

/// Each regime once: its newest published version, else the newest that was retired, with the frequencies of all versions.
pub async fn list() -> Result<Vec<RegimeItem>, ApiError> {
    Ok(once(api::list_regime_versions("all").await?.items))
}

/// The same without those that were retired: new periods are opened of them no more.
pub async fn list_open() -> Result<Vec<RegimeItem>, ApiError> {
    let mut regimes = list().await?;
    regimes.retain(|regime| regime.status == "published");
    Ok(regimes)
}

/// What a choice calls it.
pub fn name(regime: &RegimeItem) -> String {
    let name = format!("{}. {}", regime.code, regime.title);
    if regime.status == "retired" { format!("{name} ({})", t(M::RegimeRetired)) } else { name }
}

/// `all` has the newest version of each regime first.
fn once(all: Vec<RegimeItem>) -> Vec<RegimeItem> {
    let mut regimes: Vec<RegimeItem> = Vec::new();
    // A regime without forms here has no reports to look for.
    for version in all.into_iter().filter(|version| version.status != "draft" && version.has_forms) {
        let is_of = |known: &&mut RegimeItem| (&known.circular, &known.code) == (&version.circular, &version.code);
        let Some(known) = regimes.iter_mut().find(is_of) else {
            regimes.push(version);
            continue;
        };
        let mut frequencies = known.frequencies.clone();
        let more = version.frequencies.iter().filter(|one| !known.frequencies.contains(one));
        frequencies.extend(more.cloned());
        if known.status != "published" && version.status == "published" {
            *known = version;
        }
        known.frequencies = frequencies;
    }
    regimes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_regime_is_there_once_with_all_that_it_ever_asked_for() {
        let version = |code: &str, version: i32, status: &str, frequencies: &[&str], has_forms: bool| -> RegimeItem {
            serde_json::from_value(json!({
                "id": version, "circular": "C", "code": code, "version": version, "status": status, "standing": status,
                "title": format!("Bản {version}"), "frequencies": frequencies, "valid_from": null, "valid_to": null,
                "provenance": "published", "has_forms": has_forms, "is_own": true,
            }))
            .unwrap()
        };
        let all = vec![
            version("I", 3, "draft", &["daily"], true),
            version("I", 2, "retired", &["yearly"], true),
            version("I", 1, "published", &["quarterly"], true),
            version("II", 1, "retired", &["yearly"], true),
            version("III", 1, "published", &["yearly"], false),
        ];
        let found = once(all);
        let told: Vec<(&str, i32, String)> =
            found.iter().map(|one| (one.code.as_str(), one.version, one.frequencies.join(" "))).collect();
        assert_eq!(told, [("I", 1, "yearly quarterly".to_owned()), ("II", 1, "yearly".to_owned())]);
        assert_eq!(name(&found[1]), "II. Bản 1 (Đã ngừng áp dụng)");
    }
}
