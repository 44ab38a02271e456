//! The practice itself: name, address, identifiers, time zone, and how it likes its paper.

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Change, Error, Id, Result, View,
    practice::{Empty, PracticeFile},
    staff::User,
    text,
    time::{Instant, Zone},
};

/// A postal address in the United States.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Address {
    /// Street and number.
    pub line1: Option<String>,
    /// Apartment, suite.
    pub line2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Two-letter state.
    pub state: Option<String>,
    /// ZIP code, five or nine digits.
    pub zip: Option<String>,
}

impl Address {
    /// Cleaned, or which field is wrong. `field` is the address's own path.
    pub fn checked(&self) -> Result<Self> {
        Ok(Self {
            line1: text::optional_line("address.line1", self.line1.as_deref())?,
            line2: text::optional_line("address.line2", self.line2.as_deref())?,
            city: text::optional_line("address.city", self.city.as_deref())?,
            state: text::optional_line("address.state", self.state.as_deref())?,
            zip: text::optional_line("address.zip", self.zip.as_deref())?,
        })
    }
}

/// Paper in the printer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageSize {
    /// 8.5 × 11 in.
    #[default]
    Letter,
    /// 210 × 297 mm.
    A4,
}

impl PageSize {
    fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::A4 => "a4",
        }
    }
    fn named(name: &str) -> Self {
        if name == "a4" { Self::A4 } else { Self::Letter }
    }
}

/// Units in which measurements are shown; both can always be typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// Feet and inches, pounds, Fahrenheit.
    #[default]
    Us,
    /// Centimetres, kilograms, Celsius.
    Metric,
}

impl Units {
    fn name(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Metric => "metric",
        }
    }
    fn named(name: &str) -> Self {
        if name == "metric" { Self::Metric } else { Self::Us }
    }
}

/// A practice as the first-run wizard asks for it.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewPractice {
    /// The practice's name.
    pub name: String,
    /// Where it is.
    #[serde(default)]
    pub address: Address,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Organization NPI, ten digits.
    #[serde(default)]
    pub npi: Option<String>,
    /// EIN or SSN.
    #[serde(default)]
    pub tax_id: Option<String>,
    /// IANA time zone.
    pub zone: Zone,
}

impl NewPractice {
    pub(crate) fn check(&self) -> Result<()> {
        text::line("practice.name", &self.name)?;
        check_npi("practice.npi", self.npi.as_deref())?;
        self.address.checked()?;
        Ok(())
    }
}

/// Refuses an NPI whose check digit is wrong (CMS NPI final rule: Luhn over 80840 and the ten digits).
pub(crate) fn check_npi(field: &'static str, npi: Option<&str>) -> Result<()> {
    let Some(npi) = npi.map(str::trim).filter(|n| !n.is_empty()) else { return Ok(()) };
    if npi.len() != 10 || !npi.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::invalid(field, "An NPI has ten digits."));
    }
    let sum: u32 = "80840"
        .bytes()
        .chain(npi.bytes())
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            match (i % 2, digit * 2) {
                (0, _) => digit,
                (_, d) if d > 9 => d - 9,
                (_, d) => d,
            }
        })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(())
    } else {
        Err(Error::invalid(field, "This is not an NPI: its check digit does not fit. Look for a mistyped digit."))
    }
}

pub(crate) fn write_first(
    tx: &Connection,
    id: Id<PracticeFile>,
    user: Id<User>,
    now: Instant,
    new: &NewPractice,
    sample: bool,
) -> Result<()> {
    let address = new.address.checked()?;
    tx.execute(
        "INSERT INTO practice (id, created_at, created_by, version, name, address_line1, address_line2,
           city, state, zip, phone, npi, tax_id, zone, page_size, units, idle_minutes, sample, key_generation)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'letter', 'us', 10, ?14, 1)",
        params![
            id,
            now,
            user,
            text::line("practice.name", &new.name)?,
            address.line1,
            address.line2,
            address.city,
            address.state,
            address.zip,
            text::optional_line("practice.phone", new.phone.as_deref())?,
            text::optional_line("practice.npi", new.npi.as_deref())?,
            text::optional_line("practice.tax_id", new.tax_id.as_deref())?,
            new.zone,
            sample
        ],
    )?;
    Ok(())
}

pub(crate) fn confirm_recovery(tx: &mut Change) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE practice SET recovery_confirmed_at = ?1", [now])?;
    Ok(())
}

/// When part of a recovery code was last typed back.
pub(crate) fn recovery_confirmed_at(tx: &View) -> Result<Option<Instant>> {
    tx.one("practice", "SELECT recovery_confirmed_at FROM practice", [], |r| r.get(0))
}

pub(crate) fn write_generation(tx: &mut Change, generation: u64) -> Result<()> {
    tx.exec("UPDATE practice SET key_generation = ?1", [i64::try_from(generation).unwrap_or(i64::MAX)])?;
    Ok(())
}

