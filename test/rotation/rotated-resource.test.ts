import { Aspects, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  Duration,
  IResourceBlueprint,
  RotatedResource,
  RotatedResourceProps,
  RotationEngine,
  RotationOptions,
  RotationSchedule,
  TokenSlot,
} from '../../src';
import { findings, newStack, synth } from '../synth';

/** A resource of a provider that this library has never heard of. */
class VendorPassword extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly expiry?: string,
  ) {
    super(scope, id, { terraformResourceType: 'vendor_password' });
  }

  protected synthesizeAttributes() {
    return { expiry: this.expiry };
  }
}

class Passwords implements IResourceBlueprint {
  public issue(scope: Construct, id: string, { expiresAt }: TokenSlot): TerraformResource {
    return new VendorPassword(scope, id, expiresAt);
  }
}

const every = (options: RotationOptions = {}) =>
  RotationSchedule.every(Duration.days(30), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    ...options,
  });

const rotated = (stack: TerraformStack, more: Partial<RotatedResourceProps> = {}) =>
  new RotatedResource(stack, 'Db', { blueprint: new Passwords(), rotation: every(), ...more });

const output = (stack: TerraformStack, value: unknown) => {
  new TerraformOutput(stack, 'output', { value });
  return synth(stack).output.output.value;
};

test('replaces each slot with its own serial', () => {
  const stack = newStack();
  rotated(stack, { rotateNow: 'a' });
  expect(synth(stack).resource).toMatchObject({
    tokens_rotation: { Db_5D02A0A9: { rotate_trigger: 'a', slots: 2 } },
    vendor_password: {
      Db_Slot0_10836453: {
        expiry: '${tokens_rotation.Db_5D02A0A9.slot_expires_at[0]}',
        lifecycle: { replace_triggered_by: ['tokens_rotation.Db_5D02A0A9.slot_serials[0]'] },
      },
      Db_Slot1_F96657EF: {
        expiry: '${tokens_rotation.Db_5D02A0A9.slot_expires_at[1]}',
        lifecycle: { replace_triggered_by: ['tokens_rotation.Db_5D02A0A9.slot_serials[1]'] },
      },
    },
  });
});

test('is read by the names of the provider’s own attributes', () => {
  const stack = newStack();
  const { current, previous, slots, serial } = rotated(stack);
  const value = [
    current.getStringAttribute('result'),
    previous!.getNumberAttribute('port'),
    slots[1].getBooleanAttribute('enabled'),
    slots[0].getListAttribute('scopes'),
    slots[0].getStringMapAttribute('tags'),
    `postgres://${current.getStringAttribute('endpoints[0].host')}`,
    current.expiresAt,
    slots[1].issuedAt,
    serial,
  ];
  expect(output(stack, value)).toMatchInlineSnapshot(`
   [
     "\${(tokens_rotation.Db_5D02A0A9.current_slot == 0 ? vendor_password.Db_Slot0_10836453.result : vendor_password.Db_Slot1_F96657EF.result)}",
     "\${(tokens_rotation.Db_5D02A0A9.previous_slot == 0 ? vendor_password.Db_Slot0_10836453.port : vendor_password.Db_Slot1_F96657EF.port)}",
     "\${vendor_password.Db_Slot1_F96657EF.enabled}",
     "\${vendor_password.Db_Slot0_10836453.scopes}",
     "\${vendor_password.Db_Slot0_10836453.tags}",
     "postgres://\${(tokens_rotation.Db_5D02A0A9.current_slot == 0 ? vendor_password.Db_Slot0_10836453.endpoints[0].host : vendor_password.Db_Slot1_F96657EF.endpoints[0].host)}",
     "\${element(tokens_rotation.Db_5D02A0A9.slot_expires_at, tokens_rotation.Db_5D02A0A9.current_slot)}",
     "\${tokens_rotation.Db_5D02A0A9.slot_issued_at[1]}",
     "\${tokens_rotation.Db_5D02A0A9.serial}",
   ]
  `);
});

