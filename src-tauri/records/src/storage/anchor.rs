//! The anchor: a small file beside the database that remembers the last acknowledged audit entry.
//!
//! A lost or swapped WAL, a database put back from yesterday, entries cut off the end: SQLite and SQLCipher find nothing wrong
//! with these. The anchor does: it names an entry that the database does not have. It is written after the commit and before
//! the answer, without fsync, in alternate halves so that a torn write leaves the other half.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use super::beside;
use crate::{
    Result,
    keys::{Purpose, Root, mac},
};

const HALF: u64 = 4096;
const MAGIC: &[u8; 8] = b"CHWLANC1";
const LENGTH: usize = 8 + 8 + 32 + 32;

/// An entry of the audit log: its number and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Number of the entry, 0 before the first.
    pub seq: i64,
    /// The entry's hash.
    pub hash: [u8; 32],
}

impl Head {
    /// Before the first entry.
    pub(crate) const NONE: Head = Head { seq: 0, hash: [0; 32] };
}

pub(crate) struct Anchor {
    file: File,
    key: zeroize::Zeroizing<[u8; 32]>,
    second_half: bool,
}

impl Anchor {
    /// Opens the anchor beside `database` and reads what it remembers; `None` if it is missing or unreadable.
    pub(crate) fn open(database: &Path, root: &Root) -> Result<(Self, Option<Head>)> {
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(beside(database, "anchor"))?;
        let key = root.derive::<32>(Purpose::Anchor)?;
        let halves = read_halves(&mut file, &*key);
        let newest = newest(halves);
        let second_half = newest.is_some() && newest == halves.first().copied().flatten();
        Ok((Self { file, key, second_half }, newest))
    }

    /// What the anchor beside `database` remembers, without making one where there is none.
    pub(crate) fn remembered(database: &Path, root: &Root) -> Result<Option<Head>> {
        let key = root.derive::<32>(Purpose::Anchor)?;
        match File::open(beside(database, "anchor")) {
            Ok(mut file) => Ok(newest(read_halves(&mut file, &*key))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Forgets everything: the user accepted that what it remembered is lost.
    pub(crate) fn forget(&mut self) -> Result<()> {
        self.file.set_len(0)?;
        self.second_half = false;
        Ok(())
    }

    /// Remembers `head` as acknowledged.
    pub(crate) fn remember(&mut self, head: Head) -> Result<()> {
        let seq = head.seq.to_le_bytes();
        let mut bytes = [0; LENGTH];
        let tag = mac(&*self.key, &[&seq, &head.hash])?;
        let parts = MAGIC.iter().chain(&seq).chain(&head.hash).chain(&tag);
        for (to, from) in bytes.iter_mut().zip(parts) {
            *to = *from;
        }
        self.file.seek(SeekFrom::Start(if self.second_half { HALF } else { 0 }))?;
        self.file.write_all(&bytes)?;
        self.second_half = !self.second_half;
        Ok(())
    }
}

fn read_halves(file: &mut File, key: &[u8]) -> [Option<Head>; 2] {
    [0, HALF].map(|start| read_half(file, start, key))
}

fn newest(halves: [Option<Head>; 2]) -> Option<Head> {
    halves.into_iter().flatten().max_by_key(|h| h.seq)
}

fn read_half(file: &mut File, start: u64, key: &[u8]) -> Option<Head> {
    let mut bytes = [0; LENGTH];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    let (magic, rest) = bytes.split_at_checked(8)?;
    let (seq, rest) = rest.split_at_checked(8)?;
    let (hash, tag) = rest.split_at_checked(32)?;
    let expected = mac(key, &[seq, hash]).ok()?;
    let ok: bool = subtle::ConstantTimeEq::ct_eq(tag, expected.as_slice()).into();
    (ok && magic == MAGIC)
        .then(|| Some(Head { seq: i64::from_le_bytes(seq.try_into().ok()?), hash: hash.try_into().ok()? }))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_whole_half_counts() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("p");
        let root = Root::generate().unwrap();
        let (mut anchor, none) = Anchor::open(&database, &root).unwrap();
        assert_eq!(none, None);
        for seq in 1..=5 {
            anchor.remember(Head { seq, hash: [seq as u8; 32] }).unwrap();
        }
        assert_eq!(Anchor::open(&database, &root).unwrap().1.unwrap().seq, 5);
        let mut bytes = std::fs::read(beside(&database, "anchor")).unwrap();
        bytes[20] ^= 1; // the half of entry 5
        std::fs::write(beside(&database, "anchor"), bytes).unwrap();
        let (mut anchor, newest) = Anchor::open(&database, &root).unwrap();
        assert_eq!(newest.unwrap().seq, 4);
        anchor.remember(Head { seq: 6, hash: [6; 32] }).unwrap();
        assert_eq!(Anchor::open(&database, &root).unwrap().1.unwrap().seq, 6);
    }
}
