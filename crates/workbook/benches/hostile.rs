//! How much CPU time passes until hostile files end, and files that the gate lets through but that ask much of the import (grid.md 122: within
//! 5 seconds); run by `cargo bench -p workbook --bench hostile`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a measurement stops where it goes wrong")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "common/cpu.rs"]
mod cpu;
#[path = "../tests/common/hostile.rs"]
mod hostile;

use std::time::Duration;

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
            match import {
                Ok(import) => problems = import.problems,
                Err(error) => println!("{what}: {error}"),
            }
        }));
        if !problems.is_empty() {
            println!("{} problems: {what}", problems.len());
            // Rewriting a whole workbook is asked for once its problems were read; it has no bound.
            let (time, _) = timed(what, || drop(annotate(&bytes, &problems, domain::language::Language::Vi)));
            println!("{:8.1} ms  annotate: {what}", time.as_secs_f64() * 1000.0);
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
    let start = cpu::time();
    work();
    (cpu::time().saturating_sub(start), what.to_owned())
}
