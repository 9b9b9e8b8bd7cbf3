import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconPencil, IconTimeline, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatCount, formatDate, formatSigned } from '../../../shared/i18n/format.ts';
import type { ScenarioRow } from '../../../shared/views/scenario-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { OldAndNewDay } from '../../components/old-and-new-day.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { ScenarioDialog } from './scenario-dialog.tsx';
import styles from './scenarios.module.css';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

interface ScenarioTableProps {
  readonly scenarios: readonly ScenarioRow[];
  /** A copy was made. */
  readonly onMade: (id: string | null) => void;
}

/** The scenarios there are: what each moves, where it ends, what it costs, and the verbs of each. */
export function ScenarioTable({ scenarios, onMade }: ScenarioTableProps) {
  const { t } = useText();
  return (
    // It scrolls when the scenarios are many, so the keyboard must reach it.
    <div className={styles.list} role="region" aria-label={t('scenarios.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('scenarios.name')}</th>
            <th scope="col">{t('scenarios.created-on')}</th>
            <th scope="col">{t('scenarios.scope')}</th>
            <th scope="col" className={styles.number}>
              {t('scenarios.moved')}
            </th>
            <th scope="col">{t('scenarios.end')}</th>
            <th scope="col" className={styles.number} title={t('scenarios.costHint')}>
              {t('scenarios.cost')}
            </th>
            <th scope="col">{t('scenarios.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('scenarios.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((scenario) => (
            <Line key={scenario.id} scenario={scenario} onMade={onMade} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly scenario: ScenarioRow;
  readonly onMade: (id: string | null) => void;
}

function Line({ scenario, onMade }: LineProps) {
  const { t, language } = useText();
  const { name, note, createdOn, author, moved, driftDays, ends, appliedOn } = scenario;
  return (
    <tr>
      <th scope="row" title={note ?? undefined}>
        <span className={styles.name}>{name}</span>
        {note && <span className={styles.note}>{note}</span>}
      </th>
      <td>
        <DateText day={createdOn} />
        {author && <span className={styles.note}>{t('scenarios.by', { name: author })}</span>}
      </td>
      <td>
        <Scope labels={scenario.scope} />
      </td>
      <td className={styles.number}>{formatCount(moved, language)}</td>
      <td>
        <OldAndNewDay from={ends.fromEnd} to={ends.toEnd} />
      </td>
      <td className={styles.number}>{t('baselines.days', { days: formatSigned(driftDays, language) })}</td>
      <td>
        {appliedOn === null
          ? t('scenarios.notApplied')
          : t('scenarios.appliedOn', { date: formatDate(appliedOn) })}
      </td>
      <td className={styles.verbs}>
        <Verbs scenario={scenario} onMade={onMade} />
      </td>
    </tr>
  );
}

function Scope({ labels }: { readonly labels: readonly string[] }) {
  const { t } = useText();
  const [first] = labels;
  if (first === undefined) return t('scenarios.wholeGroup');
  if (labels.length === 1) return first;
  return (
    <span title={labels.join('\n')}>{t('scenarios.scopeMore', { first, count: labels.length - 1 })}</span>
  );
}

function Verbs({ scenario, onMade }: LineProps) {
  const { t } = useText();
  const { id, name } = scenario;
  const [dialog, setDialog] = useState<'copy' | 'rename' | null>(null);
  const discard = useDiscard(scenario);
  const open = (): void => {
    useScenarioStore.getState().choose(id);
    navigate({ name: 'planning' });
  };
  const close = (): void => setDialog(null);
  return (
    <>
      <Verb word={t('scenarios.open')} label={t('scenarios.openLabel', { name })} onClick={open}>
        <IconTimeline {...icon} />
      </Verb>
      <Verb
        word={t('scenarios.copy')}
        label={t('scenarios.copyLabel', { name })}
        onClick={() => setDialog('copy')}
      >
        <IconCopy {...icon} />
      </Verb>
      <Verb
        word={t('scenarios.rename')}
        label={t('scenarios.renameLabel', { name })}
        onClick={() => setDialog('rename')}
      >
        <IconPencil {...icon} />
      </Verb>
      <Verb
        word={t('scenarios.discard')}
        label={t('scenarios.discardLabel', { name })}
        onClick={() => void discard()}
      >
        <IconTrash {...icon} />
      </Verb>
      {dialog === 'copy' && <CopyDialog scenario={scenario} onClose={close} onMade={onMade} />}
      {dialog === 'rename' && <RenameDialog scenario={scenario} onClose={close} />}
    </>
  );
}

interface VerbProps {
  readonly word: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Verb({ word, label, onClick, children }: VerbProps) {
  return (
    <Tooltip label={word}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function useDiscard({ id, name, moved }: ScenarioRow): () => Promise<void> {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const remove = useCommand('scenario.delete');
  return async () => {
    const agreed = await confirm({
      title: t('scenarios.discardTitle'),
      text: t('scenarios.discardText', { name, count: moved }),
      action: t('scenarios.discard'),
      danger: true,
    });
    if (!agreed) return;
    const { scenarioId, choose } = useScenarioStore.getState();
    if (scenarioId === id) choose(null);
    remove.mutate({ id }, { onError: notify.failed });
  };
}

interface ScenarioVerbProps {
  readonly scenario: ScenarioRow;
  readonly onClose: () => void;
}

function CopyDialog({ scenario, onClose, onMade }: ScenarioVerbProps & Pick<LineProps, 'onMade'>) {
  const { t } = useText();
  const copy = useCommand('scenario.copy');
  return (
    <ScenarioDialog
      title={t('scenarios.copyTitle')}
      initial={{ name: t('scenarios.copyName', { name: scenario.name }).slice(0, 200), note: '' }}
      withNote={false}
      action={t('scenarios.copy')}
      saving={copy.isPending}
      error={copy.error}
      onClose={onClose}
      onSave={({ name }) =>
        copy.mutate(
          { id: scenario.id, name },
          {
            onSuccess: ({ id }) => {
              onMade(id);
              onClose();
            },
          },
        )
      }
    />
  );
}

function RenameDialog({ scenario, onClose }: ScenarioVerbProps) {
  const { t } = useText();
  const rename = useCommand('scenario.rename');
  return (
    <ScenarioDialog
      title={t('scenarios.renameTitle')}
      initial={{ name: scenario.name, note: scenario.note ?? '' }}
      action={t('common.save')}
      saving={rename.isPending}
      error={rename.error}
      onClose={onClose}
      onSave={({ name, note }) =>
        rename.mutate({ id: scenario.id, name, note: note === '' ? null : note }, { onSuccess: onClose })
      }
    />
  );
}
