//! The key file: its slots, its generation, its MAC.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{
    Cost, Purpose, Root, mac, random,
    sealed::{Sealed, about_recovery, about_user, parse_recovery_code, passphrase_kek, recovery_kek, seal_recovery},
};
use crate::{Error, FaultCode, Id, Result, practice::PracticeFile, staff::User};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct UserSlot {
    user: Id<User>,
    name: String,
    cost: Cost,
    salt: String,
    user_key: Sealed,
    root: Sealed,
}

/// One key file as it stands on the disk.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyFile {
    format: String,
    version: u32,
    practice: Id<PracticeFile>,
    practice_name: String,
    /// Counts every rewrite, mirrored in the database: an older key file put back is noticed.
    pub(crate) generation: u64,
    users: Vec<UserSlot>,
    recovery: Sealed,
    /// A new code that nobody has confirmed yet: it opens nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    new_recovery: Option<Sealed>,
    mac: String,
}

/// Where a recovery code stands in the key file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoverySlot {
    /// It opens the practice.
    Present,
    /// It will, once confirmed.
    Waiting,
}

/// A user as the unlock page shows them.
pub struct ListedUser {
    /// The user.
    pub id: Id<User>,
    /// The name shown.
    pub display_name: String,
}

const FORMAT: &str = "chartwell-keys";
const VERSION: u32 = 1;

impl KeyFile {
    /// A key file for a new practice, and its recovery code. Nothing is written yet.
    pub fn create(practice: Id<PracticeFile>, practice_name: &str, root: &Root) -> Result<(Self, Zeroizing<String>)> {
        let (recovery, code) = seal_recovery(practice, root)?;
        let file = Self {
            format: FORMAT.into(),
            version: VERSION,
            practice,
            practice_name: practice_name.into(),
            generation: 0,
            users: Vec::new(),
            recovery,
            new_recovery: None,
            mac: String::new(),
        };
        Ok((file, code))
    }

    /// The practice this file opens.
    pub fn practice(&self) -> Id<PracticeFile> {
        self.practice
    }
    /// The practice's name, for the unlock page.
    pub fn practice_name(&self) -> &str {
        &self.practice_name
    }
    /// Changes the name the unlock page shows.
    pub fn rename(&mut self, practice_name: &str) {
        self.practice_name = practice_name.into();
    }
    /// Who can sign in.
    pub fn users(&self) -> Vec<ListedUser> {
        self.users.iter().map(|s| ListedUser { id: s.user, display_name: s.name.clone() }).collect()
    }

    /// Gives a user a slot, or a new passphrase in place of the old one. Returns the user's key.
    pub fn set_user(
        &mut self,
        user: Id<User>,
        name: &str,
        passphrase: &str,
        cost: Cost,
        root: &Root,
    ) -> Result<Zeroizing<[u8; 32]>> {
        let mut salt = [0; 16];
        random(&mut salt)?;
        let mut user_key = Zeroizing::new([0; 32]);
        random(&mut *user_key)?;
        let kek = passphrase_kek(passphrase, &salt, cost)?;
        let about = about_user(self.practice, user);
        let slot = UserSlot {
            user,
            name: name.into(),
            cost,
            salt: BASE64.encode(&salt),
            user_key: Sealed::seal(&kek, &*user_key, &about)?,
            root: Sealed::seal(&user_key, &root.0, &about)?,
        };
        match self.users.iter_mut().find(|s| s.user == user) {
            Some(old) => *old = slot,
            None => self.users.push(slot),
        }
        Ok(user_key)
    }

    /// Takes a user's slot away: their passphrase opens nothing any more.
    pub fn remove_user(&mut self, user: Id<User>) {
        self.users.retain(|s| s.user != user);
    }

    /// The root, if `passphrase` is this user's. An unknown user costs as much time as a wrong passphrase.
    pub fn unlock(&self, user: Id<User>, passphrase: &str) -> Result<Root> {
        let wrong = || {
            Error::refused(
                FaultCode::WrongPassphrase,
                "This passphrase does not open the practice. Check the user and try again.",
            )
        };
        let Some(slot) = self.users.iter().find(|s| s.user == user) else {
            let cost = self.users.first().map_or(Cost::PRACTICE, |s| s.cost);
            passphrase_kek(passphrase, &[0; 16], cost)?;
            return Err(wrong());
        };
        let damaged = || Error::refused(FaultCode::Damaged, "The key file is damaged. Restore it from a backup.");
        let salt: [u8; 16] =
            BASE64.decode(slot.salt.as_bytes()).ok().and_then(|s| s.try_into().ok()).ok_or_else(damaged)?;
        let kek = passphrase_kek(passphrase, &salt, slot.cost)?;
        let about = about_user(self.practice, user);
        let user_key = slot.user_key.open(&kek, &about).ok_or_else(wrong)?;
        let root = Root(*slot.root.open(&user_key, &about).ok_or_else(damaged)?);
        self.check_mac(&root).then_some(root).ok_or_else(damaged)
    }

    /// The root, if `code` is the practice's recovery code, typed with or without its hyphens. One that waits to be confirmed
    /// is not.
    pub fn recover(&self, code: &str) -> Result<Root> {
        self.opened_by(&self.recovery, code)
    }

    /// Which slot a code belongs to. Neither: the fault of a wrong code.
    pub fn recovery_slot(&self, code: &str) -> Result<RecoverySlot> {
        if let Some(waiting) = &self.new_recovery
            && self.opened_by(waiting, code).is_ok()
        {
            return Ok(RecoverySlot::Waiting);
        }
        self.recover(code).map(|_| RecoverySlot::Present)
    }

