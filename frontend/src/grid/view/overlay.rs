//! The place and size of the input element over the active cell, set through the CSSOM (no inline style attributes).

use web_sys::HtmlTextAreaElement;

use super::super::keys::Mode;

/// Lays the editor over a cell; where the cell is not drawn, the editor keeps the focus unseen. It grows within the frame
/// of this width and height only: else the browser would scroll the table after the caret, which takes what was typed.
pub fn lay(editor: &HtmlTextAreaElement, rect: Option<(f64, f64, f64, f64)>, mode: Mode, frame: (f64, f64)) {
    let Some((left, top, width, height)) = rect else {
        place(editor, 0.0, 0.0, 1.0, 1.0);
        return;
    };
    place(editor, left, top, width, height);
    if mode != Mode::Select {
        // As wide and high as its text needs, without shifting the row (convention 31).
        let needed = f64::from(editor.scroll_width()) + 2.0;
        let widest = WIDEST.min(frame.0 - left);
        let wider = if needed > width + 2.0 { needed.min(widest).max(width) } else { width };
        place(editor, left, top, wider, height);
        let higher = (f64::from(editor.scroll_height()) + 2.0).max(height).min(HIGHEST.min(frame.1).max(height));
        // What has no room below grows upwards: the frame would cut it.
        let top = if top + higher > frame.1 { (frame.1 - higher).max(0.0).min(top) } else { top };
        place(editor, left, top, wider, higher);
    }
}

const WIDEST: f64 = 420.0;
const HIGHEST: f64 = 220.0;

fn place(editor: &HtmlTextAreaElement, left: f64, top: f64, width: f64, height: f64) {
    let style = editor.style();
    for (name, value) in [("left", left), ("top", top), ("width", width), ("height", height)] {
        let _ = style.set_property(name, &format!("{value}px"));
    }
}
