-- Money: what was done (charge), what came in (payment), which covers which (allocation), what was forgiven (adjustment).
-- Posted rows are final; a mistake is mended by a row that reverses it. No balance is stored anywhere.

-- What the practice asks for a code, from a day on. CPT codes are the practice's own entries: the list is not ours to ship.
CREATE TABLE fee (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  description TEXT NOT NULL,
  cents INTEGER NOT NULL CHECK (cents >= 0),
  starts_on TEXT NOT NULL,
  ends_on TEXT,                 -- last day it holds; NULL: still
  search TEXT NOT NULL          -- code and description, folded
) WITHOUT ROWID, STRICT;
CREATE INDEX fee_code ON fee (code, starts_on);

-- FHIR ChargeItem. A draft belongs to a visit not yet signed and can be changed; signing posts it.
CREATE TABLE charge (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),          -- NULL: imported without one
  practitioner_id BLOB REFERENCES practitioner (id),
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'removed' OR status = 'posted'),
  reversal_of BLOB REFERENCES charge (id),      -- set: this row takes that one back
  reason TEXT,                                  -- of a reversal
  service_on TEXT NOT NULL,
  line INTEGER NOT NULL,                        -- order within the visit
  code TEXT NOT NULL,
  description TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  unit_cents INTEGER NOT NULL,
  cents INTEGER NOT NULL,                       -- units × unit_cents; negative in a reversal
  place_of_service TEXT NOT NULL,               -- CMS code
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX charge_visit ON charge (visit_id, line) WHERE visit_id IS NOT NULL;
-- Aging reads this index and those of allocation and adjustment: the rows themselves are not touched.
CREATE INDEX charge_patient ON charge (patient_id, service_on, cents) WHERE status = 'posted';
CREATE INDEX charge_reversal ON charge (reversal_of) WHERE reversal_of IS NOT NULL;

CREATE TABLE charge_modifier (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  charge_id BLOB NOT NULL REFERENCES charge (id),
  rank INTEGER NOT NULL,
  modifier TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX charge_modifier_charge ON charge_modifier (charge_id, rank);

-- Ordered diagnosis pointers of a line, first the main one.
CREATE TABLE charge_diagnosis (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  charge_id BLOB NOT NULL REFERENCES charge (id),
  rank INTEGER NOT NULL,
  code TEXT NOT NULL            -- ICD-10-CM
) WITHOUT ROWID, STRICT;
CREATE INDEX charge_diagnosis_charge ON charge_diagnosis (charge_id, rank);

-- Money in, or out again: a refund or a void is a row of its own, negative, tied to the payment it takes back.
CREATE TABLE payment (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  visit_id BLOB REFERENCES visit (id),
  kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund' OR kind = 'void'),
  reverses BLOB REFERENCES payment (id),
  source TEXT NOT NULL CHECK (source = 'patient' OR source = 'insurance' OR source = 'unknown'),
  method TEXT NOT NULL CHECK (method = 'cash' OR method = 'check' OR method = 'card' OR method = 'transfer' OR method = 'unknown'),
  reference TEXT,               -- check number, card authorization; never a card number
  received_on TEXT NOT NULL,
  cents INTEGER NOT NULL CHECK (cents <> 0),
  receipt TEXT NOT NULL,
  reason TEXT,                  -- of a refund or a void
  source_id BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX payment_patient ON payment (patient_id, received_on, cents);
CREATE INDEX payment_visit ON payment (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX payment_reverses ON payment (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX payment_day ON payment (received_on, cents);

-- Which payment covers which charge. Taken back by a row with the opposite sign.
CREATE TABLE allocation (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  payment_id BLOB NOT NULL REFERENCES payment (id),
  charge_id BLOB NOT NULL REFERENCES charge (id),
  applied_on TEXT NOT NULL,
  cents INTEGER NOT NULL CHECK (cents <> 0)
) WITHOUT ROWID, STRICT;
CREATE INDEX allocation_charge ON allocation (charge_id, applied_on, cents);
CREATE INDEX allocation_payment ON allocation (payment_id, charge_id, cents);

-- X12 835 CAS terms: group, reason. Positive lowers what is owed.
CREATE TABLE adjustment (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  charge_id BLOB NOT NULL REFERENCES charge (id),
  patient_id BLOB NOT NULL REFERENCES patient (id),
  adjusted_on TEXT NOT NULL,
  group_code TEXT NOT NULL CHECK (group_code = 'CO' OR group_code = 'PR' OR group_code = 'OA' OR group_code = 'PI' OR group_code = 'CR'),
  cents INTEGER NOT NULL CHECK (cents <> 0),
  reason TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX adjustment_charge ON adjustment (charge_id, adjusted_on, cents);
CREATE INDEX adjustment_patient ON adjustment (patient_id);

-- The number on the printed bill of a visit, given when the visit's charges are released.
CREATE TABLE bill (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  visit_id BLOB NOT NULL REFERENCES visit (id),
  patient_id BLOB NOT NULL REFERENCES patient (id),
  number TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX bill_visit ON bill (visit_id);
