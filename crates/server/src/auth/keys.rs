//! The key that signs access tokens: Ed25519, made on first start and kept in the data folder.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use app::mail::Seal;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use jsonwebtoken::{DecodingKey, EncodingKey};

const FILE: &str = "token-key.pk8";

/// The signing key and its public half.
pub struct SigningKeys {
    /// Signs.
    pub encoding: EncodingKey,
    /// Verifies.
    pub decoding: DecodingKey,
    /// Names the key in the token's header.
    pub id: String,
}

/// Reads the key, or makes it when there is none yet.
///
/// # Errors
/// When the folder cannot be written or the file is not a key.
pub fn load_or_create(data_dir: &Path) -> io::Result<SigningKeys> {
    fs::create_dir_all(data_dir)?;
    let path = data_dir.join(FILE);
    let document = match fs::read(&path) {
        Ok(document) => document,
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(&path)?,
        Err(error) => return Err(error),
    };
    let pair = Ed25519KeyPair::from_pkcs8(&document)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, format!("{} is not an Ed25519 key", path.display())))?;
    let public = pair.public_key().as_ref();
    Ok(SigningKeys {
        encoding: EncodingKey::from_ed_der(&document),
        decoding: DecodingKey::from_ed_der(public),
        id: public.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// The seal of e-mail addresses in the database. It follows from the signing key, which servers over one database share
/// anyway: there is no second secret to keep.
///
/// # Errors
/// When the key cannot be read.
pub fn load_seal(data_dir: &Path) -> io::Result<Seal> {
    let document = fs::read(data_dir.join(FILE))?;
    Seal::of(&document).map_err(io::Error::other)
}

fn create(path: &Path) -> io::Result<Vec<u8>> {
    let document = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new())
        .map_err(|_| io::Error::other("no random numbers for the token key"))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(document.as_ref())?;
    file.sync_all()?;
    Ok(document.as_ref().to_vec())
}
