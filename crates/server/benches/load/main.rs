//! Many people at once: 16 clients save and read 30 x 13 reports for ten seconds through the real server, on both
//! databases: `cargo xtask bench load`.
//!
//! The clients run on the same machine and take a share of its processors. `BENCH_SECONDS` and `BENCH_CLIENTS` change
//! the load.

mod client;
mod server;
mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use client::Client;
use serde_json::{Value, json};
use server::Server;
use testkit::meter::{ms, percentile};
use world::{PASSWORD, REPORTS_EACH, World};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let number = |name: &str, usual: u64| std::env::var(name).ok().map_or(Ok(usual), |text| text.parse::<u64>());
    let clients = usize::try_from(number("BENCH_CLIENTS", 16)?)?;
    let seconds = number("BENCH_SECONDS", 10)?;
    println!("{clients} clients, each with {REPORTS_EACH} reports of 30 x 13, {seconds} s; goal: p99 below 100 ms");
    println!("\n| database | what | requests/s | p50 | p99 | longest | server's processor time a request |");
    println!("|---|---|---|---|---|---|---|");
    for database in testkit::databases() {
        let world = World::fill(database.store(), clients)?;
        let server = Server::start(database.url())?;
        let people: Vec<Person> =
            (0..clients).map(|ix| Person::enter(&server, &world, ix)).collect::<Result<_, _>>()?;
        let mut people = people;
        for (name, mix) in [("save", Mix::Saves), ("read", Mix::Reads), ("save and read in turn", Mix::Both)] {
            people =
                run(&server, people, mix, Duration::from_secs(seconds), &format!("{:?} | {name}", database.engine()))?;
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Mix {
    Saves,
    Reads,
    Both,
}

/// A signed-in person with reports that nobody else enters.
struct Person {
    client: Client,
    reports: Vec<(i64, i64)>,
    rows: Vec<String>,
    turn: usize,
}

impl Person {
    /// Signs in and enters every report whole.
    fn enter(server: &Server, world: &World, ix: usize) -> Result<Self, Failure> {
        let mut client = Client::connect(&server.address)?;
        let credentials = json!({ "username": world.people[ix].username, "password": PASSWORD });
        let answer = client.send("POST", "/tokens", "", &credentials.to_string())?;
        let token: Value = serde_json::from_slice(&answer.body)?;
        client.sign_in(token["access_token"].as_str().ok_or("no token")?);
        let reports = world.people[ix].reports.iter().map(|report| (*report, 0)).collect();
        let mut person = Self { client, reports, rows: world.rows.clone(), turn: 0 };
        for place in 0..person.reports.len() {
            let add: Vec<Value> = person.rows.iter().map(|item| json!({ "item": item })).collect();
            let cells = person.rows.iter().flat_map(|row| {
                ["4", "5", "6", "8", "9", "10", "12", "13"]
                    .map(|column| json!({ "row": row, "column": column, "value": "1204" }))
            });
            let body = json!({ "base_revision": 0, "add_rows": add, "changes": cells.collect::<Vec<_>>() });
            person.send_save(place, &body)?;
        }
        Ok(person)
    }

    fn send_save(&mut self, place: usize, body: &Value) -> Result<(), Failure> {
        let (report, revision) = self.reports[place];
        let headers = format!("If-Match: \"{revision}\"\r\nIdempotency-Key: {report}-{revision}\r\n");
        let answer = self.client.send("PATCH", &format!("/reports/{report}/data"), &headers, &body.to_string())?;
        if answer.status != 200 {
            return Err(format!("save: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
        }
        let receipt: Receipt = serde_json::from_slice(&answer.body)?;
        self.reports[place].1 = receipt.revision;
        Ok(())
    }

    fn save(&mut self) -> Result<(), Failure> {
        let place = self.turn % self.reports.len();
        let row = &self.rows[self.turn % self.rows.len()];
        let value = (1_000 + self.turn).to_string();
        let changes = json!([
            { "row": row, "column": "4", "value": value }, { "row": row, "column": "8", "value": value },
        ]);
        let body = json!({ "base_revision": self.reports[place].1, "changes": changes });
        self.send_save(place, &body)
    }

    fn read(&mut self) -> Result<(), Failure> {
        let (report, _) = self.reports[self.turn % self.reports.len()];
        let answer = self.client.send("GET", &format!("/reports/{report}/data"), "", "")?;
        if answer.status == 200 { Ok(()) } else { Err(format!("read: {}", answer.status).into()) }
    }

    /// One request, and what it took.
    fn act(&mut self, mix: Mix) -> Result<Duration, Failure> {
        self.turn += 1;
        let begun = Instant::now();
        match mix {
            Mix::Saves => self.save()?,
            Mix::Both if self.turn.is_multiple_of(2) => self.save()?,
            Mix::Reads | Mix::Both => self.read()?,
        }
        Ok(begun.elapsed())
    }
}

#[derive(serde::Deserialize)]
struct Receipt {
    revision: i64,
}

/// Lets everybody act until the time is over, and prints one line.
fn run(server: &Server, people: Vec<Person>, mix: Mix, time: Duration, name: &str) -> Result<Vec<Person>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let (begun, before) = (Instant::now(), server.processor_time());
    let working: Vec<_> = people
        .into_iter()
        .map(|mut person| {
            let stop = Arc::clone(&stop);
            std::thread::spawn(move || {
                person.client.reconnect()?;
                let mut times = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    times.push(person.act(mix)?);
                }
                Ok::<_, Failure>((person, times))
            })
        })
        .collect();
    std::thread::sleep(time);
    stop.store(true, Ordering::Relaxed);
    let mut people = Vec::new();
    let mut times = Vec::new();
    for one in working {
        let (person, took) = one.join().map_err(|_| "a client failed")??;
        people.push(person);
        times.extend(took);
    }
    let requests = u32::try_from(times.len())?;
    let each = (server.processor_time() - before) / requests.max(1);
    println!(
        "| {name} | {:.0} | {} | {} | {} | {} |",
        f64::from(requests) / begun.elapsed().as_secs_f64(),
        ms(percentile(&mut times, 50)),
        ms(percentile(&mut times, 99)),
        ms(percentile(&mut times, 100)),
        ms(each),
    );
    Ok(people)
}
