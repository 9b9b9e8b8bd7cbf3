import { Button, Checkbox, Group, Modal, MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { postLevels } from '../../../shared/domain/registry.ts';
import { levelOfRole } from '../../../shared/reference/post-levels.ts';
import type { Admission, RosterPost, TrustView } from '../../../shared/views/trust-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';

interface AdmitDialogProps {
  readonly view: TrustView;
  readonly post: RosterPost;
  readonly onClose: () => void;
}

/** Admits a post once its fingerprint was compared: where it stands, who writes there, what it may write. */
export function AdmitDialog({ view, post, onClose }: AdmitDialogProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const admit = useCommand('trust.admit');
  const [compared, setCompared] = useState(post.state === 'admitted');
  const [level, setLevel] = useState<Admission['level']>(
    post.level ?? levelOfRole(post.lastAuthor?.role ?? ''),
  );
  const [establishmentId, setEstablishmentId] = useState(post.establishmentId);
  const [personIds, setPersonIds] = useState<string[]>(
    post.people.length > 0 || !post.lastAuthor ? post.people.map(({ id }) => id) : [post.lastAuthor.id],
  );
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const needsSite = level === 'site' && establishmentId === null;

  async function save(): Promise<void> {
    const { incarnation } = post;
    await admit.mutateAsync({ incarnation, level, establishmentId, personIds, basis: view.basis });
    done(t('trust.admitted'));
    onClose();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('trust.admitTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={styles.section}
        onSubmit={(event) => {
          event.preventDefault();
          void save().catch(failed);
        }}
      >
        <p className={styles.hint}>{t('trust.compareHint', { name: post.lastAuthor?.name ?? '' })}</p>
        <p className={styles.bigFingerprint}>{post.fingerprint}</p>
        <Checkbox
          checked={compared}
          onChange={({ currentTarget }) => setCompared(currentTarget.checked)}
          label={t('trust.compared')}
          data-autofocus
        />
        <Select
          label={t('trust.level')}
          description={t(`trust.levelHint.${level}`)}
          data={postLevels.map((value) => ({ value, label: t(`trust.level.${value}`) }))}
          value={level}
          allowDeselect={false}
          onChange={(value) => setLevel(postLevels.find((known) => known === value) ?? level)}
        />
        <Select
          label={t('exchange.column.site')}
          data={options(view.establishments)}
          value={establishmentId}
          onChange={setEstablishmentId}
          searchable
          clearable
          error={needsSite ? t('trust.siteNeeded') : null}
        />
        <MultiSelect
          label={t('trust.people')}
          data={options(view.people)}
          value={personIds}
          onChange={setPersonIds}
          searchable
          description={personIds.length === 0 ? t('trust.anyPerson') : null}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!compared || needsSite} loading={admit.isPending}>
            {t(post.state === 'admitted' ? 'common.save' : 'trust.admit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
