import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DataResource, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import {
  bindings,
  Duration,
  LinodeScope,
  LinodeToken,
  RotatedResource,
  RotatingToken,
  RotationEngine,
  RotationSchedule,
  testing,
  TimedToken,
} from '../../src';

const { Match, Template } = testing;

function stack(): TerraformStack {
  const made = new TerraformStack(Testing.app(), 'prod');
  new RotatingToken(made, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30), { overlap: Duration.hours(48) }),
  });
  const reader = new LinodeToken(made, 'Reader', {
    label: 'read "only"',
    scopes: [LinodeScope.EVENTS_READ_ONLY],
  });
  new TerraformOutput(made, 'reader', { value: reader.value, sensitive: true });
  return made;
}

describe('Template', () => {
  test('has what is found, where the stack is refused', () => {
    const made = stack();
    for (const id of ['One', 'Other']) {
      new Construct(made, id).node.addValidation({ validate: () => ['lifetime is -1d'] });
    }
    expect(() => Template.fromStack(made)).toThrow(
      "prod can't be synthesized:\n  [prod/One] lifetime is -1d\n  [prod/Other] lifetime is -1d",
    );
  });

  test('has been seen by aspects', () => {
    Template.fromStack(stack()).hasResource('linode_token', { provider: 'tokens' });
  });

  test('does not look into a stack inside of the stack', () => {
    const made = stack();
    new TimedToken(new TerraformStack(made, 'inner'), 'Token', { name: 'a' });
    Template.fromStack(made).tokenCountIs(3);
  });

  describe('of tokens', () => {
    test('finds them by path, type, properties, and whether they rotate', () => {
      const template = Template.fromStack(stack());
      template.hasToken();
      template.hasToken({ path: 'prod/Reader' });
      template.hasToken({ path: 'prod/Deploy/Slot*', rotates: true });
      template.hasToken({ type: 'linode_token', rotates: false, properties: { label: 'read "only"' } });
      template.tokenCountIs(3);
      template.tokenCountIs(2, 'pyvider_timed_token');
      template.tokenCountIs(0, 'seqera_tokens');
    });

    test('tells which come nearest, and in what they differ', () => {
      const template = Template.fromStack(stack());
      expect(() =>
        template.hasToken({ type: 'linode_token', properties: { label: 'read', scopes: Match.anyValue() } }),
      ).toThrowErrorMatchingInlineSnapshot(`
       "There is no token {"type":"linode_token","properties":{"label":"read","scopes":"<matcher>"}}. Of 3 tokens, nearest:
         prod/Reader/Resource (linode_token)
           label is "read \\"only\\"": expected "read"
         prod/Deploy/Slot0/Resource (pyvider_timed_token)
           type is "pyvider_timed_token": expected "linode_token"
           label is missing: expected "read"
           scopes is missing
         prod/Deploy/Slot1/Resource (pyvider_timed_token)
           type is "pyvider_timed_token": expected "linode_token"
           label is missing: expected "read"
           scopes is missing"
      `);
      expect(() => template.tokenCountIs(2)).toThrowErrorMatchingInlineSnapshot(`
       "There are 3 tokens: expected 2.
         prod/Deploy/Slot0/Resource (pyvider_timed_token)
         prod/Deploy/Slot1/Resource (pyvider_timed_token)
         prod/Reader/Resource (linode_token)"
      `);
      expect(() => Template.fromStack(new TerraformStack(Testing.app(), 'none')).hasToken()).toThrow(
        'There is no token {}: there is no token at all.',
      );
    });

    test('counts what a blueprint of one’s own makes in slots, and what rotates in place', () => {
      const made = new TerraformStack(Testing.app(), 'prod');
      const rotation = RotationSchedule.every(Duration.days(30), { slots: 1, overlap: Duration.days(0) });
      RotatedResource.of(
        new TimedToken(made, 'InPlace', { name: 'a' }).node.defaultChild as bindings.PyviderTimedToken,
        {
          rotation,
          engine: RotationEngine.PORTABLE,
        },
      );
      new DataResource(made, 'Other', {});
      const template = Template.fromStack(made);
      template.tokenCountIs(1);
      template.hasToken({ rotates: true });
      template.hasRotation({ slots: 1 });
    });
  });

  describe('of rotations', () => {
    test('finds them by path and schedule', () => {
      const template = Template.fromStack(stack());
      template.hasRotation();
      template.hasRotation({
        path: '*/Deploy',
        period: Duration.hours(720),
        overlap: Duration.days(2),
        slots: 2,
      });
      template.hasRotation({ applyInterval: Duration.parse('7d12h'), anchor: '1970-01-01T00:00:00Z' });
      template.rotationCountIs(1);
    });

    test('tells which come nearest, and in what they differ', () => {
      const template = Template.fromStack(stack());
      expect(() => template.hasRotation({ path: 'dev/*', period: Duration.days(7), slots: 2 }))
        .toThrowErrorMatchingInlineSnapshot(`
       "There is no rotation {"path":"dev/*","period":"7d","slots":2}. Of 1 rotation, the only one:
         prod/Deploy
           is at prod/Deploy: expected dev/*
           period is "30d": expected "7d""
      `);
      expect(() => template.rotationCountIs(0)).toThrow('There is 1 rotation: expected 0.\n  prod/Deploy');
    });
  });

  test('finds any resource and output', () => {
    const template = Template.fromStack(stack());
    template.hasResource('tokens_rotation', { period: '30d', slots: 2 });
    template.resourceCountIs('tokens_rotation', 1);
    template.hasOutput('reader', { sensitive: true, value: Match.stringLike('*.token}') });
    template.hasOutput('*');
    expect(() => template.hasOutput('reader', { sensitive: Match.absent() })).toThrow(
      '  reader\n    sensitive is true: expected none',
    );
    expect(() => template.hasOutput('writer')).toThrow('    is called reader: expected writer');
    expect(() => template.resourceCountIs('linode_token', 2)).toThrow(
      'There is 1 linode_token: expected 2.\n  prod/Reader/Resource (linode_token)',
    );
  });

  test('resolves references in what is expected', () => {
    const made = stack();
    const deploy = made.node.findChild('Deploy') as RotatingToken;
    const expiresAt = deploy.rotation.interpolationForAttribute('slot_expires_at[0]');
    Template.fromStack(made).hasToken({ properties: { expires_at: expiresAt } });
  });
});