test('is read in any number of slots', () => {
  const stack = newStack();
  const { current } = rotated(stack, { rotation: every({ slots: 3 }) });
  expect(output(stack, current.getStringAttribute('result'))).toMatchInlineSnapshot(
    `"\${(tokens_rotation.Db_5D02A0A9.current_slot == 0 ? vendor_password.Db_Slot0_10836453.result : (tokens_rotation.Db_5D02A0A9.current_slot == 1 ? vendor_password.Db_Slot1_F96657EF.result : vendor_password.Db_Slot2_9C672B09.result))}"`,
  );
});

test('is there only while it is promised, where the schedule says so', () => {
  const stack = newStack();
  const { current } = rotated(stack, { rotation: every({ revokePreviousAfter: Duration.days(3) }) });
  expect(output(stack, current.getStringAttribute('result'))).toMatchInlineSnapshot(
    `"\${(tokens_rotation.Db_5D02A0A9.current_slot == 0 ? one(vendor_password.Db_Slot0_10836453[*].result) : one(vendor_password.Db_Slot1_F96657EF[*].result))}"`,
  );
  const { vendor_password: passwords, tokens_rotation: rotations } = synth(stack).resource;
  expect(rotations.Db_5D02A0A9.revoke_previous_after).toBe('3d');
  expect(Object.values(passwords)).toMatchObject([
    { count: '${tokens_rotation.Db_5D02A0A9.slot_active[0] ? 1 : 0}' },
    { count: '${tokens_rotation.Db_5D02A0A9.slot_active[1] ? 1 : 0}' },
  ]);
});

