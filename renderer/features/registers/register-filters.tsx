import type { ReactNode } from 'react';
import type { DecisionsView } from '../../../shared/views/register-view.ts';
import { ChoiceFilter, FilterReset, TextFilter } from '../../components/filter-bar.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { emptyFilter, isNarrowed, useRegisterStore } from './register-store.ts';

interface RegisterFiltersProps {
  readonly name: 'decisions' | 'risks';
  readonly view: Pick<DecisionsView, 'domains' | 'establishments'>;
  readonly search: string;
  /** Filters one register has alone. */
  readonly children?: ReactNode;
}

/** What a register can be narrowed by: words, state, domain, site. */
export function RegisterFilters({ name, view, search, children }: RegisterFiltersProps) {
  const { t } = useText();
  const { options } = useLabels();
  const filter = useRegisterStore(({ filters }) => filters[name]);
  const narrow = useRegisterStore((state) => state.narrow);
  const named = (list: DecisionsView['domains']) => list.map(({ id, name: label }) => ({ value: id, label }));
  return (
    <>
      <TextFilter value={filter.text} onChange={(text) => narrow(name, { text })} label={search} />
      {children}
      <ChoiceFilter
        label={t('registers.state')}
        options={options(name === 'risks' ? 'risk_state' : 'decision_state')}
        value={filter.states}
        onChange={(states) => narrow(name, { states })}
      />
      <ChoiceFilter
        label={t('registers.site')}
        options={named(view.establishments)}
        value={filter.establishmentIds}
        onChange={(establishmentIds) => narrow(name, { establishmentIds })}
      />
      <ChoiceFilter
        label={t('registers.domain')}
        options={named(view.domains)}
        value={filter.domainIds}
        onChange={(domainIds) => narrow(name, { domainIds })}
      />
      <FilterReset active={isNarrowed(filter)} onReset={() => narrow(name, emptyFilter)} />
    </>
  );
}
