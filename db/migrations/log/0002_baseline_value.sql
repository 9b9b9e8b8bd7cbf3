-- The dates of a baseline, worked out from the log up to its vector: local, never replicated, made again when lost.
-- Places are kept beside them, so that what has moved or was deleted since can still be told.
CREATE TABLE baseline_value (
  baseline_id TEXT NOT NULL,
  milestone_id TEXT NOT NULL,
  label TEXT NOT NULL,
  deployment_id TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  site_id TEXT NOT NULL,
  start_date TEXT,
  end_date TEXT,
  PRIMARY KEY (baseline_id, milestone_id)
) STRICT, WITHOUT ROWID;

-- Baselines whose dates are there: one may well have none.
CREATE TABLE baseline_read (baseline_id TEXT PRIMARY KEY, milestones INTEGER NOT NULL) STRICT, WITHOUT ROWID;
