import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { isoFromDay } from '../../../shared/domain/iso-date.ts';
import { countAsked } from '../../../shared/gantt/milestone-filter.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { type PrintChoices, useGanttStore } from './gantt-store.ts';
import type { GanttSurface } from './surface-types.ts';

interface GanttPrintButtonProps {
  readonly surface: React.RefObject<GanttSurface | null>;
}

/** Writes the planning as it is grouped and filtered into a PDF the user names. */
export function GanttPrintButton({ surface }: GanttPrintButtonProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);

  async function print(): Promise<void> {
    setOpen(false);
    setBusy(true);
    try {
      const result = await shell('shell.printGantt', printOptions(surface.current));
      if (result) done(t('gantt.print.done', { file: result.fileName, count: result.pages }));
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          loading={busy}
          aria-haspopup="dialog"
          onClick={() => setOpen((before) => !before)}
          leftSection={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('gantt.print')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('gantt.print')}>
        <PrintForm onPrint={() => void print()} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the print page is asked for: the choices, and what the screen shows. */
function printOptions(surface: GanttSurface | null) {
  const { groupBy, establishmentIds, domainIds, filter, baselineId, criticalPath, print } =
    useGanttStore.getState();
  const { scenarioId } = useScenarioStore.getState();
  const shown = print.period === 'shown' ? surface?.shownDays() : undefined;
  return {
    groupBy,
    paper: print.paper,
    detail: print.detail,
    ...(shown && { from: isoFromDay(shown.from), to: isoFromDay(shown.to) }),
    ...(establishmentIds.length > 0 && { establishmentIds: [...establishmentIds] }),
    ...(domainIds.length > 0 && { domainIds: [...domainIds] }),
    ...(countAsked(filter) > 0 && { filter }),
    ...(scenarioId === null ? baselineId !== null && { baselineId } : { scenarioId }),
    ...(criticalPath !== null && { criticalPath }),
  };
}

function PrintForm({ onPrint }: { readonly onPrint: () => void }) {
  const { t } = useText();
  const choices = useGanttStore((state) => state.print);
  const set = useGanttStore((state) => state.setPrint);
  return (
    <Stack gap="sm">
      <Choice
        label={t('gantt.print.detail')}
        value={choices.detail}
        onChange={(detail: PrintChoices['detail']) => set({ ...choices, detail })}
        options={[
          { value: 'milestones', label: t('gantt.print.detail.milestones') },
          { value: 'deployments', label: t('gantt.print.detail.deployments') },
        ]}
      />
      <Choice
        label={t('gantt.print.days')}
        value={choices.period}
        onChange={(period: PrintChoices['period']) => set({ ...choices, period })}
        options={[
          { value: 'all', label: t('gantt.print.days.all') },
          { value: 'shown', label: t('gantt.print.days.shown') },
        ]}
      />
      <Choice
        label={t('gantt.print.paper')}
        value={choices.paper}
        onChange={(paper: PrintChoices['paper']) => set({ ...choices, paper })}
        options={[
          { value: 'A3', label: t('gantt.print.a3') },
          { value: 'A4', label: t('gantt.print.a4') },
        ]}
      />
      <Button data-autofocus onClick={onPrint}>
        {t('gantt.print.save')}
      </Button>
    </Stack>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: { value: T; label: string }[];
}

function Choice<T extends string>({ label, value, onChange, options }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div>
      <Text id={id} size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <SegmentedControl fullWidth aria-labelledby={id} value={value} onChange={onChange} data={options} />
    </div>
  );
}
