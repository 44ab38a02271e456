//! What the practice prints: the visit summary, the bill, the receipt, the recovery sheet. The values are gathered here; the
//! pages are laid out by the `paper` crate, which knows no records.

mod bill;
mod receipt;
mod summary;

use data_encoding::BASE64;
use paper::{Logo, Look};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, FaultCode, Id, Practice, Result, View,
    billing::payments::Payment,
    gate::Secret,
    money::Cents,
    patients::{self, PatientOf},
    practice::{Empty, Session},
    profile::{self, Address, PageSize},
    time::{Day, Instant, WallTime},
    visits::Visit,
};

pub use bill::print_bill;
pub use receipt::print_receipt;
pub use summary::print_visit_summary;

/// A visit's document to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintVisit {
    /// The visit.
    pub visit: Id<Visit>,
    /// Paper; the practice's own when left out.
    #[serde(default)]
    pub page_size: Option<PageSize>,
}

/// A payment's document to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPayment {
    /// The payment, refund or void.
    pub payment: Id<Payment>,
    /// Paper; the practice's own when left out.
    #[serde(default)]
    pub page_size: Option<PageSize>,
}

/// The recovery sheet to print.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintRecoverySheet {
    /// The code, as shown when it was made.
    pub recovery_code: Secret,
    /// Paper; the practice's own when left out.
    #[serde(default)]
    pub page_size: Option<PageSize>,
}

/// A document, ready to be looked at, printed or saved.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct Printed {
    /// The PDF in base 64.
    pub pdf_base64: String,
    /// How many pages.
    pub pages: usize,
    /// Characters that no embedded font has; they stand in the document as their code points.
    pub missing: Vec<String>,
    /// A name to save it under. Numbers and days only: file names are seen by others.
    pub file_name: String,
}

fn printed(pdf: Result<paper::Pdf, paper::PaperError>, file_name: String) -> Result<Printed> {
    let pdf = pdf.map_err(|e| match e {
        paper::PaperError::DoesNotAddUp(_) | paper::PaperError::Internal(_) => {
            Error::Internal("a document could not be made")
        }
        other => Error::refused(FaultCode::WrongState, format!("The document could not be made: {other}.")),
    })?;
    Ok(Printed {
        pdf_base64: BASE64.encode(&pdf.bytes),
        pages: pdf.pages,
        missing: pdf.missing.iter().map(char::to_string).collect(),
        file_name,
    })
}

/// The practice's letterhead, and how its documents look.
struct Letterhead {
    practice: paper::Practice,
    look: Look,
}

fn letterhead(tx: &View, page_size: Option<PageSize>) -> Result<Letterhead> {
    let profile = profile::get(tx, Empty {})?;
    let logo = match profile::logo(tx)? {
        Some(png) => Some(Logo::from_png(&png).map_err(|_| Error::Internal("the kept logo cannot be read"))?),
        None => None,
    };
    let page = match page_size.unwrap_or(profile.page_size) {
        PageSize::Letter => paper::PageSize::Letter,
        PageSize::A4 => paper::PageSize::A4,
    };
    let text = Option::unwrap_or_default;
    Ok(Letterhead {
        practice: paper::Practice {
            name: profile.name,
            address: lines(&profile.address),
            phone: text(profile.phone),
            fax: text(profile.fax),
            web: text(profile.email),
            tax_id: text(profile.tax_id),
            npi: text(profile.npi),
        },
        look: Look {
            page,
            logo,
            made: tx.now().0.div_euclid(1000),
            printed: format!("Printed {}", moment(tx, tx.now())),
        },
    })
}

fn lines(address: &Address) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let place = [text(&address.city), [text(&address.state), text(&address.zip)].join(" ").trim().to_owned()];
    let place = place.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
    [text(&address.line1), text(&address.line2), place].into_iter().filter(|l| !l.is_empty()).collect()
}

/// The patient as every page names them.
fn patient(record: &patients::Patient) -> paper::Patient {
    let address = record.details.addresses.first().map(|a| {
        lines(&Address {
            line1: a.line1.clone(),
            line2: a.line2.clone(),
            city: a.city.clone(),
            state: a.state.clone(),
            zip: a.zip.clone(),
        })
    });
    paper::Patient {
        name: record.name.clone(),
        birth_date: record.details.birth_date.map(day).unwrap_or_else(|| "unknown".into()),
        mrn: record.mrn.clone(),
        address: address.unwrap_or_default(),
        phone: record.details.phone().map(knowledge::codes::show_phone).unwrap_or_default(),
    }
}

fn record(tx: &View, id: Id<patients::Patient>) -> Result<patients::Patient> {
    patients::get(tx, PatientOf { patient: id })
}

/// `11/22/2026`, as Americans write it.
fn day(day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.month(), day.day(), day.year())
}

/// `11/22/2026 10:15 AM`, on the practice's clock.
fn moment(tx: &View, at: Instant) -> String {
    wall(tx.zone().wall(at))
}

/// The same, of the practice's clock.
fn wall(wall: WallTime) -> String {
    let (hour, minute) = (wall.minute_of_day() / 60, wall.minute_of_day() % 60);
    let twelve = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
    format!("{} {twelve}:{minute:02} {}", day(wall.day()), if hour < 12 { "AM" } else { "PM" })
}

fn positive(cents: Cents) -> i64 {
    cents.0.abs()
}

/// Makes the recovery sheet. The code is checked against the practice's key file first: a sheet with a mistyped code would be
/// worse than none.
pub fn recovery_sheet(practice: &Practice, session: &Session, input: PrintRecoverySheet) -> Result<Printed> {
    let keys = crate::keys::KeyFile::load(practice.file())?.ok_or(Error::NotFound("practice"))?;
    keys.recovery_slot(input.recovery_code.expose())?;
    let command = crate::commands::find("recovery_sheet").ok_or(Error::Internal("no such command"))?;
    let file = practice.file().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    practice.with_open(|open| {
        open.view(command, |tx| {
            let Letterhead { practice, look } = letterhead(tx, input.page_size)?;
            let sheet = paper::RecoverySheet {
                practice,
                user: session.display_name.clone(),
                date: day(tx.today()),
                file,
                code: input.recovery_code.expose().trim().to_ascii_uppercase(),
            };
            printed(paper::recovery_sheet(&sheet, &look), format!("Recovery sheet {}.pdf", tx.today()))
        })
    })
}
