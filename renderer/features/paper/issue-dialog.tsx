import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import { editionsOf, issueDocument, nextVersion } from '../../../shared/paper/issue-document.ts';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import type { CommitteesView } from '../../../shared/views/paper-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { backend } from '../../rpc/backend.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { usePaperStore } from './paper-store.ts';
import { usePaperSetting } from './use-paper-setting.ts';

interface IssueDialogProps {
  readonly request: PaperRequest;
  readonly view: CommitteesView;
  readonly onClose: () => void;
}

const none = 'none';
const another = 'another';

function aboutOf({ document, items }: PaperRequest) {
  if (document === 'weather') return 'paper.issue.aboutWeather';
  return document === 'pack' && items.includes('weather') ? 'paper.issue.aboutPack' : 'paper.issue.about';
}

/** Asks for which committee a document is issued, and issues it. */
export function IssueDialog({ request, view, onClose }: IssueDialogProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const setEdition = usePaperStore((state) => state.setEdition);
  const create = useCommand('committee.create');
  const settingOf = usePaperSetting();
  const [isIssuing, setIsIssuing] = useState(false);
  const document = t(`paper.document.${request.document}`);
  const issued = new Set(editionsOf(view.editions, request).map(({ committeeId }) => committeeId));
  const open = view.committees.filter(({ id }) => !issued.has(id));
  // Listed from the latest on: the last of those that are not over is the next one.
  const next = open.findLast(({ day }) => day !== null && day >= view.today);
  const [chosen, setChosen] = useState(next?.id ?? another);
  const [name, setName] = useState('');
  const [day, setDay] = useState<string | null>(view.today);
  const [missing, setMissing] = useState(false);

  async function run(): Promise<void> {
    setIsIssuing(true);
    try {
      const version = nextVersion(view.editions, request);
      setEdition(await issueDocument(request, await committeeOf(), backend, await settingOf()));
      done(t('paper.issue.done', { document, version }));
      onClose();
    } catch (error) {
      failed(error);
      setIsIssuing(false);
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
      title={t('paper.issue.title', { document })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text>{t(aboutOf(request))}</Text>
          <Select
            label={t('paper.issue.committee')}
            data={[
              ...open.map((committee) => ({
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
            <Button type="submit" loading={isIssuing}>
              {t('paper.issue.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
