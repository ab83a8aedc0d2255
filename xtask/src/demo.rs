//! A running server with a fresh demonstration, for tests and pictures.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{guard::Guarded, http, postgres::Cluster, process, workspace::Workspace};

/// Where the server keeps its figures.
#[derive(Debug, Clone, Copy)]
pub enum Database<'a> {
    /// The embedded database, in the server's own folder.
    Sqlite,
    /// A new database of this cluster.
    Postgres(&'a Cluster),
}

impl Database<'_> {
    /// A name for messages and files.
    pub fn name(self) -> &'static str {
        match self {
            Database::Sqlite => "sqlite",
            Database::Postgres(_) => "postgres",
        }
    }
}

/// The running server; dropping it stops it and removes its folder.
#[derive(Debug)]
pub struct Demo {
    /// Host and port.
    pub address: String,
    /// The file that moves its clock.
    pub clock: Option<PathBuf>,
    /// The port of the mail server that it sends to; a test listens there.
    pub mail: Option<u16>,
    // Held for its drop.
    _server: Guarded,
}

impl Demo {
    /// Starts the debug build of the server on a free port and waits until it is ready.
    pub fn start(workspace: &Workspace, program: &Path, database: Database<'_>, purpose: &str) -> Result<Demo> {
        Self::start_with(workspace, program, database, purpose, None)
    }

    /// The same with a clock that this file moves, and that shows this moment now.
    pub fn start_at(
        workspace: &Workspace,
        program: &Path,
        database: Database<'_>,
        purpose: &str,
        clock: &Path,
        moment: u64,
    ) -> Result<Demo> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the machine's clock")?.as_secs();
        std::fs::write(clock, (i128::from(moment) - i128::from(now)).to_string()).context("the clock's file")?;
        Self::start_with(workspace, program, database, purpose, Some(clock))
    }

    fn start_with(
        workspace: &Workspace,
        program: &Path,
        database: Database<'_>,
        purpose: &str,
        clock: Option<&Path>,
    ) -> Result<Demo> {
        let address = format!("127.0.0.1:{}", http::free_port()?);
        let log = workspace.cache("logs")?.join(format!("{purpose}-{}.log", database.name()));
        let data = new_folder()?;
        let mut serve = Command::new(program);
        serve.current_dir(&workspace.root).args(["serve", "--demo", "--listen", &address]).arg("--data-dir").arg(&data);
        // What the person at the keyboard has set is meant for the person's own server.
        for variable in [
            "BAOCAO_DATABASE_URL",
            "BAOCAO_LISTEN",
            "BAOCAO_DATA_DIR",
            "BAOCAO_DEMO",
            "BAOCAO_LOG",
            "BAOCAO_SMTP_URL",
            "BAOCAO_SMTP_PASSWORD_FILE",
            "BAOCAO_MAIL_FROM",
            "BAOCAO_PUBLIC_URL",
        ] {
            serve.env_remove(variable);
        }
        if let Some(clock) = clock {
            serve.arg("--clock-offset-file").arg(clock);
        }
        // The others look as they do where no mail server was named.
        let mail = if purpose == "e2e" { Some(http::port_for_later()?) } else { None };
        if let Some(port) = mail {
            serve.args(["--smtp", &format!("smtp://127.0.0.1:{port}"), "--mail-from", "baocao@example.gov.vn"]);
            serve.args(["--public-url", &format!("http://{address}")]);
        }
        if let Database::Postgres(cluster) = database {
            serve.args(["--database", &cluster.create_database(purpose)?]);
        }
        let mut server = Guarded::start(&serve, "TERM", Some(&data), &log)?;
        http::wait_ready(&mut server, &address, "/health/ready", Duration::from_secs(180))
            .with_context(|| format!("{} on {}: {}", purpose, database.name(), tail(&log)))?;
        Ok(Demo { address, clock: clock.map(Path::to_owned), mail, _server: server })
    }

    /// The server's URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An access token of one of the demonstration's accounts.
    pub fn token(&self, username: &str) -> Result<String> {
        let wish = serde_json::json!({ "username": username, "password": PASSWORD }).to_string();
        let answer = http::ask(&self.address, "/api/v1/tokens", Some(&wish))?;
        ensure!(answer.status == 201, "{username} got no token: {} {}", answer.status, answer.body);
        let body: serde_json::Value = serde_json::from_str(&answer.body).context("the token is not JSON")?;
        match body.get("access_token").and_then(serde_json::Value::as_str) {
            Some(token) => Ok(token.to_owned()),
            None => bail!("there is no access_token in {body}"),
        }
    }
}

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "Baocao@2026";

/// The accounts of the demonstration and what they may do.
pub const ACCOUNTS: [(&str, &str); 9] = [
    ("hanoi.badinh.nhaplieu", "a commune: enter"),
    ("hanoi.badinh.duyet", "a commune: approve"),
    ("hanoi.badinh.gui", "a commune: send"),
    ("hanoi.hoankiem.nhaplieu (.duyet, .gui)", "another commune"),
    ("hanoi.tonghop", "the province: consolidate and check"),
    ("hanoi.duyet", "the province: approve"),
    ("hanoi.gui", "the province: send"),
    ("vpcp.tonghop", "the Government Office"),
    ("quantri", "the administrator"),
];

/// Builds the server for tests. The same targets as the Rust tests: then nothing is compiled twice.
pub fn build_server(workspace: &Workspace) -> Result<PathBuf> {
    process::run(workspace.cargo(["build", "--workspace", "--bins", "--tests"]).arg("--lib"))?;
    Ok(workspace.target.join("debug").join("baocao"))
}

fn new_folder() -> Result<PathBuf> {
    let made = process::quietly(Command::new("mktemp").args(["-d", "/tmp/baocao-demo.XXXXXX"]))?;
    Ok(PathBuf::from(made.trim()))
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n")
}
