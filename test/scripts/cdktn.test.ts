import { evaluate } from './module-runner';

const SOURCE = `
import { App } from 'cdktf';
import * as cdktf from "cdktf";
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
import { TimedToken } from 'cdktf-access-tokens';
jest.doMock('@cdktf/provider-null', load);
// cdktf's own renderer, see 'cdktf.json'
const id = 'cdktf-access-tokens.TokensProvider';
`;

test('the edition for CDK Terrain imports other modules, and keeps ids and words', async () => {
  const code = `console.log(m.rewritten(${JSON.stringify(SOURCE)}))`;
  const { stdout, stderr } = await evaluate('cdktn.mjs', code);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(
    `
import { App } from 'cdktn';
import * as cdktf from "cdktn";
import { invokeAspects } from 'cdktn/lib/synthesize/synthesizer';
import { TimedToken } from 'cdktn-access-tokens';
jest.doMock('@cdktf/provider-null', load);
// cdktf's own renderer, see 'cdktf.json'
const id = 'cdktf-access-tokens.TokensProvider';
`.trim(),
  );
});
