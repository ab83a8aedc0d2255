//! One report: its head, its figures, and what may be done with it.

mod actions;
mod cell;
mod children;
mod clash;
mod company;
mod compared;
mod differences;
mod dispute;
mod draft;
mod draft_health;
mod explanations;
mod findings;
mod grid_panel;
mod guard;
mod head;
mod history;
mod import;
mod import_changes;
mod import_mapping;
mod import_rows;
mod import_view;
mod kept;
mod lineage;
mod page;
mod parts;
mod predecessors;
mod print;
mod saving;
mod saving_state;
mod stale;
mod stranded;
mod toolbar;
mod value;
mod window;

pub use history::HistoryPage;
pub use page::ReportPage;
