import { actionStateOf, isActionClosed, partnerKindOf } from '../../shared/domain/partner.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { ActionRow, PartnersView } from '../../shared/views/partner-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDeploymentChoices, listPersonChoices } from './named-choices.ts';

const byName = new Intl.Collator('fr', { numeric: true });

/** Partners by name and all actions by day; `today` decides which are late. */
export function getPartnersView(db: ReadDb, today: IsoDate): PartnersView {
  return db.snapshot(() => {
    const actions = listActions(db, today);
    const partners = db
      .prepare<[], { id: string; name: string; kind: string | null; email: string | null }>(
        `SELECT id, coalesce(name, '') AS name, kind, email
          FROM partner WHERE deleted = 0 ORDER BY id`,
      )
      .all()
      .toSorted((a, b) => byName.compare(a.name, b.name))
      .map((partner) => {
        const open = actions.filter(
          ({ partnerId, state }) => partnerId === partner.id && !isActionClosed(state),
        );
        const kind = partnerKindOf(partner.kind);
        return { ...partner, kind, open: open.length, late: open.filter(({ late }) => late).length };
      });
    return {
      basis: getBasis(db),
      partners,
      actions,
      people: listPersonChoices(db),
      deployments: listDeploymentChoices(db),
    };
  });
}

function listActions(db: ReadDb, today: IsoDate): ActionRow[] {
  return db
    .prepare<
      [],
      Omit<ActionRow, 'ownerName' | 'late' | 'state'> & {
        firstName: string | null;
        lastName: string | null;
        state: string | null;
      }
    >(
      `SELECT a.id, coalesce(a.label, '') AS label, a.partner_id AS partnerId, a.owner_id AS ownerId,
          p.first_name AS firstName, p.last_name AS lastName, a.deployment_id AS deploymentId,
          coalesce(dom.label, dom.code) AS domainLabel, coalesce(e.short_name, e.name) AS establishmentName,
          a.due_on AS dueOn, a.state, a.note
        FROM action a
          LEFT JOIN person p ON p.id = a.owner_id
          LEFT JOIN deployment d ON d.id = a.deployment_id
          LEFT JOIN domain dom ON dom.id = d.domain_id
          LEFT JOIN establishment e ON e.id = d.establishment_id
        WHERE a.deleted = 0
        ORDER BY coalesce(a.due_on, '9999'), a.id`,
    )
    .all()
    .map(({ firstName, lastName, ...row }) => {
      const state = actionStateOf(row.state);
      return {
        ...row,
        state,
        ownerName: row.ownerId === null ? null : personName({ firstName, lastName }),
        late: row.dueOn !== null && row.dueOn < today && !isActionClosed(state),
      };
    });
}
