import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { DeploymentRegisters } from '../../shared/views/register-view.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDecisions } from './decisions-view.ts';
import { listRisks } from './risks-view.ts';

interface Place {
  readonly domainId: string | null;
  readonly establishmentId: string | null;
}

/**
 * Lines of both registers that are about a deployment. What names its domain alone, or its site alone, is about it too.
 * @throws AppError `not-found` for an unknown deployment
 */
export function getDeploymentRegisters(db: ReadDb, id: string, today: IsoDate): DeploymentRegisters {
  return db.snapshot(() => {
    const deployment = db
      .prepare<[string], Place>(
        `SELECT domain_id AS domainId, establishment_id AS establishmentId FROM deployment
          WHERE id = ? AND deleted = 0`,
      )
      .get(id);
    if (!deployment) throw new AppError('not-found', { details: { table: 'deployment' } });
    return {
      basis: getBasis(db),
      risks: listRisks(db, today)
        .filter(({ otherDomainId, ...risk }) => isAbout(risk, otherDomainId, deployment))
        .map(({ id: risk, label, level, state, planB }) => ({ id: risk, label, level, state, planB })),
      decisions: listDecisions(db, today)
        .filter((decision) => isAbout(decision, null, deployment))
        .map(({ id: decision, label, number, state, dueOn, late }) => ({
          id: decision,
          label,
          number,
          state,
          dueOn,
          late,
        })),
    };
  });
}

function isAbout(row: Place, otherDomainId: string | null, deployment: Place): boolean {
  const { domainId, establishmentId } = row;
  if (domainId === null && establishmentId === null) return false;
  const domains = [domainId, otherDomainId].filter((known) => known !== null);
  return (
    (domains.length === 0 || domains.some((known) => known === deployment.domainId)) &&
    (establishmentId === null || establishmentId === deployment.establishmentId)
  );
}
