//! A private PostgreSQL for tests: a new cluster, reached by a socket only, stopped and removed whatever happens.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{guard::Guarded, process, tools::debian, workspace::Workspace};

/// The folder with PostgreSQL's programs, of the newest version there is.
pub fn programs() -> Option<PathBuf> {
    let asked = process::quietly(Command::new("pg_config").arg("--bindir")).ok().map(|dir| PathBuf::from(dir.trim()));
    let debian = std::fs::read_dir("/usr/lib/postgresql").ok().and_then(|versions| {
        let numbered = versions.flatten().filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        });
        numbered.max().map(|(_, bin)| bin)
    });
    let beside = process::find("initdb").and_then(|program| program.parent().map(Path::to_path_buf));
    [debian, beside, asked]
        .into_iter()
        .flatten()
        .find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}

/// A running cluster; dropping it stops and removes it.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    // Held for its drop.
    _server: Guarded,
}

impl Cluster {
    /// Makes and starts a new cluster that forgets what it was told when the machine stops: for tests.
    pub fn start(workspace: &Workspace) -> Result<Cluster> {
        Self::start_with(workspace, &["fsync=off", "full_page_writes=off"])
    }

    /// Makes and starts a new cluster that keeps what it acknowledged, as in earnest: for measuring.
    pub fn start_durable(workspace: &Workspace) -> Result<Cluster> {
        Self::start_with(workspace, &[])
    }

    fn start_with(workspace: &Workspace, settings: &[&str]) -> Result<Cluster> {
        debian::ensure(&[debian::POSTGRESQL])?;
        let programs = programs().context("PostgreSQL is not installed")?;
        let root = process::is_root();
        let log = workspace.cache("logs")?.join("postgres.log");
        let folder = new_folder(root)?;
        let made = init(&programs, &folder, root).and_then(|()| serve(&programs, &folder, root, &log, settings));
        let mut server = match made {
            Ok(server) => server,
            Err(error) => {
                drop(std::fs::remove_dir_all(&folder));
                return Err(error);
            }
        };
        wait_ready(&programs, &folder, &mut server).with_context(|| format!("see {}", log.display()))?;
        Ok(Cluster { programs, folder, _server: server })
    }

    /// The URL of a database of the cluster; the host is the socket's folder.
    pub fn url(&self, database: &str) -> String {
        socket_url(&self.folder, database)
    }

    /// Makes an empty database and tells its URL.
    pub fn create_database(&self, name: &str) -> Result<String> {
        let mut create = Command::new(self.programs.join("createdb"));
        process::quietly(create.arg("-h").arg(&self.folder).args(["-U", "postgres", name]))?;
        Ok(self.url(name))
    }
}

fn socket_url(folder: &Path, database: &str) -> String {
    format!("postgres://postgres@{}/{database}", folder.to_string_lossy().replace('/', "%2F"))
}

/// A socket's path must be short and every folder above it open to the server's user: the target folder will not do.
fn new_folder(root: bool) -> Result<PathBuf> {
    let made = process::quietly(Command::new("mktemp").args(["-d", "/tmp/baocao-pg.XXXXXX"]))?;
    let folder = PathBuf::from(made.trim());
    if root {
        process::quietly(Command::new("chown").arg("postgres:").arg(&folder))?;
    }
    Ok(folder)
}

/// PostgreSQL refuses to run as root. (`runuser` would stay in between and die of the signal that is meant for the server.)
fn as_owner(root: bool, program: PathBuf) -> Command {
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program);
    command
}

fn init(programs: &Path, folder: &Path, root: bool) -> Result<()> {
    let mut init = as_owner(root, programs.join("initdb"));
    init.current_dir("/").arg("-D").arg(folder.join("data"));
    // Text order is then the same as SQLite's.
    init.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
    process::quietly(&mut init).map(drop)
}

fn serve(programs: &Path, folder: &Path, root: bool, log: &Path, settings: &[&str]) -> Result<Guarded> {
    let mut server = as_owner(root, programs.join("postgres"));
    server.current_dir("/").arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    // Durability is PostgreSQL's own affair; what the tests kill is our server.
    for setting in ["listen_addresses=", "max_connections=200"].iter().chain(settings) {
        server.args(["-c", setting]);
    }
    Guarded::start(&server, "QUIT", Some(folder), log)
}

fn wait_ready(programs: &Path, folder: &Path, server: &mut Guarded) -> Result<()> {
    for _ in 0..300 {
        let mut ask = Command::new(programs.join("pg_isready"));
        if process::quietly(ask.arg("-q").arg("-h").arg(folder)).is_ok() {
            return Ok(());
        }
        if server.has_ended() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("the private PostgreSQL did not start")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_stands_in_the_url() {
        assert_eq!(socket_url(Path::new("/tmp/x"), "d"), "postgres://postgres@%2Ftmp%2Fx/d");
    }
}
