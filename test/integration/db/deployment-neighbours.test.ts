import { describe, expect, it } from 'vitest';
import { newId } from '../../../db/new-id.ts';
import { getNeighbours } from '../../../db/queries/deployment-neighbours.ts';
import { getMatrixView } from '../../../db/queries/matrix-view.ts';
import { readDemo } from '../../../db/seed/demo-file.ts';
import { loadDemo } from '../../../db/seed/demo-records.ts';
import type { MatrixCell } from '../../../shared/views/matrix-view.ts';
import { newPost, type Post } from '../../fixtures/posts.ts';

const today = '2026-11-23';
const none = { previousSite: null, nextSite: null, previousDomain: null, nextDomain: null };

async function demo(): Promise<Post> {
  const post = newPost();
  const { saves } = loadDemo(await readDemo('trois-vallees'), { t0: today, newId });
  for (const { ops } of saves) post.workspace.commit(ops, null);
  return post;
}

describe('the deployments beside one', () => {
  it('are those next to it in the matrix, pairs out of scope stepped over', async () => {
    const { workspace } = await demo();
    const view = getMatrixView(workspace.reader, today);
    const cellAt = (domainId: string, establishmentId: string): MatrixCell | undefined =>
      view.cells.find((cell) => cell.domainId === domainId && cell.establishmentId === establishmentId);
    const beside = (
      line: readonly { id: string; name: string }[],
      at: string,
      step: 1 | -1,
      cellOf: (place: string) => MatrixCell | undefined,
    ) => {
      for (let index = line.findIndex(({ id }) => id === at) + step; line[index]; index += step) {
        const cell = cellOf(line[index]?.id ?? '');
        if (cell) return { id: cell.deploymentId, name: line[index]?.name };
      }
      return null;
    };
    const sites = view.establishments.map(({ id, shortName }) => ({ id, name: shortName }));
    const domains = view.domains.map(({ id, label }) => ({ id, name: label }));
    let steppedOver = 0;
    for (const { deploymentId, domainId, establishmentId } of view.cells) {
      const inRow = (site: string) => cellAt(domainId, site);
      const inColumn = (domain: string) => cellAt(domain, establishmentId);
      const found = getNeighbours(workspace.reader, deploymentId, today);
      expect(found).toEqual({
        previousSite: beside(sites, establishmentId, -1, inRow),
        nextSite: beside(sites, establishmentId, 1, inRow),
        previousDomain: beside(domains, domainId, -1, inColumn),
        nextDomain: beside(domains, domainId, 1, inColumn),
      });
      const next = domains[domains.findIndex(({ id }) => id === domainId) + 1];
      if (next && found.nextDomain && found.nextDomain.id !== inColumn(next.id)?.deploymentId) steppedOver++;
    }
    expect(view.cells.length).toBeGreaterThan(50);
    expect(steppedOver).toBeGreaterThan(0);
  });

  it('are none for a deployment that is not in the matrix', async () => {
    const { workspace } = await demo();
    expect(getNeighbours(workspace.reader, newId(), today)).toEqual(none);
    const [cell] = getMatrixView(workspace.reader, today).cells;
    workspace.commit([{ kind: 'delete', table: 'deployment', id: cell?.deploymentId ?? '' }], null);
    expect(getNeighbours(workspace.reader, cell?.deploymentId ?? '', today)).toEqual(none);
  });
});
