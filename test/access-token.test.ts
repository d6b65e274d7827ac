import { TerraformOutput, TerraformVariable } from 'cdktf';
import { AccessToken } from '../src';
import { newStack, synth } from './synth';

describe('AccessToken', () => {
  test('marks the value as sensitive, whatever it was', () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, 'secret', { type: 'string' }).stringValue;
    const attributes = { value, tokenId: '7', name: 'ci', issuedAt: '2026-01-01T00:00:00Z' };
    const forever = AccessToken.fromAttributes(attributes);
    const brief = AccessToken.fromAttributes({ ...attributes, expiresAt: value });
    new TerraformOutput(stack, 'value', { value: forever.value, sensitive: true });
    new TerraformOutput(stack, 'available', { value: forever.available });
    new TerraformOutput(stack, 'never', { value: forever.hasExpiration });
    new TerraformOutput(stack, 'some', { value: brief.hasExpiration });
    const { output } = synth(stack);
    expect(output.value.value).toBe('${sensitive(var.secret)}');
    expect(output.available.value).toBe('${nonsensitive((sensitive(var.secret) != null))}');
    expect(output.never.value).toBe(false);
    expect(output.some.value).toBe('${nonsensitive((sensitive(var.secret) != null))}');
  });
});
