//! Access tokens: short-lived EdDSA JWTs (security notes §2.4).

use jsonwebtoken::{Algorithm, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use super::keys::SigningKeys;

/// Life of a browser's access token; the session behind it renews it.
pub const BROWSER_SECONDS: i64 = 300;

/// Life of a token for scripts.
pub const SCRIPT_SECONDS: i64 = 3600;

const ISSUER: &str = "baocao";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Always `baocao`.
    pub iss: String,
    /// Always `baocao`.
    pub aud: String,
    /// The user's id.
    pub sub: String,
    /// The session, for browsers; scripts have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// The user's epoch: a password change or a lock-out ends older tokens.
    pub epoch: i64,
    /// Issued at, Unix seconds.
    pub iat: i64,
    /// Ends at, Unix seconds.
    pub exp: i64,
}

/// Whom a token is for.
pub struct Bearer {
    /// The user's id.
    pub user: i64,
    /// The session, for browsers.
    pub session: Option<String>,
    /// The user's epoch.
    pub epoch: i64,
}

/// Signs a token that lives for `seconds` from `now` (Unix seconds).
///
/// # Errors
/// When the key cannot sign.
pub fn issue(
    keys: &SigningKeys,
    bearer: Bearer,
    now: i64,
    seconds: i64,
) -> Result<String, jsonwebtoken::errors::Error> {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some("at+jwt".to_owned());
    header.kid = Some(keys.id.clone());
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        sub: bearer.user.to_string(),
        sid: bearer.session,
        epoch: bearer.epoch,
        iat: now,
        exp: now + seconds,
    };
    encode(&header, &claims, &keys.encoding)
}

/// The claims of a token that is ours and alive at `now` (Unix seconds); nothing otherwise.
#[must_use]
pub fn verify(keys: &SigningKeys, token: &str, now: i64) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[ISSUER]);
    // The server's clock decides, so that tests can move it.
    validation.validate_exp = false;
    let claims = decode::<Claims>(token, &keys.decoding, &validation).ok()?.claims;
    (claims.exp > now).then_some(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bearer() -> Bearer {
        Bearer { user: 7, session: Some("s".to_owned()), epoch: 1 }
    }

    fn keys(name: &str) -> SigningKeys {
        let folder = std::env::temp_dir().join(format!("baocao-keys-{name}-{}", std::process::id()));
        let keys = super::super::keys::load_or_create(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        keys
    }

    #[test]
    fn a_token_lives_until_its_end() {
        let keys = keys("life");
        let token = issue(&keys, bearer(), 1000, 300).unwrap();
        assert_eq!(verify(&keys, &token, 1299).unwrap().sub, "7");
        assert!(verify(&keys, &token, 1300).is_none());
    }

    #[test]
    fn foreign_and_broken_tokens_are_refused() {
        let ours = keys("ours");
        let token = issue(&keys("foreign"), bearer(), 1000, 300).unwrap();
        let broken = format!("{token}x");
        for token in ["", "a.b.c", &token, &broken, "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0."] {
            assert!(verify(&ours, token, 1000).is_none(), "{token}");
        }
    }

    #[test]
    fn the_key_is_kept() {
        let folder = std::env::temp_dir().join(format!("baocao-keys-kept-{}", std::process::id()));
        let first = super::super::keys::load_or_create(&folder).unwrap();
        let second = super::super::keys::load_or_create(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        assert_eq!(first.id, second.id);
        let token = issue(&first, bearer(), 0, 10).unwrap();
        assert!(verify(&second, &token, 0).is_some());
    }
}
