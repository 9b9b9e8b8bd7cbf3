import { Button, Group, Select } from '@mantine/core';
import { IconCalendarPlus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentView } from '../../../shared/views/deployment-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { AddMilestone } from './add-milestone.tsx';
import classes from './deployment.module.css';

/** In place of the milestones while there is none: plan them from a template, or add the first one by hand. */
export function PlanFromTemplate({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  return (
    <section className={classes.unplanned} aria-label={t('deployment.milestones')}>
      <EmptyState
        icon={<IconCalendarPlus size={32} stroke={1.5} />}
        title={t('deployment.emptyTitle')}
        actions={<PlanForm view={view} />}
      >
        {t('deployment.emptyText')}
      </EmptyState>
    </section>
  );
}

function PlanForm({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const notify = useNotify();
  const apply = useCommand('deployment.applyTemplate');
  const [templateId, setTemplate] = useState(view.templateId ?? view.templates[0]?.id ?? null);
  const [startDate, setStart] = useState<string | null>(view.today);
  const ready = templateId !== null && startDate !== null;
  const plan = (): void => {
    if (!ready) return;
    apply.mutate({ id: view.id, templateId, startDate, basis: view.basis }, { onError: notify.failed });
  };
  return (
    <div className={classes.planForm}>
      <Group grow align="flex-start">
        <Select
          label={t('deployment.template')}
          data={view.templates.map((template) => ({ value: template.id, label: template.name }))}
          value={templateId}
          searchable
          nothingFoundMessage={t('common.nothingFound')}
          onChange={setTemplate}
        />
        <DateField label={t('deployment.startDate')} value={startDate} onChange={setStart} />
      </Group>
      <Group justify="center">
        <AddMilestone view={view} onAdded={() => undefined}>
          <IconPlus size={16} stroke={1.5} aria-hidden="true" />
        </AddMilestone>
        <Button disabled={!ready} loading={apply.isPending} onClick={plan}>
          {t('deployment.plan')}
        </Button>
      </Group>
    </div>
  );
}
