-- The log of every act and every look. A chain: each entry's hash covers the one before, its MAC covers the hash.
-- The key is the entry's number, gapless: this table is this machine's own and is not merged with another's.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL,
  session BLOB NOT NULL,
  user_id BLOB,                 -- NULL: nobody was signed in
  roles TEXT NOT NULL,          -- held at the time
  command TEXT NOT NULL,
  kind TEXT NOT NULL,           -- gate, view, open, change, job
  patient_id BLOB,
  outcome TEXT NOT NULL,        -- ok or the fault code
  times INTEGER NOT NULL,       -- like looks within a second are one entry
  rows INTEGER NOT NULL,        -- how many rows it changed
  changes BLOB,                 -- SHA-256 over its audit_change rows
  app TEXT NOT NULL,            -- version of the program
  hash BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_patient ON audit (patient_id, seq) WHERE patient_id IS NOT NULL;

-- What an act changed, row by row: only the columns that changed, before and after, as JSON; an insert's values are the row's own.
CREATE TABLE audit_change (
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id BLOB NOT NULL,
  op TEXT NOT NULL CHECK (op = 'insert' OR op = 'update' OR op = 'delete'),
  before TEXT,
  after TEXT,
  PRIMARY KEY (seq, ordinal)
) WITHOUT ROWID, STRICT;
CREATE INDEX audit_change_row ON audit_change (row_id, seq);

CREATE TRIGGER audit_is_final_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;
CREATE TRIGGER audit_is_final_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;
CREATE TRIGGER audit_change_is_final_update BEFORE UPDATE ON audit_change BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;
CREATE TRIGGER audit_change_is_final_delete BEFORE DELETE ON audit_change BEGIN SELECT RAISE(ABORT, 'the audit log is final'); END;
