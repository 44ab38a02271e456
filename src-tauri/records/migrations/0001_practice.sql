-- The practice itself, its people, and what keeps the file together.
--
-- In every step: changed_at and changed_by are NULL until a row is first changed; a CHECK of more than two words is a chain of
-- OR, because SQLite builds a b-tree of an IN list at every insert.

-- One row: the practice. Its id is the file's identity.
CREATE TABLE practice (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  address_line1 TEXT, address_line2 TEXT, city TEXT, state TEXT, zip TEXT,
  phone TEXT, fax TEXT, email TEXT,
  npi TEXT,                     -- type 2 (organization) NPI
  tax_id TEXT,                  -- EIN or SSN, digits
  zone TEXT NOT NULL,           -- IANA
  page_size TEXT NOT NULL CHECK (page_size IN ('letter', 'a4')),
  units TEXT NOT NULL CHECK (units IN ('us', 'metric')),
  idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 1 AND 30),
  logo BLOB,                    -- PNG
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),   -- 1: invented patients, for exploring
  recovery_confirmed_at INTEGER,
  key_generation INTEGER NOT NULL                     -- of the key file; an older one put back is noticed
) WITHOUT ROWID, STRICT;

CREATE TABLE user (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) WITHOUT ROWID, STRICT;
-- Lets a later root key be wrapped for a user without their passphrase. Kept out of the audit's changes.
CREATE TABLE user_secret (
  id BLOB PRIMARY KEY NOT NULL REFERENCES user (id),
  user_key BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE user_role (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  user_id BLOB NOT NULL REFERENCES user (id),
  role TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) WITHOUT ROWID, STRICT;
CREATE INDEX user_role_user ON user_role (user_id);

-- FHIR Practitioner: who treats. A user may be one; an imported one may have no user.
CREATE TABLE practitioner (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  user_id BLOB REFERENCES user (id),
  display_name TEXT NOT NULL,
  credential TEXT,              -- MD, NP, PA-C
  npi TEXT,                     -- type 1 (individual) NPI
  taxonomy TEXT,                -- NUCC code
  color TEXT NOT NULL,          -- of the schedule column, #rrggbb
  sees_patients INTEGER NOT NULL CHECK (sees_patients IN (0, 1)),  -- 1: has a column on the schedule
  source_id BLOB                -- of the imported resource, for importing twice
) WITHOUT ROWID, STRICT;
CREATE INDEX practitioner_user ON practitioner (user_id);
CREATE INDEX practitioner_source ON practitioner (source_id) WHERE source_id IS NOT NULL;

-- This machine: its letter leads the numbers it gives out.
CREATE TABLE device (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  letter TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE number_series (
  series TEXT PRIMARY KEY NOT NULL,
  next INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
INSERT INTO number_series VALUES ('mrn', 100001), ('receipt', 1001), ('bill', 1001);

-- Typing that is not yet a record: kept as typed, one row for each user and place, local to this machine.
CREATE TABLE draft (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  user_id BLOB NOT NULL REFERENCES user (id),
  about TEXT NOT NULL,          -- which form
  subject TEXT NOT NULL,        -- which record, '' for a new one
  patient_id BLOB,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX draft_place ON draft (user_id, about, subject);
