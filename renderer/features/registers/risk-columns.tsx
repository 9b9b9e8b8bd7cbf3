import { riskLevels, riskStates } from '../../../shared/domain/risk.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Labels } from '../../../shared/views/labels.ts';
import type { RiskRow } from '../../../shared/views/register-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import { NameLink } from '../../components/name-link.tsx';
import { RiskLevelBadge, RiskStateBadge } from '../../components/register-badges.tsx';
import { Clipped, Place } from './cells.tsx';
import { placeWords } from '../../../shared/views/place-words.ts';
import classes from './registers.module.css';

/** Columns of the register of risks; a file gets what only the panel shows too. */
export function riskColumns(t: Translate, { label }: Labels): GridColumn<RiskRow>[] {
  const text = (header: string, value: (row: RiskRow) => string | null) => ({ header, value });
  const category = (row: RiskRow) => (row.category === null ? null : label('risk_category', row.category));
  return [
    {
      id: 'label',
      header: t('registers.riskLabel'),
      width: 200,
      grow: 3,
      value: (row) => row.label,
      cell: (row) => <NameLink to={{ name: 'risks', open: row.id }} name={row.label} />,
    },
    {
      id: 'level',
      header: t('registers.level'),
      width: 116,
      value: ({ level }) => (level === null ? null : riskLevels.length - riskLevels.indexOf(level)),
      sheet: [
        text(t('registers.level'), ({ level }) => level && label('risk_level', level)),
        { header: t('registers.probability'), value: ({ probability }) => probability },
        { header: t('registers.impact'), value: ({ impact }) => impact },
      ],
      cell: ({ level }) => <RiskLevelBadge level={level} />,
    },
    {
      id: 'state',
      header: t('registers.state'),
      width: 112,
      value: ({ state }) => riskStates.indexOf(state),
      sheet: [text(t('registers.state'), ({ state }) => label('risk_state', state))],
      cell: ({ state }) => <RiskStateBadge state={state} />,
    },
    {
      id: 'place',
      header: t('registers.place'),
      width: 150,
      grow: 1,
      value: placeWords,
      sheet: [
        text(t('registers.domain'), ({ domainLabel }) => domainLabel),
        text(t('registers.otherDomain'), ({ otherDomainLabel }) => otherDomainLabel),
        text(t('registers.site'), ({ establishmentName }) => establishmentName),
      ],
      cell: (row) => <Place row={row} />,
    },
    {
      id: 'review',
      header: t('registers.reviewOn'),
      width: 112,
      value: ({ reviewOn }) => reviewOn,
      sheet: [{ header: t('registers.reviewOn'), kind: 'date', value: ({ reviewOn }) => reviewOn }],
      cell: ({ reviewOn, late }) => <DateText day={reviewOn} late={late} />,
    },
    {
      id: 'owner',
      header: t('registers.owner'),
      width: 124,
      grow: 1,
      value: ({ ownerName }) => ownerName,
      sheet: [
        text(t('registers.owner'), ({ ownerName }) => ownerName),
        text(t('registers.mitigation'), ({ mitigation }) => mitigation),
        text(t('registers.planB'), ({ planB }) => planB),
      ],
      cell: ({ ownerName }) => <Clipped text={ownerName} />,
    },
    {
      id: 'category',
      header: t('registers.category'),
      width: 140,
      grow: 1,
      value: category,
      cell: (row) => <Clipped text={category(row)} />,
    },
    {
      id: 'missing',
      header: t('registers.missing'),
      width: 110,
      grow: 1,
      value: (row) => missingWords(t, row),
      cell: (row) => <span className={classes.late}>{missingWords(t, row)}</span>,
    },
  ];
}

function missingWords(t: Translate, { missing }: RiskRow): string | null {
  return missing.length === 0 ? null : missing.map((need) => t(`registers.needs.${need}`)).join(', ');
}
