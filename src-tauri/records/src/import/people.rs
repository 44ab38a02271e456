//! Patients and those who treat and pay for them.

use std::collections::{HashMap, HashSet};

use formats::fhir::{self, CodeableConcept, Gender, Reference, System};
use knowledge::value_sets::{self, Set};

use super::{
    importer::{Chart, Importer, Taken, Target, Whose, key_of},
    keys::{self, Source},
    values::{Stop, code, line, name, names, not_kept, opt, refused, whole_day},
};
use crate::{
    Id,
    patients::{
        self, AddressUse, BirthSex, Identifier, NameUse, NewPolicy, NewRelatedPerson, OtherName, PatientAddress,
        PatientDetails, Said, Sex, SubscriberRelationship, Telecom, TelecomKind,
    },
    profile::Address,
    staff::{self, Practitioner},
    time::Day,
};

/// What was asked of the file once: the practitioners it has, and which codes its lists hold.
#[derive(Default)]
pub(super) struct People {
    loaded: bool,
    /// By source id, and by NPI.
    known: HashMap<Source, Id<Practitioner>>,
    /// Practitioners who got a column on the schedule for their bookings.
    pub columns: HashSet<Id<Practitioner>>,
    listed: HashMap<(&'static str, String), Option<String>>,
}

/// Entries of one kind that a patient may have.
const MOST: usize = 20;

/// Makes the patient, or finds the one who is here.
pub(super) fn patient(im: &mut Importer, target: &mut Target, p: &fhir::Patient) -> Result<Taken, Stop> {
    let mut keys: Vec<Source> = p.id.iter().map(|id| keys::key(&[b"Patient/", id.as_bytes()])).collect();
    keys.extend(p.identifier.iter().filter_map(|i| keys::identifier("Patient", i)));
    let taken = take_patient(im, target, p);
    let whose = match &taken {
        Ok((chart, _)) => Whose::Chart(*chart),
        Err(Stop::Own) => Whose::Own,
        Err(_) => Whose::Refused,
    };
    keys.into_iter().for_each(|key| im.patients.meet(key, whose));
    taken.map(|(_, taken)| taken)
}

fn take_patient(im: &mut Importer, target: &mut Target, p: &fhir::Patient) -> Result<(Chart, Taken), Stop> {
    let source = keys::patient(p);
    // A patient met in another file of this import stands under the same key.
    let met = keys::key(&[b"Patient source", &source]);
    if let Some(Whose::Chart(chart)) = im.patients.find(&met) {
        let chart = *chart;
        return compared(im, target, p, chart);
    }
    if let Some(patient) = patients::imported(target, source)? {
        let chart = Chart { patient, source };
        im.patients.meet(met, Whose::Chart(chart));
        return compared(im, target, p, chart);
    }
    if let Some(own) = p.id.as_deref().and_then(|id| id.parse().ok())
        && patients::is_here(target, own)?
    {
        return Err(Stop::Own);
    }
    let details = details(im, target, p)?;
    let contacts = contacts(im, p)?;
    if let Some(patient) = same_person(target, &details)? {
        let chart = Chart { patient, source };
        im.patients.meet(met, Whose::Chart(chart));
        let taken = if patients::tells_the_same(target, patient, details)? { Taken::Here } else { Taken::Different };
        return Ok((chart, taken));
    }
    not_kept!(im.tally, Patient: p, managing_organization);
    if p.extension.mothers_maiden_name.is_some() {
        im.tally.not_kept("Patient.extension[patient-mothersMaidenName]", 1);
    }
    let patient = target.keep(|tx| patients::import(tx, source, &details))?;
    for (number, contact) in contacts.iter().enumerate() {
        let source = keys::part(&source, number);
        target.write(|tx| patients::import_contact(tx, patient, source, contact).map(|made| made.map_or(0, |_| 1)))?;
    }
    im.new_chart(patient);
    let chart = Chart { patient, source };
    im.patients.meet(met, Whose::Chart(chart));
    Ok((chart, Taken::New))
}

/// A patient who is here; one whose details can no longer be taken is different too.
fn compared(im: &mut Importer, target: &mut Target, p: &fhir::Patient, chart: Chart) -> Result<(Chart, Taken), Stop> {
    im.tally.comparing = true;
    let same = match details(im, target, p) {
        Ok(details) => patients::tells_the_same(target, chart.patient, details)?,
        Err(Stop::Failed(error)) => return Err(Stop::Failed(error)),
        Err(_) => false,
    };
    Ok((chart, if same { Taken::Here } else { Taken::Different }))
}

/// A patient here with the same medical record number of the same giver and the same birth date: registered here before, or
/// imported in another way.
fn same_person(target: &Target, details: &PatientDetails) -> Result<Option<Id<patients::Patient>>, Stop> {
    for number in details.identifiers.iter().filter(|i| i.kind == "MR") {
        let Some(system) = &number.system else { continue };
        for (patient, born) in patients::numbered(target, "MR", system, &number.value)? {
            if born == details.birth_date {
                return Ok(Some(patient));
            }
        }
    }
    Ok(None)
}

fn details(im: &mut Importer, target: &mut Target, p: &fhir::Patient) -> Result<PatientDetails, Stop> {
    let today = target.today();
    let legal = ["official", "usual", ""]
        .iter()
        .find_map(|wanted| p.name.iter().find(|n| n.r#use.as_deref().unwrap_or_default() == *wanted))
        .or(p.name.first());
    let Some(legal) = legal else { return refused("The patient has no name.") };
    let family = match (&legal.family, &legal.text) {
        (Some(family), _) => name(family)?,
        (None, Some(text)) => name(text)?,
        (None, None) => None,
    };
    let given = legal.given.first().map_or(Ok(None), |g| name(g))?;
    let (family, given) = match (family, given) {
        (Some(family), given) => (family, given),
        (None, Some(only)) => (only, None),
        (None, None) => return refused("The patient has no name."),
    };
    let birth_date = p.birth_date.and_then(whole_day);
    if let Some(born) = p.birth_date {
        if birth_date.is_some_and(|d| d > today) || i32::from(born.year()) > today.year() {
            return refused("The birth date is in the future.");
        }
        if birth_date.is_none() {
            if born.full().is_some() {
                return refused("The birth date is before 1800.");
            }
            im.tally.not_kept("Patient.birthDate (only a year or month)", 1);
        }
    }
    let died = p.deceased_date_time.map(|d| d.date()).and_then(whole_day);
    if died.is_some_and(|d| d > today || birth_date.is_some_and(|born| d < born)) {
        return refused("The day of death is in the future or before the birth date.");
    }
    let deceased = died.is_some() || p.deceased_date_time.is_some() || p.deceased_boolean == Some(true);
    let sex = match (p.gender, p.extension.sex.as_deref()) {
        (Some(Gender::Female), _) | (None | Some(Gender::Unknown), Some("248152002")) => Sex::Female,
        (Some(Gender::Male), _) | (None | Some(Gender::Unknown), Some("248153007")) => Sex::Male,
        (Some(Gender::Other), _) => Sex::Other,
        (_, Some("asked-declined")) => Sex::Declined,
        _ => Sex::Unknown,
    };
    let mut details = PatientDetails::of(family, given, birth_date, sex);
    details.middle = legal.given.split_first().map_or(Ok(None), |(_, rest)| names(rest))?;
    details.prefix = names(&legal.prefix)?;
    details.suffix = names(&legal.suffix)?;
    for other in p.name.iter().filter(|n| !std::ptr::eq(*n, legal)).take(MOST) {
        other_name(&mut details, other)?;
    }
    details.birth_sex = match p.extension.birth_sex.as_deref() {
        Some("F") => BirthSex::Female,
        Some("M") => BirthSex::Male,
        Some("OTH") => BirthSex::Other,
        Some("ASKU") => BirthSex::Declined,
        Some("UNK") => BirthSex::Unknown,
        _ => BirthSex::NotAsked,
    };
    said(im, p, &mut details)?;
    for address in p.address.iter().take(MOST) {
        details.addresses.extend(postal(im, address)?);
    }
    for contact in p.telecom.iter().take(MOST) {
        match telecom(contact)? {
            Some(telecom) => details.telecoms.push(telecom),
            None => im.tally.not_kept("Patient.telecom (neither phone, fax nor email)", 1),
        }
    }
    for number in p.identifier.iter().take(MOST) {
        details.identifiers.extend(identifier(number)?);
    }
    let lists = [p.name.len().saturating_sub(1), p.address.len(), p.telecom.len(), p.identifier.len(), p.contact.len()];
    let over = lists.iter().map(|n| n.saturating_sub(MOST)).sum();
    im.tally.more("Patient (more than 20 names, addresses, phones, numbers or contacts)", over);
    (details.deceased, details.deceased_on) = (deceased, died);
    details.active = p.active.unwrap_or(true);
    im.tally.more("Patient.generalPractitioner (after the first)", p.general_practitioner.len().saturating_sub(1));
    details.practitioner = match p.general_practitioner.first() {
        Some(reference) => treated_by(im, target, Some(reference), "Patient.generalPractitioner (not in these files)")?,
        None => None,
    };
    Ok(details)
}

fn other_name(details: &mut PatientDetails, other: &fhir::HumanName) -> Result<(), Stop> {
    let given = other.given.first().map_or(Ok(None), |g| name(g))?;
    let (name_use, ends) = match other.r#use.as_deref() {
        Some("maiden") => (NameUse::Maiden, true),
        Some("nickname") => (NameUse::Nickname, false),
        Some("anonymous") => (NameUse::Anonymous, false),
        Some("temp") => (NameUse::Temp, true),
        Some("old") => (NameUse::Old, true),
        // What the patient goes by, beside an official name.
        Some("usual") if given != details.given && details.preferred_name.is_none() => {
            details.preferred_name = given;
            return Ok(());
        }
        _ => (NameUse::Old, true),
    };
    let family = other.family.as_deref().map_or(Ok(None), name)?;
    if family.is_none() && given.is_none() {
        return Ok(());
    }
    let day = |end: Option<formats::time::When>| end.map(|w| w.date()).and_then(whole_day);
    let period = other.period.as_ref();
    details.other_names.push(OtherName {
        name_use,
        family,
        given,
        middle: other.given.split_first().map_or(Ok(None), |(_, rest)| names(rest))?,
        prefix: names(&other.prefix)?,
        suffix: names(&other.suffix)?,
        starts_on: period.and_then(|p| day(p.start)),
        ends_on: period.and_then(|p| day(p.end)).filter(|_| ends),
    });
    Ok(())
}

/// What patients said of themselves: codes of our lists; anything else in the sender's words.
fn said(im: &mut Importer, p: &fhir::Patient, details: &mut PatientDetails) -> Result<(), Stop> {
    if let Some(race) = &p.extension.race {
        details.race = categories(im, race, &[("race", Set::Race), ("race_detail", Set::RaceDetail)])?;
    }
    if let Some(ethnicity) = &p.extension.ethnicity {
        let sets = [("ethnicity", Set::Ethnicity), ("ethnicity_detail", Set::EthnicityDetail)];
        details.ethnicity = categories(im, ethnicity, &sets)?;
    }
    for spoken in &p.communication {
        one(im, &spoken.language, ("language", Set::Language), &mut details.language)?;
    }
    // The preferred one first.
    if let Some(place) = p.communication.iter().position(|c| c.preferred == Some(true))
        && place < details.language.len()
    {
        let preferred = details.language.remove(place);
        details.language.insert(0, preferred);
    }
    for identity in &p.extension.gender_identity {
        one(im, identity, ("gender_identity", Set::GenderIdentity), &mut details.gender_identity)?;
    }
    for pronouns in &p.extension.pronouns {
        one(im, pronouns, ("pronouns", Set::Pronouns), &mut details.pronouns)?;
    }
    if let Some(status) = &p.marital_status {
        one(im, status, ("marital_status", Set::MaritalStatus), &mut details.marital_status)?;
    }
    Ok(())
}

fn categories(
    im: &mut Importer,
    found: &fhir::RaceOrEthnicity,
    sets: &[(&'static str, Set)],
) -> Result<Vec<Said>, Stop> {
    let mut all: Vec<Said> = Vec::new();
    for coding in found.omb.iter().chain(&found.detailed) {
        let given = coding.code.as_deref().unwrap_or_default();
        let known = sets.iter().find_map(|set| listed(im, *set, given));
        if let Some(code) = known.or_else(|| ["ASKU", "UNK"].contains(&given).then(|| given.to_owned()))
            && all.iter().all(|s| s.code != code)
            && all.len() < MOST
        {
            all.push(Said { code, text: None });
        }
    }
    if all.is_empty()
        && let Some(text) = found.text.as_deref().map_or(Ok(None), name)?
    {
        all.push(Said { code: "OTH".into(), text: Some(text) });
    }
    if all.len() > 1 {
        all.retain(|s| !["ASKU", "UNK"].contains(&s.code.as_str()));
    }
    Ok(all)
}

fn one(
    im: &mut Importer,
    concept: &CodeableConcept,
    set: (&'static str, Set),
    said: &mut Vec<Said>,
) -> Result<(), Stop> {
    let known = concept.coding.iter().filter_map(|c| c.code.as_deref()).find_map(|given| {
        // A language of a region is that language: en-US is en where the list has no en-US.
        listed(im, set, given).or_else(|| listed(im, set, given.split_once('-')?.0))
    });
    let new = match known {
        Some(code) => Said { code, text: None },
        None => match concept.shown().map_or(Ok(None), name)? {
            Some(text) => Said { code: "OTH".into(), text: Some(text) },
            None => return Ok(()),
        },
    };
    if said.iter().all(|s| s.code != new.code) && said.len() < MOST {
        said.push(new);
    }
    Ok(())
}

/// The code as our list writes it, if it has it. The lists are text: each code is looked for once.
fn listed(im: &mut Importer, (name, set): (&'static str, Set), code: &str) -> Option<String> {
    let listed = &mut im.people.listed;
    if listed.len() > 5000 {
        listed.clear();
    }
    listed.entry((name, code.to_owned())).or_insert_with(|| value_sets::find(set, code).map(|c| c.code)).clone()
}

fn postal(im: &mut Importer, address: &fhir::Address) -> Result<Option<PatientAddress>, Stop> {
    let address_use = match address.r#use.as_deref() {
        Some("work") => AddressUse::Work,
        Some("temp") => AddressUse::Temp,
        Some("billing") => AddressUse::Billing,
        Some("old") => AddressUse::Old,
        _ => AddressUse::Home,
    };
    let (first, rest) = match address.line.split_first() {
        Some((first, rest)) => (name(first)?, names(rest)?),
        None => (opt(address.text.as_ref())?.map(|t| t.chars().take(200).collect()), None),
    };
    let country = opt(address.country.as_ref())?.filter(|c| !["US", "USA", "United States"].contains(&&**c));
    let state = address.state.as_deref().map_or(Ok(None), name)?;
    let state = match state {
        Some(state) if country.is_none() => Some(state_code(im, &state)),
        other => other,
    };
    let zip = address.postal_code.as_deref().map_or(Ok(None), name)?;
    let day = |when: Option<formats::time::When>| when.map(|w| w.date()).and_then(whole_day);
    let (starts_on, ends_on) = address.period.as_ref().map_or((None, None), |p| (day(p.start), day(p.end)));
    let postal = PatientAddress {
        address_use,
        line1: first,
        line2: rest,
        city: address.city.as_deref().map_or(Ok(None), name)?,
        state,
        zip: zip.map(|z| knowledge::codes::check_zip(&z).unwrap_or(z)),
        country: country.map(|c| c.into_owned()),
        starts_on,
        ends_on: ends_on.filter(|end| starts_on.is_none_or(|start| start <= *end)),
    };
    let empty = postal.line1.is_none() && postal.city.is_none() && postal.zip.is_none() && postal.state.is_none();
    Ok((!empty).then_some(postal))
}

/// Two letters for a state that is written out.
fn state_code(im: &mut Importer, state: &str) -> String {
    listed(im, ("state", Set::State), state)
        .or_else(|| {
            let named = value_sets::choices(Set::State).into_iter().find(|c| c.label.eq_ignore_ascii_case(state))?;
            im.people.listed.insert(("state", state.to_owned()), Some(named.code.clone()));
            Some(named.code)
        })
        .unwrap_or_else(|| state.to_owned())
}

fn telecom(contact: &fhir::ContactPoint) -> Result<Option<Telecom>, Stop> {
    let Some(value) = contact.value.as_deref().map_or(Ok(None), name)? else { return Ok(None) };
    let kind = match (contact.system.as_deref(), contact.r#use.as_deref()) {
        (_, Some("old")) => return Ok(None),
        (Some("phone" | "sms") | None, Some("mobile")) => TelecomKind::Mobile,
        (Some("phone" | "sms") | None, Some("home")) => TelecomKind::Home,
        (Some("phone" | "sms") | None, Some("work")) => TelecomKind::Work,
        (Some("phone" | "sms"), _) => TelecomKind::Other,
        (Some("fax"), _) => TelecomKind::Fax,
        (Some("email"), _) => TelecomKind::Email,
        _ => return Ok(None),
    };
    Ok(Some(Telecom { kind, value: if kind == TelecomKind::Email { value } else { phone(value) } }))
}

/// As numbers are shown here, where it is one; as it came otherwise.
fn phone(value: String) -> String {
    knowledge::codes::check_phone(&value).map(|kept| knowledge::codes::show_phone(&kept)).unwrap_or(value)
}

fn identifier(number: &fhir::Identifier) -> Result<Option<Identifier>, Stop> {
    let Some(value) = number.value.as_deref().map_or(Ok(None), name)? else { return Ok(None) };
    let typed = number.r#type.as_ref().and_then(|t| code(t, &System::IdentifierType));
    let kind = match (typed, &number.system) {
        (Some(code), _) => code,
        (None, Some(System::Ssn)) => "SS",
        // HL7 v2 table 0203: unspecified.
        _ => "U",
    };
    let system = number.system.as_ref().map_or(Ok(None), |s| name(s.as_str()))?;
    Ok(Some(Identifier { kind: kind.to_owned(), system, value }))
}

fn contacts(im: &mut Importer, p: &fhir::Patient) -> Result<Vec<NewRelatedPerson>, Stop> {
    let mut all = Vec::new();
    for contact in p.contact.iter().take(MOST) {
        let named = match &contact.name {
            Some(n) => {
                let parts = [names(&n.given)?, n.family.as_deref().map_or(Ok(None), name)?];
                let whole = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                if whole.is_empty() { n.text.as_deref().map_or(Ok(None), name)? } else { Some(whole) }
            }
            None => None,
        };
        let Some(named) = named else {
            im.tally.not_kept("Patient.contact (without a name)", 1);
            continue;
        };
        let codes = || contact.relationship.iter().flat_map(|r| &r.coding).filter_map(|c| c.code.as_deref());
        let relationship = codes().find_map(|c| listed(im, ("relationship", Set::Relationship), c));
        let reach = |wanted: &str| {
            contact.telecom.iter().find(|t| t.system.as_deref() == Some(wanted)).and_then(|t| t.value.as_deref())
        };
        let address = contact.address.as_ref().map_or(Ok(None), |a| postal(im, a))?;
        all.push(NewRelatedPerson {
            name: named,
            relationship: relationship.unwrap_or_else(|| "OTH".into()),
            phone: reach("phone").map_or(Ok(None), name)?.map(phone),
            email: reach("email").map_or(Ok(None), name)?,
            address: address.map_or_else(Address::default, |a| Address {
                line1: a.line1,
                line2: a.line2,
                city: a.city,
                state: a.state,
                zip: a.zip,
            }),
            birth_date: None,
            // HL7 v2 table 0131: C is the emergency contact.
            emergency_contact: codes().any(|c| c == "C") || relationship_unsaid(contact),
            guarantor: codes().any(|c| c == "GUAR"),
        });
    }
    Ok(all)
}

/// R4: a contact of whom nothing else is said is there to be contacted.
fn relationship_unsaid(contact: &fhir::PatientContact) -> bool {
    contact.relationship.is_empty()
}

// Those who treat.

/// Makes the practitioner, or finds the one who is here.
pub(super) fn practitioner(im: &mut Importer, target: &mut Target, p: &fhir::Practitioner) -> Result<Taken, Stop> {
    let title = p.name.iter().find(|n| n.r#use.as_deref() == Some("official")).or(p.name.first());
    let shown = match title {
        Some(n) => {
            let parts = [names(&n.prefix)?, names(&n.given)?, n.family.as_deref().map_or(Ok(None), name)?];
            let whole = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            if whole.is_empty() { n.text.as_deref().map_or(Ok(None), name)? } else { Some(whole) }
        }
        None => None,
    };
    let npi = p.identifier.iter().find(|i| i.system == Some(System::Npi)).and_then(|i| i.value.as_deref());
    let npi = npi.and_then(|n| knowledge::codes::check_npi(n).ok());
    let Some(shown) = shown.or_else(|| npi.as_ref().map(|n| format!("Practitioner {n}"))) else {
        return refused("The practitioner has no name.");
    };
    not_kept!(im.tally, Practitioner: p, telecom, address, gender);
    let id = p.id.as_deref().unwrap_or_default();
    let numbered = p.identifier.iter().find_map(|i| keys::identifier("Practitioner", i));
    let source = match numbered {
        _ if keys::is_uuid(id) => keys::key(&[b"Practitioner", id.to_ascii_lowercase().as_bytes()]),
        Some(number) => number,
        None => keys::key(&[b"Practitioner", id.as_bytes(), shown.as_bytes()]),
    };
    let credential = title.map_or(Ok(None), |n| names(&n.suffix))?;
    let new = staff::ImportedPractitioner { display_name: shown, credential, npi, source };
    let (found, taken) = meet_practitioner(im, target, &new)?;
    let mut keys: Vec<Source> = p.id.iter().map(|id| keys::key(&[b"Practitioner/", id.as_bytes()])).collect();
    keys.extend(p.identifier.iter().filter_map(|i| keys::identifier("Practitioner", i)));
    keys.into_iter().for_each(|key| im.practitioners.meet(key, found));
    Ok(taken)
}

fn meet_practitioner(
    im: &mut Importer,
    target: &mut Target,
    new: &staff::ImportedPractitioner,
) -> Result<(Id<Practitioner>, Taken), Stop> {
    if !std::mem::replace(&mut im.people.loaded, true) {
        for (id, source, npi) in staff::sources(target)? {
            // One of this practice's own, exported from here.
            im.people.known.insert(keys::key(&[b"Practitioner", id.to_string().as_bytes()]), id);
            im.people.known.extend(source.map(|s| (s, id)));
            im.people.known.extend(npi.map(|n| (keys::key(&[b"npi", n.as_bytes()]), id)));
        }
    }
    let by_npi = new.npi.as_ref().map(|n| keys::key(&[b"npi", n.as_bytes()]));
    let known = by_npi.and_then(|k| im.people.known.get(&k)).or_else(|| im.people.known.get(&new.source)).copied();
    let (id, taken) = match known {
        Some(id) => (id, Taken::Here),
        None => (target.keep(|tx| staff::import(tx, new))?, Taken::New),
    };
    im.people.known.insert(new.source, id);
    im.people.known.extend(by_npi.map(|k| (k, id)));
    Ok((id, taken))
}

/// The practitioner a reference names. One who is in none of the files but whose name is told becomes a practitioner by that.
pub(super) fn treated_by(
    im: &mut Importer,
    target: &mut Target,
    reference: Option<&Reference>,
    what: &'static str,
) -> Result<Option<Id<Practitioner>>, Stop> {
    // Nobody is made for a comparison.
    let Some(reference) = reference.filter(|_| !im.tally.comparing) else { return Ok(None) };
    let by_id = reference.id.as_deref().map(|id| keys::key(&[b"Practitioner/", id.as_bytes()]));
    let by_number = reference.identifier.as_deref().and_then(|i| keys::identifier("Practitioner", i));
    let keys = [by_id, by_number];
    if let Some(id) = keys.iter().flatten().find_map(|key| im.practitioners.find(key)) {
        return Ok(Some(*id));
    }
    let person = reference.kind.is_none_or(|k| k == fhir::Kind::Practitioner);
    match opt(reference.display.as_ref())? {
        Some(shown) if person && shown.chars().count() <= crate::text::LINE => {
            let uuid = reference.id.as_deref().filter(|id| keys::is_uuid(id));
            let source = uuid
                .map(|id| keys::key(&[b"Practitioner", id.to_ascii_lowercase().as_bytes()]))
                .or(by_number)
                .unwrap_or_else(|| keys::key(&[b"Practitioner named", shown.as_bytes()]));
            let new =
                staff::ImportedPractitioner { display_name: shown.into_owned(), credential: None, npi: None, source };
            let (id, _) = meet_practitioner(im, target, &new)?;
            keys.into_iter().flatten().for_each(|key| im.practitioners.meet(key, id));
            Ok(Some(id))
        }
        _ => {
            im.tally.not_kept(what, 1);
            Ok(None)
        }
    }
}

// Those who pay.

/// An organization's name is kept where a policy names it.
pub(super) fn organization(im: &mut Importer, o: &fhir::Organization) -> Result<Taken, Stop> {
    if let (Some(id), Some(shown)) = (&o.id, o.name.as_deref().map_or(Ok(None), name)?) {
        im.organizations.meet(keys::key(&[b"Organization/", id.as_bytes()]), shown);
    }
    Err(Stop::NotKept("Organization"))
}

/// Places are not kept.
pub(super) fn location(_: &mut Importer, _: &fhir::Location) -> Result<Taken, Stop> {
    Err(Stop::NotKept("Location"))
}

/// Makes the policy, unless it is here.
pub(super) fn coverage(im: &mut Importer, target: &mut Target, c: &fhir::Coverage) -> Result<Taken, Stop> {
    if matches!(c.status, fhir::FinancialStatus::EnteredInError | fhir::FinancialStatus::Draft) {
        return Err(Stop::NotKept("Coverage (draft or entered in error)"));
    }
    let chart = im.chart(target, Some(&c.beneficiary))?;
    let source = key_of(&chart, "Coverage", c.id.as_deref(), c);
    if im.row(&source).is_some() {
        return Ok(Taken::Here);
    }
    let payor = c.payor.first();
    let named = payor.and_then(|p| p.id.as_deref()).map(|id| keys::key(&[b"Organization/", id.as_bytes()]));
    let payer_name = match named.and_then(|key| im.organizations.find(&key)) {
        Some(found) => Some(found.clone()),
        None => payor.and_then(|p| p.display.as_deref()).map_or(Ok(None), name)?,
    };
    let kind = c.r#type.as_ref().and_then(CodeableConcept::shown).map_or(Ok(None), name)?;
    let Some(payer_name) = payer_name.or(kind) else { return refused("It does not say who the insurer is.") };
    let class =
        |wanted: &str| c.class.iter().find(|k| k.r#type.coding.iter().any(|code| code.code.as_deref() == Some(wanted)));
    let day = |when: Option<formats::time::When>| when.map(|w| w.date()).and_then(whole_day);
    let (effective_on, terminated_on): (Option<Day>, Option<Day>) =
        c.period.as_ref().map_or((None, None), |p| (day(p.start), day(p.end)));
    if let (Some(first), Some(last)) = (effective_on, terminated_on)
        && last < first
    {
        return refused("Its last day is before its first day.");
    }
    let relation = c.relationship.as_ref().and_then(|r| r.coding.first()).and_then(|c| c.code.as_deref());
    not_kept!(im.tally, Coverage: c, policy_holder, dependent, network);
    let plan = match class("plan") {
        Some(k) => name(k.name.as_deref().unwrap_or(&k.value))?,
        None => None,
    };
    let policy = NewPolicy {
        rank: c.order.and_then(|o| u8::try_from(o).ok()).filter(|o| (1..=9).contains(o)).unwrap_or(1),
        payer_name,
        payer_id: None,
        plan_name: plan,
        member_id: c.subscriber_id.as_deref().map_or(Ok(None), name)?,
        group_number: class("group").map_or(Ok(None), |k| name(&k.value))?,
        subscriber_relationship: match relation {
            Some("self") => SubscriberRelationship::Oneself,
            Some("spouse") => SubscriberRelationship::Spouse,
            Some("child") => SubscriberRelationship::Child,
            Some("parent") => SubscriberRelationship::Parent,
            Some("common") => SubscriberRelationship::Common,
            Some("injured") => SubscriberRelationship::Injured,
            Some("other") => SubscriberRelationship::Other,
            _ => SubscriberRelationship::Unknown,
        },
        subscriber_name: match c.subscriber.as_ref().and_then(|s| s.display.as_deref()) {
            Some(shown) if relation != Some("self") => line(shown)?.map(|l| l.chars().take(200).collect()),
            _ => None,
        },
        subscriber_birth_date: None,
        copay: None,
        effective_on,
        // A cancelled policy without an end held until it was written down, whenever that was.
        terminated_on,
    };
    target.write(|tx| patients::import_policy(tx, chart.patient, source, &policy).map(|made| made.map_or(0, |_| 1)))?;
    im.became(source, chart.patient);
    Ok(Taken::New)
}
