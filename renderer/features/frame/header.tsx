import { Button, Kbd, Tooltip } from '@mantine/core';
import { IconDownload, IconSearch, IconSend } from '@tabler/icons-react';
import type { OutputOf } from '../../../shared/contract.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { navigate } from '../../state/route.ts';
import { searchDialog } from '../search/index.ts';
import styles from './frame.module.css';
import { initialsOf } from './initials.ts';

type Me = OutputOf<'workspace.status'>['me'];

interface HeaderProps {
  readonly groupName: string;
  readonly me: Me;
  /** False where a screen sends by itself and the exchanges are not shown. */
  readonly withSend: boolean;
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Group, search, receive and send, who one is. */
export function Header({ groupName, me, withSend }: HeaderProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const setIncoming = useFrameStore((state) => state.setIncoming);
  async function receive(): Promise<void> {
    const file = await shell('shell.chooseExchangeFile', {});
    if (!file) return;
    setIncoming(file);
    navigate({ name: 'exchange' });
  }
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.appName}>{t('common.appName')}</span>
        <span className={styles.group} title={groupName}>
          {groupName}
        </span>
      </div>
      <button
        type="button"
        className={styles.search}
        aria-keyshortcuts="Control+K"
        onClick={() => searchDialog.open()}
      >
        <IconSearch {...icon} />
        <span className={styles.searchText}>{t('frame.search')}</span>
        <Kbd size="xs">{t('frame.searchKey')}</Kbd>
      </button>
      <div className={styles.headerEnd}>
        <Button
          variant="default"
          leftSection={<IconDownload {...icon} />}
          onClick={() => void receive().catch(failed)}
        >
          {t('frame.receive')}
        </Button>
        {withSend && (
          <Button
            variant="default"
            leftSection={<IconSend {...icon} />}
            onClick={() => navigate({ name: 'exchange' })}
          >
            {t('frame.send')}
          </Button>
        )}
        {me && <WhoAmI me={me} />}
      </div>
    </header>
  );
}

function WhoAmI({ me }: { readonly me: NonNullable<Me> }) {
  const { t } = useText();
  const role = useLabels().label('role', me.role);
  const said = t('frame.whoAmI', { name: me.name, role });
  return (
    <Tooltip label={said}>
      <RouteLink to={{ name: 'settings' }} className={styles.me}>
        <span className={styles.initials} aria-hidden="true">
          {initialsOf(me.name)}
        </span>
        <span className={styles.meText}>
          <span className={styles.meName}>{me.name}</span>
          <span className={styles.meSite}>{me.establishmentName ?? role}</span>
        </span>
      </RouteLink>
    </Tooltip>
  );
}

/** The mark: a milestone's diamond on its line. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" className={styles.mark}>
      <path d="M1 11H21" stroke="currentColor" strokeWidth="2" />
      <path d="M11 3.5L18.5 11L11 18.5L3.5 11Z" fill="currentColor" />
    </svg>
  );
}
