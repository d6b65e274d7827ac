import { TerraformOutput, TerraformVariable } from 'cdktf';
import {
  AivenApplicationUser,
  AivenApplicationUserProps,
  AivenApplicationUserToken,
  bindings,
} from '../../src';
import { findings, newStack, only, synth } from '../synth';

const organizationId = 'org1a2b3c4d5e6';

const refused = (props: Partial<AivenApplicationUserProps>) =>
  findings(
    (stack) => new AivenApplicationUser(stack, 'User', { organizationId, name: 'terraform', ...props }),
  );

describe('AivenApplicationUser', () => {
  test('writes what is set, and refers to what Aiven gives', () => {
    const stack = newStack();
    const user = new AivenApplicationUser(stack, 'User', { organizationId, name: 'terraform' });
    const { userId, name, email } = user;
    new TerraformOutput(stack, 'user', {
      value: { userId, name, email, organizationId: user.organizationId },
    });
    expect(only(stack, 'aiven_organization_application_user')).toEqual({
      name: 'terraform',
      organization_id: organizationId,
      provider: 'tokens',
    });
    expect(synth(stack).output.user.value).toEqual({
      userId: '${aiven_organization_application_user.User_00B015A1.user_id}',
      name: '${aiven_organization_application_user.User_00B015A1.name}',
      email: '${aiven_organization_application_user.User_00B015A1.email}',
      organizationId,
    });
    expect(user.node.defaultChild).toBeInstanceOf(bindings.AivenOrganizationApplicationUser);
  });

  test('of elsewhere makes nothing', () => {
    const stack = newStack();
    const user = AivenApplicationUser.fromAttributes(stack, 'User', { organizationId, userId: 'u1' });
    new AivenApplicationUserToken(stack, 'Token', { user, description: 'deploy' });
    expect(Object.keys(synth(stack).resource)).toEqual(['aiven_organization_application_user_token']);
    expect(only(stack, 'aiven_organization_application_user_token')).toMatchObject({
      organization_id: organizationId,
      user_id: 'u1',
    });
  });

  test.each([
    [{ organizationId: '' }, 'organizationId is empty: give a text such as "org1a2b3c4d5e6"'],
    [{ name: ' ' }, 'name is empty: give a text such as "app-terraform"'],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/User] ${message}`]);
  });

  test('takes what is there, or known only when Terraform runs', () => {
    expect(refused({})).toEqual([]);
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      new AivenApplicationUser(stack, 'User', { organizationId: text, name: text });
      AivenApplicationUser.fromAttributes(stack, 'Other', { organizationId: text, userId: text });
    });
    expect(found).toEqual([]);
  });

  test('of elsewhere needs ids', () => {
    const found = findings((stack) =>
      AivenApplicationUser.fromAttributes(stack, 'User', { organizationId: '', userId: '' }),
    );
    expect(found).toEqual([
      '[stack/User] organizationId is empty: give a text such as "org1a2b3c4d5e6"',
      '[stack/User] userId is empty: give a text such as "u1a2b3c4d5e6"',
    ]);
  });
});
