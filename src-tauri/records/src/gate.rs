//! The way in and out: make a practice, unlock, recover, lock. The commands here need no session.

use std::time::{Duration, Instant as Clock};

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::{Zeroize, Zeroizing};

use crate::{
    Error, FaultCode, Id, Result,
    audit::{ChainReport, Entry},
    keys::{KeyFile, Root},
    numbers,
    permissions::{Permission, Role},
    practice::{Empty, Open, Practice, PracticeFile, Session},
    profile::{self, NewPractice},
    staff::{self, NewUser, User},
    storage::{self, DatabaseKey},
    time::Instant,
};

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

/// Shortest passphrase, in characters (NIST SP 800-63B-4, single factor).
const SHORTEST: usize = 15;
/// Longest, so that nobody feeds megabytes to the hash.
const LONGEST: usize = 1024;
/// Wrong tries before a wait is asked for.
const FREE_TRIES: u32 = 5;
/// Longest wait between tries.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Wrong tries since the last right one, on a clock that setting the time does not move.
#[derive(Default)]
pub(crate) struct Tries {
    wrong: u32,
    /// Wrong tries not yet in the log.
    unlogged: i64,
    next_at: Option<Clock>,
}

impl Tries {
    fn wait(&self) -> Result<()> {
        match self.next_at.and_then(|at| at.checked_duration_since(Clock::now())) {
            Some(left) if !left.is_zero() => Err(Error::TooManyTries(left.as_secs() + 1)),
            _ => Ok(()),
        }
    }

    fn was_wrong(&mut self) {
        self.wrong += 1;
        self.unlogged += 1;
        if self.wrong >= FREE_TRIES {
            let wait = Duration::from_secs(1 << (self.wrong - FREE_TRIES).min(16)).min(LONGEST_WAIT);
            self.next_at = Some(Clock::now() + wait);
        }
    }

    fn was_right(&mut self) -> i64 {
        std::mem::take(self).unlogged
    }
}

/// Whether a practice is here, and whether it is open.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct PracticeStatus {
    /// None yet, locked, or open.
    pub state: PracticeState,
    /// The practice's name, if there is one.
    pub practice_name: Option<String>,
    /// Who can sign in.
    pub users: Vec<SignInUser>,
    /// Who is signed in.
    pub session: Option<SessionInfo>,
    /// Version of the program.
    pub app_version: String,
}

/// What stands at the practice file's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeState {
    /// No practice yet.
    None,
    /// A practice that nobody has opened.
    Locked,
    /// Open for the signed-in user.
    Open,
}

/// A user on the unlock page.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct SignInUser {
    /// The user.
    pub id: Id<User>,
    /// The name shown.
    pub display_name: String,
}

/// The signed-in user.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct SessionInfo {
    /// The user.
    pub user: Id<User>,
    /// The user's name.
    pub display_name: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// What these roles allow.
    pub permissions: Vec<Permission>,
    /// The practice's name.
    pub practice_name: String,
    /// The practice's IANA zone.
    pub zone: crate::time::Zone,
    /// Minutes without an act until the practice locks itself.
    pub idle_minutes: u32,
    /// Whether this is the sample practice.
    pub sample: bool,
    /// Whether part of the recovery code was typed back.
    pub recovery_confirmed: bool,
}

impl From<Session> for SessionInfo {
    fn from(s: Session) -> Self {
        let mut permissions: Vec<_> = s.roles.iter().flat_map(|r| r.permissions()).copied().collect();
        permissions.sort();
        permissions.dedup();
        Self {
            user: s.user,
            display_name: s.display_name,
            roles: s.roles,
            permissions,
            practice_name: s.practice_name,
            zone: s.zone,
            idle_minutes: s.idle_minutes,
            sample: s.sample,
            recovery_confirmed: s.recovery_confirmed,
        }
    }
}

