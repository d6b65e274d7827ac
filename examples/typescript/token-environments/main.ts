import { App, Fn, Op, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import { TimedToken } from 'cdktf-access-tokens';
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
    const is = (name: string) => Op.eq(environment.stringValue, name);

    new TimedToken(this, 'EnvToken', { name: `${environment.stringValue}-api-token` });
    new TerraformLocal(this, 'token_config', {
      production: { require_rotation: true, max_age_hours: 1 },
      staging: { require_rotation: false, max_age_hours: 24 },
      development: { require_rotation: false, max_age_hours: 168 },
    });

    new TimedToken(this, 'EnvIsolated', { name: `${environment.stringValue}-service-token` });
    const isProduction = new TerraformLocal(this, 'is_production', is('prod'));
    new TerraformLocal(this, 'monitoring_required', isProduction.expression);
  }
}

const app = new App();
new AnyEnvironment(app, 'tokens');
app.synth();
