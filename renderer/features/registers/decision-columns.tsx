import { decisionStates } from '../../../shared/domain/decision.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Labels } from '../../../shared/views/labels.ts';
import type { DecisionRow } from '../../../shared/views/register-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import { NameLink } from '../../components/name-link.tsx';
import { DecisionStateBadge } from '../../components/register-badges.tsx';
import { Clipped, Place } from './cells.tsx';
import { placeWords } from '../../../shared/views/place-words.ts';
import classes from './registers.module.css';

/** Columns of the register of decisions; a file gets what only the panel shows too. */
export function decisionColumns(t: Translate, { label }: Labels): GridColumn<DecisionRow>[] {
  const stateWord = ({ state }: DecisionRow) => label('decision_state', state);
  return [
    {
      id: 'number',
      header: t('registers.number'),
      width: 76,
      value: ({ number }) => number,
      cell: ({ number }) => <span className={classes.quiet}>{number}</span>,
    },
    {
      id: 'label',
      header: t('registers.decisionLabel'),
      width: 200,
      grow: 3,
      value: (row) => row.label,
      cell: (row) => <NameLink to={{ name: 'decisions', open: row.id }} name={row.label} />,
    },
    {
      id: 'state',
      header: t('registers.state'),
      width: 208,
      value: ({ state }) => decisionStates.indexOf(state),
      sheet: [
        { header: t('registers.state'), kind: 'text', value: stateWord },
        { header: t('registers.authority'), value: ({ authority }) => authority },
      ],
      cell: ({ state }) => <DecisionStateBadge state={state} />,
    },
    {
      id: 'body',
      header: t('registers.body'),
      width: 120,
      grow: 1,
      value: ({ body }) => body,
      cell: ({ body, authority }) => <Clipped text={[body, authority].filter(Boolean).join(' → ')} />,
      sheet: [{ header: t('registers.body'), value: ({ body }) => body }],
    },
    {
      id: 'due',
      header: t('registers.dueOn'),
      width: 112,
      value: ({ dueOn }) => dueOn,
      sheet: [{ header: t('registers.dueOn'), kind: 'date', value: ({ dueOn }) => dueOn }],
      cell: ({ dueOn, late }) => <DateText day={dueOn} late={late} />,
    },
    {
      id: 'decided',
      header: t('registers.decidedOn'),
      width: 112,
      value: ({ decidedOn }) => decidedOn,
      sheet: [
        { header: t('registers.decidedOn'), kind: 'date', value: ({ decidedOn }) => decidedOn },
        { header: t('registers.decidedBy'), value: ({ decidedByName }) => decidedByName },
        { header: t('registers.outcome'), value: ({ outcome }) => outcome },
        { header: t('registers.reason'), value: ({ reason }) => reason },
      ],
      cell: ({ decidedOn }) => <DateText day={decidedOn} />,
    },
    {
      id: 'owner',
      header: t('registers.owner'),
      width: 120,
      grow: 1,
      value: ({ ownerName }) => ownerName,
      cell: ({ ownerName }) => <Clipped text={ownerName} />,
    },
    {
      id: 'place',
      header: t('registers.place'),
      width: 130,
      grow: 1,
      value: placeWords,
      sheet: [
        { header: t('registers.domain'), value: ({ domainLabel }) => domainLabel },
        { header: t('registers.site'), value: ({ establishmentName }) => establishmentName },
      ],
      cell: (row) => <Place row={row} />,
    },
  ];
}
