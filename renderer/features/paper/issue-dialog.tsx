import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import type { CommitteesView } from '../../../shared/views/paper-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { usePaperStore } from './paper-store.ts';

interface IssueDialogProps {
  readonly request: PaperRequest;
  readonly view: CommitteesView;
  readonly onClose: () => void;
}

const none = 'none';
const another = 'another';

/** Asks for which committee the météo is issued, and issues it. */
export function IssueDialog({ request, view, onClose }: IssueDialogProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const setEdition = usePaperStore((state) => state.setEdition);
  const create = useCommand('committee.create');
  const issue = useCommand('report.issueWeather');
  const coming = view.committees.filter(({ editions }) => editions === 0);
  const [chosen, setChosen] = useState(coming[0]?.id ?? another);
  const [name, setName] = useState('');
  const [day, setDay] = useState<string | null>(view.today);
  const [missing, setMissing] = useState(false);

  async function run(): Promise<void> {
    try {
      const committeeId = await committeeOf();
      const { id } = await issue.mutateAsync({
        committeeId,
        since: request.since,
        diffusion: request.diffusion,
      });
      setEdition(id);
      done(t('paper.issue.done', { version: (view.editions[0]?.version ?? 0) + 1 }));
      onClose();
    } catch (error) {
      failed(error);
    }
  }

  async function committeeOf(): Promise<string | null> {
    if (chosen !== another) return chosen === none ? null : chosen;
    if (day === null) return null;
    const { id } = await create.mutateAsync({ name: name.trim(), day, kind: null, basis: view.basis });
    return id;
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isMissing = chosen === another && (name.trim() === '' || day === null);
    setMissing(isMissing);
    if (!isMissing) void run();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('paper.issue.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text>{t('paper.issue.about')}</Text>
          <Select
            label={t('paper.issue.committee')}
            data={[
              ...coming.map((committee) => ({
                value: committee.id,
                label: committee.day
                  ? t('paper.since.committee', { name: committee.name, day: formatDate(committee.day) })
                  : committee.name,
              })),
              { value: another, label: t('paper.issue.newCommittee') },
              { value: none, label: t('paper.issue.noCommittee') },
            ]}
            value={chosen}
            allowDeselect={false}
            onChange={(value) => setChosen(value ?? none)}
          />
          {chosen === another && (
            <>
              <TextInput
                label={t('paper.issue.name')}
                value={name}
                maxLength={200}
                autoComplete="off"
                data-autofocus
                error={missing && name.trim() === '' ? t('common.required') : undefined}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <DateField label={t('paper.issue.day')} value={day} onChange={setDay} required />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={issue.isPending || create.isPending}>
              {t('paper.issue.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