/// The practice's details and settings.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PracticeProfile {
    /// The practice file.
    pub id: Id<PracticeFile>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// The practice's name.
    pub name: String,
    /// Where it is.
    pub address: Address,
    /// Telephone.
    pub phone: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Organization NPI.
    pub npi: Option<String>,
    /// EIN or SSN.
    pub tax_id: Option<String>,
    /// IANA time zone.
    pub zone: Zone,
    /// Paper.
    pub page_size: PageSize,
    /// Units shown.
    pub units: Units,
    /// Minutes without an act until the practice locks itself.
    pub idle_minutes: u32,
    /// Whether a logo is kept.
    pub has_logo: bool,
    /// Whether this is the sample practice.
    pub sample: bool,
}

/// The practice's details and settings.
pub fn get(tx: &View, _: Empty) -> Result<PracticeProfile> {
    tx.one(
        "practice",
        "SELECT id, version, name, address_line1, address_line2, city, state, zip, phone, fax, email, npi, tax_id, zone,
           page_size, units, idle_minutes, logo IS NOT NULL, sample FROM practice",
        [],
        |r| {
            Ok(PracticeProfile {
                id: r.get(0)?,
                version: r.get(1)?,
                name: r.get(2)?,
                address: Address { line1: r.get(3)?, line2: r.get(4)?, city: r.get(5)?, state: r.get(6)?, zip: r.get(7)? },
                phone: r.get(8)?,
                fax: r.get(9)?,
                email: r.get(10)?,
                npi: r.get(11)?,
                tax_id: r.get(12)?,
                zone: r.get(13)?,
                page_size: PageSize::named(r.get_ref(14)?.as_str()?),
                units: Units::named(r.get_ref(15)?.as_str()?),
                idle_minutes: r.get(16)?,
                has_logo: r.get(17)?,
                sample: r.get(18)?,
            })
        },
    )
}

/// The practice's logo as a PNG, if one is kept.
pub fn logo(tx: &View) -> Result<Option<Vec<u8>>> {
    tx.one("practice", "SELECT logo FROM practice", [], |r| r.get(0))
}

/// A logo to keep.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetLogo {
    /// The version the profile was read at.
    pub version: i64,
    /// The PNG in base 64; left out to keep none.
    #[serde(default)]
    pub png_base64: Option<String>,
}

/// Keeps the logo that stands on printed documents, or none.
pub fn set_logo(tx: &mut Change, input: SetLogo) -> Result<PracticeProfile> {
    let png = match &input.png_base64 {
        Some(text) => {
            let bytes = data_encoding::BASE64
                .decode(text.as_bytes())
                .map_err(|_| Error::invalid("png_base64", "This is not a picture in base 64."))?;
            paper::Logo::from_png(&bytes)
                .map_err(|e| Error::invalid("png_base64", format!("The logo cannot be used: {e}.")))?;
            Some(bytes)
        }
        None => None,
    };
    let id = get(tx, Empty {})?.id;
    tx.update("practice", "practice", id, input.version, &[("logo", &png)])?;
    get(tx, Empty {})
}

/// New details and settings, all of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeProfile {
    /// The version these were read at.
    pub version: i64,
    /// The practice's name.
    pub name: String,
    /// Where it is.
    #[serde(default)]
    pub address: Address,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Fax.
    #[serde(default)]
    pub fax: Option<String>,
    /// Email.
    #[serde(default)]
    pub email: Option<String>,
    /// Organization NPI.
    #[serde(default)]
    pub npi: Option<String>,
    /// EIN or SSN.
    #[serde(default)]
    pub tax_id: Option<String>,
    /// IANA time zone.
    pub zone: Zone,
    /// Paper.
    pub page_size: PageSize,
    /// Units shown.
    pub units: Units,
    /// 1 to 30 minutes.
    pub idle_minutes: u32,
}

/// Changes the practice's details and settings.
pub fn change(tx: &mut Change, input: ChangeProfile) -> Result<PracticeProfile> {
    if !(1..=30).contains(&input.idle_minutes) {
        return Err(Error::invalid("idle_minutes", "The practice locks itself after 1 to 30 minutes."));
    }
    check_npi("npi", input.npi.as_deref())?;
    let address = input.address.checked()?;
    let name = text::line("name", &input.name)?;
    let id = get(tx, Empty {})?.id;
    let optional = |field, value: &Option<String>| text::optional_line(field, value.as_deref());
    let (phone, fax, email) =
        (optional("phone", &input.phone)?, optional("fax", &input.fax)?, optional("email", &input.email)?);
    let (npi, tax_id) = (optional("npi", &input.npi)?, optional("tax_id", &input.tax_id)?);
    tx.update(
        "practice",
        "practice",
        id,
        input.version,
        &[
            ("name", &name),
            ("address_line1", &address.line1),
            ("address_line2", &address.line2),
            ("city", &address.city),
            ("state", &address.state),
            ("zip", &address.zip),
            ("phone", &phone),
            ("fax", &fax),
            ("email", &email),
            ("npi", &npi),
            ("tax_id", &tax_id),
            ("zone", &input.zone),
            ("page_size", &input.page_size.name()),
            ("units", &input.units.name()),
            ("idle_minutes", &input.idle_minutes),
        ],
    )?;
    get(tx, Empty {})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_npi_with_a_mistyped_digit_is_refused() {
        assert!(check_npi("npi", Some("1234567893")).is_ok());
        assert!(check_npi("npi", Some("1234567894")).is_err());
        assert!(check_npi("npi", Some("123456789")).is_err());
        assert!(check_npi("npi", None).is_ok());
    }
}
