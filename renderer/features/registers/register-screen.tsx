import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { DecisionRow, DecisionsView, RiskRow } from '../../../shared/views/register-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { ListScreen } from '../../components/list-screen.tsx';
import { useText } from '../../i18n.ts';
import type { About } from '../../state/route.ts';
import { answersWords } from './answers-words.ts';
import { RegisterFilters } from './register-filters.tsx';
import { answersChoices, emptyFilter, isNarrowed, useRegisterStore } from './register-store.ts';
import { useRegister } from './use-register.ts';

interface RegisterScreenProps<Row> {
  readonly name: 'decisions' | 'risks';
  readonly view: Pick<DecisionsView, 'domains' | 'establishments'>;
  readonly lines: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  /** What of a line is searched. Keep the function stable between draws. */
  readonly told: (row: Row) => readonly (string | null)[];
  /** How many there are, and how many of them ask for something; `false` for what there is none of. */
  readonly counts: readonly (string | false)[];
  /** Filters of the register's own. */
  readonly filters?: ReactNode;
  readonly icon: ReactNode;
  readonly panelOf: (row: Row, close: () => void) => ReactNode;
  readonly newPanel: (
    about: About | null,
    close: () => void,
    created: (id: string | null) => void,
  ) => ReactNode;
}

const words = {
  decisions: {
    title: 'registers.decisions',
    search: 'registers.decisionSearch',
    add: 'registers.decisionAdd',
    noneFound: 'registers.decisionNoneFound',
    emptyTitle: 'registers.decisionEmptyTitle',
    emptyText: 'registers.decisionEmptyText',
  },
  risks: {
    title: 'registers.risks',
    search: 'registers.riskSearch',
    add: 'registers.riskAdd',
    noneFound: 'registers.riskNoneFound',
    emptyTitle: 'registers.riskEmptyTitle',
    emptyText: 'registers.riskEmptyText',
  },
} as const;

/** One register: its lines, narrowed, and the page of the one that is open or new. */
export function RegisterScreen<Row extends DecisionRow | RiskRow>({
  name,
  view,
  lines,
  columns,
  told,
  counts,
  filters,
  icon,
  panelOf,
  newPanel,
}: RegisterScreenProps<Row>) {
  const { t } = useText();
  const filter = useRegisterStore((state) => state.filters[name]);
  const narrow = useRegisterStore((state) => state.narrow);
  const { openId, adding, about, add, open, close, created } = useRegister(name);
  const rows = useMemo(
    () => lines.filter((row) => answersChoices(row, filter) && answersWords(told(row), filter.text)),
    [lines, filter, told],
  );
  const opened = lines.find(({ id }) => id === openId);
  const text = words[name];
  const filtered = isNarrowed(filter);
  return (
    <ListScreen
      title={t(text.title)}
      subtitle={counts.filter(Boolean).join(' · ')}
      toolbar={
        <RegisterFilters name={name} view={view} search={t(text.search)}>
          {filters}
        </RegisterFilters>
      }
      rows={rows}
      columns={columns}
      openId={openId}
      onOpen={open}
      panel={adding ? newPanel(about, close, created) : opened && panelOf(opened, close)}
      add={{
        word: t('registers.add'),
        label: t(text.add),
        icon: <IconPlus size={16} stroke={1.5} aria-hidden="true" />,
        onAdd: add,
      }}
      empty={{
        icon,
        title: t(filtered ? text.noneFound : text.emptyTitle),
        text: t(filtered ? 'registers.noneFoundText' : text.emptyText),
      }}
      onClearFilters={filtered ? () => narrow(name, emptyFilter) : null}
    />
  );
}
