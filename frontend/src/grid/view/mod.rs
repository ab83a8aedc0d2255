//! The grid on screen: a WAI-ARIA grid whose rows are drawn as they are needed.

mod arrow;
mod carry;
mod clipboard;
mod columns;
mod controller;
mod corner;
mod dialogs;
mod drag;
mod events;
mod filling;
mod goto;
mod grips;
mod hand;
mod handle;
mod handles;
mod head;
mod help;
mod kinds;
mod list;
mod looks;
mod menu;
mod note;
mod old_texts;
mod options;
mod overlay;
mod painter;
mod paste_dialog;
mod paste_links;
mod paste_names;
mod pasting;
mod performing;
mod picker;
mod press;
mod remember;
mod row;
mod rows;
mod search;
mod strays;
mod tools;
mod typing;
mod view_area;
mod walk;

use std::sync::atomic::{AtomicU32, Ordering};

use domain::finding::CellRef;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub use self::carry::{PreviousReader, Take as TakePrevious};
use self::controller::Controller;
use self::painter::{Painter, Parts};
use self::remember::Taste;
use super::keys::Mode;
use super::layout::Header;
use super::model::GridModel;
use super::moves::TabRun;
use super::texts::Text;

/// Tells grids on one page apart.
static GRIDS: AtomicU32 = AtomicU32::new(1);

/// A report as a table to fill in.
///
/// `on_lineage` is called with the cell whose source somebody wants to see, `on_about` with the one whose comments and
/// history, `on_previous` to read the period before, `on_compare` to give it to the model for comparing.
#[component]
pub fn ReportGrid(
    model: GridModel,
    #[prop(into)] read_only: Signal<bool>,
    on_lineage: Callback<CellRef>,
    on_about: Callback<CellRef>,
    #[prop(optional)] on_previous: Option<PreviousReader>,
    #[prop(optional)] on_compare: Option<Callback<()>>,
) -> impl IntoView {
    let id = format!("grid-{}", GRIDS.fetch_add(1, Ordering::Relaxed));
    let header = StoredValue::new(model.read(|book| Header::of(book.figures().sheet().form().template())));
    let controller = Controller {
        model,
        painter: StoredValue::new_local(None),
        editor: NodeRef::new(),
        mode: RwSignal::new(Mode::Select),
        message: RwSignal::new(String::new()),
        said_of: StoredValue::new(None),
        preview: RwSignal::new(String::new()),
        strays: strays::Strays::default(),
        question: RwSignal::new(None),
        is_picking: RwSignal::new(false),
        read_only,
        on_lineage,
        on_about,
        hand: hand::Hand::new(on_previous),
        run: StoredValue::new(TabRun::default()),
        is_leaving: StoredValue::new(false),
        is_dragging: StoredValue::new(false),
        scrolled: StoredValue::new((0, 0)),
        looks: looks::Looks::default(),
    };
    let looks = controller.looks;
    let has_former = move || {
        model.tick().track();
        model.read(|book| book.former.as_ref().is_some_and(|former| former.label.is_some()))
    };
    Effect::new(move || {
        if looks.taste.get().compares
            && !model.has_former()
            && let Some(read) = on_compare
        {
            read.run(());
        }
    });
    view! {
        <section
            class="grid"
            class:is-locked=move || read_only.get()
            class:is-full=looks.is_full
            class:is-dense=move || looks.taste.get().is_dense
            class:is-comparing=move || looks.taste.get().compares && has_former()
        >
            <tools::Tools controller=controller />
            <search::Search controller=controller />
            <Table controller=controller header=header id=id.clone() />
            <note::Note controller=controller header=header id=id.clone() />
            <list::List controller=controller id=id />
            <help::Help controller=controller />
            <dialogs::Questions controller=controller />
            <paste_dialog::PasteDialog controller=controller />
            <menu::Menu controller=controller />
            <goto::GoTo controller=controller />
            <picker::Picker controller=controller />
        </section>
    }
}

