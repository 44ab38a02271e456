//! Observations, the reports that gather them, and documents.

use std::borrow::Cow;

use formats::fhir::{
    self, CodeableConcept, Component, CompositionStatus, DocumentStatus as FhirDocument, ObservationStatus,
    ReportStatus, System, Value,
};
use knowledge::vitals::Vital;

use super::{
    importer::{Chart, Importer, Taken, Target, key_of},
    keys, people,
    values::{Stop, amount, code, is_code, line, moment, not_kept, opt, refused, words},
};
use crate::{
    Id,
    chart::documents::{self, DocumentStatus, NewDocument},
    observations::{self, NewObservation, NewReport, Observation, ObservationCategory, ReportCategory, ResultStatus},
    text,
    time::Instant,
    visits::Visit,
};

const A_DAY: i64 = 86_400_000;

/// What an observation or one of its components found.
#[derive(Default)]
struct Found<'a> {
    number: Option<f64>,
    unit: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    code: Option<&'a str>,
}

fn found(value: Value<'_>) -> Result<Found<'_>, Stop> {
    let text = |text: String| Ok(Found { text: Some(Cow::Owned(text)), ..Found::default() });
    match value {
        Value::Quantity(quantity) => {
            let (number, unit) = amount(quantity)?;
            match (quantity.comparator.as_deref(), quantity.value) {
                // A number that stands for all below it is no number to calculate with.
                (Some(sign @ ("<" | "<=" | ">" | ">=")), Some(value)) => {
                    Ok(Found { unit, text: Some(format!("{sign}{value}").into()), ..Found::default() })
                }
                _ => Ok(Found { number, unit, ..Found::default() }),
            }
        }
        Value::Concept(concept) => {
            let answer = code(concept, &System::Snomed).or_else(|| code(concept, &System::Loinc));
            let answer =
                answer.or_else(|| concept.coding.iter().find_map(|c| c.code.as_deref()).filter(|c| is_code(c)));
            Ok(Found { text: Some(words(concept)?), code: answer, ..Found::default() })
        }
        Value::Text(said) => match text::block("value", said) {
            Ok(clean) => text(clean),
            Err(_) => refused("Its text is longer than 100,000 characters."),
        },
        Value::Boolean(yes) => text(if yes { "Yes" } else { "No" }.into()),
        Value::Integer(number) => Ok(Found { number: Some(number as f64), ..Found::default() }),
        Value::Range(range) => {
            let end = |q: &Option<fhir::Quantity>| {
                q.as_ref().and_then(|q| q.value).map_or_else(String::new, |v| v.to_string())
            };
            let unit = match range.high.as_ref().or(range.low.as_ref()) {
                Some(q) => amount(q)?.1,
                None => None,
            };
            Ok(Found {
                unit,
                text: Some(format!("{}–{}", end(&range.low), end(&range.high)).into()),
                ..Found::default()
            })
        }
        Value::Ratio(ratio) => {
            let part = |q: &Option<fhir::Quantity>| {
                q.as_ref().and_then(|q| q.value).map_or_else(|| "?".into(), |v| v.to_string())
            };
            text(format!("{}:{}", part(&ratio.numerator), part(&ratio.denominator)))
        }
        Value::Time(time) => Ok(Found { text: line(time)?, ..Found::default() }),
        Value::When(when) => text(when.to_string()),
        Value::Period(period) => {
            let end = |w: Option<formats::time::When>| w.map_or_else(String::new, |w| w.to_string());
            text(format!("{} – {}", end(period.start), end(period.end)))
        }
    }
}

/// A measurement, a result, an answer; one with components becomes a row for each.
pub(super) fn observation(im: &mut Importer, target: &mut Target, o: &fhir::Observation) -> Result<Taken, Stop> {
    let status = match o.status {
        ObservationStatus::EnteredInError => ResultStatus::EnteredInError,
        ObservationStatus::Cancelled => return Err(Stop::NotKept("Observation (cancelled)")),
        ObservationStatus::Registered => ResultStatus::Registered,
        ObservationStatus::Preliminary => ResultStatus::Preliminary,
        ObservationStatus::Final => ResultStatus::Final,
        ObservationStatus::Amended | ObservationStatus::Corrected => ResultStatus::Amended,
        ObservationStatus::Unknown => ResultStatus::Unknown,
    };
    let chart = im.chart(target, o.subject.as_ref())?;
    let source = key_of(&chart, "Observation", o.id.as_deref(), o);
    let here = im.here(&source);
    if status == ResultStatus::EnteredInError {
        return Err(Stop::NotKept("Observation (entered in error)"));
    }
    let effective_at = match (o.effective(), o.issued) {
        (Some(when), _) => moment(target.zone(), when)?,
        (None, Some(issued)) => moment(target.zone(), formats::time::When::At(issued))?,
        (None, None) => return refused("It does not say when it was."),
    };
    if effective_at > target.now().plus_millis(A_DAY) {
        return refused("It is dated in the future.");
    }
    let mut rows = Vec::with_capacity(1 + o.component.len());
    if let Some(value) = o.value() {
        rows.push((found(value)?, &o.code, &o.interpretation, &o.reference_range));
    }
    for component in &o.component {
        if let Some(value) = Component::value(component) {
            rows.push((found(value)?, &component.code, &component.interpretation, &component.reference_range));
        }
    }
    if rows.is_empty() {
        return Err(Stop::NotKept(if o.has_member.is_empty() {
            "Observation (without a value)"
        } else {
            "Observation (a heading of others)"
        }));
    }
    not_kept!(im.tally, Observation: o, based_on, performer, note, body_site, method, specimen, derived_from);
    let common = Common {
        chart,
        visit: im.visit(&chart, o.encounter.as_ref(), "Observation.encounter (not in these files)"),
        report: im.panels.get(&source).copied(),
        category: category(o),
        status,
        effective_at,
    };
    // Checked before any is written.
    let rows = rows
        .into_iter()
        .map(|(value, concept, interpretation, ranges)| Row::of(value, concept, interpretation, ranges))
        .collect::<Result<Vec<_>, Stop>>()?;
    for (number, row) in rows.iter().enumerate() {
        let source = if number == 0 { source } else { keys::part(&source, number) };
        if here.is_some() {
            let Some(stands) = im.row(&source) else { return Ok(Taken::Different) };
            let new = row.with(&common, source);
            if Importer::compare(target, "observation", stands, &new.columns())? == Taken::Different {
                return Ok(Taken::Different);
            }
            continue;
        }
        let id = target.keep(|tx| observations::import(tx, &row.with(&common, source)))?;
        im.became(source, id);
    }
    Ok(if here.is_some() { Taken::Here } else { Taken::New })
}

/// What the rows of one observation share.
struct Common {
    chart: Chart,
    visit: Option<Id<Visit>>,
    report: Option<Id<observations::DiagnosticReport>>,
    category: ObservationCategory,
    status: ResultStatus,
    effective_at: Instant,
}

struct Row<'a> {
    found: Found<'a>,
    code: Option<&'a str>,
    display: Cow<'a, str>,
    low: Option<f64>,
    high: Option<f64>,
    range: Option<Cow<'a, str>>,
    interpretation: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(
        found: Found<'a>,
        concept: &'a CodeableConcept,
        interpretation: &'a [CodeableConcept],
        ranges: &'a [fhir::ReferenceRange],
    ) -> Result<Self, Stop> {
        let range = ranges.first();
        let end = |q: Option<&fhir::Quantity>| q.and_then(|q| q.value).map(|v| v.to_f64());
        let flag = interpretation
            .first()
            .and_then(|i| code(i, &System::Interpretation).or_else(|| i.coding.first()?.code.as_deref()));
        Ok(Self {
            found,
            code: code(concept, &System::Loinc),
            display: words(concept)?,
            low: end(range.and_then(|r| r.low.as_ref())),
            high: end(range.and_then(|r| r.high.as_ref())),
            range: range.map_or(Ok(None), |r| opt(r.text.as_ref()))?,
            interpretation: flag.filter(|f| is_code(f) && f.len() <= 10),
        })
    }

    fn with(&'a self, common: &Common, source: [u8; 16]) -> NewObservation<'a> {
        NewObservation {
            patient: common.chart.patient,
            visit: common.visit,
            report: common.report,
            category: common.category,
            status: common.status,
            code: self.code,
            display: &self.display,
            effective_at: common.effective_at,
            number: self.found.number,
            unit: self.found.unit.as_deref(),
            text: self.found.text.as_deref(),
            value_code: self.found.code,
            range_low: self.low,
            range_high: self.high,
            range_text: self.range.as_deref(),
            interpretation: self.interpretation,
            source: Some(source),
        }
    }
}

fn category(o: &fhir::Observation) -> ObservationCategory {
    let named = o.category.iter().flat_map(|c| &c.coding).find_map(|c| {
        Some(match c.code.as_deref()? {
            "vital-signs" => ObservationCategory::VitalSigns,
            "laboratory" => ObservationCategory::Laboratory,
            "social-history" => ObservationCategory::SocialHistory,
            "survey" => ObservationCategory::Survey,
            "imaging" => ObservationCategory::Imaging,
            "procedure" => ObservationCategory::Procedure,
            "exam" => ObservationCategory::Exam,
            _ => return None,
        })
    });
    named.unwrap_or_else(|| match code(&o.code, &System::Loinc).and_then(Vital::from_loinc) {
        Some(_) => ObservationCategory::VitalSigns,
        None => ObservationCategory::Other,
    })
}

/// A report: the panel its results belong to, and its words.
pub(super) fn report(im: &mut Importer, target: &mut Target, r: &fhir::DiagnosticReport) -> Result<Taken, Stop> {
    let status = match r.status {
        ReportStatus::EnteredInError => return Err(Stop::NotKept("DiagnosticReport (entered in error)")),
        ReportStatus::Cancelled => return Err(Stop::NotKept("DiagnosticReport (cancelled)")),
        ReportStatus::Registered => ResultStatus::Registered,
        ReportStatus::Partial | ReportStatus::Preliminary => ResultStatus::Preliminary,
        ReportStatus::Final => ResultStatus::Final,
        ReportStatus::Amended | ReportStatus::Corrected | ReportStatus::Appended => ResultStatus::Amended,
        ReportStatus::Unknown => ResultStatus::Unknown,
    };
    let chart = im.chart(target, r.subject.as_ref())?;
    let source = key_of(&chart, "DiagnosticReport", r.id.as_deref(), r);
    let here = im.here(&source);
    let issued = r.issued.map(formats::time::When::At).or(r.effective_date_time);
    let Some(when) = issued.or_else(|| r.effective_period.as_ref().and_then(|p| p.end.or(p.start))) else {
        return refused("It does not say when it was.");
    };
    let issued_at = moment(target.zone(), when)?;
    let display = words(&r.code)?;
    let mut body = String::new();
    let parts = r.conclusion.iter().map(|c| Cow::Borrowed(c.as_str()));
    let forms = r.presented_form.iter().filter_map(|f| f.text()).map(|t| Cow::Owned(t.to_string()));
    for part in parts.chain(forms) {
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(&part);
    }
    let Ok(body) = text::block("body", &body) else { return refused("Its text is longer than 100,000 characters.") };
    let pictures = r.presented_form.iter().filter(|f| f.text().is_none()).count() as u64;
    if pictures > 0 {
        im.tally.not_kept("DiagnosticReport.presentedForm (not text)", pictures);
    }
    not_kept!(im.tally, DiagnosticReport: r, based_on, performer, results_interpreter, specimen, conclusion_code);
    let new = NewReport {
        patient: chart.patient,
        visit: im.visit(&chart, r.encounter.as_ref(), "DiagnosticReport.encounter (not in these files)"),
        category: report_category(r),
        status,
        code: code(&r.code, &System::Loinc),
        display: &display,
        issued_at,
        body: Some(body.as_str()).filter(|b| !b.is_empty()),
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "diagnostic_report", row, &new.columns())?);
    }
    let id = target.keep(|tx| observations::import_report(tx, &new))?;
    im.became(source, id);
    for result in r.result.iter().filter_map(|r| r.id.as_deref()) {
        let result = keys::in_chart("Observation", &chart.source, result);
        match im.row(&result) {
            // The result came first: it is told where it belongs.
            Some(row) => {
                let row: Id<Observation> = row.cast();
                target.write(|tx| observations::join_report(tx, row, id).map(|()| 0))?;
            }
            None => _ = im.panels.insert(result, id),
        }
    }
    Ok(Taken::New)
}

