//! Claims and invoices, which become posted charges, with what was paid on them.

use formats::{
    fhir::{self, ClaimUse, CodeableConcept, FinancialStatus, InvoiceStatus, System},
    time::When,
};

use super::{
    importer::{Chart, Importer, Taken, Target, key_of},
    keys, people,
    values::{Stop, cents, first_day, is_code, not_kept, possible, refused, words},
};
use crate::{
    Id,
    billing::charges::{self, ImportedCharge},
    money::Cents,
    practice::AnyRecord,
    staff::Practitioner,
    time::Day,
    visits::Visit,
};

/// A line to post.
struct Line<'a> {
    code: String,
    description: std::borrow::Cow<'a, str>,
    units: i64,
    cents: i64,
    service_on: Day,
    visit: Option<Id<Visit>>,
}

/// A code fit for a charge: CPT or HCPCS first, whatever there is otherwise.
fn charge_code(concept: &CodeableConcept) -> String {
    let known = concept.code(&System::Cpt).or_else(|| concept.code(&System::Hcpcs));
    let any = known.or_else(|| concept.coding.iter().find_map(|c| c.code.as_deref())).map(str::trim);
    any.filter(|c| is_code(c)).unwrap_or("OTHER").to_owned()
}

fn a_day(target: &Target, when: Option<When>) -> Result<Day, Stop> {
    let Some(when) = when else { return refused("It does not say on which day.") };
    let (day, _) = first_day(when)?;
    if day > target.today().plus_days(1) {
        return refused("It is dated in the future.");
    }
    Ok(day)
}

/// A claim: a charge for each line with a price. Lines without one share what the claim's total has beyond the others: it goes to
/// the first of them, and the rest only repeat diagnoses.
pub(super) fn claim(im: &mut Importer, target: &mut Target, c: &fhir::Claim) -> Result<Taken, Stop> {
    match (c.status, c.r#use) {
        (FinancialStatus::Active, ClaimUse::Claim) => {}
        (FinancialStatus::Active, _) => return Err(Stop::NotKept("Claim (asked in advance)")),
        _ => return Err(Stop::NotKept("Claim (draft, cancelled or entered in error)")),
    }
    let chart = im.chart(target, Some(&c.patient))?;
    let source = key_of(&chart, "Claim", c.id.as_deref(), c);
    if im.row(&source).is_some() {
        return Ok(Taken::Here);
    }
    let period = c.billable_period.as_ref();
    let whole = a_day(target, period.and_then(|p| p.start.or(p.end)).or(c.created))?;
    let mut lines = Vec::new();
    let mut unpriced = None;
    let mut sum = 0_i64;
    for item in &c.item {
        let quantity = item.quantity.as_ref().and_then(|q| q.value);
        let price = match (&item.net, &item.unit_price, quantity) {
            (Some(net), ..) => Some(cents(net)?),
            (None, Some(price), Some(units)) => Some(possible(units.times(cents(price)?))?),
            (None, Some(price), None) => Some(cents(price)?),
            (None, None, _) => None,
        };
        let units = quantity.map_or(1.0, |v| v.to_f64());
        let serviced = item.serviced_date.map(When::On).or_else(|| item.serviced_period.as_ref().and_then(|p| p.start));
        let encounter = item.encounter.first();
        let mut line = Line {
            code: charge_code(&item.product_or_service),
            description: words(&item.product_or_service)?,
            units: if (1.0..=999.0).contains(&units) && units.fract() == 0.0 { units as i64 } else { 1 },
            cents: 0,
            service_on: serviced.map_or(Ok(whole), |when| a_day(target, Some(when)))?,
            visit: im.visit(&chart, encounter, "Claim.item.encounter (not in these files)"),
        };
        match price {
            Some(price) if price < 0 => return refused("A line has a negative price."),
            Some(price) => {
                sum = possible(sum.checked_add(price))?;
                line.cents = price;
                lines.push(line);
            }
            None if unpriced.is_none() => unpriced = Some((lines.len(), line)),
            None => im.tally.not_kept("Claim.item (without a price)", 1),
        }
    }
    let total = c.total.as_ref().map(cents).transpose()?;
    if let Some((place, mut line)) = unpriced {
        line.cents = total.unwrap_or(sum) - sum;
        if line.cents > 0 {
            lines.insert(place, line);
        } else {
            im.tally.not_kept("Claim.item (without a price)", 1);
        }
    }
    if lines.is_empty() {
        return Err(Stop::NotKept("Claim (without a price)"));
    }
    let visit = lines.iter().find_map(|l| l.visit);
    not_kept!(im.tally, Claim: c, insurer, prescription, facility, care_team, diagnosis, procedure, insurance);
    let posted = Posted { chart, visit, practitioner: None, paid: 0, paid_on: whole };
    post(im, target, source, &lines, &posted)?;
    Ok(Taken::New)
}

