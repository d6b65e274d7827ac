import { App, TerraformStack } from 'cdktf';
import { LinodeScope, LinodeToken } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface LinodeCliProps {
  /** Where files are written. */
  readonly directory: string;
}

class LinodeCli extends TerraformStack {
  constructor(scope: Construct, id: string, { directory }: LinodeCliProps) {
    super(scope, id);
    const token = new LinodeToken(this, 'Foo', {
      // Linode's page calls it "token", which says nothing of what breaks when somebody revokes it.
      label: 'linode-cli-read-only',
      scopes: [LinodeScope.LINODES_READ_ONLY],
      expiresAt: '2100-01-02T03:04:05Z',
    });

    // On Linode's page a provisioner writes this on an instance. A command line can be read by others on a
    // machine, and a provisioner runs once, however often the token is replaced.
    token.writeSecretFile(this, 'CliConfig', {
      filename: `${directory}/linode-cli`,
      content: `[DEFAULT]\ntoken = ${token.value}\nregion = eu-central\ntype = g6-nanode-1\n`,
    });
  }
}

const app = new App();
new LinodeCli(app, 'tokens', { directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files` });
app.synth();
