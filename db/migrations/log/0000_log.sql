-- The change log and the local tables. Written by hand: drizzle-kit writes neither STRICT nor WITHOUT ROWID.
-- These tables hold the truth; every other table is a projection that can be rebuilt from them.

-- One incarnation of one post (a workspace on a machine). Never deleted, never reused: a restored or copied
-- workspace goes on under a new incarnation. `ord` is local; files name incarnations by `id`.
CREATE TABLE replica (
  ord INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  site_id TEXT,
  public_key BLOB,
  certificate BLOB,
  previous_id BLOB,
  reason TEXT NOT NULL,
  have INTEGER NOT NULL DEFAULT 0,
  sealed INTEGER NOT NULL DEFAULT 0,
  head_hash BLOB NOT NULL
) STRICT;

-- Where this workspace stands: its group, its own incarnation, the context of its next save, its clock, and the
-- random value shared with a side file outside it, by which a restored or copied workspace is recognised.
CREATE TABLE log_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  group_id TEXT,
  own INTEGER NOT NULL,
  context INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  cnt INTEGER NOT NULL,
  boot TEXT NOT NULL
) STRICT;

-- Causal contexts: what an author had seen of the other incarnations. A new one per import, not per save.
CREATE TABLE context (id INTEGER PRIMARY KEY, vector BLOB NOT NULL UNIQUE) STRICT;

-- Sealed runs of saves, the exact bytes that travel; forwarded untouched.
CREATE TABLE segment (
  rep INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  signature BLOB NOT NULL,
  raw_length INTEGER NOT NULL,
  body BLOB NOT NULL,
  source INTEGER,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (rep, from_seq, hash)
) STRICT, WITHOUT ROWID;

-- One form or gesture. `own_lag`: own saves made between opening the form and saving it.
CREATE TABLE save (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  cnt INTEGER NOT NULL,
  author INTEGER,
  context INTEGER NOT NULL,
  own_lag INTEGER NOT NULL,
  app_version TEXT NOT NULL,
  PRIMARY KEY (rep, seq)
) STRICT, WITHOUT ROWID;

-- One record touched by a save; patch = JSON object {"<field number>": value}.
CREATE TABLE op (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  tbl INTEGER NOT NULL,
  row INTEGER NOT NULL,
  patch TEXT NOT NULL,
  PRIMARY KEY (rep, seq, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX op_by_row ON op (row);

-- Rows by creation dot (rep, seq, idx), the short name they have in files.
CREATE TABLE row_key (
  row INTEGER PRIMARY KEY,
  tbl INTEGER NOT NULL,
  uuid BLOB NOT NULL UNIQUE,
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  idx INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX row_key_by_dot ON row_key (rep, seq, idx);

-- Edits nobody has replaced yet. A field never edited after its row's creation has no entry: its head is the
-- creation.
CREATE TABLE head (
  row INTEGER NOT NULL,
  fld INTEGER NOT NULL,
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (row, fld, rep, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_tombstone ON head (row) WHERE fld = 0;

-- Personal values: the log carries only a salted hash (the token). Dropping a row here forgets the value.
CREATE TABLE personal_value (
  token TEXT PRIMARY KEY,
  row INTEGER NOT NULL,
  fld INTEGER NOT NULL,
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_value_by_save ON personal_value (rep, seq);
CREATE INDEX personal_value_by_row ON personal_value (row);

-- What this version could not project: kept in the log, forwarded, projected after an upgrade.
CREATE TABLE quarantine (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  fld INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (rep, seq, idx, fld)
) STRICT, WITHOUT ROWID;

-- Local tables below: never replicated, never rebuilt.

-- What each incarnation last said it has (replaced, never merged across incarnations).
CREATE TABLE peer (
  rep INTEGER PRIMARY KEY,
  vector BLOB NOT NULL,
  at INTEGER NOT NULL,
  via TEXT NOT NULL
) STRICT;

-- Received files that wait for an earlier one.
CREATE TABLE inbox (
  hash BLOB PRIMARY KEY,
  file_name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  state TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE exchange_record (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  direction TEXT NOT NULL,
  file_name TEXT NOT NULL,
  peer TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  saves INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
