import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { IdentitiesView } from '../../../shared/views/workspace-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import styles from './first-run.module.css';

interface NewPersonFormProps {
  readonly establishments: IdentitiesView['establishments'];
  readonly onBack: () => void;
  readonly onChosen?: () => void;
}

/** Adds oneself to the group: name, role, site. */
export function NewPersonForm({ establishments, onBack, onChosen }: NewPersonFormProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const { options } = useLabels();
  const choose = useCommand('workspace.chooseIdentity');
  const [firstName, setFirstName] = useState('');
  const [lastName, setLastName] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [site, setSite] = useState<string | null>(
    establishments.length === 1 ? (establishments[0]?.id ?? null) : null,
  );
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const told = (missing: boolean, text: string): string | undefined => (asked && missing ? text : undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setAsked(true);
    const names = { firstName: firstName.trim(), lastName: lastName.trim() };
    if (!names.firstName || !names.lastName || !role || !site) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    choose.mutate(
      { ...names, role, establishmentId: site },
      { onError: failed, ...(onChosen ? { onSuccess: onChosen } : {}) },
    );
  }
  return (
    <form
      ref={form}
      className={styles.section}
      noValidate
      onSubmit={submit}
      aria-labelledby="new-person-title"
    >
      <h2 id="new-person-title" className={styles.cardTitle}>
        {t('first-run.identityNewTitle')}
      </h2>
      <div className={styles.twoColumns}>
        <TextInput
          label={t('first-run.firstName')}
          value={firstName}
          maxLength={200}
          autoFocus
          error={told(firstName.trim() === '', t('first-run.firstNameMissing'))}
          onChange={(event) => setFirstName(event.currentTarget.value)}
        />
        <TextInput
          label={t('first-run.lastName')}
          value={lastName}
          maxLength={200}
          error={told(lastName.trim() === '', t('first-run.lastNameMissing'))}
          onChange={(event) => setLastName(event.currentTarget.value)}
        />
        <Select
          label={t('first-run.role')}
          data={options('role')}
          searchable
          value={role}
          nothingFoundMessage={t('common.nothingFound')}
          error={told(role === null, t('first-run.roleMissing'))}
          onChange={setRole}
        />
        <Select
          label={t('first-run.site')}
          data={establishments.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          value={site}
          nothingFoundMessage={t('common.nothingFound')}
          error={told(site === null, t('first-run.siteMissing'))}
          onChange={setSite}
        />
      </div>
      <div className={styles.footer}>
        <Button variant="default" onClick={onBack} disabled={choose.isPending}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={choose.isPending}>
          {t('first-run.identityNewSubmit')}
        </Button>
      </div>
    </form>
  );
}
