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

use super::settings::{Encryption, MailSettings};

/// A mail server is given this long for each answer.
const TIMEOUT: Duration = Duration::from_secs(10);

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
        Ok(Box::new(Talk { connection, sender: self.settings.sender.clone(), name: self.name.clone() }))
    }
}

struct Talk {
    connection: SmtpConnection,
    sender: Mailbox,
    name: String,
}

impl Conversation for Talk {
    fn send(&mut self, letter: &Letter) -> Result<(), Fault> {
        let to: Address = letter.to.parse().map_err(|_| Fault::Address("not an e-mail address".to_owned()))?;
        let message = message(&self.sender, &self.name, letter, to.clone())
            .map_err(|error| Fault::Letter(format!("the letter could not be written: {error}")))?;
        let connection = &mut self.connection;
        // A server that refuses the sender refuses every letter: no recipient is to blame.
        let sender = Mail::new(Some(self.sender.email.clone()), Vec::new());
        connection.command(sender).map_err(|error| Fault::Unreachable(reason(&error)))?;
        connection.command(Rcpt::new(to, Vec::new())).map_err(|error| fault(&error, Fault::Address))?;
        connection.command(Data).map_err(|error| fault(&error, Fault::Letter))?;
        connection.message(&message).map_err(|error| fault(&error, Fault::Letter))?;
        Ok(())
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // A server that does not say goodbye is left without.
        let _ = self.connection.quit();
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
    fn a_bare_address_is_greeted_with_as_one() {
        for (host, greeted) in [("baocao.gov.vn", "baocao.gov.vn"), ("10.0.0.5", "[10.0.0.5]"), ("[::1]", "[IPv6:::1]")]
        {
            assert_eq!(greeting(host).to_string(), greeted);
        }
    }
}
