//! How soon hostile files end, and files that the gate lets through but that ask much of the import (grid.md 122: within
//! 5 seconds); run by `cargo bench -p workbook --bench hostile`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a measurement stops where it goes wrong")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/hostile.rs"]
mod hostile;

use std::time::{Duration, Instant};

use workbook::{ImportOptions, annotate, gate, read};

const LIMIT: Duration = Duration::from_secs(5);

fn main() {
    let mut times: Vec<(Duration, String)> = Vec::new();
    for file in hostile::all() {
        times.push(timed(&file.what, || assert!(gate(&file.bytes).is_err(), "{} passed", file.what)));
    }
    let (form, catalogues) = (common::form("free"), common::catalogues());
    for (what, bytes) in hostile::laborious() {
        assert_eq!(gate(&bytes), Ok(()), "{what}");
        let mut problems = Vec::new();
        times.push(timed(&format!("read: {what}"), || {
            let import = read(&bytes, &form, &catalogues, &ImportOptions::default());
            problems = import.map(|import| import.problems).unwrap_or_default();
        }));
        if !problems.is_empty() {
            println!("{} problems: {what}", problems.len());
            times.push(timed(&format!("annotate: {what}"), || {
                drop(annotate(&bytes, &problems, domain::language::Language::Vi));
            }));
        }
    }
    times.sort();
    for (time, what) in &times {
        println!("{:8.1} ms  {what}", time.as_secs_f64() * 1000.0);
    }
    if times.iter().any(|(time, _)| *time > LIMIT) {
        println!("some end after more than {LIMIT:?}");
        std::process::exit(1);
    }
}

fn timed(what: &str, work: impl FnOnce()) -> (Duration, String) {
    let start = Instant::now();
    work();
    (start.elapsed(), what.to_owned())
}
