import { globSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runCampaign } from '../fixtures/run-campaign.ts';

it(
  'answers every input the fuzzing ever kept, and some thousand changes of them',
  { timeout: 120_000 },
  async () => {
    const { figures } = await runCampaign('fuzz', '--minutes', '0.05');
    expect(figures['broken']).toEqual([]);
    expect(figures['runs']).toBeGreaterThan(100);
  },
);

it('keeps a corpus that weighs less than 2 MB', () => {
  const files = globSync('test/fixtures/campaign/corpus/*');
  expect(files.length).toBeGreaterThan(10);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(2_000_000);
});
