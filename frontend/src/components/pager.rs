//! Paging.

use leptos::prelude::*;

use super::Icon;
use crate::locales::{M, count, fill, t};

/// Links to the pages around the present one, and where it stands among all items.
#[component]
pub fn Pager(
    /// Page from 1.
    page: u32,
    /// Items on a page.
    page_size: u32,
    /// Number of all items.
    total: i64,
    /// Whether there are more than were counted.
    #[prop(optional)]
    has_more: bool,
    /// Called with the wanted page.
    on_page: Callback<u32>,
) -> impl IntoView {
    let (first, last, pages) = bounds(page, page_size, if has_more { i64::MAX } else { total });
    let of = if has_more { M::PageOfMore } else { M::PageOf };
    view! {
        <nav class="pager" aria-label=t(M::Pages)>
            <span aria-live="polite">
                {fill(of, &[&count(first), &count(last), &count(total)])}
            </span>
            <button type="button" class="button" disabled={page <= 1} on:click=move |_| on_page.run(page.saturating_sub(1))>
                <Icon name="left"/>{t(M::PagePrevious)}
            </button>
            <button type="button" class="button" disabled={page >= pages } on:click=move |_| on_page.run(page + 1)>
                {t(M::PageNext)}<Icon name="right"/>
            </button>
        </nav>
    }
}

/// Number of the first and last item on the page, and of the last page.
fn bounds(page: u32, page_size: u32, total: i64) -> (i64, i64, u32) {
    let size = i64::from(page_size.max(1));
    let pages = u32::try_from(total.saturating_add(size - 1) / size).unwrap_or(u32::MAX).max(1);
    let before = i64::from(page.saturating_sub(1)) * size;
    ((before + 1).min(total), (before + size).min(total), pages)
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn pages_cover_the_whole_list() {
        for (page, total, expected) in [
            (1, 0, (0, 0, 1)),
            (1, 25, (1, 25, 1)),
            (2, 26, (26, 26, 2)),
            (2, 51, (26, 50, 3)),
            (3, 51, (51, 51, 3)),
            (500, i64::MAX, (12_476, 12_500, u32::MAX)),
        ] {
            assert_eq!(bounds(page, 25, total), expected, "{page} of {total}");
        }
    }
}
