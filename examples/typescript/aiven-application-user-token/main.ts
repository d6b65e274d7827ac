import { App, TerraformStack } from 'cdktf';
import { AivenApplicationUser, AivenApplicationUserToken } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface AivenAccessProps {
  /** The organization that the application user is made in. */
  readonly organizationId: string;
}

class AivenAccess extends TerraformStack {
  constructor(scope: Construct, id: string, { organizationId }: AivenAccessProps) {
    super(scope, id);
    const user = new AivenApplicationUser(this, 'TfUser', { organizationId, name: 'app-terraform' });
    const token = new AivenApplicationUserToken(this, 'Example', {
      user,
      description: 'Token for TF access to Aiven.',
    });
    token.sensitiveOutput(this, 'aiven_token', 'For AIVEN_TOKEN');
  }
}

const organizationId = process.env.AIVEN_ORGANIZATION_ID;
if (!organizationId) {
  throw new Error('AIVEN_ORGANIZATION_ID is not set: give the id of an organization of yours');
}
const app = new App();
new AivenAccess(app, 'tokens', { organizationId });
app.synth();
