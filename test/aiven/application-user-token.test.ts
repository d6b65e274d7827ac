import { TerraformVariable, Token } from 'cdktf';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenApplicationUserTokenProps,
  AivenScope,
  bindings,
  Duration,
  RotatingToken,
  RotationSchedule,
} from '../../src';
import { known, slots } from '../known';
import { findings, newStack, only, synth } from '../synth';
import { vendorProvider } from '../vendor-provider';

const TYPE = 'aiven_organization_application_user_token';
const user = { organizationId: 'org1', userId: 'u1' };

const refused = (props: Partial<AivenApplicationUserTokenProps>) =>
  findings(
    (stack) =>
      new AivenApplicationUserToken(stack, 'Token', { user: { ...user }, description: 'deploy', ...props }),
  );

/** The age that the tokens of a schedule get. */
function age(period: Duration, slotCount: number, overlap = Duration.days(2)): number[] {
  const stack = newStack();
  new RotatingToken(stack, 'Deploy', {
    blueprint: AivenApplicationUserToken.blueprint({ user: { ...user }, description: 'deploy' }),
    rotation: RotationSchedule.every(period, {
      overlap: slotCount === 1 ? undefined : overlap,
      applyInterval: Duration.days(1),
      slots: slotCount,
    }),
  });
  const tokens = Object.values<{ max_age_seconds: number }>(synth(stack).resource[TYPE]);
  return tokens.map(({ max_age_seconds: seconds }) => seconds);
}

