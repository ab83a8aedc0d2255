//! Light or dark: as the device says, or as the person chose on it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::browser::{document, window};

const STORAGE_KEY: &str = "baocao.theme";
const PREFERS_DARK: &str = "(prefers-color-scheme: dark)";

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// What was chosen on this device.
    pub fn chosen() -> Self {
        match storage().and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten()).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Device,
        }
    }

    /// Chooses on this device.
    pub fn choose(self) {
        // A browser without storage forgets the choice with the page.
        if let Some(storage) = storage() {
            let _ = match self {
                Self::Device => storage.remove_item(STORAGE_KEY),
                Self::Light => storage.set_item(STORAGE_KEY, "light"),
                Self::Dark => storage.set_item(STORAGE_KEY, "dark"),
            };
        }
        self.show();
    }

    /// The style sheets ask the root element.
    fn show(self) {
        let is_dark = match self {
            Self::Device => device().is_some_and(|device| device.matches()),
            Self::Light => false,
            Self::Dark => true,
        };
        if let Some(root) = document().and_then(|document| document.document_element()) {
            let _ = root.set_attribute("data-theme", if is_dark { "dark" } else { "light" });
        }
    }
}

/// Shows what was chosen, and follows the device as long as nothing was.
pub fn init_theme() {
    Theme::chosen().show();
    if let Some(device) = device() {
        let follow = Closure::<dyn Fn()>::new(|| {
            if Theme::chosen() == Theme::Device {
                Theme::Device.show();
            }
        });
        let _ = device.add_event_listener_with_callback("change", follow.as_ref().unchecked_ref());
        // Heard as long as the program runs.
        follow.forget();
    }
}

fn device() -> Option<web_sys::MediaQueryList> {
    window()?.match_media(PREFERS_DARK).ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}
