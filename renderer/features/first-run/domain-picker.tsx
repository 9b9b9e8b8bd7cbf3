import { Button, Checkbox } from '@mantine/core';
import reference from '../../../shared/reference/domains.json' with { type: 'json' };
import { useText } from '../../i18n.ts';
import styles from './first-run.module.css';

interface DomainPickerProps {
  /** Codes of the chosen domains. */
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (codes: string[]) => void;
}

const allCodes = reference.domains.map(({ code }) => code);

/** The shipped domains by family, all chosen at first. */
export function DomainPicker({ chosen, error, onChange }: DomainPickerProps) {
  const { t, language } = useText();
  const complete = chosen.length === allCodes.length;
  const toggle = (code: string): void =>
    onChange(allCodes.filter((other) => (other === code ? !chosen.includes(code) : chosen.includes(other))));
  return (
    <section className={styles.section} aria-labelledby="domains-title">
      <div className={styles.sectionHead}>
        <h2 id="domains-title" className={styles.cardTitle}>
          {t('first-run.domains')}
        </h2>
        <span className={styles.cardText}>
          {t('first-run.domainCount', { chosen: chosen.length, of: allCodes.length })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(complete ? [] : allCodes)}>
            {complete ? t('first-run.domainsClear') : t('first-run.domainsAll')}
          </Button>
        </span>
      </div>
      <p className={styles.cardText}>{t('first-run.domainsHint')}</p>
      <div className={styles.families}>
        {reference.families.map((family) => (
          <fieldset key={family.code} className={styles.family}>
            <legend>{language === 'en' ? family.labelEn : family.label}</legend>
            <div className={styles.domainList}>
              {reference.domains
                .filter((domain) => domain.family === family.code)
                .map((domain) => (
                  <Checkbox
                    key={domain.code}
                    size="xs"
                    label={domain.label}
                    checked={chosen.includes(domain.code)}
                    aria-invalid={error !== undefined}
                    onChange={() => toggle(domain.code)}
                  />
                ))}
            </div>
          </fieldset>
        ))}
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
