//! `cargo xtask run`: the demonstration on one port.

use std::process::Command;

use anyhow::Result;

use crate::{demo, process, web, workspace::Workspace};

/// How to run.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// Build for use, not for work: takes about twice as long.
    pub release: bool,
    /// Another address than the server's own choice.
    pub listen: Option<String>,
}

/// Builds both halves, says address and accounts, and becomes the server.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let (profile, folder) =
        if options.release { (web::Profile::Wasm, "release") } else { (web::Profile::Dev, "debug") };
    println!("building the browser application and the server; the first time this takes some minutes");
    web::build(workspace, profile)?;
    let mut build = workspace.cargo(["build", "--package", "server", "--bin", "baocao"]);
    if options.release {
        build.arg("--release");
    }
    process::run(&mut build)?;
    let mut serve = Command::new(workspace.target.join(folder).join("baocao"));
    serve.current_dir(&workspace.root).args(["serve", "--demo"]);
    if std::env::var_os("BAOCAO_DATA_DIR").is_none() {
        serve.args(["--data-dir", "data"]);
    }
    if let Some(listen) = &options.listen {
        serve.args(["--listen", listen]);
    }
    announce(options.listen.clone().or_else(|| std::env::var("BAOCAO_LISTEN").ok()).as_deref());
    become_it(serve)
}

/// Says where to go and who one can be there; the server's own log follows.
fn announce(listen: Option<&str>) {
    println!("\nBaocao: http://{} (Ctrl-C stops it; its data lies in data/)", listen.unwrap_or("127.0.0.1:8080"));
    println!("Accounts of the demonstration, password {}:", demo::PASSWORD);
    for (username, may) in demo::ACCOUNTS {
        println!("  {username:40} {may}");
    }
    println!("The first start loads the demonstration and takes a moment.\n");
}

/// The server takes our place, so that Ctrl-C and signals are its own.
#[cfg(unix)]
fn become_it(mut serve: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let shown = process::shown(&serve);
    Err(anyhow::Error::new(serve.exec()).context(format!("cannot start `{shown}`")))
}

#[cfg(not(unix))]
fn become_it(mut serve: Command) -> Result<()> {
    process::run(&mut serve)
}
