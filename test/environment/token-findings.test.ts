import {
  App,
  Aspects,
  DataTerraformRemoteStateLocal,
  Fn,
  LocalBackend,
  Op,
  S3Backend,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { newApp, refusals, refused } from './synthesis';
import {
  AccessToken,
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  bindings,
  DayOfWeek,
  Duration,
  EphemeralLinodeToken,
  ITokenBlueprint,
  LinodeScope,
  LinodeToken,
  LinodeTokenProps,
  MaintenanceWindow,
  RotatedResource,
  RotatingToken,
  RotationOptions,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenEnvironment,
  TokenFindings,
  TokenMonitor,
  TokenPolicy,
} from '../../src';
import { FINDING_IDS } from '../../src/environment/token-finding';

const UUID = '123e4567-e89b-42d3-a456-426614174000';

/** A resource of somebody else’s provider. */
class Other extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: Record<string, unknown>,
    type = 'cloud_machine',
  ) {
    super(scope, id, { terraformResourceType: type });
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}

const stackOf = (app: App, id: string) =>
  (app.node.tryFindChild(id) as TerraformStack) ?? new TerraformStack(app, id);

function linode(scope: Construct, id = 'Deploy', props: Partial<LinodeTokenProps> = {}): LinodeToken {
  return new LinodeToken(scope, id, { label: 'deploy', scopes: [LinodeScope.LINODES_READ_ONLY], ...props });
}

const LINODE_BLUEPRINT = LinodeToken.blueprint({ label: 'deploy', scopes: [LinodeScope.LINODES_READ_ONLY] });

function rotating(scope: Construct, period: Duration, id = 'Deploy'): RotatingToken {
  return new RotatingToken(scope, id, {
    rotation: RotationSchedule.every(period),
    blueprint: LINODE_BLUEPRINT,
  });
}

/** A week apart but for the six hours that it is open. */
const SATURDAY = MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6));

/** 34 days from first to last, where no rotation waits. */
function monthly(scope: Construct, blueprint: ITokenBlueprint, options: RotationOptions = {}): RotatingToken {
  const day = Duration.days(1);
  const rotation = RotationSchedule.every(Duration.days(30), {
    overlap: day,
    applyInterval: day,
    ...options,
  });
  return new RotatingToken(scope, 'Deploy', { rotation, blueprint });
}

/** A stack of an environment of its own. */
function bound(app: App, name: string, policy: TokenPolicy = {}): TerraformStack {
  const stack = stackOf(app, name);
  TokenEnvironment.of(name, policy).bind(stack);
  return stack;
}

function provider(stack: TerraformStack, token: string): TerraformProvider {
  return new bindings.TokensProvider(stack, 'Provider', { linode: { token } });
}

/** What a test makes: the construct that the finding is about. */
type Make = (app: App) => IConstruct;

interface Case {
  readonly id: keyof typeof FINDING_IDS;
  readonly what: string;
  /** Makes what is found. */
  readonly wrong: Make;
  /** How the message begins, after the path. */
  readonly says: string | RegExp;
  /** Makes nearly the same, which is all right. */
  readonly right: Make;
}

/** Something that a token in a stack without an environment is used for. */
const leak = (
  id: Case['id'],
  what: string,
  says: Case['says'],
  wrong: (stack: TerraformStack, token: LinodeToken) => IConstruct,
  right: (stack: TerraformStack, token: LinodeToken) => IConstruct,
): Case => {
  const inStack =
    (make: (stack: TerraformStack, token: LinodeToken) => IConstruct): Make =>
    (app) => {
      const stack = stackOf(app, 'stack');
      return make(stack, linode(stack));
    };
  return { id, what, says, wrong: inStack(wrong), right: inStack(right) };
};

const sensitiveVariable = (stack: TerraformStack): string =>
  new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
const plainVariable = (stack: TerraformStack): string =>
  new TerraformVariable(stack, 'region', { type: 'string', sensitive: false }).stringValue;

const SECRET = 'linode_token.Deploy_7B206E61.token';

