import { App, Fn, Op, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import {
  Duration,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenEnvironment,
  TokenMonitor,
} from 'cdktf-access-tokens';
import { Construct } from 'constructs';

/** One configuration for all environments: which one it is, `terraform apply -var environment=staging` says. */
class AnyEnvironment extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const environment = new TerraformVariable(this, 'environment', {
      type: 'string',
      description: 'Deployment environment',
    });
    environment.addValidation({
      condition: Fn.contains(['dev', 'staging', 'prod'], environment.stringValue),
      errorMessage: 'Environment must be dev, staging, or prod.',
    });

    new TimedToken(this, 'EnvToken', { name: `${environment.stringValue}-api-token` });
    new TerraformLocal(this, 'token_config', {
      production: { require_rotation: true, max_age_hours: 1 },
      staging: { require_rotation: false, max_age_hours: 24 },
      development: { require_rotation: false, max_age_hours: 168 },
    });

    new TimedToken(this, 'EnvIsolated', { name: `${environment.stringValue}-service-token` });
    const isProduction = new TerraformLocal(this, 'is_production', Op.eq(environment.stringValue, 'prod'));
    new TerraformLocal(this, 'monitoring_required', isProduction.expression);
  }
}

/** A stack for each environment: then what it asks of its tokens is checked when the app is synthesized. */
class OneEnvironment extends TerraformStack {
  constructor(scope: Construct, environment: TokenEnvironment) {
    super(scope, environment.name);
    environment.bind(this);
  }
}

interface ProductionProps {
  /** Where files are written. */
  readonly directory: string;
}

/** Production asks for a rotation, a monitor and a life of an hour at most. */
class Production extends OneEnvironment {
  constructor(scope: Construct, { directory }: ProductionProps) {
    super(scope, TokenEnvironment.production());
    const service = new RotatingToken(this, 'Service', {
      blueprint: TimedToken.blueprint({ name: 'service-token' }),
      rotation: RotationSchedule.every(Duration.minutes(20), {
        overlap: Duration.minutes(5),
        applyInterval: Duration.minutes(5),
      }),
    });
    new TokenMonitor(this, 'Monitor', { directory, tokens: [service] });
  }
}

const app = new App();
new AnyEnvironment(app, 'tokens');
const development = new OneEnvironment(app, TokenEnvironment.development());
new TimedToken(development, 'DevService', { name: 'service-token', lifetime: Duration.hours(168) });
const staging = new OneEnvironment(app, TokenEnvironment.staging());
new TimedToken(staging, 'StagingService', { name: 'service-token', lifetime: Duration.hours(24) });
new Production(app, { directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files` });
app.synth();
