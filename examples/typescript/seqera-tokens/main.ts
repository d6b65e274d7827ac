import { App, TerraformStack } from 'cdktf';
import { SeqeraToken } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

class SeqeraAccess extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ciPipeline = new SeqeraToken(this, 'CiPipeline', { name: 'ci-cd-pipeline-token' });
    ciPipeline.sensitiveOutput(this, 'ci_token_value');

    new SeqeraToken(this, 'Automation', { name: 'automation-script-token' });
    new SeqeraToken(this, 'DataScienceTeam', { name: 'data-science-team-token' });
  }
}

const app = new App();
new SeqeraAccess(app, 'tokens');
app.synth();
