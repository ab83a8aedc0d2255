//! Pictograms: always beside or inside something with a name, so hidden from screen readers.

use leptos::prelude::*;

/// Draws a pictogram by name.
#[component]
pub fn Icon(#[prop(into)] name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor"
            stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
            <path d=path(name)></path>
        </svg>
    }
}

fn path(name: &str) -> &'static str {
    match name {
        "menu" => "M4 6h16M4 12h16M4 18h16",
        "bell" => "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
        "person" => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
        "users" => "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 20a7 7 0 0 1 14 0M16 3a4 4 0 0 1 0 8M18 14a6 6 0 0 1 4 6",
        "home" => "M3 11l9-8 9 8M5 10v10h14V10M10 20v-6h4v6",
        "edit" => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
        "progress" => "M4 20V10M10 20V4M16 20v-7M22 20H2",
        "open" => "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5M12 12v6M9 15h6",
        "sum" => "M18 5H6l6 7-6 7h12",
        "check" => "M4 12l5 5L20 6",
        "send" => "M3 11l18-8-7 18-3-7zM11 14L21 3",
        "inbox" => "M3 13l3-8h12l3 8v6H3zM3 13h5l1 3h6l1-3h5",
        "track" => "M3 12h4l3-8 4 16 3-8h4",
        "form" => "M5 3h14v18H5zM8 8h8M8 12h8M8 16h5",
        "units" => "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
        "keys" => "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
        "calendar" => "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
        "search" => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
        "close" => "M6 6l12 12M18 6L6 18",
        "left" => "M15 5l-7 7 7 7",
        "right" => "M9 5l7 7-7 7",
        "down" => "M5 9l7 7 7-7",
        "save" => "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
        "undo" => "M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
        "redo" => "M15 7l5 5-5 5M20 12H10a5 5 0 0 0 0 10h2",
        "download" => "M12 4v11M7 11l5 5 5-5M4 20h16",
        "upload" => "M12 16V5M7 9l5-5 5 5M4 20h16",
        "history" => "M4 12a8 8 0 1 0 3-6M4 4v4h4M12 8v4l3 2",
        "print" => "M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7z",
        "error" => "M12 3l9 9-9 9-9-9zM12 8v5M12 16h.01",
        "warning" => "M12 4l9 16H3zM12 10v4M12 17h.01",
        "info" => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
        "eye" => "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
        "clock" => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
        "process" => "M2 12h5M17 12h5M7 7h10v10H7zM10 12l2 2 3-4",
        "minus" => "M6 12h12",
        "flag" => "M5 21V4M5 5h13l-3 4 3 4H5",
        "plus" => "M12 5v14M5 12h14",
        "exit" => "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
        // A circle stands for a name that is not in the table.
        _ => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
    }
}
