import { TerraformResource } from 'cdktf';
import { LinodeScope, LinodeToken } from '../../src';
import { rotating } from '../known';
import { newStack, synth } from '../synth';

test('a rotation’s serial is the version of a write-only argument', () => {
  const stack = newStack();
  const token = rotating(stack, LinodeToken.blueprint({ label: 'ci', scopes: [LinodeScope.ALL] }));
  const secret = new TerraformResource(stack, 'Secret', {
    terraformResourceType: 'aws_secretsmanager_secret_version',
  });
  secret.addOverride('secret_string_wo', token.current.value);
  secret.addOverride('secret_string_wo_version', token.serial);

  const { aws_secretsmanager_secret_version: written } = synth(stack).resource;
  expect(written.Secret).toEqual({
    secret_string_wo:
      '${sensitive(element([linode_token.Deploy_Slot0_FC05F113.token, linode_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.current_slot))}',
    secret_string_wo_version: '${tokens_rotation.Deploy_7B206E61.serial}',
  });
});
