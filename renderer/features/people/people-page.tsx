import { useMediaQuery } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { PeopleView, PersonRow } from '../../../shared/views/people-view.ts';
import { ChoiceFilter, FilterReset, TextFilter } from '../../components/filter-bar.tsx';
import { ListScreen } from '../../components/list-screen.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate, useRoute } from '../../state/route.ts';
import { peopleColumns } from './people-columns.tsx';
import { filterPeople, isNarrowed, toSearchable } from './people-filter.ts';
import { usePeopleStore } from './people-store.ts';
import { NewPersonPanel, PersonPanel } from './person-panel.tsx';

/** The people of the group: who they are, what they answer for. */
export function PeoplePage() {
  const query = useApiQuery('people.view', {});
  return <QueryGate query={query}>{(view) => <PeopleScreen view={view} />}</QueryGate>;
}

/** From this width on the profession has its own column. */
const WIDE = '(min-width: 1500px)';

function PeopleScreen({ view }: { readonly view: PeopleView }) {
  const { t } = useText();
  const labels = useLabels();
  const route = useRoute();
  const filter = usePeopleStore((state) => state.filter);
  const clearFilter = usePeopleStore((state) => state.clearFilter);
  const [adding, setAdding] = useState(false);
  const openId = route.name === 'people' ? (route.person ?? null) : null;
  const person = view.people.find((candidate) => candidate.id === openId) ?? null;

  const isWide = useMediaQuery(WIDE, window.matchMedia(WIDE).matches) ?? false;
  const columns = useMemo(() => peopleColumns(t, labels, isWide), [t, labels, isWide]);
  const searchable = useMemo(
    () => toSearchable(view.people, (code) => labels.label('role', code)),
    [view.people, labels],
  );
  const rows = useMemo(() => filterPeople(searchable, filter), [searchable, filter]);
  const open = useCallback((row: PersonRow) => navigate({ name: 'people', person: row.id }), []);
  const close = useCallback(() => navigate({ name: 'people' }), []);
  const shown = t('people.countShown', { count: rows.length, all: view.people.length });

  const panel = adding ? (
    <NewPersonPanel
      view={view}
      onClose={() => setAdding(false)}
      onCreated={(id) => {
        setAdding(false);
        if (id !== null) navigate({ name: 'people', person: id });
      }}
    />
  ) : (
    person && (
      <PersonPanel
        key={`${person.id} ${person.purged?.at ?? ''}`}
        view={view}
        person={person}
        onClose={close}
      />
    )
  );
  const filtered = isNarrowed(filter);
  return (
    <ListScreen
      title={t('people.title')}
      subtitle={rows.length === view.people.length ? t('people.count', { count: rows.length }) : shown}
      toolbar={<PeopleFilters view={view} />}
      rows={rows}
      columns={columns}
      openId={openId}
      onOpen={open}
      panel={panel}
      add={{
        word: t('people.add'),
        label: t('people.addLabel'),
        icon: <IconUserPlus size={16} stroke={1.5} aria-hidden="true" />,
        onAdd: () => setAdding(true),
      }}
      empty={{
        icon: <IconUsers size={32} stroke={1.5} />,
        title: filtered ? t('people.nobodyFound') : t('people.emptyTitle'),
        text: filtered ? t('people.nobodyFoundText') : t('people.emptyText'),
      }}
      onClearFilters={filtered ? clearFilter : null}
    />
  );
}

function PeopleFilters({ view }: { readonly view: PeopleView }) {
  const { t } = useText();
  const labels = useLabels();
  const { filter, narrow, clearFilter } = usePeopleStore();
  const named = (list: PeopleView['domains']) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextFilter value={filter.text} onChange={(text) => narrow({ text })} label={t('people.search')} />
      <ChoiceFilter
        label={t('people.site')}
        options={named(view.establishments)}
        value={filter.establishmentIds}
        onChange={(establishmentIds) => narrow({ establishmentIds })}
      />
      <ChoiceFilter
        label={t('people.role')}
        options={labels.options('role')}
        value={filter.roles}
        onChange={(roles) => narrow({ roles })}
      />
      <ChoiceFilter
        label={t('people.domain')}
        options={named(view.domains)}
        value={filter.domainIds}
        onChange={(domainIds) => narrow({ domainIds })}
      />
      <FilterReset active={isNarrowed(filter)} onReset={clearFilter} />
    </>
  );
}