const LEAKS: Case[] = [
  leak(
    'secret-in-output',
    'in an output that is shown',
    `value shows the secret ${SECRET}, and an output that is not marked as sensitive is shown by every apply: make the ` +
      'output sensitive: true, or show the token’s `available` or `tokenId` instead',
    (stack, { value }) => new TerraformOutput(stack, 'Out', { value }),
    (stack, { value }) => new TerraformOutput(stack, 'Out', { value, sensitive: true }),
  ),
  leak(
    'secret-in-output',
    'inside functions and structures',
    `value.list shows the secret ${SECRET}`,
    (stack, { value }) =>
      new TerraformOutput(stack, 'Out', {
        value: { list: [Fn.base64encode(Fn.join(' ', ['Bearer', value]))] },
      }),
    (stack, { tokenId, name, available, hasExpiration, status }) =>
      new TerraformOutput(stack, 'Out', {
        value: { list: [Fn.join(' ', [tokenId, name]), available, hasExpiration, status.issuedAt] },
      }),
  ),
  leak(
    'secret-in-output',
    'as all of a resource',
    'value shows the secret linode_token.Deploy_7B206E61, and',
    (stack, { node }) =>
      new TerraformOutput(stack, 'Out', { value: (node.defaultChild as bindings.LinodeToken).fqn }),
    (stack, { node }) =>
      new TerraformOutput(stack, 'Out', { value: (node.defaultChild as bindings.LinodeToken).label }),
  ),
  leak(
    'secret-in-output',
    'by way of locals',
    'value shows local.outer, which holds a secret',
    (stack, { value }) => {
      const inner = new TerraformLocal(stack, 'inner', { header: `Bearer ${value}` });
      const outer = new TerraformLocal(stack, 'outer', inner.asAnyMap);
      return new TerraformOutput(stack, 'Out', { value: outer.asAnyMap });
    },
    (stack, { name }) => {
      const inner = new TerraformLocal(stack, 'inner', { name });
      return new TerraformOutput(stack, 'Out', { value: inner.asAnyMap });
    },
  ),
  leak(
    'secret-in-output',
    'where somebody marked it',
    'value shows what is marked as sensitive',
    (stack) => new TerraformOutput(stack, 'Out', { value: Fn.sensitive('hush') }),
    (stack) => new TerraformOutput(stack, 'Out', { value: 'a sensitive( matter' }),
  ),
  leak(
    'secret-in-output',
    'as a sensitive variable, by way of a local',
    'value shows local.login, which holds a secret, and',
    (stack) => {
      const login = new TerraformLocal(stack, 'login', `hush ${sensitiveVariable(stack)}`);
      return new TerraformOutput(stack, 'Out', { value: login.asString });
    },
    (stack) => {
      const place = new TerraformLocal(stack, 'place', plainVariable(stack));
      return new TerraformOutput(stack, 'Out', { value: place.asString });
    },
  ),
  leak(
    'secret-in-file',
    'as a sensitive variable',
    'content shows var.password, which is marked as sensitive, and the file can be read by others on that machine',
    (stack) =>
      new Other(stack, 'Sink', { filename: '/tmp/x', content: sensitiveVariable(stack) }, 'local_file'),
    (stack) => new Other(stack, 'Sink', { filename: '/tmp/x', content: plainVariable(stack) }, 'local_file'),
  ),
  leak(
    'secret-in-user-data',
    'as a sensitive variable',
    'user_data shows var.password, which is marked as sensitive, and',
    (stack) => new Other(stack, 'Sink', { user_data: Fn.base64encode(sensitiveVariable(stack)) }),
    (stack) =>
      new Other(stack, 'Sink', { user_data: plainVariable(stack), password: sensitiveVariable(stack) }),
  ),
  leak(
    'secret-in-tag',
    'as a variable that an override makes sensitive',
    'tags.owner shows var.owner, which is marked as sensitive, and',
    (stack) => {
      const owner = new TerraformVariable(stack, 'owner', { type: 'string' });
      owner.addOverride('sensitive', true);
      return new Other(stack, 'Sink', { tags: { owner: owner.stringValue } });
    },
    (stack) => {
      new TerraformVariable(stack, 'owner', { type: 'string', sensitive: true });
      const other = new TerraformVariable(stack, 'owner-name', { type: 'string' });
      return new Other(stack, 'Sink', { tags: { owner: other.stringValue } });
    },
  ),
  leak(
    'secret-in-name',
    'as a sensitive variable in the label of a token',
    'label shows var.password, which is marked as sensitive, and',
    (stack) => linode(stack, 'Sink', { label: sensitiveVariable(stack) }).node.defaultChild!,
    (stack) => {
      // A credential of a provider, the header of a request and a secret file are what it is for.
      const value = sensitiveVariable(stack);
      const attributes = { value, tokenId: '7', name: 'by hand', issuedAt: '2026-01-01T00:00:00Z' };
      const token = AccessToken.fromAttributes(attributes);
      token.writeSecretFile(stack, 'File', { filename: '/run/secrets/x' });
      token.registerAt(stack, 'Registration', { url: 'https://example.com/' });
      new TerraformOutput(stack, 'available', { value: token.available });
      return new bindings.TokensProvider(stack, 'Provider', { alias: 'x', linode: { token: value } });
    },
  ),
  leak(
    'secret-in-provisioner',
    'as a sensitive variable',
    'provisioner.command shows var.password, which is marked as sensitive, and a command line',
    (stack) => {
      const sink = new Other(stack, 'Sink', {});
      sink.provisioners = [{ type: 'local-exec', command: `login ${sensitiveVariable(stack)}` }];
      return sink;
    },
    (stack) => {
      const sink = new Other(stack, 'Sink', {});
      const connection = { type: 'ssh' as const, host: '10.0.0.1', password: sensitiveVariable(stack) };
      sink.provisioners = [{ type: 'remote-exec', inline: ['uptime'], connection }];
      return sink;
    },
  ),
  leak(
    'secret-in-name',
    'in a name',
    `name shows the secret ${SECRET}, and a name is shown wherever the service lists what it has: name it after what`,
    (stack, { value }) => new Other(stack, 'Sink', { name: `machine-${value}` }),
    (stack, { value, tokenId }) => new Other(stack, 'Sink', { name: `machine-${tokenId}`, secret: value }),
  ),
  leak(
    'secret-in-name',
    'in the label of another token',
    `label shows the secret ${SECRET}`,
    (stack, { value }) => linode(stack, 'Sink', { label: value }).node.defaultChild!,
    (stack, { name }) => linode(stack, 'Sink', { label: name }).node.defaultChild!,
  ),
  leak(
    'secret-in-name',
    'by an override',
    `description shows the secret ${SECRET}`,
    (stack, { value }) => {
      const sink = new Other(stack, 'Sink', { name: 'machine' });
      sink.addOverride('description', value);
      return sink;
    },
    (stack, { value }) => {
      const sink = new Other(stack, 'Sink', { description: value });
      sink.addOverride('description', 'nothing of the kind');
      return sink;
    },
  ),
  leak(
    'secret-in-output',
    'by an override of the stack',
    `output.mine.value shows the secret ${SECRET}`,
    (stack, { value }) => {
      stack.addOverride('output.mine', { value });
      return stack;
    },
    (stack, { value }) => {
      stack.addOverride('output.mine', { value, sensitive: true });
      return stack;
    },
  ),
  leak(
    'secret-in-tag',
    'by an override of the stack',
    `resource.cloud_machine.mine.tags.token shows the secret ${SECRET}`,
    (stack, { value }) => {
      stack.addOverride('resource.cloud_machine.mine.tags', { token: value });
      return stack;
    },
    (stack, { value }) => {
      stack.addOverride('resource.cloud_machine.mine.secret', value);
      return stack;
    },
  ),
  leak(
    'secret-in-tag',
    'in a tag',
    `tags.token shows the secret ${SECRET}, and a tag is shown`,
    (stack, { value }) => new Other(stack, 'Sink', { tags: { token: value } }),
    (stack, { tokenId }) => new Other(stack, 'Sink', { tags: { token: tokenId } }),
  ),
  leak(
    'secret-in-tag',
    'in a list of tags',
    `tags shows the secret ${SECRET}`,
    (stack, { value }) => new Other(stack, 'Sink', { tags: [`token:${value}`] }),
    (stack, { name }) => new Other(stack, 'Sink', { tags: [`token:${name}`] }),
  ),
  leak(
    'secret-in-file',
    'in a local_file',
    `content shows the secret ${SECRET}, and the file can be read by others on that machine: let the token’s`,
    (stack, { value }) => new Other(stack, 'Sink', { filename: '/tmp/x', content: value }, 'local_file'),
    (stack, { value }) =>
      new Other(stack, 'Sink', { filename: '/tmp/x', content: value }, 'local_sensitive_file'),
  ),
  leak(
    'secret-in-file',
    'in a pyvider_file_content that others may read',
    `content shows the secret ${SECRET}`,
    (stack, { value }) =>
      new bindings.PyviderFileContent(stack, 'Sink', {
        filename: '/tmp/x',
        content: value,
        filePermission: '0640',
        provider: new bindings.TokensProvider(stack, 'Provider'),
      }),
    (stack, token) => token.writeSecretFile(stack, 'Sink', { filename: '/tmp/x' }),
  ),
  leak(
    'secret-in-monitoring-file',
    'in a file of a monitor',
    /content shows the secret .*a monitor’s files are there to be read by everybody/,
    (stack, token) => {
      new TokenMonitor(stack, 'Monitor', {
        directory: '/tmp',
        tokens: [token],
        formats: [{ files: () => [{ filename: 'x.json', content: token.value }], validate: () => [] }],
      });
      return stack.node.findChild('Monitor').node.findChild('x');
    },
    (stack, token) => new TokenMonitor(stack, 'Monitor', { directory: '/tmp', tokens: [token] }),
  ),
  leak(
    'secret-in-provisioner',
    'in a command',
    `provisioner.command shows the secret ${SECRET}, and a command line can be read by others on that machine: give`,
    (stack, { value }) => {
      const sink = new Other(stack, 'Sink', {});
      sink.provisioners = [{ type: 'local-exec', command: `login ${value}` }];
      return sink;
    },
    (stack, { value, name }) => {
      const sink = new Other(stack, 'Sink', {});
      sink.provisioners = [{ type: 'local-exec', command: `login ${name}`, environment: { TOKEN: value } }];
      return sink;
    },
  ),
  leak(
    'secret-in-provisioner',
    'in a command of the token itself',
    'provisioner shows the secret self.token, and',
    (_, { node }) => {
      const sink = node.defaultChild as TerraformResource;
      sink.provisioners = [{ type: 'local-exec', command: 'login ${self.token}' }];
      return sink;
    },
    (_, { node }) => {
      const sink = node.defaultChild as TerraformResource;
      sink.provisioners = [{ type: 'local-exec', command: 'announce ${self.label}' }];
      return sink;
    },
  ),
  leak(
    'secret-in-user-data',
    'in user data',
    `user_data shows the secret ${SECRET}, and every process`,
    (stack, { value }) => new Other(stack, 'Sink', { user_data: Fn.base64encode(`export TOKEN=${value}`) }),
    (stack) => new Other(stack, 'Sink', { user_data: Fn.base64encode('export TOKEN=$(fetch)') }),
  ),
  leak(
    'secret-in-user-data',
    'in a startup script among metadata',
    `metadata.startup-script shows the secret ${SECRET}`,
    (stack, { value }) => new Other(stack, 'Sink', { metadata: { 'startup-script': `TOKEN=${value}` } }),
    (stack, { name }) =>
      new Other(stack, 'Sink', { metadata: { 'startup-script': `TOKEN=$(fetch ${name})` } }),
  ),
  leak(
    'nonsensitive-secret',
    'unmarked',
    `value shows the secret ${SECRET}, and nonsensitive lets Terraform show it`,
    (stack, { value }) => new TerraformOutput(stack, 'Out', { value: Fn.nonsensitive(value) }),
    (stack, { available }) => new TerraformOutput(stack, 'Out', { value: available }),
  ),
  leak(
    'nonsensitive-secret',
    'unmarked where something else is compared',
    `value shows the secret ${SECRET}`,
    (stack, { value }) =>
      new TerraformOutput(stack, 'Out', {
        value: Fn.nonsensitive(Fn.conditional(Op.eq(value, 'x'), value, Op.neq('(?', Token.nullValue()))),
        sensitive: true,
      }),
    (stack) => {
      const { slots } = new RotatingToken(stack, 'Rotating', {
        rotation: RotationSchedule.every(Duration.days(9), {
          overlap: Duration.days(1),
          revokePreviousAfter: Duration.days(2),
        }),
        blueprint: LinodeToken.blueprint({ label: 'rotating', scopes: [LinodeScope.LINODES_READ_ONLY] }),
      });
      const value = slots.map(({ hasExpiration, available }) => [hasExpiration, available]);
      return new TerraformOutput(stack, 'Out', { value });
    },
  ),
  leak(
    'nonsensitive-secret',
    'unmarked by a choice',
    `value shows the secret ${SECRET}`,
    (stack, { value }) =>
      new TerraformOutput(stack, 'Out', {
        value: Fn.nonsensitive(Fn.conditional(true, value, Fn.rawString('(a)'))),
        sensitive: true,
      }),
    (stack, { name }) =>
      new TerraformOutput(stack, 'Out', {
        value: Fn.nonsensitive(Fn.conditional(true, name, Fn.rawString('(a)'))),
      }),
  ),
  ...[
    ['a token of pyvider', `token-${UUID}`, 'token-123'],
    [
      'a token of Harness',
      `pat.kmpySmUISimoRrJL6NL73w.${'0a1b2c3d'.repeat(3)}.${'aB3'.repeat(6)}aB`,
      'pat.on.the.back',
    ],
    ['a token of Aiven', `aivenv1 ${'AbC1'.repeat(10)}`, 'aivenv1 is how it begins'],
    ['a token of Seqera', `eyJ0aWQiOiAxfS4${'0a1b'.repeat(8)}`, 'eyJ is how JSON begins'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow', '-----BEGIN CERTIFICATE-----\nMIIEow'],
    ['a token of GitHub', `ghp_${'aB3d'.repeat(9)}`, 'ghp_ and then 36 characters'],
    ['an access key of AWS', `key is AKIA${'ABCD'.repeat(4)}`, 'AKIA is how it begins, and then 16'],
  ].map(([shape, secret, plain]) =>
    leak(
      'literal-secret',
      `as ${shape}`,
      `script holds what looks like ${shape}, in plain text: whoever reads the synthesized configuration has it`,
      (stack) => new Other(stack, 'Sink', { script: `login ${secret}` }),
      (stack) => new Other(stack, 'Sink', { script: `login ${plain}` }),
    ),
  ),
  leak(
    'literal-secret',
    'as a token of Linode',
    'linode.token holds what looks like a token of Linode',
    (stack) => provider(stack, '0a'.repeat(32)),
    (stack) => new Other(stack, 'Sink', { source_code_hash: '0a'.repeat(32), token_sha256: '0a'.repeat(32) }),
  ),
  leak(
    'literal-secret',
    'as the default of a variable',
    /default holds what looks like a token of pyvider/,
    (stack) => new TerraformVariable(stack, 'secret', { type: 'string', default: `token-${UUID}` }),
    (stack) => new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true }),
  ),
];

