-- Further creation dots of a row. A row is created twice when a workspace and its copy both send what was saved
-- before the copy: files may name it by either dot.
CREATE TABLE row_alias (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (rep, seq, idx)
) STRICT, WITHOUT ROWID;
