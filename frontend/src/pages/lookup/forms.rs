//! The forms of the circulars.

use contract::Page;
use contract::forms::FormItem;
use contract::regimes::RegimeItem;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api;
use crate::components::{Empty, PageHead, ProvenanceBadge, TextField};
use crate::locales::{M, frequency_label, t};
use crate::state::{Remote, draw};

/// All forms, by regime.
#[component]
pub fn Forms() -> impl IntoView {
    let forms = Remote::<Page<FormItem>>::new();
    let regimes = Remote::<Page<RegimeItem>>::new();
    let load = Callback::new(move |()| {
        forms.load(api::list_forms());
        regimes.load(api::list_regimes());
    });
    load.run(());
    let keyword = RwSignal::new(String::new());
    view! {
        <PageHead title=t(M::Forms).to_owned()/>
        <div class="filters" role="search">
            <TextField label=t(M::Keyword) id="form-q" value=keyword placeholder=t(M::KeywordHint)/>
        </div>
        {draw(forms, load, move |page| {
            let regimes = regimes.value().map(|page| page.items).unwrap_or_default();
            view! { {move || by_regime(&page.items, &regimes, &keyword.get())} }.into_any()
        })}
    }
}

fn by_regime(forms: &[FormItem], regimes: &[RegimeItem], keyword: &str) -> AnyView {
    let wanted = domain::text::fold(keyword.trim());
    let found: Vec<&FormItem> = forms
        .iter()
        .filter(|form| domain::text::fold(&format!("{} {}", form.code, form.title)).contains(&wanted))
        .collect();
    if found.is_empty() {
        return view! { <Empty text=t(M::NothingFound)/> }.into_any();
    }
    let mut codes: Vec<(&str, &str)> =
        found.iter().map(|form| (form.circular.as_str(), form.regime.as_str())).collect();
    codes.dedup();
    codes
        .into_iter()
        .map(|(circular, code)| {
            let regime = regimes.iter().find(|regime| regime.code == code && regime.circular == circular);
            let title = regime.map_or_else(|| code.to_owned(), |regime| format!("{code}. {}", regime.title));
            let often = regime
                .map(|regime| {
                    regime.frequencies.iter().map(|code| frequency_label(code)).collect::<Vec<_>>().join(", ")
                })
                .unwrap_or_default();
            let rows = found.iter().filter(|form| form.regime == code && form.circular == circular);
            section(title, circular, often, rows.copied().map(row).collect_view().into_any())
        })
        .collect_view()
        .into_any()
}

fn section(title: String, circular: &str, often: String, rows: AnyView) -> AnyView {
    view! {
        <section class="panel">
            <h2>{title}</h2>
            <p class="hint">{circular.to_owned()}" · "{often}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{t(M::ColumnCode)}</th><th role="columnheader" scope="col">{t(M::ColumnTitle)}</th>
                        <th role="columnheader" scope="col">{t(M::ColumnKind)}</th><th role="columnheader" scope="col">{t(M::ColumnProvenance)}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(form: &FormItem) -> AnyView {
    let kind = if form.kind == "outline" { M::KindOutline } else { M::KindData };
    let (id, code) = (form.id, form.code.clone());
    view! {
        <tr role="row">
            <td role="cell" class="cell-code"><A href=format!("/bieu-mau/{id}")>{code}</A></td>
            <td role="cell">{form.title.clone()}</td>
            <td role="cell">{t(kind)}</td>
            <td role="cell">
                <ProvenanceBadge provenance=form.provenance.clone()/>
                {form.off_system.then(|| view! { <span class="badge badge-error">{t(M::OffSystem)}</span> })}
            </td>
        </tr>
    }
    .into_any()
}
