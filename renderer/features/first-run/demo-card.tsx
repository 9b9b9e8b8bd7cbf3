import { Button } from '@mantine/core';
import { formatCount } from '../../../shared/i18n/format.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import styles from './first-run.module.css';

/** The demo groups with their story and figures; opening one is a single click. */
export function DemoCard() {
  const { t, language } = useText();
  const { failed } = useNotify();
  const demos = useApiQuery('demo.list', {});
  const open = useCommand('demo.open');
  const opening = open.isPending || open.isSuccess ? open.variables.demoId : null;
  return (
    <section className={styles.card} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.cardTitle}>
        {t('first-run.demoTitle')}
      </h2>
      <p className={styles.cardText}>{t('first-run.demoText')}</p>
      <QueryGate query={demos}>
        {(view) => (
          <ul className={styles.demos}>
            {view.demos.map((demo) => (
              <li key={demo.id} className={styles.demo}>
                <div>
                  <h3 className={styles.demoName}>{demo.label}</h3>
                  <p className={styles.demoStory}>{demo.story}</p>
                  <p className={styles.demoFigures}>
                    {t('first-run.demoFigures', {
                      establishments: formatCount(demo.establishments, language),
                      people: formatCount(demo.people, language),
                      milestones: formatCount(demo.milestones, language),
                    })}
                  </p>
                </div>
                <Button
                  variant="light"
                  loading={opening === demo.id}
                  disabled={opening !== null && opening !== demo.id}
                  aria-label={t('first-run.demoOpen', { label: demo.label })}
                  onClick={() => open.mutate({ demoId: demo.id }, { onError: failed })}
                >
                  {t('common.open')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryGate>
      <div className="visually-hidden" role="status">
        {opening !== null && t('first-run.demoOpening')}
      </div>
    </section>
  );
}