fn report_category(r: &fhir::DiagnosticReport) -> ReportCategory {
    let named = r.category.iter().flat_map(|c| &c.coding).find_map(|c| {
        // HL7 v2 table 0074, and the LOINC parts US Core uses.
        Some(match c.code.as_deref()? {
            "LAB" | "HM" | "CH" | "MB" | "IMM" | "LP29693-6" => ReportCategory::Laboratory,
            "RAD" | "RUS" | "CT" | "NMR" | "IMG" | "LP29684-5" => ReportCategory::Imaging,
            "PAT" | "SP" | "CP" | "LP7839-6" => ReportCategory::Pathology,
            _ => return None,
        })
    });
    let default = if r.result.is_empty() { ReportCategory::Other } else { ReportCategory::Laboratory };
    named.unwrap_or(default)
}

/// A note or another document, if it is text.
pub(super) fn document(im: &mut Importer, target: &mut Target, d: &fhir::DocumentReference) -> Result<Taken, Stop> {
    let status = match (d.status, d.doc_status) {
        (FhirDocument::EnteredInError, _) | (_, Some(CompositionStatus::EnteredInError)) => {
            return Err(Stop::NotKept("DocumentReference (entered in error)"));
        }
        (FhirDocument::Superseded, _) => DocumentStatus::Superseded,
        (FhirDocument::Current, _) => DocumentStatus::Current,
    };
    let chart = im.chart(target, d.subject.as_ref())?;
    let source = key_of(&chart, "DocumentReference", d.id.as_deref(), d);
    let here = im.here(&source);
    let Some((attachment, body)) = d.content.iter().find_map(|c| Some((&c.attachment, c.attachment.text()?))) else {
        return Err(Stop::NotKept("DocumentReference (not text: a picture, a PDF, or elsewhere)"));
    };
    if d.content.len() > 1 {
        im.tally.not_kept("DocumentReference.content (after the first text)", d.content.len() as u64 - 1);
    }
    let Ok(body) = text::block("body", &body) else { return refused("Its text is longer than 100,000 characters.") };
    let context = d.context.as_ref();
    let when = d.date.map(formats::time::When::At).or(attachment.creation);
    let Some(when) = when.or_else(|| context.and_then(|c| c.period.as_ref()).and_then(|p| p.start.or(p.end))) else {
        return refused("It does not say when it was written.");
    };
    let dated_at = moment(target.zone(), when)?;
    let title = match opt(d.description.as_ref())? {
        Some(title) => title,
        None => match d.r#type.as_ref() {
            Some(kind) => words(kind)?,
            None => opt(attachment.title.as_ref())?.unwrap_or(Cow::Borrowed("Document")),
        },
    };
    let author = match d.author.first() {
        Some(author) => match opt(author.display.as_ref())? {
            Some(shown) => Some(shown.into_owned()),
            None => people::treated_by(im, target, Some(author), "DocumentReference.author (not in these files)")?
                .and_then(|id| crate::staff::practitioner(target, id).ok())
                .map(|p| p.display_name),
        },
        None => None,
    };
    not_kept!(im.tally, DocumentReference: d, master_identifier, authenticator, custodian);
    let encounter = context.and_then(|c| c.encounter.first());
    let new = NewDocument {
        patient: chart.patient,
        visit: im.visit(&chart, encounter, "DocumentReference.context.encounter (not in these files)"),
        status,
        type_code: d.r#type.as_ref().and_then(|t| code(t, &System::Loinc)),
        title: &title,
        author: author.as_deref(),
        dated_at,
        body: &body,
        source: Some(source),
    };
    if let Some(row) = here {
        return Ok(Importer::compare(target, "clinical_document", row, &new.columns())?);
    }
    let id = target.keep(|tx| documents::import_document(tx, &new))?;
    im.became(source, id);
    Ok(Taken::New)
}