/// What stands at the practice file's place, and who is signed in.
pub fn status(practice: &Practice, _: Empty) -> Result<PracticeStatus> {
    let session = practice.session();
    let keys = KeyFile::load(practice.file())?;
    let state = match (&session, &keys) {
        (Some(_), _) => PracticeState::Open,
        (None, Some(_)) => PracticeState::Locked,
        (None, None) if practice.file().exists() => return Err(no_keys(practice)),
        (None, None) => PracticeState::None,
    };
    Ok(PracticeStatus {
        state,
        practice_name: keys.as_ref().map(|k| k.practice_name().to_owned()),
        users: keys
            .map(|k| k.users().into_iter().map(|u| SignInUser { id: u.id, display_name: u.display_name }).collect())
            .unwrap_or_default(),
        session: session.map(Into::into),
        app_version: env!("CARGO_PKG_VERSION").into(),
    })
}

/// A file without a key file: somebody else's file, or a practice whose key files were lost.
fn no_keys(practice: &Practice) -> Error {
    let mut head = [0; 16];
    let read = std::fs::File::open(practice.file()).and_then(|mut f| std::io::Read::read_exact(&mut f, &mut head));
    let ours = read.is_ok()
        && &head[..] != b"SQLite format 3\0"
        && std::fs::metadata(practice.file()).is_ok_and(|m| m.len() % 4096 == 0);
    if ours && storage::beside(practice.file(), "anchor").exists() {
        Error::refused(
            FaultCode::Damaged,
            "The key files beside the practice are missing. Put them back from a backup; without them nobody can open it.",
        )
    } else {
        storage::not_a_practice()
    }
}

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

/// A practice to make, with its first user.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreatePractice {
    /// The practice.
    pub practice: NewPractice,
    /// The first user. An administrator, whatever other roles are named.
    pub user: NewUser,
    /// The first user's passphrase.
    pub passphrase: Secret,
}

/// A new practice, open.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct CreatedPractice {
    /// Shown once, for the recovery sheet: opens the practice when every passphrase is lost.
    pub recovery_code: String,
    /// The first user, signed in.
    pub session: SessionInfo,
}

/// Makes the practice's file and key file and signs the first user in. Never writes over anything.
pub fn create(practice: &Practice, input: CreatePractice) -> Result<CreatedPractice> {
    create_as(practice, input, false)
}

pub(crate) fn create_as(practice: &Practice, mut input: CreatePractice, sample: bool) -> Result<CreatedPractice> {
    let path = practice.file();
    for extension in ["keys", "keys.b", "anchor"] {
        if storage::beside(path, extension).exists() {
            return Err(exists());
        }
    }
    if path.exists() {
        return Err(exists());
    }
    input.practice.check()?;
    if !input.user.roles.contains(&Role::Administrator) {
        input.user.roles.insert(0, Role::Administrator);
    }
    input.user.check()?;
    check_passphrase(&input.passphrase, &[&input.practice.name, &input.user.display_name])?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let hold = storage::hold(path)?;
    let root = Root::generate()?;
    let key = DatabaseKey::from(&root)?;
    let (file, user) = (Id::<PracticeFile>::new(), Id::<User>::new());
    let (mut keys, recovery_code) = KeyFile::create(file, &input.practice.name, &root)?;
    let user_key = keys.set_user(user, &input.user.display_name, input.passphrase.expose(), practice.cost(), &root)?;
    let made = || -> Result<Open> {
        let connection = storage::create(path, &key)?;
        let tx = connection.unchecked_transaction()?;
        let now = Instant::now();
        profile::write_first(&tx, file, user, now, &input.practice, sample)?;
        staff::write_first(&tx, user, now, &input.user, &*user_key)?;
        tx.execute("INSERT INTO device (id, letter) VALUES (?1, 'A')", params![Id::<numbers::Device>::new()])?;
        tx.commit()?;
        // The key file comes last: with it, the practice is there.
        let open = Open::over(path, hold, root.clone(), &key, connection, user)?;
        open.log_now(Entry::new(&open.session(), "create_practice", "gate", now))?;
        keys.save(path, &root)?;
        Ok(open)
    };
    let open = made().inspect_err(|_| clear_away(path))?;
    let session = open.session();
    practice.install(open);
    Ok(CreatedPractice { recovery_code: recovery_code.to_string(), session: session.into() })
}

/// Takes back a practice that was just made and could not be filled. Only called in the call that made it.
pub(crate) fn undo_create(practice: &Practice) {
    practice.close();
    clear_away(practice.file());
}

