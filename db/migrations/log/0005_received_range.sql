-- Which saves a received file brought, and the one that settled its conflicts as it was taken: local, so that the
-- effects of that file can be listed and reversed. `written_at` is when its sender's clock says it was written.
ALTER TABLE exchange_record ADD COLUMN written_at INTEGER;
CREATE TABLE received_range (
  record INTEGER NOT NULL,
  rep INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  PRIMARY KEY (record, rep, from_seq)
) STRICT, WITHOUT ROWID;
