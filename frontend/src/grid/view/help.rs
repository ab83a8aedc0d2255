//! The keys of the table, listed on demand (convention 130).

use domain::language::Language;
use leptos::html;
use leptos::prelude::*;

use super::super::texts::Text;
use super::controller::Controller;
use super::dialogs::show;

/// Keys with what they do, in Vietnamese and English.
const KEYS: &[(&str, &str, &str)] = &[
    ("← ↑ → ↓", "Sang ô bên cạnh", "To the next cell"),
    ("Tab · Shift+Tab", "Sang ô nhập tiếp theo · trước đó", "To the next · previous input cell"),
    ("Enter · Shift+Enter", "Xuống · lên một ô", "One cell down · up"),
    ("Ctrl+← ↑ → ↓", "Đến mép vùng có số liệu", "To the edge of the filled block"),
    ("Home · End", "Đầu · cuối hàng", "Start · end of the row"),
    ("Ctrl+Home · Ctrl+End", "Đầu · cuối bảng", "Start · end of the table"),
    ("Page Up · Page Down", "Lên · xuống một màn hình", "One screen up · down"),
    ("Alt+Page Up · Page Down", "Sang trái · phải một màn hình", "One screen left · right"),
    ("Shift + phím di chuyển", "Mở rộng vùng chọn", "Extend the selection"),
    ("Ctrl+Space · Shift+Space · Ctrl+A", "Chọn cột · hàng · vùng, cả bảng", "Select column · row · block, all"),
    ("F2", "Sửa ô; bấm lại: mũi tên di chuyển con trỏ hay ô", "Edit; again: arrows move caret or cell"),
    ("Esc", "Bỏ nội dung đang gõ; sau đó Tab ra khỏi bảng", "Drop what is typed; then Tab leaves the table"),
    ("Delete · Backspace", "Xóa nội dung · xóa và gõ lại", "Clear · clear and type"),
    ("Alt+Enter", "Xuống dòng trong ô chữ; ngoài ô: nguồn số liệu", "New line in text; otherwise where it comes from"),
    ("Ctrl+Enter", "Điền nội dung đang gõ vào cả vùng chọn", "Enter into the whole selection"),
    ("Alt+↓ · F4", "Mở danh sách của ô chọn từ danh mục", "Open the list of a cell chosen from a catalogue"),
    ("Ctrl+C · Ctrl+X · Ctrl+V", "Sao chép · cắt · dán", "Copy · cut · paste"),
    ("Ctrl+D · Ctrl+R · Ctrl+'", "Điền xuống · sang phải · lấy ô trên", "Fill down · right · take the cell above"),
    ("Ctrl+Z · Ctrl+Y", "Hoàn tác · làm lại", "Undo · redo"),
    ("Ctrl+Shift++ · Ctrl+-", "Thêm · xóa hàng", "Add · remove rows"),
    ("Alt+↑ · Alt+↓", "Chuyển hàng lên · xuống", "Move rows up · down"),
    ("Alt+Shift+← · →", "Thu gọn · mở nhóm hàng", "Fold · unfold the group"),
    ("Alt+Shift+↑ · ↓", "Sắp xếp theo cột tăng · giảm; bấm lại để thôi", "Sort by the column; again to stop"),
    ("Alt+Shift+, · . · /", "Thu hẹp · nới rộng · vừa cột", "Narrower · wider · fit the column"),
    ("Alt+Shift+P", "Hiện · ẩn số kỳ trước và thay đổi trong ô", "Show · hide the previous period in the cells"),
    ("Ctrl+F · Ctrl+H", "Tìm · thay thế trong bảng", "Find · replace in the table"),
    ("F8 · Shift+F8", "Đến lỗi, cảnh báo tiếp theo · trước đó", "Next · previous finding"),
    ("Ctrl+[", "Đến các ô nguồn của công thức", "To the cells that a figure is computed from"),
    ("Ctrl+Backspace", "Cuộn đến ô đang chọn", "Scroll to the active cell"),
    ("Ctrl+Shift+F", "Bảng chiếm cả màn hình", "The table takes the whole screen"),
    ("Ctrl+S", "Lưu ngay", "Save now"),
    ("Ctrl+/ · ?", "Danh sách phím này (? ở ô không nhập được)", "This list (? in cells that take no text)"),
];

/// The dialog that lists the keys.
#[component]
pub fn Help(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let helps = controller.looks.helps;
    let language = controller.model.language_signal();
    Effect::new(move |_| show(dialog, helps.get()));
    let rows = move || {
        let is_vi = language.get() == Language::Vi;
        let rows = KEYS.iter().map(|(key, vi, en)| {
            view! { <tr><th scope="row"><kbd>{*key}</kbd></th><td>{if is_vi { *vi } else { *en }}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <dialog
            class="grid-dialog is-keys"
            node_ref=dialog
            aria-labelledby="grid-keys"
            on:close=move |_| {
                helps.set(false);
                controller.focus();
            }
        >
            <h2 id="grid-keys">{move || Text::KeysTitle.get(language.get())}</h2>
            <Show when=move || helps.get()>
                <div class="grid-keys" tabindex="0"><table><tbody>{rows}</tbody></table></div>
            </Show>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button is-main" on:click=move |_| show(dialog, false)>
                    {move || Text::Close.get(language.get())}
                </button>
            </div>
        </dialog>
    }
}