/// Removes what a failed `create` left. Only called where nothing stood before.
fn clear_away(path: &std::path::Path) {
    for extension in ["keys", "keys.b", "anchor", "lock"] {
        _ = std::fs::remove_file(storage::beside(path, extension));
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        _ = std::fs::remove_file(name);
    }
}

fn exists() -> Error {
    Error::refused(
        FaultCode::AlreadyExists,
        "There is already a practice at this place. Nothing was changed; choose another file.",
    )
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

/// Confirms that the recovery sheet was kept: the third group is typed back.
pub fn confirm_recovery(tx: &mut crate::Change, input: ConfirmRecoveryCode) -> Result<Empty> {
    let group = input.recovery_code.expose().split('-').nth(2).unwrap_or_default();
    if group.is_empty() || !group.eq_ignore_ascii_case(input.part.trim()) {
        return Err(Error::invalid("part", "This is not the third group of the code. Look at the sheet again."));
    }
    profile::confirm_recovery(tx)?;
    Ok(Empty {})
}

/// Who unlocks, and with what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// The user; may be left out when there is only one.
    #[serde(default)]
    pub user: Option<Id<User>>,
    /// The user's display name, instead of `user`.
    #[serde(default)]
    pub user_name: Option<String>,
    /// The user's passphrase.
    pub passphrase: Secret,
    /// Go on although acknowledged entries are missing. Logged.
    #[serde(default)]
    pub accept_missing_entries: bool,
}

/// Opens the practice for a user.
pub fn unlock(practice: &Practice, input: Unlock) -> Result<SessionInfo> {
    practice.tries().wait()?;
    let keys = keys_of(practice)?;
    let user = chosen(&keys, input.user, input.user_name.as_deref())?;
    let root = keys.unlock(user, input.passphrase.expose()).inspect_err(|e| {
        if e.code() == FaultCode::WrongPassphrase {
            practice.tries().was_wrong();
        }
    })?;
    enter(practice, &keys, root, user, input.accept_missing_entries, "unlock")
}

fn keys_of(practice: &Practice) -> Result<KeyFile> {
    if practice.session().is_some() {
        return Err(Error::refused(FaultCode::WrongState, "The practice is already open here. Lock it first."));
    }
    let keys = KeyFile::load(practice.file())?;
    match (keys, practice.file().exists()) {
        (Some(keys), true) => Ok(keys),
        (Some(_), false) => Err(Error::refused(
            FaultCode::Damaged,
            "The practice file is missing, only its key file is here. Put the file back from a backup.",
        )),
        (None, true) => Err(no_keys(practice)),
        (None, false) => Err(Error::refused(FaultCode::NoPractice, "There is no practice here yet.")),
    }
}

fn chosen(keys: &KeyFile, id: Option<Id<User>>, name: Option<&str>) -> Result<Id<User>> {
    let users = keys.users();
    match (id, name, users.as_slice()) {
        (Some(id), _, _) => Ok(id),
        (None, Some(name), all) => {
            let wanted = name.trim().to_lowercase();
            all.iter().find(|u| u.display_name.to_lowercase() == wanted).map(|u| u.id).ok_or(Error::NotFound("user"))
        }
        (None, None, [only]) => Ok(only.id),
        (None, None, _) => Err(Error::invalid("user", "This practice has several users: say which one.")),
    }
}

fn enter(
    practice: &Practice,
    keys: &KeyFile,
    root: Root,
    user: Id<User>,
    accept_missing: bool,
    command: &str,
) -> Result<SessionInfo> {
    let hold = storage::hold(practice.file())?;
    let open = Open::existing(practice.file(), hold, root.clone(), keys, user, accept_missing)?;
    let session = open.session();
    let now = Instant::now();
    let wrong = practice.tries().was_right();
    if wrong > 0 {
        let mut entry = Entry::new(&session, "unlock", "gate", now);
        (entry.outcome, entry.times, entry.user) = ("wrong_passphrase".into(), wrong, None);
        open.log_now(entry)?;
    }
    open.log_now(Entry::new(&session, command, "gate", now))?;
    practice.install(open);
    if session.practice_name != keys.practice_name() {
        // The practice was renamed: the unlock page shall show it next time.
        let mut keys = keys.clone();
        keys.rename(&session.practice_name);
        save_keys(practice, &mut keys, &root, None)?;
    }
    Ok(session.into())
}

