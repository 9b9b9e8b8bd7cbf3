-- Files that could not be taken because their author's history forked, kept whole: `rep` wrote two histories, of which
-- this workspace holds one and the file (in the inbox, by its hash) the other. `first_save` is the first of the segment
-- in which they part; zero while only a later one is known.
CREATE TABLE forked (
  rep INTEGER NOT NULL,
  file BLOB NOT NULL,
  first_save INTEGER NOT NULL,
  last_save INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (rep, file)
) STRICT, WITHOUT ROWID;
