import { Op, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { useTerraform } from './terraform';
import { Duration, RotatingToken, RotationSchedule, TimedToken, TokenFindings } from '../../src';

const terraform = useTerraform();

const NOON = '2026-01-03T12:00:00Z';
const LEAKS = /^Output refers to sensitive values: /;

/** Synthesizing would refuse it before Terraform does. */
function letTerraformSay(stack: TerraformStack): void {
  TokenFindings.of(stack).acknowledge('secret-in-output', 'Terraform itself is to refuse it');
}

function tokens(stack: TerraformStack) {
  const plain = new TimedToken(stack, 'Plain', { name: 'plain', lifetime: Duration.hours(6) });
  const rotating = new RotatingToken(stack, 'Rotating', {
    blueprint: TimedToken.blueprint({ name: 'rotating' }),
    rotation: RotationSchedule.every(Duration.days(10)),
  });
  return { plain, rotating };
}

test('what is known of tokens can be shown, their values and comparisons with them can not', async () => {
  const deployment = await terraform().deployment((stack) => {
    const { plain, rotating } = tokens(stack);
    // With the anchor, the current slot is known only after the apply: until then, Terraform would take the
    // token in it for something that may be shown.
    rotating.rotation.anchor = plain.issuedAt;
    const { current, previous } = rotating;
    new TerraformOutput(stack, 'current', { value: current.value });
    new TerraformOutput(stack, 'previous', { value: previous!.value });
    letTerraformSay(stack);
  });
  expect(await deployment.refused(NOON)).toEqual([
    expect.stringMatching(LEAKS),
    expect.stringMatching(LEAKS),
  ]);

  deployment.synth((stack) => {
    // What pyvider's handbook calls the correct way to check a token. A comparison stays sensitive.
    const available = Op.neq(tokens(stack).plain.value, Token.nullValue());
    new TerraformOutput(stack, 'token_status', { value: { available } });
    letTerraformSay(stack);
  });
  expect(await deployment.refused(NOON)).toEqual([expect.stringMatching(LEAKS)]);

  deployment.synth((stack) => {
    const { plain, rotating } = tokens(stack);
    for (const [id, { available, hasExpiration }] of Object.entries({ plain, rotating: rotating.current })) {
      new TerraformOutput(stack, id, { value: { available, has_expiration: hasExpiration } });
    }
    new TerraformOutput(stack, 'expires_at', { value: plain.expiresAt });
    new TerraformOutput(stack, 'status', { value: [plain.status, rotating.status] });
  });
  await deployment.apply(NOON);
  const known = { available: true, has_expiration: true };
  expect(deployment.outputs()).toMatchObject({
    plain: known,
    rotating: known,
    expires_at: '2026-01-03T18:00:00.000000+00:00',
    status: [
      { name: 'plain', expiresAt: '2026-01-03T18:00:00.000000+00:00' },
      { name: 'rotating', issuedAt: NOON },
    ],
  });
  expect(deployment.state().Plain).toMatchObject({
    id: expect.stringMatching(/^timed-token-id-[\da-f-]{36}$/),
    token: expect.stringMatching(/^token-[\da-f-]{36}$/),
  });

  await deployment.settled('2026-01-03T17:59:59Z');
  expect((await deployment.plan('2026-01-03T18:00:00Z')).changes).toEqual({ Plain: 'create' });
});
