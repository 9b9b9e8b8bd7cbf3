import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useChooseExchangeFile } from '../../components/use-choose-exchange-file.ts';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

/** Where a received file is dropped, or chosen; the whole window takes drops too. */
export function ReceiveSection() {
  const { t } = useText();
  const choose = useChooseExchangeFile();
  return (
    <section className={styles.receive} aria-labelledby="receive-title">
      <div>
        <h2 id="receive-title" className={styles.heading}>
          {t('exchange.receiveTitle')}
        </h2>
        <p className={styles.hint}>{t('exchange.receiveHint')}</p>
      </div>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.5} aria-hidden="true" />}
        onClick={choose}
      >
        {t('exchange.receiveFile')}
      </Button>
    </section>
  );
}
