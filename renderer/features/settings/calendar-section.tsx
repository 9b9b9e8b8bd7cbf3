import { ActionIcon, Button, Group, Select, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { periodKinds } from '../../../shared/domain/registry.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { CalendarView, Period } from '../../../shared/views/calendar-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Freezes, closures and maintenance windows of the group and of its sites. */
export function CalendarSection() {
  const { t } = useText();
  const query = useApiQuery('calendar.view', {});
  return (
    <SettingsSection title={t('settings.calendar')}>
      <p className={styles.hint}>{t('settings.calendarHint')}</p>
      <QueryGate query={query}>
        {(view) => (
          <>
            <PeriodList view={view} />
            <AddPeriod view={view} />
          </>
        )}
      </QueryGate>
    </SettingsSection>
  );
}

function PeriodList({ view }: { readonly view: CalendarView }) {
  const { t } = useText();
  const { failed } = useNotify();
  const remove = useCommand('period.delete');
  if (view.periods.length === 0) return <p className={styles.text}>{t('settings.calendarEmpty')}</p>;
  return (
    <ul className={styles.periods}>
      {view.periods.map((period) => (
        <PeriodLine
          key={period.id}
          period={period}
          busy={remove.isPending}
          onRemove={() => remove.mutate({ id: period.id, basis: view.basis }, { onError: failed })}
        />
      ))}
    </ul>
  );
}

interface PeriodLineProps {
  readonly period: Period;
  readonly busy: boolean;
  readonly onRemove: () => void;
}

function PeriodLine({ period, busy, onRemove }: PeriodLineProps) {
  const { t } = useText();
  const label = t('settings.calendarRemove', { label: period.label });
  const dates = { from: formatDate(period.fromDate), to: formatDate(period.toDate) };
  return (
    <li className={styles.period}>
      <span>
        <strong>{period.label}</strong>
        <span className={styles.periodMore}>
          {[
            t('settings.calendarDates', dates),
            period.establishmentName ?? t('settings.calendarAll'),
            t(`settings.period.${period.kind}`),
          ].join(' · ')}
        </span>
      </span>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={busy} onClick={onRemove}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** Value of the choice that stands for no site in particular. */
const wholeGroup = 'group';

function AddPeriod({ view }: { readonly view: CalendarView }) {
  const { t } = useText();
  const { failed } = useNotify();
  const add = useCommand('period.create');
  const [kind, setKind] = useState<Period['kind']>('freeze');
  const [site, setSite] = useState(wholeGroup);
  const [label, setLabel] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const missing = (value: string | null): string | null => (tried && !value ? t('common.required') : null);
  const reversed = from !== null && to !== null && to < from ? t('settings.calendarReversed') : null;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!label.trim() || from === null || to === null || to < from) return;
    const establishmentId = site === wholeGroup ? null : site;
    add.mutate(
      {
        basis: view.basis,
        values: { establishmentId, kind, label: label.trim(), fromDate: from, toDate: to },
      },
      {
        onSuccess: () => {
          setLabel('');
          setFrom(null);
          setTo(null);
          setTried(false);
        },
        onError: failed,
      },
    );
  };
  return (
    <form onSubmit={save} className={styles.addPeriod} aria-label={t('settings.calendarAdd')}>
      <Group grow align="flex-start">
        <Select
          label={t('settings.calendarKind')}
          allowDeselect={false}
          data={periodKinds.map((value) => ({ value, label: t(`settings.period.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(periodKinds.find((known) => known === value) ?? kind)}
        />
        <Select
          label={t('settings.calendarSite')}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t('common.nothingFound')}
          data={[
            { value: wholeGroup, label: t('settings.calendarAll') },
            ...view.establishments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={site}
          onChange={(value) => setSite(value ?? wholeGroup)}
        />
      </Group>
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          className={styles.grow}
          label={t('settings.calendarLabel')}
          maxLength={200}
          value={label}
          error={missing(label.trim())}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <DateField label={t('settings.calendarFrom')} value={from} onChange={setFrom} error={missing(from)} />
        <DateField
          label={t('settings.calendarTo')}
          value={to}
          onChange={setTo}
          error={missing(to) ?? reversed}
        />
      </Group>
      <div>
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('settings.calendarSave')}
        </Button>
      </div>
    </form>
  );
}
