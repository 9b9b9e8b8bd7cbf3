import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { formatInstantDay } from '../../../shared/i18n/format.ts';
import type { PeopleView, PersonRow } from '../../../shared/views/people-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useJob } from '../../rpc/hooks.ts';
import classes from './people.module.css';
import { fullName } from './person-words.ts';
import { PurgeDialog } from './purge-dialog.tsx';

/** That a person's values were purged: when, by whom, why. */
export function Erased({ purged }: { readonly purged: NonNullable<PersonRow['purged']> }) {
  const { t } = useText();
  const day = formatInstantDay(purged.at);
  return (
    <p className={classes.quiet}>
      {purged.by === null
        ? t('people.erasedText', { day })
        : t('people.erasedTextBy', { day, name: purged.by })}
      {purged.reason !== null && ` ${t('people.erasedReason', { reason: purged.reason })}`}
    </p>
  );
}

interface PersonDataProps {
  readonly view: PeopleView;
  readonly person: PersonRow;
}

/** What a person may ask for: a copy of all that is held about them, and that it be forgotten. */
export function PersonData({ view, person }: PersonDataProps) {
  const { t } = useText();
  const notify = useNotify();
  const { start, state } = useJob('person.export');
  const [asking, setAsking] = useState(false);
  const name = fullName(person) ?? t('people.unknownName');
  const write = async (format: 'json' | 'csv'): Promise<void> => {
    const suggestedName = `${t('people.exportFile', { name })}.${format}`;
    const file = await (format === 'json'
      ? shell('shell.saveJson', { suggestedName })
      : shell('shell.saveReport', { kind: 'csv', suggestedName }));
    if (!file) return;
    const written = await start({ grant: file.grant, id: person.id, format });
    if (written) notify.done(t('people.exported', { file: written.fileName, name }));
  };
  const isWriting = state.status === 'running';
  return (
    <section aria-label={t('people.data')} className={classes.assignments}>
      <h3 className={classes.heading}>{t('people.data')}</h3>
      <Stack gap="xs">
        <p className={classes.quiet}>{t('people.dataHint')}</p>
        <Group gap="xs">
          {(['json', 'csv'] as const).map((format) => (
            <Button
              key={format}
              variant="default"
              size="compact-sm"
              disabled={isWriting}
              aria-label={t('people.exportOf', { name, format: format.toUpperCase() })}
              onClick={() => void write(format).catch(notify.failed)}
            >
              {t(format === 'json' ? 'people.exportJson' : 'people.exportCsv')}
            </Button>
          ))}
          {view.mayPurge && (
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsking(true)}>
              {t('people.purge')}
            </Button>
          )}
        </Group>
        {!view.mayPurge && <p className={classes.quiet}>{t('people.purgeNeedsManager')}</p>}
      </Stack>
      {asking && (
        <PurgeDialog person={person} name={name} basis={view.basis} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}
