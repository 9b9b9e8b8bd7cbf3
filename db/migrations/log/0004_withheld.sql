-- Saves that went beyond what their author may write, and why: derived from the log, the same at every post. They are
-- kept and forwarded like any other, and applied by nobody.
CREATE TABLE withheld (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (rep, seq)
) STRICT, WITHOUT ROWID;

-- Their records. They stand apart, so that whoever reads op reads what counts.
CREATE TABLE withheld_op (
  rep INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  tbl INTEGER NOT NULL,
  row INTEGER NOT NULL,
  patch TEXT NOT NULL,
  PRIMARY KEY (rep, seq, idx)
) STRICT, WITHOUT ROWID;

-- Records of who may write what (post, post_user, assignment): few among many, read whenever a save is judged.
CREATE INDEX op_of_roster ON op (tbl, row) WHERE tbl IN (12, 30, 31);
