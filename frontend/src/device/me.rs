//! Who is signed in, for times without network. It holds what the head of every page shows, and no secret.

use contract::sessions::Me;

const NAME: &str = "baocao.me";

fn storage() -> Option<web_sys::Storage> {
    crate::state::window()?.local_storage().ok().flatten()
}

/// Keeps who is signed in.
pub fn keep(me: &Me) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(me)) {
        // Without room for it, the application does not open without network.
        let _ = storage.set_item(NAME, &text);
    }
}

/// Who was signed in last.
pub fn recall() -> Option<Me> {
    serde_json::from_str(&storage()?.get_item(NAME).ok()??).ok()
}

/// Nobody is signed in any more.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(NAME);
    }
}
