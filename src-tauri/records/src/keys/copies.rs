//! The copies of the key file on the disk: how they change in step with the database, and which one counts.
//!
//! A change is staged (`.keys.new`, `.keys.b.new`), committed in the database under the new generation, and put in place by two
//! renames, which need no room. Killed before the commit, the staged copies are of a generation the database does not know and
//! never count; killed after it, they are what counts, and the next sign-in puts them in place.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use super::{KeyFile, Root};
use crate::{Error, FaultCode, Result, storage::beside};

/// Every copy of the key file that can be read, newest first.
pub struct Copies(Vec<Copy>);

#[derive(PartialEq)]
struct Copy {
    file: KeyFile,
    staged: bool,
}

impl Copies {
    /// The copies beside this database; `None` when there is none at all.
    pub fn read(database: &Path) -> Result<Option<Self>> {
        let (mut copies, mut found, mut newer) = (Vec::<Copy>::new(), false, false);
        let staged = standing(database).map(|path| staged(&path));
        let paths = standing(database).into_iter().map(|p| (p, false)).chain(staged.into_iter().map(|p| (p, true)));
        for (path, staged) in paths {
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) => return Err(e.into()),
            };
            // A staged file alone is none: its first generation is made by `create`, which stages nothing.
            found |= !staged;
            match KeyFile::parse(&bytes) {
                Ok(file) if copies.iter().all(|c| c.file != file) => copies.push(Copy { file, staged }),
                Ok(_) => {}
                Err(e) => newer |= !staged && e.code() == FaultCode::NewerVersion,
            }
        }
        match (found, copies.iter().any(|c| !c.staged), newer) {
            (false, ..) => Ok(None),
            (true, true, _) => {
                copies.sort_by_key(|c| std::cmp::Reverse(c.file.generation));
                Ok(Some(Self(copies)))
            }
            (true, false, true) => Err(KeyFile::newer()),
            (true, false, false) => Err(Error::refused(
                FaultCode::Damaged,
                "The key file is damaged. Restore it from a backup; do not delete it.",
            )),
        }
    }

    /// The newest one in place, for the unlock page. Nobody knows yet whether it counts.
    pub fn newest(&self) -> Option<&KeyFile> {
        self.0.iter().find(|c| !c.staged).map(|c| &c.file)
    }

    /// Tries the copies, newest first, until one opens. Damage that leaves a copy readable looks like a wrong passphrase: that is
    /// said of the passphrase alone only where all copies are the same.
    pub fn open<T>(&self, by: impl Fn(&KeyFile) -> Result<T>) -> Result<(T, &KeyFile)> {
        let mut refusal = None;
        for copy in &self.0 {
            match by(&copy.file) {
                Ok(opened) => return Ok((opened, &copy.file)),
                Err(e) if refusal.is_none() || e.code() == FaultCode::WrongPassphrase => refusal = Some(e),
                Err(_) => {}
            }
        }
        Err(match refusal {
            Some(e) if e.code() == FaultCode::WrongPassphrase && self.0.len() > 1 => Error::refused(
                FaultCode::WrongPassphrase,
                "This opens none of the copies of the key file, and they are not the same: one may be damaged. Try again; if you are sure of what you type, put the key files of the newest backup back.",
            ),
            Some(e) => e,
            None => Error::Internal("no copy of the key file was read"),
        })
    }

    /// The copy that counts for a database of this generation: whole, and not older than the database. A staged one counts only
    /// if the database was committed with it.
    pub fn counting(&self, root: &Root, generation: u64) -> Result<&KeyFile> {
        let mut whole = self.0.iter().filter(|c| c.file.check_mac(root));
        let counts = |c: &&Copy| match c.staged {
            true => c.file.generation == generation,
            false => c.file.generation >= generation,
        };
        whole.find(counts).map(|c| &c.file).ok_or_else(|| {
            Error::refused(
                FaultCode::Damaged,
                "This key file is older than the practice it should open, or damaged. Put the newest key file back.",
            )
        })
    }
}

impl KeyFile {
    /// Writes the first generation, durably, to both copies.
    pub fn save(&mut self, database: &Path, root: &Root) -> Result<()> {
        self.next_generation(root)?;
        self.copy_to_all(database)
    }

    /// Writes the next generation, durably, beside both copies. [`KeyFile::put_in_place`] follows once the database knows it.
    pub fn stage(&mut self, database: &Path, root: &Root) -> Result<()> {
        self.next_generation(root)?;
        let bytes = self.bytes()?;
        let written = standing(database).iter().try_for_each(|path| write(&staged(path), &bytes));
        written.and_then(|()| sync_folder(database)).inspect_err(|_| discard_staged(database))
    }

    /// Puts what was staged in the place of both copies.
    pub fn put_in_place(database: &Path) -> Result<()> {
        standing(database).iter().try_for_each(|path| fs::rename(staged(path), path))?;
        sync_folder(database)
    }

    /// Writes this file, as it is, over every copy that is not the same; whatever was staged is settled by that.
    pub fn copy_to_all(&self, database: &Path) -> Result<()> {
        let bytes = self.bytes()?;
        for path in standing(database) {
            if !fs::read(&path).is_ok_and(|present| present == bytes) {
                write(&staged(&path), &bytes)?;
                fs::rename(staged(&path), &path)?;
            }
        }
        sync_folder(database)?;
        discard_staged(database);
        Ok(())
    }

    /// The newest copy in place that can be read; `None` when there is none at all.
    pub fn load(database: &Path) -> Result<Option<Self>> {
        Ok(Copies::read(database)?.and_then(|copies| copies.newest().cloned()))
    }
}

fn standing(database: &Path) -> [PathBuf; 2] {
    [beside(database, "keys"), beside(database, "keys.b")]
}

fn staged(copy: &Path) -> PathBuf {
    beside(copy, "new")
}

fn discard_staged(database: &Path) {
    standing(database).iter().for_each(|path| _ = fs::remove_file(staged(path)));
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// Makes new names in the database's folder durable.
fn sync_folder(database: &Path) -> Result<()> {
    if let Some(folder) = database.parent().filter(|p| !p.as_os_str().is_empty()) {
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
