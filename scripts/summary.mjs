import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './command.mjs';

/** What one jest run came to, by the file that `--json --outputFile` wrote. */
export function jestCounts(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Jest itself did not get to the end.
    return { passed: 0, failed: 1, skipped: 0, failures: [] };
  }
  return {
    passed: report.numPassedTests,
    // A file that can't be loaded has no tests to fail, so it counts itself.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  };
}

/** The names of what failed in one test file; of one that can't be loaded, its own. */
function failuresOf({ name, status, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((each) => each.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [file] : [];
  return failed.map(({ ancestorTitles, title }) => [file, ...ancestorTitles, title].join(' › '));
}

/** What a step that has ended came to, in tests: it is one itself, unless it counts its own. */
export function counted(step, outcome) {
  const tests = step.counts?.();
  if (outcome !== 'failed') return tests ?? { passed: 1, failed: 0, skipped: 0, failures: [] };
  // A jest that fails without a failed test (a threshold, say) must be seen in the sum as well.
  const { passed = 0, failed = 0, skipped = 0, failures = [] } = tests ?? {};
  return { passed, failed: failed || 1, skipped, failures: failures.length > 0 ? failures : [step.name] };
}

/** What everything ends with: the name of each test that failed, and the sum as the last line. */
export function summary(counts) {
  const sum = (kind) => counts.reduce((total, each) => total + each[kind], 0);
  const skipped = sum('skipped');
  return [
    ...counts.flatMap(({ failures }) => failures).map((name) => `failed: ${name}`),
    `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`,
  ].join('\n');
}

/** The same for a set-up that failed. */
export const nothingRun = () => summary([{ passed: 0, failed: 1, skipped: 0, failures: ['the set-up'] }]);
