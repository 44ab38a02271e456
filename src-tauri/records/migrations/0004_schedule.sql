-- The schedule: where (room), what for (visit type), who works when (working hours), and who comes when (appointment).
-- Times of day are wall times in the practice's zone: nine o'clock stays nine o'clock when the clocks change or the zone is mended.

CREATE TABLE room (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) WITHOUT ROWID, STRICT;

-- FHIR Appointment.appointmentType, as the practice names it.
CREATE TABLE visit_type (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
  color TEXT NOT NULL,          -- #rrggbb; the name always stands beside it
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) WITHOUT ROWID, STRICT;

-- A span of a weekday in which a practitioner sees patients, from a day on. A span that no longer holds gets its last day, one
-- replaced before it began gets a last day before its first; none is deleted. A practitioner without any row works the standard week.
CREATE TABLE working_hours (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  practitioner_id BLOB NOT NULL REFERENCES practitioner (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),      -- ISO 8601, Monday is 1; 0: a week without hours
  from_minute INTEGER NOT NULL CHECK (from_minute >= 0),         -- since midnight
  to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN from_minute AND 1440),
  starts_on TEXT NOT NULL,
  ends_on TEXT                  -- last day it holds; NULL: still
) WITHOUT ROWID, STRICT;
CREATE INDEX working_hours_practitioner ON working_hours (practitioner_id, starts_on);

-- FHIR Appointment.
CREATE TABLE appointment (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  patient_id BLOB NOT NULL REFERENCES patient (id),
  practitioner_id BLOB NOT NULL REFERENCES practitioner (id),
  room_id BLOB REFERENCES room (id),            -- NULL: none chosen yet
  visit_type_id BLOB REFERENCES visit_type (id),-- NULL: imported without one
  starts_at TEXT NOT NULL,                      -- YYYY-MM-DDTHH:MM
  ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
  status TEXT NOT NULL CHECK (status IN
    ('booked', 'arrived', 'roomed', 'with_provider', 'checkout', 'fulfilled', 'cancelled', 'noshow')),
  since INTEGER NOT NULL,                       -- when it got this status
  cancel_reason TEXT,                           -- set exactly while cancelled
  reason TEXT,                                  -- why the patient comes, in their words
  comment TEXT,                                 -- for the desk
  source_id BLOB,
  CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL))
) WITHOUT ROWID, STRICT;
CREATE INDEX appointment_practitioner ON appointment (practitioner_id, starts_at);
CREATE INDEX appointment_patient ON appointment (patient_id, starts_at);
CREATE INDEX appointment_day ON appointment (starts_at);
CREATE INDEX appointment_room ON appointment (room_id, starts_at) WHERE room_id IS NOT NULL;

-- When an appointment got each status, and by whom (created_by). A step taken back stays, marked.
CREATE TABLE appointment_moment (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  created_at INTEGER NOT NULL, created_by BLOB NOT NULL, changed_at INTEGER, changed_by BLOB,
  version INTEGER NOT NULL,
  appointment_id BLOB NOT NULL REFERENCES appointment (id),
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT,                  -- words of a cancellation
  undone_at INTEGER,            -- NULL: it stands
  undone_by BLOB
) WITHOUT ROWID, STRICT;
CREATE INDEX appointment_moment_appointment ON appointment_moment (appointment_id, at);

-- What every practice starts with; its own to change. Their maker is nobody: sixteen zero bytes.
INSERT INTO room (id, created_at, created_by, version, name, active) VALUES
(x'019da7f000007000800000000000a001', 1795305600000, zeroblob(16), 1, 'Exam 1', 1);
INSERT INTO visit_type (id, created_at, created_by, version, name, minutes, color, active) VALUES
(x'019da7f000007000800000000000b001', 1795305600000, zeroblob(16), 1, 'Office visit', 20, '#2f6f8f', 1),
(x'019da7f000007000800000000000b002', 1795305600000, zeroblob(16), 1, 'New patient', 40, '#7a5195', 1),
(x'019da7f000007000800000000000b003', 1795305600000, zeroblob(16), 1, 'Follow-up', 20, '#3f7d4e', 1),
(x'019da7f000007000800000000000b004', 1795305600000, zeroblob(16), 1, 'Annual physical', 40, '#4c5fa8', 1),
(x'019da7f000007000800000000000b005', 1795305600000, zeroblob(16), 1, 'Urgent visit', 15, '#ad3f5d', 1),
(x'019da7f000007000800000000000b006', 1795305600000, zeroblob(16), 1, 'Procedure', 30, '#b3632b', 1),
(x'019da7f000007000800000000000b007', 1795305600000, zeroblob(16), 1, 'Nurse visit', 15, '#8a6d1f', 1),
(x'019da7f000007000800000000000b008', 1795305600000, zeroblob(16), 1, 'Telephone', 15, '#5b6b2f', 1);
