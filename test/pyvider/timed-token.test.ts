import { TerraformOutput, TerraformVariable } from 'cdktf';
import { bindings, Duration, TimedToken, TimedTokenProps } from '../../src';
import { findings, newStack, only, synth } from '../synth';

const refused = (props: Partial<TimedTokenProps>) =>
  findings((stack) => new TimedToken(stack, 'Token', { name: 'deploy', ...props }));

describe('TimedToken', () => {
  test('writes only what is set', () => {
    const stack = newStack();
    const token = new TimedToken(stack, 'Token', { name: 'deploy' });
    expect(only(stack, 'pyvider_timed_token')).toEqual({ name: 'deploy', provider: 'tokens' });
    expect(token.node.defaultChild).toBeInstanceOf(bindings.PyviderTimedToken);
  });

  test('writes a lifetime or an expiry', () => {
    const one = newStack();
    new TimedToken(one, 'Token', { name: 'deploy', lifetime: Duration.hours(36) });
    expect(only(one, 'pyvider_timed_token')).toMatchObject({ lifetime: '1d12h' });
    const other = newStack();
    new TimedToken(other, 'Token', { name: 'deploy', expiresAt: '2026-02-28T00:00:00+01:00' });
    expect(only(other, 'pyvider_timed_token')).toMatchObject({ expires_at: '2026-02-28T00:00:00+01:00' });
  });

  test('says what is known of it, and what may be shown', () => {
    const stack = newStack();
    const token = new TimedToken(stack, 'Token', { name: 'deploy' });
    const { value, tokenId, name, issuedAt, expiresAt, available, hasExpiration } = token;
    const known = { value, tokenId, name, issuedAt, expiresAt, available, hasExpiration };
    new TerraformOutput(stack, 'known', { value: known, sensitive: true });
    new TerraformOutput(stack, 'status', { value: token.status });
    expect(synth(stack).output).toMatchInlineSnapshot(`
     {
       "known": {
         "sensitive": true,
         "value": {
           "available": "\${nonsensitive((pyvider_timed_token.Token_CB33349F.token != null))}",
           "expiresAt": "\${nonsensitive(pyvider_timed_token.Token_CB33349F.expires_at)}",
           "hasExpiration": "\${nonsensitive((sensitive(nonsensitive(pyvider_timed_token.Token_CB33349F.expires_at)) != null))}",
           "issuedAt": "\${pyvider_timed_token.Token_CB33349F.issued_at}",
           "name": "\${pyvider_timed_token.Token_CB33349F.name}",
           "tokenId": "\${pyvider_timed_token.Token_CB33349F.id}",
           "value": "\${pyvider_timed_token.Token_CB33349F.token}",
         },
       },
       "status": {
         "value": {
           "expiresAt": "\${nonsensitive(pyvider_timed_token.Token_CB33349F.expires_at)}",
           "id": "Token",
           "issuedAt": "\${pyvider_timed_token.Token_CB33349F.issued_at}",
           "keepsPrevious": false,
           "name": "\${pyvider_timed_token.Token_CB33349F.name}",
           "rotates": false,
           "tokenId": "\${pyvider_timed_token.Token_CB33349F.id}",
         },
       },
     }
    `);
  });

  test.each([
    [
      { lifetime: Duration.days(0) },
      'lifetime is 0s: make it at least 1s, the shortest life of a pyvider_timed_token',
    ],
    [
      { lifetime: Duration.hours(-1) },
      'lifetime is -1h: make it at least 1s, the shortest life of a pyvider_timed_token',
    ],
    [
      { lifetime: Duration.days(36_501) },
      'lifetime is 36501d: make it at most 36500d, the longest life of a pyvider_timed_token',
    ],
    [{ lifetime: Duration.days(NaN) }, 'lifetime is NaNd, which is no length of time: give one such as 1h'],
    [
      { lifetime: Duration.parse('long') },
      'lifetime is long, which is no length of time: give one such as 1h',
    ],
    [
      { expiresAt: '2026-02-30T00:00:00Z' },
      'expiresAt is "2026-02-30T00:00:00Z": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
    ],
    [
      { lifetime: Duration.hours(1), expiresAt: '2026-02-28T00:00:00Z' },
      'lifetime (1h) and expiresAt (2026-02-28T00:00:00Z) are both given: leave one of them out',
    ],
    [{ name: ' ' }, 'name is empty: say what the token is for, such as "github-actions-deploy"'],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Token] ${message}`]);
  });

  test.each([
    { lifetime: Duration.seconds(1) },
    { lifetime: Duration.days(36_500) },
    { expiresAt: '2024-02-29T23:59:59.5-12:30' },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('says everything at once', () => {
    expect(refused({ name: '', lifetime: Duration.days(0), expiresAt: 'soon' })).toHaveLength(4);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const days = new TerraformVariable(stack, 'days', { type: 'number' }).numberValue;
      new TimedToken(stack, 'A', { name: text, expiresAt: text });
      new TimedToken(stack, 'B', { name: `deploy-${text}`, lifetime: Duration.days(days) });
    });
    expect(found).toEqual([]);
  });
});
