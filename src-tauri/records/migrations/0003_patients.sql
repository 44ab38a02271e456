-- Patients: who they are, where they live, who stands by them, who pays. FHIR Patient, RelatedPerson, Coverage; demographics of
-- US Core 6.1 and 45 CFR 170.315(a)(5). Codes are those of the value sets; the null flavors ASKU (declined to say), UNK (does not
-- know) and OTH (something else) are answers like others, and no row means nobody asked.

CREATE TABLE patient (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  mrn TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT,                   -- NULL: a person of one name
  middle TEXT, prefix TEXT, suffix TEXT,
  preferred_name TEXT,
  birth_date TEXT,              -- NULL: not known, only in imported records
  sex TEXT NOT NULL CHECK (sex = 'female' OR sex = 'male' OR sex = 'other' OR sex = 'declined' OR sex = 'unknown'),
  birth_sex TEXT NOT NULL CHECK (birth_sex = 'F' OR birth_sex = 'M' OR birth_sex = 'OTH' OR birth_sex = 'ASKU' OR birth_sex = 'UNK' OR birth_sex = 'not_asked'),
  contact_by TEXT NOT NULL CHECK (contact_by = 'mobile' OR contact_by = 'home' OR contact_by = 'work' OR contact_by = 'email' OR contact_by = 'mail' OR contact_by = 'none' OR contact_by = 'not_asked'),
  practitioner_id BLOB REFERENCES practitioner (id),   -- primary care
  deceased INTEGER NOT NULL CHECK (deceased IN (0, 1)),
  deceased_on TEXT,             -- NULL while deceased: the day is not known
  active INTEGER NOT NULL CHECK (active IN (0, 1)),    -- 0: no longer comes here
  merged_into BLOB REFERENCES patient (id),            -- NULL: a record of its own
  -- As lists show them; written together with what they are made of.
  name TEXT NOT NULL,           -- José M García Jr.
  list_name TEXT NOT NULL,      -- García, José M
  phone TEXT,                   -- the first of patient_telecom
  source_id BLOB,
  CHECK (deceased = 1 OR deceased_on IS NULL)
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_source ON patient (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX patient_merged ON patient (merged_into) WHERE merged_into IS NOT NULL;

-- Names a patient had, or is known by elsewhere.
CREATE TABLE patient_name (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  use TEXT NOT NULL CHECK (use = 'maiden' OR use = 'old' OR use = 'nickname' OR use = 'anonymous' OR use = 'temp'),
  family TEXT, given TEXT, middle TEXT, prefix TEXT, suffix TEXT,
  starts_on TEXT, ends_on TEXT
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_name_patient ON patient_name (patient_id);

CREATE TABLE patient_address (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  rank INTEGER NOT NULL,        -- 0: where mail goes
  use TEXT NOT NULL CHECK (use = 'home' OR use = 'work' OR use = 'temp' OR use = 'billing' OR use = 'old'),
  line1 TEXT, line2 TEXT, city TEXT, state TEXT, zip TEXT, country TEXT,
  starts_on TEXT, ends_on TEXT
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_address_patient ON patient_address (patient_id, rank);

CREATE TABLE patient_telecom (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  rank INTEGER NOT NULL,        -- 0: try first
  kind TEXT NOT NULL CHECK (kind = 'mobile' OR kind = 'home' OR kind = 'work' OR kind = 'other' OR kind = 'fax' OR kind = 'email'),
  value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_telecom_patient ON patient_telecom (patient_id, rank);

-- What a patient said of themselves: one row a code; no row for a question: not asked.
CREATE TABLE patient_answer (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  question TEXT NOT NULL CHECK (question IN
    ('race', 'ethnicity', 'language', 'gender_identity', 'sexual_orientation', 'pronouns', 'marital_status')),
  code TEXT NOT NULL,
  text TEXT                     -- the patient's own words for OTH
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_answer_patient ON patient_answer (patient_id, question);

-- Numbers others gave: another practice's MRN, a passport.
CREATE TABLE patient_identifier (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL,           -- HL7 v2 table 0203: MR, SS, DL, PPN
  system TEXT,                  -- URI of who gave it
  value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_identifier_patient ON patient_identifier (patient_id);
CREATE INDEX patient_identifier_value ON patient_identifier (value);

-- FHIR RelatedPerson: emergency contacts, guarantors, next of kin.
CREATE TABLE related_person (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  name TEXT NOT NULL,
  relationship TEXT NOT NULL,   -- HL7 v3 RoleCode, OTH
  phone TEXT, email TEXT,
  address_line1 TEXT, address_line2 TEXT, city TEXT, state TEXT, zip TEXT,
  birth_date TEXT,              -- asked of a guarantor
  emergency_contact INTEGER NOT NULL CHECK (emergency_contact IN (0, 1)),
  guarantor INTEGER NOT NULL CHECK (guarantor IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX related_person_patient ON related_person (patient_id);

-- FHIR Coverage. A policy that ended keeps its row: charges of its time went to it.
CREATE TABLE insurance_policy (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 9),   -- 1 primary, 2 secondary
  payer_name TEXT NOT NULL,
  payer_id TEXT,                -- for electronic claims
  plan_name TEXT,
  member_id TEXT,
  group_number TEXT,
  subscriber_relationship TEXT NOT NULL CHECK (subscriber_relationship IN
    ('self', 'spouse', 'child', 'parent', 'common', 'injured', 'other', 'unknown')),
  subscriber_name TEXT,         -- NULL: the patient
  subscriber_birth_date TEXT,
  copay_cents INTEGER CHECK (copay_cents >= 0),
  effective_on TEXT, terminated_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'entered_in_error')),
  error_reason TEXT,
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX insurance_policy_patient ON insurance_policy (patient_id, rank);

-- The last one that stands is shown.
CREATE TABLE patient_photo (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
  width INTEGER NOT NULL, height INTEGER NOT NULL,
  image BLOB NOT NULL
) STRICT;
CREATE INDEX patient_photo_patient ON patient_photo (patient_id, id) WHERE active = 1;

-- Two records of one person: everything of the absorbed one was moved to the survivor, row by row, so that it can go back.
CREATE TABLE patient_merge (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  survivor_id BLOB NOT NULL REFERENCES patient (id),
  absorbed_id BLOB NOT NULL REFERENCES patient (id),
  reason TEXT NOT NULL,
  undone_at INTEGER,            -- NULL: it stands
  undone_by BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_merge_survivor ON patient_merge (survivor_id);
CREATE INDEX patient_merge_absorbed ON patient_merge (absorbed_id);
CREATE TABLE patient_merge_move (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  merge_id BLOB NOT NULL REFERENCES patient_merge (id),
  table_name TEXT NOT NULL,
  row_id BLOB NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_merge_move_merge ON patient_merge_move (merge_id, table_name);

-- Derived, dropped and rebuilt at will: what a patient can be found by, in the order in which results are shown.
-- kind: 0 family name, 1 given or preferred name, 2 middle or earlier name, 3 birth date, 4 telephone (whole, last seven, last four), 5 number (MRN, identifier)
-- words: every name word and the birth date, each after a space.
CREATE TABLE search_patient (
  kind INTEGER NOT NULL,
  term TEXT NOT NULL,
  words TEXT NOT NULL,
  patient BLOB NOT NULL,
  PRIMARY KEY (kind, term, words, patient)
) WITHOUT ROWID, STRICT;
-- The words names are made of, and in how many rows of search_patient each leads: weighs terms, and mends mistyped ones.
CREATE TABLE search_name (
  term TEXT PRIMARY KEY NOT NULL,
  uses INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
