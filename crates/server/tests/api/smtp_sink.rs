//! A mail server that keeps what it is given, and refuses where a test asks it to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does; shared with the thread that serves.
#[derive(Default)]
pub struct Sink {
    /// Letters as they came, headers first.
    letters: Mutex<Vec<String>>,
    /// Answers to the next commands of a kind, e.g. `("RCPT", "550 5.1.1 no such user")`.
    answers: Mutex<VecDeque<(&'static str, &'static str)>>,
    /// All commands.
    commands: Mutex<Vec<String>>,
}

impl Sink {
    /// Begins to serve, and gives the URL to send to.
    pub fn start() -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://baocao:bi-mat@{}", listener.local_addr().unwrap());
        let sink = Arc::new(Self::default());
        let served = Arc::clone(&sink);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                served.talk(stream.unwrap());
            }
        });
        (sink, url)
    }

    /// Has the next command of a kind answered like this.
    pub fn answer(&self, command: &'static str, answer: &'static str) {
        self.answers.lock().unwrap().push_back((command, answer));
    }

    /// The letters since the last call.
    pub fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.letters.lock().unwrap())
    }

    /// The commands since the last call.
    pub fn commands(&self) -> Vec<String> {
        std::mem::take(&mut self.commands.lock().unwrap())
    }

    fn talk(&self, stream: TcpStream) {
        let mut writer = stream.try_clone().unwrap();
        let mut say = |line: &str| write!(writer, "{line}\r\n").is_ok();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        say("220 sink ESMTP");
        while let Some(line) = lines.next() {
            self.commands.lock().unwrap().push(line.clone());
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            let asked = {
                let mut answers = self.answers.lock().unwrap();
                if answers.front().is_some_and(|(command, _)| *command == verb) { answers.pop_front() } else { None }
            };
            let is_open = match (asked, verb) {
                (Some((_, answer)), _) => say(answer),
                (None, "EHLO") => say("250-sink\r\n250 AUTH PLAIN"),
                (None, "AUTH") => say("235 welcome"),
                (None, "DATA") => {
                    say("354 go on");
                    let letter: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    self.letters.lock().unwrap().push(letter.join("\n"));
                    say("250 taken")
                }
                (None, "QUIT") => {
                    say("221 bye");
                    false
                }
                (None, _) => say("250 ok"),
            };
            if !is_open {
                return;
            }
        }
    }
}
