//! The visit summary a patient takes home: what was found, what was done, what to do next.

use crate::{
    Look, PaperError, Pdf,
    flow::Flow,
    frame::Running,
    parties::{Diagnosis, Patient, Practice},
    table::{Cell, Column, Row, Table},
    text::{ACCENT, Style},
    write::{Properties, write},
};

/// The summary of one visit. Everything is text as the practice writes it; a section without content is left out,
/// except medications and allergies, where "none" and "not asked" are told apart and always said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct VisitSummary {
    /// The practice.
    pub practice: Practice,
    /// The patient.
    pub patient: Patient,
    /// Day (and time) of the visit.
    pub visit_date: String,
    /// Who saw the patient.
    pub provider: String,
    /// Kind of visit: `Office visit`.
    pub visit_type: String,
    /// Where.
    pub location: String,
    /// Why the patient came.
    pub reason: String,
    /// Diagnoses, the most important first.
    pub diagnoses: Vec<Diagnosis>,
    /// What was found and done, one part a heading: `Assessment and plan`.
    pub narrative: Vec<Narrative>,
    /// What the patient is to do.
    pub instructions: String,
    /// Medications after this visit.
    pub medications: Known<Medication>,
    /// Allergies and intolerances.
    pub allergies: Known<Allergy>,
    /// Vital signs.
    pub vitals: Vec<Vital>,
    /// Immunizations given.
    pub immunizations: Vec<Immunization>,
    /// Results.
    pub results: Vec<TestResult>,
    /// Orders, referrals and follow-up.
    pub orders: Vec<Order>,
    /// Next appointments.
    pub appointments: Vec<Appointment>,
    /// Who to call, with what; may be empty.
    pub contact: String,
    /// Who signed the visit and when; `None` prints that it is not signed yet.
    pub signed: Option<String>,
}

/// A list that may be unknown: nobody asked, asked and there is nothing, or recorded.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Known<T> {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// Asked: there is none.
    NoneKnown,
    /// What is recorded.
    Recorded(Vec<T>),
}

/// A part of the visit's note.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Narrative {
    /// Heading.
    pub heading: String,
    /// Text; line ends are kept.
    pub text: String,
}

/// What became of a medication at this visit.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Change {
    /// Goes on as before.
    #[default]
    Continue,
    /// Begun at this visit.
    New,
    /// Taken differently from now on.
    Changed,
    /// Not taken any more.
    Stopped,
}

/// A medication.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Medication {
    /// Name, strength and form.
    pub name: String,
    /// How to take it.
    pub directions: String,
    /// What became of it.
    pub change: Change,
    /// Why it is taken, or was changed; may be empty.
    pub note: String,
}

/// An allergy or intolerance.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Allergy {
    /// To what.
    pub substance: String,
    /// What it does.
    pub reaction: String,
    /// How bad.
    pub severity: String,
}

/// A vital sign.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Vital {
    /// `Blood pressure`.
    pub name: String,
    /// Value with its unit: `128/82 mmHg`.
    pub value: String,
    /// `High`, `Low`; empty when in range.
    pub flag: String,
}

/// A shot given.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Immunization {
    /// The vaccine.
    pub vaccine: String,
    /// The day given.
    pub date: String,
    /// Dose, site, lot; may be empty.
    pub detail: String,
}

/// A result.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TestResult {
    /// The day.
    pub date: String,
    /// The test.
    pub test: String,
    /// Value with its unit.
    pub value: String,
    /// Reference range.
    pub range: String,
    /// `High`, `Low`, `Abnormal`; empty when in range.
    pub flag: String,
}

/// Something ordered.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// What: `Referral: ophthalmology`.
    pub what: String,
    /// What the patient should know about it; may be empty.
    pub detail: String,
    /// By when.
    pub when: String,
}

/// An appointment to come.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Appointment {
    /// Day and time.
    pub when: String,
    /// With whom.
    pub with: String,
    /// Where.
    pub place: String,
    /// What for.
    pub reason: String,
}

/// Makes the visit summary.
///
/// # Errors
/// [`PaperError::BadMoment`].
pub fn visit_summary(visit: &VisitSummary, look: &Look) -> Result<Pdf, PaperError> {
    let running = Running {
        practice: &visit.practice,
        title: "Visit summary",
        reference: &visit.visit_date,
        patient: Some(&visit.patient),
    };
    let mut flow = Flow::new(look, &running)?;
    let facts = [
        ("Visit date", visit.visit_date.clone()),
        ("Provider", visit.provider.clone()),
        ("Visit type", visit.visit_type.clone()),
        ("Location", visit.location.clone()),
    ];
    flow.facts(&facts, 4);
    section(&mut flow, "Reason for visit", &visit.reason);
    diagnoses(&mut flow, visit);
    for part in &visit.narrative {
        section(&mut flow, &part.heading, &part.text);
    }
    section(&mut flow, "Instructions", &visit.instructions);
    medications(&mut flow, visit);
    allergies(&mut flow, visit);
    vitals(&mut flow, visit);
    immunizations(&mut flow, visit);
    results(&mut flow, visit);
    orders(&mut flow, visit);
    appointments(&mut flow, visit);
    section(&mut flow, "Who to call", &visit.contact);
    flow.gap(16.0);
    flow.text(visit.signed.as_deref().unwrap_or("This visit has not been signed yet."), Style::SMALL);
    write(flow.finish(), look, &Properties { title: "Visit summary", author: &visit.practice.name })
}

