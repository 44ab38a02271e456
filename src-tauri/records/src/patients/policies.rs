//! Insurance policies (FHIR Coverage). One that ended keeps its row; one entered by mistake is marked, with the reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Change, Error, FaultCode, Id, Result, View, money::Cents, text, time::Day};

use super::{Patient, details::closed_list, record::must_be};

/// What the patient is to the subscriber of a policy, read the other way: the subscriber is the patient's … (FHIR
/// subscriber-relationship: the patient is the subscriber's child, spouse, self).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SubscriberRelationship {
    /// The patient is the subscriber.
    #[serde(rename = "self")]
    Oneself,
    /// The subscriber's spouse.
    Spouse,
    /// The subscriber's child.
    Child,
    /// The subscriber's parent.
    Parent,
    /// The subscriber's common-law spouse.
    Common,
    /// Injured at the subscriber's.
    Injured,
    /// Something else.
    Other,
    /// Not known.
    Unknown,
}
closed_list!(SubscriberRelationship {
    Oneself = "self", Spouse = "spouse", Child = "child", Parent = "parent", Common = "common", Injured = "injured",
    Other = "other", Unknown = "unknown",
});

/// An insurance policy of a patient.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InsurancePolicy {
    /// The policy.
    pub id: Id<InsurancePolicy>,
    /// Counts changes; send it back when changing.
    pub version: i64,
    /// What it says.
    pub policy: NewPolicy,
    /// Whether it holds today.
    pub in_force: bool,
    /// Why it is marked as entered by mistake; none while it stands.
    pub error_reason: Option<String>,
}
crate::kinds!(InsurancePolicy);

/// An insurance policy as the card says.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    /// 1 primary, 2 secondary, 3 tertiary.
    pub rank: u8,
    /// The insurer.
    pub payer_name: String,
    /// The insurer's number for electronic claims.
    #[serde(default)]
    pub payer_id: Option<String>,
    /// The plan.
    #[serde(default)]
    pub plan_name: Option<String>,
    /// Member number on the card.
    #[serde(default)]
    pub member_id: Option<String>,
    /// Group number.
    #[serde(default)]
    pub group_number: Option<String>,
    /// What the patient is to the subscriber.
    pub subscriber_relationship: SubscriberRelationship,
    /// The subscriber's name, when it is not the patient.
    #[serde(default)]
    pub subscriber_name: Option<String>,
    /// The subscriber's birth date, when it is not the patient.
    #[serde(default)]
    pub subscriber_birth_date: Option<Day>,
    /// Copay of a visit.
    #[serde(default)]
    pub copay: Option<Cents>,
    /// First day it holds.
    #[serde(default)]
    pub effective_on: Option<Day>,
    /// Last day it holds.
    #[serde(default)]
    pub terminated_on: Option<Day>,
}

impl NewPolicy {
    pub(super) fn checked(self) -> Result<Self> {
        if !(1..=9).contains(&self.rank) {
            return Err(Error::invalid(
                "policy.rank",
                "A policy is primary (1), secondary (2) or a later one, up to 9.",
            ));
        }
        if let (Some(first), Some(last)) = (self.effective_on, self.terminated_on)
            && last < first
        {
            return Err(Error::invalid("policy.terminated_on", "The last day is before the first day."));
        }
        let own = self.subscriber_relationship == SubscriberRelationship::Oneself;
        let subscriber_name = text::optional_line("policy.subscriber_name", self.subscriber_name.as_deref())?;
        Ok(Self {
            payer_name: text::line("policy.payer_name", &self.payer_name)?,
            payer_id: text::optional_line("policy.payer_id", self.payer_id.as_deref())?,
            plan_name: text::optional_line("policy.plan_name", self.plan_name.as_deref())?,
            member_id: text::optional_line("policy.member_id", self.member_id.as_deref())?,
            group_number: text::optional_line("policy.group_number", self.group_number.as_deref())?,
            subscriber_name: subscriber_name.filter(|_| !own),
            subscriber_birth_date: self.subscriber_birth_date.filter(|_| !own),
            copay: self.copay.map(|c| c.not_negative("policy.copay")).transpose()?,
            ..self
        })
    }
}

