import {
  Accordion,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { type PageFit, type ScaleUnit, scaleUnits } from '../../../shared/gantt/page-fit.ts';
import { paperNames } from '../../../shared/gantt/paper.ts';
import { groupings } from '../../../shared/gantt/rows.ts';
import { columnKeys } from '../../../shared/gantt/table-columns.ts';
import { diffusionLevels } from '../../../shared/paper/cartouche.ts';
import type { PrintChoices } from '../../../shared/gantt/print-choices.ts';
import { DateField } from '../../components/date-field.tsx';
import { useText } from '../../i18n.ts';
import type { PlanningOnScreen } from '../../state/planning-on-screen.ts';
import { useGanttPaper } from './gantt-paper-store.ts';
import styles from './paper.module.css';
import type { ChoicesInHand } from './use-gantt-choices.ts';

interface GanttChoicesProps {
  readonly choices: PrintChoices;
  readonly choose: ChoicesInHand['choose'];
  readonly screen: PlanningOnScreen | null;
}

/** How the planning is printed; each choice has an answer already, and the rarer ones are folded. */
export function GanttChoices({ choices, choose, screen }: GanttChoicesProps) {
  const { t } = useText();
  return (
    <Stack gap="sm" className={styles.choices ?? ''}>
      <LookChoices screen={screen} />
      <Select
        label={t('gantt.print.detail')}
        data={[
          { value: 'milestones', label: t('gantt.print.detail.milestones') },
          { value: 'deployments', label: t('gantt.print.detail.deployments') },
        ]}
        value={choices.detail}
        allowDeselect={false}
        onChange={(value) => choose({ detail: value === 'deployments' ? value : 'milestones' })}
      />
      <Segments
        label={t('gantt.print.paper')}
        value={choices.paper}
        options={paperNames.map((value) => ({ value, label: value }))}
        onChange={(paper) => choose({ paper })}
      />
      <Segments
        label={t('gantt.paper.orientation')}
        value={choices.orientation ?? 'landscape'}
        options={[
          { value: 'landscape', label: t('gantt.paper.landscape') },
          { value: 'portrait', label: t('gantt.paper.portrait') },
        ]}
        onChange={(orientation) => choose({ orientation })}
      />
      <FitChoice fit={choices.fit} onChange={(fit) => choose({ fit })} />
      <Accordion variant="contained" chevronPosition="left">
        <Accordion.Item value="more">
          <Accordion.Control>{t('gantt.paper.more')}</Accordion.Control>
          <Accordion.Panel>
            <RareChoices choices={choices} choose={choose} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

/** What of the planning is printed. */
function LookChoices({ screen }: { readonly screen: PlanningOnScreen | null }) {
  const { t } = useText();
  const look = useGanttPaper((state) => state.look);
  const setLook = useGanttPaper((state) => state.setLook);
  return (
    <>
      {screen && (
        <Select
          label={t('gantt.paper.scope')}
          data={[
            { value: 'screen', label: t('gantt.paper.scope.screen') },
            { value: 'all', label: t('gantt.paper.scope.all') },
          ]}
          value={look.scope}
          allowDeselect={false}
          onChange={(value) => setLook({ scope: value === 'all' ? value : 'screen' })}
        />
      )}
      <Select
        label={t('gantt.groupBy')}
        data={groupings.map((value) => ({ value, label: t(`gantt.groupBy.${value}`) }))}
        value={look.groupBy ?? screen?.groupBy ?? 'establishment'}
        allowDeselect={false}
        onChange={(value) => setLook({ groupBy: groupings.find((one) => one === value) ?? null })}
      />
      <Select
        label={t('gantt.print.days')}
        data={[
          { value: 'all', label: t('gantt.print.days.all') },
          ...(screen ? [{ value: 'screen', label: t('gantt.print.days.shown') }] : []),
          { value: 'chosen', label: t('gantt.paper.days.chosen') },
        ]}
        value={look.period}
        allowDeselect={false}
        onChange={(value) => setLook({ period: value === 'screen' || value === 'chosen' ? value : 'all' })}
      />
      {look.period === 'chosen' && <DaysChoice />}
    </>
  );
}

function DaysChoice() {
  const { t } = useText();
  const { from, to } = useGanttPaper((state) => state.look);
  const setLook = useGanttPaper((state) => state.setLook);
  const isReversed = from !== null && to !== null && from > to;
  return (
    <Group gap="xs" grow align="flex-start" wrap="nowrap">
      <DateField label={t('gantt.paper.from')} value={from} onChange={(day) => setLook({ from: day })} />
      <DateField
        label={t('gantt.paper.to')}
        value={to}
        error={isReversed ? t('gantt.paper.reversed') : undefined}
        onChange={(day) => setLook({ to: day })}
      />
    </Group>
  );
}

type FitKind = 'usual' | 'sheets' | 'scale';

interface FitChoiceProps {
  readonly fit: PageFit | undefined;
  readonly onChange: (fit: PageFit | undefined) => void;
}

/** Usual text on as many sheets as it needs; so many sheets; or so many millimetres for a week. */
function FitChoice({ fit, onChange }: FitChoiceProps) {
  const { t } = useText();
  const kind: FitKind = fit === undefined ? 'usual' : 'mm' in fit ? 'scale' : 'sheets';
  const begin: Record<FitKind, PageFit | undefined> = {
    usual: undefined,
    sheets: { wide: 1, high: 1 },
    scale: { mm: 10, per: 'week' },
  };
  return (
    <Stack gap={4}>
      <Select
        label={t('gantt.paper.fit')}
        data={[
          { value: 'usual', label: t('gantt.paper.fit.usual') },
          { value: 'sheets', label: t('gantt.paper.fit.sheets') },
          { value: 'scale', label: t('gantt.paper.fit.scale') },
        ]}
        value={kind}
        allowDeselect={false}
        onChange={(value) => onChange(begin[value === 'sheets' || value === 'scale' ? value : 'usual'])}
      />
      {fit && 'wide' in fit && (
        <Group gap="xs" grow wrap="nowrap" align="flex-end">
          <NumberInput
            label={t('gantt.paper.wide')}
            min={1}
            max={40}
            allowDecimal={false}
            value={fit.wide}
            onChange={(wide) => {
              if (typeof wide === 'number' && wide >= 1) onChange({ ...fit, wide });
            }}
          />
          <NumberInput
            label={t('gantt.paper.high')}
            placeholder={t('gantt.paper.high.free')}
            min={1}
            max={1000}
            allowDecimal={false}
            value={fit.high ?? ''}
            onChange={(high) =>
              onChange({ ...fit, high: typeof high === 'number' && high >= 1 ? high : null })
            }
          />
        </Group>
      )}
      {fit && 'mm' in fit && (
        <Group gap="xs" grow wrap="nowrap" align="flex-end">
          <NumberInput
            label={t('gantt.paper.mm')}
            min={0.5}
            max={1000}
            step={1}
            decimalScale={1}
            value={fit.mm}
            onChange={(mm) => {
              if (typeof mm === 'number' && mm >= 0.5) onChange({ ...fit, mm });
            }}
          />
          <Select
            label={t('gantt.paper.per')}
            data={scaleUnits.map((value) => ({ value, label: t(`gantt.paper.per.${value}`) }))}
            value={fit.per}
            allowDeselect={false}
            onChange={(value) =>
              onChange({
                ...fit,
                per: scaleUnits.find((unit): unit is ScaleUnit => unit === value) ?? 'week',
              })
            }
          />
        </Group>
      )}
    </Stack>
  );
}

function RareChoices({ choices, choose }: Pick<GanttChoicesProps, 'choices' | 'choose'>) {
  const { t } = useText();
  const columns = choices.columns ?? columnKeys.filter((key) => key !== 'duration');
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('gantt.paper.breaks')}
        checked={choices.breaksGroups ?? false}
        onChange={(event) => choose({ breaksGroups: event.currentTarget.checked })}
      />
      <Checkbox.Group
        label={t('gantt.paper.columns')}
        value={[...columns]}
        onChange={(values) =>
          choose({ columns: columnKeys.filter((key) => key === 'label' || values.includes(key)) })
        }
      >
        <Stack gap={6} mt={4}>
          {columnKeys
            .filter((key) => key !== 'label')
            .map((key) => (
              <Checkbox key={key} value={key} label={t(`gantt.column.${key}`)} />
            ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        label={t('gantt.paper.title')}
        placeholder={t('gantt.print.title')}
        maxLength={120}
        defaultValue={choices.title ?? ''}
        onBlur={(event) => choose({ title: event.currentTarget.value.trim() || undefined })}
      />
      <TextInput
        label={t('print.cartouche.version')}
        maxLength={40}
        defaultValue={choices.version ?? ''}
        onBlur={(event) => choose({ version: event.currentTarget.value.trim() || undefined })}
      />
      <Select
        label={t('paper.diffusion')}
        data={diffusionLevels.map((value) => ({ value, label: t(`print.diffusion.${value}`) }))}
        value={choices.diffusion ?? 'internal'}
        allowDeselect={false}
        onChange={(value) => choose({ diffusion: diffusionLevels.find((level) => level === value) })}
      />
    </Stack>
  );
}

interface SegmentsProps<T extends string> {
  readonly label: ReactNode;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  const id = useId();
  return (
    <div>
      <Text id={id} size="sm" fw={500} mb={2}>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={[...options]}
        value={value}
        onChange={(chosen) => {
          const known = options.find((option) => option.value === chosen);
          if (known) onChange(known.value);
        }}
      />
    </div>
  );
}
