import { Tooltip } from '@mantine/core';
import { IconCloud, IconCloudStorm, IconHelpCircle, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shownWeather, weatherToConfirm } from '../../shared/domain/weather.ts';
import type { Freshness } from '../../shared/views/common.ts';
import styles from './badge.module.css';
import { useLabels } from './use-labels.ts';

const drawn = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Sun half behind a cloud, drawn like its neighbours of the icon set. */
const brightSpells = (
  <svg
    width="16"
    height="16"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M8 2V3.5M2.5 9H4M4 4.5L5 5.5M12 4.5L11 5.5M4.8 12.2A4 4 0 1 1 11.6 8" />
    <path d="M9 20A4 4 0 1 1 9.5 12A5 5 0 0 1 19 13.5A3.3 3.3 0 0 1 18.5 20Z" />
  </svg>
);

const icons: Readonly<Record<string, ReactNode>> = {
  sun: <IconSun {...drawn} />,
  bright_spells: brightSpells,
  cloud: <IconCloud {...drawn} />,
  storm: <IconCloudStorm {...drawn} />,
};

/** The shape of a weather, 16 px, in the colour of the text around it; a question mark for none or an unknown one. */
export function WeatherGlyph({ weather }: { readonly weather: string | null }) {
  return <>{(weather !== null && icons[weather]) || <IconHelpCircle {...drawn} />}</>;
}

interface WeatherBadgeProps {
  /** Code of the list `weather`; null when nobody said. */
  readonly weather: string | null;
  readonly freshness: Freshness;
  readonly reason?: string | null;
  readonly compact?: boolean;
}

/** Weather in word and icon; too old, it says « À confirmer » in a dotted outline instead of passing for true. */
export function WeatherBadge({ weather, freshness, reason, compact = false }: WeatherBadgeProps) {
  const { label } = useLabels();
  if (weather === null) return null;
  const said = label('weather', weather);
  const old = freshness === 'to_confirm' || shownWeather(weather, freshness) === weatherToConfirm;
  const word = old ? label('freshness_level', 'to_confirm') : said;
  const told = [compact || old ? said : null, old ? word : null, reason].filter(Boolean).join(' · ');
  return (
    <Tooltip label={told} disabled={told === ''} multiline maw={360}>
      <span
        className={styles.weather}
        data-weather={old ? undefined : weather}
        data-stale={freshness !== 'fresh'}
      >
        <WeatherGlyph weather={old ? null : weather} />
        <span className={compact ? 'visually-hidden' : styles.word}>{word}</span>
      </span>
    </Tooltip>
  );
}
