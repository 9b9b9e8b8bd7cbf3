import { Button, Group, NumberInput, Popover, Select, Stack, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { DeploymentView } from '../../../shared/views/deployment-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { type DeploymentDraft, draftOf, draftPatch, lacksReason } from './deployment-draft.ts';
import { stageNeedsReason } from './milestone-checks.ts';

/** A button that opens the form of stage, weather, wave and products. */
export function DeploymentEdit({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          aria-haspopup="dialog"
          leftSection={<IconPencil size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => setOpen((before) => !before)}
        >
          {t('common.edit')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={420} aria-label={t('deployment.editTitle')}>
        {open && <EditForm view={view} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

// Lists stay inside the popover: one drawn outside of it would count as a click elsewhere and close it.
const inside = { withinPortal: false } as const;

function EditForm({ view, onClose }: { readonly view: DeploymentView; readonly onClose: () => void }) {
  const { t } = useText();
  const labels = useLabels();
  const notify = useNotify();
  const update = useCommand('deployment.update');
  const [opened] = useState(() => ({ draft: draftOf(view), basis: view.basis }));
  const [draft, setDraft] = useState(opened.draft);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<DeploymentDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const products = view.products.map((product) => ({ value: product.id, label: product.name }));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (lacksReason(draft)) return;
    const patch = draftPatch(opened.draft, draft);
    if (Object.keys(patch).length === 0) return onClose();
    update.mutate(
      { id: view.id, basis: opened.basis, patch },
      { onSuccess: onClose, onError: notify.failed },
    );
    return undefined;
  };
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <Select
          label={t('deployment.stage')}
          data={labels.options('stage')}
          value={draft.stage}
          comboboxProps={inside}
          data-autofocus
          onChange={(stage) => set({ stage: stage ?? draft.stage })}
        />
        {stageNeedsReason(draft.stage) && (
          <Textarea
            label={t('deployment.reason')}
            value={draft.stageReason}
            maxLength={2000}
            autosize
            error={tried && lacksReason(draft) ? t('deployment.reasonNeeded') : undefined}
            onChange={(event) => set({ stageReason: event.currentTarget.value })}
          />
        )}
        <Group grow align="flex-start">
          <Select
            label={t('deployment.weather')}
            data={labels.options('weather')}
            value={draft.weather}
            placeholder={t('deployment.weatherUnsaid')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            comboboxProps={inside}
            onChange={(weather) => set({ weather })}
          />
          <NumberInput
            label={t('deployment.wave')}
            value={draft.wave ?? ''}
            min={1}
            max={99}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(wave) => set({ wave: typeof wave === 'number' ? wave : null })}
          />
        </Group>
        <Textarea
          label={t('deployment.weatherReason')}
          value={draft.weatherReason}
          maxLength={2000}
          autosize
          onChange={(event) => set({ weatherReason: event.currentTarget.value })}
        />
        <ProductChoice
          label={t('deployment.currentProduct')}
          value={draft.currentProductId}
          data={products}
          onChange={(currentProductId) => set({ currentProductId })}
        />
        <ProductChoice
          label={t('deployment.targetProduct')}
          value={draft.targetProductId}
          data={products}
          onChange={(targetProductId) => set({ targetProductId })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ProductChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly data: { value: string; label: string }[];
  readonly onChange: (id: string | null) => void;
}

function ProductChoice({ label, value, data, onChange }: ProductChoiceProps) {
  const { t } = useText();
  return (
    <Select
      label={label}
      data={data}
      value={value}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      placeholder={t('common.none')}
      nothingFoundMessage={t('common.nothingFound')}
      comboboxProps={inside}
      onChange={onChange}
    />
  );
}
