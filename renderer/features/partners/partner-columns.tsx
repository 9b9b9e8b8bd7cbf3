import { isActionClosed } from '../../../shared/domain/partner.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ActionRow, PartnerRow } from '../../../shared/views/partner-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import { NameLink } from '../../components/name-link.tsx';
import classes from './partners.module.css';

/** Columns of the list of partners; the next day of each is worked out from what it has still to do. */
export function partnerColumns(t: Translate, actions: readonly ActionRow[]): GridColumn<PartnerRow>[] {
  const next = new Map<string, string>();
  for (const { partnerId, dueOn, state } of actions)
    if (partnerId !== null && dueOn !== null && !isActionClosed(state) && !next.has(partnerId))
      next.set(partnerId, dueOn);
  const number = (id: 'open' | 'late', width: number): GridColumn<PartnerRow> => ({
    id,
    header: t(`partners.${id}`),
    width,
    align: 'end',
    value: (row) => row[id],
    cell: (row) => (
      <span className={row[id] === 0 ? classes.quiet : id === 'late' ? classes.late : undefined}>
        {row[id]}
      </span>
    ),
  });
  return [
    {
      id: 'name',
      header: t('partners.name'),
      width: 240,
      grow: 2,
      value: ({ name }) => name,
      cell: ({ id, name }) => <NameLink to={{ name: 'partners', partner: id }} name={name} />,
    },
    {
      id: 'kind',
      header: t('partners.kind'),
      width: 180,
      grow: 1,
      value: ({ kind }) => t(`partners.kind.${kind}`),
      cell: ({ kind }) => t(`partners.kind.${kind}`),
    },
    number('open', 130),
    number('late', 110),
    {
      id: 'next',
      header: t('partners.next'),
      width: 140,
      value: ({ id }) => next.get(id) ?? null,
      sheet: [{ header: t('partners.next'), kind: 'date', value: ({ id }) => next.get(id) ?? null }],
      cell: ({ id }) => <DateText day={next.get(id) ?? null} />,
    },
  ];
}
