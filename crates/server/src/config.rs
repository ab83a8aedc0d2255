//! Configuration: flags win over `BAOCAO_*` variables, which win over defaults. A wrong setting is one clear line.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::forwarding::TrustedProxies;
use crate::mail::settings::{Given, MailSettings};

/// How the server runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Address and port, `BAOCAO_LISTEN`.
    pub listen: SocketAddr,
    /// `sqlite:PATH` or `postgres://…`, `BAOCAO_DATABASE_URL`.
    pub database_url: String,
    /// Folder of keys and, by default, of the embedded database, `BAOCAO_DATA_DIR`.
    pub data_dir: PathBuf,
    /// Load the demonstration when the database is empty, `BAOCAO_DEMO`.
    pub demo: bool,
    /// Send cookies over plain HTTP to other hosts than this one, `BAOCAO_INSECURE_COOKIES`; for trials inside a closed network only.
    pub insecure_cookies: bool,
    /// Proxies whose `X-Forwarded-For` counts, `BAOCAO_TRUSTED_PROXIES`.
    pub trusted_proxies: TrustedProxies,
    /// File with the seconds by which tests of the demonstration move the clock, `BAOCAO_CLOCK_OFFSET_FILE`.
    pub clock_offset_file: Option<PathBuf>,
    /// Log lines as JSON, `BAOCAO_LOG_JSON`.
    pub log_json: bool,
    /// How notices are mailed: `BAOCAO_SMTP_URL`, `BAOCAO_SMTP_PASSWORD_FILE`, `BAOCAO_MAIL_FROM`, `BAOCAO_PUBLIC_URL`.
    pub mail: Option<MailSettings>,
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {problem}")]
pub struct WrongSetting {
    /// The flag or variable.
    pub setting: String,
    /// What is wrong and what would be right.
    pub problem: String,
}

impl Config {
    /// Reads flags and variables.
    ///
    /// # Errors
    /// On an unknown flag, a missing value or a value of the wrong shape.
    pub fn read(flags: &[String], variable: impl Fn(&str) -> Option<String>) -> Result<Self, WrongSetting> {
        let given = Flags::parse(flags)?;
        let setting = |flag: &str, name: &str| given.value(flag).or_else(|| variable(name));
        let listen = setting("--listen", "BAOCAO_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen = listen.parse().map_err(|_| WrongSetting {
            setting: "BAOCAO_LISTEN".to_owned(),
            problem: format!("\"{listen}\" is not an address with a port, such as 127.0.0.1:8080"),
        })?;
        let data_dir = PathBuf::from(setting("--data-dir", "BAOCAO_DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url = setting("--database", "BAOCAO_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("baocao.db").display()));
        let proxies = setting("--trusted-proxies", "BAOCAO_TRUSTED_PROXIES").unwrap_or_default();
        let trusted_proxies = TrustedProxies::parse(&proxies)
            .map_err(|problem| WrongSetting { setting: "BAOCAO_TRUSTED_PROXIES".to_owned(), problem })?;
        let is_on = |flag: &str, name: &str| -> Result<bool, WrongSetting> {
            match (given.has(flag), variable(name).as_deref()) {
                (true, _) | (false, Some("1" | "true")) => Ok(true),
                (false, None | Some("" | "0" | "false")) => Ok(false),
                (false, Some(other)) => Err(WrongSetting {
                    setting: name.to_owned(),
                    problem: format!("\"{other}\" is neither true nor false"),
                }),
            }
        };
        let demo = is_on("--demo", "BAOCAO_DEMO")?;
        let clock_offset_file = setting("--clock-offset-file", "BAOCAO_CLOCK_OFFSET_FILE").map(PathBuf::from);
        if clock_offset_file.is_some() && !demo {
            return Err(WrongSetting {
                setting: "BAOCAO_CLOCK_OFFSET_FILE".to_owned(),
                problem: "the clock is moved with --demo only: what people report carries the true time".to_owned(),
            });
        }
        let mail = MailSettings::read(&Given {
            smtp_url: setting("--smtp", "BAOCAO_SMTP_URL"),
            password_file: setting("--smtp-password-file", "BAOCAO_SMTP_PASSWORD_FILE"),
            sender: setting("--mail-from", "BAOCAO_MAIL_FROM"),
            public_url: setting("--public-url", "BAOCAO_PUBLIC_URL"),
        })?;
        Ok(Self {
            mail,
            listen,
            database_url,
            data_dir,
            demo,
            clock_offset_file,
            insecure_cookies: is_on("--insecure-cookies", "BAOCAO_INSECURE_COOKIES")?,
            trusted_proxies,
            log_json: is_on("--log-json", "BAOCAO_LOG_JSON")?,
        })
    }
}

