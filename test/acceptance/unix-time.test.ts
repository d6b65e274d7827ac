import { Fn, ref, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { useTerraform } from './terraform';
import { bindings } from '../../src';
import { milliseconds } from '../../src/harness/milliseconds';
import { unixSeconds } from '../../src/unix-time';
import { newStack } from '../synth';
import { vendorProvider } from '../vendor-provider';

const terraform = useTerraform();

const NOW = '2026-01-10T12:00:00Z';

const EDGES = [
  '0001-01-01T00:00:00Z',
  '1600-02-29T00:00:00Z',
  '1969-07-20T20:17:40Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '1999-12-31T23:59:59.999999Z',
  '2000-02-29T12:00:00Z',
  '2000-03-01T00:00:00Z',
  '2024-02-29T12:34:56Z',
  '2024-02-29T23:59:59+05:30',
  '2026-01-01T00:00:00+00:00',
  '2026-01-03T12:00:00.000000+00:00',
  '2026-06-01T00:30:00+05:30',
  '2026-06-01T23:30:00-08:00',
  '2026-11-22T08:09:10-09:30',
  '2026-12-31T23:59:59Z',
  '2027-01-01T00:00:00Z',
  '2100-02-28T23:59:59Z',
  '2100-03-01T00:00:00Z',
  '2400-02-29T00:00:00-00:30',
  '9999-12-31T23:59:59Z',
];

const anyInstant = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

test('Terraform alone counts as JavaScript does', async () => {
  const instants = [...EDGES, ...fc.sample(anyInstant, 500)];
  const expected = instants.map((each) => Math.floor(Date.parse(each) / 1000));
  const harness = vendorProvider(newStack(), 'harness');
  const deployment = await terraform().deployment((stack: TerraformStack) => {
    // The tests' Terraform has one provider at hand.
    new bindings.TokensProvider(stack, 'Tokens');
    new TerraformOutput(stack, 'seconds', {
      value: ref(`[for each in ${JSON.stringify(instants)} : ${unixSeconds('each')}]`),
    });
    const edges = new TerraformVariable(stack, 'edges', { type: 'list(string)', default: EDGES });
    new TerraformOutput(stack, 'milliseconds', {
      value: EDGES.map((_, index) => milliseconds(stack, Fn.element(edges.listValue, index), harness)),
    });
  });
  await deployment.apply(NOW);
  const outputs = deployment.outputs();
  expect(outputs.seconds).toEqual(expected);
  expect(outputs.milliseconds).toEqual(expected.slice(0, EDGES.length).map((seconds) => 1000 * seconds));
});
