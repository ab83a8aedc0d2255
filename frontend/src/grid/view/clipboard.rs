//! Copy, cut and paste by the browser's clipboard events, and by menu (conventions 59–62, 71, 72, 74).

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ClipboardEvent;

use super::super::copy::copied;
use super::super::keys::Mode;
use super::super::layout::Header;
use super::super::ranges::{OutlineKind, cells};
use super::super::surface::has_item;
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Puts the selection on the clipboard; while a cell is open the browser copies its text.
    pub fn copy(&self, event: &ClipboardEvent, with_header: bool) -> bool {
        if self.mode.get_untracked() != Mode::Select {
            return false;
        }
        let Some(clipboard) = event.clipboard_data() else { return false };
        event.prevent_default();
        let ranges = self.model.ranges();
        let copy = self.model.read(|book| {
            let header = with_header.then(|| Header::of(book.figures().sheet().form().template()));
            copied(book.figures(), &ranges, header.as_ref())
        });
        let Some(copy) = copy else {
            self.tell(Text::NoBlock);
            return false;
        };
        let _ = clipboard.set_data("text/plain", &copy.plain);
        let _ = clipboard.set_data("text/html", &copy.html);
        self.hand.copied.set_value(Some(copy));
        self.hand.is_cut.set_value(false);
        self.model.draw_outline(ranges, OutlineKind::Copied);
        self.tell(Text::Copied);
        true
    }

    /// Marks the selection so that a paste moves it; refused where it holds cells that nobody can clear (convention 72).
    pub fn cut(&self, event: &ClipboardEvent) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        event.prevent_default();
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let ranges = self.model.ranges();
        let is_open =
            self.model.read(|book| ranges[0].cells().all(|place| book.figures().is_input(place)) && ranges.len() == 1);
        if !is_open {
            return self.tell(Text::CutRefusal);
        }
        if self.copy(event, false) {
            self.model.draw_outline(ranges, OutlineKind::Cut);
            self.hand.is_cut.set_value(true);
            self.tell(Text::Cut);
        }
    }

    /// Pastes a block; while a cell is open the browser pastes into its text.
    pub fn paste(&self, event: &ClipboardEvent) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        event.prevent_default();
        let data = event.clipboard_data();
        let get = |kind| data.as_ref().and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
        self.take_block(&get("text/plain"), &get("text/html"));
    }

    /// Pastes what was on the clipboard.
    fn take_block(&self, plain: &str, html: &str) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let own = self.hand.copied.with_value(|own| own.clone().filter(|own| is_same(&own.plain, plain)));
        let outline = self.model.outline.get_untracked();
        let is_moving = outline.as_ref().is_some_and(|outline| outline.kind == OutlineKind::Cut);
        let was_cut = self.hand.is_cut.try_update_value(std::mem::take).unwrap_or_default();
        if was_cut && own.is_some() && !is_moving {
            // Given up by Esc or by another edit: figures that stay where they are would stand twice. Who asks again wants that.
            return self.tell(Text::CutGivenUp);
        }
        // Programs that hand over the plain text alone must not lose what we know to be exact.
        let html = own.as_ref().map_or_else(|| html.to_owned(), |own| own.html.clone());
        let from = outline.filter(|_| is_moving && own.is_some());
        let from = from.map(|outline| cells(&outline.ranges)).unwrap_or_default();
        let from = self.model.read(|book| from.into_iter().filter_map(|place| book.figures().key(place)).collect());
        self.begin_paste(plain.to_owned(), html, from, own.is_some_and(|own| own.is_rows));
    }

    /// Whether a row has this catalogue item already.
    pub fn has_item(&self, code: &str) -> bool {
        self.model.read(|book| has_item(book.figures().sheet(), code))
    }

    /// Copies or cuts from the menu: the browser's own command raises the same event as the key, without asking anybody.
    pub(super) fn command_clipboard(&self, command: &str, with_header: bool) {
        self.focus();
        self.hand.with_header.set_value(with_header);
        let Some(editor) = self.editor.get_untracked() else { return };
        // Without selected text some browsers do nothing.
        editor.set_value(" ");
        editor.select();
        let document = document();
        let call = js_sys::Reflect::get(&document, &JsValue::from_str("execCommand"));
        if let Ok(call) = call.and_then(|call| call.dyn_into::<js_sys::Function>()) {
            let _ = call.call1(&document, &JsValue::from_str(command));
        }
        editor.set_value("");
        self.hand.with_header.set_value(false);
    }

    /// Pastes from the menu. The browser may ask whether this page may read the clipboard; where it may not, the key does.
    pub(super) fn paste_from_menu(self) {
        self.focus();
        spawn_local(async move {
            match read_clipboard().await {
                Some((plain, html)) => self.take_block(&plain, &html),
                None => self.tell(Text::PasteByKey),
            }
        });
    }
}

/// Systems change line ends, and some add one at the end.
fn is_same(ours: &str, theirs: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end_matches('\n').to_owned();
    plain(ours) == plain(theirs)
}

/// Text and HTML on the clipboard, through the asynchronous interface.
async fn read_clipboard() -> Option<(String, String)> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).ok()?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into().ok()?;
    let items = JsFuture::from(clipboard.read()).await.ok()?;
    let item = js_sys::Array::from(&items).get(0);
    let (plain, html) = (kind(&item, "text/plain").await, kind(&item, "text/html").await);
    (plain.is_some() || html.is_some()).then(|| (plain.unwrap_or_default(), html.unwrap_or_default()))
}

async fn kind(item: &JsValue, kind: &str) -> Option<String> {
    let get: js_sys::Function = js_sys::Reflect::get(item, &JsValue::from_str("getType")).ok()?.dyn_into().ok()?;
    let promise: js_sys::Promise = get.call1(item, &JsValue::from_str(kind)).ok()?.dyn_into().ok()?;
    let blob: web_sys::Blob = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    JsFuture::from(blob.text()).await.ok()?.as_string()
}
