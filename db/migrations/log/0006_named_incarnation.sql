-- Incarnations an incarnation's sealed segments have named, in their order: the next one only counts them. What is sealed
-- cannot be read without it.
CREATE TABLE named_incarnation (
  rep INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  named INTEGER NOT NULL,
  PRIMARY KEY (rep, idx)
) STRICT, WITHOUT ROWID;
