//! The program's commands.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use app::nation::{PROVINCES, Wish};
use app::{App, Clock};
use store::Store;

use crate::clock::{ShiftedClock, SystemClock};
use crate::config::Config;

const USAGE: &str = "\
baocao – the system through which a government reports to itself

  baocao serve              migrate the database, then serve API and browser application on one port
  baocao migrate            bring the database to this program's tables
  baocao demo               load the demonstration into an empty database
  baocao generate-nation    fill an empty database with made-up national years, to measure on (--provinces 1–34, --years 1–5, --seed N)
  baocao check-form FILE    check a form template and report every fault with its place
  baocao openapi            print the OpenAPI document

Settings (flag, variable, default):
  --listen ADDRESS          BAOCAO_LISTEN             127.0.0.1:8080
  --database URL            BAOCAO_DATABASE_URL       sqlite:data/baocao.db   (or postgres://…)
  --data-dir FOLDER         BAOCAO_DATA_DIR           data
  --demo                    BAOCAO_DEMO               load the demonstration when the database is empty
  --insecure-cookies        BAOCAO_INSECURE_COOKIES   send cookies over plain HTTP (trials only)
  --trusted-proxies LIST    BAOCAO_TRUSTED_PROXIES    proxies whose X-Forwarded-For counts, e.g. 10.0.0.0/8,::1   (none)
  --smtp URL                BAOCAO_SMTP_URL           mail server for notices: smtps://…, smtp://…?starttls=required   (none)
  --smtp-password-file FILE BAOCAO_SMTP_PASSWORD_FILE file with the password of the URL's user   (none)
  --mail-from SENDER        BAOCAO_MAIL_FROM          whom letters come from, e.g. baocao@example.gov.vn   (none)
  --public-url URL          BAOCAO_PUBLIC_URL         where the letters' links lead, e.g. https://baocao.example.gov.vn   (none)
  --clock-offset-file FILE  BAOCAO_CLOCK_OFFSET_FILE  with --demo only: seconds by which a test moves the clock   (none)
  --log-json                BAOCAO_LOG_JSON           log lines as JSON
                            BAOCAO_LOG                what is logged, e.g. debug   (info,actix_server=warn)";

/// Runs the command line. Problems are one line on standard error and a non-zero exit.
#[must_use]
pub fn run(arguments: &[String]) -> ExitCode {
    let outcome = match arguments.split_first() {
        Some((command, rest)) => match command.as_str() {
            "serve" => read(rest).and_then(|config| crate::serve::run(&config)),
            "migrate" => read(rest).and_then(|config| migrate(&config)),
            "demo" => read(rest).and_then(|config| demo(&config)),
            "generate-nation" => generate_nation(rest),
            "check-form" => check_form(rest),
            "openapi" => openapi(),
            "help" | "--help" | "-h" => print_line(USAGE),
            other => Err(format!("unknown command \"{other}\"; see: baocao help")),
        },
        None => Err("a command is missing; see: baocao help".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Libraries say things in several lines; a log takes one.
            let lines: Vec<&str> = problem.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            eprintln!("baocao: {}", lines.join("; "));
            ExitCode::FAILURE
        }
    }
}

fn read(flags: &[String]) -> Result<Config, String> {
    Config::read(flags, |name| std::env::var(name).ok()).map_err(|wrong| wrong.to_string())
}

/// Opens the database and brings it to this program's tables.
///
/// # Errors
/// One line that says what is wrong.
pub fn open(config: &Config) -> Result<App, String> {
    let store = Store::connect(&config.database_url).map_err(|error| format!("BAOCAO_DATABASE_URL: {error}"))?;
    for applied in store.migrate().map_err(|error| format!("migration failed: {error}"))? {
        tracing::info!(migration = applied, "Migrated");
    }
    let clock: Arc<dyn Clock> = match &config.clock_offset_file {
        Some(file) => Arc::new(ShiftedClock(file.clone())),
        None => Arc::new(SystemClock),
    };
    let app = App::new(store, clock);
    app::circulars::keep(&app).map_err(|error| format!("the circulars' forms: {error}"))?;
    Ok(app)
}

fn migrate(config: &Config) -> Result<(), String> {
    open(config).map(|_| ())?;
    print_line("The database is up to date.")
}

fn demo(config: &Config) -> Result<(), String> {
    let app = open(config)?;
    app::demo::load(&app).map_err(|error| error.to_string())?;
    print_line("The demonstration is loaded.")
}

fn generate_nation(arguments: &[String]) -> Result<(), String> {
    let (wish, rest) = nation_wish(arguments)?;
    let app = open(&read(&rest)?)?;
    let mut tell = |line: &str| drop(print_line(line));
    let made = app::nation::generate(&app, wish, &mut tell).map_err(|error| error.to_string())?;
    print_line(&format!(
        "{} units, {} people and {} reports. Everybody's password is {}: for measuring only.",
        made.units,
        made.users,
        made.reports,
        app::demo::PASSWORD
    ))
}

/// The size and the seed; every other flag is a setting.
fn nation_wish(arguments: &[String]) -> Result<(Wish, Vec<String>), String> {
    let mut wish = Wish { provinces: PROVINCES, years: 1, seed: 2026 };
    let mut rest = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let (name, inline) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        if !matches!(name, "--provinces" | "--years" | "--seed") {
            rest.push(word.clone());
            continue;
        }
        let value = inline.or_else(|| words.next().map(String::as_str)).unwrap_or_default();
        let wrong = |_| format!("{name}: \"{value}\" is not a whole number");
        match name {
            "--seed" => wish.seed = value.parse().map_err(wrong)?,
            "--years" => wish.years = value.parse().map_err(wrong)?,
            _ => wish.provinces = value.parse().map_err(wrong)?,
        }
    }
    Ok((wish, rest))
}

