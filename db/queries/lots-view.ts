import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { assetChangeKinds } from '../../shared/domain/registry.ts';
import { burnUp, lotStanding, scopeTotals, type Amounts } from '../../shared/hosting/scope.ts';
import type { AssetChangeRow, LotRow, LotsView } from '../../shared/views/lots-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDeploymentChoices, listPersonChoices } from './named-choices.ts';

/** Lots in their order, what changed of their scope, and the course of the whole; `today` decides how far they are. */
export function getLotsView(db: ReadDb, today: IsoDate): LotsView {
  return db.snapshot(() => {
    const deployments = listDeploymentChoices(db);
    const names = new Map(deployments.map(({ id, name }) => [id, name]));
    const facts = listLots(db);
    const changes = listChanges(db);
    return {
      basis: getBasis(db),
      today,
      lots: facts.map((lot): LotRow => ({
        ...lot,
        deploymentName: lot.deploymentId === null ? null : (names.get(lot.deploymentId) ?? null),
        ...lotStanding(lot, changes, today),
      })),
      changes: changes.toReversed(),
      totals: scopeTotals(facts, changes, today),
      burnUp: burnUp(facts, changes, today),
      people: listPersonChoices(db),
      deployments,
    };
  });
}

type Lot = Omit<LotRow, 'deploymentName' | 'current' | 'transferred' | 'status' | 'late'>;

function listLots(db: ReadDb): Lot[] {
  return db
    .prepare<[], Omit<Lot, 'planned'> & Amounts>(
      `SELECT id, coalesce(label, '') AS label, position, deployment_id AS deploymentId,
          coalesce(servers, 0) AS servers, coalesce(virtual_machines, 0) AS virtualMachines,
          coalesce(storage, 0) AS storage, planned_start AS plannedStart, planned_end AS plannedEnd,
          transferred_on AS transferredOn, note
        FROM asset_lot WHERE deleted = 0 ORDER BY coalesce(position, 9999), id`,
    )
    .all()
    .map(({ servers, virtualMachines, storage, ...lot }) => ({
      ...lot,
      planned: { servers, virtualMachines, storage },
    }));
}

/** By day; a change without one cannot be counted and is left out. */
function listChanges(db: ReadDb): AssetChangeRow[] {
  return db
    .prepare<
      [],
      Omit<AssetChangeRow, 'amounts' | 'authorName' | 'unplanned'> &
        Amounts & {
          kind: (typeof assetChangeKinds)[number];
          firstName: string | null;
          lastName: string | null;
          unplanned: number;
        }
    >(
      `SELECT c.id, coalesce(c.kind, 'scope') AS kind, c.day, c.lot_id AS lotId, l.label AS lotLabel,
          coalesce(c.servers, 0) AS servers, coalesce(c.virtual_machines, 0) AS virtualMachines,
          coalesce(c.storage, 0) AS storage, coalesce(c.reason, '') AS reason, c.author_id AS authorId,
          p.first_name AS firstName, p.last_name AS lastName, coalesce(c.unplanned, 0) AS unplanned, c.delay
        FROM asset_change c
          LEFT JOIN asset_lot l ON l.id = c.lot_id
          LEFT JOIN person p ON p.id = c.author_id
        WHERE c.deleted = 0 AND c.day IS NOT NULL
        ORDER BY c.day, c.id`,
    )
    .all()
    .map(({ servers, virtualMachines, storage, firstName, lastName, unplanned, ...change }) => ({
      ...change,
      amounts: { servers, virtualMachines, storage },
      authorName: change.authorId === null ? null : personName({ firstName, lastName }),
      unplanned: unplanned === 1,
    }));
}
