//! One form, read-only: header tree, prescribed rows, formulas and rules.

use contract::forms::FormView;
use domain::language::Language;
use domain::template::{FormKind, FormTemplate, HeaderNode, OutlineSection, RowKind, RowRole};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api;
use crate::components::{Icon, PageHead, ProvenanceBadge};
use crate::locales::{M, fill, language, t};
use crate::state::{Remote, draw_page};

/// A form's template.
#[component]
pub fn FormPage() -> impl IntoView {
    let params = use_params_map();
    let form = Remote::<FormView>::new();
    let id = Memo::new(move |_| params.get().get("id").and_then(|id| id.parse::<i64>().ok()).unwrap_or_default());
    let load = Callback::new(move |()| form.load(api::read_form(id.get_untracked())));
    Effect::new(move || {
        id.track();
        load.run(());
    });
    view! { {draw_page(form, load, |form| template_view(&form.template))} }
}

fn template_view(form: &FormTemplate) -> AnyView {
    let provenance = serde_json::to_value(form.provenance).ok();
    let provenance = provenance.as_ref().and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let unit = form.unit_of_measure.clone().map(|unit| fill(M::UnitOfMeasure, &[&unit]));
    view! {
        <PageHead title=format!("{} – {}", form.code, form.title)><ProvenanceBadge provenance/></PageHead>
        {form.off_system.then(|| view! {
            <div class="notice notice-error"><Icon name="error"/><p>{t(M::OffSystemNotice)}</p></div>
        })}
        {form.provenance_note.as_deref().map(provenance_note)}
        <dl class="facts">
            <div><dt>{t(M::Circular)}</dt><dd>{form.circular.clone()}</dd></div>
            {(!form.reporters.is_empty()).then(|| view! { <div><dt>{t(M::Reporters)}</dt><dd>{form.reporters.join("; ")}</dd></div> })}
            {form.receiver.clone().map(|receiver| view! { <div><dt>{t(M::Receiver)}</dt><dd>{receiver}</dd></div> })}
        </dl>
        {match form.kind {
            FormKind::Outline => view! { <section class="panel">{sections(&form.sections)}</section> }.into_any(),
            FormKind::Data => view! {
                <section class="panel">
                    <p class="hint table-unit">{unit}</p>
                    {table(form)}
                    <p class="hint">{row_kind(form)}</p>
                </section>
                {rules(form)}
            }.into_any(),
        }}
    }
    .into_any()
}

/// What is known of the form's origin. The data files write it in Vietnamese, and behind a line break in English.
fn provenance_note(note: &str) -> AnyView {
    let (vi, en) = note.split_once('\n').unwrap_or((note, ""));
    let (own, other, code) = match language() {
        Language::En if !en.is_empty() => (en, vi, "vi"),
        _ => (vi, en, "en"),
    };
    let other = (!other.is_empty()).then(|| {
        view! { <details><summary>{t(M::ProvenanceOther)}</summary><p lang=code>{other.to_owned()}</p></details> }
    });
    view! { <div class="notice"><Icon name="info"/><div><p>{own.to_owned()}</p>{other}</div></div> }.into_any()
}

fn row_kind(form: &FormTemplate) -> &'static str {
    t(match form.row_kind {
        RowKind::Fixed => M::RowsFixed,
        RowKind::Catalogue { .. } => M::RowsCatalogue,
        RowKind::Free => M::RowsFree,
    })
}

fn depth(nodes: &[HeaderNode]) -> usize {
    let below = |node: &HeaderNode| match node {
        HeaderNode::Group(group) => 1 + depth(&group.children),
        HeaderNode::Column(_) => 1,
    };
    nodes.iter().map(below).max().unwrap_or_default()
}

fn width(node: &HeaderNode) -> usize {
    match node {
        HeaderNode::Group(group) => group.children.iter().map(width).sum(),
        HeaderNode::Column(_) => 1,
    }
}

/// The header cells of one printed line: (title, columns covered, lines covered).
fn header_line(nodes: &[HeaderNode], line: usize, depth: usize, cells: &mut Vec<(String, usize, usize)>) {
    for node in nodes {
        match node {
            HeaderNode::Group(group) if line == 0 => cells.push((group.title.clone(), width(node), 1)),
            HeaderNode::Group(group) => header_line(&group.children, line - 1, depth - 1, cells),
            HeaderNode::Column(column) if line == 0 => cells.push((column.title.clone(), 1, depth)),
            HeaderNode::Column(_) => {}
        }
    }
}

fn table(form: &FormTemplate) -> AnyView {
    let depth = depth(&form.header);
    let lines = (0..depth)
        .map(|line| {
            let mut cells = Vec::new();
            header_line(&form.header, line, depth, &mut cells);
            let cells = cells.into_iter().map(|(title, columns, lines)| {
                view! { <th scope="col" colspan=columns.to_string() rowspan=lines.to_string()>{title}</th> }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view();
    let numbers = form
        .columns()
        .map(|column| {
            let formula = column.formula.clone().map(|formula| view! { <small>{formula}</small> });
            view! { <th scope="col">{format!("({})", column.number)}{formula}</th> }
        })
        .collect_view();
    let count = form.columns().count();
    let rows = form
        .rows
        .iter()
        .map(|row| {
            let class = match row.role {
                RowRole::Heading => "row-heading",
                RowRole::Subtotal | RowRole::Total => "row-total",
                RowRole::Data => "",
            };
            let name = format!("{} {}", row.ordinal.clone().unwrap_or_default(), row.label);
            let rest = count.saturating_sub(2).max(1);
            view! {
                <tr class=class>
                    <td class="cell-code">{row.code.clone()}</td>
                    <th scope="row">{name}</th>
                    <td colspan=rest.to_string()></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(M::FormTable)>
            <table class="table table-form"><thead>{lines}<tr class="column-numbers">{numbers}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn rules(form: &FormTemplate) -> AnyView {
    if form.rules.is_empty() {
        return ().into_any();
    }
    let rows = form
        .rules
        .iter()
        .map(|rule| {
            let (text, class) = match rule.severity {
                domain::template::Severity::Error => (t(M::SeverityError), "badge badge-error"),
                domain::template::Severity::Warning => (t(M::SeverityWarning), "badge badge-warn"),
            };
            view! {
                <tr>
                    <td class="cell-code">{rule.code.clone()}</td>
                    <td><code>{rule.formula.clone()}</code></td>
                    <td><span class=class>{text}</span></td>
                    <td>{rule.text.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="panel">
            <h2>{t(M::Rules)}</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain">
                    <thead><tr>
                        <th scope="col">{t(M::ColumnCode)}</th><th scope="col">{t(M::Formula)}</th>
                        <th scope="col">{t(M::Severity)}</th><th scope="col">{t(M::Explanation)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn sections(nodes: &[OutlineSection]) -> AnyView {
    let items = nodes
        .iter()
        .map(|node| {
            let title = format!("{} {}", node.number.clone().unwrap_or_default(), node.title);
            let below = (!node.children.is_empty()).then(|| sections(&node.children));
            view! { <li>{title}{below}</li> }
        })
        .collect_view();
    view! { <ul class="outline">{items}</ul> }.into_any()
}
