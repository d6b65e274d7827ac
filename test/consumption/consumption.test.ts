import { Fn, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { EVERY_TOKEN, TOKEN_OF_ELSEWHERE } from './every-token';
import {
  AccessToken,
  AuthorizationScheme,
  bindings,
  Duration,
  HttpMethod,
  IAccessToken,
  LinodeToken,
  LinodeScope,
  SecretFileOptions,
  TokenRegistrationOptions,
} from '../../src';
import { rotating } from '../known';
import { findings, newStack, only, synth } from '../synth';

/** How an expression reaches Terraform. */
function rendered(stack: TerraformStack, value: unknown): unknown {
  new TerraformOutput(stack, 'out', { value, sensitive: true });
  return synth(stack).output.out.value;
}

const timed = EVERY_TOKEN.Timed;

function described(stack: TerraformStack, attributes = {}): IAccessToken {
  const value = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true }).stringValue;
  const issuedAt = '2026-01-01T00:00:00Z';
  return AccessToken.fromAttributes({ value, tokenId: '7', name: 'ci', issuedAt, ...attributes });
}

describe('Authorization header', () => {
  test.each([
    [
      'Timed',
      {
        Authorization: '${one(formatlist("Bearer %s", compact([pyvider_timed_token.Token_CB33349F.token])))}',
      },
    ],
    [
      'Linode',
      { Authorization: '${one(formatlist("Bearer %s", compact([linode_token.Token_CB33349F.token])))}' },
    ],
    [
      'Aiven',
      {
        Authorization:
          '${one(formatlist("aivenv1 %s", compact([aiven_organization_application_user_token.Token_CB33349F.full_token])))}',
      },
    ],
    [
      'Seqera',
      {
        Authorization: '${one(formatlist("Bearer %s", compact([seqera_tokens.Token_CB33349F.access_key])))}',
      },
    ],
    ['Harness', { 'x-api-key': '${harness_platform_token.Token_CB33349F.value}' }],
  ])('%s takes its own', (service, header) => {
    const stack = newStack();
    expect(rendered(stack, EVERY_TOKEN[service](stack).authorizationHeader())).toEqual(header);
  });

  test('others take others', () => {
    const stack = newStack();
    const token = timed(stack);
    const headers = [AuthorizationScheme.of('token'), AuthorizationScheme.header('PRIVATE-TOKEN')].map((it) =>
      token.authorizationHeader(it),
    );
    expect(rendered(stack, headers)).toEqual([
      {
        Authorization: '${one(formatlist("token %s", compact([pyvider_timed_token.Token_CB33349F.token])))}',
      },
      { 'PRIVATE-TOKEN': '${pyvider_timed_token.Token_CB33349F.token}' },
    ]);
  });

  test('a rotating token has that of its service, and the current value', () => {
    const stack = newStack();
    const { current, previous } = rotating(
      stack,
      LinodeToken.blueprint({ label: 'ci', scopes: [LinodeScope.ALL] }),
    );
    const values = Object.values(current.authorizationHeader());
    expect(rendered(stack, values)).toEqual([
      '${one(formatlist("Bearer %s", compact([sensitive(element([linode_token.Deploy_Slot0_FC05F113.token, linode_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.current_slot))])))}',
    ]);
    expect(Object.keys(previous!.environmentEntry())).toEqual(['LINODE_TOKEN']);
  });

  test('one that was made elsewhere says it itself', () => {
    const stack = newStack();
    const authorizationScheme = AuthorizationScheme.of('Splunk');
    const token = described(stack, { authorizationScheme, environmentVariable: 'SPLUNK_TOKEN' });
    expect(rendered(stack, [token.authorizationHeader(), token.environmentEntry()])).toEqual([
      { Authorization: '${one(formatlist("Splunk %s", compact([sensitive(var.secret)])))}' },
      { SPLUNK_TOKEN: '${sensitive(var.secret)}' },
    ]);
  });

  test.each(Object.keys(EVERY_TOKEN))(
    'of %s, one that was made elsewhere is shown as one made here',
    (system) => {
      const stack = newStack();
      const here = EVERY_TOKEN[system](stack);
      const { tokenId, name, issuedAt } = here;
      const value = new TerraformVariable(stack, 'elsewhere', { type: 'string', sensitive: true })
        .stringValue;
      const elsewhere = TOKEN_OF_ELSEWHERE[system]({ value, tokenId, name, issuedAt });
      expect(elsewhere.authorizationScheme).toBe(here.authorizationScheme);
      expect(elsewhere.environmentVariable).toBe(here.environmentVariable);
      expect(rendered(stack, elsewhere.value)).toBe('${sensitive(var.elsewhere)}');
    },
  );

  test('one that doesn’t is a bearer of no name', () => {
    const token = described(newStack());
    expect(token.authorizationScheme).toBe(AuthorizationScheme.BEARER);
    expect(Object.keys(token.environmentEntry())).toEqual(['ACCESS_TOKEN']);
  });
});