const WITH_VALUE: [&str; 9] = [
    "--listen",
    "--database",
    "--data-dir",
    "--trusted-proxies",
    "--clock-offset-file",
    "--smtp",
    "--smtp-password-file",
    "--mail-from",
    "--public-url",
];
const SWITCHES: [&str; 3] = ["--demo", "--insecure-cookies", "--log-json"];

struct Flags(Vec<(String, Option<String>)>);

impl Flags {
    fn parse(flags: &[String]) -> Result<Self, WrongSetting> {
        let mut parsed = Vec::new();
        let mut rest = flags.iter();
        while let Some(flag) = rest.next() {
            let (name, inline) = match flag.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (flag.as_str(), None),
            };
            let problem = |problem: &str| WrongSetting { setting: name.to_owned(), problem: problem.to_owned() };
            if SWITCHES.contains(&name) {
                parsed.push((name.to_owned(), None));
            } else if WITH_VALUE.contains(&name) {
                let value = inline.or_else(|| rest.next().cloned()).ok_or_else(|| problem("a value is missing"))?;
                parsed.push((name.to_owned(), Some(value)));
            } else {
                let known = [&WITH_VALUE[..], &SWITCHES[..]].concat().join(", ");
                return Err(problem(&format!("unknown; known are {known}")));
            }
        }
        Ok(Self(parsed))
    }

    fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|(name, _)| name == flag)
    }

    fn value(&self, flag: &str) -> Option<String> {
        self.0.iter().rev().find(|(name, _)| name == flag).and_then(|(_, value)| value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(flags: &[&str], variables: &[(&str, &str)]) -> Result<Config, WrongSetting> {
        let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        Config::read(&flags, |name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn defaults_serve_the_embedded_database() {
        let config = read(&[], &[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.database_url, "sqlite:data/baocao.db");
    }

    #[test]
    fn flags_win_over_variables() {
        let config =
            read(&["--listen=0.0.0.0:1", "--demo"], &[("BAOCAO_LISTEN", "127.0.0.1:2"), ("BAOCAO_DATA_DIR", "x")])
                .unwrap();
        assert_eq!(config.listen.to_string(), "0.0.0.0:1");
        assert_eq!(config.database_url, "sqlite:x/baocao.db");
        assert!(config.demo);
    }

    #[test]
    fn only_the_demonstration_has_a_clock_to_move() {
        let config = read(&["--demo", "--clock-offset-file", "offset"], &[]).unwrap();
        assert_eq!(config.clock_offset_file, Some(PathBuf::from("offset")));
    }

    #[test]
    fn wrong_settings_are_named() {
        for (flags, variables, setting) in [
            (&["--listn"][..], &[][..], "--listn"),
            (&["--listen"], &[], "--listen"),
            (&[], &[("BAOCAO_LISTEN", "8080")], "BAOCAO_LISTEN"),
            (&[], &[("BAOCAO_DEMO", "perhaps")], "BAOCAO_DEMO"),
            (&["--trusted-proxies"], &[], "--trusted-proxies"),
            (&["--clock-offset-file", "offset"], &[], "BAOCAO_CLOCK_OFFSET_FILE"),
            (&["--smtp", "mail.gov.vn"], &[], "BAOCAO_SMTP_URL"),
            (&["--smtp", "smtps://mail.gov.vn"], &[("BAOCAO_MAIL_FROM", "a@b.vn")], "BAOCAO_PUBLIC_URL"),
            (&["--trusted-proxies", "nginx"], &[], "BAOCAO_TRUSTED_PROXIES"),
            (&[], &[("BAOCAO_TRUSTED_PROXIES", "10.0.0.0/33")], "BAOCAO_TRUSTED_PROXIES"),
        ] {
            assert_eq!(read(flags, variables).unwrap_err().setting, setting);
        }
    }
}
