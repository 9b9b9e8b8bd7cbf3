import { Button } from '@mantine/core';
import { IconFileDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Notice } from '../../components/notice.tsx';
import { useChooseExchangeFile } from '../../components/use-choose-exchange-file.ts';
import { useWindowTitle } from '../../components/use-window-title.ts';
import { useText } from '../../i18n.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { CreateGroupPage } from './create-group-page.tsx';
import { DemoCard } from './demo-card.tsx';
import styles from './first-run.module.css';
import { JoinPage } from './join-page.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { leftGroupCopy } from './use-start-over.ts';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** What an empty workspace offers: a demo, a received file, or a new group. */
export function FirstRunPage() {
  const { t } = useText();
  const chooseFile = useChooseExchangeFile();
  const [creating, setCreating] = useState(false);
  const { incoming, setIncoming } = useFrameStore();
  const copy = leftGroupCopy();
  useWindowTitle(t('first-run.welcome'));
  if (incoming) return <JoinPage key={incoming.grant} file={incoming} onBack={() => setIncoming(null)} />;
  if (creating) return <CreateGroupPage onBack={() => setCreating(false)} />;
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.top}>
          <div>
            <h1 className={styles.title}>{t('first-run.welcome')}</h1>
            <p className={styles.intro}>{t('first-run.intro')}</p>
          </div>
          <LanguageChoice />
        </div>
        {copy !== null && (
          <Notice title={t('first-run.leftGroup')}>{t('first-run.leftGroupText', { path: copy })}</Notice>
        )}
        <div className={styles.choices}>
          <DemoCard />
          <div className={styles.side}>
            <section className={styles.card} aria-labelledby="join-title">
              <h2 id="join-title" className={styles.cardTitle}>
                {t('first-run.joinTitle')}
              </h2>
              <p className={styles.cardText}>{t('first-run.joinText')}</p>
              <div className={styles.cardEnd}>
                <Button variant="default" leftSection={<IconFileDownload {...icon} />} onClick={chooseFile}>
                  {t('first-run.joinAction')}
                </Button>
              </div>
            </section>
            <section className={styles.card} aria-labelledby="create-title">
              <h2 id="create-title" className={styles.cardTitle}>
                {t('first-run.createTitle')}
              </h2>
              <p className={styles.cardText}>{t('first-run.createText')}</p>
              <div className={styles.cardEnd}>
                <Button
                  variant="default"
                  leftSection={<IconPlus {...icon} />}
                  onClick={() => setCreating(true)}
                >
                  {t('first-run.createAction')}
                </Button>
              </div>
            </section>
          </div>
        </div>
      </div>
    </main>
  );
}
