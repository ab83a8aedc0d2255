//! Reports: lists, figures, workflow, Excel, consolidation.

mod apply;
mod arrange;
mod bulk;
mod catalogues;
mod children;
mod consolidate;
mod data;
mod figures;
mod ground;
mod history;
mod lineage;
mod list;
mod loaded;
mod merge;
mod outside;
mod previous;
mod referred;
mod save;
mod transition;
mod view;
mod workbook;

pub use bulk::bulk_transition;
pub use children::children;
pub use consolidate::consolidate;
pub use data::data;
pub use history::history;
pub use lineage::lineage;
pub use list::{ReportQuery, list};
pub(crate) use outside::Outside;
pub use previous::previous;
pub(crate) use save::MOVED;
pub use save::save;
pub use transition::transition;
pub use view::find;
pub(crate) use view::period_label;
pub use workbook::{Export, ImportLayoutRequest, annotate, export, import};
