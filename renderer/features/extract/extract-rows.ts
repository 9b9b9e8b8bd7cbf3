import { foldText } from '../../../shared/domain/fold-text.ts';
import type { ExtractView } from '../../../shared/views/extract-view.ts';

/** One milestone of an extract with the line it stands on; a line without milestones is a row of its own. */
export interface ExtractRow {
  readonly id: string;
  readonly domain: string;
  readonly establishment: string;
  readonly stage: string;
  readonly product: string;
  readonly milestone: string;
  readonly status: string;
  readonly start: string | null;
  readonly end: string | null;
}

/** The rows of an extract that hold the words looked for. */
export function extractRows({ lines }: ExtractView, wanted: string): ExtractRow[] {
  const words = foldText(wanted).split(/\s+/).filter(Boolean);
  return lines.flatMap((line, at) => {
    const place = {
      domain: line.domain,
      establishment: line.establishment,
      stage: line.stage ?? '',
      product: [line.current, line.target].filter(Boolean).join(' → '),
    };
    const none = { milestone: '', status: '', start: null, end: null };
    const rows: ExtractRow[] =
      line.milestones.length === 0
        ? [{ id: String(at), ...place, ...none }]
        : line.milestones.map(({ label, status, start, end }, index) => ({
            id: `${at}/${index}`,
            ...place,
            milestone: label,
            status: status ?? '',
            start,
            end,
          }));
    return rows.filter((row) => {
      const text = foldText([row.domain, row.establishment, row.product, row.milestone].join(' '));
      return words.every((word) => text.includes(word));
    });
  });
}
