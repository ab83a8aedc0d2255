//! The stream of the number on the bell.

use contract::notifications::UnreadCount;
use wasm_bindgen::prelude::*;

use super::client::ROOT;

#[wasm_bindgen]
extern "C" {
    type EventSource;

    #[wasm_bindgen(catch, constructor)]
    fn new(address: &str) -> Result<EventSource, JsValue>;

    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &EventSource, kind: &str, heard: &Closure<dyn FnMut(JsValue)>);

    #[wasm_bindgen(method, getter, js_name = readyState)]
    fn state(this: &EventSource) -> u16;

    #[wasm_bindgen(method)]
    fn close(this: &EventSource);
}

/// The browser has given the stream up: it was refused, and is not asked for again.
const CLOSED: u16 = 2;

/// A stream that is listened to; closed when dropped.
pub struct UnreadStream {
    source: EventSource,
    _heard: Closure<dyn FnMut(JsValue)>,
    _failed: Closure<dyn FnMut(JsValue)>,
}

impl UnreadStream {
    /// `GET /notifications/stream`: `told` hears each number, `ended` that the server refused. What breaks off is opened
    /// again by the browser itself. Nothing where the browser knows no such streams.
    ///
    /// The session is not renewed by it: whoever only looks has left, and is signed out in time.
    pub fn open(told: impl Fn(i64) + 'static, ended: impl Fn() + 'static) -> Option<Self> {
        let source = EventSource::new(&format!("{ROOT}/notifications/stream")).ok()?;
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let data = js_sys::Reflect::get(&event, &JsValue::from_str("data")).ok().and_then(|data| data.as_string());
            if let Some(count) = data.and_then(|data| serde_json::from_str::<UnreadCount>(&data).ok()) {
                told(count.unread);
            }
        });
        let failed = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let source = js_sys::Reflect::get(&event, &JsValue::from_str("target")).unwrap_or_default();
            if source.unchecked_into::<EventSource>().state() == CLOSED {
                ended();
            }
        });
        source.listen("unread", &heard);
        source.listen("error", &failed);
        Some(Self { source, _heard: heard, _failed: failed })
    }
}

impl Drop for UnreadStream {
    fn drop(&mut self) {
        self.source.close();
    }
}
