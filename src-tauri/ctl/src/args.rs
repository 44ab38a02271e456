//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Chartwell from a terminal: the whole practice in one encrypted file.
///
/// Every command works without a terminal. The passphrase is never an argument: it comes from CHARTWELL_PASSPHRASE, from
/// --passphrase-file, or is asked for when a person is at the keyboard.
///
/// Exit codes: 0 done; 1 a defect in Chartwell; 2 wrong use of this program; 3 locked, wrong passphrase or too many tries;
/// 4 not permitted; 5 the input is not acceptable; 6 not found; 7 in the way: changed meanwhile, overlapping, already final;
/// 8 the file is not a practice, damaged, incomplete or from a newer Chartwell; 9 in use by another program; 10 disk full or no
/// access; 11 cancelled; 12 verify found something wrong; 13 no file to import holds a single record that can be read; 14 an
/// import refused some of its records, the others are in.
#[derive(Parser)]
#[command(name = "chartwellctl", version, max_term_width = 110)]
pub struct Args {
    /// The practice file; the window's own when left out.
    #[arg(long, env = "CHARTWELL_FILE", global = true, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The user to sign in as, by name; may be left out when there is only one.
    #[arg(long, env = "CHARTWELL_USER", global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// Read the passphrase from the first line of this file.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Go on although the file lost acknowledged entries. Logged.
    #[arg(long, global = true)]
    pub accept_missing_entries: bool,
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Sub,
}

/// What to do.
#[derive(Subcommand)]
pub enum Sub {
    /// Make a new practice at --file, with --user as its first user.
    Init(Init),
    /// Make the sample practice at --file: about a hundred invented patients around today.
    Sample,
    /// Do one whole visit without a window, from booking to the printed bill; leave the practice and the PDFs in a folder.
    Demo {
        /// The folder.
        #[arg(long, default_value = "out")]
        out: PathBuf,
    },
    /// Import FHIR R4: bundles, folders of them, NDJSON of bundles, bulk-export NDJSON. Importing twice adds nothing.
    Import {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Read and count everything, save nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Find patients.
    Patients {
        /// What about them.
        #[command(subcommand)]
        what: Patients,
    },
    /// Show a patient's chart.
    Chart {
        /// Id, MRN, or words that find exactly one patient.
        patient: String,
    },
    /// Make a PDF.
    Print {
        /// Which document.
        document: Document,
        /// Of which visit (visit summary, bill) or payment (receipt).
        id: String,
        /// Where to save it; its own name in this folder when left out.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Paper; the practice's own when left out.
        #[arg(long)]
        page_size: Option<Paper>,
    },
    /// Check the whole file and the whole audit log.
    Verify,
    /// Call any command of the door: `call find_patients '{"query":"smi"}'`.
    Call(Call),
    /// List every command of the door, who may call it, and with --json the schemas of its input and output.
    Commands {
        /// Only this one, with its schemas.
        name: Option<String>,
    },
    /// Print shell completions.
    Completions {
        /// For which shell.
        shell: Shell,
    },
}

/// A practice to make.
#[derive(ClapArgs)]
pub struct Init {
    /// The practice's name.
    #[arg(long)]
    pub practice: String,
    /// IANA time zone of the practice.
    #[arg(long, default_value = "America/New_York")]
    pub zone: String,
    /// The practice's NPI.
    #[arg(long)]
    pub npi: Option<String>,
    /// The practice's phone.
    #[arg(long)]
    pub phone: Option<String>,
    /// The first user is an administrator only, not also a provider.
    #[arg(long)]
    pub not_provider: bool,
    /// Save the recovery sheet as a PDF here.
    #[arg(long, value_name = "OUT.pdf")]
    pub recovery_sheet: Option<PathBuf>,
}

/// What about patients.
#[derive(Subcommand)]
pub enum Patients {
    /// By name parts, birth date, phone or MRN, in any mixture: `smi 3/4/61`.
    Find {
        /// The words.
        #[arg(required = true)]
        query: Vec<String>,
    },
}

/// A door command and its input.
#[derive(ClapArgs)]
pub struct Call {
    /// The command; `-` opens the file once and answers calls from standard input, one JSON line each way:
    /// {"name": …, "input": …} in, {"ok": … or "fault": …, "micros": …} out.
    pub name: String,
    /// Its input as JSON; `-` reads it from standard input.
    pub input: Option<String>,
}

/// A printed document.
#[derive(Clone, Copy, ValueEnum)]
pub enum Document {
    /// The after-visit summary.
    VisitSummary,
    /// The itemised bill (superbill).
    Bill,
    /// The receipt of a payment or refund.
    Receipt,
}

/// Paper.
#[derive(Clone, Copy, ValueEnum)]
pub enum Paper {
    /// 8.5 × 11 in.
    Letter,
    /// 210 × 297 mm.
    A4,
}

impl Paper {
    /// The door's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::A4 => "a4",
        }
    }
}
