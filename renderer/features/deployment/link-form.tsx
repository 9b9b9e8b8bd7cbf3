import { Button, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { DeploymentView, LinkRow, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { errorText } from '../../components/error-text.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';
import { choiceText } from './link-choice.ts';
import { LinkFields, type LinkValue } from './link-fields.tsx';

interface LinkFormProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow;
  readonly focused?: boolean;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const plain: LinkValue = { type: 'FS', lag: 0, lagUnit: 'working' };

/** Links a milestone with any other of the group; a refusal (a circle, a link that is there) is told at the field. */
export function LinkForm({ view, milestone, focused = false }: LinkFormProps) {
  const { t } = useText();
  const [role, setRole] = useState<LinkRow['role']>('predecessor');
  const [other, setOther] = useState<Choice | null>(null);
  const [value, setValue] = useState(plain);
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const link = useCommand('dependency.create');
  // Once chosen, its own words stand in the field: they are no search.
  const text = typed === other?.label ? '' : typed;
  const found = useApiQuery('milestone.find', { text, near: view.id }, { keepPrevious: true });
  const choices = (found.data?.milestones ?? [])
    .filter(({ id }) => id !== milestone.id && id !== other?.value)
    .map((choice) => ({ value: choice.id, label: choiceText(t, choice) }));

  function save(event: FormEvent): void {
    event.preventDefault();
    setRefused(other === null ? t('deployment.plan.otherNeeded') : null);
    if (other === null) return;
    const [predecessorId, successorId] =
      role === 'predecessor' ? [other.value, milestone.id] : [milestone.id, other.value];
    link.mutate(
      { predecessorId, successorId, ...value, basis: view.basis },
      {
        onSuccess: () => {
          setOther(null);
          setTyped('');
          setValue(plain);
        },
        onError: (error) => setRefused(errorText(error, t)),
      },
    );
  }
  return (
    <form onSubmit={save} noValidate aria-label={t('deployment.plan.add')}>
      <h3 className={classes.panelHeading}>{t('deployment.plan.add')}</h3>
      <Stack gap="xs">
        <Select
          label={t('deployment.plan.other')}
          placeholder={t('deployment.plan.otherHint')}
          data={other ? [other, ...choices] : choices}
          value={other?.value ?? null}
          searchable
          autoFocus={focused}
          searchValue={typed}
          onSearchChange={setTyped}
          // The backend has chosen already, by the words of the place too.
          filter={({ options }) => options}
          error={refused}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(_id, choice) => {
            setOther(choice);
            setRefused(null);
          }}
        />
        <SegmentedControl
          aria-label={t('deployment.plan.role')}
          value={role}
          onChange={(chosen) => setRole(chosen === 'successor' ? 'successor' : 'predecessor')}
          data={(['predecessor', 'successor'] as const).map((one) => ({
            value: one,
            label: t(`deployment.plan.role-${one}`),
          }))}
        />
        <LinkFields
          key={`${link.submittedAt}`}
          value={value}
          labelOf={(field) => field}
          onChange={(patch) => setValue({ ...value, ...patch })}
        />
        <Button
          type="submit"
          variant="default"
          loading={link.isPending}
          leftSection={<IconLink size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('deployment.plan.link')}
        </Button>
      </Stack>
    </form>
  );
}
