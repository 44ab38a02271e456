//! The way in and out: make a practice, unlock, recover, lock. What happens before a session needs none.
//!
//! A tour: [`status`] tells what stands there; [`create`] makes a practice; [`unlock`] opens and locks it; [`passphrase`] rates
//! and changes passphrases, [`tries`] slows down wrong ones; [`recovery`] keeps the printed code; [`verify`] checks the file.

mod create;
mod passphrase;
mod recovery;
mod status;
mod tries;
mod unlock;
mod verify;

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;
use zeroize::Zeroize;

use crate::{Change, Error, Result, keys::KeyFile, practice::Practice, profile};

pub use create::{CreatePractice, CreatedPractice, create};
pub(crate) use create::{create_as, undo_create};
pub use passphrase::{ChangePassphrase, PassphraseRating, RatePassphrase, change_passphrase, rate};
pub(crate) use passphrase::{check_passphrase, unlock_again};
pub use recovery::{
    ConfirmRecoveryCode, MakeRecoveryCode, NewRecoveryCode, RecoveryStatus, confirm_recovery, new_recovery_code,
    recovery_status,
};
pub use status::{PracticeState, PracticeStatus, SessionInfo, SignInUser, status};
pub(crate) use tries::Tries;
pub use unlock::{Recover, Unlock, lock, recover, touch, unlock};
pub use verify::{Verification, verify};

/// A passphrase on its way in; wiped when dropped, never printed.
#[derive(Deserialize, JsonSchema, TS, Zeroize)]
#[serde(transparent)]
#[ts(type = "string")]
#[zeroize(drop)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

impl Secret {
    /// The passphrase itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Writes the next generation of the key file and notes it in the database, in one change with whatever else `and` does.
///
/// The key file comes last before the commit: what `and` refuses leaves it as it was, and a crash between the two leaves the
/// newer key file, which opens.
pub(crate) fn save_keys(
    practice: &Practice,
    command: &'static str,
    keys: &mut KeyFile,
    and: impl FnOnce(&mut Change) -> Result<()>,
) -> Result<()> {
    let command = crate::commands::find(command).ok_or(Error::Internal("no such command"))?;
    practice.with_open(|open| {
        open.change(command, true, |tx| {
            and(tx)?;
            keys.save(practice.file(), &open.root)?;
            profile::write_generation(tx, keys.generation)
        })
    })
}
