import { TerraformOutput, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import {
  AccessToken,
  bindings,
  DayOfWeek,
  Duration,
  IAccessToken,
  ITokenBlueprint,
  MaintenanceWindow,
  RotatingToken,
  RotationSchedule,
  TimedToken,
} from '../../src';
import { findings, newStack, only, synth } from '../synth';

const blueprint = TimedToken.blueprint({ name: 'deploy' });
const rotation = RotationSchedule.every(Duration.days(30), {
  overlap: Duration.days(2),
  applyInterval: Duration.days(1),
});

/** A resource of a vendor that this library has never heard of. */
function vendorToken(scope: Construct, id: string): TerraformResource {
  const lifecycle = { ignoreChanges: ['labels'], replaceTriggeredBy: ['terraform_data.key'] };
  return new TerraformResource(scope, id, { terraformResourceType: 'vendor_token', lifecycle });
}

function describeVendorToken(resource: TerraformResource): IAccessToken {
  return AccessToken.fromAttributes({
    value: resource.getStringAttribute('secret'),
    tokenId: resource.getStringAttribute('id'),
    name: 'it\'s a "name"',
    issuedAt: resource.getStringAttribute('created'),
  });
}

describe('RotatingToken', () => {
  test('makes a rotation and a token for each slot', () => {
    const stack = newStack();
    const token = new RotatingToken(stack, 'Deploy', {
      blueprint,
      rotation,
      rotateNow: 'a',
      revokeNow: 'b',
    });
    expect(synth(stack).resource).toMatchInlineSnapshot(`
     {
       "pyvider_timed_token": {
         "Deploy_Slot0_FC05F113": {
           "expires_at": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[0]}",
           "lifecycle": {
             "replace_triggered_by": [
               "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
             ],
           },
           "name": "deploy",
           "provider": "tokens",
         },
         "Deploy_Slot1_E3C7F169": {
           "expires_at": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[1]}",
           "lifecycle": {
             "replace_triggered_by": [
               "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
             ],
           },
           "name": "deploy",
           "provider": "tokens",
         },
       },
       "tokens_rotation": {
         "Deploy_7B206E61": {
           "anchor": "1970-01-01T00:00:00Z",
           "apply_interval": "1d",
           "overlap": "2d",
           "period": "30d",
           "provider": "tokens",
           "revoke_trigger": "b",
           "rotate_trigger": "a",
           "slots": 2,
         },
       },
     }
    `);
    expect(token.node.defaultChild).toBe(token.rotation);
    expect(token.rotation).toBeInstanceOf(bindings.Rotation);
  });

  test('points at the current and the previous token', () => {
    const stack = newStack();
    const { current, previous, status } = new RotatingToken(stack, 'Deploy', { blueprint, rotation });
    const known = ({ value, tokenId, issuedAt, expiresAt, available, hasExpiration }: IAccessToken) => ({
      value: { value, tokenId, issuedAt, expiresAt, available, hasExpiration },
      sensitive: true,
    });
    new TerraformOutput(stack, 'current', known(current));
    new TerraformOutput(stack, 'previous', known(previous!));
    new TerraformOutput(stack, 'status', { value: status });
    expect(synth(stack).output).toMatchInlineSnapshot(`
     {
       "current": {
         "sensitive": true,
         "value": {
           "available": "\${nonsensitive((sensitive(element([pyvider_timed_token.Deploy_Slot0_FC05F113.token, pyvider_timed_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.current_slot)) != null))}",
           "expiresAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot)}",
           "hasExpiration": true,
           "issuedAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_issued_at, tokens_rotation.Deploy_7B206E61.current_slot)}",
           "tokenId": "\${element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot)}",
           "value": "\${sensitive(element([pyvider_timed_token.Deploy_Slot0_FC05F113.token, pyvider_timed_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.current_slot))}",
         },
       },
       "previous": {
         "sensitive": true,
         "value": {
           "available": "\${nonsensitive((sensitive(element([pyvider_timed_token.Deploy_Slot0_FC05F113.token, pyvider_timed_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.previous_slot)) != null))}",
           "expiresAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.previous_slot)}",
           "hasExpiration": true,
           "issuedAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_issued_at, tokens_rotation.Deploy_7B206E61.previous_slot)}",
           "tokenId": "\${element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.previous_slot)}",
           "value": "\${sensitive(element([pyvider_timed_token.Deploy_Slot0_FC05F113.token, pyvider_timed_token.Deploy_Slot1_E3C7F169.token], tokens_rotation.Deploy_7B206E61.previous_slot))}",
         },
       },
       "status": {
         "value": {
           "applyInterval": "1d",
           "expiresAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot)}",
           "id": "Deploy",
           "issuedAt": "\${element(tokens_rotation.Deploy_7B206E61.slot_issued_at, tokens_rotation.Deploy_7B206E61.current_slot)}",
           "keepsPrevious": true,
           "name": "\${element([pyvider_timed_token.Deploy_Slot0_FC05F113.name, pyvider_timed_token.Deploy_Slot1_E3C7F169.name], tokens_rotation.Deploy_7B206E61.current_slot)}",
           "nextRotationAt": "\${tokens_rotation.Deploy_7B206E61.next_rotation_at}",
           "overlap": "2d",
           "rotates": true,
           "tokenId": "\${element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot)}",
         },
       },
     }
    `);
  });

  test('says where it is in time', () => {
    const stack = newStack();
    const { serial, generation, rotatedAt, nextRotationAt } = new RotatingToken(stack, 'Deploy', {
      blueprint,
      rotation,
    });
    new TerraformOutput(stack, 'when', { value: { serial, generation, rotatedAt, nextRotationAt } });
    expect(synth(stack).output.when.value).toEqual({
      serial: '${tokens_rotation.Deploy_7B206E61.serial}',
      generation: '${tokens_rotation.Deploy_7B206E61.generation}',
      rotatedAt: '${tokens_rotation.Deploy_7B206E61.rotated_at}',
      nextRotationAt: '${tokens_rotation.Deploy_7B206E61.next_rotation_at}',
    });
  });

  test('has no previous token with one slot', () => {
    const stack = newStack();
    const token = new RotatingToken(stack, 'Deploy', {
      blueprint,
      rotation: RotationSchedule.every(Duration.days(30), { slots: 1 }),
    });
    expect(token.previous).toBeUndefined();
    expect(token.status.keepsPrevious).toBe(false);
    expect(only(stack, 'pyvider_timed_token').lifecycle.replace_triggered_by).toEqual([
      'tokens_rotation.Deploy_7B206E61.slot_serials[0]',
    ]);
  });

  test('points each slot at its own rotation, wherever it is', () => {
    const stack = newStack();
    const team = new Construct(stack, 'Team');
    for (const [scope, id] of [
      [stack, 'Deploy'],
      [stack, 'DeployDeploy'],
      [team, 'Deploy'],
      [new Construct(team, 'Deploy-Deploy'), 'Deploy'],
    ] as const) {
      new RotatingToken(scope, id, {
        blueprint,
        rotation: RotationSchedule.every(Duration.days(30), { slots: 3 }),
      });
    }
    const { tokens_rotation: rotations, pyvider_timed_token: tokens } = synth(stack).resource;
    expect(Object.keys(rotations)).toHaveLength(4);
    expect(Object.keys(tokens)).toHaveLength(12);
    const triggers = Object.values<any>(tokens).map((token) => {
      const [trigger] = token.lifecycle.replace_triggered_by;
      expect(token.expires_at).toBe(`\${${trigger.replace('slot_serials', 'slot_expires_at')}}`);
      return trigger;
    });
    const expected = Object.keys(rotations).flatMap((id) =>
      [0, 1, 2].map((slot) => `tokens_rotation.${id}.slot_serials[${slot}]`),
    );
    expect(triggers.sort()).toEqual(expected.sort());
  });

  test('rotates whatever a blueprint makes', () => {
    const stack = newStack();
    const token = new RotatingToken(stack, 'Vendor', {
      blueprint: { issue: (scope, id) => describeVendorToken(vendorToken(scope, id)) },
      rotation,
    });
    new TerraformOutput(stack, 'name', { value: token.current.name });
    new TerraformOutput(stack, 'expires', { value: token.current.hasExpiration });
    expect(token.current.expiresAt).toBeUndefined();
    const { resource, output } = synth(stack);
    expect(Object.values<any>(resource.vendor_token).map((it) => it.lifecycle)).toEqual(
      [0, 1].map((slot) => ({
        ignore_changes: ['labels'],
        replace_triggered_by: [
          'terraform_data.key',
          expect.stringMatching(new RegExp(`^tokens_rotation\\.\\w+\\.slot_serials\\[${slot}\\]$`)),
        ],
      })),
    );
    expect(output.name.value).toMatch(/^\$\{element\(\["it's a \\"name\\"", "it's a \\"name\\""\], /);
    expect(output.expires.value).toBe(false);
  });

  test('refuses a blueprint whose resource it can’t find', () => {
    const found = findings((stack) => {
      const elsewhere = vendorToken(stack, 'Elsewhere');
      new RotatingToken(stack, 'Vendor', {
        blueprint: { issue: () => describeVendorToken(elsewhere) },
        rotation,
      });
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^\[stack\/Vendor\] the blueprint made no Terraform resource for slot 0, .*"Slot0"/,
      ),
      expect.stringMatching(
        /^\[stack\/Vendor\] the blueprint made no Terraform resource for slot 1, .*"Slot1"/,
      ),
    ]);
  });

  test('counts what its holder may have, over all rotations of an app', () => {
    const made = (...slotCounts: number[]) =>
      findings((stack) => {
        const quota = { most: 5, holder: 'the service account "deployer"' };
        slotCounts.forEach((slots, index) => {
          new RotatingToken(stack, `Vendor${index}`, {
            blueprint: { quota, issue: (scope, id) => describeVendorToken(vendorToken(scope, id)) },
            rotation: RotationSchedule.every(Duration.days(30), { slots }),
          });
        });
        const reader: ITokenBlueprint = {
          quota: { ...quota, holder: 'the service account "reader"' },
          issue: (scope, id) => describeVendorToken(vendorToken(scope, id)),
        };
        new RotatingToken(stack, 'Other', { blueprint: reader, rotation });
      });
    expect(made(2, 3)).toEqual([]);
    const text =
      'the service account "deployer" would have 6 tokens at a time (stack/Vendor0 2, stack/Vendor1 4), but may have 5: ' +
      'give one of these schedules fewer slots, or one of the rotations another holder';
    expect(made(2, 4)).toEqual([`[stack/Vendor0] ${text}`, `[stack/Vendor1] ${text}`]);
  });

  test('revokes the previous token ahead of time, where the schedule says so', () => {
    const stack = newStack();
    const { slots, current } = new RotatingToken(stack, 'Vendor', {
      blueprint: {
        issue: (scope, id) => {
          const resource = vendorToken(scope, id);
          const secret = resource.getStringAttribute('secret');
          const tokenId = `${resource.getStringAttribute('id')} of slot`;
          return AccessToken.fromAttributes({ value: secret, tokenId, name: 'deploy', issuedAt: '' });
        },
      },
      rotation: RotationSchedule.every(Duration.days(30), {
        overlap: Duration.days(2),
        revokePreviousAfter: Duration.days(3),
      }),
    });
    const { value, tokenId, name, available } = slots[0];
    new TerraformOutput(stack, 'slot', {
      value: { value, tokenId, name, available, current: current.available },
      sensitive: true,
    });
    const { resource, output } = synth(stack);
    expect(output.slot.value).toMatchInlineSnapshot(`
     {
       "available": "\${tokens_rotation.Vendor_85161C7F.slot_active[0]}",
       "current": "\${element(tokens_rotation.Vendor_85161C7F.slot_active, tokens_rotation.Vendor_85161C7F.current_slot)}",
       "name": "\${(tokens_rotation.Vendor_85161C7F.slot_active[0] ? "deploy" : null)}",
       "tokenId": "\${(tokens_rotation.Vendor_85161C7F.slot_active[0] ? join("", [vendor_token.Vendor_Slot0_C11A9705[0].id, " of slot"]) : null)}",
       "value": "\${(tokens_rotation.Vendor_85161C7F.slot_active[0] ? sensitive(vendor_token.Vendor_Slot0_C11A9705[0].secret) : null)}",
     }
    `);
    expect(Object.values<any>(resource.vendor_token).map(({ count }) => count)).toMatchInlineSnapshot(`
     [
       "\${tokens_rotation.Vendor_85161C7F.slot_active[0] ? 1 : 0}",
       "\${tokens_rotation.Vendor_85161C7F.slot_active[1] ? 1 : 0}",
     ]
    `);
    expect(Object.values<any>(resource.tokens_rotation)).toMatchObject([{ revoke_previous_after: '3d' }]);
  });

  test('has its own windows, its own phase, and a forecast with it', () => {
    const stack = newStack();
    const schedule = RotationSchedule.every(Duration.days(28), {
      overlap: Duration.days(2),
      applyInterval: Duration.days(1),
      spreadOver: Duration.days(7),
      maintenanceWindows: [MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6))],
    });
    const tokens = ['One', 'Other'].map(
      (id) => new RotatingToken(stack, id, { blueprint, rotation: schedule }),
    );
    const { tokens_rotation: rotations } = synth(stack).resource;
    const [one, other] = Object.values<any>(rotations);
    expect(one.maintenance_windows).toEqual([{ day: 'saturday', start: '22:00', duration: '6h' }]);
    expect(one.anchor).not.toBe(other.anchor);
    const after = '2026-01-01T00:00:00Z';
    const [first] = tokens[0].forecast({ after, count: 1 }).rotations;
    expect(first).toEqual(schedule.forecast({ after, path: 'stack/One' }).rotations[0]);
    const period = Duration.days(28).toMilliseconds();
    expect((Date.parse(first.dueAt) - Date.parse(one.anchor)) % period).toBe(0);
  });
});