/// The policies of a patient: those in force first, by rank; mistaken ones last.
pub fn of(tx: &View, patient: Id<Patient>) -> Result<Vec<InsurancePolicy>> {
    let today = tx.today();
    let mut all = tx.rows(
        "SELECT id, version, rank, payer_name, payer_id, plan_name, member_id, group_number, subscriber_relationship,
           subscriber_name, subscriber_birth_date, copay_cents, effective_on, terminated_on, status, error_reason
         FROM insurance_policy WHERE patient_id = ?1 ORDER BY rank, id",
        [patient],
        |r| {
            let (effective_on, terminated_on): (Option<Day>, Option<Day>) = (r.get(12)?, r.get(13)?);
            let stands = r.get_ref(14)?.as_str()? == "active";
            Ok(InsurancePolicy {
                id: r.get(0)?,
                version: r.get(1)?,
                policy: NewPolicy {
                    rank: r.get(2)?,
                    payer_name: r.get(3)?,
                    payer_id: r.get(4)?,
                    plan_name: r.get(5)?,
                    member_id: r.get(6)?,
                    group_number: r.get(7)?,
                    subscriber_relationship: r.get(8)?,
                    subscriber_name: r.get(9)?,
                    subscriber_birth_date: r.get(10)?,
                    copay: r.get(11)?,
                    effective_on,
                    terminated_on,
                },
                in_force: stands && effective_on.is_none_or(|d| d <= today) && terminated_on.is_none_or(|d| d >= today),
                error_reason: r.get(15)?,
            })
        },
    )?;
    all.sort_by_key(|p| (p.error_reason.is_some(), !p.in_force));
    Ok(all)
}

pub(super) fn insert(
    tx: &mut Change,
    patient: Id<Patient>,
    new: &NewPolicy,
    source: Option<[u8; 16]>,
) -> Result<Id<InsurancePolicy>> {
    let id = Id::new();
    tx.insert(
        "insurance_policy",
        id,
        &[
            ("patient_id", &patient),
            ("rank", &new.rank),
            ("payer_name", &new.payer_name),
            ("payer_id", &new.payer_id),
            ("plan_name", &new.plan_name),
            ("member_id", &new.member_id),
            ("group_number", &new.group_number),
            ("subscriber_relationship", &new.subscriber_relationship),
            ("subscriber_name", &new.subscriber_name),
            ("subscriber_birth_date", &new.subscriber_birth_date),
            ("copay_cents", &new.copay),
            ("effective_on", &new.effective_on),
            ("terminated_on", &new.terminated_on),
            ("status", &"active"),
            ("source_id", &source),
        ],
    )?;
    Ok(id)
}

/// A policy to add to a patient.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddPolicy {
    /// The patient.
    pub patient: Id<Patient>,
    /// What the card says.
    pub policy: NewPolicy,
}

/// Adds an insurance policy; the patient's policies.
pub fn add(tx: &mut Change, input: AddPolicy) -> Result<Vec<InsurancePolicy>> {
    tx.about(input.patient);
    super::exists(tx, input.patient)?;
    insert(tx, input.patient, &input.policy.checked()?, None)?;
    of(tx, input.patient)
}

/// What a policy says from now on, all of it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePolicy {
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// Which policy.
    pub id: Id<InsurancePolicy>,
    /// The version this was read at.
    pub version: i64,
    /// What it says.
    pub policy: NewPolicy,
}

/// Changes an insurance policy; the patient's policies.
pub fn change(tx: &mut Change, input: ChangePolicy) -> Result<Vec<InsurancePolicy>> {
    tx.about(input.patient);
    must_stand(tx, input.patient, input.id)?;
    let new = input.policy.checked()?;
    tx.update(
        "insurance_policy",
        "policy",
        input.id,
        input.version,
        &[
            ("rank", &new.rank),
            ("payer_name", &new.payer_name),
            ("payer_id", &new.payer_id),
            ("plan_name", &new.plan_name),
            ("member_id", &new.member_id),
            ("group_number", &new.group_number),
            ("subscriber_relationship", &new.subscriber_relationship),
            ("subscriber_name", &new.subscriber_name),
            ("subscriber_birth_date", &new.subscriber_birth_date),
            ("copay_cents", &new.copay),
            ("effective_on", &new.effective_on),
            ("terminated_on", &new.terminated_on),
        ],
    )?;
    of(tx, input.patient)
}

fn must_stand(tx: &View, patient: Id<Patient>, id: Id<InsurancePolicy>) -> Result<()> {
    let (owner, stands): (_, bool) =
        tx.one("policy", "SELECT patient_id, status = 'active' FROM insurance_policy WHERE id = ?1", [id], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })?;
    must_be(tx, patient, owner)?;
    if stands {
        return Ok(());
    }
    Err(Error::refused(FaultCode::Final, "This policy is marked as entered by mistake and stays as it is."))
}

/// A policy that never was this patient's.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PolicyInError {
    /// The patient the page was opened for.
    pub patient: Id<Patient>,
    /// Which policy.
    pub id: Id<InsurancePolicy>,
    /// The version this was read at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Marks a policy as entered by mistake; the patient's policies.
pub fn mark_in_error(tx: &mut Change, input: PolicyInError) -> Result<Vec<InsurancePolicy>> {
    tx.about(input.patient);
    must_stand(tx, input.patient, input.id)?;
    let reason = text::line("reason", &input.reason)?;
    let columns: [crate::practice::Column; 2] = [("status", &"entered_in_error"), ("error_reason", &reason)];
    tx.update("insurance_policy", "policy", input.id, input.version, &columns)?;
    of(tx, input.patient)
}
