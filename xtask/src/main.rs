//! The work behind the two commands of the house, `cargo xtask run` and `cargo xtask test`, and their smaller sisters.
//!
//! Everything a task needs and the machine lacks is installed from the package registries, or named in one line.

mod bench;
mod cli;
mod demo;
mod e2e;
mod guard;
mod http;
mod openapi;
mod pictures;
mod postgres;
mod process;
mod run;
mod test;
mod tools;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use cli::Task;
use workspace::Workspace;

fn main() -> ExitCode {
    match cli::parse(std::env::args().skip(1)).and_then(perform) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::Help => println!("{}", cli::HELP),
        Task::Guard(order) => return guard::keep(&order),
        Task::Web(profile) => web::build(&workspace, profile)?,
        Task::Run(options) => run::run(&workspace, &options)?,
        Task::Test(selection) => return test::run(&workspace, &selection),
        Task::E2e(words) => return e2e::only(&workspace, &words),
        Task::Openapi => openapi::write(&workspace)?,
        Task::Bench(words) => bench::run(&workspace, &words)?,
        Task::Pictures => pictures::make(&workspace)?,
        Task::Conventions => e2e::conventions(&workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}
