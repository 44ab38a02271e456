//! The people and places that stand on more than one document. Every text is printed as given (days already written
//! the way the practice writes them); an empty text is left out.

/// The practice as its letterhead shows it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Practice {
    /// Name.
    pub name: String,
    /// Address, one line each.
    pub address: Vec<String>,
    /// Phone, as people write it.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// Email or web address.
    pub web: String,
    /// Federal tax id (EIN).
    pub tax_id: String,
    /// Group (type 2) National Provider Identifier.
    pub npi: String,
}

/// The patient: name, birth date and MRN stand on every page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Patient {
    /// Full name.
    pub name: String,
    /// Birth date.
    pub birth_date: String,
    /// Medical record number.
    pub mrn: String,
    /// Address, one line each.
    pub address: Vec<String>,
    /// Phone.
    pub phone: String,
}

/// A rendering provider.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// Name with credentials.
    pub name: String,
    /// Individual (type 1) National Provider Identifier.
    pub npi: String,
}

/// Who pays for the patient.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Guarantor {
    /// Full name.
    pub name: String,
    /// What they are to the patient: `Self`, `Parent`.
    pub relationship: String,
    /// Address, one line each.
    pub address: Vec<String>,
    /// Phone.
    pub phone: String,
}

/// A coded diagnosis.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// ICD-10-CM code with its dot: `E11.9`.
    pub code: String,
    /// What it means.
    pub text: String,
}

/// Whether money came in or went back.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum PaymentKind {
    /// Money the practice received.
    #[default]
    Payment,
    /// Money the practice gave back.
    Refund,
    /// A payment typed by mistake, taken back: no money moved.
    Void,
    /// What covered a charge and covers it no longer: it is credit on the account.
    Credit,
}

/// The lines of `block` that hold something.
pub(crate) fn lines<'a>(block: impl IntoIterator<Item = &'a str>) -> String {
    block.into_iter().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// `label value`, or nothing when there is no value.
pub(crate) fn labelled(label: &str, value: &str) -> String {
    if value.trim().is_empty() { String::new() } else { format!("{label} {value}") }
}