fn section(flow: &mut Flow, heading: &str, text: &str) {
    if !text.trim().is_empty() {
        flow.heading(heading);
        flow.text(text, Style::BODY);
    }
}

/// A heading and its table; nothing at all without rows.
fn listed(flow: &mut Flow, heading: &str, columns: Vec<Column>, rows: Vec<Row>) {
    if !rows.is_empty() {
        flow.heading(heading);
        Table { columns, rows, ruled: true, pad: 2.5, ..Table::default() }.place(flow);
    }
}

/// Like [`listed`], saying so when nothing is recorded.
fn known<T>(
    flow: &mut Flow,
    heading: &str,
    (not_asked, none): (&str, &str),
    list: &Known<T>,
    columns: Vec<Column>,
    row: impl Fn(&T) -> Row,
) {
    match list {
        Known::NotAsked => section(flow, heading, not_asked),
        Known::NoneKnown => section(flow, heading, none),
        Known::Recorded(items) if items.is_empty() => section(flow, heading, none),
        Known::Recorded(items) => listed(flow, heading, columns, items.iter().map(row).collect()),
    }
}

fn diagnoses(flow: &mut Flow, visit: &VisitSummary) {
    let row = |diagnosis: &Diagnosis| Row::new([diagnosis.text.as_str().into(), diagnosis.code.as_str().into()]);
    let columns = vec![Column::share("Diagnosis", 1.0), Column::fit("ICD-10-CM")];
    listed(flow, "Diagnoses", columns, visit.diagnoses.iter().map(row).collect());
}

fn medications(flow: &mut Flow, visit: &VisitSummary) {
    let row = |medication: &Medication| {
        let (word, style) = match medication.change {
            Change::Continue => ("Continue", Style::BODY),
            Change::New => ("NEW", Style { colour: ACCENT, ..Style::STRONG }),
            Change::Changed => ("CHANGED", Style { colour: ACCENT, ..Style::STRONG }),
            Change::Stopped => ("STOP taking", Style::STRONG),
        };
        Row::new([
            Cell::new(word, style),
            Cell::new(&medication.name, Style::STRONG).and(&medication.note, Style::SMALL),
            medication.directions.as_str().into(),
        ])
    };
    let columns =
        vec![Column::fit("At this visit"), Column::share("Medication", 1.0), Column::share("How to take it", 1.2)];
    let silent = ("Not reviewed at this visit.", "No medications.");
    known(flow, "Your medications now", silent, &visit.medications, columns, row);
}

fn allergies(flow: &mut Flow, visit: &VisitSummary) {
    let row = |allergy: &Allergy| {
        Row::new([
            Cell::new(&allergy.substance, Style::STRONG),
            allergy.reaction.as_str().into(),
            allergy.severity.as_str().into(),
        ])
    };
    let columns =
        vec![Column::share("Allergic to", 1.2), Column::share("Reaction", 1.5), Column::share("Severity", 0.8)];
    known(flow, "Allergies", ("Not asked.", "No known allergies."), &visit.allergies, columns, row);
}

fn vitals(flow: &mut Flow, visit: &VisitSummary) {
    if visit.vitals.is_empty() {
        return;
    }
    flow.heading("Vital signs");
    let value = |vital: &Vital| match vital.flag.trim() {
        "" => vital.value.clone(),
        flag => format!("{} ({flag})", vital.value),
    };
    let facts: Vec<(&str, String)> = visit.vitals.iter().map(|vital| (vital.name.as_str(), value(vital))).collect();
    flow.facts(&facts, 4);
}

fn immunizations(flow: &mut Flow, visit: &VisitSummary) {
    let row = |shot: &Immunization| {
        Row::new([shot.date.as_str().into(), Cell::new(&shot.vaccine, Style::STRONG), shot.detail.as_str().into()])
    };
    let columns = vec![Column::fit("Date"), Column::share("Vaccine", 1.0), Column::share("Dose", 1.0)];
    listed(flow, "Immunizations given", columns, visit.immunizations.iter().map(row).collect());
}

fn results(flow: &mut Flow, visit: &VisitSummary) {
    let row = |result: &TestResult| {
        Row::new([
            result.date.as_str().into(),
            result.test.as_str().into(),
            Cell::new(&result.value, Style::STRONG),
            Cell::new(&result.flag, Style::STRONG),
            result.range.as_str().into(),
        ])
    };
    let columns = vec![
        Column::fit("Date"),
        Column::share("Test", 2.0),
        Column::share("Result", 1.2),
        Column::fit("Flag"),
        Column::share("Normal range", 1.0),
    ];
    listed(flow, "Results", columns, visit.results.iter().map(row).collect());
}

fn orders(flow: &mut Flow, visit: &VisitSummary) {
    let row = |order: &Order| {
        let what = Cell::new(&order.what, Style::STRONG).and(&order.detail, Style::SMALL);
        Row::new([what, order.when.as_str().into()])
    };
    let columns = vec![Column::share("What", 1.0), Column::fit("When")];
    listed(flow, "Orders and follow-up", columns, visit.orders.iter().map(row).collect());
}

fn appointments(flow: &mut Flow, visit: &VisitSummary) {
    let row = |appointment: &Appointment| {
        Row::new([
            Cell::new(&appointment.when, Style::STRONG),
            appointment.with.as_str().into(),
            appointment.place.as_str().into(),
            appointment.reason.as_str().into(),
        ])
    };
    let columns =
        vec![Column::fit("When"), Column::share("With", 1.0), Column::share("Where", 1.0), Column::share("For", 1.0)];
    listed(flow, "Next appointments", columns, visit.appointments.iter().map(row).collect());
}