describe('Match', () => {
  const differencesOf = (matcher: testing.Matcher, actual: unknown) => matcher.test(actual);

  test.each<[string, testing.Matcher, unknown, unknown]>([
    ['anyValue', Match.anyValue(), 0, null],
    ['absent', Match.absent(), undefined, null],
    ['exact', Match.exact({ a: [1] }), { a: [1] }, { a: [1], b: 2 }],
    ['exact list', Match.exact([1, { a: 1 }]), [1, { a: 1 }], [1, { a: 1, b: 2 }]],
    ['arrayWith', Match.arrayWith([1, { a: 1 }]), [0, 1, 2, { a: 1, b: 2 }], [{ a: 1 }, 1]],
    ['arrayWith no list', Match.arrayWith([]), [], 'a'],
    ['stringLike', Match.stringLike('a.*c'), 'a.\nbc', 'abc'],
    ['not', Match.not(Match.stringLike('a*')), 'b', 'ab'],
    ['nested', Match.exact({ a: Match.anyValue() }), { a: 1 }, {}],
  ])('%s', (_, matcher, fitting, other) => {
    expect(differencesOf(matcher, fitting)).toEqual([]);
    expect(differencesOf(matcher, other)).toHaveLength(1);
  });

  test('tells where the difference is', () => {
    expect(differencesOf(Match.exact({ a: [{ b: 1 }], c: 2, d: 3 }), { a: [{ b: 2 }], c: 2, e: 4 })).toEqual([
      '.a[0].b is 2: expected 1',
      '.d is missing: expected 3',
      '.e is 4: expected none',
    ]);
    expect(differencesOf(Match.exact([1]), [1, 2])).toEqual(['has 2 elements, [1,2]: expected 1, [1]']);
  });

  test('can be somebody else’s', () => {
    class Even extends testing.Matcher {
      public test(actual: number): string[] {
        return actual % 2 === 0 ? [] : [`is ${actual}: expected an even number`];
      }
    }
    const template = Template.fromStack(stack());
    template.hasResource('tokens_rotation', { slots: new Even() });
  });
});

describe('a snapshot of a stack', () => {
  test('has nothing of this machine in it', () => {
    const made = new TerraformStack(Testing.app({ stubVersion: false, stackTraces: true }), 'prod');
    new TimedToken(made, 'Token', { name: `in ${process.cwd()}` });
    new TerraformOutput(made, 'files', {
      value: [join(process.cwd(), 'files'), `${tmpdir()}/a`, '/var/lib/tokens'],
    });
    const template = Template.fromStack(made);
    expect(template.toSnapshot()).toMatchInlineSnapshot(`
     "{
       "output": {
         "files": {
           "value": [
             "<cwd>/files",
             "<tmp>/a",
             "/var/lib/tokens"
           ]
         }
       },
       "provider": {
         "tokens": [
           {}
         ]
       },
       "resource": {
         "pyvider_timed_token": {
           "Token_CB33349F": {
             "name": "in <cwd>",
             "provider": "tokens"
           }
         }
       },
       "terraform": {
         "backend": {
           "local": {
             "path": "<cwd>/terraform.prod.tfstate"
           }
         },
         "required_providers": {
           "tokens": {
             "source": "access-tokens/tokens"
           }
         }
       }
     }
     "
    `);
    expect(JSON.parse(template.toSnapshot())).toEqual(template.toJson());
  });

  test('takes a directory for one only where its name ends', () => {
    const made = new TerraformStack(Testing.app(), 'prod');
    new TerraformOutput(made, 'other', { value: `${process.cwd()}er` });
    Template.fromStack(made).hasOutput('other', { value: `${process.cwd()}er` });
    // The folder that this is in may be one of the others.
    const written = Template.fromStack(made).toJson().output.other.value;
    expect(basename(written)).toBe(`${basename(process.cwd())}er`);
    expect(written).not.toContain('<cwd>');
  });

  test('is the same for the same stack', () => {
    expect(Template.fromStack(stack()).toSnapshot()).toBe(Template.fromStack(stack()).toSnapshot());
  });
});
