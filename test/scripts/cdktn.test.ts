import { evaluate } from './module-runner';

const SOURCE = `
import { App } from 'cdktf';
import * as cdktf from "cdktf";
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
import { TimedToken } from 'cdktf-access-tokens';
jest.doMock('@cdktf/provider-null', load);
// cdktf's own renderer, see 'cdktf.json'
const id = 'cdktf-access-tokens.TokensProvider';
const usage = \`Usage: cdktf-json-to-hcl cdktf\`;
/**
 * cdktf 0.21 (\`cdktf synth --hcl\`) and cdktf-cli write \`cdktf.out\`, as is known of cdktf.
 * Generates CDKTF code for 'cdktf-access-tokens.X'. It needs the package
 * \`@cdktf/provider-null\`.
 */
`;

test('the edition for CDK Terrain imports other modules and says so in its docs, and keeps ids and files', async () => {
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
// cdktn's own renderer, see 'cdktf.json'
const id = 'cdktf-access-tokens.TokensProvider';
const usage = \`Usage: cdktn-json-to-hcl cdktf\`;
/**
 * cdktn (\`cdktn synth --hcl\`) and cdktn-cli write \`cdktf.out\`, as is known of cdktn.
 * Generates CDK Terrain code for 'cdktf-access-tokens.X'.
 */
`.trim(),
  );
});
