import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  ITokenBlueprint,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenMonitor,
} from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface FiveSystemsProps {
  /** Organization of Aiven that the application user is made in. */
  readonly aivenOrganizationId: string;
  /** Account of Harness that the service account is made in. */
  readonly harnessAccountId: string;
  /** Where the monitoring files are written. */
  readonly directory: string;
}

/** The credentials that a shop's deployments need, each of another system. */
class FiveSystems extends TerraformStack {
  // Replaced every 30 days. A consumer has two days to pick up its successor, as long as somebody
  // or something applies at least once a day.
  private readonly rotation = RotationSchedule.every(Duration.days(30), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T03:00:00Z',
  });

  constructor(scope: Construct, id: string, props: FiveSystemsProps) {
    super(scope, id);

    const services = this.rotating('Services', TimedToken.blueprint({ name: 'shop-services' }));

    const linode = this.rotating(
      'Linode',
      LinodeToken.blueprint({
        label: 'shop-deploy',
        scopes: [LinodeScope.LINODES_READ_WRITE, LinodeScope.DOMAINS_READ_ONLY],
      }),
    );

    const user = new AivenApplicationUser(this, 'AivenUser', {
      organizationId: props.aivenOrganizationId,
      name: 'shop-deploy',
    });
    const aiven = this.rotating(
      'Aiven',
      AivenApplicationUserToken.blueprint({
        user,
        description: 'Deployments of the shop',
        scopes: [AivenScope.PROJECTS_READ, AivenScope.SERVICES_WRITE],
      }),
    );

    const seqera = this.rotating('Seqera', SeqeraToken.blueprint({ name: 'shop-pipelines' }));

    const deployer = new HarnessServiceAccount(this, 'HarnessDeployer', {
      accountId: props.harnessAccountId,
      identifier: 'shop_deployer',
      email: 'shop-deployer@example.com',
    });
    const apiKey = new HarnessApiKey(this, 'HarnessKey', { owner: deployer, identifier: 'shop_deploy_key' });
    const harness = this.rotating('Harness', HarnessToken.blueprint({ apiKey, identifier: 'shop_deploy' }));

    const tokens = { services, linode, aiven, seqera, harness };
    new TokenMonitor(this, 'Monitor', {
      directory: props.directory,
      tokens: Object.values(tokens),
      alertBeforeExpiry: Duration.hours(12),
      notificationWebhook: 'https://alerts.example.com/webhook',
    });
    for (const [name, { current }] of Object.entries(tokens)) {
      new TerraformOutput(this, `${name}_token`, { value: current.value, sensitive: true });
    }
    new TerraformOutput(this, 'tokens', {
      description: 'What is in use. Never a value.',
      value: Object.values(tokens).map(({ current, rotation, nextRotationAt }) => ({
        name: current.name,
        token_id: current.tokenId,
        current_slot: rotation.currentSlot,
        expires_at: current.expiresAt,
        next_rotation_at: nextRotationAt,
      })),
    });
  }

  private rotating(id: string, blueprint: ITokenBlueprint): RotatingToken {
    return new RotatingToken(this, id, { blueprint, rotation: this.rotation });
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
new FiveSystems(app, 'tokens', {
  aivenOrganizationId: fromEnvironment('AIVEN_ORGANIZATION_ID'),
  harnessAccountId: fromEnvironment('HARNESS_ACCOUNT_ID'),
  directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files`,
});
app.synth();