/** One token in a stack of an environment with a policy. */
const inEnvironment = (policy: TokenPolicy, make: (stack: TerraformStack) => IConstruct): Make => {
  return (app) => make(bound(app, 'qa', policy));
};

const policyCase = (
  id: Case['id'],
  what: string,
  policy: TokenPolicy,
  says: Case['says'],
  wrong: (stack: TerraformStack) => IConstruct,
  right: (stack: TerraformStack) => IConstruct,
): Case => ({ id, what, says, wrong: inEnvironment(policy, wrong), right: inEnvironment(policy, right) });

const day: TokenPolicy = { maxLifetime: Duration.days(1) };

function aivenUser(stack: TerraformStack): AivenApplicationUser {
  return new AivenApplicationUser(stack, 'User', { organizationId: 'org1a2b3c4d5e6', name: 'user' });
}

const POLICIES: Case[] = [
  ...['token', 'token1', 'apiToken_2', 'my-access-key', '42'].map((label) =>
    policyCase(
      'generic-name',
      label,
      {},
      `label is "qa-${label}", which says nothing of what the token is for: name it after that, such as "github-`,
      (stack) => linode(stack, 'Deploy', { label }),
      (stack) => linode(stack, 'Deploy', { label: `shop-${label}` }),
    ),
  ),
  policyCase(
    'generic-name',
    'in a rotation, once for all slots',
    {},
    'description is "qa: token, slot 0", which',
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        rotation: RotationSchedule.every(Duration.days(1)),
        blueprint: AivenApplicationUserToken.blueprint({ user: aivenUser(stack), description: 'token' }),
      }),
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        rotation: RotationSchedule.every(Duration.days(1)),
        blueprint: AivenApplicationUserToken.blueprint({
          user: aivenUser(stack),
          description: 'a token of the shop',
        }),
      }),
  ),
  policyCase(
    'lifetime-over-cap',
    'by a lifetime',
    day,
    'it lives up to 1d1h, but qa allows 1d: let it expire earlier (expires_at), or make it in a RotatingToken',
    (stack) => new TimedToken(stack, 'Deploy', { name: 'deploy', lifetime: Duration.hours(25) }),
    (stack) => new TimedToken(stack, 'Deploy', { name: 'deploy', lifetime: Duration.hours(24) }),
  ),
  policyCase(
    'lifetime-over-cap',
    'by the default lifetime',
    { maxLifetime: Duration.minutes(30) },
    'it lives up to 1h, but qa allows 30m',
    (stack) => new TimedToken(stack, 'Deploy', { name: 'deploy' }),
    (stack) => new TimedToken(stack, 'Deploy', { name: 'deploy', lifetime: Duration.minutes(30) }),
  ),
  policyCase(
    'lifetime-over-cap',
    'by an instant',
    day,
    'it lives up to 1d1s, but qa allows 1d: let it expire earlier (expiry)',
    (stack) => linode(stack, 'Deploy', { expiresAt: '2026-01-11T12:00:01Z' }),
    (stack) => linode(stack, 'Deploy', { expiresAt: '2026-01-11T13:00:00+01:00' }),
  ),
  policyCase(
    'lifetime-over-cap',
    'for ever',
    day,
    'it never expires, but qa allows 1d: let it expire earlier (expiry), or make it in a RotatingToken',
    (stack) => linode(stack),
    (stack) =>
      linode(stack, 'Deploy', {
        expiresAt: new TerraformVariable(stack, 'until', { type: 'string' }).stringValue,
      }),
  ),
  policyCase(
    'lifetime-over-cap',
    'for ever, as the service has it',
    { maxLifetime: Duration.days(60) },
    'it never expires, but qa allows 60d: its service knows no expiry, so make it in a RotatingToken, which destroys',
    (stack) => new SeqeraToken(stack, 'Deploy', { name: 'deploy' }),
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        rotation: RotationSchedule.every(Duration.days(20)),
        blueprint: SeqeraToken.blueprint({ name: 'deploy' }),
      }),
  ),
  policyCase(
    'lifetime-over-cap',
    'for ever, where nothing replaces it in place',
    { maxLifetime: Duration.days(60), rotationRequired: false },
    'it never expires, but qa allows 60d',
    (stack) => new SeqeraToken(stack, 'Deploy', { name: 'deploy' }),
    (stack) => {
      const token = new SeqeraToken(stack, 'Deploy', { name: 'deploy' });
      RotatedResource.of(token.node.defaultChild as TerraformResource, {
        rotation: RotationSchedule.every(Duration.days(20), { slots: 1 }),
      });
      return token;
    },
  ),
  policyCase(
    'lifetime-over-cap',
    'while it is used',
    day,
    'it never expires, but qa allows 1d',
    (stack) =>
      new AivenApplicationUserToken(stack, 'Deploy', {
        user: aivenUser(stack),
        description: 'deploy',
        maxAge: Duration.hours(1),
        extendWhenUsed: true,
      }),
    (stack) =>
      new AivenApplicationUserToken(stack, 'Deploy', {
        user: aivenUser(stack),
        description: 'deploy',
        maxAge: Duration.hours(24),
      }),
  ),
  policyCase(
    'lifetime-over-cap',
    'by the schedule',
    day,
    // 12h1m, and twice half of that: a rotation by hand may take a boundary early.
    'it lives up to 1d2m, but qa allows 1d: make the period of its rotation shorter, or its overlap and apply interval',
    (stack) => rotating(stack, Duration.minutes(12 * 60 + 1)),
    (stack) => rotating(stack, Duration.hours(12)),
  ),
  policyCase(
    'lifetime-over-cap',
    'by the schedule, where tokens don’t expire by themselves',
    day,
    'it lives up to 1d9h, but qa allows 1d',
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        rotation: RotationSchedule.every(Duration.hours(12)),
        blueprint: SeqeraToken.blueprint({ name: 'deploy' }),
      }),
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        rotation: RotationSchedule.every(Duration.hours(8)),
        blueprint: SeqeraToken.blueprint({ name: 'deploy' }),
      }),
  ),
  policyCase(
    'lifetime-over-cap',
    'by the schedule, whose rotations wait for a window',
    { maxLifetime: Duration.days(34) },
    'it lives up to 40d18h, but qa allows 34d',
    (stack) => monthly(stack, LINODE_BLUEPRINT, { maintenanceWindows: [SATURDAY] }),
    (stack) => monthly(stack, LINODE_BLUEPRINT),
  ),
  policyCase(
    'lifetime-over-cap',
    'by the schedule, whose rotations wait for a window and revoke the one before',
    { maxLifetime: Duration.days(36) },
    'it lives up to 42d18h, but qa allows 36d',
    (stack) =>
      monthly(stack, SeqeraToken.blueprint({ name: 'deploy' }), {
        maintenanceWindows: [SATURDAY],
        revokePreviousAfter: Duration.days(2),
      }),
    (stack) =>
      monthly(stack, SeqeraToken.blueprint({ name: 'deploy' }), { revokePreviousAfter: Duration.days(2) }),
  ),
  policyCase(
    'rotation-required',
    'of a token that nothing rotates',
    { rotationRequired: true },
    'nothing rotates it, but qa requires that: make it in a RotatingToken, from its blueprint',
    (stack) => linode(stack),
    (stack) => rotating(stack, Duration.days(30)),
  ),
  policyCase(
    'rotation-required',
    'of a bare resource',
    { rotationRequired: true },
    'nothing rotates it',
    (stack) => new bindings.SeqeraTokens(stack, 'Deploy', { name: 'deploy', provider: provider(stack, 'x') }),
    (stack) =>
      new bindings.SeqeraTokens(stack, 'Deploy', {
        name: 'deploy',
        provider: provider(stack, 'x'),
        lifecycle: { replaceTriggeredBy: ['terraform_data.mine'] },
      }),
  ),
  policyCase(
    'monitoring-required',
    'of a token that nobody watches',
    { monitoringRequired: true },
    'nobody would notice that it expires, but qa requires that: give it to a TokenMonitor',
    (stack) => rotating(stack, Duration.days(30)),
    (stack) => {
      const token = rotating(stack, Duration.days(30));
      new TokenMonitor(stack, 'Monitor', { directory: '/tmp', tokens: [token] });
      return token;
    },
  ),
  policyCase(
    'rotation-required',
    'but not of a token for one run',
    { rotationRequired: true, monitoringRequired: false, ...day },
    'nothing rotates it',
    (stack) => linode(stack, 'Deploy', { expiresAt: '2026-01-11T12:00:00Z' }),
    (stack) =>
      new EphemeralLinodeToken(stack, 'Deploy', { label: 'deploy', scopes: [LinodeScope.LKE_READ_ONLY] }),
  ),
  policyCase(
    'wildcard-scope',
    'of Linode',
    { allowWildcardScopes: false },
    'it may do everything, which qa does not allow: give it the scopes that it needs',
    (stack) => linode(stack, 'Deploy', { scopes: [LinodeScope.ALL] }),
    (stack) => linode(stack, 'Deploy', { scopes: [LinodeScope.ACCOUNT_READ_WRITE] }),
  ),
  policyCase(
    'wildcard-scope',
    'of Aiven, as the default',
    { allowWildcardScopes: false },
    'it may do everything',
    (stack) =>
      new AivenApplicationUserToken(stack, 'Deploy', { user: aivenUser(stack), description: 'deploy' }),
    (stack) =>
      new AivenApplicationUserToken(stack, 'Deploy', {
        user: aivenUser(stack),
        description: 'deploy',
        scopes: [AivenScope.PROJECTS],
      }),
  ),
];

