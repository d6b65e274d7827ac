import { readFileSync } from 'node:fs';

/** What one jest run came to, by the file that `--json --outputFile` wrote. */
export function jestCounts(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Jest itself did not get to the end.
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return {
    passed: report.numPassedTests,
    // A file that can't be loaded has no tests to fail, so it counts itself.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What a step that has ended came to, in tests: it is one itself, unless it counts its own. */
export function counted(step, outcome) {
  const tests = step.counts?.();
  if (outcome !== 'failed') return tests ?? { passed: 1, failed: 0, skipped: 0 };
  // A jest that fails without a failed test (a threshold, say) must be seen in the sum as well.
  return { passed: 0, skipped: 0, ...tests, failed: tests?.failed || 1 };
}

/** The one line that everything ends with. */
export function summaryLine(counts) {
  const sum = (kind) => counts.reduce((total, each) => total + each[kind], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
