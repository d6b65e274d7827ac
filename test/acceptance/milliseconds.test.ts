import { Fn, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { useTerraform } from './terraform';
import { bindings } from '../../src';
import { milliseconds } from '../../src/harness/milliseconds';
import { newStack } from '../synth';
import { vendorProvider } from '../vendor-provider';

const terraform = useTerraform();

const NOW = '2026-01-10T12:00:00Z';

const EDGES = [
  '1970-01-01T00:00:00Z',
  '1999-12-31T23:59:59Z',
  '2000-02-29T00:00:00Z',
  '2000-03-01T00:00:00Z',
  '2024-02-29T12:34:56Z',
  '2100-02-28T23:59:59Z',
  '2100-03-01T00:00:00Z',
  '2026-12-31T23:59:59Z',
  '2027-01-01T00:00:00Z',
  '2026-06-01T00:30:00+05:30',
  '2026-06-01T23:30:00-08:00',
  '2026-01-01T00:00:00+00:00',
  '1969-07-20T20:17:40Z',
  '9998-12-31T23:59:59Z',
];

const anyInstant = fc
  .integer({ min: Date.UTC(1900, 0) / 1000, max: Date.UTC(2400, 0) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''));

test('Terraform alone counts the same milliseconds as JavaScript does', async () => {
  const instants = [...EDGES, ...fc.sample(anyInstant, 200)];
  const vendor = vendorProvider(newStack(), 'harness');
  const deployment = await terraform().deployment((stack: TerraformStack) => {
    // The tests' Terraform has one provider at hand.
    new bindings.TokensProvider(stack, 'Tokens');
    const given = new TerraformVariable(stack, 'instants', { type: 'list(string)', default: instants });
    new TerraformOutput(stack, 'milliseconds', {
      value: instants.map((_, index) => milliseconds(stack, Fn.element(given.listValue, index), vendor)),
    });
  });
  await deployment.apply(NOW);
  expect(deployment.outputs().milliseconds).toEqual(instants.map((each) => Date.parse(each)));
});
