import { evaluate } from './module-runner';

interface Ran {
  readonly text: string;
  readonly results: { name: string; outcome: string; detail?: string; milliseconds: number }[];
}

/** Runs steps, given as source, one after the other on a runner that writes to a string. */
async function run(steps: string, options = ''): Promise<Ran> {
  const { stdout, stderr } = await evaluate(
    'runner.mjs',
    `
    let text = '';
    const runner = new m.Runner({ out: { write: (part) => (text += part) }, ${options} });
    for (const step of [${steps}]) await runner.run(step, {});
    console.log(JSON.stringify({ text, results: runner.results }));
    `,
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('a step that ends well is one line with its time and its remark', async () => {
  const { text, results } = await run(`{ name: 'build', run: () => '3 files' }`);
  expect(text).toMatch(/^ok +0\.\d s {2}build: 3 files\n$/);
  expect(results).toMatchObject([{ name: 'build', outcome: 'done', detail: '3 files' }]);
});

test('a step with nothing to do says why and is not run', async () => {
  const { text, results } = await run(
    `{ name: 'install', upToDate: () => 'matches', run: () => { throw new Error('run') } }`,
  );
  expect(text).toMatch(/^same .* install: matches\n$/);
  expect(results).toMatchObject([{ outcome: 'up to date' }]);
});

test('a step that fails says why, with the beginning and the end of what it wrote', async () => {
  const { text, results } = await run(`
    {
      name: 'compile',
      tail: 4,
      run: () => {
        const output = Array.from({ length: 100 }, (_, i) => 'line ' + i).join('\\n');
        throw Object.assign(new Error('tsc exited with 2'), { output });
      },
    },
    { name: 'next', run: () => {} }
  `);
  expect(text).toMatch(/^FAIL .* compile: tsc exited with 2\n {2}\| line 0\n {2}\| \(96 lines left out\)\n/);
  expect(text).toMatch(/\| line 97\n {2}\| line 98\n {2}\| line 99\nok .* next\n$/);
  expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
});

test('the output of a real command that fails is kept, both streams of it', async () => {
  const { stdout } = await evaluate(
    'command.mjs',
    `
    const code = "console.log('to stdout'); console.error('to stderr'); process.exit(3)";
    const error = await m.capture(process.execPath, ['-e', code]).catch((e) => e);
    console.log(JSON.stringify([error.message, error.output.split('\\n').sort()]));
    `,
  );
  const [message, lines] = JSON.parse(stdout);
  expect(message).toMatch(/exited with 3$/);
  expect(lines).toEqual(expect.arrayContaining(['to stdout', 'to stderr']));
});

test('a program that is not there is a failed step, not a crash', async () => {
  const { stdout } = await evaluate(
    'command.mjs',
    `console.log((await m.capture('/no/such/program').catch((e) => e)).message)`,
  );
  expect(stdout).toMatch(/\/no\/such\/program could not be started: .*ENOENT/);
});

test('long steps show that they live, with what they are at', async () => {
  const { text } = await run(
    `{
      name: 'download',
      // Ends by the second sign of life, however slow the machine is.
      run: async ({ progress }) => {
        progress('half');
        while ((text.match(/download \\(/g) ?? []).length < 2) await new Promise(setImmediate);
      },
    }`,
    'heartbeat: 1',
  );
  expect(text).toMatch(/^(\.\.\. +download \(0 s, half\)\n){2,}ok .* download\n$/);
});
