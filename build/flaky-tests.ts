import type { Reporter, TestModule } from 'vitest/node';

/** Names at the end the tests that passed only when tried again: none of them is to be got used to. */
export class FlakyTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const flaky = modules.flatMap((module) =>
      [...module.children.allTests()].filter((test) => test.diagnostic()?.flaky),
    );
    if (flaky.length === 0) return;
    process.stdout.write(`\nPassed only when tried again (${flaky.length}):\n`);
    for (const test of flaky)
      process.stdout.write(`  ${test.module.relativeModuleId} > ${test.fullName}\n${firstFault(test)}`);
  }
}

function firstFault(test: { result(): { errors?: readonly { message: string }[] | undefined } }): string {
  const message = test.result().errors?.[0]?.message;
  return message ? `    ${message.split('\n')[0]}\n` : '';
}
