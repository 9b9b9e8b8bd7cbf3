-- What-if copies of the plan: local, never replicated, not in the log. What is applied of one is an ordinary save.
CREATE TABLE scenario (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT,
  created_on TEXT NOT NULL,
  author_id TEXT,
  -- What was held when it was made.
  basis TEXT NOT NULL,
  -- Steps that stand: those after it were taken back and can be done again.
  steps INTEGER NOT NULL DEFAULT 0,
  applied_on TEXT
) STRICT, WITHOUT ROWID;

-- Deployments whose milestones may be moved in it; none: those of the whole group.
CREATE TABLE scenario_scope (
  scenario_id TEXT NOT NULL,
  deployment_id TEXT NOT NULL,
  PRIMARY KEY (scenario_id, deployment_id)
) STRICT, WITHOUT ROWID;

-- Days that differ from the real plan, and what those were when the difference was made.
CREATE TABLE scenario_value (
  scenario_id TEXT NOT NULL,
  milestone_id TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  real_start TEXT,
  real_end TEXT,
  PRIMARY KEY (scenario_id, milestone_id)
) STRICT, WITHOUT ROWID;

-- What each gesture changed of it, so that it can be taken back: null days before or after mean no difference.
CREATE TABLE scenario_step (
  scenario_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  milestone_id TEXT NOT NULL,
  before_start TEXT,
  before_end TEXT,
  before_real_start TEXT,
  before_real_end TEXT,
  after_start TEXT,
  after_end TEXT,
  after_real_start TEXT,
  after_real_end TEXT,
  PRIMARY KEY (scenario_id, step, milestone_id)
) STRICT, WITHOUT ROWID;
