//! The conversation with the mail server, command by command: which of them was refused says whether the server, the
//! letter or the address is at fault.

use std::net::IpAddr;
use std::time::Duration;

use app::mail::{Conversation, Fault, Letter, Mailer};
use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;

use super::settings::{Encryption, MailSettings};

/// A mail server is given this long for each answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Longer for the last answer, before which servers look through the letter; shorter than another server of ours takes to
/// believe this one dead.
const LOOKED_THROUGH: Duration = Duration::from_secs(25);

/// The way to the operator's mail server.
pub struct SmtpMailer {
    settings: MailSettings,
    tls: Option<TlsParameters>,
    /// As whom we greet the server, and what identifiers of letters end in.
    name: String,
}

impl SmtpMailer {
    /// The way to this server. Nothing is asked of it yet: it may come up later than we do.
    ///
    /// # Errors
    /// One line when TLS cannot be had on this machine.
    pub fn new(settings: MailSettings) -> Result<Self, String> {
        let tls = match settings.encryption {
            Encryption::None => None,
            Encryption::Tls | Encryption::StartTls => {
                Some(TlsParameters::new(settings.host.clone()).map_err(|error| format!("BAOCAO_SMTP_URL: {error}"))?)
            }
        };
        Ok(Self { name: settings.public_host(), settings, tls })
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let MailSettings { host, port, encryption, login, .. } = &self.settings;
        let me = greeting(&self.name);
        let from_the_start = self.tls.as_ref().filter(|_| *encryption == Encryption::Tls);
        let server = (host.as_str(), *port);
        let mut connection = SmtpConnection::connect(server, Some(TIMEOUT), &me, from_the_start, None)?;
        if let (Encryption::StartTls, Some(tls)) = (encryption, &self.tls) {
            connection.starttls(tls, &me)?;
        }
        if let Some((user, password)) = login {
            connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user.clone(), password.0.clone()))?;
        }
        Ok(connection)
    }
}

/// As whom we greet: a bare address is written as such, since strict servers refuse it as a name.
fn greeting(host: &str) -> ClientId {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

impl Mailer for SmtpMailer {
    fn open(&self) -> Result<Box<dyn Conversation>, Fault> {
        let connection = self.connect().map_err(|error| Fault::Unreachable(reason(&error)))?;
        Ok(Box::new(Talk {
            connection,
            sender: self.settings.sender.clone(),
            name: self.name.clone(),
            is_silent: false,
        }))
    }
}

struct Talk {
    connection: SmtpConnection,
    sender: Mailbox,
    name: String,
    /// Whether the server gave no answer.
    is_silent: bool,
}

impl Conversation for Talk {
    fn send(&mut self, letter: &Letter) -> Result<(), Fault> {
        let to: Address = letter.to.parse().map_err(|_| Fault::Address("not an e-mail address".to_owned()))?;
        let message = message(&self.sender, &self.name, letter, to.clone())
            .map_err(|error| Fault::Letter(format!("the letter could not be written: {error}")))?;
        // A server that refuses the sender refuses every letter: no recipient is to blame.
        let sender = Mail::new(Some(self.sender.email.clone()), Vec::new());
        self.say(|talk| talk.command(sender)).map_err(|error| Fault::Unreachable(reason(&error)))?;
        self.say(|talk| talk.command(Rcpt::new(to, Vec::new()))).map_err(|error| fault(&error, recipient))?;
        self.say(|talk| talk.command(Data)).map_err(|error| fault(&error, Fault::Letter))?;
        let _ = self.connection.set_timeout(Some(LOOKED_THROUGH));
        // A server that falls silent here may have taken the letter, or break off at this one: either way the next letters
        // are not to wait for it.
        self.say(|talk| talk.message(&message)).map_err(|error| match fault(&error, Fault::Letter) {
            Fault::Unreachable(reason) => Fault::Later(reason),
            fault => fault,
        })?;
        let _ = self.connection.set_timeout(Some(TIMEOUT));
        Ok(())
    }
}

impl Talk {
    /// Says something, and notes when no answer came.
    fn say(&mut self, what: impl FnOnce(&mut SmtpConnection) -> Result<Response, Error>) -> Result<(), Error> {
        let answer = what(&mut self.connection);
        self.is_silent |= answer.as_ref().is_err_and(|error| error.status().is_none());
        answer.map(|_| ())
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // A server that does not say goodbye is left without; one that fell silent is not asked.
        if !self.is_silent {
            let _ = self.connection.quit();
        }
    }
}

/// The letter as it travels: plain text, quoted-printable.
fn message(sender: &Mailbox, name: &str, letter: &Letter, to: Address) -> Result<Vec<u8>, lettre::error::Error> {
    let is_by_machine = HeaderName::new_from_ascii_str("Auto-Submitted");
    let message = Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}@{name}>", letter.id)))
        // Nobody's note of absence answers a machine (RFC 3834).
        .raw_header(HeaderValue::new(is_by_machine, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(letter.text.clone())?;
    Ok(message.formatted())
}

fn fault(error: &Error, permanent: fn(String) -> Fault) -> Fault {
    if error.is_permanent() {
        permanent(reason(error))
    } else if error.is_transient() {
        Fault::Later(reason(error))
    } else {
        Fault::Unreachable(reason(error))
    }
}

/// Whose fault it is that a recipient is refused for good. Servers refuse clients and senders here, too, and full boxes;
/// only what is said of the address itself (RFC 3463: 5.1.1 and its like) may switch it off. The rest may be mended within a
/// day, and keeps no other letter waiting.
fn recipient(reason: String) -> Fault {
    let words = reason.split_whitespace().map(|word| word.trim_matches(['(', ')', ':', ',', '#']));
    let is_its_own = match words.clone().find(|word| is_enhanced(word)) {
        Some(code) => matches!(code, "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1"),
        None => ["(550)", "(551)", "(553)"].iter().any(|code| reason.contains(code)),
    };
    if is_its_own { Fault::Address(reason) } else { Fault::Later(reason) }
}

/// Whether a word is an enhanced code of a permanent refusal, e.g. `5.7.1`.
fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next() == Some("5")
        && parts.next().is_some_and(is_number)
        && parts.next().is_some_and(is_number)
        && parts.next().is_none()
}

/// The server's words on one line, not too many, and without addresses: they go into logs and lists.
fn reason(error: &Error) -> String {
    let words = error.to_string();
    let words = words.split_whitespace().map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_switched_off_by_what_is_said_of_it_alone() {
        for (said, is_its_own) in [
            ("permanent error (550): 5.1.1 … no such user", true),
            ("permanent error (550): no such user", true),
            ("permanent error (554): 5.7.1 Relay access denied", false),
            ("permanent error (553): 5.7.1 … Sender address rejected: not owned", false),
            ("permanent error (550): 5.1.8 bad sender", false),
            ("permanent error (554): rejected, see 10.5.7.1", false),
            ("permanent error (552): 5.2.2 mailbox full", false),
        ] {
            assert_eq!(matches!(recipient(said.to_owned()), Fault::Address(_)), is_its_own, "{said}");
        }
    }

    #[test]
    fn a_bare_address_is_greeted_with_as_one() {
        for (host, greeted) in [("baocao.gov.vn", "baocao.gov.vn"), ("10.0.0.5", "[10.0.0.5]"), ("[::1]", "[IPv6:::1]")]
        {
            assert_eq!(greeting(host).to_string(), greeted);
        }
    }
}
