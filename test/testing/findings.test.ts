import { Annotations, App, Aspects, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, RotatingToken, RotationSchedule, testing, TimedToken } from '../../src';

function app(): App {
  return Testing.app();
}

/** A construct that is refused. */
function wrong(stack: TerraformStack): void {
  const deploy = new Construct(stack, 'Deploy');
  deploy.node.addValidation({ validate: () => ['lifetime is -1d: make it longer than 0s, such as 30d'] });
}

describe('Findings', () => {
  test('has what validations find, in all stacks at once', () => {
    const root = app();
    wrong(new TerraformStack(root, 'one'));
    wrong(new TerraformStack(root, 'two'));
    const findings = testing.Findings.fromScope(root);
    findings.hasError('one/Deploy', 'lifetime is -1d');
    findings.hasError('two/*', 'make it longer than * such as');
    expect(findings.list().map(({ path, level }) => `${path}: ${level}`)).toEqual([
      'one/Deploy: error',
      'two/Deploy: error',
    ]);
  });

  test('has those of a scope only', () => {
    const root = app();
    const [one, two] = ['one', 'two'].map((id) => new TerraformStack(root, id));
    wrong(one);
    testing.Findings.fromScope(two).hasNoError();
    testing.Findings.fromScope(one.node.findChild('Deploy')).hasError('*', '*');
  });

  test('has annotations, and what aspects add', () => {
    const stack = new TerraformStack(app(), 'stack');
    Annotations.of(stack).addInfo('only so');
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === stack) Annotations.of(node).addWarning('careful');
      },
    });
    const findings = testing.Findings.fromScope(stack);
    findings.hasWarning('stack', 'careful');
    findings.hasNoError();
    findings.hasNoWarning('stack/*');
    findings.hasNoWarning('*', 'reckless');
    expect(() => findings.hasNoWarning()).toThrow(
      'Expected none, but found 1 warning in stack:\n  [stack] careful',
    );
    Annotations.of(stack).addError('no way');
    testing.Findings.fromScope(stack).hasError('stack', 'no way');
  });

  test('has what the app itself finds', () => {
    const root = app();
    new TerraformStack(root, 'stack');
    root.node.addValidation({ validate: () => ['nothing to do'] });
    testing.Findings.fromScope(root).hasError('', 'nothing to do');
  });

  test('has a finding in a stack inside of a stack once', () => {
    const outer = new TerraformStack(app(), 'outer');
    wrong(new TerraformStack(outer, 'inner'));
    expect(testing.Findings.fromScope(outer).list()).toHaveLength(1);
  });

  test('tells what comes nearest', () => {
    const stack = new TerraformStack(app(), 'stack');
    wrong(stack);
    const findings = testing.Findings.fromScope(stack);
    expect(() => findings.hasError('stack/Other', 'lifetime')).toThrow(
      [
        'There is no error at stack/Other like "lifetime". Of 1 finding in stack, the only one:',
        '  [stack/Deploy] lifetime is -1d: make it longer than 0s, such as 30d',
        '    is at stack/Deploy: expected stack/Other',
      ].join('\n'),
    );
    expect(() => findings.hasWarning('*', 'lifetime')).toThrow('    is of level error: expected warning');
    expect(() => findings.hasError('*', 'period')).toThrow('    says something else than "period"');
    expect(() => testing.Findings.fromScope(new TerraformStack(app(), 'empty')).hasError('*', '*')).toThrow(
      'There is no error at * like "*": there is no finding in empty at all.',
    );
  });

  test('finds what a real synth refuses, and nothing else', () => {
    const make = (root: App) => {
      const stack = new TerraformStack(root, 'stack');
      new RotatingToken(stack, 'Deploy', {
        blueprint: TimedToken.blueprint({ name: 'deploy' }),
        rotation: RotationSchedule.every(Duration.days(1), { overlap: Duration.days(2), slots: 500 }),
      });
    };
    const one = app();
    make(one);
    let refused = '';
    try {
      one.synth();
    } catch (error) {
      refused = (error as Error).message;
    }
    const other = app();
    make(other);
    const lines = testing.Findings.fromScope(other)
      .list()
      .map(({ path, message }) => `[${path}] ${message}`);
    expect(lines.length).toBeGreaterThan(0);
    expect(
      refused
        .split('\n')
        .filter((line) => line.startsWith('  '))
        .map((line) => line.trim()),
    ).toEqual(lines);
  });
});
