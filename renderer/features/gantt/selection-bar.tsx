import { Button, Group, Select } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { reasonedMilestoneStatuses } from '../../../shared/domain/milestone-status.ts';
import { personName } from '../../../shared/domain/person-name.ts';
import type { MilestonePatch } from '../../../shared/views/deployment-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import styles from './gantt.module.css';
import { PROGRESS_LEVELS } from './milestone-menu.tsx';

interface SelectionBarProps {
  readonly count: number;
  /** Gives all of them the same fields, in one save. */
  readonly onChange: (patch: MilestonePatch) => void;
  readonly onProgress: (percent: number) => void;
  readonly onClear: () => void;
}

const NOBODY = '';
const ReasonDialog = lazy(async () => ({ default: (await import('../deployment/index.ts')).ReasonDialog }));

/** What can be done to several milestones at once. */
export function SelectionBar({ count, onChange, onProgress, onClear }: SelectionBarProps) {
  const { t } = useText();
  const { label, options } = useLabels();
  const people = useApiQuery('people.view', {}).data?.people ?? [];
  /** A status that waits for its reason. */
  const [reasoned, setReasoned] = useState<string | null>(null);

  function setStatus(status: string | null): void {
    if (status === null) return;
    if (reasonedMilestoneStatuses.some((code) => code === status)) setReasoned(status);
    else onChange({ status });
  }
  return (
    <div
      className={styles.selectionBar}
      role="toolbar"
      aria-label={t('gantt.selection')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClear();
      }}
    >
      <strong role="status">{t('gantt.selection.count', { count })}</strong>
      <Group gap="xs" wrap="nowrap">
        <Choice label={t('gantt.column.status')} options={options('milestone_status')} onChoose={setStatus} />
        <Choice
          label={t('gantt.menu.progress')}
          options={PROGRESS_LEVELS.map((value) => ({
            value: String(value),
            label: t('deployment.percent', { value }),
          }))}
          onChoose={(level) => onProgress(Number(level))}
        />
        <Choice
          label={t('gantt.column.owner')}
          options={[
            { value: NOBODY, label: t('gantt.selection.nobody') },
            ...people.map((person) => ({ value: person.id, label: personName(person) })),
          ]}
          onChoose={(id) => onChange({ ownerId: id === NOBODY ? null : id })}
        />
        <Button variant="subtle" onClick={onClear}>
          {t('gantt.selection.clear')}
        </Button>
      </Group>
      {reasoned !== null && (
        <Suspense>
          <ReasonDialog
            title={t('gantt.selection.reason', { count, status: label('milestone_status', reasoned) })}
            initial={null}
            onSave={(statusReason) => onChange({ status: reasoned, statusReason })}
            onClose={() => setReasoned(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

/** A list that says what it changes and forgets what was chosen: the milestones show it. */
function Choice({ label, options, onChoose }: ChoiceProps) {
  const { t } = useText();
  return (
    <Select
      w={150}
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={null}
      searchable={options.length > 8}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
}