/** Two environments; the finding is about something in the second. */
const between = (
  id: Case['id'],
  what: string,
  says: Case['says'],
  wrong: (dev: TerraformStack, prod: TerraformStack) => IConstruct,
  right: (dev: TerraformStack, prod: TerraformStack) => IConstruct,
): Case => {
  const inBoth =
    (make: (dev: TerraformStack, prod: TerraformStack) => IConstruct): Make =>
    (app) =>
      make(bound(app, 'dev'), bound(app, 'prod'));
  return { id, what, says, wrong: inBoth(wrong), right: inBoth(right) };
};

const ISOLATION: Case[] = [
  between(
    'other-environment',
    'by a reference',
    'it refers to dev/Deploy of dev, for which cdktf writes the value into an output of that stack and lets prod read ' +
      'its whole state, with every secret in it: make a token of its own for prod',
    (dev, prod) => new TerraformOutput(prod, 'Out', { value: linode(dev).value, sensitive: true }),
    (_, prod) => new TerraformOutput(prod, 'Out', { value: linode(prod).value, sensitive: true }),
  ),
  between(
    'other-environment',
    'by a reference to what is no secret: the state is the same',
    'it refers to dev/Deploy of dev',
    (dev, prod) =>
      new Other(prod, 'Sink', { note: `made by ${rotating(dev, Duration.days(1)).current.name}` }),
    (_, prod) =>
      new Other(prod, 'Sink', { note: `made by ${rotating(prod, Duration.days(1)).current.name}` }),
  ),
  {
    id: 'other-environment',
    what: 'from a stack without an environment',
    says: 'it refers to prod/Deploy of prod, for which cdktf writes the value into an output of that stack and lets no',
    wrong: (app) =>
      new TerraformOutput(stackOf(app, 'tools'), 'Out', {
        value: linode(bound(app, 'prod')).value,
        sensitive: true,
      }),
    right: (app) =>
      new TerraformOutput(stackOf(app, 'tools'), 'Out', {
        value: linode(stackOf(app, 'b')).value,
        sensitive: true,
      }),
  },
  between(
    'other-environment',
    'by its state',
    'it reads the whole state of dev (dev), with every secret in it, from prod: publish what prod needs in a place that',
    (dev, prod) => {
      new LocalBackend(dev, { path: '/states/dev' });
      return new DataTerraformRemoteStateLocal(prod, 'State', { path: '/states/dev' });
    },
    (dev, prod) => {
      new LocalBackend(dev, { path: '/states/dev' });
      return new DataTerraformRemoteStateLocal(prod, 'State', { path: '/states/network' });
    },
  ),
  between(
    'shared-credential',
    'by the same text',
    'tokens.linode.token is the same in prod as in dev (dev), so that each of them can do what the other may: give',
    (dev, prod) => {
      provider(dev, 'hush');
      return provider(prod, 'hush');
    },
    (dev, prod) => {
      provider(dev, 'hush');
      return provider(prod, 'hush!');
    },
  ),
  between(
    'shared-credential',
    'by the same variable',
    'tokens.linode.token is the same in prod as in dev (dev)',
    (...stacks) => {
      const [, last] = stacks.map((stack) =>
        provider(stack, new TerraformVariable(stack, 'linode_token', { sensitive: true }).stringValue),
      );
      return last;
    },
    (...stacks) => {
      const [, last] = stacks.map((stack) =>
        provider(
          stack,
          new TerraformVariable(stack, `${stack.node.id}_token`, { sensitive: true }).stringValue,
        ),
      );
      return last;
    },
  ),
  between(
    'shared-credential',
    'by the same provider',
    'its provider tokens is dev/Provider, which belongs to dev: make a provider in prod with a credential of prod',
    (dev, prod) => {
      provider(prod, 'b');
      return linode(prod, 'Deploy', { provider: provider(dev, 'a') }).node.defaultChild!;
    },
    (dev, prod) => {
      provider(dev, 'a');
      return linode(prod, 'Deploy', { provider: provider(prod, 'b') }).node.defaultChild!;
    },
  ),
  between(
    'shared-backend',
    'by the same file',
    'its local backend keeps the state where that of dev (dev) is: the one would overwrite or read the other’s',
    (dev, prod) => {
      new LocalBackend(dev, { path: '../../tokens.tfstate' });
      return new LocalBackend(prod, { path: '../../tokens.tfstate' });
    },
    // Each in the folder of its stack.
    (dev, prod) => {
      new LocalBackend(dev, { path: 'tokens.tfstate' });
      return new LocalBackend(prod, { path: 'tokens.tfstate' });
    },
  ),
  between(
    'shared-backend',
    'by the same key',
    'its s3 backend keeps the state',
    (dev, prod) => {
      new S3Backend(dev, { bucket: 'states', key: 'tokens' });
      return new S3Backend(prod, { bucket: 'states', key: 'tokens', encrypt: true });
    },
    (dev, prod) => {
      new S3Backend(dev, { bucket: 'states', key: 'dev/tokens' });
      return new S3Backend(prod, { bucket: 'states', key: 'prod/tokens' });
    },
  ),
  {
    id: 'name-collision',
    what: 'of two prefixes that are one another’s beginnings',
    says: 'it is called "prod-eu-deploy" in prod-eu, as prod/Deploy is in prod: where both are of one account nobody can',
    wrong: (app) => {
      linode(bound(app, 'prod'), 'Deploy', { label: 'eu-deploy' });
      return linode(bound(app, 'prod-eu'));
    },
    right: (app) => {
      linode(bound(app, 'prod'));
      return linode(bound(app, 'prod-eu'));
    },
  },
  {
    id: 'name-collision',
    what: 'with a slot of a rotation',
    says: 'it is called "deploy-1" in prod, as dev/Deploy is in dev',
    wrong: (app) => {
      rotating(bound(app, 'dev', { namePrefix: '' }), Duration.days(1));
      return linode(bound(app, 'prod', { namePrefix: '' }), 'Deploy', { label: 'deploy-1' });
    },
    right: (app) => {
      rotating(bound(app, 'dev', { namePrefix: '' }), Duration.days(1));
      return new SeqeraToken(bound(app, 'prod', { namePrefix: '' }), 'Deploy', { name: 'deploy-1' });
    },
  },
  {
    id: 'looser-production',
    what: 'than another environment',
    says: 'rotationRequired is false in prod, but true in staging: production should be the strictest, so make prod as',
    wrong: (app) => {
      TokenEnvironment.staging('staging', { rotationRequired: true }).bind(stackOf(app, 'staging'));
      TokenEnvironment.production('prod', { rotationRequired: false }).bind(stackOf(app, 'prod'));
      return stackOf(app, 'prod');
    },
    // Rotated tokens may well live longer than those for a try.
    right: (app) => {
      TokenEnvironment.staging().bind(stackOf(app, 'staging'));
      TokenEnvironment.production('prod', { maxLifetime: Duration.days(90) }).bind(stackOf(app, 'prod'));
      return stackOf(app, 'prod');
    },
  },
  {
    id: 'looser-production',
    what: 'by tokens that live for ever',
    says: 'maxLifetime is not limited in prod, but 1d in staging',
    wrong: (app) => {
      TokenEnvironment.staging().bind(stackOf(app, 'staging'));
      TokenEnvironment.production('prod', { maxLifetime: undefined }).bind(stackOf(app, 'prod'));
      return stackOf(app, 'prod');
    },
    right: (app) => {
      TokenEnvironment.of('staging').bind(stackOf(app, 'staging'));
      TokenEnvironment.production('prod', { maxLifetime: undefined }).bind(stackOf(app, 'prod'));
      return stackOf(app, 'prod');
    },
  },
  {
    id: 'policy-loosened',
    what: 'by a child',
    says: 'maxLifetime is 2h in prod-eu, but 1h in prod, which it is a child of: a child may only be tighter, so leave',
    wrong: (app) => {
      const stack = stackOf(app, 'stack');
      TokenEnvironment.production()
        .child('prod-eu', { maxLifetime: Duration.hours(2) })
        .bind(stack);
      return stack;
    },
    right: (app) => {
      const stack = stackOf(app, 'stack');
      TokenEnvironment.production()
        .child('prod-eu', { maxLifetime: Duration.minutes(2) })
        .bind(stack);
      return stack;
    },
  },
  {
    id: 'policy-loosened',
    what: 'by another of the same name',
    says: 'maxLifetime is 2d in prod here, but 1d in what is called so in one: bind the same environment to both',
    wrong: (app) => {
      TokenEnvironment.of('prod', day).bind(stackOf(app, 'one'));
      TokenEnvironment.of('prod', { maxLifetime: Duration.days(2) }).bind(stackOf(app, 'other'));
      return stackOf(app, 'other');
    },
    right: (app) => {
      TokenEnvironment.of('prod', day).bind(stackOf(app, 'one'));
      TokenEnvironment.of('prod', day).bind(stackOf(app, 'other'));
      return stackOf(app, 'other');
    },
  },
  {
    id: 'two-environments',
    what: 'in one stack',
    says: 'prod is bound in the stack of dev, which it is no child of',
    wrong: (app) => {
      const part = new Construct(bound(app, 'dev'), 'Part');
      TokenEnvironment.of('prod').bind(part);
      return part;
    },
    right: (app) => {
      const stack = stackOf(app, 'dev');
      const dev = TokenEnvironment.of('dev');
      dev.bind(stack);
      const part = new Construct(stack, 'Part');
      dev.child('dev-a').bind(part);
      return part;
    },
  },
  {
    id: 'late-binding',
    what: 'after a token was made',
    says: 'late is bound after stack/Deploy/Resource was made',
    wrong: (app) => {
      const stack = stackOf(app, 'stack');
      linode(stack);
      TokenEnvironment.of('late').bind(stack);
      return stack;
    },
    right: (app) => {
      const stack = stackOf(app, 'stack');
      TokenEnvironment.of('early').bind(stack);
      linode(stack);
      return stack;
    },
  },
  {
    id: 'environment-name',
    what: 'with a space',
    says: 'the environment’s name is "the shop": make it a letter',
    wrong: (app) => {
      TokenEnvironment.of('the shop').bind(stackOf(app, 'stack'));
      return stackOf(app, 'stack');
    },
    right: (app) => {
      TokenEnvironment.of('the-shop').bind(stackOf(app, 'stack'));
      return stackOf(app, 'stack');
    },
  },
];

