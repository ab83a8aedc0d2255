//! The real server as its own process.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use testkit::meter;

use super::Failure;
use super::client::Client;

/// The server; stopped when dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    pub address: String,
}

impl Server {
    /// Starts it over a database, and waits until it answers.
    pub fn start(database: &str) -> Result<Self, Failure> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let folder = std::env::temp_dir().join(format!("baocao-load-{}", std::process::id()));
        let child = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(["serve", "--listen", &address, "--database", database, "--data-dir"])
            .arg(&folder)
            .env("BAOCAO_LOG", "warn")
            .stdin(Stdio::null())
            .spawn()?;
        let server = Self { child, folder, address };
        for _ in 0..200 {
            if Client::connect(&server.address).is_ok_and(|mut client| client.send("GET", "/me", "", "").is_ok()) {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("the server did not start".into())
    }

    /// Processor time so far.
    pub fn processor_time(&self) -> Duration {
        meter::processor_time(&self.child.id().to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
