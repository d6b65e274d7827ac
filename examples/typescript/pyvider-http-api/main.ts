import { App, Fn, TerraformOutput, TerraformStack } from 'cdktf';
import { TimedToken } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface WebhookProps {
  /** Where webhooks are registered. */
  readonly url: string;
}

class Webhook extends TerraformStack {
  constructor(scope: Construct, id: string, { url }: WebhookProps) {
    super(scope, id);
    const webhookToken = new TimedToken(this, 'WebhookToken', { name: 'webhook-authentication' });

    // POST, with "Authorization: Bearer <token>". An answer that is no success ends the run.
    const registration = webhookToken.registerAt(this, 'RegisterWebhook', {
      url,
      headers: { 'Content-Type': 'application/json' },
      body: Fn.jsonencode({ name: webhookToken.name, expires_at: webhookToken.status.expiresAt }),
    });
    new TerraformOutput(this, 'registration_status', { value: registration.statusCode });
  }
}

const app = new App();
new Webhook(app, 'tokens', { url: process.env.WEBHOOK_URL ?? 'https://api.example.com/webhooks' });
app.synth();
