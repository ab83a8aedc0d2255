//! The settings of the mail server. Nothing is mailed without them; half of them is a mistake.

use std::fmt;
use std::path::Path;

use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::config::WrongSetting;

/// How letters leave, whom they come from, and where their links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// Host name or address of the mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is encrypted.
    pub encryption: Encryption,
    /// Name and password, where the server wants them.
    pub login: Option<(String, Password)>,
    /// Whom letters come from.
    pub sender: Mailbox,
    /// Address of the browser application, without a slash at its end.
    pub public_url: String,
}

/// How the conversation with the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte (`smtps://`).
    Tls,
    /// From STARTTLS on; a server without it is refused (`smtp://…?starttls=required`).
    StartTls,
    /// Not at all (`smtp://`).
    None,
}

/// A password, which no log shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The settings as given.
#[derive(Clone, Default)]
pub struct Given {
    /// `BAOCAO_SMTP_URL`.
    pub smtp_url: Option<String>,
    /// `BAOCAO_SMTP_PASSWORD_FILE`.
    pub password_file: Option<String>,
    /// `BAOCAO_MAIL_FROM`.
    pub sender: Option<String>,
    /// `BAOCAO_PUBLIC_URL`.
    pub public_url: Option<String>,
}

impl MailSettings {
    /// Reads the settings; none where no mail server is named.
    ///
    /// # Errors
    /// On half of the settings, and on values of the wrong shape. What is said holds no password.
    pub fn read(given: &Given) -> Result<Option<Self>, WrongSetting> {
        let Some(smtp_url) = &given.smtp_url else {
            return match (&given.sender, &given.password_file) {
                (None, None) => Ok(None),
                _ => Err(wrong(SMTP_URL, "is missing: a sender or a password alone sends nothing")),
            };
        };
        let url = Url::parse(smtp_url).ok().filter(|url| url.has_host());
        let url = url.ok_or_else(|| wrong(SMTP_URL, "is no address such as smtps://user@mail.example.gov.vn"))?;
        let (encryption, usual_port) = encryption(&url)?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let login = login(&url, given.password_file.as_deref())?;
        if login.is_some() && encryption == Encryption::None && !is_here(&host) {
            return Err(wrong(
                SMTP_URL,
                "would send the password in the clear: use smtps://, or smtp:// with ?starttls=required",
            ));
        }
        let sender = given.sender.as_deref().ok_or_else(|| wrong(SENDER, "is missing: whom do letters come from?"))?;
        let sender: Mailbox = sender.parse().ok().filter(is_sound).ok_or_else(|| {
            wrong(SENDER, "is no sender such as baocao@example.gov.vn or \"Báo cáo <baocao@example.gov.vn>\"")
        })?;
        let public_url = given.public_url.as_deref();
        let public_url =
            public_url.ok_or_else(|| wrong(PUBLIC_URL, "is missing: where do the letters' links lead?"))?;
        Ok(Some(Self {
            host,
            port: url.port().unwrap_or(usual_port),
            encryption,
            login,
            sender,
            public_url: base(public_url)?,
        }))
    }

