import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that last longer than their size tells, the longest first: begun last, each would leave a processor idle
 * at the end. Any other file follows, by what it took the last time or, the first time, by its size.
 */
const longest = [
  'test/integration/campaign.test.ts',
  'test/integration/cli/cli.test.ts',
  'test/integration/backend/contract.test.ts',
  'test/integration/kill.test.ts',
  'test/property/exchange-simulation.test.ts',
  'test/property/rights-simulation.test.ts',
  'test/house/lint-and-format.test.ts',
  'test/integration/cli/killed.test.ts',
  'test/integration/fuzz-corpus.test.ts',
  'test/e2e/gantt.test.ts',
  'test/e2e/gantt-print.test.ts',
  'test/e2e/exchange.test.ts',
  'test/e2e/matrix.test.ts',
  'test/e2e/baselines.test.ts',
  'test/electron/command.test.ts',
  'test/electron/backend-process.test.ts',
  'test/electron/packaged-app.test.ts',
];

/** Hands out the files of a run so that the processors end together. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = this.ctx.config.root;
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.indexOf(relative(root, moduleId).replaceAll('\\', '/'));
      return at === -1 ? longest.length : at;
    };
    const group = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return (await super.sort(files)).toSorted((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
