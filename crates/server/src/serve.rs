//! `baocao serve`: the server's life from start to graceful end.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};
use app::jobs::Leader;
use app::mail::Office;
use tracing_actix_web::TracingLogger;
use tracing_subscriber::EnvFilter;

use crate::auth::keys;
use crate::config::Config;
use crate::mail::smtp::SmtpMailer;
use crate::request_log::RequestSpan;
use crate::state::AppState;
use crate::{cli, forwarding, headers, live, nul, request_id, service};

/// Events that were not delivered at once (a crash, a busy database) are looked for this often.
const DELIVERY_INTERVAL: Duration = Duration::from_secs(5);

/// How often a server looks whether it leads, and whether a job is due.
const JOBS_INTERVAL: Duration = Duration::from_secs(5);

/// Serves until the process is told to stop; requests under way are finished.
///
/// # Errors
/// One line that says what is wrong.
pub fn run(config: &Config) -> Result<(), String> {
    start_logging(config);
    let app = cli::open(config)?;
    let unusable = |error: std::io::Error| format!("BAOCAO_DATA_DIR: {}: {error}", config.data_dir.display());
    let keys = keys::load_or_create(&config.data_dir).map_err(unusable)?;
    let app = match &config.mail {
        Some(settings) => app.with_mail(Office {
            public_url: settings.public_url.clone(),
            mailer: Arc::new(SmtpMailer::new(settings.clone())?),
            seal: keys::load_seal(&config.data_dir).map_err(unusable)?,
        }),
        None => app,
    };
    if config.demo && app::demo::is_wanted(&app).map_err(|error| error.to_string())? {
        tracing::info!("Loading the demonstration");
        app::demo::load(&app).map_err(|error| error.to_string())?;
    }
    let state = AppState::new(Arc::new(app), keys, config.insecure_cookies);
    let state = web::Data::new(state.behind(config.trusted_proxies.clone()));
    actix_web::rt::System::new().block_on(serve(config, state))
}

async fn serve(config: &Config, state: web::Data<AppState>) -> Result<(), String> {
    let document = web::Data::new(service::document());
    let served = state.clone();
    let server = HttpServer::new(move || {
        let document = document.clone();
        actix_web::App::new()
            .app_data(served.clone())
            .configure(move |services| service::configure(services, document))
            .wrap(from_fn(nul::refuse))
            .wrap(from_fn(request_id::name))
            .wrap(from_fn(headers::secure))
            .wrap(Compress::default())
            .wrap(TracingLogger::<RequestSpan>::new())
            .wrap(from_fn(forwarding::settle))
    })
    .shutdown_timeout(30)
    .bind(config.listen)
    .map_err(|error| format!("BAOCAO_LISTEN: {}: {error}", config.listen))?
    .run();
    tracing::info!(address = %format!("http://{}", config.listen), "Serving");
    let delivery = actix_web::rt::spawn(deliver(state.clone()));
    let leader = Arc::new(Leader::default());
    let jobs = actix_web::rt::spawn(run_jobs(state.clone(), Arc::clone(&leader)));
    let bells = actix_web::rt::spawn(live::run(state.clone()));
    let ending = actix_web::rt::spawn(end_streams(state.clone()));
    let outcome = server.await.map_err(|error| error.to_string());
    delivery.abort();
    bells.abort();
    ending.abort();
    jobs.abort();
    // Another server leads at once.
    if let Ok(Err(error)) = web::block(move || leader.resign(&state.app)).await {
        tracing::debug!(%error, "The lead was not given up");
    }
    tracing::info!("Stopped");
    outcome
}

/// Turns events into notifications, at once when a handler says so.
async fn deliver(state: web::Data<AppState>) {
    loop {
        let app = Arc::clone(&state.app);
        match web::block(move || app::notifications::deliver(&app)).await {
            Ok(Ok(0)) => {}
            Ok(Ok(_)) => state.live.wake(),
            Ok(Err(error)) => tracing::warn!(%error, "Notifications wait"),
            Err(error) => tracing::warn!(%error, "Notifications wait"),
        }
        tokio::select! {
            () = state.events.notified() => {}
            () = tokio::time::sleep(DELIVERY_INTERVAL) => {}
        }
    }
}

/// Runs the jobs that are due or asked for, while this server leads.
async fn run_jobs(state: web::Data<AppState>, leader: Arc<Leader>) {
    loop {
        let (app, leader) = (Arc::clone(&state.app), Arc::clone(&leader));
        match web::block(move || app::jobs::tick(&app, &leader)).await {
            Ok(Ok(true)) => state.events.notify_one(),
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "Jobs wait"),
            Err(error) => tracing::warn!(%error, "Jobs wait"),
        }
        tokio::select! {
            () = state.jobs.notified() => {}
            () = tokio::time::sleep(JOBS_INTERVAL) => {}
        }
    }
}

/// Ends the streams when the process is told to stop: the server waits for requests under way, and those never end.
async fn end_streams(state: web::Data<AppState>) {
    match stop_signal().await {
        Ok(()) => state.live.close(),
        Err(error) => tracing::warn!(%error, "Streams will hold up the server's end"),
    }
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut quit) = (signal(SignalKind::terminate())?, signal(SignalKind::quit())?);
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = quit.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn start_logging(config: &Config) {
    let filter = EnvFilter::try_from_env("BAOCAO_LOG").unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let colours = std::io::stderr().is_terminal();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    // A second server in the same process (tests) keeps the first one's log.
    let _ = if config.log_json { builder.json().try_init() } else { builder.compact().try_init() };
}
