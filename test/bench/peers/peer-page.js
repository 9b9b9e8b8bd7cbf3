// What every peer's page has in common: the same rows as Jalon's planning, from the same file, in a tree.
const day = 86_400_000;

/** Local midnight of a Julian day: the libraries draw local dates. */
const localDay = (julian) => {
  const date = new Date((julian - 2_440_587.5) * day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
};

const sqlRows = `SELECT m.id, m.deployment_id AS deployment, d.establishment_id AS site,
    coalesce(m.label, '') AS label, m.kind, coalesce(m.progress, 0) AS progress,
    julianday(coalesce(m.planned_start, m.planned_end)) AS start, julianday(m.planned_end) AS end,
    coalesce(e.name, '') AS siteName, coalesce(o.label, '') AS domainLabel
  FROM milestone m JOIN deployment d ON d.id = m.deployment_id JOIN establishment e ON e.id = d.establishment_id
  JOIN domain o ON o.id = d.domain_id
  WHERE m.deleted = 0 AND m.planned_end IS NOT NULL ORDER BY d.establishment_id, m.deployment_id, m.position`;
const sqlLinks = 'SELECT predecessor_id AS source, successor_id AS target FROM dependency WHERE deleted = 0';

/** Rows `{ id, parent, label, type, start, end, progress }` with number ids from 1, in reading order, and links. */
window.loadPeerData = async () => {
  const milestones = (await window.ask({ sql: sqlRows })).rows;
  const links = (await window.ask({ sql: sqlLinks })).rows;
  const rows = [];
  const ids = new Map();
  const add = (key, row) => {
    rows.push({ ...row, id: rows.length + 1 });
    ids.set(key, rows.length);
    return rows.at(-1);
  };
  for (const one of milestones) {
    const summary = { type: 'summary', progress: 0, start: one.start, end: one.end };
    const site = rows[ids.get(one.site) - 1] ?? add(one.site, { ...summary, parent: 0, label: one.siteName });
    const deployment =
      rows[ids.get(one.deployment) - 1] ??
      add(one.deployment, { ...summary, parent: site.id, label: one.domainLabel });
    for (const above of [site, deployment]) {
      above.start = Math.min(above.start, one.start);
      above.end = Math.max(above.end, one.end);
    }
    const type = one.kind === 'task' ? 'task' : 'milestone';
    add(one.id, { ...one, parent: deployment.id, type });
  }
  return {
    rows: rows.map((row) => ({ ...row, start: localDay(row.start), end: localDay(row.end + 1) })),
    links: links.flatMap(({ source, target }, at) =>
      ids.has(source) && ids.has(target)
        ? [{ id: at + 1, source: ids.get(source), target: ids.get(target) }]
        : [],
    ),
    first: localDay(leastOf(milestones) - 40),
    last: localDay(mostOf(milestones) + 150),
  };
};

const leastOf = (rows) => rows.reduce((least, row) => Math.min(least, row.start), Infinity);
const mostOf = (rows) => rows.reduce((most, row) => Math.max(most, row.end), -Infinity);

/** Size of the window's chart and its density, those of Jalon's own planning. */
window.peerLook = { rowHeight: 28, tableWidth: 330, pixelsPerDay: 1.5 };
