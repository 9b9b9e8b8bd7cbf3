import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RollOutOptions } from '../../../shared/views/roll-out-view.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import { addWave, arrange, moveSite, sitesOf } from './roll-out-draft.ts';
import { useSiteDrag } from './use-site-drag.ts';
import { WaveCard, type WaveListProps } from './wave-card.tsx';
import classes from './roll-out.module.css';

const counts = ['1', '2', '3', '4', '5', '6'];

/** The waves, what is left to place and what is not to be planned any more. */
export function WaveList({ options, draft, onChange }: WaveListProps) {
  const { t } = useText();
  const drag = useSiteDrag((siteId, wave) => onChange(moveSite(draft, siteId, wave)));
  const free = sitesOf(options, draft.domainId, 'free');
  const placed = new Set(draft.waves.flatMap(({ siteIds }) => siteIds));
  const unplaced = free.filter(({ id }) => !placed.has(id));
  const choices = counts.slice(0, Math.max(1, free.length));
  return (
    <section className={classes.section} aria-labelledby="roll-out-waves">
      <div className={classes.sectionHead}>
        <h2 id="roll-out-waves" className={classes.sectionTitle}>
          {t('roll-out.waves')}
        </h2>
        <span id="roll-out-count">{t('roll-out.arrange')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="roll-out-count"
          data={choices}
          value={String(draft.waves.length)}
          onChange={(count) => onChange(arrange(options, draft, Number(count)))}
        />
      </div>
      <p className={classes.hint}>{t('roll-out.wavesHint')}</p>
      {draft.waves.map((wave, at) => (
        <WaveCard key={wave.key} options={options} draft={draft} at={at} drag={drag} onChange={onChange} />
      ))}
      {unplaced.length > 0 && (
        <div className={classes.card}>
          <h3 className={classes.cardTitle}>{t('roll-out.unplaced')}</h3>
          <ul className={classes.sites}>
            {unplaced.map(({ id, name }) => (
              <li key={id} className={classes.site}>
                <span className={classes.siteName}>{name}</span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('roll-out.placeLabel', { name })}
                  disabled={draft.waves.length === 0}
                  onClick={() => onChange(moveSite(draft, id, draft.waves.length - 1))}
                >
                  {t('roll-out.place')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => onChange(addWave(draft))}
      >
        {t('roll-out.addWave')}
      </Button>
      <Elsewhere options={options} domainId={draft.domainId} />
    </section>
  );
}

const doneStates = ['planned', 'live', 'out_of_scope'] as const;

/** Sites that are not planned anew, and why; each leads to its deployment. */
function Elsewhere({
  options,
  domainId,
}: {
  readonly options: RollOutOptions;
  readonly domainId: string | null;
}) {
  const { t } = useText();
  const deployments = new Map(
    options.states
      .filter((one) => one.domainId === domainId)
      .map((one) => [one.establishmentId, one.deploymentId]),
  );
  return doneStates.map((state) => {
    const sites = sitesOf(options, domainId, state);
    if (sites.length === 0) return null;
    return (
      <p key={state} className={classes.hint}>
        {t(`roll-out.state.${state}`)}
        {sites.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && ', '}
            <RouteLink className={classes.link} to={{ name: 'deployment', id: deployments.get(id) ?? '' }}>
              {name}
            </RouteLink>
          </span>
        ))}
      </p>
    );
  });
}
