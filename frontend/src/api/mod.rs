//! The REST API, one function per operation.

mod client;
mod company;
mod duties;
mod email;
mod error;
mod incidents;
mod live;
mod marker;
mod notifications;
mod processes;
mod progress;
mod regimes;
mod reorganisations;
mod reports;
mod review;
mod searches;
mod sessions;
mod templates;
mod units;
mod workbooks;

pub use client::{Kept, new_key, on_signed_out};
pub use company::{
    be_present, explain, read_cell_history, read_comments, read_explanations, read_outliers, settle_comment,
    tell_computed_fault, write_comment,
};
pub use duties::{
    assign, end_exemption, exempt, list_exemptions, list_job_runs, list_jobs, list_openings, list_receivers,
    open_period, read_automatic, run_job, set_automatic, set_receiver,
};
pub use email::{forget_email, give_email, prove_email, read_email, set_email_notices};
pub use error::ApiError;
pub use incidents::{declare_incident, end_incident, list_current_incidents, list_incidents};
pub use live::UnreadStream;
pub use marker::is_set as is_signed_in;
pub use notifications::{NotificationQuery, list_notifications, list_sender_units, mark_read};
pub use processes::{list_processes, read_process, remove_process, update_process};
pub use progress::{ProgressQuery, list_unsent, progress_workbook_address, read_progress};
pub use regimes::{
    Whose, calendar_address, create_regime, list_regime_versions, list_regimes, publish_regime, read_calendar,
    read_holidays, read_regime, remove_regime, retire_regime, update_holidays, update_regime,
};
pub use reorganisations::{
    add_predecessors, create_reorganisation, list_predecessors, list_reorganisations, preview_reorganisation,
    publish_reorganisation, read_reorganisation, remove_reorganisation, update_reorganisation, withdraw_reorganisation,
};
pub use reports::{
    ReportQuery, bulk_transition, change_entry_window, consolidate, list_children, list_reports, read_comparison,
    read_data, read_differences, read_history, read_lineage, read_previous, read_report, read_shown_previous,
    record_outside_receipt, reports_workbook_address, save_data, transition, withdraw_outside_receipt,
};
pub use review::{have_seen, read_changes, read_marks};
pub use searches::{create_search, delete_search, list_searches};
pub use sessions::{read_me, sign_in, sign_out};
pub use templates::{list_forms, read_catalogue, read_form};
pub use units::{find_unit_of_code, find_units, list_unit_children, read_unit};
pub use workbooks::{
    Asked, Layout, annotate_workbook, history_address, import_workbook, preview_workbook, workbook_address,
    workbook_columns,
};
