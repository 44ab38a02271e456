//! Code lists and clinical rules. Pure: no database, no clock, no I/O but its own data.
