//! The browser's database, through a few lines of JavaScript: its interface of requests and events would be ten times as
//! much Rust, and a hundred times as much wasm.

use wasm_bindgen::prelude::*;

use super::Fault;

#[wasm_bindgen(module = "/src/device/device.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = keep)]
    async fn js_keep(store: &str, key: Vec<String>, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = recall)]
    async fn js_recall(store: &str, key: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = remove)]
    async fn js_remove(store: &str, key: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = removeUnchanged)]
    async fn js_remove_unchanged(
        store: &str,
        key: Vec<String>,
        text: &str,
        others: Vec<String>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = change)]
    async fn js_change(store: &str, removed: Vec<String>, put: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = list)]
    async fn js_list(store: &str, prefix: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clear)]
    async fn js_clear(store: &str, prefix: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearOthers)]
    async fn js_clear_others(store: &str, person: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = work)]
    async fn js_work() -> Result<JsValue, JsValue>;
}

/// A table of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Answers of the server, for times without network.
    Answers,
    /// Changes that the server has not acknowledged.
    Drafts,
}

/// A key: texts, the person's id first.
pub type Key = Vec<String>;

impl Store {
    fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Drafts => "drafts",
        }
    }

    pub async fn keep(self, key: Key, text: &str) -> Result<(), Fault> {
        js_keep(self.name(), key, text).await.map(|_| ()).map_err(fault)
    }

    pub async fn recall(self, key: Key) -> Result<Option<String>, Fault> {
        js_recall(self.name(), key).await.map(|text| text.as_string()).map_err(fault)
    }

    pub async fn remove(self, key: Key) -> Result<(), Fault> {
        js_remove(self.name(), key).await.map(|_| ()).map_err(fault)
    }

    /// Removes an entry and what is below these others, if it still is as it was read.
    pub async fn remove_unchanged(self, key: Key, text: &str, others: &[Key]) -> Result<(), Fault> {
        let others = others.iter().map(|key| key.join("\n")).collect();
        js_remove_unchanged(self.name(), key, text, others).await.map(|_| ()).map_err(fault)
    }

    /// Removes what is below these keys, and puts these entries: all of it or nothing.
    pub async fn change(self, removed: &[Key], put: Vec<(Key, String)>) -> Result<(), Fault> {
        let removed = removed.iter().map(|key| key.join("\n")).collect();
        let put = put.into_iter().flat_map(|(key, text)| [key.join("\n"), text]).collect();
        js_change(self.name(), removed, put).await.map(|_| ()).map_err(fault)
    }

    /// Keys and texts below a prefix.
    pub async fn list(self, prefix: Key) -> Result<Vec<(Key, String)>, Fault> {
        let found = js_list(self.name(), prefix).await.map_err(fault)?;
        let texts: Vec<String> = js_sys::Array::from(&found).iter().filter_map(|text| text.as_string()).collect();
        let pairs = texts.chunks_exact(2).filter_map(|pair| match pair {
            [key, text] => Some((key.split('\n').map(str::to_owned).collect(), text.clone())),
            _ => None,
        });
        Ok(pairs.collect())
    }

    pub async fn clear(self, prefix: Key) -> Result<(), Fault> {
        js_clear(self.name(), prefix).await.map(|_| ()).map_err(fault)
    }

    pub async fn clear_others(self, person: &str) -> Result<(), Fault> {
        js_clear_others(self.name(), person).await.map(|_| ()).map_err(fault)
    }
}

/// Lets the application open without network; whether the browser does that.
pub async fn work_offline() -> bool {
    js_work().await.is_ok_and(|works| works.is_truthy())
}

/// What the browser said, in its own words.
fn fault(error: JsValue) -> Fault {
    let text = |name: &str| js_sys::Reflect::get(&error, &name.into()).ok().and_then(|value| value.as_string());
    Fault(text("name").unwrap_or_else(|| format!("{error:?}")))
}
