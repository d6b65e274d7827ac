#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HclOutput } from './hcl-output';

const USAGE = `Usage: cdktf-json-to-hcl <cdk.tf.json> [--schemas FILE] > main.tf

Converts a synthesized stack from Terraform's JSON syntax to its native one, HCL.

  --schemas FILE  what \`terraform providers schema -json\` prints in the stack's directory.
                  JSON does not say what is a block and what an attribute; without schemas,
                  only the blocks of the companion provider are known.
`;

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { schemas: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (positionals.length !== 1) {
    throw new Error(`one file is converted, not ${positionals.length}\n\n${USAGE}`);
  }
  const schemas = values.schemas === undefined ? undefined : readFileSync(values.schemas, 'utf8');
  process.stdout.write(HclOutput.fromJson(readFileSync(positionals[0], 'utf8'), schemas));
}

try {
  main();
} catch (error) {
  process.stderr.write(`cdktf-json-to-hcl: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
