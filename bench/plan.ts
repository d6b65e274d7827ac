import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Measurement } from './measurement';
import { inTurn } from './sampling';
import { installProvider, isolated } from '../scripts/demo/isolation';

const RESOURCES = 1_000;
const PAIRS = 5;

const names = Array.from({ length: RESOURCES }, (_, index) => `token-${index}`);
const resources = (configuration: (name: string) => object) =>
  Object.fromEntries(names.map((name) => [name, configuration(name)]));

const TIMED_TOKENS = {
  terraform: { required_providers: { tokens: { source: 'access-tokens/tokens' } } },
  resource: { pyvider_timed_token: resources((name) => ({ provider: 'tokens', name })) },
};
const TERRAFORM_DATA = { resource: { terraform_data: resources((name) => ({ input: name })) } };

/**
 * `terraform plan` of timed tokens, whole commands, beside that of what costs Terraform the least: resources
 * of its own that do nothing.
 */
export const plan: Measurement = {
  name: 'plan',
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      await installProvider(folder);
      const tokens = await initialized(folder, 'tokens', TIMED_TOKENS);
      const data = await initialized(folder, 'data', TERRAFORM_DATA);
      const planning = async (name: string, args: readonly string[], expected: string) => {
        const sample = (terraform: Terraform) => async () => {
          const start = performance.now();
          const said = await terraform('plan', ...args);
          const took = performance.now() - start;
          if (!said.includes(expected)) throw new Error(`terraform plan did not say "${expected}": ${said}`);
          return took;
        };
        const { ours, beside } = await inTurn(
          PAIRS,
          { ours: sample(tokens), beside: sample(data) },
          (words) => progress(`${name}, ${words}`),
        );
        return compare(name, { what: 'pyvider_timed_token', ...ours }, { what: 'terraform_data', ...beside });
      };

      const create = await planning(`plan that creates ${RESOURCES}`, [], `Plan: ${RESOURCES} to add`);
      for (const terraform of [tokens, data]) {
        progress(`apply of ${RESOURCES}`);
        await terraform('apply', '-auto-approve');
      }
      const nothing = await planning(
        `plan of ${RESOURCES} with no changes`,
        ['-detailed-exitcode'],
        'No changes',
      );
      return [create, nothing];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Terraform = (command: string, ...args: readonly string[]) => Promise<string>;

async function initialized(folder: string, name: string, configuration: object): Promise<Terraform> {
  const { capture } = await import('../scripts/command.mjs');
  const cwd = join(folder, name);
  // As the start of the provider is measured; and nothing expires on the way, however long that is.
  const env = { ...isolated(folder), NODE_EXTRA_CA_CERTS: undefined, TOKENS_NOW: '2026-01-10T09:00:00Z' };
  const terraform: Terraform = async (command, ...args) =>
    capture(
      process.env.TERRAFORM_BINARY_NAME || 'terraform',
      [command, '-input=false', '-no-color', ...args],
      {
        cwd,
        env,
        as: `terraform ${command}`,
      },
    );
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify(configuration));
  await terraform('init');
  return terraform;
}
