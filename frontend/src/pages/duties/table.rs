//! The tables of these pages.

use leptos::prelude::*;

use crate::locales::{M, t};

/// A table with these heads, which scrolls by itself where it is too wide.
pub fn duty_table(heads: &[M], rows: impl IntoView) -> AnyView {
    let heads: Vec<_> =
        heads.iter().map(|head| view! { <th role="columnheader" scope="col">{t(*head)}</th> }).collect();
    let rows = rows.into_any();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-plain duty-table" role="table">
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