fn check_form(arguments: &[String]) -> Result<(), String> {
    let [file] = arguments else { return Err("name one file: baocao check-form FILE".to_owned()) };
    let text = std::fs::read_to_string(Path::new(file)).map_err(|error| format!("{file}: {error}"))?;
    let faults = match domain::template::from_json(&text) {
        Ok(template) => domain::template::check::check(&template),
        Err(faults) => faults,
    };
    for fault in &faults {
        let at = fault.at.as_ref().map(place).unwrap_or_default();
        print_line(&format!("{file}: {}{at}: {}", fault.path, fault.message_vi))?;
        print_line(&format!("    {}", fault.message_en))?;
    }
    if faults.is_empty() {
        print_line(&format!("{file}: không có lỗi / no faults"))
    } else {
        Err(format!(
            "{file}: {} lỗi / {} fault{}",
            faults.len(),
            faults.len(),
            if faults.len() == 1 { "" } else { "s" }
        ))
    }
}

/// Where in a text: its letters counted from 1; a place between two letters is named by the one after it.
fn place(at: &std::ops::Range<usize>) -> String {
    match at.len() {
        0 | 1 => format!(" ({})", at.start + 1),
        _ => format!(" ({}–{})", at.start + 1, at.end),
    }
}

fn openapi() -> Result<(), String> {
    let json = crate::service::document().to_pretty_json().map_err(|error| error.to_string())?;
    print_line(&json)
}

/// Prints a line; a reader that has gone away is no fault of ours.
fn print_line(line: &str) -> Result<(), String> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_nation_is_read_beside_the_settings() {
        let read = |line: &str| nation_wish(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read("").unwrap(), (Wish { provinces: 34, years: 1, seed: 2026 }, vec![]));
        let (wish, rest) = read("--provinces 2 --database sqlite:x.db --seed=7 --years 4 --data-dir d").unwrap();
        assert_eq!(wish, Wish { provinces: 2, years: 4, seed: 7 });
        assert_eq!(rest, ["--database", "sqlite:x.db", "--data-dir", "d"]);
        for wrong in ["--provinces", "--provinces many", "--seed -1", "--years 256"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
