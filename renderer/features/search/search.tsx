import { Modal } from '@mantine/core';
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconAlertTriangle,
  IconBuildingHospital,
  IconCategory,
  IconGavel,
  IconLayoutGrid,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { SearchResult } from '../../../shared/views/workspace-view.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { filterActions } from './filter-actions.ts';
import { openResult } from './open-result.ts';
import { screenActions } from './screen-actions.tsx';
import { searchStore, selectFirstResult } from './search-store.ts';
import styles from './search.module.css';

const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;
const icons: Readonly<Record<SearchResult['kind'], ReactNode>> = {
  deployment: <IconLayoutGrid {...icon} />,
  person: <IconUser {...icon} />,
  establishment: <IconBuildingHospital {...icon} />,
  domain: <IconCategory {...icon} />,
  decision: <IconGavel {...icon} />,
  risk: <IconAlertTriangle {...icon} />,
};
const kinds = ['deployment', 'establishment', 'domain', 'person', 'decision', 'risk'] as const;

/** Ctrl+K: finds cells, sites, domains, people and lines of the registers, and offers what can be done. */
export function Search() {
  const { t } = useText();
  const [text, setText] = useState('');
  // Asked at each key: the answer takes a few milliseconds, and a new key gives up the former question.
  const asked = text.trim();
  const found = useApiQuery('search.find', { text: asked }, { enabled: asked !== '', keepPrevious: true });
  const results = asked === '' ? undefined : found.data?.results;
  const groups = useMemo(() => {
    const verbs = filterActions(screenActions(t, navigate), text);
    const kindGroups = kinds.map((kind) => ({
      label: t(`frame.searchGroup.${kind}`),
      actions: (results ?? []).filter((result) => result.kind === kind).map(toAction),
    }));
    return [...kindGroups, { label: t('frame.searchGroup.action'), actions: verbs }].filter(
      (group) => group.actions.length > 0,
    );
  }, [results, t, text]);
  useEffect(() => {
    if (results) selectFirstResult(document);
  }, [results]);
  const empty = asked !== '' && !found.isFetching ? t('common.nothingFound') : t('frame.searchHint');
  return (
    <Spotlight.Root
      store={searchStore}
      query={text}
      onQueryChange={setText}
      shortcut={['mod + K', 'mod + P']}
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
    >
      {/* Names the dialog; Spotlight gives it no name of its own. */}
      <Modal.Title className="visually-hidden">{t('common.search')}</Modal.Title>
      <Spotlight.Search
        leftSection={<IconSearch {...icon} />}
        placeholder={t('frame.search')}
        aria-label={t('frame.search')}
      />
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>{empty}</Spotlight.Empty>}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label} className={styles.group ?? ''}>
            {group.actions.map(({ id, ...action }) => (
              <Spotlight.Action key={id} className={styles.action ?? ''} {...action} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function toAction(result: SearchResult): SpotlightActionData {
  return {
    id: `${result.kind}:${result.id}`,
    label: result.title,
    description: result.subtitle,
    leftSection: icons[result.kind],
    onClick: () => void openResult(result),
  };
}
