//! E-mail addresses at rest: AES-256-GCM under a key that is not in the database, bound to the account, so that a copy of
//! the database tells no address and a sealed one counts for nobody else.

use std::fmt::Write as _;

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use domain::ids::UserId;

use crate::{AppError, AppResult};

/// Seals and opens addresses.
#[derive(Debug)]
pub struct Seal {
    key: RandomizedNonceKey,
    /// Names the key, so that what another one sealed is known for that.
    id: String,
}

const NONCE: usize = 12;

impl Seal {
    /// The seal that follows from a secret: always the same one. The secret must be of at least 32 random bytes.
    ///
    /// # Errors
    /// When the library takes no key.
    pub fn of(secret: &[u8]) -> AppResult<Self> {
        let mut key = [0; 32];
        let mut id = [0; 4];
        let derived = Salt::new(HKDF_SHA256, b"baocao").extract(secret);
        for (purpose, bytes) in [(&b"e-mail addresses"[..], &mut key[..]), (b"id of e-mail addresses' key", &mut id)] {
            let length = Length(bytes.len());
            derived.expand(&[purpose], length).and_then(|made| made.fill(bytes)).map_err(failed)?;
        }
        Ok(Self { key: RandomizedNonceKey::new(&AES_256_GCM, &key).map_err(failed)?, id: hex(&id) })
    }

    /// Seals an address for an account.
    ///
    /// # Errors
    /// When the library cannot.
    pub(super) fn seal(&self, user: UserId, address: &str) -> AppResult<String> {
        let mut bytes = address.as_bytes().to_vec();
        let nonce = self.key.seal_in_place_append_tag(binding(user), &mut bytes).map_err(failed)?;
        Ok(format!("{}.{}{}", self.id, hex(nonce.as_ref()), hex(&bytes)))
    }

    /// Opens what was sealed for this account; none when another key did it, or it was touched.
    pub(super) fn open(&self, user: UserId, sealed: &str) -> Option<String> {
        let (id, rest) = sealed.split_once('.')?;
        let bytes = unhex(rest).filter(|_| id == self.id)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.key.open_in_place(nonce, binding(user), &mut sealed).ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }
}

struct Length(usize);

impl aws_lc_rs::hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn binding(user: UserId) -> Aad<Vec<u8>> {
    Aad::from(format!("e-mail of account {}", user.0).into_bytes())
}

fn failed(_: aws_lc_rs::error::Unspecified) -> AppError {
    AppError::Internal("the cryptographic library refused to seal an e-mail address".to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    digits?.chunks(2).map(|pair| u8::try_from(pair.first()? * 16 + pair.get(1)?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_opens_for_the_same_account() {
        let seal = Seal::of(&[7; 48]).unwrap();
        let sealed = seal.seal(UserId(5), "a@b.vn").unwrap();
        assert_eq!(seal.open(UserId(5), &sealed).as_deref(), Some("a@b.vn"));
        assert_eq!(Seal::of(&[7; 48]).unwrap().open(UserId(5), &sealed).as_deref(), Some("a@b.vn"), "after a restart");
        assert_ne!(seal.seal(UserId(5), "a@b.vn").unwrap(), sealed, "equal addresses do not look equal");
        assert_eq!(seal.open(UserId(6), &sealed), None);
        assert_eq!(Seal::of(&[8; 48]).unwrap().open(UserId(5), &sealed), None);
        let mut touched = sealed.clone();
        let last = touched.pop().unwrap();
        touched.push(if last == '0' { '1' } else { '0' });
        for broken in [touched.as_str(), "", ".", "x.y", &sealed[..sealed.len() - 1], &sealed[..12], "ộ.ộ"] {
            assert_eq!(seal.open(UserId(5), broken), None, "{broken}");
        }
        assert!(!sealed.contains("b.vn"));
    }
}
