import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const SLIDE_PART = /^ppt\/slides\/slide\d+\.xml$/;

/**
 * Mends what pptxgenjs 4.0.1 writes into slides against the schema, over which PowerPoint asks to repair a file:
 * properties of a paragraph before each of its runs, two shapes of one id. And gives empty cells the size of their
 * table's text, without which they are 18 points high.
 */
export function mendPptx(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const mended = Object.entries(parts).map(([name, part]) => {
    return [name, SLIDE_PART.test(name) ? strToU8(mendSlide(strFromU8(part))) : part] as const;
  });
  return zipSync(Object.fromEntries(mended), { level: 6 });
}

function mendSlide(xml: string): string {
  let id = 0;
  return xml
    .replace(/<\/a:r><a:pPr[^>]*?(?:\/>|>.*?<\/a:pPr>)/gs, '</a:r>')
    .replace(/(<p:cNvPr id=")\d+"/g, (_, start: string) => `${start}${(id += 1)}"`)
    .replace(/<a:tbl>.*?<\/a:tbl>/gs, (table) => {
      const size = / sz="(\d+)"/.exec(table)?.[1];
      return size === undefined ? table : table.replaceAll('<a:endParaRPr/>', `<a:endParaRPr sz="${size}"/>`);
    });
}
