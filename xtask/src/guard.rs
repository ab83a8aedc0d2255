//! Servers that never outlive the task that started them.
//!
//! A guarded server is the child of a second xtask process that reads from a pipe. The pipe ends when the starter drops
//! its handle, fails, is interrupted or is killed; the guard then stops the server and removes what was asked. The guard
//! has a process group of its own, so that Ctrl-C reaches the starter and not the server before it is told to stop.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// What a guard is told to do.
#[derive(Debug, PartialEq)]
pub struct Order {
    signal: String,
    remove: Option<PathBuf>,
    command: Vec<String>,
}

impl Order {
    /// Reads `SIGNAL FOLDER|- PROGRAM ARGUMENT …`.
    pub fn parse(words: &[String]) -> Result<Order> {
        let [signal, remove, command @ ..] = words else { bail!("guard: signal, folder and command are wanted") };
        if command.is_empty() {
            bail!("guard: a command is wanted");
        }
        let remove = (remove != "-").then(|| PathBuf::from(remove));
        Ok(Order { signal: signal.clone(), remove, command: command.to_vec() })
    }
}

/// A server under guard; dropping it stops the server and waits until it is gone.
#[derive(Debug)]
pub struct Guarded {
    guard: Child,
}

impl Guarded {
    /// Starts `command` under guard: its output goes to `log`, `signal` stops it, `remove` is deleted after it.
    pub fn start(command: &Command, signal: &str, remove: Option<&Path>, log: &Path) -> Result<Guarded> {
        let log = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut guard = Command::new(own_program()?);
        guard.args(["guard", signal]).arg(remove.unwrap_or(Path::new("-")));
        guard.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => guard.env(name, value),
                None => guard.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            guard.current_dir(folder);
        }
        own_group(&mut guard);
        let guard = guard.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log).spawn();
        Ok(Guarded { guard: guard.context("cannot start a guard")? })
    }

    /// Has the server ended by itself?
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.guard.try_wait(), Ok(None))
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // Nothing better can be done in a drop than to go on when the guard is already gone.
        drop(self.guard.wait());
    }
}

/// The guard's own work: runs the server until the pipe ends or the server does.
pub fn keep(order: &Order) -> Result<ExitCode> {
    let (program, arguments) = order.command.split_first().context("guard: a command is wanted")?;
    let mut server = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;
    let pipe = starter_gone();
    let ended = loop {
        if let Some(status) = server.try_wait()? {
            break status;
        }
        if pipe.recv_timeout(Duration::from_millis(100)) != Err(mpsc::RecvTimeoutError::Timeout) {
            break stop(&mut server, &order.signal)?;
        }
    };
    if let Some(folder) = &order.remove {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The receiver is disconnected as soon as the other end of our standard input is.
fn starter_gone() -> mpsc::Receiver<()> {
    let (alive, pipe) = mpsc::channel();
    thread::spawn(move || {
        let mut byte = [0];
        while std::io::stdin().read(&mut byte).is_ok_and(|length| length > 0) {}
        drop(alive);
    });
    pipe
}

fn stop(server: &mut Child, signal: &str) -> Result<std::process::ExitStatus> {
    let told = Command::new("kill").args(["-s", signal, &server.id().to_string()]).status();
    if told.is_ok_and(|status| status.success()) {
        for _ in 0..100 {
            if let Some(status) = server.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
    server.kill().context("cannot stop a server")?;
    server.wait().context("cannot wait for a server")
}

/// A build may replace our file while we run: on Linux the running image can still be started again.
fn own_program() -> Result<PathBuf> {
    let image = Path::new("/proc/self/exe");
    if image.exists() {
        Ok(image.to_path_buf())
    } else {
        std::env::current_exe().context("cannot tell where xtask lies")
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_orders() {
        let words = |line: &str| line.split(' ').map(String::from).collect::<Vec<_>>();
        let order = Order::parse(&words("TERM - sleep 9")).unwrap();
        assert_eq!(order, Order { signal: "TERM".into(), remove: None, command: words("sleep 9") });
        assert_eq!(Order::parse(&words("INT /x sleep")).unwrap().remove, Some("/x".into()));
        assert!(Order::parse(&words("INT /x")).is_err());
    }

    #[test]
    fn stops_a_server_that_ignores_the_signal_politely() {
        let mut server = Command::new("sleep").arg("60").spawn().unwrap();
        assert!(!stop(&mut server, "TERM").unwrap().success());
    }
}