const CASES = [...LEAKS, ...POLICIES, ...ISOLATION];

/** Lints the path of this and that: what is in a `Resource` is its construct’s. */
const pathOf = ({ node }: IConstruct) => node.path;

beforeAll(() => {
  process.env.TOKENS_NOW = '2026-01-10T12:00:00Z';
});
afterAll(() => {
  delete process.env.TOKENS_NOW;
});

describe.each(CASES)('$id $what', ({ id, says, wrong, right }) => {
  test('is refused, with the path', () => {
    const app = newApp();
    const at = wrong(app);
    const found = refusals(app);
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${pathOf(at)}: .* \\[${id}\\]$`))]);
    const message = found[0].slice(pathOf(at).length + 2);
    if (typeof says === 'string') expect(message.slice(0, says.length)).toBe(says);
    else expect(message).toMatch(says);
  });

  test('is acknowledged with a reason, and listed', () => {
    const app = newApp();
    const at = wrong(app);
    TokenFindings.of(at).acknowledge(id, 'agreed with security');
    expect(refused(app)).toEqual([]);
    expect(TokenFindings.of(app).listAcknowledged()).toEqual([
      { id, path: pathOf(at), message: expect.any(String), acknowledgement: 'agreed with security' },
    ]);
  });

  test('is not made of what is all right', () => {
    const app = newApp();
    const at = right(app);
    expect(refused(app)).toEqual([]);
    expect(TokenFindings.of(at).list()).toEqual([]);
    TokenFindings.of(at).acknowledge(id, 'for nothing');
    expect(TokenFindings.of(at).list()).toMatchObject([{ id: 'unused-acknowledgement', path: pathOf(at) }]);
  });
});

test('every finding has cases', () => {
  const acknowledgements = Object.keys(FINDING_IDS).filter(
    (id) => FINDING_IDS[id as Case['id']] === 'acknowledgement',
  );
  const shared = ['looser-on-shared-credential'];
  const tried = new Set([...CASES.map(({ id }) => id), ...acknowledgements, ...shared]);
  expect([...tried].sort()).toEqual(Object.keys(FINDING_IDS).sort());
});

describe('an environment that uses the credential of production', () => {
  const share = (policy: TokenPolicy) =>
    newApp((app) => {
      const prod = stackOf(app, 'prod');
      TokenEnvironment.production('prod').bind(prod);
      provider(prod, 'hush');
      provider(bound(app, 'dev', policy), 'hush');
      TokenFindings.of(app).acknowledge('shared-credential', 'there is one account only');
    });
  const strict: TokenPolicy = {
    maxLifetime: Duration.hours(1),
    rotationRequired: true,
    monitoringRequired: true,
    allowWildcardScopes: false,
  };

  test('has to be as strict', () => {
    const found = refusals(share({ ...strict, maxLifetime: Duration.days(7), allowWildcardScopes: true }));
    expect(found).toEqual([
      'dev/Provider: maxLifetime is 7d in dev, but 1h in prod, and with one credential for both a token of dev reaches ' +
        'what is of prod: give dev a credential of its own, or make its policy as strict [looser-on-shared-credential]',
      expect.stringMatching(/^dev\/Provider: allowWildcardScopes is true in dev, but false in prod, and/),
    ]);
    expect(refused(share(strict))).toEqual([]);
  });

  test('or somebody says why not', () => {
    const app = share({ ...strict, maxLifetime: Duration.days(7) });
    TokenFindings.of(app.node.findChild('dev')).acknowledge('looser-on-shared-credential', 'until the move');
    expect(refused(app)).toEqual([]);
  });
});

describe('acknowledgements', () => {
  const leaky = (app: App) => {
    const stack = stackOf(app, 'stack');
    return new TerraformOutput(stack, 'Out', { value: linode(stack).value });
  };

  test.each(['', '  '])('need a reason: %o is none', (reason) => {
    const app = newApp();
    TokenFindings.of(leaky(app)).acknowledge('secret-in-output', reason);
    expect(refused(app)).toEqual([
      'secret-in-output at stack/Out',
      'acknowledgement-without-reason at stack/Out',
    ]);
  });

  test.each(['secret-in-outputs', 'unused-acknowledgement', 'toString'])('of %s are of nothing', (id) => {
    const app = newApp((root) => {
      const stack = stackOf(root, 'stack');
      linode(stack);
      TokenFindings.of(stack).acknowledge(id, 'because');
    });
    expect(refused(app)).toEqual(['unknown-acknowledgement at stack']);
    expect(refusals(app)[0]).toContain(
      `${JSON.stringify(id)} is acknowledged, but there is no such finding: give one of`,
    );
  });

  test('hold for what is inside, and for nothing else', () => {
    const app = newApp((root) => {
      const stack = stackOf(root, 'stack');
      const { value } = linode(stack);
      const part = new Construct(stack, 'Part');
      new TerraformOutput(part, 'Out', { value });
      new TerraformOutput(stack, 'Out', { value });
      TokenFindings.of(part).acknowledge('secret-in-output', 'agreed');
    });
    expect(refused(app)).toEqual(['secret-in-output at stack/Out']);
  });

  test('hold for one kind of finding', () => {
    const app = newApp();
    TokenFindings.of(leaky(app)).acknowledge('secret-in-name', 'agreed');
    expect(refused(app)).toEqual(['secret-in-output at stack/Out', 'unused-acknowledgement at stack/Out']);
  });

  test('are written down where a reviewer looks, and with the construct', () => {
    const app = newApp();
    const output = leaky(app);
    TokenFindings.of(output).acknowledge('secret-in-output', 'agreed');
    app.synth();
    expect(output.node.metadata).toContainEqual(
      expect.objectContaining({
        type: 'cdktf-access-tokens/acknowledgement',
        data: { id: 'secret-in-output', reason: 'agreed' },
      }),
    );
    const stack = stackOf(app, 'stack');
    expect(stack.toTerraform()['//'].acknowledged_findings).toEqual([
      { id: 'secret-in-output', path: 'stack/Out', reason: 'agreed' },
    ]);
  });
});

describe('everything comes to light at once', () => {
  const flawed = (app: App) => {
    for (const id of ['dev', 'prod']) {
      const stack = bound(app, id);
      const { value } = linode(stack, 'Deploy', { label: 'token' });
      new TerraformOutput(stack, 'Out', { value });
    }
  };
  const own = (id: string) => [`generic-name at ${id}/Deploy`, `secret-in-output at ${id}/Out`];

  test('of all stacks, when the app is synthesized', () => {
    expect(refused(newApp(flawed))).toEqual([...own('dev'), ...own('prod')]);
  });

  test('of one stack, when that is synthesized alone', () => {
    const app = Testing.app();
    flawed(app);
    expect(() => Testing.synth(stackOf(app, 'prod'), true)).toThrow('prod/Deploy: label is');
    expect(() => Testing.synth(stackOf(app, 'prod'), true)).not.toThrow('dev/Deploy');
    expect(() => Testing.synth(stackOf(app, 'prod'), true)).not.toThrow('acknowledged');
  });

  test('an aspect may still mend another stack', () => {
    class Mark implements TerraformElementAspect {
      visit(node: IConstruct) {
        if (TerraformOutput.isTerraformOutput(node)) node.sensitive = true;
      }
    }
    const app = newApp((root) => {
      linode(stackOf(root, 'first'));
      const second = stackOf(root, 'second');
      new TerraformOutput(second, 'Out', { value: linode(second).value });
      Aspects.of(second).add(new Mark());
    });
    expect(refused(app)).toEqual([]);
  });

  test('an aspect may still spoil another stack', () => {
    class Unmark implements TerraformElementAspect {
      visit(node: IConstruct) {
        if (TerraformOutput.isTerraformOutput(node)) node.sensitive = false;
      }
    }
    const app = newApp((root) => {
      linode(stackOf(root, 'first'));
      const second = stackOf(root, 'second');
      new TerraformOutput(second, 'Out', { value: linode(second).value, sensitive: true });
      Aspects.of(second).add(new Unmark());
    });
    expect(refused(app)).toEqual(['secret-in-output at second/Out']);
  });
});

interface TerraformElementAspect {
  visit(node: IConstruct): void;
}

test('a reference to another environment is found in one stack alone, before cdktf has prepared anything', () => {
  const app = Testing.app();
  const { value } = linode(bound(app, 'dev'));
  const prod = bound(app, 'prod');
  new TerraformOutput(prod, 'Out', { value, sensitive: true });
  expect(() => Testing.synth(prod, true)).toThrow('prod/Out: it refers to dev/Deploy of dev');
});

test('a secret that crosses stacks of one environment stays a secret', () => {
  const app = newApp((root) => {
    const prod = TokenEnvironment.of('prod');
    const [one, other] = ['one', 'other'].map((id) => stackOf(root, id));
    prod.bind(one);
    prod.bind(other);
    const { value, name } = linode(one);
    new TerraformOutput(other, 'Name', { value: name });
    new TerraformOutput(other, 'Value', { value });
  });
  expect(refused(app)).toEqual(['secret-in-output at other/Value']);
});

test('messages never have the secret itself', () => {
  const secret = `token-${UUID}`;
  const app = newApp((root) => {
    const stack = stackOf(root, 'stack');
    linode(stack);
    new Other(stack, 'Sink', { script: secret });
  });
  expect(refusals(app)).toHaveLength(1);
  expect(refusals(app).join()).not.toContain(UUID);
});

test('stacks without a token and without an environment are left alone', () => {
  const app = newApp((root) => {
    new Other(stackOf(root, 'stack'), 'Sink', { script: `token-${UUID}` });
  });
  expect(refused(app)).toEqual([]);
});

test('elements of all kinds can be looked at', () => {
  const app = newApp((root) => {
    const stack = stackOf(root, 'stack');
    const { value } = linode(stack);
    class Strange extends TerraformElement {
      toTerraform() {
        return { check: { strange: { data: [value, 1, null, undefined, Fn.lengthOf([value]), true] } } };
      }
    }
    new Strange(stack, 'Strange');
  });
  expect(refused(app)).toEqual([]);
});
