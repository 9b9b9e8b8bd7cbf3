import { describe, expect, it } from 'vitest';
import { runCampaign } from '../fixtures/run-campaign.ts';

const SEED = '171163968';

describe('random histories of a group', () => {
  const histories = process.env['JALON_HISTORIES'] ?? '2000';

  it(
    'leave everybody with the same, hide no edit, and miss every safeguard',
    { timeout: 1_200_000 },
    async () => {
      // The same histories each time: what fails here was broken by a change. New ones are for the long command.
      const tried = ['--histories', histories, '--seed', SEED, '--oracle', '200', '--mutants', '100'];
      const { figures, words } = await runCampaign('simulate', ...tried);
      console.info(words);
      expect(figures['fault']).toBeNull();
      expect(figures['histories']).toBeGreaterThanOrEqual(Number(histories));
      const rows = figures['safeguards'] as { safeguard: string; asItShould: boolean }[];
      expect(rows.filter(({ asItShould }) => !asItShould)).toEqual([]);
      expect(rows.length).toBeGreaterThan(20);
    },
  );
});
