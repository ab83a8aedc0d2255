//! The real program as a process of its own.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The program with the demonstration.
pub struct Server {
    child: Child,
    /// Its address.
    pub base: String,
}

impl Server {
    /// Starts it and waits until it is ready.
    pub async fn start(database: &str, data: &Path, client: &reqwest::Client) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}"), "--database", database])
            .arg("--data-dir")
            .arg(data)
            .env("BAOCAO_LOG", "warn")
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, base: format!("http://127.0.0.1:{port}") };
        for _ in 0..600 {
            if client
                .get(format!("{}/health/ready", server.base))
                .send()
                .await
                .is_ok_and(|answer| answer.status() == 200)
            {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("the server did not start");
    }

    /// Kills it.
    pub fn kill(mut self) {
        // On Unix this is SIGKILL: no destructor, no flush.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, as a service manager does.
    pub fn ask_to_end(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end; whether it ended well.
    pub fn wait(mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    /// A token of a commune's official.
    pub async fn token(&self, client: &reqwest::Client) -> String {
        self.token_of(client, "hanoi.badinh.nhaplieu").await
    }

    /// A token of somebody with the demonstration's password.
    pub async fn token_of(&self, client: &reqwest::Client, username: &str) -> String {
        let credentials = json!({ "username": username, "password": "Baocao@2026" });
        let answer = client.post(format!("{}/api/v1/tokens", self.base)).json(&credentials).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["access_token"].as_str().unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
