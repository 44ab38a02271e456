//! The recovery code: confirming that its sheet was kept, and making a new one.
//!
//! A new code waits beside the present one and opens nothing until part of it was typed back; then it takes the present one's
//! place in one write of the key file. At every moment exactly one code opens the practice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Secret, keys_of, save_keys, unlock_again};
use crate::{
    Error, Result,
    keys::RecoverySlot,
    practice::{Empty, Practice, Session},
    profile,
    time::Instant,
};

/// How the practice stands with its recovery code.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct RecoveryStatus {
    /// When part of a code was last typed back; none: nobody has shown that a sheet was kept.
    pub confirmed_at: Option<Instant>,
    /// Whether a new code was made and not confirmed: until it is, the one before opens the practice.
    pub new_code_waits: bool,
}

/// How the practice stands with its recovery code.
pub fn recovery_status(practice: &Practice, _: &Session, _: Empty) -> Result<RecoveryStatus> {
    let keys = keys_of(practice)?;
    let command = crate::commands::find("recovery_status").ok_or(Error::Internal("no such command"))?;
    let confirmed_at = practice.with_open(|open| open.view(command, profile::recovery_confirmed_at))?;
    Ok(RecoveryStatus { confirmed_at, new_code_waits: keys.new_recovery_waits() })
}

/// A new recovery code to make.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeRecoveryCode {
    /// The signed-in administrator's own passphrase: the code opens everything, so the unattended window must not make one.
    pub own_passphrase: Secret,
}

/// A new recovery code.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct NewRecoveryCode {
    /// Shown once, for the recovery sheet. It opens nothing until it is confirmed.
    pub recovery_code: String,
}

/// Makes a new recovery code. The present one opens the practice until the new one is confirmed, and never after.
pub fn new_recovery_code(practice: &Practice, session: &Session, input: MakeRecoveryCode) -> Result<NewRecoveryCode> {
    let mut keys = keys_of(practice)?;
    let root = unlock_again(practice, session, &keys, Some(&input.own_passphrase))?;
    let code = keys.begin_recovery(&root)?;
    save_keys(practice, "new_recovery_code", &mut keys, |_| Ok(()))?;
    Ok(NewRecoveryCode { recovery_code: code.to_string() })
}

/// Part of the recovery code, typed back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRecoveryCode {
    /// The whole code, as shown.
    pub recovery_code: Secret,
    /// The third group, typed back from the sheet.
    pub part: String,
}

/// Confirms that the recovery sheet was kept: the third group is typed back. A new code then takes the old one's place.
pub fn confirm_recovery(practice: &Practice, _: &Session, input: ConfirmRecoveryCode) -> Result<Empty> {
    let code = input.recovery_code.expose();
    let group = code.split('-').nth(2).unwrap_or_default();
    if group.is_empty() || !group.eq_ignore_ascii_case(input.part.trim()) {
        return Err(Error::invalid("part", "This is not the third group of the code. Look at the sheet again."));
    }
    let mut keys = keys_of(practice)?;
    if keys.recovery_slot(code)? == RecoverySlot::Waiting {
        keys.replace_recovery();
        save_keys(practice, "confirm_recovery_code", &mut keys, profile::confirm_recovery)?;
    } else {
        let command = crate::commands::find("confirm_recovery_code").ok_or(Error::Internal("no such command"))?;
        practice.with_open(|open| open.change(command, true, profile::confirm_recovery))?;
    }
    Ok(Empty {})
}
