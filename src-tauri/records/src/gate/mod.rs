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

use crate::{
    Change, Error, FaultCode, Result,
    keys::{Copies, KeyFile},
    practice::Practice,
    profile, storage,
};

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

/// The copy of the key file that counts, to be changed.
pub(crate) fn keys_of(practice: &Practice) -> Result<KeyFile> {
    let copies = Copies::read(practice.file())?.ok_or_else(storage::not_a_practice)?;
    practice.with_open(|open| copies.counting(&open.root, open.key_generation()?).cloned())
}

/// Writes the next generation of the key file and notes it in the database, in one change with whatever else `and` does.
///
/// The commit decides: before it the new copies are only staged, after it they count, wherever the program may die. What was
/// staged stays there when the commit fails, for a commit that failed may still be found on the disk by the next start.
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
            let present: u64 = tx.one("practice", "SELECT key_generation FROM practice", [], |r| r.get(0))?;
            if present > keys.generation {
                return Err(Error::refused(
                    FaultCode::WrongState,
                    "Someone else's access was changed at the same moment. Nothing of this was changed; try again.",
                ));
            }
            keys.stage(practice.file(), &open.root)?;
            profile::write_generation(tx, keys.generation)
        })
    })?;
    if let Err(e) = KeyFile::put_in_place(practice.file()) {
        tracing::error!(code = ?e.code(), "the key file is staged; the next sign-in puts it in place");
    }
    Ok(())
}
