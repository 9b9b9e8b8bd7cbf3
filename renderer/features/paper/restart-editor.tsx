import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { RestartDraft, RestartView } from '../../../shared/views/restart-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import styles from './paper.module.css';

/** Opens the restart order of a site for changes. */
export function RestartEdit({ siteId }: { readonly siteId: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const view = useApiQuery('restart.view', { siteId }).data;
  return (
    <>
      <Button variant="default" disabled={!view} onClick={() => setOpen(true)}>
        {t('paper.restart.edit')}
      </Button>
      {open && view && <RestartDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

/** A step in the form; `key` stays with it while it is moved. */
interface DraftRow extends RestartDraft {
  readonly key: string;
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

function RestartDialog({ view, onClose }: { readonly view: RestartView; readonly onClose: () => void }) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const save = useCommand('restart.save');
  const [rows, setRows] = useState<readonly DraftRow[]>(() =>
    view.steps.map(({ domainLabel: _label, ...step }) => ({ ...step, key: step.id })),
  );
  const [missing, setMissing] = useState(false);
  const change = (key: string, patch: Partial<RestartDraft>): void =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isMissing = rows.some(({ label }) => label.trim() === '');
    setMissing(isMissing);
    if (isMissing) return;
    const steps = rows.map(({ key: _key, ...step }) => step);
    save.mutate(
      { siteId: view.siteId, basis: view.basis, steps },
      {
        onSuccess: () => {
          done(t('paper.restart.saved', { count: steps.length }));
          onClose();
        },
        onError: failed,
      },
    );
  };
  return (
    <Modal
      opened
      size="min(1080px, 94vw)"
      onClose={onClose}
      title={t('paper.restart.editTitle', { site: view.siteName })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        {/* Each field says its own name; this is for the eye. */}
        <div className={styles.stepHead} aria-hidden="true">
          <span>{t('paper.restart.rank')}</span>
          <span>{t('paper.restart.step')}</span>
          <span>{t('paper.column.domain')}</span>
          <span>{t('paper.restart.hoursField')}</span>
          <span>{t('paper.restart.degraded')}</span>
        </div>
        <ol className={styles.steps}>
          {rows.map((row, index) => (
            <StepFields
              key={row.key}
              row={row}
              rank={index + 1}
              isLast={index === rows.length - 1}
              isMissing={missing && row.label.trim() === ''}
              onChange={(patch) => change(row.key, patch)}
              onMove={(by) => setRows((before) => moved(before, index, by))}
              onRemove={() => setRows((before) => before.filter(({ key }) => key !== row.key))}
            />
          ))}
        </ol>
        <Group justify="space-between" mt="md">
          <Button
            variant="default"
            leftSection={<IconPlus {...icon} />}
            onClick={() => setRows((before) => [...before, newRow()])}
          >
            {t('paper.restart.add')}
          </Button>
          <Group>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('paper.restart.save')}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

function newRow(): DraftRow {
  return {
    key: crypto.randomUUID(),
    id: null,
    label: '',
    domainId: null,
    allowedMinutes: null,
    degradedMode: null,
  };
}

function moved(rows: readonly DraftRow[], index: number, by: -1 | 1): readonly DraftRow[] {
  const [row, other] = [rows[index], rows[index + by]];
  return row && other ? rows.with(index, other).with(index + by, row) : rows;
}

interface StepFieldsProps {
  readonly row: DraftRow;
  readonly rank: number;
  readonly isLast: boolean;
  readonly isMissing: boolean;
  readonly onChange: (patch: Partial<RestartDraft>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function StepFields({ row, rank, isLast, isMissing, onChange, onMove, onRemove }: StepFieldsProps) {
  const { t } = useText();
  const domains = useApiQuery('matrix.view', {}).data?.domains ?? [];
  const { label, domainId, allowedMinutes, degradedMode } = row;
  return (
    <li className={styles.step} aria-label={t('paper.restart.stepName', { rank })}>
      <span className={styles.rank}>{rank}</span>
      <TextInput
        aria-label={t('paper.restart.step')}
        value={label}
        maxLength={300}
        error={isMissing ? t('common.required') : undefined}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Select
        aria-label={t('paper.column.domain')}
        data={domains.map(({ id, label: name }) => ({ value: id, label: name }))}
        value={domainId}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        nothingFoundMessage={t('common.nothingFound')}
        onChange={(value) => onChange({ domainId: value })}
      />
      <NumberInput
        aria-label={t('paper.restart.hoursField')}
        value={allowedMinutes === null ? '' : allowedMinutes / 60}
        min={0}
        max={8760}
        decimalScale={2}
        onChange={(hours) =>
          onChange({ allowedMinutes: typeof hours === 'number' ? Math.round(hours * 60) : null })
        }
      />
      <Textarea
        aria-label={t('paper.restart.degraded')}
        value={degradedMode ?? ''}
        maxLength={2000}
        autosize
        minRows={1}
        maxRows={4}
        onChange={(event) => onChange({ degradedMode: event.currentTarget.value || null })}
      />
      <Group gap={2} wrap="nowrap">
        <IconButton word={t('paper.restart.up', { rank })} disabled={rank === 1} onClick={() => onMove(-1)}>
          <IconArrowUp {...icon} />
        </IconButton>
        <IconButton word={t('paper.restart.down', { rank })} disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown {...icon} />
        </IconButton>
        <IconButton word={t('paper.restart.remove', { rank })} onClick={onRemove}>
          <IconTrash {...icon} />
        </IconButton>
      </Group>
    </li>
  );
}

function IconButton({
  word,
  disabled = false,
  onClick,
  children,
}: {
  readonly word: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={word}>
      <ActionIcon variant="subtle" color="gray" aria-label={word} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
