import { join } from 'node:path';
import { compare, type Measurement } from './measurement';
import { inTurn } from './sampling';

const TOKENS = 1_000;
const PAIRS = 9;

/** What our constructs add to the bindings they are made of, when an app synthesizes and validates. */
export const synth: Measurement = {
  name: 'synth',
  async run(progress) {
    const { capture } = await import('../scripts/command.mjs');
    const app = (kind: string) => async () => {
      const args = ['--import', 'tsx', join(__dirname, 'synth-app.ts'), kind, String(TOKENS)];
      return Number(await capture(process.execPath, args));
    };
    const { ours, beside } = await inTurn(
      PAIRS,
      { ours: app('constructs'), beside: app('bindings') },
      progress,
    );
    const name = `synth of ${TOKENS} timed tokens`;
    return [compare(name, { what: 'TimedToken', ...ours }, { what: 'PyviderTimedToken', ...beside }, 1.3)];
  },
};
