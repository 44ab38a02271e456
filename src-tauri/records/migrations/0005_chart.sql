-- The chart, in the shapes of FHIR R4. Nothing in it is deleted: a row is superseded, amended or marked entered in error.
-- A row in error is final, so its changed_at, changed_by and error_reason say when, who and why.
-- source_id: the imported resource; NULL for what was made here. It has no index: a patient's are read by patient.

-- FHIR Encounter.
CREATE TABLE visit (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  appointment_id BLOB REFERENCES appointment (id),     -- NULL: walked in, or imported
  practitioner_id BLOB REFERENCES practitioner (id),   -- NULL: imported without one
  status TEXT NOT NULL CHECK (status = 'planned' OR status = 'in_progress' OR status = 'signed' OR status = 'finished' OR status = 'entered_in_error'),  -- finished: closed elsewhere, imported
  class TEXT NOT NULL CHECK (class = 'ambulatory' OR class = 'virtual' OR class = 'home' OR class = 'emergency' OR class = 'inpatient' OR class = 'other'),
  type_code TEXT,               -- SNOMED CT, when imported
  type_text TEXT,               -- what it is called here: Follow-up, Annual physical
  reason TEXT,                  -- in the patient's or the desk's words
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  place_of_service TEXT NOT NULL,   -- CMS place-of-service code
  signed_at INTEGER,
  signed_by BLOB REFERENCES practitioner (id),
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX visit_patient ON visit (patient_id, started_at, id);
CREATE INDEX visit_appointment ON visit (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX visit_open ON visit (patient_id, started_at) WHERE status IN ('planned', 'in_progress');
CREATE INDEX visit_unsigned ON visit (practitioner_id, started_at) WHERE status = 'in_progress';

-- What was written about a visit; one a visit. Signed, it is final; what comes later is an addendum.
CREATE TABLE note (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB NOT NULL REFERENCES visit (id),
  status TEXT NOT NULL CHECK (status = 'unsigned' OR status = 'signed' OR status = 'entered_in_error'),
  subjective TEXT NOT NULL, objective TEXT NOT NULL, assessment TEXT NOT NULL, plan TEXT NOT NULL,
  signed_at INTEGER,
  signed_by BLOB REFERENCES practitioner (id),
  error_reason TEXT
) STRICT;
CREATE INDEX note_visit ON note (visit_id);
CREATE INDEX note_patient ON note (patient_id);
CREATE TRIGGER note_is_final BEFORE UPDATE OF subjective, objective, assessment, plan, signed_at, signed_by ON note
  WHEN old.status <> 'unsigned' BEGIN SELECT RAISE(ABORT, 'a signed note is final'); END;
CREATE TRIGGER note_stays BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'a note is never deleted'); END;

CREATE TABLE note_addendum (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB NOT NULL REFERENCES visit (id),
  note_id BLOB NOT NULL REFERENCES note (id),
  body TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  signed_by BLOB NOT NULL REFERENCES practitioner (id)
) STRICT;
CREATE INDEX note_addendum_patient ON note_addendum (patient_id);
CREATE INDEX note_addendum_note ON note_addendum (note_id, signed_at);
CREATE TRIGGER note_addendum_is_final BEFORE UPDATE OF note_id, body, signed_at, signed_by ON note_addendum BEGIN SELECT RAISE(ABORT, 'a signed addendum is final'); END;
CREATE TRIGGER note_addendum_stays BEFORE DELETE ON note_addendum BEGIN SELECT RAISE(ABORT, 'an addendum is never deleted'); END;

-- The visit's diagnoses in order: A is the first on the bill, L the twelfth.
CREATE TABLE visit_diagnosis (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB NOT NULL REFERENCES visit (id),
  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 12),
  code TEXT NOT NULL,           -- ICD-10-CM
  display TEXT NOT NULL,
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),   -- 1: taken off the list before signing
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX visit_diagnosis_patient ON visit_diagnosis (patient_id);
CREATE INDEX visit_diagnosis_visit ON visit_diagnosis (visit_id, rank) WHERE removed = 0;

-- FHIR DiagnosticReport: the panel that results belong to.
CREATE TABLE diagnostic_report (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  category TEXT NOT NULL CHECK (category = 'laboratory' OR category = 'imaging' OR category = 'pathology' OR category = 'other'),
  status TEXT NOT NULL CHECK (status = 'registered' OR status = 'preliminary' OR status = 'final' OR status = 'amended' OR status = 'unknown' OR status = 'entered_in_error'),
  code TEXT,                    -- LOINC
  display TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  body TEXT,                    -- the report's own words
  error_reason TEXT,
  source_id BLOB
) STRICT;
CREATE INDEX diagnostic_report_patient ON diagnostic_report (patient_id, issued_at, id);

