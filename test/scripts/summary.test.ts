import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

function report(name: string, counts: Partial<Record<string, number>>, testResults: unknown[] = []): string {
  const file = join(folder(), name);
  const none = {
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };
  writeFileSync(file, JSON.stringify({ ...none, ...counts, testResults }));
  return file;
}

const summary = async (...files: string[]) =>
  (await evaluate('summary.mjs', `console.log(m.summary(${JSON.stringify(files)}.map(m.jestCounts)))`))
    .stdout;

test('sums all runs', async () => {
  const files = [report('a', { numPassedTests: 3 }), report('b', { numPassedTests: 4, numFailedTests: 2 })];
  expect(await summary(...files)).toBe('7 passed, 2 failed\n');
});

test('a file that can’t be loaded counts as a failure', async () => {
  expect(await summary(report('a', { numPassedTests: 1, numRuntimeErrorTestSuites: 1 }))).toBe(
    '1 passed, 1 failed\n',
  );
});

test('a run that wrote no report, or half of one, counts as a failure', async () => {
  const half = join(folder(), 'half');
  writeFileSync(half, '{"numPassedTests": 4');
  expect(await summary(join(folder(), 'none'), half)).toBe('0 passed, 2 failed\n');
});

test('what was skipped is told, but only if there is any', async () => {
  expect(await summary(report('a', { numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }))).toBe(
    '1 passed, 0 failed, 3 skipped\n',
  );
});

test('what failed is named: each test, or the file that can’t be loaded', async () => {
  const result = (file: string, status: string, ...titles: string[]) => ({
    name: join(scripts, '..', file),
    status,
    assertionResults: titles.map((title) => ({ status, ancestorTitles: ['of it'], title })),
  });
  const results = [
    result('test/a.test.ts', 'passed', 'one'),
    result('provider/test/b.test.ts', 'failed', 'two', 'three'),
    result('test/c.test.ts', 'failed'),
  ];
  const counts = { numPassedTests: 1, numFailedTests: 2, numRuntimeErrorTestSuites: 1 };
  expect(await summary(report('a', counts, results))).toBe(
    [
      'failed: provider/test/b.test.ts › of it › two',
      'failed: provider/test/b.test.ts › of it › three',
      'failed: test/c.test.ts',
      '1 passed, 3 failed\n',
    ].join('\n'),
  );
});

test('a step that is no test names itself, and so does a jest that fails without a failed test', async () => {
  const none = { passed: 4, failed: 0, skipped: 1, failures: [] };
  const { stdout } = await evaluate(
    'summary.mjs',
    `const threshold = { name: 'tests of it', counts: () => (${JSON.stringify(none)}) };
     console.log(m.summary([m.counted({ name: 'lint' }, 'failed'), m.counted(threshold, 'failed')]));`,
  );
  expect(stdout).toBe('failed: lint\nfailed: tests of it\n4 passed, 2 failed, 1 skipped\n');
});