/// An invoice: its lines, and what was paid of it. See [`fhir::Invoice`] on what senders write in its totals.
pub(super) fn invoice(im: &mut Importer, target: &mut Target, i: &fhir::Invoice) -> Result<Taken, Stop> {
    if !matches!(i.status, InvoiceStatus::Issued | InvoiceStatus::Balanced) {
        return Err(Stop::NotKept("Invoice (draft, cancelled or entered in error)"));
    }
    let chart = im.chart(target, i.subject.as_ref())?;
    let source = key_of(&chart, "Invoice", i.id.as_deref(), i);
    if im.row(&source).is_some() {
        return Ok(Taken::Here);
    }
    let service_on = a_day(target, i.date)?;
    let (gross, net) = (i.total_gross.as_ref().map(cents).transpose()?, i.total_net.as_ref().map(cents).transpose()?);
    let mut lines = Vec::with_capacity(i.line_item.len());
    let mut priced = 0_i64;
    for item in &i.line_item {
        let Some(concept) = &item.charge_item_codeable_concept else {
            im.tally.not_kept("Invoice.lineItem (its charge is elsewhere)", 1);
            continue;
        };
        let mut price = 0_i64;
        for part in item.price_component.iter().filter(|p| p.r#type != "informational") {
            // A part that does not say its amount leaves the line to the totals.
            let Some(amount) = &part.amount else {
                price = 0;
                break;
            };
            price = possible(price.checked_add(cents(amount)?))?;
        }
        priced = possible(priced.checked_add(price))?;
        lines.push(Line {
            code: charge_code(concept),
            description: words(concept)?,
            units: 1,
            cents: price,
            service_on,
            visit: None,
        });
    }
    let Some(gross) = gross.or(net).or((priced > 0).then_some(priced)) else {
        return Err(Stop::NotKept("Invoice (without an amount)"));
    };
    if gross < 0 || lines.iter().any(|l| l.cents < 0) {
        return refused("An amount in it is negative.");
    }
    if priced != gross {
        // The lines do not tell the whole: the first stands for it.
        lines.truncate(1);
        match lines.first_mut() {
            Some(line) => line.cents = gross,
            None => return refused("It does not say what is billed."),
        }
    }
    let owed = if i.status == InvoiceStatus::Balanced { 0 } else { net.unwrap_or(gross).clamp(0, gross) };
    let actor = i.participant.first().map(|p| &p.actor);
    let practitioner = people::treated_by(im, target, actor, "Invoice.participant (not in these files)")?;
    not_kept!(im.tally, Invoice: i, cancelled_reason, r#type, recipient, issuer, payment_terms, note);
    let posted = Posted { chart, visit: None, practitioner, paid: gross - owed, paid_on: service_on };
    post(im, target, source, &lines, &posted)?;
    Ok(Taken::New)
}

/// What the lines share.
struct Posted {
    chart: Chart,
    visit: Option<Id<Visit>>,
    practitioner: Option<Id<Practitioner>>,
    /// Of all lines, cents.
    paid: i64,
    paid_on: Day,
}

fn post(im: &mut Importer, target: &mut Target, source: keys::Source, lines: &[Line], of: &Posted) -> Result<(), Stop> {
    let mut left = of.paid;
    for (number, line) in lines.iter().enumerate() {
        let source = if number == 0 { source } else { keys::part(&source, number) };
        let paid = left.min(line.cents);
        left -= paid;
        let new = ImportedCharge {
            patient: of.chart.patient,
            visit: line.visit.or(of.visit),
            practitioner: of.practitioner,
            service_on: line.service_on,
            code: &line.code,
            description: &line.description,
            units: line.units,
            cents: Cents(line.cents),
            paid: Cents(paid),
            paid_on: of.paid_on,
            source_id: source,
        };
        target.write(|tx| charges::import(tx, &new))?;
        im.became(source, Id::<AnyRecord>::new());
    }
    Ok(())
}