test('can be referred to from another stack', () => {
  const stack = newStack();
  const { current } = rotated(stack);
  const elsewhere = new TerraformStack(stack.node.root as Construct, 'elsewhere');
  new TerraformOutput(elsewhere, 'output', { value: current.getStringAttribute('result') });
  const { node } = stack;
  // What cdktf does before it writes a stack.
  elsewhere.prepareStack();
  stack.prepareStack();
  expect(node.children.map(({ node: { id } }) => id)).toContainEqual(
    expect.stringMatching(/^cross-stack-output-/),
  );
  expect(synth(elsewhere).output.output.value).toMatch(/^\$\{data\.terraform_remote_state\./);
});

test('replaces a resource in place that there is already', () => {
  const stack = newStack();
  const password = new VendorPassword(stack, 'Password');
  const { current, previous } = RotatedResource.of(password, {
    rotation: every({ slots: 1, overlap: Duration.days(0) }),
  });
  expect(previous).toBeUndefined();
  expect(output(stack, current.getStringAttribute('result'))).toBe('${vendor_password.Password.result}');
  expect(synth(stack).resource.vendor_password.Password.lifecycle.replace_triggered_by).toEqual([
    expect.stringMatching(/^tokens_rotation\.Password_Rotated_\w+\.slot_serials\[0\]$/),
  ]);
});

test('works with both engines', () => {
  const stack = newStack();
  const { current } = rotated(stack, { engine: RotationEngine.PORTABLE });
  expect(output(stack, current.getStringAttribute('result'))).toMatchInlineSnapshot(
    `"\${(terraform_data.Db_5D02A0A9.input.current_slot == 0 ? vendor_password.Db_Slot0_10836453.result : vendor_password.Db_Slot1_F96657EF.result)}"`,
  );
  const { resource, terraform } = synth(stack);
  expect(Object.keys(resource)).toEqual(['terraform_data', 'vendor_password']);
  expect(terraform).toBeUndefined();
});

describe('refuses', () => {
  const made = (make: (scope: Construct, id: string) => TerraformResource, rotation = every()) =>
    findings((stack) => void rotated(stack, { blueprint: { issue: make }, rotation }));

  test('what Terraform would not take as a trigger', () => {
    const found = made(
      (scope, id) => {
        const password = new VendorPassword(scope, id);
        const key = new VendorPassword(password, 'Key');
        password.lifecycle = {
          replaceTriggeredBy: [key, key.fqn, '${terraform_data.key.id}', 'terraform_data.key.id'],
        };
        return password;
      },
      every({ slots: 1, overlap: Duration.days(0) }),
    );
    expect(found).toEqual([
      '[stack/Db] replaceTriggeredBy of stack/Db/Slot0 has stack/Db/Slot0/Key, which becomes "${...}", and Terraform ' +
        'refuses that: give the address as a plain text, such as "vendor_password.Db_Slot0_Key_D20A6AB5"',
      expect.stringMatching(/ has a reference, which becomes .* such as "terraform_data\.key"$/),
      expect.stringMatching(/ has "\$\{terraform_data\.key\.id\}", which becomes /),
    ]);
  });

  test('a lifecycle that takes the slot’s own away', () => {
    const found = findings((stack) => {
      const resource = new VendorPassword(stack, 'Password');
      RotatedResource.of(resource, { rotation: every({ slots: 1, overlap: Duration.days(0) }) });
      resource.lifecycle = { ignoreChanges: ['result'] };
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^\[stack\/Password\/Rotated\] the lifecycle of stack\/Password was set after .*blueprint/,
      ),
    ]);
  });

  test.each<[string, (resource: TerraformResource) => void, number]>([
    ['by its blueprint', (resource) => (resource.lifecycle = { createBeforeDestroy: true }), 2],
    ['by an override', (resource) => resource.addOverride('lifecycle.create_before_destroy', true), 2],
    [
      'but not where that is written over',
      (resource) => {
        resource.lifecycle = { createBeforeDestroy: true };
        resource.addOverride('lifecycle.create_before_destroy', false);
      },
      0,
    ],
  ])('what would be created before it is destroyed, %s', (_, change, count) => {
    const found = made((scope, id) => {
      const password = new VendorPassword(scope, id);
      change(password);
      return password;
    });
    expect(found).toEqual(
      [0, 1].slice(0, count).map((slot) => {
        const what = `\\] stack/Db/Slot${slot} has createBeforeDestroy: .*: leave createBeforeDestroy out`;
        return expect.stringMatching(what);
      }),
    );
  });

  test('what would be created before it is destroyed in its only slot', () => {
    const found = findings((stack) => {
      const resource = new VendorPassword(stack, 'Password');
      resource.lifecycle = { createBeforeDestroy: true };
      RotatedResource.of(resource, { rotation: every({ slots: 1, overlap: Duration.days(0) }) });
    });
    expect(found).toEqual([
      expect.stringMatching(/\] stack\/Password has createBeforeDestroy: .*, make slots 2$/),
    ]);
  });

  test('what an aspect would have created before it is destroyed', () => {
    const found = findings((stack) => {
      rotated(stack);
      Aspects.of(stack).add({
        visit: (node) => {
          if (!(node instanceof VendorPassword)) return;
          node.lifecycle = { ...node.lifecycle, createBeforeDestroy: true };
        },
      });
    });
    expect(found).toHaveLength(2);
  });

  test('one resource for two slots', () => {
    const found = findings((stack) => {
      RotatedResource.of(new VendorPassword(stack, 'Password'), { rotation: every() });
    });
    expect(found).toEqual([
      expect.stringMatching(/\] slot 1 has the same resource as slot 0 \(stack\/Password\).*slots: 1/),
    ]);
  });

  test('a count beside that of the rotation', () => {
    const counted = (scope: Construct, id: string) => {
      const password = new VendorPassword(scope, id);
      password.count = 3;
      return password;
    };
    expect(made(counted)).toEqual([]);
    expect(made(counted, every({ revokePreviousAfter: Duration.days(2) }))).toEqual([
      expect.stringMatching(/\] stack\/Db\/Slot0 has a count or forEach of its own, .*revokePreviousAfter/),
      expect.stringMatching(/\] stack\/Db\/Slot1 has a count or forEach of its own, .*revokePreviousAfter/),
    ]);
  });
});
