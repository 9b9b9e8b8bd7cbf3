import { memo, type CSSProperties } from 'react';
import '../../print/print-fonts.css';
import '../../print/print.css';
import type { ComposedDocument } from '../../../shared/paper/document.ts';
import type { PaperPage as Sheet } from '../../../shared/paper/shapes.ts';
import { useText } from '../../i18n.ts';
import { paperSvg } from '../../print/paper-shape.tsx';
import styles from './paper.module.css';

interface PaperPreviewProps {
  readonly document: ComposedDocument;
  readonly zoom: 'width' | 'page';
  /** What is shown answers an earlier request. */
  readonly isStale: boolean;
}

/** The sheets as they are printed, one under the other. */
export function PaperPreview({ document, zoom, isStale }: PaperPreviewProps) {
  const { t } = useText();
  const pages = document.pages.length;
  return (
    <div
      className={styles.preview}
      data-zoom={zoom}
      data-stale={isStale}
      role="region"
      aria-label={t('paper.preview')}
      aria-busy={isStale}
      // A region that scrolls takes the focus, so that its keys work.
      tabIndex={0}
    >
      {document.pages.map((page) => (
        <SheetFigure key={page.number} page={page} label={t('paper.pageOf', { page: page.number, pages })} />
      ))}
    </div>
  );
}

/** Drawn anew only when the sheet is another one. */
const SheetFigure = memo(function SheetFigure({
  page,
  label,
}: {
  readonly page: Sheet;
  readonly label: string;
}) {
  const ratio = { '--sheet-ratio': page.width / page.height } as CSSProperties;
  return (
    <figure className={styles.sheet} style={ratio} data-sheet={page.sheet}>
      {paperSvg(page, `page ${styles.drawing ?? ''}`, label)}
      <figcaption className={styles.caption}>{label}</figcaption>
    </figure>
  );
});
