//! Small services of the browser.

use wasm_bindgen::JsCast;

use crate::locales::{M, t};

/// The window; absent only outside a browser.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<web_sys::Document> {
    window().and_then(|window| window.document())
}

/// Names the page in the tab and the history.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{title} – {}", t(M::ProductShort)));
    }
}

/// Puts the keyboard focus on the element with this id.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Hands a file to the browser's downloads.
pub fn save_file(file: &web_sys::Blob, name: &str) {
    let Ok(address) = web_sys::Url::create_object_url_with_blob(file) else { return };
    let link = document().and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}
