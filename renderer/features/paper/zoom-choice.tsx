import { SegmentedControl } from '@mantine/core';
import { useText } from '../../i18n.ts';
import { usePaperStore } from './paper-store.ts';

/** How large the sheets are shown. */
export function ZoomChoice() {
  const { t } = useText();
  const zoom = usePaperStore((state) => state.zoom);
  const setZoom = usePaperStore((state) => state.setZoom);
  return (
    <SegmentedControl
      aria-label={t('paper.zoom')}
      data={[
        { value: 'page', label: t('paper.zoom.page') },
        { value: 'width', label: t('paper.zoom.width') },
      ]}
      value={zoom}
      onChange={(value) => setZoom(value === 'width' ? 'width' : 'page')}
    />
  );
}
