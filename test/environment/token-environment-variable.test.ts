import { TerraformOutput, TerraformStack } from 'cdktf';
import { newApp, refusals } from './synthesis';
import {
  Duration,
  TimedToken,
  TokenEnvironment,
  TokenEnvironmentVariable,
  TokenEnvironmentVariableProps,
} from '../../src';
import { newStack, only, synth } from '../synth';

const environments = [
  TokenEnvironment.development(),
  TokenEnvironment.staging(),
  TokenEnvironment.production(),
];

describe('TokenEnvironmentVariable', () => {
  test('is a variable that takes the names and nothing else', () => {
    const stack = newStack();
    new TokenEnvironmentVariable(stack, 'Environment', { environments });
    expect(synth(stack).variable).toEqual({
      environment: {
        description: 'Environment: dev, staging, or prod',
        nullable: false,
        type: 'string',
        validation: [
          {
            condition: '${contains(["dev", "staging", "prod"], var.environment)}',
            error_message: 'The variable "environment" must be dev, staging, or prod.',
          },
        ],
      },
    });
  });

  test('has another name and a default, where they are given', () => {
    const stack = newStack();
    const props = { environments: environments.slice(0, 2), variableName: 'stage', defaultName: 'dev' };
    const { value } = new TokenEnvironmentVariable(stack, 'Environment', props);
    new TerraformOutput(stack, 'value', { value });
    const { variable, output } = synth(stack);
    expect(variable.stage).toMatchObject({
      default: 'dev',
      validation: [{ error_message: expect.any(String) }],
    });
    expect(variable.stage.validation[0].error_message).toBe('The variable "stage" must be dev or staging.');
    expect(output.value.value).toBe('${var.stage}');
  });

  test('looks up what the environment asks', () => {
    const stack = newStack();
    const environment = new TokenEnvironmentVariable(stack, 'Environment', { environments });
    const { isProduction, rotationRequired, monitoringRequired } = environment;
    new TerraformOutput(stack, 'asked', {
      value: { isProduction, rotationRequired, monitoringRequired },
    });
    new TerraformOutput(stack, 'picked', {
      value: environment.pick({ dev: '"a"', staging: 'b', prod: 'c' }),
    });
    const { output, locals } = synth(stack);
    expect(Object.values(locals)).toEqual([
      {
        dev: setting('7d', 'dev', false),
        staging: setting('1d', 'staging', false),
        prod: setting('1h', 'prod', true),
      },
    ]);
    const [local] = Object.keys(locals);
    expect(output.asked.value).toEqual({
      isProduction: `\${local.${local}[var.environment].is_production}`,
      rotationRequired: `\${local.${local}[var.environment].require_rotation}`,
      monitoringRequired: `\${local.${local}[var.environment].require_monitoring}`,
    });
    expect(output.picked.value).toBe(
      '${{"dev" = "\\"a\\"", "staging" = "b", "prod" = "c"}[var.environment]}',
    );
  });

  test('names tokens and says how long they live', () => {
    const stack = newStack();
    const environment = new TokenEnvironmentVariable(stack, 'Environment', { environments });
    const { maxLifetime } = environment;
    expect(maxLifetime.isUnresolved()).toBe(true);
    new TimedToken(stack, 'Service', { name: environment.prefixed('service-token'), lifetime: maxLifetime });
    expect(only(stack, 'pyvider_timed_token')).toMatchObject({
      name: '${var.environment}-service-token',
      lifetime: expect.stringMatching(/^\$\{local\.\w+\[var\.environment\]\.max_age\}$/),
    });
  });

  test('takes a prefix that is not the name from the environment', () => {
    const stack = newStack();
    const own = TokenEnvironment.of('qa', { namePrefix: 'q', maxLifetime: undefined });
    const environment = new TokenEnvironmentVariable(stack, 'Environment', { environments: [own] });
    new TimedToken(stack, 'Service', { name: environment.prefixed('service') });
    expect(only(stack, 'pyvider_timed_token').name).toMatch(
      /^\$\{local\.\w+\[var\.environment\]\.name_prefix\}-service$/,
    );
    expect(Object.values(synth(stack).locals)).toEqual([
      { qa: { ...setting('', 'q', false), max_age: null } },
    ]);
  });

  test.each<[string, Partial<TokenEnvironmentVariableProps>, string]>([
    [
      'no environment',
      { environments: [] },
      'environments is empty: give at least one, such as TokenEnvironment.dev',
    ],
    [
      'one twice',
      { environments: [...environments, TokenEnvironment.of('dev')] },
      'environments has "dev" more than once: leave the others out',
    ],
    [
      'a name that is none',
      { environments: [TokenEnvironment.of('the shop')] },
      'the environment’s name is "the shop": make it',
    ],
    [
      'a child that is looser',
      { environments: [environments[2].child('prod-eu', { maxLifetime: Duration.days(1) })] },
      'maxLifetime is 1d in prod-eu, but 1h in prod',
    ],
    [
      'a default that is none of them',
      { defaultName: 'live' },
      'defaultName is "live": make it dev, staging, or prod, or leave it out so that',
    ],
  ])('refuses %s', (_, props, message) => {
    const app = newApp((root) => {
      new TokenEnvironmentVariable(new TerraformStack(root, 'stack'), 'Environment', {
        environments,
        ...props,
      });
    });
    expect(refusals(app)).toEqual([expect.stringContaining(message)]);
  });

  test('refuses a choice that leaves one out, and two of one name', () => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      new TokenEnvironmentVariable(stack, 'One', { environments }).pick({ dev: 'a' });
      new TokenEnvironmentVariable(stack, 'Two', { environments });
    });
    expect(refusals(app)).toEqual([
      'variableName is "environment", which stack/Two/Variable has already: give it another',
      'pick has no value for staging or prod: give one for each environment',
      'variableName is "environment", which stack/One/Variable has already: give it another',
    ]);
  });
});

function setting(maxAge: string, prefix: string, strict: boolean) {
  return {
    is_production: strict,
    max_age: maxAge,
    name_prefix: prefix,
    require_monitoring: strict,
    require_rotation: strict,
  };
}
