//! One practice file, its passphrase, and what a failure means to a script.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
};

use data_encoding::BASE64;
use directories::ProjectDirs;
use records::{Fault, FaultCode, Practice};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::args::{Args, Init};

/// Why a command did not do what was asked.
pub enum Failure {
    /// The door refused.
    Fault(Box<Fault>),
    /// The program was used wrongly.
    Usage(String),
    /// `verify` found something.
    Unsound,
    /// An import took some records and refused others.
    PartlyRefused,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

impl Failure {
    /// Wrong use, with a sentence.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::Usage(sentence.into())
    }

    /// A file that could not be read or written.
    pub fn file(what: &str) -> impl Fn(std::io::Error) -> Self + '_ {
        move |e| {
            let full = e.kind() == std::io::ErrorKind::StorageFull;
            let code = if full { FaultCode::DiskFull } else { FaultCode::NoAccess };
            let message = format!("{what} could not be read or written: {}.", e.kind());
            Fault { code, message, field: None, detail: None, reference: String::new() }.into()
        }
    }

    /// Says what happened on standard error and gives the exit code.
    pub fn report(&self, as_json: bool) -> ExitCode {
        let (code, message) = match self {
            Self::Fault(fault) => (exit_code(fault.code), fault.message.clone()),
            Self::Usage(sentence) => (2, format!("{sentence}.")),
            Self::Unsound => (12, "The practice is not as it was written; see the report.".to_owned()),
            Self::PartlyRefused => (14, "Some records were refused; see the report.".to_owned()),
        };
        if as_json {
            let fault = match self {
                Self::Fault(fault) => serde_json::to_value(fault).unwrap_or_default(),
                Self::Usage(_) => json!({ "code": "usage", "message": message }),
                Self::Unsound => json!({ "code": "unsound", "message": message }),
                Self::PartlyRefused => json!({ "code": "partly_refused", "message": message }),
            };
            eprintln!("{}", json!({ "fault": fault }));
        } else {
            eprintln!("chartwellctl: {message}");
            if let Self::Fault(fault) = self {
                if let Some(field) = &fault.field {
                    eprintln!("  field: {field}");
                }
                let code = serde_json::to_value(fault.code).unwrap_or_default();
                eprintln!("  code: {}  reference: {}", code.as_str().unwrap_or_default(), fault.reference);
            }
        }
        ExitCode::from(code)
    }
}

fn exit_code(code: FaultCode) -> u8 {
    use FaultCode as F;
    match code {
        F::Internal => 1,
        F::Locked | F::WrongPassphrase | F::TooManyTries => 3,
        F::NotPermitted => 4,
        F::BadInput | F::Invalid | F::UnknownCommand | F::WeakPassphrase | F::WrongPatient => 5,
        F::NotFound | F::NoPractice => 6,
        F::Conflict | F::Final | F::WrongState | F::Overlap | F::AlreadyExists => 7,
        F::NotAPractice | F::NewerVersion | F::Damaged | F::EntriesMissing => 8,
        F::InUse => 9,
        F::DiskFull | F::NoAccess => 10,
        F::Cancelled => 11,
        F::Unreadable => 13,
    }
}

/// One practice file and how to get into it.
pub struct Desk {
    practice: Practice,
    user: Option<String>,
    passphrase_file: Option<PathBuf>,
    accept_missing_entries: bool,
}

impl Desk {
    /// For these arguments; touches nothing yet.
    pub fn new(args: &Args) -> Self {
        Self {
            practice: Practice::at(args.file.clone().unwrap_or_else(usual_file)),
            user: args.user.clone(),
            passphrase_file: args.passphrase_file.clone(),
            accept_missing_entries: args.accept_missing_entries,
        }
    }

    /// For a file of the demo's own.
    pub fn at(file: PathBuf) -> Self {
        Self { practice: Practice::at(file), user: None, passphrase_file: None, accept_missing_entries: false }
    }

    /// The door.
    pub fn practice(&self) -> &Practice {
        &self.practice
    }

    /// Calls the door.
    pub fn call(&self, name: &str, input: &Value) -> Result<Value, Failure> {
        Ok(self.practice.ask(name, input)?)
    }

    /// Signs in.
    pub fn unlock(&self) -> Result<(), Failure> {
        // The state first: nobody should type a passphrase into a file that is not a practice.
        let status = self.call("practice_status", &json!({}))?;
        if status["state"] == "none" {
            let message = "There is no practice at this place yet; `chartwellctl init` makes one.";
            return Err(refused(FaultCode::NoPractice, message));
        }
        let passphrase = self.passphrase("Passphrase: ")?;
        let input = json!({
            "user_name": self.user, "passphrase": *passphrase, "accept_missing_entries": self.accept_missing_entries
        });
        self.call("unlock", &input)?;
        Ok(())
    }

