//! The little HTTP that a task needs to look at a server on this machine.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::guard::Guarded;

/// Status and body of an answer.
#[derive(Debug, PartialEq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Asks `address` (host:port) for `path`; `json` makes it a POST.
pub fn ask(address: &str, path: &str, json: Option<&str>) -> Result<Answer> {
    let mut stream = TcpStream::connect(address).with_context(|| format!("cannot reach {address}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    // HTTP/1.0: the answer ends with the connection and is never chunked.
    let request = match json {
        None => format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n"),
        Some(json) => format!(
            "POST {path} HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            json.len()
        ),
    };
    stream.write_all(request.as_bytes())?;
    let mut text = Vec::new();
    stream.read_to_end(&mut text)?;
    read_answer(&String::from_utf8_lossy(&text)).with_context(|| format!("{address}{path} does not speak HTTP"))
}

fn read_answer(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

/// Waits until the server answers 200 on `path`.
pub fn wait_ready(server: &mut Guarded, address: &str, path: &str, patience: Duration) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < patience {
        if ask(address, path, None).is_ok_and(|answer| answer.status == 200) {
            return Ok(());
        }
        if server.has_ended() {
            bail!("the server stopped before it was ready");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("the server was not ready within {} s", patience.as_secs())
}

/// A port of this machine that nobody uses at the moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A port that nobody uses and that this machine gives to no outgoing connection by itself, for something that begins to
/// listen there later. Another one each time.
pub fn port_for_later() -> Result<u16> {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let start = std::process::id() % 10_000 + 11 * GIVEN.fetch_add(1, Ordering::Relaxed);
    let ports =
        (0..1_000).map(|step| 20_000 + (start + 37 * step) % 10_000).filter_map(|port| u16::try_from(port).ok());
    let mut free = ports.filter(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok());
    free.next().context("none of a thousand ports is free")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_for_later_is_below_those_of_outgoing_connections() {
        let (one, other) = (port_for_later().unwrap(), port_for_later().unwrap());
        assert!(one != other && (20_000..30_000).contains(&one) && (20_000..30_000).contains(&other));
    }

    #[test]
    fn reads_answers() {
        let cases = [
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello", Some(Answer { status: 200, body: "hello".into() })),
            ("HTTP/1.0 503 Service Unavailable\r\n\r\n", Some(Answer { status: 503, body: String::new() })),
            ("HTTP/1.1 200 OK\r\nA: b\r\n", None),
            ("SSH-2.0\r\n\r\n", None),
        ];
        for (text, answer) in cases {
            assert_eq!(read_answer(text), answer, "{text}");
        }
    }
}
