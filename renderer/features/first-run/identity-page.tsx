import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { IdentitiesView } from '../../../shared/views/workspace-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useWindowTitle } from '../../components/use-window-title.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import styles from './first-run.module.css';
import { matchingPeople } from './matching-people.ts';
import { NewPersonForm } from './new-person-form.tsx';
import { forgetLeftGroup, useStartOver } from './use-start-over.ts';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Who one is, in a group that is there: chosen among its people, or added. Nothing else is asked. */
export function IdentityPage({ groupName }: { readonly groupName: string }) {
  const { t } = useText();
  const startOver = useStartOver();
  useWindowTitle(t('first-run.identityTitle'));
  useEffect(forgetLeftGroup, []);
  return (
    <main className={styles.page}>
      <div className={`${styles.column} ${styles.narrow}`}>
        <div>
          <h1 className={styles.title}>{t('first-run.identityTitle')}</h1>
          <p className={styles.intro}>{t('first-run.identityIntro', { group: groupName })}</p>
        </div>
        <IdentityChoice />
        <div className={styles.aside}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft {...icon} />}
            loading={startOver.isPending}
            onClick={() => void startOver.start()}
          >
            {t('first-run.startOver')}
          </Button>
        </div>
      </div>
    </main>
  );
}

interface IdentityChoiceProps {
  readonly onChosen?: () => void;
}

/** Someone of the group, or a new person; also what the settings open to change who one is. */
export function IdentityChoice(props: IdentityChoiceProps) {
  const identities = useApiQuery('workspace.identities', {});
  const [adding, setAdding] = useState(false);
  return (
    <QueryGate query={identities}>
      {(view) =>
        adding ? (
          <NewPersonForm establishments={view.establishments} onBack={() => setAdding(false)} {...props} />
        ) : (
          <PeopleChoice view={view} onAdd={() => setAdding(true)} {...props} />
        )
      }
    </QueryGate>
  );
}

interface PeopleChoiceProps extends IdentityChoiceProps {
  readonly view: IdentitiesView;
  readonly onAdd: () => void;
}

/** People of the group, suggested ones first, narrowed by what is typed. */
function PeopleChoice({ view, onAdd, onChosen }: PeopleChoiceProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const { label } = useLabels();
  const [text, setText] = useState('');
  const choose = useCommand('workspace.chooseIdentity');
  const people = matchingPeople(view.people, text, (code) => label('role', code));
  const groups = [
    {
      key: 'suggested',
      title: t('first-run.identitySuggested'),
      people: people.filter((one) => one.suggested),
    },
    { key: 'others', title: t('first-run.identityOthers'), people: people.filter((one) => !one.suggested) },
  ].filter((group) => group.people.length > 0);
  return (
    <section className={styles.section} aria-label={t('first-run.identityList')}>
      <TextInput
        aria-label={t('first-run.identitySearch')}
        placeholder={t('first-run.identitySearch')}
        leftSection={<IconSearch {...icon} />}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.people} tabIndex={-1}>
        {groups.map((group) => (
          <div key={group.key}>
            <h2 className={styles.peopleHead}>{group.title}</h2>
            {group.people.map((person) => (
              <button
                key={person.personId}
                type="button"
                className={styles.person}
                disabled={choose.isPending}
                onClick={() =>
                  choose.mutate(
                    { personId: person.personId },
                    { onError: failed, ...(onChosen ? { onSuccess: onChosen } : {}) },
                  )
                }
              >
                <span className={styles.personName}>{person.name}</span>
                <span className={styles.personMore}>{label('role', person.role)}</span>
                <span className={styles.personMore}>{person.establishmentName}</span>
              </button>
            ))}
          </div>
        ))}
        {groups.length === 0 && <p className={styles.cardText}>{t('first-run.identityNone')}</p>}
      </div>
      <div className={styles.footer}>
        <Button variant="default" leftSection={<IconUserPlus {...icon} />} onClick={onAdd}>
          {t('first-run.identityNew')}
        </Button>
      </div>
    </section>
  );
}