/// The scrolling table with the input element over it.
#[component]
fn Table(controller: Controller, header: StoredValue<Header>, id: String) -> impl IntoView {
    let nodes = Nodes::default();
    let language = controller.model.language_signal();
    let cols = header.with_value(|header| header.numbers.len());
    watch(controller, nodes, header, id.clone());
    drag::listen(controller);
    let table_id = id.clone();
    view! {
        <div class="grid-view" class:is-typing=move || controller.mode.get() != Mode::Select>
            <div
                class="grid-scroll"
                node_ref=nodes.scroll
                on:scroll=move |_| events::scrolled(controller)
                on:mousedown=move |event| events::pressed(controller, &event)
                on:contextmenu=move |event| controller.open_menu(&event)
                on:mousemove=move |event| {
                    handles::dragged(controller, &event);
                }
                on:mouseup=move |event| handles::released(controller, &event)
                on:pointerdown=move |event| press::down(controller, &event)
                on:pointermove=move |event| press::moved(controller, &event)
                on:pointerup=move |event| {
                    press::lift(controller);
                    handles::touched(controller, &event);
                }
                on:pointercancel=move |_| press::lift(controller)
                on:touchend=move |event| press::left(controller, &event)
                on:click=move |_| handles::clicked(controller)
                on:dblclick=move |event| events::double_clicked(controller, &event)
                on:mouseover=move |event| note::hovered(controller, header, &event)
            >
                // In the scrolling element, so that this has something to focus; held at its corner while it scrolls.
                <div class="grid-hold">
                    <note::Editor controller=controller header=header id=id />
                    <handle::Handle controller=controller />
                    <corner::Corner controller=controller />
                    <arrow::Arrow controller=controller />
                </div>
                <div
                    class="grid-table"
                    role="grid"
                    id=table_id
                    node_ref=nodes.table
                    aria-label=move || Text::Grid.get(language.get())
                    aria-multiselectable="true"
                    aria-colcount=cols.to_string()
                    aria-readonly=move || controller.read_only.get().to_string()
                >
                    <div class="grid-head" role="rowgroup" node_ref=nodes.head>
                        {header.with_value(|header| head::rows(header, controller))}
                    </div>
                    <div class="grid-body" role="rowgroup" node_ref=nodes.body>
                        <div class="grid-room" role="presentation" node_ref=nodes.above></div>
                        <div class="grid-room" role="presentation" node_ref=nodes.below></div>
                    </div>
                    <div class="grid-foot" role="rowgroup" node_ref=nodes.foot></div>
                </div>
                <tools::NoRows controller=controller />
            </div>
        </div>
    }
}

/// The elements that the painter needs.
#[derive(Clone, Copy, Default)]
struct Nodes {
    scroll: NodeRef<html::Div>,
    table: NodeRef<html::Div>,
    head: NodeRef<html::Div>,
    body: NodeRef<html::Div>,
    above: NodeRef<html::Div>,
    below: NodeRef<html::Div>,
    foot: NodeRef<html::Div>,
}

impl Nodes {
    fn parts(self) -> Option<Parts> {
        Some(Parts {
            scroll: self.scroll.get()?.unchecked_into(),
            table: self.table.get()?.unchecked_into(),
            head: self.head.get()?.unchecked_into(),
            body: self.body.get()?.unchecked_into(),
            above: self.above.get()?.unchecked_into(),
            below: self.below.get()?.unchecked_into(),
            foot: self.foot.get()?.unchecked_into(),
        })
    }
}

/// Makes the painter when the elements are there, and keeps what is drawn true to the model.
fn watch(controller: Controller, nodes: Nodes, header: StoredValue<Header>, id: String) {
    let model = controller.model;
    model.on_take(Callback::new(move |()| controller.commit()));
    let header_rows = header.with_value(|header| header.levels) + 1;
    Effect::new(move |_| {
        let Some(parts) = nodes.parts() else { return };
        let scroll = parts.scroll.clone();
        let mut painter = Painter::new(model, parts, id.clone(), header_rows);
        painter.lock(controller.read_only.get_untracked());
        painter.taste(controller.looks.taste.get_untracked());
        painter.resize();
        painter.rebuild();
        controller.painter.set_value(Some(painter));
        controller.follow();
        events::on_resize(controller, &scroll);
    });
    Effect::new(move |_| {
        model.tick().track();
        let changes = model.take_changes();
        with_painter(controller, |painter| if changes.rows { painter.rebuild() } else { painter.repaint() });
        controller.follow();
    });
    Effect::new(move |_| {
        model.selection().track();
        model.further.track();
        model.outline.track();
        with_painter(controller, Painter::mark);
        controller.follow();
    });
    Effect::new(move |_| {
        let is_typing = controller.mode.get() != Mode::Select;
        if model.is_typing().get_untracked() != is_typing {
            model.is_typing().set(is_typing);
        }
    });
    Effect::new(move |_| {
        let is_locked = controller.read_only.get();
        with_painter(controller, |painter| {
            painter.lock(is_locked);
            painter.repaint();
        });
    });
    Effect::new(move |before: Option<(Taste, bool)>| {
        let now = (controller.looks.taste.get(), controller.looks.is_full.get());
        if before.is_some_and(|before| before != now) {
            // The class of the table is set by now, and with it the heights of its rows.
            with_painter(controller, |painter| {
                painter.taste(now.0);
                painter.rebuild();
            });
            controller.follow();
        }
        now
    });
    Effect::new(move |before: Option<u64>| {
        let count = model.reveal().get();
        if before.is_some_and(|before| before != count) {
            controller.reveal();
            controller.forget();
            controller.focus();
        }
        count
    });
}

fn with_painter(controller: Controller, draw: impl FnOnce(&mut Painter)) {
    controller.painter.update_value(|painter| {
        if let Some(painter) = painter {
            draw(painter);
        }
    });
}
