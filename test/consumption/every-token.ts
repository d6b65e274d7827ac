import { TerraformStack } from 'cdktf';
import {
  AccessTokenAttributes,
  AivenApplicationUser,
  AivenApplicationUserToken,
  HarnessApiKey,
  HarnessToken,
  HarnessUser,
  IAccessToken,
  LinodeScope,
  LinodeToken,
  SeqeraToken,
  TimedToken,
} from '../../src';

/** One token of each service. */
export const EVERY_TOKEN: Readonly<Record<string, (stack: TerraformStack) => IAccessToken>> = {
  Timed: (stack) => new TimedToken(stack, 'Token', { name: 'deploy' }),
  Linode: (stack) =>
    new LinodeToken(stack, 'Token', { label: 'deploy', scopes: [LinodeScope.LINODES_READ_ONLY] }),
  Aiven: (stack) => {
    const user = AivenApplicationUser.fromAttributes(stack, 'User', {
      organizationId: 'org1a2b3c4d5e6',
      userId: 'u1a2b3c4d5e6',
    });
    return new AivenApplicationUserToken(stack, 'Token', { user, description: 'deployments' });
  },
  Seqera: (stack) => new SeqeraToken(stack, 'Token', { name: 'deploy' }),
  Harness: (stack) => {
    const owner = HarnessUser.fromAttributes(stack, 'Me', { accountId: 'account', userId: 'me' });
    const apiKey = HarnessApiKey.fromAttributes(stack, 'Key', { owner, identifier: 'deploy_key' });
    return new HarnessToken(stack, 'Token', { apiKey, identifier: 'deploy' });
  },
};

/** The same services' tokens that were made elsewhere. */
export const TOKEN_OF_ELSEWHERE: Readonly<
  Record<string, (attributes: AccessTokenAttributes) => IAccessToken>
> = {
  Timed: (attributes) => TimedToken.fromAttributes(attributes),
  Linode: (attributes) => LinodeToken.fromAttributes(attributes),
  Aiven: (attributes) => AivenApplicationUserToken.fromAttributes(attributes),
  Seqera: (attributes) => SeqeraToken.fromAttributes(attributes),
  Harness: (attributes) => HarnessToken.fromAttributes(attributes),
};
