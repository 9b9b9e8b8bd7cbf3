import { SegmentedControl, Select } from '@mantine/core';
import { homeOf, type Profile, profileOf, profiles } from '../../../shared/domain/profile.ts';
import type { MatrixView } from '../../../shared/views/matrix-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { HomePartCard } from './home-parts.tsx';
import { useHomeStore } from './home-store.ts';
import styles from './home.module.css';

/** What somebody of a profile has to see first, at their site. */
export function HomePage() {
  const status = useApiQuery('workspace.status', {});
  const matrix = useApiQuery('matrix.view', {});
  return (
    <QueryGate query={status}>
      {({ me }) => (
        <QueryGate query={matrix}>
          {(view) => <Home matrix={view} role={me?.role ?? ''} ownSite={me?.establishmentId ?? null} />}
        </QueryGate>
      )}
    </QueryGate>
  );
}

interface HomeProps {
  readonly matrix: MatrixView;
  readonly role: string;
  readonly ownSite: string | null;
}

function Home({ matrix, role, ownSite }: HomeProps) {
  const { t } = useText();
  const store = useHomeStore();
  const profile = store.profile ?? profileOf(role);
  const wanted = store.siteId ?? ownSite;
  const site = matrix.establishments.find(({ id }) => id === wanted) ?? matrix.establishments[0];
  return (
    <Screen
      title={t('home.title')}
      toolbar={
        <>
          <SegmentedControl
            aria-label={t('home.profile')}
            value={profile}
            onChange={(value) => store.setProfile(profiles.find((one) => one === value) ?? profile)}
            data={profiles.map((value) => ({ value, label: t(`home.profile-${value}`) }))}
          />
          <Select
            aria-label={t('home.site')}
            data={matrix.establishments.map(({ id, shortName }) => ({ value: id, label: shortName }))}
            value={site?.id ?? null}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('common.nothingFound')}
            onChange={(id) => id !== null && store.setSite(id)}
          />
        </>
      }
    >
      {site && <Parts matrix={matrix} siteId={site.id} profile={profile} />}
    </Screen>
  );
}

interface PartsProps {
  readonly matrix: MatrixView;
  readonly siteId: string;
  readonly profile: Profile;
}

function Parts({ matrix, siteId, profile }: PartsProps) {
  const query = useApiQuery('home.view', { siteId }, { keepPrevious: true });
  return (
    <QueryGate query={query}>
      {(view) => (
        <div className={styles.parts}>
          {homeOf[profile].map((part) => (
            <HomePartCard key={part} part={part} matrix={matrix} view={view} siteId={siteId} />
          ))}
        </div>
      )}
    </QueryGate>
  );
}
