//! Passwords: Argon2id with the parameters that OWASP names as the minimum (security notes §2.3).

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::{AppError, AppResult};

/// Hashes a new password with a random salt. Slow on purpose: never on an async thread.
///
/// # Errors
/// When the system has no random numbers.
pub fn hash(password: &str) -> AppResult<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| AppError::Internal(format!("password hash: {error}")))
}

/// Whether the password has this hash.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// The work of a check without an account, so that unknown names take as long as known ones.
pub fn verify_nobody(password: &str) {
    static NOBODY: OnceLock<Option<String>> = OnceLock::new();
    if let Some(nobody) = NOBODY.get_or_init(|| hash("nobody").ok()) {
        let _ = verify(password, nobody);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let first = hash("Baocao@2026").unwrap();
        assert!(first.starts_with("$argon2id$"));
        assert_ne!(first, hash("Baocao@2026").unwrap(), "salts differ");
        assert!(verify("Baocao@2026", &first));
        for (password, hash) in
            [("baocao@2026", first.as_str()), ("", &first), ("Baocao@2026", ""), ("x", "$argon2id$")]
        {
            assert!(!verify(password, hash), "{password} {hash}");
        }
    }
}
