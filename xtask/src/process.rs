//! Running other programs.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use anyhow::{Context, Result, bail, ensure};

/// Runs a program on the terminal's own streams; a failure names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    ensure!(status.success(), "`{shown}` ended with {status}");
    Ok(())
}

/// Runs a program and keeps quiet unless it fails; then everything that it said is in the error.
pub fn quietly(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{shown}`"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{shown}` ended with {}\n{said}{complaint}", output.status);
    }
    Ok(said)
}

/// What a program said and whether it succeeded.
pub struct Said {
    /// Exit code 0.
    pub success: bool,
    /// Both streams, in the order of arrival.
    pub text: String,
}

/// Runs a program, passes everything on to the terminal and keeps a copy.
pub fn tee(command: &mut Command) -> Result<Said> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let text = Arc::new(Mutex::new(Vec::new()));
    let out = child.stdout.take().map(|stream| copy(stream, std::io::stdout(), Arc::clone(&text)));
    let err = child.stderr.take().map(|stream| copy(stream, std::io::stderr(), Arc::clone(&text)));
    let status = child.wait().with_context(|| format!("cannot wait for `{shown}`"))?;
    for copier in [out, err].into_iter().flatten() {
        // A copier that could not write any more (closed terminal) must not hide the program's own result.
        drop(copier.join());
    }
    let text = text.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Said { success: status.success(), text: String::from_utf8_lossy(&text).into_owned() })
}

fn copy(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    text: Arc<Mutex<Vec<u8>>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut lines = BufReader::new(from);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            // Reading goes on when the terminal is gone, or the program would block on a full pipe.
            drop(to.write_all(&line).and_then(|()| to.flush()));
            text.lock().unwrap_or_else(PoisonError::into_inner).append(&mut line);
        }
    })
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the program of this name lies.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Are we the machine's administrator?
pub fn is_root() -> bool {
    quietly(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_tells_the_command_and_what_it_said() {
        let error =
            quietly(Command::new("sh").args(["-c", "echo seen; echo why >&2; exit 3"])).unwrap_err().to_string();
        for part in ["sh -c", "exit status: 3", "seen", "why"] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn tee_keeps_both_streams() {
        let said = tee(Command::new("sh").args(["-c", "echo one; echo two >&2; exit 1"])).unwrap();
        assert!(!said.success);
        assert!(said.text.contains("one\n") && said.text.contains("two\n"), "{}", said.text);
    }

    #[test]
    fn finds_programs() {
        assert!(find("sh").is_some());
        assert_eq!(find("no-such-program-anywhere"), None);
    }
}
