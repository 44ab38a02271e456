//! What the key file seals, and under what: passphrases and recovery codes.

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use data_encoding::{BASE32_NOPAD, BASE64};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::{Cost, Root, random};
use crate::{Error, FaultCode, Id, Result, practice::PracticeFile, staff::User};

/// A secret wrapped by AES-256-GCM; nonce and text in base 64.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Sealed {
    nonce: String,
    text: String,
}

impl Sealed {
    pub(super) fn seal(kek: &[u8; 32], secret: &[u8], about: &str) -> Result<Self> {
        let mut nonce = [0; 12];
        random(&mut nonce)?;
        let text = Aes256Gcm::new(&Key::<Aes256Gcm>::from(*kek))
            .encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: about.as_bytes() })
            .map_err(|_| Error::Internal("a key could not be wrapped"))?;
        Ok(Self { nonce: BASE64.encode(&nonce), text: BASE64.encode(&text) })
    }

    pub(super) fn open(&self, kek: &[u8; 32], about: &str) -> Option<Zeroizing<[u8; 32]>> {
        let nonce: [u8; 12] = BASE64.decode(self.nonce.as_bytes()).ok()?.try_into().ok()?;
        let text = BASE64.decode(self.text.as_bytes()).ok()?;
        let secret = Aes256Gcm::new(&Key::<Aes256Gcm>::from(*kek))
            .decrypt(&Nonce::from(nonce), Payload { msg: &text, aad: about.as_bytes() })
            .map(Zeroizing::new)
            .ok()?;
        secret.as_slice().try_into().ok().map(Zeroizing::new)
    }
}

pub(super) fn about_user(practice: Id<PracticeFile>, user: Id<User>) -> String {
    format!("chartwell user slot v1 {practice} {user}")
}
pub(super) fn about_recovery(practice: Id<PracticeFile>) -> String {
    format!("chartwell recovery slot v1 {practice}")
}

/// NFKC first (NIST SP 800-63B-4, 3.1.1.2): the same passphrase typed on another keyboard gives the same key.
pub(super) fn passphrase_kek(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Zeroizing<[u8; 32]>> {
    if cost.memory_kib > Cost::LIMIT.memory_kib || cost.passes > Cost::LIMIT.passes {
        return Err(Error::refused(
            FaultCode::Damaged,
            "The key file asks for more memory than is safe. Restore it from a backup.",
        ));
    }
    let normal: Zeroizing<String> = Zeroizing::new(passphrase.nfkc().collect());
    let params = argon2::Params::new(cost.memory_kib, cost.passes, 1, Some(32))
        .map_err(|_| Error::refused(FaultCode::Damaged, "The key file is damaged. Restore it from a backup."))?;
    let mut kek = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(normal.as_bytes(), salt, &mut *kek)
        .map_err(|_| Error::Internal("the passphrase could not be hashed"))?;
    Ok(kek)
}

/// A new random code, and the root wrapped under it.
pub(super) fn seal_recovery(practice: Id<PracticeFile>, root: &Root) -> Result<(Sealed, Zeroizing<String>)> {
    let mut secret = Zeroizing::new([0; 20]);
    random(&mut *secret)?;
    let code = Zeroizing::new(recovery_code(&secret));
    let sealed = Sealed::seal(&*recovery_kek(&secret, practice)?, &root.0, &about_recovery(practice))?;
    Ok((sealed, code))
}

/// The code carries 160 random bits: a fast derivation is enough.
pub(super) fn recovery_kek(secret: &[u8; 20], practice: Id<PracticeFile>) -> Result<Zeroizing<[u8; 32]>> {
    let mut kek = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(practice.as_bytes()), secret)
        .expand(b"chartwell recovery v1", &mut *kek)
        .map_err(|_| Error::Internal("a derived key is too long"))?;
    Ok(kek)
}

/// Eight groups of four letters and digits (RFC 4648 base 32).
pub(super) fn recovery_code(secret: &[u8; 20]) -> String {
    let plain = BASE32_NOPAD.encode(secret);
    plain.as_bytes().chunks(4).map(|g| String::from_utf8_lossy(g)).collect::<Vec<_>>().join("-")
}

pub(super) fn parse_recovery_code(code: &str) -> Option<Zeroizing<[u8; 20]>> {
    let plain: String = code
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            // Base 32 has neither; a reader of the sheet may take them for the letters.
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            c => c,
        })
        .collect();
    let bytes = BASE32_NOPAD.decode(plain.as_bytes()).ok()?;
    bytes.try_into().ok().map(Zeroizing::new)
}
