//! Damage: what is refused is left as it is, what is still whole goes on, and one good copy is enough.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test needs and does not get fails it"
)]

mod common;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use common::{Desk, PASSPHRASE, QUICK, desk};
use records::{Fault, FaultCode, Practice};
use serde_json::{Value, json};

const PAGE: usize = 4096;
const FILE: &str = "riverside.chartwell";
const WAL: &str = "riverside.chartwell-wal";

/// The practice's files as a kill at this moment leaves them.
type Image = BTreeMap<String, Vec<u8>>;

fn image(folder: &Path) -> Image {
    let kept = |name: &str| !name.ends_with("-shm") && !name.ends_with(".lock");
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.map(|e| (e.file_name().into_string().unwrap(), e.path())).filter(|(name, _)| kept(name));
    files.map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
}

/// Another machine on which these files stand.
fn restored(image: &Image) -> (tempfile::TempDir, Practice) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in image {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let practice = Practice::with_cost(folder.path().join(FILE), QUICK);
    (folder, practice)
}

fn unlock(practice: &Practice) -> Result<Value, Fault> {
    practice.ask("unlock", &json!({ "passphrase": PASSPHRASE }))
}

fn changed(image: &Image, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Image {
    let mut other = image.clone();
    change(other.get_mut(name).unwrap());
    other
}

/// A practice killed while a part of it stands only in its WAL.
fn killed() -> (Desk, Image) {
    let desk = desk();
    for n in 0..40 {
        desk.patient(&format!("Anna Folded{}", char::from(b'a' + n % 26)), "1980-02-29");
    }
    desk.reopen();
    for n in 0..10 {
        desk.patient(&format!("Anna Waiting{}", char::from(b'a' + n)), "1980-02-29");
    }
    let image = image(desk.folder());
    assert!(image[WAL].len() > 10 * PAGE, "the last patients stand in the WAL");
    (desk, image)
}

#[test]
fn a_practice_killed_with_its_wal_opens_with_everything() {
    let (_desk, image) = killed();
    let (folder, practice) = restored(&image);
    unlock(&practice).unwrap();
    let found: Value = practice.ask("find_patients", &json!({ "query": "Waiting" })).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 10);
    practice.call("lock", "{}").unwrap();
    let after = self::image(folder.path());
    assert!(after[FILE].len() > image[FILE].len(), "the file was shorter than the WAL knew");
    assert!(!after.contains_key(WAL), "and holds everything now");
}

#[test]
fn a_refused_file_is_left_byte_for_byte_with_its_wal() {
    let (_desk, image) = killed();
    let half = image[WAL].len() / 2;
    let mut alone = image.clone();
    alone.remove(WAL);
    for (damage, broken, code) in [
        ("the file is cut", changed(&image, FILE, |f| f.truncate(f.len() - 40 * PAGE)), FaultCode::Damaged),
        ("it is cut within a page", changed(&image, FILE, |f| f.truncate(f.len() - 7 * PAGE - 77)), FaultCode::Damaged),
        ("its first page is edited", changed(&alone, FILE, |f| f[100] ^= 1), FaultCode::Damaged),
        ("the WAL is gone", alone, FaultCode::EntriesMissing),
        ("the WAL is cut", changed(&image, WAL, |w| w.truncate(half)), FaultCode::EntriesMissing),
        ("the WAL is edited", changed(&image, WAL, |w| w[half] ^= 1), FaultCode::EntriesMissing),
        ("the WAL's head is edited", changed(&image, WAL, |w| w[3] ^= 1), FaultCode::EntriesMissing),
    ] {
        let (folder, practice) = restored(&broken);
        assert_eq!(unlock(&practice).map_err(|f| f.code).err(), Some(code), "{damage}");
        drop(practice);
        for (name, bytes) in self::image(folder.path()) {
            assert!(broken.get(&name) == Some(&bytes), "{damage}: {name} is not as it was");
        }
    }
}

#[test]
fn a_file_without_its_anchor_is_refused_and_none_is_made() {
    let (_desk, mut image) = killed();
    image.remove("riverside.chartwell.anchor");
    let (folder, practice) = restored(&image);
    assert_eq!(unlock(&practice).unwrap_err().code, FaultCode::EntriesMissing);
    assert!(self::image(folder.path()) == image);
}

#[test]
fn a_lost_wal_can_be_accepted_and_work_goes_on() {
    let (_desk, image) = killed();
    let half = image[WAL].len() / 2;
    let (_folder, practice) = restored(&changed(&image, WAL, |w| w.truncate(half)));
    let accepted = json!({ "passphrase": PASSPHRASE, "accept_missing_entries": true });
    practice.ask::<Value>("unlock", &accepted).unwrap();
    practice.call("lock", "{}").unwrap();
    unlock(&practice).unwrap();
    assert_eq!(practice.ask::<Value>("verify", &json!({})).unwrap()["sound"], true);
}

