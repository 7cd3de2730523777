/** Ends a test run with one plain line, "123 passed, 0 failed", that people and machines can read. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Counts tests; what fails outside a test (a file that does not load, an error nobody caught) counts as one
 * failure, so that the line never looks better than the run was.
 */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      const failedTests = tests.filter((test) => test.result().state === 'failed').length;
      failed += failedTests === 0 && module.state() === 'failed' ? 1 : failedTests;
    }
    if (failed > 0) process.exitCode = 1;
    // Other reporters and the teardown still print; the line comes when the process has nothing else to say.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
  }
}