    /// The host that the links lead to; it names the letters, too.
    #[must_use]
    pub fn public_host(&self) -> String {
        Url::parse(&self.public_url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

const SMTP_URL: &str = "BAOCAO_SMTP_URL";
const PASSWORD_FILE: &str = "BAOCAO_SMTP_PASSWORD_FILE";
const SENDER: &str = "BAOCAO_MAIL_FROM";
const PUBLIC_URL: &str = "BAOCAO_PUBLIC_URL";

fn wrong(setting: &str, problem: impl Into<String>) -> WrongSetting {
    WrongSetting { setting: setting.to_owned(), problem: problem.into() }
}

fn encryption(url: &Url) -> Result<(Encryption, u16), WrongSetting> {
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(wrong(SMTP_URL, "has something after the host that means nothing here"));
    }
    match (url.scheme(), url.query()) {
        ("smtps", None) => Ok((Encryption::Tls, 465)),
        ("smtp", Some("starttls=required")) => Ok((Encryption::StartTls, 587)),
        ("smtp", None) => Ok((Encryption::None, 25)),
        ("smtp" | "smtps", Some(_)) => Err(wrong(SMTP_URL, "knows one option only: smtp://…?starttls=required")),
        _ => Err(wrong(SMTP_URL, "begins with smtp:// or smtps://")),
    }
}

fn login(url: &Url, password_file: Option<&str>) -> Result<Option<(String, Password)>, WrongSetting> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).ok();
    let unreadable = || wrong(SMTP_URL, "has a user or a password that is not percent-encoded UTF-8");
    let user = decoded(url.username()).ok_or_else(unreadable)?;
    let password = match (url.password(), password_file) {
        (Some(_), Some(_)) => {
            return Err(wrong(PASSWORD_FILE, "is given beside a password in BAOCAO_SMTP_URL: choose one"));
        }
        (Some(password), None) => Some(decoded(password).ok_or_else(unreadable)?),
        (None, Some(file)) => {
            let text = std::fs::read_to_string(Path::new(file));
            let text = text.map_err(|error| wrong(PASSWORD_FILE, format!("{file}: {error}")))?;
            Some(text.trim_end_matches(['\r', '\n']).to_owned())
        }
        (None, None) => None,
    };
    match (user.is_empty(), password) {
        (true, None) => Ok(None),
        (false, Some(password)) if !password.is_empty() => Ok(Some((user, Password(password)))),
        (false, _) => Err(wrong(PASSWORD_FILE, "is missing or empty: the user in BAOCAO_SMTP_URL needs a password")),
        (true, Some(_)) => Err(wrong(SMTP_URL, "names no user for the password")),
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The same rule as for the addresses that letters go to; and no name that reads like more than one line.
fn is_sound(sender: &Mailbox) -> bool {
    let address: &str = sender.email.as_ref();
    app::mail::is_address(address) && !sender.name.iter().any(|name| name.chars().any(char::is_control))
}

fn base(public_url: &str) -> Result<String, WrongSetting> {
    let shape = "is no address such as https://baocao.example.gov.vn";
    let url = Url::parse(public_url).map_err(|_| wrong(PUBLIC_URL, shape))?;
    let is_plain = matches!(url.scheme(), "https" | "http")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if is_plain { Ok(url.as_str().trim_end_matches('/').to_owned()) } else { Err(wrong(PUBLIC_URL, shape)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(smtp_url: &str) -> Given {
        Given {
            smtp_url: Some(smtp_url.to_owned()),
            sender: Some("Báo cáo <baocao@example.gov.vn>".to_owned()),
            public_url: Some("https://baocao.example.gov.vn/".to_owned()),
            password_file: None,
        }
    }

    #[test]
    fn the_url_says_host_port_encryption_and_login() {
        let read = |url: &str| MailSettings::read(&given(url)).unwrap().unwrap();
        for (url, host, port, encryption) in [
            ("smtps://mail.gov.vn", "mail.gov.vn", 465, Encryption::Tls),
            ("smtp://mail.gov.vn?starttls=required", "mail.gov.vn", 587, Encryption::StartTls),
            ("smtp://mail.gov.vn:2525/", "mail.gov.vn", 2525, Encryption::None),
            ("smtp://[::1]:1025", "::1", 1025, Encryption::None),
        ] {
            let settings = read(url);
            assert_eq!((settings.host.as_str(), settings.port, settings.encryption), (host, port, encryption), "{url}");
            assert_eq!(settings.login, None);
        }
        let settings = read("smtps://bao%40cao:m%E1%BA%ADt@mail.gov.vn");
        assert_eq!(settings.login, Some(("bao@cao".to_owned(), Password("mật".to_owned()))));
        assert_eq!(settings.public_url, "https://baocao.example.gov.vn");
        assert_eq!(settings.public_host(), "baocao.example.gov.vn");
        assert!(!format!("{settings:?}").contains("mật"), "{settings:?}");
    }

    #[test]
    fn a_password_may_come_from_a_file() {
        let file = std::env::temp_dir().join(format!("baocao-smtp-password-{}", std::process::id()));
        std::fs::write(&file, "bí mật\n").unwrap();
        let password_file = Some(file.display().to_string());
        let settings = MailSettings::read(&Given { password_file, ..given("smtps://u@mail.gov.vn") });
        std::fs::remove_file(&file).unwrap();
        assert_eq!(settings.unwrap().unwrap().login.unwrap().1, Password("bí mật".to_owned()));
    }

    #[test]
    fn wrong_settings_are_named_without_their_password() {
        assert_eq!(MailSettings::read(&Given::default()), Ok(None));
        let public_only = Given { public_url: Some("https://a.vn".to_owned()), ..Given::default() };
        assert_eq!(MailSettings::read(&public_only), Ok(None));
        let good = given("smtps://mail.gov.vn");
        let with = |change: fn(&mut Given)| {
            let mut given = good.clone();
            change(&mut given);
            given
        };
        for (given, setting) in [
            (given("mail.gov.vn"), SMTP_URL),
            (given("http://mail.gov.vn"), SMTP_URL),
            (given("smtp://mail.gov.vn?starttls=maybe"), SMTP_URL),
            (given("smtps://mail.gov.vn/inbox"), SMTP_URL),
            (given("smtp://u:secret@mail.gov.vn"), SMTP_URL),
            (given("smtps://:secret@mail.gov.vn"), SMTP_URL),
            (given("smtps://u@mail.gov.vn"), PASSWORD_FILE),
            (with(|given| given.password_file = Some("/nowhere/at/all".to_owned())), PASSWORD_FILE),
            (with(|given| given.smtp_url = None), SMTP_URL),
            (with(|given| given.sender = None), SENDER),
            (with(|given| given.sender = Some("nobody".to_owned())), SENDER),
            (with(|given| given.sender = Some("A\r\nBcc: c@d.vn <a@b.vn>".to_owned())), SENDER),
            (with(|given| given.public_url = None), PUBLIC_URL),
            (with(|given| given.public_url = Some("baocao.gov.vn".to_owned())), PUBLIC_URL),
            (with(|given| given.public_url = Some("https://baocao.gov.vn/app?x".to_owned())), PUBLIC_URL),
        ] {
            let problem = MailSettings::read(&given).unwrap_err();
            assert_eq!(problem.setting, setting, "{problem}");
            assert!(!problem.to_string().contains("secret"), "{problem}");
        }
        assert!(MailSettings::read(&given("smtp://u:secret@127.0.0.1")).is_ok(), "it does not leave the machine");
    }
}
