import { Button, Group, Modal, Select } from '@mantine/core';
import { IconCalendarDue } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { BackwardInput, BackwardView, LatestMilestone } from '../../../shared/views/backward-view.ts';
import type { DeploymentView } from '../../../shared/views/deployment-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { DateText } from '../../components/date-text.tsx';
import { errorText } from '../../components/error-text.ts';
import { Notice } from '../../components/notice.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { ImpactTrouble } from '../plan/index.ts';
import { marginText } from './backward-words.ts';
import { nextDeadline } from './deadline-margin.tsx';
import classes from './deployment.module.css';

/** A button that opens the plan made back from an imposed day. */
export function PlanBackward({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-haspopup="dialog"
        leftSection={<IconCalendarDue size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('deployment.back.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('deployment.back.open')}
        size={880}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <BackwardForm view={view} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

const WHOLE = 'whole';

interface BackwardFormProps {
  readonly view: DeploymentView;
  readonly onClose: () => void;
}

/** Chooses what is due and when; the latest dates are shown before they are written. */
function BackwardForm({ view, onClose }: BackwardFormProps) {
  const { t } = useText();
  const [asked] = useState(() => nextDeadline(view));
  const [target, setTarget] = useState(asked?.id ?? WHOLE);
  const [day, setDay] = useState<string | null>(asked?.deadline ?? null);
  const choices = view.milestones
    .filter(({ status }) => status !== 'done' && status !== 'not_applicable')
    .map(({ id, label }) => ({ value: id, label }));
  return (
    <>
      <p className={classes.panelHint}>{t('deployment.back.hint')}</p>
      <Group grow align="flex-start" mb="sm">
        <Select
          label={t('deployment.back.what')}
          data={[{ value: WHOLE, label: t('deployment.back.whole') }, ...choices]}
          value={target}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(chosen) => {
            if (chosen === null) return;
            setTarget(chosen);
            setDay(view.milestones.find(({ id }) => id === chosen)?.deadline ?? day);
          }}
        />
        <DateField label={t('deployment.back.day')} value={day} onChange={setDay} />
      </Group>
      {day === null ? (
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      ) : (
        <BackwardPreview
          input={{ deploymentId: view.id, milestoneId: target === WHOLE ? null : target, day }}
          onClose={onClose}
        />
      )}
    </>
  );
}

interface BackwardPreviewProps {
  readonly input: BackwardInput & { readonly day: string };
  readonly onClose: () => void;
}

function BackwardPreview({ input, onClose }: BackwardPreviewProps) {
  const { t } = useText();
  const notify = useNotify();
  const query = useApiQuery('plan.backward', input, { keepPrevious: true });
  const apply = useCommand('plan.applyBackward');
  const moves = query.data ? movesOf(query.data) : [];
  const write = (): void => {
    if (!query.data) return;
    apply.mutate(
      { ...input, basis: query.data.basis },
      {
        onSuccess: () => {
          notify.done(t('deployment.back.applied', { count: moves.length }));
          onClose();
        },
        onError: notify.failed,
      },
    );
  };
  return (
    <>
      {query.isError && <Notice tone="warning" title={errorText(query.error, t)} />}
      {query.data && !query.isError && (
        <div className={classes.backBody} tabIndex={0} role="region" aria-label={t('deployment.back.list')}>
          <Summary view={query.data} />
          <Trouble moves={moves} />
          <LatestList milestones={query.data.milestones} />
        </div>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={query.isError || !query.data}
          loading={apply.isPending || query.isPlaceholderData}
          onClick={write}
        >
          {t('deployment.back.apply')}
        </Button>
      </Group>
    </>
  );
}

function movesOf({ milestones }: BackwardView) {
  return milestones
    .filter(
      ({ stays, fromStart, fromEnd, toStart, toEnd }) =>
        !stays && (fromStart !== toStart || fromEnd !== toEnd),
    )
    .map(({ milestoneId, toStart, toEnd }) => ({
      id: milestoneId,
      plannedStart: toStart,
      plannedEnd: toEnd,
    }));
}

function Summary({ view }: { readonly view: BackwardView }) {
  const { t } = useText();
  const day = formatDate(view.latestStart);
  return (
    <>
      <p className={classes.backSummary} role="status">
        {view.margin === null
          ? t('deployment.back.start', { day })
          : t('deployment.back.marginAndWork', { margin: marginText(t, view.margin), day })}
      </p>
      {view.passed > 0 && (
        <Notice tone="warning" title={t('deployment.back.passed', { count: view.passed })} />
      )}
    </>
  );
}

/** What moving to the latest dates brings elsewhere. */
function Trouble({ moves }: { readonly moves: ReturnType<typeof movesOf> }) {
  const impact = useApiQuery(
    'plan.impact',
    { moves, direction: 'push' },
    { enabled: moves.length > 0, keepPrevious: true },
  );
  if (moves.length === 0 || !impact.data) return null;
  return <ImpactTrouble view={impact.data} />;
}

function LatestList({ milestones }: { readonly milestones: readonly LatestMilestone[] }) {
  const { t } = useText();
  return (
    <table className={classes.backTable}>
      <thead>
        <tr>
          <th scope="col">{t('deployment.milestone')}</th>
          <th scope="col">{t('deployment.back.planned')}</th>
          <th scope="col">{t('deployment.back.latest')}</th>
          <th scope="col">{t('deployment.back.marginColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {milestones.map((one) => (
          <tr key={one.milestoneId} data-stays={one.stays}>
            <th scope="row">{one.label}</th>
            <td>
              <Days start={one.fromStart} end={one.fromEnd} />
            </td>
            <td>
              <Days start={one.toStart} end={one.toEnd} />
            </td>
            <td className={one.margin !== null && one.margin < 0 && !one.stays ? classes.late : undefined}>
              {one.stays
                ? t('deployment.back.stays')
                : one.margin === null
                  ? t('deployment.back.undated')
                  : marginText(t, one.margin)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ start, end }: { readonly start: string | null; readonly end: string | null }) {
  if (start === null || start === end) return <DateText day={start} />;
  return (
    <>
      <DateText day={start} />
      {' – '}
      <DateText day={end} />
    </>
  );
}
