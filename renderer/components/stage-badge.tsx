import { Tooltip } from '@mantine/core';
import styles from './badge.module.css';
import { StageGlyph } from './stage-glyph.tsx';
import { useLabels } from './use-labels.ts';

interface StageBadgeProps {
  /** Code of the list `stage`. */
  readonly stage: string;
  /** Why it is suspended, out of scope…: told on hover. */
  readonly reason?: string | null;
  /** Only the shape on its tint; the word goes to the tooltip and to screen readers. */
  readonly compact?: boolean;
}

/** Stage in word, shape and tint. */
export function StageBadge({ stage, reason, compact = false }: StageBadgeProps) {
  const word = useLabels().label('stage', stage);
  const told = [compact ? word : null, reason].filter(Boolean).join(' · ');
  return (
    <Tooltip label={told} disabled={told === ''} multiline maw={360}>
      <span className={styles.stage} data-stage={stage}>
        <StageGlyph stage={stage} />
        <span className={compact ? 'visually-hidden' : styles.word}>{word}</span>
      </span>
    </Tooltip>
  );
}
