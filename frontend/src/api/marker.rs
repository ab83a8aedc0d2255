//! The cookie by which the page sees whether anybody is signed in; the tokens themselves are out of its sight.

use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// As the server names it.
const NAME: &str = "baocao-in";

fn document() -> Option<HtmlDocument> {
    crate::state::document()?.dyn_into().ok()
}

/// Whether somebody is signed in, as far as this browser knows; where cookies cannot be read, asking the server tells.
pub fn is_set() -> bool {
    document().and_then(|document| document.cookie().ok()).is_none_or(|cookies| holds(&cookies))
}

/// The session has ended: the next visit need not ask.
pub(super) fn remove() {
    if let Some(document) = document() {
        // A cookie that cannot be written costs the next visit a question.
        let _ = document.set_cookie(&format!("{NAME}=; Path=/; Max-Age=0; SameSite=Strict"));
    }
}

fn holds(cookies: &str) -> bool {
    cookies.split(';').any(|cookie| cookie.trim().split('=').next() == Some(NAME))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn only_the_cookie_of_this_name_counts() {
        for (cookies, expected) in
            [("baocao-in=1", true), ("a=b; baocao-in=1", true), ("a=baocao-in; baocao-inn=1", false), ("", false)]
        {
            assert_eq!(holds(cookies), expected, "{cookies}");
        }
    }
}
