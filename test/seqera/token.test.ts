import { TerraformVariable } from 'cdktf';
import { bindings, SeqeraToken, SeqeraTokenProps } from '../../src';
import { known, rotating, slots } from '../known';
import { findings, newStack, only } from '../synth';
import { vendorProvider } from '../vendor-provider';

const refused = (props: Partial<SeqeraTokenProps>) =>
  findings((stack) => new SeqeraToken(stack, 'Token', { name: 'deploy', ...props }));

describe('SeqeraToken', () => {
  test('writes its name', () => {
    const stack = newStack();
    const token = new SeqeraToken(stack, 'Token', { name: 'deploy' });
    expect(only(stack, 'seqera_tokens')).toEqual({ name: 'deploy', provider: 'tokens' });
    expect(token.node.defaultChild).toBeInstanceOf(bindings.SeqeraTokens);
  });

  test('writes the same for Seqera’s own provider', () => {
    const stack = newStack();
    new SeqeraToken(stack, 'Token', { name: 'deploy', provider: vendorProvider(stack, 'seqera') });
    expect(only(stack, 'seqera_tokens')).toEqual({ name: 'deploy', provider: 'seqera' });
  });

  test('says what is known of it: no expiry', () => {
    const stack = newStack();
    expect(known(stack, new SeqeraToken(stack, 'Token', { name: 'deploy' }))).toMatchInlineSnapshot(`
     {
       "available": "\${nonsensitive((seqera_tokens.Token_CB33349F.access_key != null))}",
       "hasExpiration": false,
       "issuedAt": "\${seqera_tokens.Token_CB33349F.date_created}",
       "name": "\${seqera_tokens.Token_CB33349F.name}",
       "tokenId": "\${tostring(seqera_tokens.Token_CB33349F.id)}",
       "value": "\${seqera_tokens.Token_CB33349F.access_key}",
     }
    `);
  });

  test('rotates: slots have names of their own', () => {
    const blueprint = SeqeraToken.blueprint({ name: 'deploy' });
    expect(slots(newStack(), blueprint, 'seqera_tokens')).toMatchInlineSnapshot(`
     [
       {
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
           ],
         },
         "name": "deploy-0",
         "provider": "tokens",
       },
       {
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
           ],
         },
         "name": "deploy-1",
         "provider": "tokens",
       },
     ]
    `);
  });

  test.each([
    [{ name: '' }, 'name is empty: give a text such as "github-actions-deploy"'],
    [
      { name: '😀'.repeat(51) },
      `name is "${'😀'.repeat(51)}", of 51 characters: make it at most 50, as many as a seqera_tokens takes`,
    ],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Token] ${message}`]);
  });

  test.each([{ name: '😀'.repeat(50) }, { name: 'd' }])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('counts the number of the slot', () => {
    const named = (name: string) => findings((stack) => rotating(stack, SeqeraToken.blueprint({ name })));
    expect(named('x'.repeat(48))).toEqual([]);
    expect(named('x'.repeat(49))).toHaveLength(2);
  });

  test('refuses a name that another token of the same user has', () => {
    const found = findings((stack) => {
      new SeqeraToken(stack, 'One', { name: 'deploy' });
      new SeqeraToken(stack, 'Other', { name: 'deploy' });
      new SeqeraToken(stack, 'Third', { name: 'Deploy' });
      new SeqeraToken(stack, 'Elsewhere', { name: 'deploy', provider: vendorProvider(stack, 'seqera') });
    });
    expect(found).toEqual([
      '[stack/Other] name is "deploy", which stack/One has already: the service refuses the second one, so give it another',
    ]);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const name = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      new SeqeraToken(stack, 'One', { name });
      new SeqeraToken(stack, 'Other', { name });
    });
    expect(found).toEqual([]);
  });
});
