import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import reference from '../../../shared/reference/domains.json' with { type: 'json' };
import { useNotify } from '../../components/use-notify.tsx';
import { useWindowTitle } from '../../components/use-window-title.ts';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { DomainPicker } from './domain-picker.tsx';
import styles from './first-run.module.css';
import { createGroupInput, type DraftField, type GroupDraft, missingFields } from './group-draft.ts';
import { MemberList } from './member-list.tsx';
import { MeFields } from './me-fields.tsx';

const emptyDraft: GroupDraft = {
  name: '',
  support: '',
  members: [],
  domains: reference.domains.map(({ code }) => code),
  firstName: '',
  lastName: '',
  role: null,
};

/** The form of a new group; what is missing is said beside each field once the user asked to create it. */
export function CreateGroupPage({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const { failed } = useNotify();
  const create = useCommand('group.create');
  const [draft, setDraft] = useState(emptyDraft);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = asked ? missingFields(draft) : [];
  const change = (part: Partial<GroupDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: DraftField, text: string): string | undefined =>
    missing.includes(field) ? text : undefined;
  useWindowTitle(t('first-run.createHeading'));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setAsked(true);
    const input = createGroupInput(draft);
    if (input) create.mutate(input, { onError: failed });
    else
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  return (
    <main className={styles.page}>
      <form ref={form} className={`${styles.column} ${styles.narrow}`} noValidate onSubmit={submit}>
        <h1 className={styles.title}>{t('first-run.createHeading')}</h1>
        <div className={`${styles.section} ${styles.twoColumns}`}>
          <TextInput
            label={t('first-run.groupName')}
            placeholder={t('first-run.groupNameHint')}
            value={draft.name}
            maxLength={200}
            data-autofocus
            autoFocus
            error={errorOf('name', t('first-run.groupNameMissing'))}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('first-run.support')}
            description={t('first-run.supportHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.support}
            maxLength={200}
            error={errorOf('support', t('first-run.supportMissing'))}
            onChange={(event) => change({ support: event.currentTarget.value })}
          />
        </div>
        <MemberList draft={draft} onChange={(members) => change({ members })} />
        <DomainPicker
          chosen={draft.domains}
          error={errorOf('domains', t('first-run.domainsMissing'))}
          onChange={(domains) => change({ domains })}
        />
        <MeFields value={draft} missing={missing} onChange={change} />
        <div className={styles.footer}>
          <Button variant="default" onClick={onBack} disabled={create.isPending}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={create.isPending || create.isSuccess}>
            {t('first-run.createSubmit')}
          </Button>
        </div>
      </form>
    </main>
  );
}
