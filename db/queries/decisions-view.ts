import { decisionStateOf, isDecisionOpen } from '../../shared/domain/decision.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { DecisionRow, DecisionsView } from '../../shared/views/register-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDomainChoices, listPersonChoices, listSiteChoices } from './named-choices.ts';

const byName = new Intl.Collator('fr', { numeric: true });

/** The register of decisions with what a form offers; `today` decides which are late. */
export function getDecisionsView(db: ReadDb, today: IsoDate): DecisionsView {
  return db.snapshot(() => {
    const decisions = listDecisions(db, today);
    const committees = db
      .prepare<[], { name: string }>(
        `SELECT DISTINCT name FROM committee WHERE deleted = 0 AND coalesce(name, '') <> ''`,
      )
      .all()
      .map(({ name }) => name);
    return {
      basis: getBasis(db),
      today,
      decisions,
      people: listPersonChoices(db),
      domains: listDomainChoices(db),
      establishments: listSiteChoices(db),
      bodies: distinct([...decisions.map(({ body }) => body), ...committees]),
      authorities: distinct(decisions.map(({ authority }) => authority)),
    };
  });
}

function distinct(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))].sort(byName.compare);
}

interface Stored extends Omit<DecisionRow, 'state' | 'ownerName' | 'decidedByName' | 'late'> {
  readonly state: string | null;
  readonly ownerFirst: string | null;
  readonly ownerLast: string | null;
  readonly deciderFirst: string | null;
  readonly deciderLast: string | null;
}

/** Those still to be taken by day, then the others, the newest first. The caller holds the snapshot. */
export function listDecisions(db: ReadDb, today: IsoDate): DecisionRow[] {
  return db
    .prepare<[], Stored>(
      `SELECT r.id, coalesce(r.label, '') AS label, r.number, r.body, r.state, r.due_on AS dueOn, r.authority,
          r.asked_on AS askedOn, r.decided_on AS decidedOn, r.decided_by_id AS decidedById, r.outcome, r.reason,
          r.owner_id AS ownerId, p.first_name AS ownerFirst, p.last_name AS ownerLast,
          q.first_name AS deciderFirst, q.last_name AS deciderLast,
          r.domain_id AS domainId, coalesce(dom.label, dom.code) AS domainLabel,
          r.establishment_id AS establishmentId, coalesce(e.short_name, e.name) AS establishmentName,
          (SELECT min(d.id) FROM deployment d WHERE d.deleted = 0 AND d.domain_id = r.domain_id
            AND d.establishment_id = r.establishment_id) AS deploymentId
        FROM decision r
          LEFT JOIN person p ON p.id = r.owner_id
          LEFT JOIN person q ON q.id = r.decided_by_id
          LEFT JOIN domain dom ON dom.id = r.domain_id
          LEFT JOIN establishment e ON e.id = r.establishment_id
        WHERE r.deleted = 0`,
    )
    .all()
    .map(({ ownerFirst, ownerLast, deciderFirst, deciderLast, ...row }): DecisionRow => {
      const state = decisionStateOf(row.state);
      return {
        ...row,
        state,
        ownerName: nameOf(row.ownerId, ownerFirst, ownerLast),
        decidedByName: nameOf(row.decidedById, deciderFirst, deciderLast),
        late: row.dueOn !== null && row.dueOn < today && isDecisionOpen(state),
      };
    })
    .sort(compareDecisions);
}

function nameOf(id: string | null, firstName: string | null, lastName: string | null): string | null {
  return id === null ? null : personName({ firstName, lastName });
}

function compareDecisions(a: DecisionRow, b: DecisionRow): number {
  const [isOpen, isOther] = [isDecisionOpen(a.state), isDecisionOpen(b.state)];
  if (isOpen !== isOther) return isOpen ? -1 : 1;
  const byDay = isOpen
    ? (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')
    : (b.decidedOn ?? b.dueOn ?? '').localeCompare(a.decidedOn ?? a.dueOn ?? '');
  return byDay || byName.compare(a.number ?? '', b.number ?? '') || (a.id < b.id ? -1 : 1);
}
