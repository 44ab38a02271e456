//! The key file: who can open the practice, and with what.
//!
//! ```text
//! passphrase    ─Argon2id─▶ KEK ─AES-256-GCM─▶ user key (random) ─AES-256-GCM─▶ ROOT (32 random bytes)
//! recovery code ─HKDF─────▶ KEK ─AES-256-GCM──────────────────────────────────▶ ROOT
//! ROOT ─HKDF-SHA256─▶ database key and salt · key-file MAC · audit MAC · anchor MAC
//! ```
//!
//! Unwrapping *is* signing in: there is no second password hash. The file holds no secret in the clear and no patient data;
//! practice and staff names stand in it so that the unlock page can show them. Two copies (`.keys`, `.keys.b`) stand beside the
//! database and change in step with it ([`Copies`]); each is tried, the newest first, and its MAC is checked once it is opened.
//! The user key exists so that a later change of ROOT can be wrapped for everybody without their passphrases.

mod copies;
mod file;
mod sealed;

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Result};

pub use copies::Copies;
pub use file::{KeyFile, ListedUser, RecoverySlot};

/// The 256-bit secret from which every other key is derived. Wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Root([u8; 32]);

/// What a key derived from [`Root`] is for.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// The database key (32 bytes) and its salt (16 bytes).
    Database,
    /// The MAC over the key file.
    KeyFile,
    /// The MAC over audit entries.
    Audit,
    /// The MAC over the anchor.
    Anchor,
}

impl Root {
    /// A new random root.
    pub fn generate() -> Result<Self> {
        let mut bytes = [0; 32];
        random(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// `N` bytes for one purpose (HKDF-SHA256, RFC 5869).
    pub fn derive<const N: usize>(&self, purpose: Purpose) -> Result<Zeroizing<[u8; N]>> {
        let label: &[u8] = match purpose {
            Purpose::Database => b"chartwell database v1",
            Purpose::KeyFile => b"chartwell key file v1",
            Purpose::Audit => b"chartwell audit v1",
            Purpose::Anchor => b"chartwell anchor v1",
        };
        let mut out = Zeroizing::new([0; N]);
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(label, &mut *out)
            .map_err(|_| Error::Internal("a derived key is too long"))?;
        Ok(out)
    }
}

/// HMAC-SHA256 of `parts`, each preceded by its length so that no two lists of parts give the same bytes.
pub(crate) fn mac(key: &[u8], parts: &[&[u8]]) -> Result<[u8; 32]> {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).map_err(|_| Error::Internal("a MAC key is empty"))?;
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}

pub(crate) fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|_| Error::Internal("the system gave no random numbers"))
}

/// How hard a guess of the passphrase is made (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Cost {
    /// What a practice gets: 128 MiB, four passes; about half a second on a laptop.
    pub const PRACTICE: Cost = Cost { memory_kib: 128 * 1024, passes: 4 };
    /// A key file that asks for more than this is refused: it would be a memory bomb.
    const LIMIT: Cost = Cost { memory_kib: 1024 * 1024, passes: 64 };
}
