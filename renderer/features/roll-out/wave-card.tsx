import { ActionIcon, NativeSelect, NumberInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash, IconX } from '@tabler/icons-react';
import type { RollOutOptions } from '../../../shared/views/roll-out-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useText } from '../../i18n.ts';
import { changeWave, faultOf, moveSite, removeWave, type RollOutDraft, ruleKinds } from './roll-out-draft.ts';
import type { SiteDrag } from './use-site-drag.ts';
import classes from './roll-out.module.css';

export interface WaveListProps {
  readonly options: RollOutOptions;
  readonly draft: RollOutDraft;
  readonly onChange: (draft: RollOutDraft) => void;
}

interface WaveCardProps extends WaveListProps {
  /** Place of the wave, from 0. */
  readonly at: number;
  readonly drag: SiteDrag;
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** A wave: when it begins, its sites. Sites are dropped on it, or moved by their buttons. */
export function WaveCard(props: WaveCardProps) {
  const { draft, at, onChange, drag } = props;
  const { t } = useText();
  const wave = draft.waves[at];
  if (!wave) return null;
  const fault = faultOf(wave);
  return (
    <section
      className={classes.card}
      data-over={drag.over === at || undefined}
      data-wave={at}
      aria-label={t('roll-out.wave', { number: at + 1 })}
    >
      <div className={classes.cardHead}>
        <h3 className={classes.cardTitle}>{t('roll-out.wave', { number: at + 1 })}</h3>
        <span className={classes.hint}>{t('roll-out.siteCount', { count: wave.siteIds.length })}</span>
        {draft.waves.length > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('roll-out.removeWave', { number: at + 1 })}
            onClick={() => onChange(removeWave(draft, at))}
          >
            <IconTrash {...icon} />
          </ActionIcon>
        )}
      </div>
      <WaveStart {...props} />
      {fault === 'wave-without-site' && (
        <p className={classes.fault} role="alert">
          {t('roll-out.waveEmpty')}
        </p>
      )}
      <ul className={classes.sites}>
        {wave.siteIds.map((siteId) => (
          <SiteItem key={siteId} {...props} siteId={siteId} />
        ))}
      </ul>
    </section>
  );
}

/** The rule of a wave's start, and what lies between its sites. */
function WaveStart({ draft, at, onChange }: WaveCardProps) {
  const { t } = useText();
  const wave = draft.waves[at];
  if (!wave) return null;
  const change = (part: Partial<typeof wave>): void => onChange(changeWave(draft, at, part));
  const kinds = at === 0 ? (['date'] as const) : ruleKinds;
  return (
    <div className={classes.rule}>
      <NativeSelect
        label={t('roll-out.start')}
        data={kinds.map((value) => ({ value, label: t(`roll-out.rule.${value}`) }))}
        value={wave.rule}
        onChange={({ currentTarget }) => {
          const rule = kinds.find((kind) => kind === currentTarget.value) ?? 'date';
          change({ rule, date: rule === 'date' ? (draft.waves[0]?.date ?? null) : null });
        }}
      />
      {wave.rule === 'date' ? (
        <DateField
          label={t('roll-out.date')}
          value={wave.date}
          onChange={(date) => change({ date })}
          error={faultOf(wave) === 'date-missing' ? t('common.required') : undefined}
        />
      ) : (
        <Days
          label={t('roll-out.gap')}
          value={wave.workingDays}
          max={3650}
          onChange={(workingDays) => change({ workingDays })}
        />
      )}
      <Days
        label={t('roll-out.stagger')}
        value={wave.stagger}
        max={1000}
        onChange={(stagger) => change({ stagger })}
      />
    </div>
  );
}

interface DaysProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Days({ label, value, max, onChange }: DaysProps) {
  const { t } = useText();
  return (
    <NumberInput
      label={label}
      value={value}
      min={0}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      hideControls
      suffix={t('roll-out.workingDays')}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}

function SiteItem({
  options,
  draft,
  at,
  onChange,
  drag,
  siteId,
}: WaveCardProps & { readonly siteId: string }) {
  const { t, language } = useText();
  const site = options.sites.find(({ id }) => id === siteId);
  if (!site) return null;
  const { name } = site;
  const size = draft.sizes[siteId] ?? site.sizeFactor;
  const known = options.sizes.some(({ value }) => value === size);
  const sizes = known ? options.sizes : [...options.sizes, { label: '', labelEn: null, value: size }];
  const factor = (value: number): string => (value / 10_000).toLocaleString(language);
  return (
    <li className={`${classes.site} ${classes.carried}`} onPointerDown={(event) => drag.take(siteId, event)}>
      <IconGripVertical {...icon} className={classes.grip} />
      <span className={classes.siteName}>{name}</span>
      <NativeSelect
        size="xs"
        aria-label={t('roll-out.sizeOf', { name })}
        value={String(size)}
        data={sizes.map(({ label, labelEn, value }) => ({
          value: String(value),
          label: t('roll-out.size', {
            factor: factor(value),
            label: language === 'en' && labelEn ? labelEn : label,
          }),
        }))}
        onChange={({ currentTarget }) =>
          onChange({ ...draft, sizes: { ...draft.sizes, [siteId]: Number(currentTarget.value) } })
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === 0}
        aria-label={t('roll-out.earlier', { name })}
        onClick={() => onChange(moveSite(draft, siteId, at - 1))}
      >
        <IconArrowUp {...icon} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === draft.waves.length - 1}
        aria-label={t('roll-out.later', { name })}
        onClick={() => onChange(moveSite(draft, siteId, at + 1))}
      >
        <IconArrowDown {...icon} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('roll-out.leaveOut', { name })}
        onClick={() => onChange(moveSite(draft, siteId, null))}
      >
        <IconX {...icon} />
      </ActionIcon>
    </li>
  );
}
