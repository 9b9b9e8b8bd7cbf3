import { ActionIcon, Button, Group, Select, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { PeopleView, PersonRow } from '../../../shared/views/people-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import classes from './people.module.css';

interface AssignmentListProps {
  readonly view: PeopleView;
  readonly person: PersonRow;
}

/** What a person answers for: domains at sites, each with a role. */
export function AssignmentList({ view, person }: AssignmentListProps) {
  const { t } = useText();
  const labels = useLabels();
  const notify = useNotify();
  const remove = useCommand('assignment.remove');
  return (
    <section className={classes.assignments} aria-label={t('people.assignments')}>
      <h3 className={classes.heading}>{t('people.assignments')}</h3>
      {person.assignments.length === 0 ? (
        <p className={classes.quiet}>{t('people.noAssignment')}</p>
      ) : (
        <ul className={classes.list}>
          {person.assignments.map((assignment) => {
            const place = t('people.assignment', {
              domain: assignment.domainLabel,
              site: assignment.establishmentName,
            });
            const remark = [
              labels.label('role', assignment.role),
              assignment.fromDate && t('people.since', { day: formatDate(assignment.fromDate) }),
              assignment.toDate && t('people.until', { day: formatDate(assignment.toDate) }),
            ];
            const label = t('people.removeAssignment', { place });
            return (
              <li key={assignment.id} className={classes.assignmentItem}>
                <span>
                  {place}
                  <span className={classes.remark}>{remark.filter(Boolean).join(' · ')}</span>
                </span>
                <Tooltip label={label}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={label}
                    disabled={remove.isPending}
                    onClick={() =>
                      remove.mutate({ id: assignment.id, basis: view.basis }, { onError: notify.failed })
                    }
                  >
                    <IconX size={16} stroke={1.5} />
                  </ActionIcon>
                </Tooltip>
              </li>
            );
          })}
        </ul>
      )}
      <AddAssignment view={view} person={person} />
    </section>
  );
}

function AddAssignment({ view, person }: AssignmentListProps) {
  const { t } = useText();
  const labels = useLabels();
  const notify = useNotify();
  const add = useCommand('assignment.add');
  const [domainId, setDomain] = useState<string | null>(null);
  const [establishmentId, setSite] = useState(person.establishmentId);
  const [role, setRole] = useState(person.role);
  const [tried, setTried] = useState(false);
  const missing = (value: string | null) => (tried && !value ? t('common.required') : undefined);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!domainId || !establishmentId || !role) return;
    add.mutate(
      { basis: view.basis, personId: person.id, domainId, establishmentId, role },
      {
        onSuccess: () => {
          setDomain(null);
          setTried(false);
        },
        onError: notify.failed,
      },
    );
  };
  const choice = { searchable: true, nothingFoundMessage: t('common.nothingFound') } as const;
  return (
    <form onSubmit={save} className={classes.addAssignment}>
      <Group grow align="flex-start">
        <Select
          {...choice}
          label={t('people.domain')}
          data={view.domains.map(({ id, name }) => ({ value: id, label: name }))}
          value={domainId}
          error={missing(domainId)}
          onChange={setDomain}
        />
        <Select
          {...choice}
          label={t('people.site')}
          data={view.establishments.map(({ id, name }) => ({ value: id, label: name }))}
          value={establishmentId}
          error={missing(establishmentId)}
          onChange={setSite}
        />
      </Group>
      <Group grow align="flex-end">
        <Select
          {...choice}
          label={t('people.asRole')}
          data={labels.options('role')}
          value={role}
          error={missing(role)}
          onChange={(next) => setRole(next ?? role)}
        />
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('people.addAssignment')}
        </Button>
      </Group>
    </form>
  );
}
