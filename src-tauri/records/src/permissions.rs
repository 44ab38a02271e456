//! Who may do what: a role is a set of permissions, a user holds one role or several, and what no role allows is refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing a role may allow. Each command names the one it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
pub enum Permission {
    /// See appointments and the day's flow.
    SeeSchedule,
    /// Book, move, cancel, check in.
    EditSchedule,
    /// Find patients and see demographics and insurance.
    SeePatients,
    /// Register patients and change demographics and insurance.
    EditPatients,
    /// Merge two records of one person, and undo it.
    MergePatients,
    /// Open charts.
    SeeChart,
    /// Record vitals, problems, allergies, medications, immunizations.
    EditChart,
    /// Write visit notes.
    WriteNotes,
    /// Sign visit notes and addenda.
    SignNotes,
    /// See charges, payments and balances.
    SeeBilling,
    /// Enter charges of a visit.
    EditCharges,
    /// Take and refund payments.
    TakePayments,
    /// Change practice details, rooms, visit types, hours, fees, templates.
    ManagePractice,
    /// Add users and give roles.
    ManageUsers,
    /// Read the audit log.
    SeeAudit,
    /// Import records from files.
    ImportRecords,
    /// Export records to files.
    ExportRecords,
}

/// A role a user can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the practice: settings, users, audit, import and export; no charting.
    Administrator,
    /// Treats patients and signs.
    Provider,
    /// Nurses and medical assistants: chart, but do not sign.
    ClinicalStaff,
    /// Schedules, registers, takes payments.
    FrontDesk,
    /// Charges and payments.
    Biller,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] =
        [Role::Administrator, Role::Provider, Role::ClinicalStaff, Role::FrontDesk, Role::Biller, Role::Auditor];

    /// The role's name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Provider => "provider",
            Self::ClinicalStaff => "clinical_staff",
            Self::FrontDesk => "front_desk",
            Self::Biller => "biller",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }

    /// What the role allows.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::Administrator => &[
                P::SeeSchedule,
                P::EditSchedule,
                P::SeePatients,
                P::EditPatients,
                P::MergePatients,
                P::SeeBilling,
                P::TakePayments,
                P::ManagePractice,
                P::ManageUsers,
                P::SeeAudit,
                P::ImportRecords,
                P::ExportRecords,
            ],
            Self::Provider => &[
                P::SeeSchedule,
                P::EditSchedule,
                P::SeePatients,
                P::EditPatients,
                P::MergePatients,
                P::SeeChart,
                P::EditChart,
                P::WriteNotes,
                P::SignNotes,
                P::SeeBilling,
                P::EditCharges,
                P::TakePayments,
                P::ExportRecords,
            ],
            Self::ClinicalStaff => &[
                P::SeeSchedule,
                P::EditSchedule,
                P::SeePatients,
                P::EditPatients,
                P::SeeChart,
                P::EditChart,
                P::WriteNotes,
            ],
            Self::FrontDesk => {
                &[P::SeeSchedule, P::EditSchedule, P::SeePatients, P::EditPatients, P::SeeBilling, P::TakePayments]
            }
            Self::Biller => {
                &[P::SeeSchedule, P::SeePatients, P::EditPatients, P::SeeBilling, P::EditCharges, P::TakePayments]
            }
            Self::Auditor => &[P::SeeSchedule, P::SeePatients, P::SeeChart, P::SeeBilling, P::SeeAudit],
        }
    }
}
