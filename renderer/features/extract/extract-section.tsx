import { Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { extractScopes } from '../../../shared/exchange/extract.ts';
import type { ExtractOptions } from '../../../shared/views/extract-view.ts';
import { errorText } from '../../components/error-text.ts';
import { isoOfDate } from '../../components/local-day.ts';
import { exchangeFileName } from '../../components/exchange-file-name.ts';
import { newPassphrase } from '../../components/new-passphrase.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useApiQuery, useJob } from '../../rpc/hooks.ts';

/** Offers extracts for people outside the group. */
export function ExtractSection() {
  const { t } = useText();
  const options = useApiQuery('extract.options', {}).data;
  const [open, setOpen] = useState(false);
  return (
    <Group component="section" justify="space-between" aria-labelledby="extract-title">
      <div>
        <Text component="h2" id="extract-title" fw={600} fz="var(--font-size-h2)" m={0}>
          {t('trust.extract')}
        </Text>
        <Text c="var(--color-ink-muted)">{t('trust.extractHint')}</Text>
      </div>
      <Button variant="default" disabled={!options} onClick={() => setOpen(true)}>
        {t('trust.extractMake')}
      </Button>
      {open && options && <ExtractDialog options={options} onClose={() => setOpen(false)} />}
    </Group>
  );
}

type Scope = (typeof extractScopes)[number];

/** For whom, with how many lines each would be shown. */
function choicesOf({ editors, hosts, partners }: ExtractOptions, scope: Scope) {
  if (scope === 'partner') return partners.map(({ name, actions }) => ({ name, count: actions }));
  return (scope === 'host' ? hosts : editors).map(({ name, deployments }) => ({ name, count: deployments }));
}

function ExtractDialog({
  options,
  onClose,
}: {
  readonly options: ExtractOptions;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const job = useJob('extract.write');
  const [scope, setScope] = useState<Scope>('editor');
  const [name, setName] = useState<string | null>(null);
  const [passphrase] = useState(newPassphrase);
  const [sealed, setSealed] = useState(true);
  const choices = choicesOf(options, scope);
  const isReady = scope === 'authority' || name !== null;

  async function write(): Promise<void> {
    const addressee = scope === 'authority' ? t('trust.scope.authority') : (name ?? '');
    const suggestedName = exchangeFileName(`${t('trust.extract')} ${addressee}`, isoOfDate(new Date()));
    const file = await shell('shell.saveExchangeFile', { suggestedName });
    if (!file) return;
    const written = await job.start({
      grant: file.grant,
      scope,
      name: scope === 'authority' ? '' : (name ?? ''),
      passphrase: sealed ? passphrase : null,
    });
    if (!written) return;
    done(
      scope === 'partner'
        ? t('trust.extractWrittenActions', { file: written.fileName })
        : t('trust.extractWritten', { file: written.fileName, count: written.deployments }),
    );
    onClose();
  }
  const error = job.state.status === 'failed' ? job.state.error : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('trust.extractMake')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write().catch(failed);
        }}
      >
        <Stack>
          <SegmentedControl
            aria-label={t('trust.scope')}
            value={scope}
            onChange={(value) => {
              setScope(value);
              setName(null);
            }}
            data={extractScopes.map((value) => ({ value, label: t(`trust.scope.${value}`) }))}
          />
          {scope === 'authority' ? (
            <Text>{t('trust.authorityHint', { count: options.deployments })}</Text>
          ) : (
            <Select
              label={t(`trust.scopeName.${scope}`)}
              searchable
              value={name}
              onChange={setName}
              data={choices.map((choice) => ({
                value: choice.name,
                label: t('trust.scopeChoice', { name: choice.name, count: choice.count }),
              }))}
            />
          )}
          <Checkbox
            checked={sealed}
            onChange={({ currentTarget }) => setSealed(currentTarget.checked)}
            label={
              <>
                {t('trust.extractSeal')} <code>{passphrase}</code>
              </>
            }
          />
          {error && (
            <Text role="alert" c="var(--color-warning-text)">
              {errorText(error, t)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={job.state.status === 'running'}>
              {t('trust.extractMake')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
