import { foldText } from '../../shared/domain/fold-text.ts';
import type { LinkRow, MilestoneChoice } from '../../shared/views/deployment-view.ts';
import type { ReadDb } from '../sqlite.ts';

/** Milestones proposed at once to be linked with another. */
const CHOICES = 30;

/** Links of the milestones of a deployment, once for each of its own milestones they tie. */
export function listDeploymentLinks(db: ReadDb, deploymentId: string): LinkRow[] {
  const side = (own: 'predecessor' | 'successor', other: 'predecessor' | 'successor'): string =>
    `SELECT l.id AS id, l.${own}_id AS milestoneId, '${other}' AS role, o.id AS otherId, o.deployment_id AS otherDeploymentId,
        coalesce(o.label, o.code, '') AS label, coalesce(dom.label, dom.code, '') AS domainLabel,
        coalesce(e.short_name, e.name, '') AS siteName, o.planned_start AS plannedStart, o.planned_end AS plannedEnd,
        CASE WHEN l.type IN ('SS', 'FF', 'SF') THEN l.type ELSE 'FS' END AS type, coalesce(l.lag, 0) AS lag,
        CASE l.lag_unit WHEN 'calendar' THEN 'calendar' ELSE 'working' END AS lagUnit
      FROM dependency l
      JOIN milestone m ON m.id = l.${own}_id AND m.deleted = 0 AND m.deployment_id = ?
      JOIN milestone o ON o.id = l.${other}_id AND o.deleted = 0
      JOIN deployment d ON d.id = o.deployment_id AND d.deleted = 0
      JOIN domain dom ON dom.id = d.domain_id
      JOIN establishment e ON e.id = d.establishment_id
      WHERE l.deleted = 0`;
  return db
    .prepare<[string, string], LinkRow>(
      `${side('successor', 'predecessor')} UNION ALL ${side('predecessor', 'successor')}
        ORDER BY plannedStart, label, id`,
    )
    .all(deploymentId, deploymentId);
}

type Candidate = MilestoneChoice & { readonly domainCode: string; readonly deploymentId: string };

/**
 * Milestones whose words, with those of their place, hold every word typed, without regard to case or accents: those of
 * the deployment first, then those of its site.
 */
export function findMilestones(
  db: ReadDb,
  { text, near }: { readonly text: string; readonly near: string },
): MilestoneChoice[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  const candidates = db.prepare<[string, string], Candidate>(
    `SELECT m.id, m.deployment_id AS deploymentId, coalesce(m.label, m.code, '') AS label, dom.code AS domainCode,
        coalesce(dom.label, dom.code) AS domainLabel, coalesce(e.short_name, e.name, '') AS siteName,
        m.planned_start AS plannedStart, m.planned_end AS plannedEnd
      FROM milestone m
      JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
      JOIN domain dom ON dom.id = d.domain_id
      JOIN establishment e ON e.id = d.establishment_id
      WHERE m.deleted = 0
      ORDER BY d.id <> ?, e.id <> coalesce((SELECT establishment_id FROM deployment WHERE id = ?), ''),
        coalesce(dom.position, 9999), coalesce(e.position, 9999), coalesce(m.position, 9999), m.id`,
  );
  const found: MilestoneChoice[] = [];
  for (const { domainCode, deploymentId, ...choice } of candidates.iterate(near, near)) {
    const said = foldText(`${choice.label} ${domainCode} ${choice.domainLabel} ${choice.siteName}`);
    if (words.length === 0 && deploymentId !== near) break;
    if (words.every((word) => said.includes(word))) found.push(choice);
    if (found.length === CHOICES) break;
  }
  return found;
}
