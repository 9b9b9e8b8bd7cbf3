import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { RollOutOptions } from '../../../shared/views/roll-out-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { sitesOf } from './roll-out-draft.ts';

/** Plans a domain at a site as it is planned at another: same milestones, as many working days after the start. */
export function CopyPlan({ options }: { readonly options: RollOutOptions }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCopy size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('roll-out.copy')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('roll-out.copyTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <CopyForm options={options} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function CopyForm({ options, onClose }: { readonly options: RollOutOptions; readonly onClose: () => void }) {
  const { t } = useText();
  const { failed } = useNotify();
  const copy = useCommand('deployment.copyPlan');
  const [fromId, setFrom] = useState<string | null>(null);
  const [siteId, setSite] = useState<string | null>(null);
  const [startDate, setStart] = useState<string | null>(options.today);
  const planned = options.states.filter(({ state }) => state === 'planned');
  const from = planned.find(({ deploymentId }) => deploymentId === fromId);
  const submit = (): void => {
    if (fromId === null || siteId === null || startDate === null) return;
    copy.mutate(
      { fromId, establishmentId: siteId, startDate, basis: options.basis },
      {
        onError: failed,
        onSuccess: ({ id }) => {
          onClose();
          if (id !== null) navigate({ name: 'deployment', id });
        },
      },
    );
  };
  return (
    <Stack>
      <Select
        label={t('roll-out.copyFrom')}
        description={t('roll-out.copyHint')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common.nothingFound')}
        data={planned.map((one) => ({ value: one.deploymentId, label: deploymentName(options, one) }))}
        value={fromId}
        onChange={(id) => {
          setFrom(id);
          setSite(null);
        }}
      />
      <Select
        label={t('roll-out.copyTo')}
        searchable
        allowDeselect={false}
        disabled={!from}
        nothingFoundMessage={t('common.nothingFound')}
        data={sitesOf(options, from?.domainId ?? null, 'free').map(({ id, name }) => ({
          value: id,
          label: name,
        }))}
        value={siteId}
        onChange={setSite}
      />
      <DateField label={t('roll-out.copyStart')} value={startDate} onChange={setStart} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={fromId === null || siteId === null || startDate === null}
          loading={copy.isPending}
          onClick={submit}
        >
          {t('roll-out.copyConfirm')}
        </Button>
      </Group>
    </Stack>
  );
}

function deploymentName(
  { domains, sites }: RollOutOptions,
  { domainId, establishmentId }: RollOutOptions['states'][number],
): string {
  const domain = domains.find(({ id }) => id === domainId)?.label ?? '';
  return `${domain} · ${sites.find(({ id }) => id === establishmentId)?.name ?? ''}`;
}
