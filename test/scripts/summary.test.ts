import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

function report(name: string, counts: Partial<Record<string, number>>): string {
  const file = join(folder(), name);
  const none = {
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };
  writeFileSync(file, JSON.stringify({ ...none, ...counts }));
  return file;
}

const line = async (...files: string[]) =>
  (await evaluate('summary.mjs', `console.log(m.summaryLine(${JSON.stringify(files)}.map(m.jestCounts)))`))
    .stdout;

test('sums all runs', async () => {
  const files = [report('a', { numPassedTests: 3 }), report('b', { numPassedTests: 4, numFailedTests: 2 })];
  expect(await line(...files)).toBe('7 passed, 2 failed\n');
});

test('a file that can’t be loaded counts as a failure', async () => {
  expect(await line(report('a', { numPassedTests: 1, numRuntimeErrorTestSuites: 1 }))).toBe(
    '1 passed, 1 failed\n',
  );
});

test('a run that wrote no report, or half of one, counts as a failure', async () => {
  const half = join(folder(), 'half');
  writeFileSync(half, '{"numPassedTests": 4');
  expect(await line(join(folder(), 'none'), half)).toBe('0 passed, 2 failed\n');
});

test('what was skipped is told, but only if there is any', async () => {
  expect(await line(report('a', { numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }))).toBe(
    '1 passed, 0 failed, 3 skipped\n',
  );
});
