import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runCampaignIn } from '../fixtures/run-campaign.ts';
import { tempDir } from '../fixtures/temp-profile.ts';

it(
  'loses nothing and leaves nothing half done, whenever its process is ended',
  { timeout: 600_000 },
  async () => {
    const folder = tempDir('kill');
    const { figures } = await runCampaignIn(folder, 'kill', '--runs', '20');
    expect(readdirSync(folder)).toEqual([]);
    expect(figures['faults']).toEqual([]);
    const operations = Object.values(figures['operations'] as Record<string, { runs: number; cut: number }>);
    expect(operations.reduce((sum, { runs }) => sum + runs, 0)).toBe(20);
    // The first of each is let run; of the others, most end in the middle.
    expect(operations.reduce((sum, { cut }) => sum + cut, 0)).toBeGreaterThan(4);
  },
);
