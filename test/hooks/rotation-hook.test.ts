import { provider } from '@cdktf/provider-null';
import { TerraformProvider, TerraformStack } from 'cdktf';
import {
  Duration,
  HookResource,
  RotatingToken,
  RotationHook,
  RotationHookProps,
  RotationSchedule,
  TimedToken,
} from '../../src';
import { findings, newStack, only, synth } from '../synth';

function rotating(stack: TerraformStack): RotatingToken {
  return new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30)),
  });
}

function hook(stack: TerraformStack, more: Partial<RotationHookProps> = {}): RotationHook {
  return new RotationHook(stack, 'Reload', { rotating: rotating(stack), command: './reload', ...more });
}

test('is a null_resource that is replaced with each rotation', () => {
  const stack = newStack();
  const token = rotating(stack);
  const file = token.current.writeSecretFile(stack, 'File', { filename: '/run/deploy/token' });
  const { node } = new RotationHook(stack, 'Reload', {
    rotating: token,
    command: './reload "$TOKEN_ID"',
    environment: { TOKEN_ID: token.current.tokenId, Region: 'eu' },
    triggers: { script: 'v2' },
    dependsOn: [file],
    workingDirectory: '/srv/deploy',
    interpreter: ['/bin/bash', '-c'],
  });
  expect(only(stack, 'null_resource')).toMatchInlineSnapshot(`
   {
     "depends_on": [
       "pyvider_timed_token.Deploy_Slot0_FC05F113",
       "pyvider_timed_token.Deploy_Slot1_E3C7F169",
       "pyvider_file_content.File_E011717D",
     ],
     "provisioner": [
       {
         "local-exec": {
           "command": "./reload "$TOKEN_ID"",
           "environment": {
             "Region": "eu",
             "TOKEN_ID": "\${element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot)}",
           },
           "interpreter": [
             "/bin/bash",
             "-c",
           ],
           "working_dir": "/srv/deploy",
         },
       },
     ],
     "triggers": {
       "script": "v2",
       "serial": "\${tostring(tokens_rotation.Deploy_7B206E61.serial)}",
     },
   }
  `);
  expect(node.defaultChild).toBe(node.findChild('Resource'));
});

test('brings the null provider along, once', () => {
  const stack = newStack();
  hook(stack);
  const other = new TerraformStack(stack.node.root as TerraformStack, 'other');
  hook(other);
  new RotationHook(other, 'Again', {
    rotating: other.node.findChild('Deploy') as RotatingToken,
    command: './tell',
  });
  for (const each of [stack, other]) {
    const { terraform, provider: providers } = synth(each);
    expect(terraform.required_providers.null).toEqual({ source: 'null', version: '3.2.4' });
    expect(providers.null).toEqual([{}]);
  }
});

test('takes the null provider that is there, also when it was made last', () => {
  const stack = newStack();
  hook(stack);
  const mine: TerraformProvider = new provider.NullProvider(stack, 'Null');
  expect(stack.allProviders().filter((each) => each.terraformResourceType === 'null')).toEqual([mine]);
  expect(synth(stack).provider.null).toEqual([{}]);
});

test('needs no provider with terraform_data', () => {
  const stack = newStack();
  hook(stack, { resource: HookResource.TERRAFORM_DATA });
  const { terraform } = synth(stack);
  expect(Object.keys(terraform.required_providers)).toEqual(['tokens']);
  expect(only(stack, 'terraform_data')).toEqual({
    depends_on: [expect.stringMatching(/Slot0/), expect.stringMatching(/Slot1/)],
    provisioner: [{ 'local-exec': { command: './reload' } }],
    triggers_replace: { serial: expect.stringMatching(/^\$\{tostring\(tokens_rotation\.\w+\.serial\)\}$/) },
  });
});

test('says what is wrong', () => {
  const found = findings((stack) => {
    hook(stack, { command: ' ', triggers: { serial: '1' } });
  });
  expect(found).toEqual([
    expect.stringMatching(/^\[stack\/Reload\] command is empty: give a text such as/),
    expect.stringMatching(/^\[stack\/Reload\] triggers has "serial"/),
  ]);
  const far = findings((stack) => {
    const token = rotating(stack);
    const other = new TerraformStack(stack.node.root as TerraformStack, 'other');
    new RotationHook(other, 'Far', { rotating: token, command: './reload' });
  });
  expect(far).toEqual([
    expect.stringMatching(
      /^\[other\/Far\] stack\/Deploy is in another stack, .*make the hook in that stack$/,
    ),
  ]);
});