describe('AivenApplicationUserToken', () => {
  test('writes only what is set', () => {
    const stack = newStack();
    const token = new AivenApplicationUserToken(stack, 'Token', { user, description: 'deploy' });
    expect(only(stack, TYPE)).toEqual({
      description: 'deploy',
      organization_id: 'org1',
      provider: 'tokens',
      user_id: 'u1',
    });
    expect(token.node.defaultChild).toBeInstanceOf(bindings.AivenOrganizationApplicationUserToken);
  });

  test('writes the same for Aiven’s own provider: seconds, whatever documentation says', () => {
    const stack = newStack();
    const provider = vendorProvider(stack, 'aiven');
    new AivenApplicationUserToken(stack, 'Token', {
      user,
      description: 'deploy',
      maxAge: Duration.hours(10),
      extendWhenUsed: true,
      scopes: [AivenScope.PROJECTS_READ, AivenScope.of('new:read')],
      ipAllowlist: ['10.0.0.0/8'],
      provider,
    });
    expect(only(stack, TYPE)).toEqual({
      description: 'deploy',
      extend_when_used: true,
      ip_allowlist: ['10.0.0.0/8'],
      max_age_seconds: 36_000,
      organization_id: 'org1',
      provider: 'aiven',
      scopes: ['projects:read', 'new:read'],
      user_id: 'u1',
    });
  });

  test('says what is known of it', () => {
    const stack = newStack();
    const props = { user, description: 'deploy', maxAge: Duration.days(30) };
    expect(known(stack, new AivenApplicationUserToken(stack, 'Token', props))).toMatchInlineSnapshot(`
     {
       "available": "\${nonsensitive((aiven_organization_application_user_token.Token_CB33349F.full_token != null))}",
       "expiresAt": "\${aiven_organization_application_user_token.Token_CB33349F.expiry_time}",
       "hasExpiration": "\${nonsensitive((sensitive(aiven_organization_application_user_token.Token_CB33349F.expiry_time) != null))}",
       "issuedAt": "\${aiven_organization_application_user_token.Token_CB33349F.create_time}",
       "name": "\${aiven_organization_application_user_token.Token_CB33349F.description}",
       "tokenId": "\${aiven_organization_application_user_token.Token_CB33349F.id}",
       "value": "\${aiven_organization_application_user_token.Token_CB33349F.full_token}",
     }
    `);
  });

  test('never expires without an age', () => {
    const stack = newStack();
    const answers = known(
      stack,
      new AivenApplicationUserToken(stack, 'Token', { user, description: 'deploy' }),
    );
    expect(answers).toMatchObject({ hasExpiration: false });
    expect(answers).not.toHaveProperty('expiresAt');
  });

  test('is made after its user', () => {
    const stack = newStack();
    const made = new AivenApplicationUser(stack, 'User', { organizationId: 'org1', name: 'terraform' });
    new AivenApplicationUserToken(stack, 'Token', { user: made, description: 'deploy' });
    expect(only(stack, TYPE).user_id).toBe('${aiven_organization_application_user.User_00B015A1.user_id}');
  });

  test('rotates: by an age that is no reason to replace a slot', () => {
    const blueprint = AivenApplicationUserToken.blueprint({ user: { ...user }, description: 'deploy' });
    expect(slots(newStack(), blueprint, TYPE)).toMatchInlineSnapshot(`
     [
       {
         "description": "deploy, slot 0",
         "lifecycle": {
           "ignore_changes": [
             "max_age_seconds",
           ],
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
           ],
         },
         "max_age_seconds": 5529600,
         "organization_id": "org1",
         "provider": "tokens",
         "user_id": "u1",
       },
       {
         "description": "deploy, slot 1",
         "lifecycle": {
           "ignore_changes": [
             "max_age_seconds",
           ],
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
           ],
         },
         "max_age_seconds": 5529600,
         "organization_id": "org1",
         "provider": "tokens",
         "user_id": "u1",
       },
     ]
    `);
  });

  test('lives until its slot’s turn comes again, and as near to it as Aiven allows', () => {
    const day = 86_400;
    // From a boundary that was taken three days early to one that is applied a day late.
    expect(age(Duration.days(30), 2)).toEqual([64 * day, 64 * day]);
    expect(age(Duration.days(30), 1)).toEqual([32 * day]);
    expect(age(Duration.days(1500), 3)).toEqual([3650 * day, 3650 * day, 3650 * day]);
    expect(age(Duration.millis(86_400_500), 2, Duration.millis(0))).toEqual([4 * day + 1, 4 * day + 1]);
  });

  test('a rotation needs a schedule that is known', () => {
    const found = findings((stack) => {
      const days = new TerraformVariable(stack, 'days', { type: 'number' }).numberValue;
      new RotatingToken(stack, 'Deploy', {
        blueprint: AivenApplicationUserToken.blueprint({ user: { ...user }, description: 'deploy' }),
        rotation: RotationSchedule.every(Duration.days(days), {
          overlap: Duration.days(2),
          applyInterval: Duration.days(1),
        }),
      });
    });
    expect(found).toEqual(
      [0, 1].map((slot) =>
        expect.stringMatching(`^\\[stack/Deploy/Slot${slot}\\] maxAge is known only when Terraform runs`),
      ),
    );
  });

  test('what is wrong with a schedule is said once, by the rotation', () => {
    const found = findings(
      (stack) =>
        new RotatingToken(stack, 'Deploy', {
          blueprint: AivenApplicationUserToken.blueprint({ user: { ...user }, description: 'deploy' }),
          rotation: RotationSchedule.every(Duration.days(4000)),
        }),
    );
    expect(found).toEqual([
      expect.stringMatching(/^\[stack\/Deploy\] a token would live up to .* longest life .* is 3650d/),
    ]);
  });

  test.each([
    [{ description: '' }, 'description is empty: give a text such as "deployments"'],
    [
      { description: 'ä'.repeat(501) },
      `description is "${'ä'.repeat(501)}", of 1002 bytes: make it at most 1000, as many as a ${TYPE} takes`,
    ],
    [
      { maxAge: Duration.seconds(599) },
      `maxAge is 9m59s: make it at least 10m, the shortest life of a ${TYPE}`,
    ],
    [
      { maxAge: Duration.days(3651) },
      `maxAge is 3651d: make it at most 3650d, the longest life of a ${TYPE}`,
    ],
    [{ maxAge: Duration.millis(900_500) }, 'maxAge is 15m500ms: make it whole seconds, such as 901s'],
    [
      { maxAge: Duration.hours(Token.asNumber({ resolve: () => 1 })) },
      'maxAge is known only when Terraform runs, but its seconds are needed now: give one such as Duration.days(30)',
    ],
    [
      { extendWhenUsed: true },
      'extendWhenUsed is true, but without maxAge the token never expires: give maxAge, or leave it out',
    ],
    [{ scopes: [] }, 'scopes is empty: leave it out, or give at least one such as AivenScope.PROJECTS_READ'],
    [
      { scopes: [AivenScope.USER, AivenScope.USER] },
      'scopes has "user" more than once: leave the others out',
    ],
    [
      { scopes: [AivenScope.of('')] },
      'scopes has an empty one: leave it out, or name it, such as AivenScope.of("projects:read")',
    ],
    [
      { scopes: Array.from({ length: 101 }, (_, index) => AivenScope.of(`area${index}`)) },
      'scopes has 101 elements: make it at most 100',
    ],
    [{ ipAllowlist: [] }, 'ipAllowlist is empty: leave it out, or give at least one such as "10.0.0.0/8"'],
    [
      { ipAllowlist: ['10.0.0.0/33'] },
      'ipAllowlist has "10.0.0.0/33": give an address or a CIDR block, such as "192.0.2.7" or "10.0.0.0/8"',
    ],
    [
      { ipAllowlist: ['example.com'] },
      'ipAllowlist has "example.com": give an address or a CIDR block, such as "192.0.2.7" or "10.0.0.0/8"',
    ],
    [
      { ipAllowlist: Array.from({ length: 101 }, (_, index) => `10.0.0.${index}`) },
      'ipAllowlist has 101 elements: make it at most 100',
    ],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Token] ${message}`]);
  });

  test.each([
    { description: 'ä'.repeat(500) },
    { maxAge: Duration.seconds(600) },
    { maxAge: Duration.days(3650), extendWhenUsed: true },
    { extendWhenUsed: false },
    { scopes: Array.from({ length: 100 }, (_, index) => AivenScope.of(`area${index}`)) },
    { ipAllowlist: ['192.0.2.7', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::1'] },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('says everything at once', () => {
    const maxAge = Duration.days(0);
    expect(refused({ description: '', maxAge, scopes: [], ipAllowlist: ['x', 'y'] })).toHaveLength(5);
  });

  test('counts the tokens of a user', () => {
    const tokens = (count: number) =>
      findings((stack) => {
        const of = AivenApplicationUser.fromAttributes(stack, 'User', user);
        for (let index = 0; index < count; index++) {
          new AivenApplicationUserToken(stack, `Token${index}`, { user: of, description: 'deploy' });
        }
      });
    expect(tokens(10)).toEqual([]);
    expect(tokens(11)).toEqual([
      '[stack/Token10] this is token 11 of one application user (stack/User): Aiven allows 10, so make another user for it',
    ]);
  });

  test('counts the slots of all rotations of a user, however the user was referred to', () => {
    const tokens = (...slotCounts: number[]) =>
      findings((stack) => {
        slotCounts.forEach((count, index) => {
          new RotatingToken(stack, `Deploy${index}`, {
            blueprint: AivenApplicationUserToken.blueprint({
              user: { ...user },
              description: `deploy ${index}`,
            }),
            rotation: RotationSchedule.every(Duration.days(30), { slots: count }),
          });
        });
        const other = new AivenApplicationUser(stack, 'Other', { organizationId: 'org1', name: 'other' });
        new AivenApplicationUserToken(stack, 'OfOther', { user: other, description: 'deploy' });
      });
    expect(tokens(2, 4, 4)).toEqual([]);
    expect(tokens(2, 4, 3, 2)).toEqual([
      expect.stringMatching(
        /^\[stack\/Deploy3\/Slot1\] this is token 11 of one application user: Aiven allows 10/,
      ),
    ]);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const list = new TerraformVariable(stack, 'list', { type: 'list(string)' }).listValue;
      new AivenApplicationUserToken(stack, 'A', {
        user: { organizationId: text, userId: text },
        description: text,
        scopes: [AivenScope.of(text)],
        ipAllowlist: [text],
      });
      new AivenApplicationUserToken(stack, 'B', {
        user: { ...user },
        description: 'deploy',
        ipAllowlist: list,
      });
    });
    expect(found).toEqual([]);
  });
});

test('every scope that is listed is named as Aiven names it', () => {
  const listed = Object.entries(AivenScope).filter(([, scope]) => scope instanceof AivenScope);
  expect(listed).toHaveLength(34);
  for (const [name, scope] of listed) {
    expect(`${scope}`).toBe(name.toLowerCase().replace(/_(read|write)$/, ':$1'));
  }
});