#[test]
fn one_damaged_page_is_found_and_what_does_not_touch_it_goes_on() {
    let desk = desk();
    desk.patient("Anna Whole", "1980-02-29");
    desk.ask("lock", json!({}));
    let image = image(desk.folder());
    let pages = image[FILE].len() / PAGE;
    let mut opened = 0;
    for page in (1..pages).step_by(5) {
        let (_folder, practice) = restored(&changed(&image, FILE, |f| f[page * PAGE + 100] ^= 1));
        let told = |name: &str, input: Value| match practice.call(name, &input.to_string()) {
            Ok(_) => true,
            Err(fault) => {
                assert_eq!(fault.code, FaultCode::Damaged, "page {page}, {name}: {fault:?}");
                assert!(fault.message.contains("is damaged"), "{}", fault.message);
                false
            }
        };
        if !told("unlock", json!({ "passphrase": PASSPHRASE })) {
            assert_eq!(std::fs::read(practice.file()).unwrap().len(), image[FILE].len());
            continue;
        }
        opened += 1;
        let round = || {
            [
                told("rooms", json!({})),
                told("find_patients", json!({ "query": "whole" })),
                told("aging", json!({})),
                told("list_audit", json!({})),
            ]
        };
        let before = round();
        let found: Value = practice.ask("verify", &json!({})).unwrap();
        assert_eq!(found["sound"], false, "page {page}");
        assert!(found["file_findings"].to_string().contains(&format!("page {}", page + 1)), "{found}");
        assert_eq!(round(), before, "page {page}: the session goes on as before");
    }
    assert!(opened > pages / 20, "only {opened} of {pages} were opened");
}

/// The files with one field of the first copy of the key file changed: still JSON, no longer as it was sealed.
fn with_key_field(image: &Image, field: &str, change: impl Fn(&Value) -> Value) -> Image {
    changed(image, "riverside.chartwell.keys", |bytes| {
        let mut file: Value = serde_json::from_slice(bytes).unwrap();
        let place = file.pointer_mut(field).unwrap_or_else(|| panic!("{field}"));
        *place = change(place);
        *bytes = serde_json::to_vec_pretty(&file).unwrap();
    })
}

fn one_letter_other(text: &Value) -> Value {
    let text = text.as_str().unwrap();
    let first = if text.starts_with('A') { "B" } else { "A" };
    json!(format!("{first}{}", &text[1..]))
}

fn beside(practice: &Practice, extension: &str) -> PathBuf {
    let mut path = practice.file().as_os_str().to_owned();
    path.push(extension);
    path.into()
}

#[test]
fn one_good_copy_of_the_key_file_opens_and_mends_the_other() {
    let desk = desk();
    desk.ask("lock", json!({}));
    let image = image(desk.folder());
    let letter = one_letter_other;
    for (field, change) in [
        ("/users/0/user_key/text", letter as fn(&Value) -> Value),
        ("/users/0/root/nonce", letter),
        ("/users/0/salt", letter),
        ("/users/0/cost/memory_kib", |kib| json!(kib.as_u64().unwrap() * 2)),
        ("/users/0/cost/memory_kib", |_| json!(u32::MAX)),
        ("/recovery/text", letter),
        ("/practice_name", letter),
        ("/mac", letter),
        ("/generation", |n| json!(n.as_u64().unwrap() + 7)),
        ("/version", |n| json!(n.as_u64().unwrap() + 1)),
    ] {
        let (_folder, practice) = restored(&with_key_field(&image, field, change));
        unlock(&practice).unwrap_or_else(|e| panic!("{field}: {e:?}"));
        let copies = [".keys", ".keys.b"].map(|copy| std::fs::read(beside(&practice, copy)).unwrap());
        assert!(copies[0] == copies[1], "{field}: the good copy mends the other");
        assert!(copies[1] == image["riverside.chartwell.keys.b"], "{field}");
    }
}

#[test]
fn a_wrong_passphrase_is_called_wrong_and_a_difference_of_the_copies_is_told() {
    let desk = desk();
    desk.ask("lock", json!({}));
    let image = image(desk.folder());
    let wrong = json!({ "passphrase": "not the passphrase at all" });
    let (_folder, practice) = restored(&image);
    let fault = practice.call("unlock", &wrong.to_string()).unwrap_err();
    assert_eq!(fault.code, FaultCode::WrongPassphrase);
    assert!(!fault.message.contains("copies"), "{}", fault.message);
    let broken = with_key_field(&image, "/users/0/salt", one_letter_other);
    let (_folder, practice) = restored(&broken);
    let fault = practice.call("unlock", &wrong.to_string()).unwrap_err();
    assert_eq!(fault.code, FaultCode::WrongPassphrase);
    assert!(fault.message.contains("may be damaged"), "{}", fault.message);
}

#[test]
fn two_edited_copies_of_the_key_file_are_refused() {
    let desk = desk();
    desk.ask("lock", json!({}));
    let mut image = with_key_field(&image(desk.folder()), "/practice_name", one_letter_other);
    let edited = image["riverside.chartwell.keys"].clone();
    image.insert("riverside.chartwell.keys.b".into(), edited);
    let (folder, practice) = restored(&image);
    assert_eq!(unlock(&practice).unwrap_err().code, FaultCode::Damaged);
    assert!(self::image(folder.path()) == image);
}
