-- Key that stands in for the founder's here, where that one was lost before rights were on and somebody compared the
-- fingerprint of the one that follows; null: the key that created the group's row.
ALTER TABLE log_state ADD COLUMN founder_key BLOB;
