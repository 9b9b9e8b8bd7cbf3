import { expect, it } from 'vitest';
import { formatDate } from '../../../shared/i18n/format.ts';
import { makeGroupFiles, openBackend } from '../../fixtures/group-files.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

it('tells of a conflict what both sides started from, what is here, and what comes', async () => {
  const folder = tempDir('conflict');
  const { profile, change, ends } = await makeGroupFiles(folder);
  const manager = openBackend(profile);
  const client = manager.connect();
  const plan = await client.call('exchange.plan', { grant: manager.grantPath(change) });
  expect(plan.counts).toMatchObject({ created: 1, changed: 0, conflicts: 1 });
  expect(plan.changes[0]).toMatchObject({
    kind: 'conflict',
    before: formatDate(ends.before),
    mine: formatDate(ends.manager),
    after: formatDate(ends.site),
  });
  await manager.close();
});