-- FHIR Observation: vitals, laboratory, social history, surveys. Vitals taken here are in the unit their sign is kept in, results in the
-- unit their laboratory sent.
CREATE TABLE observation (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  report_id BLOB REFERENCES diagnostic_report (id),
  category TEXT NOT NULL CHECK (category = 'vital_signs' OR category = 'laboratory' OR category = 'social_history' OR category = 'survey' OR category = 'imaging' OR category = 'procedure' OR category = 'exam' OR category = 'other'),
  status TEXT NOT NULL CHECK (status = 'registered' OR status = 'preliminary' OR status = 'final' OR status = 'amended' OR status = 'unknown' OR status = 'entered_in_error'),
  code TEXT,                    -- LOINC; NULL when the sender gave none
  display TEXT NOT NULL,
  effective_at INTEGER NOT NULL,
  value_number REAL,
  unit TEXT,                    -- UCUM
  value_text TEXT,
  value_code TEXT,              -- SNOMED CT or LOINC answer
  range_low REAL, range_high REAL, range_text TEXT,
  interpretation TEXT,          -- HL7 ObservationInterpretation: N, L, H, LL, HH, A
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX observation_patient ON observation (patient_id, category, effective_at, id);
CREATE INDEX observation_report ON observation (report_id) WHERE report_id IS NOT NULL;

-- FHIR Condition.
CREATE TABLE problem (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),          -- where it was first recorded
  clinical_status TEXT NOT NULL CHECK (clinical_status = 'active' OR clinical_status = 'recurrence' OR clinical_status = 'relapse' OR clinical_status = 'inactive' OR clinical_status = 'remission' OR clinical_status = 'resolved' OR clinical_status = 'unknown'),
  verification_status TEXT NOT NULL CHECK (verification_status = 'unconfirmed' OR verification_status = 'provisional' OR verification_status = 'differential' OR verification_status = 'confirmed' OR verification_status = 'refuted' OR verification_status = 'unknown' OR verification_status = 'entered_in_error'),
  severity TEXT NOT NULL CHECK (severity = 'mild' OR severity = 'moderate' OR severity = 'severe' OR severity = 'unknown'),
  icd10 TEXT,                   -- ICD-10-CM
  snomed TEXT,                  -- SNOMED CT, kept when imported
  display TEXT NOT NULL,
  onset_on TEXT, abated_on TEXT,
  rank INTEGER NOT NULL,        -- order on the list; ties by onset
  comment TEXT,
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX problem_patient ON problem (patient_id);

-- FHIR AllergyIntolerance.
CREATE TABLE allergy (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  clinical_status TEXT NOT NULL CHECK (clinical_status = 'active' OR clinical_status = 'inactive' OR clinical_status = 'resolved' OR clinical_status = 'unknown'),
  verification_status TEXT NOT NULL CHECK (verification_status = 'unconfirmed' OR verification_status = 'confirmed' OR verification_status = 'refuted' OR verification_status = 'unknown' OR verification_status = 'entered_in_error'),
  kind TEXT NOT NULL CHECK (kind = 'allergy' OR kind = 'intolerance' OR kind = 'unknown'),
  category TEXT NOT NULL CHECK (category = 'medication' OR category = 'food' OR category = 'environment' OR category = 'biologic' OR category = 'unknown'),
  criticality TEXT NOT NULL CHECK (criticality = 'low' OR criticality = 'high' OR criticality = 'unknown'),
  severity TEXT NOT NULL CHECK (severity = 'mild' OR severity = 'moderate' OR severity = 'severe' OR severity = 'unknown'),
  code_system TEXT CHECK (code_system = 'rxnorm' OR code_system = 'snomed' OR code_system = 'other'),
  code TEXT,
  display TEXT NOT NULL,
  onset_on TEXT,
  comment TEXT,
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX allergy_patient ON allergy (patient_id);

CREATE TABLE allergy_reaction (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  allergy_id BLOB NOT NULL REFERENCES allergy (id),
  snomed TEXT,
  display TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity = 'mild' OR severity = 'moderate' OR severity = 'severe' OR severity = 'unknown'),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) WITHOUT ROWID, STRICT;
CREATE INDEX allergy_reaction_patient ON allergy_reaction (patient_id);

-- That the patient was asked and knows of none. No row here and no allergy: not asked.
CREATE TABLE no_known_allergies (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  stated_on TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'current' OR status = 'superseded' OR status = 'entered_in_error'),
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX no_known_allergies_patient ON no_known_allergies (patient_id);

-- FHIR MedicationRequest, and what the patient tells they take (origin).
CREATE TABLE medication (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  practitioner_id BLOB REFERENCES practitioner (id),    -- who prescribed it
  origin TEXT NOT NULL CHECK (origin IN ('prescribed', 'reported')),
  status TEXT NOT NULL CHECK (status = 'active' OR status = 'on_hold' OR status = 'completed' OR status = 'stopped' OR status = 'cancelled' OR status = 'unknown' OR status = 'entered_in_error'),
  rxnorm TEXT,                  -- RxCUI
  display TEXT NOT NULL,
  sig TEXT,                     -- how to take it
  quantity REAL, quantity_unit TEXT,
  refills INTEGER, days_supply INTEGER,
  reason TEXT,
  start_on TEXT, stop_on TEXT,
  stop_reason TEXT,
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX medication_patient ON medication (patient_id);

-- FHIR Immunization.
CREATE TABLE immunization (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  practitioner_id BLOB REFERENCES practitioner (id),    -- who gave it
  origin TEXT NOT NULL CHECK (origin IN ('given_here', 'elsewhere')),
  status TEXT NOT NULL CHECK (status = 'completed' OR status = 'not_done' OR status = 'entered_in_error'),
  status_reason TEXT,           -- why it was not given
  cvx TEXT,
  display TEXT NOT NULL,
  given_on TEXT NOT NULL,
  lot TEXT, expires_on TEXT,
  mvx TEXT,                     -- CDC code of the maker
  site TEXT, route TEXT,
  dose_number INTEGER,
  dose_amount REAL, dose_unit TEXT,
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX immunization_patient ON immunization (patient_id, given_on, id);

-- FHIR Procedure.
CREATE TABLE procedure (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  status TEXT NOT NULL CHECK (status = 'in_progress' OR status = 'completed' OR status = 'not_done' OR status = 'stopped' OR status = 'unknown' OR status = 'entered_in_error'),
  code_system TEXT CHECK (code_system = 'snomed' OR code_system = 'cpt' OR code_system = 'hcpcs' OR code_system = 'icd10pcs' OR code_system = 'other'),
  code TEXT,
  display TEXT NOT NULL,
  performed_at INTEGER NOT NULL,
  reason TEXT,
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX procedure_patient ON procedure (patient_id, performed_at, id);

-- FHIR DocumentReference whose content is text: a note from elsewhere.
CREATE TABLE clinical_document (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  status TEXT NOT NULL CHECK (status = 'current' OR status = 'superseded' OR status = 'entered_in_error'),
  type_code TEXT,               -- LOINC
  title TEXT NOT NULL,
  author TEXT,
  dated_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  error_reason TEXT,
  source_id BLOB
) STRICT;
CREATE INDEX clinical_document_patient ON clinical_document (patient_id, dated_at, id);

-- Beginnings of notes that the practice keeps.
CREATE TABLE note_template (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  subjective TEXT NOT NULL, objective TEXT NOT NULL, assessment TEXT NOT NULL, plan TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
-- Those every practice starts with; its own to change. Their maker is nobody: sixteen zero bytes.
INSERT INTO note_template (id, created_at, created_by, version, name, active, subjective, objective, assessment, plan) VALUES
(x'019da7f000007000800000000000c001', 1795305600000, zeroblob(16), 1, 'SOAP', 1, '', '', '', ''),
(x'019da7f000007000800000000000c002', 1795305600000, zeroblob(16), 1, 'Follow-up', 1,
'Interval history:
Medications taken as prescribed:
Side effects:
Home readings:
Concerns today:',
'General: well appearing, no distress.
Cardiovascular:
Respiratory:
Other:',
'',
'Medications:
Tests:
Return:'),
(x'019da7f000007000800000000000c003', 1795305600000, zeroblob(16), 1, 'Annual physical', 1,
'Concerns today:
Past history reviewed:
Family history reviewed:
Tobacco, alcohol, drugs:
Diet and exercise:
Sleep and mood:
Safety at home:
Review of systems:',
'General:
Eyes, ears, nose, throat:
Neck:
Cardiovascular:
Respiratory:
Abdomen:
Musculoskeletal:
Skin:
Neurological:
Psychiatric:',
'',
'Screening due:
Immunizations due:
Laboratory tests:
Counseling:
Return:'),
(x'019da7f000007000800000000000c004', 1795305600000, zeroblob(16), 1, 'Upper respiratory infection', 1,
'Onset and course:
Fever:
Cough, sputum:
Sore throat:
Nasal congestion, facial pain:
Ear pain:
Shortness of breath:
Sick contacts:
Tried so far:',
'General:
Ears:
Nose and sinuses:
Throat:
Neck, lymph nodes:
Lungs:
Rapid tests:',
'',
'Symptom relief:
Medications:
When to call or come back:'),
(x'019da7f000007000800000000000c005', 1795305600000, zeroblob(16), 1, 'Well child', 1,
'Accompanied by:
Concerns of the parent:
Nutrition:
Elimination:
Sleep:
Development:
School or child care:
Home and safety:',
'Growth reviewed:
General:
Head, eyes, ears, nose, throat:
Cardiovascular:
Respiratory:
Abdomen:
Genitourinary:
Musculoskeletal, hips, spine:
Skin:
Neurological, development:',
'',
'Immunizations today:
Screening:
Guidance given:
Next visit:');