    /// Whether a new code waits to be confirmed.
    pub fn new_recovery_waits(&self) -> bool {
        self.new_recovery.is_some()
    }

    /// Makes a new recovery code. It opens nothing until [`KeyFile::replace_recovery`]; one that waited before is gone.
    pub fn begin_recovery(&mut self, root: &Root) -> Result<Zeroizing<String>> {
        let (sealed, code) = seal_recovery(self.practice, root)?;
        self.new_recovery = Some(sealed);
        Ok(code)
    }

    /// Puts the waiting code, if there is one, in the present one's place: the present one opens nothing any more.
    pub fn replace_recovery(&mut self) {
        if let Some(new) = self.new_recovery.take() {
            self.recovery = new;
        }
    }

    fn opened_by(&self, slot: &Sealed, code: &str) -> Result<Root> {
        let wrong = || {
            Error::refused(
                FaultCode::WrongPassphrase,
                "This recovery code does not open the practice. Check it against the sheet.",
            )
        };
        let secret = parse_recovery_code(code).ok_or_else(wrong)?;
        let kek = recovery_kek(&secret, self.practice)?;
        let root = Root(*slot.open(&kek, &about_recovery(self.practice)).ok_or_else(wrong)?);
        let damaged = || Error::refused(FaultCode::Damaged, "The key file is damaged. Restore it from a backup.");
        self.check_mac(&root).then_some(root).ok_or_else(damaged)
    }

    fn body(&self) -> Result<Vec<u8>> {
        let bare = Self { mac: String::new(), ..self.clone() };
        serde_json::to_vec(&bare).map_err(|_| Error::Internal("the key file could not be written"))
    }

    /// Whether this file is as it was sealed.
    pub(super) fn check_mac(&self, root: &Root) -> bool {
        let expected = || -> Result<[u8; 32]> { mac(&*root.derive::<32>(Purpose::KeyFile)?, &[&self.body()?]) };
        let Ok(expected) = expected() else { return false };
        let Ok(given) = BASE64.decode(self.mac.as_bytes()) else { return false };
        subtle::ConstantTimeEq::ct_eq(given.as_slice(), expected.as_slice()).into()
    }

    /// Counts one up and seals the whole anew.
    pub(super) fn next_generation(&mut self, root: &Root) -> Result<()> {
        self.generation += 1;
        self.mac = BASE64.encode(&mac(&*root.derive::<32>(Purpose::KeyFile)?, &[&self.body()?])?);
        Ok(())
    }

    /// As it stands on the disk.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec_pretty(self).map_err(|_| Error::Internal("the key file could not be written"))
    }

    /// Reads what stands on the disk; its MAC is checked by whoever has the root.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let damaged = || Error::refused(FaultCode::Damaged, "The key file is damaged. Restore it from a backup.");
        let file = serde_json::from_slice::<Self>(bytes).ok().filter(|f| f.format == FORMAT).ok_or_else(damaged)?;
        if file.version > VERSION { Err(Self::newer()) } else { Ok(file) }
    }

    pub(super) fn newer() -> Error {
        Error::refused(
            FaultCode::NewerVersion,
            "This practice was written by a newer Chartwell. Update Chartwell to open it.",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const QUICK: Cost = Cost { memory_kib: 256, passes: 1 };

    #[test]
    fn a_passphrase_opens_its_own_slot_and_no_other_does() {
        let root = Root::generate().unwrap();
        let (mut file, code) = KeyFile::create(Id::new(), "Riverside", &root).unwrap();
        let user = Id::new();
        file.set_user(user, "Dr. A", "correct horse battery ñ", QUICK, &root).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("p.chartwell");
        file.save(&database, &root).unwrap();
        let read = KeyFile::load(&database).unwrap().unwrap();
        assert_eq!(read.unlock(user, "correct horse battery ñ").unwrap().0, root.0);
        assert_eq!(read.unlock(user, "correct horse battery n\u{303}").unwrap().0, root.0, "typed with a dead key");
        assert_eq!(read.recover(&code.to_lowercase().replace('-', " ")).unwrap().0, root.0);
        for wrong in [
            read.unlock(user, "correct horse battery"),
            read.unlock(Id::new(), "correct horse battery ñ"),
            read.recover("AAAA-BBBB"),
        ] {
            assert_eq!(wrong.err().unwrap().code(), FaultCode::WrongPassphrase);
        }
    }

    #[test]
    fn a_key_file_that_was_edited_is_refused_and_one_lost_copy_is_made_up_for() {
        let root = Root::generate().unwrap();
        let (mut file, _) = KeyFile::create(Id::new(), "Riverside", &root).unwrap();
        let user = Id::new();
        file.set_user(user, "Dr. A", "correct horse battery", QUICK, &root).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("p.chartwell");
        file.save(&database, &root).unwrap();
        let [first, second] = ["keys", "keys.b"].map(|copy| crate::storage::beside(&database, copy));
        fs::write(&first, b"{ cut").unwrap();
        assert!(KeyFile::load(&database).unwrap().unwrap().unlock(user, "correct horse battery").is_ok());
        let edited = fs::read_to_string(&second).unwrap().replace("Dr. A", "Dr. B");
        fs::write(&second, edited).unwrap();
        let code =
            KeyFile::load(&database).unwrap().unwrap().unlock(user, "correct horse battery").err().unwrap().code();
        assert_eq!(code, FaultCode::Damaged);
    }
}
