import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs a campaign shorter than its command does; answers its figures and its words. */
function runCampaign(...args: string[]): Promise<{ figures: Record<string, unknown>; words: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['build/campaign.mjs', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, words] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.once('error', failed);
    child.once('close', () => {
      if (output === '') failed(new Error(words));
      else done({ figures: JSON.parse(output) as Record<string, unknown>, words });
    });
  });
}

describe('random histories of a group', () => {
  const histories = process.env['JALON_HISTORIES'] ?? '250';

  it(
    'leave everybody with the same, hide no edit, and miss every safeguard',
    { timeout: 600_000 },
    async () => {
      const { figures, words } = await runCampaign('simulate', '--histories', histories, '--mutants', '60');
      console.info(words);
      expect(figures['fault']).toBeNull();
      expect(figures['histories']).toBeGreaterThanOrEqual(Number(histories));
      const rows = figures['safeguards'] as { safeguard: string; asItShould: boolean }[];
      expect(rows.filter(({ asItShould }) => !asItShould)).toEqual([]);
      expect(rows.length).toBeGreaterThan(20);
    },
  );
});
