import { App, TerraformStack } from 'cdktf';
import { HarnessApiKey, HarnessServiceAccount, HarnessToken, HarnessUser } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface HarnessAccessProps {
  /** The account that everything is made in. */
  readonly accountId: string;
  /** The user whose API key runs Terraform: nobody may make keys for another one. */
  readonly userId: string;
  readonly orgId: string;
  readonly projectId: string;
}

class HarnessAccess extends TerraformStack {
  constructor(scope: Construct, id: string, { accountId, userId, orgId, projectId }: HarnessAccessProps) {
    super(scope, id);

    // Of the account: the API key of a user, who is there already.
    const user = HarnessUser.fromAttributes(this, 'User', { accountId, userId });
    const userKey = new HarnessApiKey(this, 'UserKey', { owner: user, identifier: 'user_key' });
    new HarnessToken(this, 'AccountToken', { apiKey: userKey, identifier: 'test_token', name: 'test token' });

    // Of an organization, and of a project in it: the API keys of service accounts. Each is made before what
    // belongs to it, and destroyed after that, without any depends_on.
    for (const [level, place] of Object.entries({ Org: { orgId }, Project: { orgId, projectId } })) {
      const owner = new HarnessServiceAccount(this, `${level}Account`, {
        accountId,
        ...place,
        identifier: `${level.toLowerCase()}_deployer`,
        email: `${level.toLowerCase()}-deployer@example.com`,
      });
      const apiKey = new HarnessApiKey(this, `${level}Key`, { owner, identifier: 'apikey_id' });
      new HarnessToken(this, `${level}Token`, { apiKey, identifier: 'test_token', name: 'test token' });
    }
  }
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: see README.md for what the app takes from its environment`);
  }
  return value;
}

const app = new App();
new HarnessAccess(app, 'tokens', {
  accountId: fromEnvironment('HARNESS_ACCOUNT_ID'),
  userId: fromEnvironment('HARNESS_USER_ID'),
  // As Harness calls those that every account has.
  orgId: process.env.HARNESS_ORG_ID ?? 'default',
  projectId: process.env.HARNESS_PROJECT_ID ?? 'default_project',
});
app.synth();
