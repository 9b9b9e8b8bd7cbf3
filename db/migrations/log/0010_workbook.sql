-- Workbooks a planning was read from, kept as they were so that days changed since can be written back into a copy; local.
CREATE TABLE workbook (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  domain_id TEXT NOT NULL,
  read_at INTEGER NOT NULL
) STRICT;

-- Which cell holds which day of which milestone, and the day it stood for when it was read.
CREATE TABLE workbook_cell (
  workbook_id TEXT NOT NULL,
  entry TEXT NOT NULL,
  ref TEXT NOT NULL,
  sheet TEXT NOT NULL,
  milestone_id TEXT NOT NULL,
  field TEXT NOT NULL,
  day TEXT,
  PRIMARY KEY (workbook_id, entry, ref)
) STRICT, WITHOUT ROWID;