test.each([
  ['Timed', 'ACCESS_TOKEN'],
  ['Linode', 'LINODE_TOKEN'],
  ['Aiven', 'AIVEN_TOKEN'],
  ['Seqera', 'TOWER_ACCESS_TOKEN'],
  ['Harness', 'HARNESS_PLATFORM_API_KEY'],
])('environment of %s', (service, variable) => {
  const stack = newStack();
  const token = EVERY_TOKEN[service](stack);
  const entries = { ...token.environmentEntry(), ...token.environmentEntry('DEPLOY_TOKEN') };
  const value = expect.stringMatching(/^\$\{\w+\.Token_CB33349F\.(token|full_token|access_key|value)}$/);
  expect(rendered(stack, entries)).toEqual({ [variable]: value, DEPLOY_TOKEN: value });
});

test('a sensitive output', () => {
  const stack = newStack();
  timed(stack).sensitiveOutput(stack, 'token', 'For the deployment');
  expect(synth(stack).output.token).toEqual({
    description: 'For the deployment',
    sensitive: true,
    value: '${pyvider_timed_token.Token_CB33349F.token}',
  });
});

describe('SecretFile', () => {
  const refused = (options: SecretFileOptions) =>
    findings((stack) => timed(stack).writeSecretFile(stack, 'File', options));

  test('has the token, for its owner alone', () => {
    const stack = newStack();
    const file = timed(stack).writeSecretFile(stack, 'File', { filename: '/run/secrets/deploy' });
    expect(only(stack, 'pyvider_file_content')).toEqual({
      content: '${sensitive(join("", compact([pyvider_timed_token.Token_CB33349F.token])))}',
      file_permission: '0600',
      filename: '/run/secrets/deploy',
      provider: 'tokens',
    });
    expect(file.node.defaultChild).toBeInstanceOf(bindings.PyviderFileContent);
    expect(rendered(stack, [file.filename, file.contentHash])).toEqual([
      '${pyvider_file_content.File_E011717D.filename}',
      '${pyvider_file_content.File_E011717D.content_hash}',
    ]);
  });

  test('has whatever else it should', () => {
    const stack = newStack();
    const provider = new bindings.TokensProvider(stack, 'Files', { alias: 'files' });
    const token = timed(stack);
    const content = Fn.jsonencode({ api_token: token.value, expires_at: token.expiresAt });
    token.writeSecretFile(stack, 'File', { filename: 'api.json', content, provider });
    expect(only(stack, 'pyvider_file_content')).toEqual({
      content:
        '${sensitive(join("", compact([jsonencode({"api_token" = pyvider_timed_token.Token_CB33349F.token, "expires_at" = nonsensitive(pyvider_timed_token.Token_CB33349F.expires_at)})])))}',
      file_permission: '0600',
      filename: 'api.json',
      provider: 'tokens.files',
    });
  });

  test('has plain text as it is', () => {
    const stack = newStack();
    const token = timed(stack);
    const content = `TOKEN="${token.value}"\n`;
    token.writeSecretFile(stack, 'File', { filename: '.env', content });
    expect(only(stack, 'pyvider_file_content').content).toBe(
      '${sensitive(join("", compact(["TOKEN=\\"", pyvider_timed_token.Token_CB33349F.token, "\\"\\n"])))}',
    );
  });

  test('needs a place', () => {
    expect(refused({ filename: ' ' })).toEqual([
      '[stack/File] filename is empty: say where to write the token, such as "/run/secrets/deploy"',
    ]);
    expect(refused({ filename: 'deploy' })).toEqual([]);
  });

  test('needs one of its own', () => {
    const found = findings((stack) => {
      const token = timed(stack);
      const later = new TerraformVariable(stack, 'later', { type: 'string' }).stringValue;
      token.writeSecretFile(stack, 'File', { filename: '/run/secrets/deploy' });
      token.writeSecretFile(stack, 'Other', { filename: '/run/secrets/other' });
      token.writeSecretFile(stack, 'Same', { filename: '/run//secrets/./deploy' });
      token.writeSecretFile(stack, 'A', { filename: later });
      token.writeSecretFile(stack, 'B', { filename: later });
      const elsewhere = new TerraformStack(stack.node.root, 'elsewhere');
      timed(elsewhere).writeSecretFile(elsewhere, 'File', { filename: '/run/secrets/deploy' });
    });
    expect(found).toEqual([
      '[stack/Same] "/run//secrets/./deploy" is written by stack/File already: give another filename',
    ]);
  });
});

