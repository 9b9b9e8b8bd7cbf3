-- Heads of a field stand one after the other, and the save that is one is a value: replaced in place by the next edit.
-- With the save in the key each edit took one entry out of the tree and put another in. Follows from the log, as before.
CREATE TABLE head_in_place (
  row INTEGER NOT NULL,
  fld INTEGER NOT NULL,
  place INTEGER NOT NULL,
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (row, fld, place)
) STRICT, WITHOUT ROWID;
INSERT INTO head_in_place (row, fld, place, rep, seq)
  SELECT row, fld, row_number() OVER (PARTITION BY row, fld ORDER BY rep, seq) - 1, rep, seq FROM head;
DROP TABLE head;
ALTER TABLE head_in_place RENAME TO head;
CREATE INDEX head_tombstone ON head (row) WHERE fld = 0;