    fn passphrase(&self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        if let Some(file) = &self.passphrase_file {
            let text = Zeroizing::new(std::fs::read_to_string(file).map_err(Failure::file("the passphrase file"))?);
            return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()));
        }
        if let Ok(passphrase) = std::env::var("CHARTWELL_PASSPHRASE") {
            return Ok(Zeroizing::new(passphrase));
        }
        if std::io::stdin().is_terminal() {
            return rpassword::prompt_password(prompt)
                .map(Zeroizing::new)
                .map_err(|_| Failure::usage("no passphrase was typed"));
        }
        Err(Failure::usage("give the passphrase in CHARTWELL_PASSPHRASE or with --passphrase-file"))
    }

    /// Makes a practice; beside it, what became of its recovery sheet.
    pub fn init(&self, init: &Init) -> Result<(Value, Result<(), Failure>), Failure> {
        let user = self.user.as_deref().unwrap_or("Administrator");
        let roles = if init.not_provider { json!(["administrator"]) } else { json!(["administrator", "provider"]) };
        let passphrase = self.passphrase("New passphrase (15 characters or more): ")?;
        let mut made = self.call(
            "create_practice",
            &json!({
                "practice": { "name": init.practice, "zone": init.zone, "npi": init.npi, "phone": init.phone },
                "user": { "display_name": user, "roles": roles },
                "passphrase": *passphrase,
            }),
        )?;
        let Some(path) = &init.recovery_sheet else { return Ok((made, Ok(()))) };
        let saved = self
            .call("recovery_sheet", &json!({ "recovery_code": made["recovery_code"] }))
            .and_then(|sheet| self.save_pdf(&sheet, Some(path)));
        Ok(match saved {
            Ok(path) => {
                made["recovery_sheet"] = path.to_string_lossy().into();
                (made, Ok(()))
            }
            Err(failure) => (made, Err(failure)),
        })
    }

    /// Makes the sample practice.
    pub fn sample(&self) -> Result<Value, Failure> {
        let passphrase = self.passphrase("New passphrase (15 characters or more): ")?;
        self.call("create_sample_practice", &json!({ "passphrase": *passphrase }))
    }

    /// The id of a patient named by id, MRN, or words that find exactly one.
    pub fn patient(&self, words: &str) -> Result<Value, Failure> {
        let is_id = words.len() == 36 && words.split('-').count() == 5;
        if is_id {
            return Ok(words.into());
        }
        let found = self.call("find_patients", &json!({ "query": words }))?;
        match found.as_array().map(Vec::as_slice) {
            Some([only]) => Ok(only["id"].clone()),
            Some([]) | None => Err(refused(FaultCode::NotFound, "No patient is found by these words.")),
            Some(_) => Err(Failure::usage("several patients are found by these words; give the MRN or the id")),
        }
    }

    /// Saves a printed document; never over another file.
    pub fn save_pdf(&self, printed: &Value, output: Option<&Path>) -> Result<PathBuf, Failure> {
        let broken = || Failure::usage("the document could not be read");
        let bytes =
            BASE64.decode(printed["pdf_base64"].as_str().ok_or_else(broken)?.as_bytes()).map_err(|_| broken())?;
        let path = match output {
            Some(path) => path.to_owned(),
            None => PathBuf::from(printed["file_name"].as_str().ok_or_else(broken)?),
        };
        write_new(&path, &bytes)?;
        Ok(path)
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            refused(FaultCode::AlreadyExists, "There is already a file of this name; name another, or remove it.")
        }
        _ => Failure::file("the PDF")(e),
    })?;
    let written = std::io::Write::write_all(&mut file, bytes).and_then(|()| file.sync_all());
    written.map_err(|e| {
        // What was written of it is of no use, and would be in the way of the next.
        _ = std::fs::remove_file(path);
        Failure::file("the PDF")(e)
    })
}

fn refused(code: FaultCode, message: &str) -> Failure {
    Fault { code, message: message.to_owned(), field: None, detail: None, reference: String::new() }.into()
}

/// Where the window keeps its practice.
fn usual_file() -> PathBuf {
    let folder = ProjectDirs::from("", "", "Chartwell").map_or_else(PathBuf::new, |d| d.data_dir().to_owned());
    folder.join("practice.chartwell")
}

/// Paths as the door sees them, whatever folder it runs in.
pub fn absolute(paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    paths
        .iter()
        .map(|p| std::path::absolute(p).map(|p| p.to_string_lossy().into_owned()).map_err(Failure::file("the path")))
        .collect()
}
