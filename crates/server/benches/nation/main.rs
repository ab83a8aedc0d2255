//! A national year under the lists and dashboards: every reading route, as people of each level, over HTTP:
//! `cargo xtask bench nation`.
//!
//! PostgreSQL holds the whole nation, the embedded database one province. All routes are asked in turn, so that what else
//! the machine does falls on all of them alike. `BENCH_DATABASE` measures on a database that `baocao generate-nation`
//! filled, `BENCH_ADDRESS` a server that runs already; `BENCH_PROVINCES`, `BENCH_YEARS`, `BENCH_ROUNDS` and `BENCH_ONLY`
//! (words in a line's name) change the rest.

#[path = "../load/client.rs"]
mod client;
mod routes;
#[path = "../load/server.rs"]
mod server;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use app::nation::{PROVINCES, Wish};
use app::{App, Clock};
use chrono::{DateTime, NaiveDateTime};
use client::Client;
use routes::{PEOPLE, Question, questions};
use serde_json::{Value, json};
use server::Server;
use store::{Engine, Store};
use testkit::meter::percentile;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Years of reports.
const YEARS: u64 = 1;

/// Requests of each kind.
const ROUNDS: u64 = 100;

/// What every answer should keep.
const GOAL: Duration = Duration::from_millis(100);

fn main() -> Result<(), Failure> {
    if let Ok(address) = std::env::var("BENCH_ADDRESS") {
        return measure(&address);
    }
    if let Ok(url) = std::env::var("BENCH_DATABASE") {
        return serve_and_measure(&Store::connect(&url)?, &url);
    }
    for database in testkit::databases() {
        let provinces = match database.engine() {
            Engine::Sqlite => 1,
            Engine::Postgres => usize::try_from(number("BENCH_PROVINCES", PROVINCES as u64)?)?,
        };
        fill(database.store(), provinces)?;
        serve_and_measure(database.store(), database.url())?;
    }
    Ok(())
}

fn number(name: &str, usual: u64) -> Result<u64, Failure> {
    Ok(std::env::var(name).ok().map_or(Ok(usual), |text| text.parse())?)
}

struct Today;

impl Clock for Today {
    fn now(&self) -> NaiveDateTime {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| past.as_secs());
        DateTime::from_timestamp(i64::try_from(seconds).unwrap_or_default(), 0).unwrap_or_default().naive_utc()
    }
}

fn fill(store: &Store, provinces: usize) -> Result<(), Failure> {
    let begun = Instant::now();
    let years = u8::try_from(number("BENCH_YEARS", YEARS)?)?;
    let app = App::new(store.clone(), Arc::new(Today));
    app::circulars::keep(&app)?;
    let made = app::nation::generate(&app, Wish { provinces, years, seed: 2026 }, &mut |_| {})?;
    println!("\n{:?}: {made:?}, generated in {:.0} s", store.engine(), begun.elapsed().as_secs_f64());
    Ok(())
}

fn serve_and_measure(store: &Store, url: &str) -> Result<(), Failure> {
    if store.engine() == Engine::Postgres {
        // What it does by itself after a while.
        store::admin::run(store, "VACUUM ANALYZE")?;
    }
    println!("\n{:?}", store.engine());
    let server = Server::start(url)?;
    let before = server.processor_time();
    measure(&server.address)?;
    println!("The server's own processor time for all of it: {}.", ms(server.processor_time() - before));
    Ok(())
}

fn measure(address: &str) -> Result<(), Failure> {
    let mut people: Vec<Client> = PEOPLE.iter().map(|name| sign_in(address, name)).collect::<Result<_, _>>()?;
    let wanted = std::env::var("BENCH_ONLY").unwrap_or_default();
    let mut lines: Vec<Line> = questions(&mut people)?
        .into_iter()
        .filter(|question| question.name.contains(&wanted))
        .map(|question| Line { question, times: Vec::new(), bytes: 0 })
        .collect();
    let rounds = number("BENCH_ROUNDS", ROUNDS)?;
    // The first ones fill caches and open connections.
    for round in 0..rounds + 3 {
        for line in &mut lines {
            line.ask(&mut people, round >= 3)?;
        }
    }
    tell(&mut lines);
    Ok(())
}

fn sign_in(address: &str, name: &str) -> Result<Client, Failure> {
    let mut client = Client::connect(address)?;
    let credentials = json!({ "username": name, "password": app::demo::PASSWORD });
    let answer = client.send("POST", "/tokens", "", &credentials.to_string())?;
    let token: Value = serde_json::from_slice(&answer.body)?;
    client.sign_in(token["access_token"].as_str().ok_or_else(|| format!("{name}: {token}"))?);
    Ok(client)
}

/// A question, and how long its answers took.
struct Line {
    question: Question,
    times: Vec<Duration>,
    bytes: usize,
}

impl Line {
    fn ask(&mut self, people: &mut [Client], counts: bool) -> Result<(), Failure> {
        let client = &mut people[self.question.who];
        // The server ends a connection that was idle for some seconds.
        let begun = Instant::now();
        let answer = match client.send("GET", &self.question.path, "", "") {
            Ok(answer) => answer,
            Err(_) => {
                client.reconnect()?;
                return self.ask(people, counts);
            }
        };
        let took = begun.elapsed();
        if answer.status != 200 {
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            return Err(format!("{} {}: {} {text}", self.question.name, self.question.path, answer.status).into());
        }
        if counts {
            self.times.push(took);
            self.bytes = answer.body.len();
        }
        Ok(())
    }
}

fn tell(lines: &mut [Line]) {
    println!("\n{} requests a line", lines.first().map_or(0, |line| line.times.len()));
    println!("\n| as | what | quickest | p50 | p99 | KB |");
    println!("|---|---|---|---|---|---|");
    let mut missed = 0;
    for line in lines.iter_mut() {
        let [first, half, most] = [1, 50, 99].map(|percent| percentile(&mut line.times, percent));
        let mark = if most > GOAL { " (misses)" } else { "" };
        missed += usize::from(most > GOAL);
        println!(
            "| {} | {} | {} | {} | {}{mark} | {:.1} |",
            PEOPLE[line.question.who],
            line.question.name,
            ms(first),
            ms(half),
            ms(most),
            line.bytes as f64 / 1_000.0
        );
    }
    println!("\n{missed} of {} lines took longer than {} at the 99th percentile.", lines.len(), ms(GOAL));
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}
