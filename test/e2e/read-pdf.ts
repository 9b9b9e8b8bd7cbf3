import { spawnSync } from 'node:child_process';

/** A PDF as another program reads it. */
export interface ReadPdf {
  /** What pdfinfo says: `Page size`, `Pages`… */
  readonly info: ReadonlyMap<string, string>;
  /** Text of each page, its lines as they stand on the paper. */
  readonly pages: readonly string[];
}

/** Reads a PDF with poppler's tools; throws with what they say when they refuse it. */
export function readPdf(path: string): ReadPdf {
  const info = run('pdfinfo', [path])
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  // Each page ends with a form feed.
  const pages = run('pdftotext', ['-layout', path, '-']).split('\f').slice(0, -1);
  return { info: new Map(info), pages };
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}
