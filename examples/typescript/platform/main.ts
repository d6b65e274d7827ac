import { App, Fn, LocalBackend, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import {
  AccessToken,
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  IAccessToken,
  ITokenBlueprint,
  LinodeScope,
  LinodeToken,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenEnvironment,
  TokenMonitor,
  TokenSlot,
} from 'cdktf-access-tokens';
import { Construct } from 'constructs';

/** A blueprint of our own: a secret that two of our services share. Terraform makes it itself. */
class SharedSecret implements ITokenBlueprint {
  constructor(private readonly name: string) {}

  issue(scope: Construct, id: string, slot: TokenSlot): IAccessToken {
    const secret = new TerraformResource(scope, id, {
      terraformResourceType: 'terraform_data',
      // Each plan has another uuid(). One is taken when the slot is issued, and kept until it is issued again.
      lifecycle: { ignoreChanges: ['triggers_replace'] },
    });
    secret.addOverride('triggers_replace', Fn.sensitive(Fn.uuid()));
    return AccessToken.fromAttributes({
      value: secret.getStringAttribute('triggers_replace'),
      tokenId: secret.getStringAttribute('id'),
      name: this.name,
      issuedAt: slot.issuedAt,
      expiresAt: slot.expiresAt,
      environmentVariable: 'SHARED_SECRET',
    });
  }
}

/** A stack with an environment, and a state of its own. */
abstract class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, environment: TokenEnvironment) {
    super(scope, environment.name);
    environment.bind(this);
    // Beside cdktf.json: cdktf.out, where Terraform runs, may be thrown away.
    new LocalBackend(this, { path: `../../../terraform.${environment.name}.tfstate` });
  }
}

/** Where people try things out. */
class Development extends EnvironmentStack {
  constructor(scope: Construct, directory: string) {
    super(scope, TokenEnvironment.development());
    const preview = new TimedToken(this, 'Preview', { name: 'shop-preview', lifetime: Duration.hours(8) });
    const linode = new RotatingToken(this, 'Linode', {
      blueprint: LinodeToken.blueprint({ label: 'shop-deploy', scopes: [LinodeScope.LINODES_READ_ONLY] }),
      rotation: RotationSchedule.every(Duration.days(2)),
    });
    new TokenMonitor(this, 'Monitor', { directory, tokens: [preview, linode] });
    preview.writeSecretFile(this, 'PreviewFile', { filename: `${directory}/preview-token` });
    linode.current.sensitiveOutput(this, 'linode_token', 'For deployments to try out');
  }
}

interface ProductionProps {
  /** Organization of Aiven that the application user is made in. */
  readonly aivenOrganizationId: string;
  /** Account of Harness that the service account is made in. */
  readonly harnessAccountId: string;
  /** Where the monitoring files are written. */
  readonly directory: string;
  /** How often tokens rotate. */
  readonly period: Duration;
}

/** A token of each system and a secret of our own. All rotate, each at its own time of the same night. */
class Production extends EnvironmentStack {
  constructor(
    scope: Construct,
    { aivenOrganizationId, harnessAccountId, directory, period }: ProductionProps,
  ) {
    super(scope, TokenEnvironment.production('prod', { maxLifetime: Duration.days(90) }));
    const rotation = RotationSchedule.every(period, {
      overlap: Duration.days(2),
      applyInterval: Duration.days(1),
      anchor: '2026-01-01T00:00:00Z',
      spreadOver: Duration.hours(6),
    });
    const user = new AivenApplicationUser(this, 'AivenUser', {
      organizationId: aivenOrganizationId,
      name: 'shop-deploy',
    });
    const deployer = new HarnessServiceAccount(this, 'HarnessDeployer', {
      accountId: harnessAccountId,
      identifier: 'shop_deployer',
      email: 'shop-deployer@example.com',
    });
    const apiKey = new HarnessApiKey(this, 'HarnessKey', { owner: deployer, identifier: 'shop_deploy_key' });
    const rotating = (id: string, blueprint: ITokenBlueprint) =>
      new RotatingToken(this, id, { blueprint, rotation });

    const scopes = [LinodeScope.LINODES_READ_WRITE, LinodeScope.DOMAINS_READ_ONLY];
    const aiven = {
      user,
      description: 'Deployments of the shop',
      scopes: [AivenScope.PROJECTS_READ, AivenScope.SERVICES_WRITE],
    };
    const tokens = [
      rotating('Services', TimedToken.blueprint({ name: 'shop-services' })),
      rotating('Linode', LinodeToken.blueprint({ label: 'shop-deploy', scopes })),
      rotating('Aiven', AivenApplicationUserToken.blueprint(aiven)),
      rotating('Seqera', SeqeraToken.blueprint({ name: 'shop-pipelines' })),
      rotating('Harness', HarnessToken.blueprint({ apiKey, identifier: 'shop_deploy' })),
      rotating('Payments', new SharedSecret('shop-payments')),
    ];
    new TokenMonitor(this, 'Monitor', {
      directory,
      tokens,
      formats: [
        MonitoringFormat.statusFile(),
        MonitoringFormat.generationRegistry(),
        MonitoringFormat.expiryNotice(),
        MonitoringFormat.prometheusTextfile({ directory: `${directory}/textfiles` }),
        MonitoringFormat.prometheusAlertRules({ labels: { team: 'platform' } }),
      ],
      alertBeforeExpiry: Duration.hours(12),
      notificationWebhook: 'https://alerts.example.com/webhook',
    });
    for (const { node, current } of tokens) {
      current.sensitiveOutput(this, `${node.id.toLowerCase()}_token`, `For ${current.environmentVariable}`);
    }
    new TerraformOutput(this, 'tokens', {
      description: 'What is in use. Never a value.',
      value: tokens.map(({ current, serial, nextRotationAt }) => ({
        name: current.name,
        token_id: current.tokenId,
        serial,
        expires_at: current.expiresAt,
        next_rotation_at: nextRotationAt,
      })),
    });
  }
}

function fromEnvironment(name: string, otherwise?: string): string {
  const value = process.env[name] || otherwise;
  if (value === undefined) {
    throw new Error(`${name} is not set: see README.md for what the app takes from its environment`);
  }
  return value;
}

const files = fromEnvironment('TOKEN_FILES', `${__dirname}/token-files`);
const app = new App();
new Development(app, `${files}/dev`);
new Production(app, {
  aivenOrganizationId: fromEnvironment('AIVEN_ORGANIZATION_ID'),
  harnessAccountId: fromEnvironment('HARNESS_ACCOUNT_ID'),
  directory: `${files}/prod`,
  period: Duration.parse(fromEnvironment('ROTATION_PERIOD', '30d')),
});
app.synth();
