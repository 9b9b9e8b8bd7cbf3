import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { RollOutOptions, SiteState } from '../../shared/views/roll-out-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listSites } from './establishment-queries.ts';

const unscaled = 10_000;

/** What the roll-out assistant offers: domains, templates, products, sites with their size, and what is planned. */
export function getRollOutOptions(db: ReadDb, today: IsoDate): RollOutOptions {
  return db.snapshot(() => ({
    basis: getBasis(db),
    today,
    domains: db
      .prepare<[], RollOutOptions['domains'][number]>(
        `SELECT id, coalesce(code, '') AS code, coalesce(label, code, '') AS label, template_id AS templateId
          FROM domain WHERE deleted = 0 ORDER BY position, id`,
      )
      .all(),
    templates: listTemplates(db),
    products: db
      .prepare<[], RollOutOptions['products'][number]>(
        `SELECT id, coalesce(name, '') AS name, domain_id AS domainId FROM product WHERE deleted = 0
          ORDER BY name, id`,
      )
      .all(),
    sites: listSizedSites(db, today),
    sizes: db
      .prepare<[], RollOutOptions['sizes'][number]>(
        `SELECT coalesce(label, code, '') AS label, label_en AS labelEn, value FROM reference_value
          WHERE deleted = 0 AND list = 'size_factor' AND value IS NOT NULL ORDER BY value`,
      )
      .all(),
    states: listStates(db),
  }));
}

function listTemplates(db: ReadDb): RollOutOptions['templates'] {
  return db
    .prepare<[], Omit<RollOutOptions['templates'][number], 'oneByOne'> & { repeated: number }>(
      `SELECT t.id, coalesce(t.label, t.code, '') AS label, coalesce(t.version, 1) AS version,
          count(r.id) AS rowCount, coalesce(max(r.repeated), 0) AS repeated
        FROM template t LEFT JOIN template_row r ON r.template_id = t.id AND r.deleted = 0
        WHERE t.deleted = 0 GROUP BY t.id ORDER BY t.code, t.id`,
    )
    .all()
    .map(({ repeated, ...template }) => ({ ...template, oneByOne: repeated === 1 }));
}

/** Sites with their size factor: their own, else that of their category. */
function listSizedSites(db: ReadDb, today: IsoDate): RollOutOptions['sites'] {
  const ofCategory = new Map(
    db
      .prepare<[], { id: string; value: number }>(
        `SELECT e.id, v.value FROM establishment e
          JOIN reference_value v ON v.list = 'establishment_category' AND v.code = e.category AND v.deleted = 0
          WHERE v.value IS NOT NULL`,
      )
      .all()
      .map(({ id, value }) => [id, value]),
  );
  return listSites(db, today).map(({ id, shortName, sizeFactor }) => ({
    id,
    name: shortName,
    sizeFactor: sizeFactor ?? ofCategory.get(id) ?? unscaled,
  }));
}

/** Whether a deployment can still be planned by a roll-out. */
export function siteStateOf({ stage, milestones }: { stage: string | null; milestones: number }): SiteState {
  if (milestones > 0) return 'planned';
  if (stage === 'in_production' || stage === 'converged') return 'live';
  return stage === 'out_of_scope' || stage === 'abandoned' ? 'out_of_scope' : 'free';
}

function listStates(db: ReadDb): RollOutOptions['states'] {
  return db
    .prepare<
      [],
      { id: string; domainId: string; establishmentId: string; stage: string | null; milestones: number }
    >(
      `SELECT d.id, d.domain_id AS domainId, d.establishment_id AS establishmentId, d.stage,
          (SELECT count(*) FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0) AS milestones
        FROM deployment d
        WHERE d.deleted = 0 AND d.domain_id IS NOT NULL AND d.establishment_id IS NOT NULL ORDER BY d.id`,
    )
    .all()
    .flatMap(({ id, domainId, establishmentId, ...deployment }) => {
      const state = siteStateOf(deployment);
      return state === 'free' ? [] : [{ domainId, establishmentId, deploymentId: id, state }];
    });
}
