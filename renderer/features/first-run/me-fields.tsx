import { Select, TextInput } from '@mantine/core';
import reference from '../../../shared/reference/roles.json' with { type: 'json' };
import { useText } from '../../i18n.ts';
import styles from './first-run.module.css';
import type { DraftField, GroupDraft } from './group-draft.ts';

type MeDraft = Pick<GroupDraft, 'firstName' | 'lastName' | 'role'>;

interface MeFieldsProps {
  readonly value: MeDraft;
  readonly missing: readonly DraftField[];
  readonly onChange: (part: Partial<MeDraft>) => void;
}

/** Name and role of the person who creates the group, at its support establishment. */
export function MeFields({ value, missing, onChange }: MeFieldsProps) {
  const { t, language } = useText();
  const roles = reference.roles.map(({ code, label, labelEn }) => ({
    value: code,
    label: language === 'en' ? labelEn : label,
  }));
  const errorOf = (field: DraftField, text: string): string | undefined =>
    missing.includes(field) ? text : undefined;
  return (
    <section className={styles.section} aria-labelledby="me-title">
      <h2 id="me-title" className={styles.cardTitle}>
        {t('first-run.me')}
      </h2>
      <p className={styles.cardText}>{t('first-run.meHint')}</p>
      <div className={styles.twoColumns}>
        <TextInput
          label={t('first-run.firstName')}
          value={value.firstName}
          maxLength={200}
          error={errorOf('firstName', t('first-run.firstNameMissing'))}
          onChange={(event) => onChange({ firstName: event.currentTarget.value })}
        />
        <TextInput
          label={t('first-run.lastName')}
          value={value.lastName}
          maxLength={200}
          error={errorOf('lastName', t('first-run.lastNameMissing'))}
          onChange={(event) => onChange({ lastName: event.currentTarget.value })}
        />
        <Select
          className={styles.wide}
          label={t('first-run.role')}
          data={roles}
          searchable
          value={value.role}
          nothingFoundMessage={t('common.nothingFound')}
          error={errorOf('role', t('first-run.roleMissing'))}
          onChange={(role) => onChange({ role })}
        />
      </div>
    </section>
  );
}