/// A new passphrase for a user who lost theirs.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// The user; may be left out when there is only one.
    #[serde(default)]
    pub user: Option<Id<User>>,
    /// The code on the recovery sheet.
    pub recovery_code: Secret,
    /// The user's new passphrase.
    pub new_passphrase: Secret,
}

/// Gives a user a new passphrase by the recovery code, and opens the practice.
pub fn recover(practice: &Practice, input: Recover) -> Result<SessionInfo> {
    practice.tries().wait()?;
    let mut keys = keys_of(practice)?;
    let user = chosen(&keys, input.user, None)?;
    let name = keys.users().into_iter().find(|u| u.id == user).ok_or(Error::NotFound("user"))?.display_name;
    let practice_name = keys.practice_name().to_owned();
    check_passphrase(&input.new_passphrase, &[&practice_name, &name])?;
    let root = keys.recover(input.recovery_code.expose()).inspect_err(|e| {
        if e.code() == FaultCode::WrongPassphrase {
            practice.tries().was_wrong();
        }
    })?;
    let session = enter(practice, &keys, root.clone(), user, false, "recover")?;
    let user_key = keys.set_user(user, &name, input.new_passphrase.expose(), practice.cost(), &root)?;
    save_keys(practice, &mut keys, &root, Some((user, user_key)))?;
    Ok(session)
}

/// Writes the next generation of the key file, then notes it in the database: a crash between leaves the newer key file,
/// which opens.
pub(crate) fn save_keys(
    practice: &Practice,
    keys: &mut KeyFile,
    root: &Root,
    user_key: Option<(Id<User>, Zeroizing<[u8; 32]>)>,
) -> Result<()> {
    keys.save(practice.file(), root)?;
    let generation = keys.generation;
    let command = crate::commands::find("change_passphrase").ok_or(Error::Internal("no such command"))?;
    practice.with_open(|open| {
        open.change(command, true, |tx| {
            if let Some((user, key)) = &user_key {
                staff::write_key(tx, *user, &**key)?;
            }
            profile::write_generation(tx, generation)
        })
    })
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
    practice.tries().wait()?;
    check_passphrase(&input.new_passphrase, &[&session.practice_name, &session.display_name])?;
    let mut keys = KeyFile::load(practice.file())?.ok_or_else(storage::not_a_practice)?;
    let root = keys.unlock(session.user, input.old_passphrase.expose()).inspect_err(|e| {
        if e.code() == FaultCode::WrongPassphrase {
            practice.tries().was_wrong();
        }
    })?;
    let user_key =
        keys.set_user(session.user, &session.display_name, input.new_passphrase.expose(), practice.cost(), &root)?;
    save_keys(practice, &mut keys, &root, Some((session.user, user_key)))?;
    Ok(Empty {})
}

/// Locks now: what waits is written, the file closed, the key wiped.
pub fn lock(practice: &Practice, _: Empty) -> Result<Empty> {
    // Locking comes before logging: on a full disk the practice is locked all the same.
    _ = practice.with_open(|open| open.log_now(Entry::new(&open.session(), "lock", "gate", Instant::now())));
    practice.close();
    Ok(Empty {})
}

/// Tells that a person is at work, so that the practice does not lock itself.
pub fn touch(practice: &Practice, _: &Session, _: Empty) -> Result<Empty> {
    practice.mark_active();
    Ok(Empty {})
}

/// What `verify` found.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Verification {
    /// Whether the file, its references and the whole log are as they were written.
    pub sound: bool,
    /// What SQLite and SQLCipher found wrong, in their words: pages and tables, never content.
    pub file_findings: Vec<String>,
    /// The audit chain.
    pub chain: ChainReport,
}

/// Reads the whole file and the whole log and checks them.
pub fn verify(practice: &Practice, _: &Session, _: Empty) -> Result<Verification> {
    practice.with_open(|open| {
        let (_, file_findings, chain) = open.inspect()?;
        let sound = file_findings.is_empty() && chain.first_bad.is_none();
        let mut entry = Entry::new(&open.session(), "verify", "desk", Instant::now());
        if !sound {
            entry.outcome = "damaged".into();
        }
        open.log_now(entry)?;
        Ok(Verification { sound, file_findings, chain })
    })
}
