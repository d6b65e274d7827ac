import { App, conditional, Fn, Op, TerraformLocal, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { bindings, TimedToken } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface TimedTokensProps {
  /** Where files are written. */
  readonly directory: string;
}

/** The handbook of `pyvider_timed_token`, but for rotation, environments and monitoring, which have apps of their own. */
class TimedTokens extends TerraformStack {
  constructor(scope: Construct, id: string, props: TimedTokensProps) {
    super(scope, id);
    this.quickStart(props.directory);
    this.sensitiveData();
    this.accessValidation(props.directory);
    this.descriptiveNames();
    this.scopeDocumentation();
    this.troubleshooting();
  }

  private quickStart(directory: string): void {
    const apiAccess = new TimedToken(this, 'ApiAccess', { name: 'temporary-api-token' });
    // The handbook's file can be read by everybody; this one by its owner only.
    apiAccess.writeSecretFile(this, 'ApiConfig', {
      filename: `${directory}/api_config.json`,
      content: Fn.jsonencode({ api_token: apiAccess.value, expires_at: apiAccess.expiresAt }),
    });
  }

  private sensitiveData(): void {
    const secureToken = new TimedToken(this, 'SecureToken', { name: 'production-api-key' });
    // `token != null` stays sensitive, and Terraform refuses it in an output. This may be shown.
    new TerraformOutput(this, 'token_available', { value: secureToken.available });
  }

  private accessValidation(directory: string): void {
    const apiToken = new TimedToken(this, 'ApiToken', { name: 'service-integration' });
    const tokenValid = new TerraformLocal(
      this,
      'token_valid',
      Op.and(apiToken.available, apiToken.hasExpiration),
    );
    const credentials = apiToken.writeSecretFile(this, 'ApiCredentials', {
      filename: `${directory}/api_credentials.json`,
      content: Fn.jsonencode({
        token: apiToken.value,
        expires_at: apiToken.expiresAt,
        // Not timestamp(), which differs in every plan.
        last_updated: apiToken.issuedAt,
      }),
    });
    const file = credentials.node.defaultChild as bindings.PyviderFileContent;
    file.count = Token.asNumber(conditional(tokenValid.expression, 1, 0));
  }

  private descriptiveNames(): void {
    new TimedToken(this, 'GithubActionsDeploy', { name: 'github-actions-deployment-token' });
    new TimedToken(this, 'ApiGatewayAuth', { name: 'api-gateway-service-auth' });
  }

  private scopeDocumentation(): void {
    const databaseMigration = new TimedToken(this, 'DatabaseMigration', {
      name: 'db-migration-readonly-token',
    });
    // For the database migration scripts. Scope: read-only access to the production database. Duration: an hour,
    // after which it expires. Rotation: by hand, as needed for migrations.
    (databaseMigration.node.defaultChild as bindings.PyviderTimedToken).lifecycle = { ignoreChanges: [] };
  }

  private troubleshooting(): void {
    const debug = new TimedToken(this, 'Debug', { name: 'debug-token' });
    new TerraformOutput(this, 'token_debug', {
      value: {
        token_exists: debug.available,
        id_exists: Op.neq(debug.tokenId, Token.nullValue()),
        name: debug.name,
      },
    });
    const example = new TimedToken(this, 'Example', { name: 'example-token' });
    new TerraformOutput(this, 'token_status', {
      value: { available: example.available, has_expiration: example.hasExpiration },
    });
    // RFC 3339, such as "2024-01-15T14:30:00.000000+00:00"; not sensitive, since it is no secret.
    const expiresTimestamp = new TerraformLocal(this, 'expires_timestamp', example.status.expiresAt);
    new TerraformOutput(this, 'expires_on', {
      value: Fn.formatdate('DD MMM YYYY', expiresTimestamp.asString),
    });
  }
}

const app = new App();
new TimedTokens(app, 'tokens', { directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files` });
app.synth();
