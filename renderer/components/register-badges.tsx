import {
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconEye,
  IconHourglass,
  IconSquareCheck,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DecisionState } from '../../shared/domain/decision.ts';
import { riskLevels, type RiskLevel, type RiskState } from '../../shared/domain/risk.ts';
import { useText } from '../i18n.ts';
import styles from './badge.module.css';
import { useLabels } from './use-labels.ts';

type Tone = 'calm' | 'watch' | 'grave' | 'critical' | 'done' | 'over';

const drawn = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

interface ToneBadgeProps {
  readonly tone: Tone;
  readonly glyph: ReactNode;
  readonly word: string;
}

function ToneBadge({ tone, glyph, word }: ToneBadgeProps) {
  return (
    <span className={styles.stage} data-tone={tone}>
      {glyph}
      <span className={styles.word}>{word}</span>
    </span>
  );
}

const levelTones: Readonly<Record<RiskLevel, Tone>> = {
  low: 'calm',
  medium: 'watch',
  high: 'grave',
  critical: 'critical',
};

/** How grave a risk is, as bars that fill up and a word; « Non coté » for none. */
export function RiskLevelBadge({ level }: { readonly level: RiskLevel | null }) {
  const { t } = useText();
  const { label } = useLabels();
  if (level === null) return <span className={styles.rateCount}>{t('registers.notRated')}</span>;
  return (
    <ToneBadge
      tone={levelTones[level]}
      glyph={<LevelGlyph level={level} />}
      word={label('risk_level', level)}
    />
  );
}

/** One bar more for each level, the others in outline. */
function LevelGlyph({ level }: { readonly level: RiskLevel }) {
  const filled = riskLevels.indexOf(level);
  return (
    <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true" focusable="false">
      {riskLevels.map((one, index) => {
        const height = 3 + index * 2.5;
        return (
          <rect
            key={one}
            x={0.5 + index * 3.5}
            y={11.5 - height}
            width={2.25}
            height={height}
            fill={index <= filled ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth={0.75}
          />
        );
      })}
    </svg>
  );
}

const riskLooks: Readonly<Record<RiskState, readonly [Tone, ReactNode]>> = {
  open: ['calm', <IconCircle key="open" {...drawn} />],
  watched: ['watch', <IconEye key="watched" {...drawn} />],
  occurred: ['critical', <IconAlertTriangle key="occurred" {...drawn} />],
  closed: ['over', <IconSquareCheck key="closed" {...drawn} />],
};

/** Where a risk stands, in sign and word. */
export function RiskStateBadge({ state }: { readonly state: RiskState }) {
  const { label } = useLabels();
  const [tone, glyph] = riskLooks[state];
  return <ToneBadge tone={tone} glyph={glyph} word={label('risk_state', state)} />;
}

const decisionLooks: Readonly<Record<DecisionState, readonly [Tone, ReactNode]>> = {
  to_take: ['calm', <IconCircle key="to_take" {...drawn} />],
  awaiting: ['watch', <IconHourglass key="awaiting" {...drawn} />],
  taken: ['done', <IconCheck key="taken" {...drawn} />],
  applied: ['done', <IconSquareCheck key="applied" {...drawn} />],
  dropped: ['over', <IconX key="dropped" {...drawn} />],
};

/** Where a decision stands, in sign and word. */
export function DecisionStateBadge({ state }: { readonly state: DecisionState }) {
  const { label } = useLabels();
  const [tone, glyph] = decisionLooks[state];
  return <ToneBadge tone={tone} glyph={glyph} word={label('decision_state', state)} />;
}
