import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

test('pip installs into our own environments, whatever the user has set for others', async () => {
  const python = join(folder(), 'python3');
  const said = join(folder(), 'said');
  writeFileSync(python, `#!/bin/sh\necho "$PIP_USER $PIP_REQUIRE_VIRTUALENV $PIP_INDEX_URL $*" > ${said}\n`);
  chmodSync(python, 0o755);
  const { stdout } = await evaluate(
    'command.mjs',
    `import { readFileSync } from 'node:fs';
     await m.pip(${JSON.stringify(python)}, ['it']);
     console.log(readFileSync(${JSON.stringify(said)}, 'utf8'))`,
    {
      ...process.env,
      PIP_USER: '1',
      PIP_REQUIRE_VIRTUALENV: 'true',
      PIP_INDEX_URL: 'https://mirror.example',
    },
  );
  expect(stdout).toMatch(/^0 0 https:\/\/mirror\.example -m pip install .* it\n/);
});
