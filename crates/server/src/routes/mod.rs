//! The routes of the API, one file per action; the folder tree mirrors the addresses.

pub mod assignments;
pub mod docs;
pub mod email;
pub mod forms;
pub mod health;
pub mod holidays;
pub mod incidents;
pub mod jobs;
pub mod notifications;
pub mod openings;
pub mod processes;
pub mod progress;
pub mod regimes;
pub mod reorganisations;
pub mod reports;
pub mod searches;
pub mod sessions;
pub mod units;

use utoipa_actix_web::service_config::ServiceConfig;

/// Everything below `/api/v1`: the address tree, readable as a table of contents.
pub fn api(config: &mut ServiceConfig<'_>) {
    config
        .service(sessions::create::create_session)
        .service(sessions::refresh::refresh_session)
        .service(sessions::delete::delete_session)
        .service(sessions::token::create_token)
        .service(sessions::me::find_me)
        .service(email::find_email)
        .service(email::give_email)
        .service(email::forget_email)
        .service(email::prove_email)
        .service(email::set_email_notices)
        .service(units::list_units)
        .service(units::find_unit)
        .service(units::list_children)
        .service(regimes::list::list_regimes)
        .service(regimes::create::create_regime)
        .service(regimes::find::find_regime)
        .service(regimes::update::update_regime)
        .service(regimes::remove::remove_regime)
        .service(regimes::publish::publish_regime)
        .service(regimes::retire::retire_regime)
        .service(regimes::calendar::find_calendar)
        .service(regimes::calendar::export_calendar)
        .service(holidays::find_holidays)
        .service(holidays::update_holidays)
        .service(forms::list_forms)
        .service(forms::find_form)
        .service(forms::find_catalogue)
        .service(reports::list::list_reports)
        .service(reports::list::export_reports)
        .service(searches::list_searches)
        .service(searches::create_search)
        .service(searches::delete_search)
        .service(reports::bulk::create_transitions)
        .service(reports::find::find_report)
        .service(reports::data::find_data)
        .service(reports::data::find_previous)
        .service(reports::save::update_data)
        .service(reports::transition::create_transition)
        .service(reports::window::update_entry_window)
        .service(reports::outside::record_outside_receipt)
        .service(reports::outside::withdraw_outside_receipt)
        .service(reports::history::find_history)
        .service(reports::history::export_history)
        .service(reports::history::find_revision_data)
        .service(reports::history::find_comparison)
        .service(reports::review::list_marks)
        .service(reports::review::list_changes)
        .service(reports::review::create_seen)
        .service(reports::comments::list_comments)
        .service(reports::comments::create_comment)
        .service(reports::comments::settle_comment)
        .service(reports::faults::create_computed_fault)
        .service(reports::outliers::list_outliers)
        .service(reports::explanations::list_explanations)
        .service(reports::explanations::create_explanation)
        .service(reports::presence::update_presence)
        .service(reports::workbook::export_workbook)
        .service(reports::workbook::import_workbook)
        .service(reports::workbook::annotate_workbook)
        .service(reports::workbook::workbook_columns)
        .service(reports::consolidation::list_children)
        .service(reports::consolidation::consolidate_report)
        .service(reports::consolidation::find_differences)
        .service(reports::consolidation::find_lineage)
        .service(reorganisations::list_reorganisations)
        .service(reorganisations::create_reorganisation)
        .service(reorganisations::find_reorganisation)
        .service(reorganisations::update_reorganisation)
        .service(reorganisations::remove_reorganisation)
        .service(reorganisations::preview_reorganisation)
        .service(reorganisations::publish_reorganisation)
        .service(reorganisations::withdraw_reorganisation)
        .service(reports::predecessors::list_predecessors)
        .service(reports::predecessors::add_predecessors)
        .service(openings::list_openings)
        .service(openings::create_opening)
        .service(openings::find_automatic)
        .service(openings::update_automatic)
        .service(openings::find_opening)
        .service(assignments::create_assignment)
        .service(assignments::list_exemptions)
        .service(assignments::create_exemption)
        .service(assignments::delete_exemption)
        .service(assignments::list_receivers)
        .service(assignments::update_receiver)
        .service(processes::list_processes)
        .service(processes::find_process)
        .service(processes::update_process)
        .service(processes::delete_process)
        .service(incidents::list_incidents)
        .service(incidents::list_current_incidents)
        .service(incidents::create_incident)
        .service(incidents::end_incident)
        .service(jobs::list_jobs)
        .service(jobs::list_job_runs)
        .service(jobs::create_job_run)
        .service(progress::find_progress)
        .service(progress::list_unsent)
        .service(progress::export_progress)
        .service(notifications::list_notifications)
        .service(notifications::list_sender_units)
        .service(notifications::stream::stream_unread)
        .service(notifications::mark_read);
}