describe('TokenRegistration', () => {
  const url = 'https://api.example.com/webhooks';
  const refused = (options: Partial<TokenRegistrationOptions>) =>
    findings((stack) => timed(stack).registerAt(stack, 'Webhook', { url, ...options }));

  test('shows the token in a header', () => {
    const stack = newStack();
    const headers = { 'Content-Type': 'application/json' };
    const webhook = timed(stack).registerAt(stack, 'Webhook', { url, headers });
    const { data } = synth(stack);
    expect(Object.values(data.pyvider_http_api)).toEqual([
      {
        headers: {
          Authorization:
            '${one(formatlist("Bearer %s", compact([pyvider_timed_token.Token_CB33349F.token])))}',
          'Content-Type': 'application/json',
        },
        lifecycle: {
          postcondition: [
            {
              condition: '${contains(range(200, 300), coalesce(self.status_code, 0))}',
              error_message:
                'Expected an answer with a status of 200 to 299, got ' +
                '${self.status_code == null ? "none: ${self.error_message}" : self.status_code}.',
            },
          ],
        },
        method: 'POST',
        provider: 'tokens',
        url,
      },
    ]);
    expect(webhook.node.defaultChild).toBeInstanceOf(bindings.DataPyviderHttpApi);
    expect(rendered(stack, [webhook.statusCode, webhook.responseBody])).toEqual([
      '${data.pyvider_http_api.Webhook_B701416B.status_code}',
      '${sensitive(data.pyvider_http_api.Webhook_B701416B.response_body)}',
    ]);
  });

  test('is sent as it should be', () => {
    const stack = newStack();
    EVERY_TOKEN.Aiven(stack).registerAt(stack, 'Webhook', {
      url,
      method: HttpMethod.PUT,
      body: Fn.jsonencode({ events: ['push'] }),
      scheme: AuthorizationScheme.API_KEY,
      timeout: Duration.minutes(1),
      acceptedStatusCodes: [201, 409],
      provider: new bindings.TokensProvider(stack, 'Other', { alias: 'other' }),
    });
    expect(Object.values(synth(stack).data.pyvider_http_api)).toMatchObject([
      {
        body: '${jsonencode({"events" = ["push"]})}',
        headers: {
          'x-api-key': '${aiven_organization_application_user_token.Token_CB33349F.full_token}',
        },
        lifecycle: {
          postcondition: [{ condition: '${contains([201,409], coalesce(self.status_code, 0))}' }],
        },
        method: 'PUT',
        provider: 'tokens.other',
        timeout: 60,
      },
    ]);
  });

  test.each<[Partial<TokenRegistrationOptions>, string]>([
    [
      { url: 'http://api.example.com' },
      'url is "http://api.example.com": give an address with https, such as "https://api.example.com/webhooks", since the token goes there (http to this machine only)',
    ],
    [
      { url: 'api.example.com' },
      'url is "api.example.com": give an address with https, such as "https://api.example.com/webhooks", since the token goes there (http to this machine only)',
    ],
    [
      { headers: { authorization: 'Basic eDp5' } },
      'headers has "authorization", which is the header of the token: leave it out',
    ],
    [
      { method: HttpMethod.GET, body: '{}' },
      'a body is given, but a GET has none: leave it out, or make method HttpMethod.POST',
    ],
    [{ timeout: Duration.minutes(6) }, 'timeout is 6m: make it whole seconds, from 1s to 5m'],
    [{ timeout: Duration.millis(1500) }, 'timeout is 1s500ms: make it whole seconds, from 1s to 5m'],
    [
      { acceptedStatusCodes: [] },
      'acceptedStatusCodes is empty, so that no answer would do: leave it out, or give some, such as 200',
    ],
    [{ acceptedStatusCodes: [20] }, 'acceptedStatusCodes has 20: give statuses of HTTP, from 100 to 599'],
  ])('refuses %o', (options, message) => {
    expect(refused(options)).toEqual([`[stack/Webhook] ${message}`]);
  });

  test.each<Partial<TokenRegistrationOptions>>([
    { url: 'http://127.0.0.1:8080/hook' },
    { url: 'http://localhost/hook' },
    { headers: { 'X-Team': 'shop' } },
    { body: '{}' },
    { timeout: Duration.minutes(5) },
    { acceptedStatusCodes: [200, 599] },
  ])('takes %o', (options) => {
    expect(refused(options)).toEqual([]);
  });

  test.each(['Timed', 'Linode', 'Aiven', 'Seqera', 'Harness'])(
    'keeps the token of %s out of the address',
    (it) => {
      const found = findings((stack) => {
        const token = EVERY_TOKEN[it](stack);
        token.registerAt(stack, 'Webhook', { url: `${url}?token=${token.value}` });
      });
      expect(found).toEqual([
        '[stack/Webhook] url has the token in it, where every log on the way keeps it: leave it out, it is sent as a header',
      ]);
    },
  );

  test('keeps a rotating one out of it, in whatever function', () => {
    const found = findings((stack) => {
      const { current } = rotating(stack, LinodeToken.blueprint({ label: 'ci', scopes: [LinodeScope.ALL] }));
      current.registerAt(stack, 'Webhook', { url: `${url}/${Fn.urlencode(current.value)}` });
      current.registerAt(stack, 'Other', { url: `${url}/${current.tokenId}` });
    });
    expect(found).toEqual([expect.stringContaining('[stack/Webhook] url has the token in it')]);
  });
});
