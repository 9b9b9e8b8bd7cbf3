import { writeFileAtomic } from '../../db/write-file-atomic.ts';
import { estimateTextWidth } from '../../shared/gantt/labels.ts';
import { requestedPrint } from '../../shared/gantt/requested-print.ts';
import { createTranslate, type Language } from '../../shared/i18n/translate.ts';
import { svgFile } from '../../shared/paper/svg-file.ts';
import type { PrintOptions } from '../../shared/print-request.ts';
import type { Client } from '../../shared/rpc/create-client.ts';
import { Refusal } from './refusal.ts';

/**
 * Writes the planning as one picture, as high as its rows.
 * @throws Refusal when no row is left; AppError when the file cannot be written.
 */
export async function writeGanttSvg(
  client: Client,
  language: Language,
  options: PrintOptions,
  output: string,
): Promise<{ width: number; height: number; bytes: number }> {
  const t = createTranslate(language);
  const call = client.call.bind(client);
  const { pages, paper, title } = await requestedPrint(
    options,
    { call, t, language, measure: estimateTextWidth },
    'picture',
  );
  const [page] = pages;
  if (!page) throw new Refusal('cli.nothingToPrint');
  const { width, height } = paper;
  const svg = Buffer.from(svgFile({ width, height, title, language, primitives: page.primitives }));
  writeFileAtomic(output, svg);
  return { width: Math.round(width), height: Math.round(height), bytes: svg.length };
}
