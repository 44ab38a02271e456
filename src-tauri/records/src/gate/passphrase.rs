//! Passphrases: how good one is, and changing one's own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Secret, keys_of, save_keys, tries};
use crate::{
    Error, FaultCode, Result,
    keys::{KeyFile, Root},
    practice::{Empty, Practice, Session},
    staff,
};

/// Shortest passphrase, in characters (NIST SP 800-63B-4, single factor).
const SHORTEST: usize = 15;
/// Longest, so that nobody feeds megabytes to the hash.
const LONGEST: usize = 1024;

/// How good a passphrase is.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct PassphraseRating {
    /// 0 (guessed at once) to 4 (strong), by zxcvbn.
    pub score: u8,
    /// At least 15 characters.
    pub long_enough: bool,
    /// Good enough to be accepted.
    pub acceptable: bool,
    /// What makes it weak.
    pub warning: Option<String>,
    /// What would make it better.
    pub suggestions: Vec<String>,
}

/// A passphrase to rate.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RatePassphrase {
    /// The passphrase.
    pub passphrase: Secret,
    /// Words an attacker would try first, such as the practice's and the user's name.
    #[serde(default)]
    pub known: Vec<String>,
}

/// Rates a passphrase; keeps nothing.
pub fn rate(_: &Practice, input: RatePassphrase) -> Result<PassphraseRating> {
    let known: Vec<&str> = input.known.iter().map(String::as_str).collect();
    Ok(rating(input.passphrase.expose(), &known))
}

fn rating(passphrase: &str, known: &[&str]) -> PassphraseRating {
    let entropy = zxcvbn::zxcvbn(passphrase, known);
    let feedback = entropy.feedback();
    let long_enough = passphrase.chars().count() >= SHORTEST;
    let score = u8::from(entropy.score());
    PassphraseRating {
        score,
        long_enough,
        acceptable: long_enough && score >= 3 && passphrase.len() <= LONGEST,
        warning: feedback.and_then(|f| f.warning()).map(|w| w.to_string()),
        suggestions: feedback.map(|f| f.suggestions().iter().map(ToString::to_string).collect()).unwrap_or_default(),
    }
}

pub(crate) fn check_passphrase(passphrase: &Secret, known: &[&str]) -> Result<()> {
    let rating = rating(passphrase.expose(), known);
    let why = if !rating.long_enough {
        "A passphrase needs at least 15 characters. Four or five unrelated words work well."
    } else if !rating.acceptable {
        "This passphrase is too easily guessed. Four or five unrelated words work well."
    } else {
        return Ok(());
    };
    Err(Error::refused(FaultCode::WeakPassphrase, why))
}

/// A new passphrase for the signed-in user.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    /// The passphrase until now.
    pub old_passphrase: Secret,
    /// The passphrase from now on.
    pub new_passphrase: Secret,
}

/// Changes the signed-in user's passphrase: one new key file; the database is not re-encrypted.
pub fn change_passphrase(practice: &Practice, session: &Session, input: ChangePassphrase) -> Result<Empty> {
    check_passphrase(&input.new_passphrase, &[&session.practice_name, &session.display_name])?;
    let mut keys = keys_of(practice)?;
    let root = unlock_again(practice, session, &keys, Some(&input.old_passphrase))?;
    let user_key =
        keys.set_user(session.user, &session.display_name, input.new_passphrase.expose(), practice.cost(), &root)?;
    save_keys(practice, "change_passphrase", &mut keys, |tx| staff::write_key(tx, session.user, &*user_key))?;
    Ok(Empty {})
}

/// The root, asked for once more of the signed-in user: an unattended window must not give or take access. Wrong ones are
/// slowed down as at the door.
pub(crate) fn unlock_again(
    practice: &Practice,
    session: &Session,
    keys: &KeyFile,
    own: Option<&Secret>,
) -> Result<Root> {
    let own = own.ok_or_else(|| Error::invalid("own_passphrase", "Type your own passphrase to allow this."))?;
    tries::wait(practice)?;
    tries::count(practice, keys.unlock(session.user, own.expose()))
}
