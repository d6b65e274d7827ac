import { TerraformVariable } from 'cdktf';
import { bindings, LinodeScope, LinodeToken, LinodeTokenProps } from '../../src';
import { known, rotating, slots } from '../known';
import { findings, newStack, only, synth } from '../synth';
import { vendorProvider } from '../vendor-provider';

const scopes = [LinodeScope.LINODES_READ_ONLY, LinodeScope.of('new_area:read_write')];

const refused = (props: Partial<LinodeTokenProps>) =>
  findings((stack) => new LinodeToken(stack, 'Token', { label: 'deploy', scopes, ...props }));

describe('LinodeToken', () => {
  test('writes only what is set', () => {
    const stack = newStack();
    const token = new LinodeToken(stack, 'Token', { label: 'deploy', scopes });
    expect(only(stack, 'linode_token')).toEqual({
      label: 'deploy',
      provider: 'tokens',
      scopes: 'linodes:read_only new_area:read_write',
    });
    expect(token.node.defaultChild).toBeInstanceOf(bindings.LinodeToken);
  });

  test('writes the same for Linode’s own provider', () => {
    const stack = newStack();
    const provider = vendorProvider(stack, 'linode');
    const expiresAt = '2030-01-31T00:00:00Z';
    new LinodeToken(stack, 'Token', { label: 'deploy', scopes, expiresAt, provider });
    expect(only(stack, 'linode_token')).toEqual({
      expiry: expiresAt,
      label: 'deploy',
      provider: 'linode',
      scopes: 'linodes:read_only new_area:read_write',
    });
    expect(Object.keys(synth(stack).provider)).toEqual(['linode']);
  });

  test('says what is known of it', () => {
    const stack = newStack();
    const props = { label: 'deploy', scopes, expiresAt: '2030-01-31T00:00:00Z' };
    expect(known(stack, new LinodeToken(stack, 'Token', props))).toMatchInlineSnapshot(`
     {
       "available": "\${nonsensitive((linode_token.Token_CB33349F.token != null))}",
       "expiresAt": "\${linode_token.Token_CB33349F.expiry}",
       "hasExpiration": "\${nonsensitive((sensitive(linode_token.Token_CB33349F.expiry) != null))}",
       "issuedAt": "\${linode_token.Token_CB33349F.created}",
       "name": "\${linode_token.Token_CB33349F.label}",
       "tokenId": "\${linode_token.Token_CB33349F.id}",
       "value": "\${linode_token.Token_CB33349F.token}",
     }
    `);
  });

  test('never expires without an expiry, whatever year Linode says', () => {
    const stack = newStack();
    const answers = known(stack, new LinodeToken(stack, 'Token', { label: 'deploy', scopes }));
    expect(answers).toMatchObject({ hasExpiration: false });
    expect(answers).not.toHaveProperty('expiresAt');
  });

  test('rotates: slots have labels and expiries of their own', () => {
    const blueprint = LinodeToken.blueprint({ label: 'deploy', scopes: [LinodeScope.ALL] });
    expect(slots(newStack(), blueprint, 'linode_token')).toMatchInlineSnapshot(`
     [
       {
         "expiry": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[0]}",
         "label": "deploy-0",
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
           ],
         },
         "provider": "tokens",
         "scopes": "*",
       },
       {
         "expiry": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[1]}",
         "label": "deploy-1",
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
           ],
         },
         "provider": "tokens",
         "scopes": "*",
       },
     ]
    `);
  });

  test.each([
    [{ label: ' ' }, 'label is empty: give a text such as "github-actions-deploy"'],
    [
      { label: 'ä'.repeat(51) },
      `label is "${'ä'.repeat(51)}", of 102 bytes: make it at most 100, as many as a linode_token takes`,
    ],
    [{ scopes: [] }, 'scopes is empty: say what the token may do, such as LinodeScope.LINODES_READ_ONLY'],
    [
      { scopes: [LinodeScope.of('linodes:read_only,lke:read_only')] },
      'scopes has "linodes:read_only,lke:read_only": give each scope as "area:level", such as LinodeScope.of("linodes:read_only")',
    ],
    [
      { scopes: [LinodeScope.ALL, LinodeScope.VOLUMES_READ_ONLY] },
      'scopes has LinodeScope.ALL and others: give it alone, or leave it out for a token that may do less',
    ],
    [
      { scopes: [LinodeScope.LKE_READ_ONLY, LinodeScope.LKE_READ_ONLY] },
      'scopes has "lke:read_only" more than once: leave the others out',
    ],
    [
      { expiresAt: 'tomorrow' },
      'expiresAt is "tomorrow": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
    ],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Token] ${message}`]);
  });

  test.each([
    { label: 'ä'.repeat(50) },
    { scopes: [LinodeScope.ALL] },
    { scopes: [LinodeScope.LKE_READ_ONLY, LinodeScope.LKE_READ_WRITE] },
    { expiresAt: '2030-01-31T00:00:00+01:00' },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('says everything at once', () => {
    expect(refused({ label: '', scopes: [], expiresAt: 'soon' })).toHaveLength(3);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      new LinodeToken(stack, 'Token', { label: text, scopes: [LinodeScope.of(text)], expiresAt: text });
    });
    expect(found).toEqual([]);
  });

  test('finds an empty label in a rotation as well', () => {
    const found = findings((stack) => rotating(stack, LinodeToken.blueprint({ label: '', scopes })));
    expect(found).toEqual([0, 1].map((slot) => expect.stringContaining(`Slot${slot}] label is empty`)));
  });
});

test('every scope that is listed has a form that Linode takes', () => {
  const listed = Object.entries(LinodeScope).filter(([, scope]) => scope instanceof LinodeScope);
  expect(listed.length).toBeGreaterThan(30);
  for (const [name, scope] of listed) {
    expect(`${scope}`).toBe(name === 'ALL' ? '*' : name.toLowerCase().replace(/_(read_\w+)$/, ':$1'));
  }
});
