import { TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import {
  Duration,
  IMonitoredToken,
  IMonitoringFormat,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenMonitor,
  TokenMonitorProps,
  TokenStatus,
} from '../../src';
import { findings, newStack, synth } from '../synth';

const timed = (scope: Construct, id = 'Ci') => new TimedToken(scope, id, { name: 'ci' });
const rotating = (scope: Construct) =>
  new RotatingToken(scope, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30)),
  });

function refused(props: (stack: TerraformStack) => Partial<TokenMonitorProps>): string[] {
  return findings((stack) => {
    const given = props(stack);
    new TokenMonitor(stack, 'Monitor', {
      directory: '/tokens',
      tokens: given.tokens ?? [timed(stack)],
      ...given,
    });
  });
}

/** The files by name, as references in HCL. */
function files(stack: TerraformStack): Record<string, string> {
  const resources = Object.values<any>(synth(stack).resource.pyvider_file_content);
  return Object.fromEntries(resources.map(({ filename, content }) => [filename, content]));
}

const status: TokenStatus = {
  id: 'Mine',
  tokenId: '7',
  name: 'say "hi" ${to} %{ all }\\',
  issuedAt: '2026-01-01T00:00:00Z',
  rotates: false,
  keepsPrevious: false,
};

describe('TokenMonitor', () => {
  test('writes a status file and a generation registry for each token', () => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', {
      directory: '/var/lib/tokens/',
      tokens: [rotating(stack), timed(stack)],
      notificationWebhook: 'https://alerts.example.com/webhook',
    });
    expect(files(stack)).toMatchInlineSnapshot(`
     {
       "/var/lib/tokens/Ci/token_generations.json": "\${jsonencode({"current_generation" = {"token_id" = pyvider_timed_token.Ci_A080E7EE.id, "created_at" = pyvider_timed_token.Ci_A080E7EE.issued_at, "expires_at" = nonsensitive(pyvider_timed_token.Ci_A080E7EE.expires_at)}, "rotation_policy" = {"automatic" = false, "advance_notice_minutes" = 30, "fallback_strategy" = "none"}})}",
       "/var/lib/tokens/Ci/token_status.json": "\${jsonencode({"token_id" = pyvider_timed_token.Ci_A080E7EE.id, "name" = pyvider_timed_token.Ci_A080E7EE.name, "expires_at" = nonsensitive(pyvider_timed_token.Ci_A080E7EE.expires_at), "monitoring" = {"alert_before_expiry_minutes" = 15, "auto_rotate" = false, "notification_webhook" = "https://alerts.example.com/webhook"}})}",
       "/var/lib/tokens/Deploy/token_generations.json": "\${jsonencode({"current_generation" = {"token_id" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot), "created_at" = element(tokens_rotation.Deploy_7B206E61.slot_issued_at, tokens_rotation.Deploy_7B206E61.current_slot), "expires_at" = element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot)}, "rotation_policy" = {"automatic" = true, "advance_notice_minutes" = 30, "fallback_strategy" = "maintain_previous_token"}})}",
       "/var/lib/tokens/Deploy/token_status.json": "\${jsonencode({"token_id" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot), "name" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.name, pyvider_timed_token.Deploy_Slot1_E3C7F169.name], tokens_rotation.Deploy_7B206E61.current_slot), "expires_at" = element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot), "monitoring" = {"alert_before_expiry_minutes" = 15, "auto_rotate" = true, "notification_webhook" = "https://alerts.example.com/webhook"}})}",
     }
    `);
  });

  test('takes its options into the files', () => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', {
      directory: '.',
      tokens: [timed(stack)],
      alertBeforeExpiry: Duration.hours(2),
      advanceNotice: Duration.days(1),
      fallbackStrategy: 'fail_closed',
    });
    const written = files(stack);
    expect(written['./Ci/token_status.json']).toContain('"alert_before_expiry_minutes" = 120,');
    expect(written['./Ci/token_status.json']).toContain('"notification_webhook" = null');
    expect(written['./Ci/token_generations.json']).toContain('"advance_notice_minutes" = 1440,');
    expect(written['./Ci/token_generations.json']).toContain('"fallback_strategy" = "fail_closed"');
  });

  test('never writes the value of a token, nor asks for the time', () => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [rotating(stack), timed(stack)] });
    const text = Object.values(files(stack)).join();
    expect(text).toContain('.id');
    expect(text).not.toContain('.token');
    expect(text).not.toContain('timestamp(');
  });

  test('knows the tokens that it watches', () => {
    const stack = newStack();
    const tokens: IMonitoredToken[] = [rotating(stack), timed(stack)];
    const monitor = new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens });
    tokens.pop();
    expect(monitor.tokens.map((token) => token.status.id)).toEqual(['Deploy', 'Ci']);
  });

  test('writes the formats that it is given and no other, in the folders that they name', () => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', {
      directory: '/tokens',
      tokens: [rotating(stack), timed(stack), { status: { ...status, id: 'a/b' } }],
      formats: [
        MonitoringFormat.expiryNotice(),
        MonitoringFormat.prometheusTextfile({ directory: '/textfiles/' }),
        MonitoringFormat.prometheusAlertRules({ directory: '/rules' }),
      ],
    });
    expect(Object.keys(files(stack)).sort()).toEqual([
      '/rules/stack-Monitor.rules.yml',
      '/rules/tests/stack-Monitor.test.yml',
      '/textfiles/stack-Monitor.prom',
      '/tokens/Ci/token_expiration_notice.txt',
      '/tokens/Deploy/token_expiration_notice.txt',
    ]);
  });

  test('the expiry notice is in the words of pyvider’s handbook', () => {
    const stack = newStack();
    const formats = [MonitoringFormat.expiryNotice()];
    new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [timed(stack)], formats });
    expect(files(stack)['/tokens/Ci/token_expiration_notice.txt']).toMatchInlineSnapshot(
      `"\${join("\\n", ["Token Expiration Notice", "=====================", join("", ["Token Name: ", pyvider_timed_token.Ci_A080E7EE.name]), join("", ["Token ID: ", pyvider_timed_token.Ci_A080E7EE.id]), join("", ["Expires At: ", coalesce(nonsensitive(pyvider_timed_token.Ci_A080E7EE.expires_at), "never")]), "", "⚠️  This token will expire automatically.", "⚠️  Plan for token rotation before expiration.", "⚠️  Monitor application logs for authentication failures.", "", join("", ["Generated: ", pyvider_timed_token.Ci_A080E7EE.issued_at])])}"`,
    );
  });

  test('takes a format of somebody’s own', () => {
    const stack = newStack();
    const names: IMonitoringFormat = {
      files: ({ monitor, tokens }) => [
        { filename: 'names.txt', content: [monitor, ...tokens.map(({ id }) => id)].join('\n') },
      ],
      validate: ({ tokens }) =>
        tokens.filter(({ rotates }) => !rotates).map(({ id }) => `${id} does not rotate`),
    };
    new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [rotating(stack)], formats: [names] });
    expect(files(stack)).toEqual({ '/tokens/names.txt': 'stack/Monitor\nDeploy' });
    expect(refused(() => ({ formats: [names] }))).toEqual(['[stack/Monitor] Ci does not rotate']);
  });

  test('quotes plain text as Terraform reads it', () => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [{ status }] });
    const written = files(stack)['/tokens/Mine/token_status.json'];
    expect(written).toContain(String.raw`"name" = "say \"hi\" $${'$'}{to} %%{ all }\\"`);
    expect(written).toContain('"expires_at" = null');
  });

  test.each([
    ['Deploy/Prod', 'Deploy-Prod'],
    ['../../etc', 'etc'],
    ['a b\n$(rm)', 'a-b-rm-'],
    ['..', 'token'],
    ['v1.2_x', 'v1.2_x'],
    ['ä'.repeat(300), 'token'],
    ['x'.repeat(300), 'x'.repeat(100)],
  ])('names the folder of %j safely', (id, folder) => {
    const stack = newStack();
    new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [{ status: { ...status, id } }] });
    expect(Object.keys(files(stack))).toContain(`/tokens/${folder}/token_status.json`);
  });

  test.each<[string, (stack: TerraformStack) => Partial<TokenMonitorProps>, string]>([
    [
      'no tokens',
      () => ({ tokens: [] }),
      'tokens is empty, so that nothing would be watched: give at least one token, or leave the monitor out',
    ],
    [
      'no directory',
      () => ({ directory: '' }),
      'directory is empty: give the folder for the files, such as "/var/lib/tokens"',
    ],
    [
      'two tokens with one file',
      (stack) => ({ tokens: [timed(stack), timed(new Construct(stack, 'Team'), 'CI')] }),
      'tokens "Ci" and "CI" would both be written to /tokens/CI: name one of them otherwise, or give it a monitor ' +
        'with another directory',
    ],
    [
      'an alert that is never',
      () => ({ alertBeforeExpiry: Duration.minutes(0) }),
      'alertBeforeExpiry is 0s: make it longer than 0s, such as 15m',
    ],
    [
      'a notice of half a minute',
      () => ({ advanceNotice: Duration.seconds(90) }),
      'advanceNotice is 1m30s: make it whole minutes, such as 2m',
    ],
    [
      'a notice that is known only when Terraform runs',
      (stack) => ({
        advanceNotice: Duration.minutes(new TerraformVariable(stack, 'n', { type: 'number' }).numberValue),
      }),
      'advanceNotice is known only when Terraform runs, but the file needs its minutes now: give one such as 30m',
    ],
    [
      'a webhook that is no address',
      () => ({ notificationWebhook: 'alerts' }),
      'notificationWebhook is "alerts": give an http or https address, such as "https://alerts.example.com/webhook"',
    ],
    [
      'no formats',
      () => ({ formats: [] }),
      'formats is empty, so that nothing would be written: give at least one, such as MonitoringFormat.statusFile()',
    ],
    [
      'a format twice',
      () => ({ formats: [MonitoringFormat.statusFile(), MonitoringFormat.statusFile()] }),
      'two formats would both write /tokens/Ci/token_status.json: leave one of them out, or give it another filename',
    ],
    [
      'a textfile that node_exporter would not read',
      () => ({ formats: [MonitoringFormat.prometheusTextfile({ filename: 'tokens.txt' })] }),
      'filename of the Prometheus textfile is "tokens.txt", which node_exporter would not read: give a name without ' +
        'folders that ends in .prom, such as "tokens.prom"',
    ],
    [
      'a textfile whose name is known only when Terraform runs',
      (stack) => ({
        formats: [
          MonitoringFormat.prometheusTextfile({
            filename: new TerraformVariable(stack, 'name', { type: 'string' }).stringValue,
          }),
        ],
      }),
      'filename of the Prometheus textfile is known only when Terraform runs: give a name such as "tokens.prom"',
    ],
    [
      'a textfile in no folder',
      () => ({ formats: [MonitoringFormat.prometheusTextfile({ directory: ' ' })] }),
      'directory of the Prometheus textfile is empty: give the folder for the files, such as ' +
        '"/var/lib/prometheus/node-exporter"',
    ],
    [
      'rules in no folder',
      () => ({ formats: [MonitoringFormat.prometheusAlertRules({ directory: '' })] }),
      'directory of the Prometheus alert rules is empty: give the folder for the files, such as "/etc/prometheus/rules"',
    ],
    [
      'metrics of an apply interval that is known only when Terraform runs',
      (stack) => ({
        tokens: [
          new RotatingToken(stack, 'Deploy', {
            blueprint: TimedToken.blueprint({ name: 'deploy' }),
            rotation: RotationSchedule.every(Duration.days(30), {
              applyInterval: Duration.days(new TerraformVariable(stack, 'n', { type: 'number' }).numberValue),
            }),
          }),
        ],
        formats: [MonitoringFormat.prometheusTextfile()],
      }),
      'the applyInterval of token "Deploy" is known only when Terraform runs, but the metrics need its seconds now: ' +
        'give one such as Duration.days(1)',
    ],
    [
      'labels that are the alerts’ own',
      () => ({ formats: [MonitoringFormat.prometheusAlertRules({ labels: { severity: 'page' } })] }),
      'labels of the Prometheus alert rules has "severity": give a name of letters, digits and "_" that is none of the ' +
        'alerts\' own (alertname, severity, monitor, token, environment), such as "team"',
    ],
    [
      'labels that Prometheus would fill in',
      () => ({ formats: [MonitoringFormat.prometheusAlertRules({ labels: { team: '{{ $value }}' } })] }),
      'labels of the Prometheus alert rules has "team" with the value "{{ $value }}", which is a template to ' +
        'Prometheus: give plain text',
    ],
    [
      'labels that are known only when Terraform runs',
      (stack) => ({
        formats: [
          MonitoringFormat.prometheusAlertRules({
            labels: { team: new TerraformVariable(stack, 'team', { type: 'string' }).stringValue },
          }),
        ],
      }),
      'labels of the Prometheus alert rules has "team" with a value that is known only when Terraform runs: give one ' +
        'that is known now',
    ],
    [
      'a runbook that is no address',
      () => ({ formats: [MonitoringFormat.prometheusAlertRules({ runbookUrl: 'runbook' })] }),
      'runbookUrl is "runbook": give an address, such as "https://runbooks.example.com/tokens"',
    ],
    [
      'a runbook that is known only when Terraform runs',
      (stack) => ({
        formats: [
          MonitoringFormat.prometheusAlertRules({
            runbookUrl: new TerraformVariable(stack, 'url', { type: 'string' }).stringValue,
          }),
        ],
      }),
      'runbookUrl is known only when Terraform runs: give an address that is known now',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(refused(props)).toEqual([`[stack/Monitor] ${message}`]);
  });

  test('refuses files that another construct of the stack writes', () => {
    const found = findings((stack) => {
      const tokens = [timed(stack)];
      const formats = [MonitoringFormat.statusFile()];
      const textfile = [MonitoringFormat.prometheusTextfile({ directory: '/textfiles' })];
      tokens[0].writeSecretFile(stack, 'File', { filename: '/secrets/Ci/token_status.json' });
      new TokenMonitor(stack, 'First', { directory: '/tokens', tokens, formats });
      new TokenMonitor(stack, 'Second', { directory: '/tokens/', tokens });
      new TokenMonitor(stack, 'Third', { directory: '/secrets', tokens, formats });
      new TokenMonitor(stack, 'Fourth', { directory: '/elsewhere', tokens });
      // Safe as the name of a file, both of them have one.
      new TokenMonitor(new Construct(stack, 'a-b'), 'M', { directory: '/a', tokens, formats: textfile });
      new TokenMonitor(new Construct(stack, 'a'), 'b-M', { directory: '/b', tokens, formats: textfile });
      const elsewhere = new TerraformStack(stack.node.root, 'elsewhere');
      new TokenMonitor(elsewhere, 'Monitor', { directory: '/tokens', tokens: [timed(elsewhere)] });
    });
    expect(found).toEqual([
      '[stack/Second] "/tokens/Ci/token_status.json" is written by stack/First already: give another directory',
      '[stack/Third] "/secrets/Ci/token_status.json" is written by stack/File already: give another directory',
      '[stack/a/b-M] "/textfiles/stack-a-b-M.prom" is written by stack/a-b/M already: give another directory',
    ]);
  });

  test('writes one format into several directories', () => {
    const stack = newStack();
    const directories = ['/one', '/two', '/three/'];
    new TokenMonitor(stack, 'Monitor', {
      directory: '/tokens',
      tokens: [timed(stack)],
      formats: directories.map((directory) => MonitoringFormat.prometheusTextfile({ directory })),
    });
    const written = ['/one', '/two', '/three'].map((directory) => `${directory}/stack-Monitor.prom`);
    expect(Object.keys(files(stack))).toEqual(expect.arrayContaining(written));
    // Where there is one only, its address stays what it was.
    const ids = stack.node.findChild('Monitor').node.children.map(({ node }) => node.id);
    expect(ids).toEqual(['stack-Monitor.prom', 'stack-Monitor.prom-2', 'stack-Monitor.prom-3']);
  });

  test('takes what is right, also where it is known only when Terraform runs', () => {
    const found = refused((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const tokens = [timed(stack), timed(new Construct(stack, 'Team'), 'Other')];
      return { directory: text, notificationWebhook: text, tokens, alertBeforeExpiry: Duration.minutes(1) };
    });
    expect(found).toEqual([]);
  });
});
