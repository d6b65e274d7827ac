import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { App, TerraformElement, TerraformOutput, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { HclOutput, TimedToken, Duration } from '../../src';
import { newStack } from '../synth';

/** HCL of what a stack is overridden with. */
function hcl(override: object, schemas?: object): string {
  return HclOutput.fromJson(JSON.stringify(override), schemas && JSON.stringify(schemas));
}

function resource(type: string, attributes: object): object {
  return { resource: { [type]: { a: attributes } } };
}

/** As cdktf generates a class from the schema of a provider. */
class Instance extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly blocks: object[],
  ) {
    super(scope, id, { terraformResourceType: 'cloud_instance' });
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    return { disks: [{ gb: 1 }], network: this.blocks.length > 0 ? this.blocks : undefined };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    const marked = (value: unknown, isBlock: boolean) => ({
      value,
      isBlock,
      type: 'list',
      storageClassType: 'objectList',
    });
    const inner = (block: object) =>
      Object.fromEntries(
        Object.entries(block).map(([name, value]) => [name, marked([], Array.isArray(value))]),
      );
    return { disks: marked([{ gb: 1 }], false), network: marked(this.blocks.map(inner), true) };
  }
}

describe('of a stack', () => {
  test('says which names are blocks in resources of any provider, by the classes that were generated for it', () => {
    const stack = newStack();
    HclOutput.enable(stack);
    new Instance(stack, 'A', [{ name: 'one', route: [{ to: 'b' }, { to: 'c' }] }, { name: 'two' }]);
    // A block that only another resource of its type told of.
    new Instance(stack, 'B', []).addOverride('network', { name: 'three', route: { to: 'd' } });
    expect(Testing.synthHcl(stack)).toMatchInlineSnapshot(`
     "resource "cloud_instance" "A" {
       disks = [
         {
           gb = 1
         },
       ]

       network {
         name = "one"

         route {
           to = "b"
         }

         route {
           to = "c"
         }
       }

       network {
         name = "two"
       }
     }

     resource "cloud_instance" "B" {
       disks = [
         {
           gb = 1
         },
       ]

       network {
         name = "three"

         route {
           to = "d"
         }
       }
     }
     "
    `);
  });

  test('has provisioners, connections and what else a resource may have', () => {
    const stack = newStack();
    HclOutput.enable(stack);
    new NullProvider(stack, 'Null');
    new Resource(stack, 'Hook', {
      triggers: { 'a b': '${1 + 1}' },
      connection: { type: 'ssh', host: 'example.com' },
      provisioners: [
        { type: 'local-exec', command: 'echo "$TOKEN"', environment: { TOKEN: '${self.id}' } },
        { type: 'local-exec', command: 'true', when: 'destroy' },
      ],
    });
    expect(Testing.synthHcl(stack)).toMatchInlineSnapshot(`
     "terraform {
       required_providers {
         null = {
           version = "3.2.4"
           source  = "null"
         }
       }
     }

     provider "null" {}

     resource "null_resource" "Hook" {
       triggers = {
         "a b" = 1 + 1
       }

       connection {
         type = "ssh"
         host = "example.com"
       }

       provisioner "local-exec" {
         command = "echo \\"$TOKEN\\""
         environment = {
           TOKEN = self.id
         }
       }

       provisioner "local-exec" {
         command = "true"
         when    = destroy
       }
     }
     "
    `);
  });

  test('is turned on by any construct of the library', () => {
    const stack = newStack();
    new TimedToken(stack, 'Token', { name: 'a', lifetime: Duration.days(1) });
    stack.addOverride('check.it.assert', { condition: '${true}', error_message: 'no' });
    expect(Testing.synthHcl(stack)).toContain('check "it" {');
  });

  test('keeps what lies in a stack inside of it apart', () => {
    const stack = newStack();
    HclOutput.enable(stack);
    new TerraformOutput(new TerraformStack(stack, 'inner'), 'inside', { value: 1 });
    expect(Testing.synthHcl(stack)).not.toContain('inside');
  });

  test('leaves a stack alone that makes its own', () => {
    class Own extends TerraformStack {
      public toHclTerraform(): { hcl: string; metadata: object } {
        return { hcl: '# mine\n', metadata: {} };
      }
    }
    const stack = new Own(Testing.app(), 'own');
    HclOutput.enable(stack);
    expect(Testing.synthHcl(stack)).toBe('# mine\n');
  });

  test('refuses what it does not know, rather than drop it', () => {
    const stack = newStack();
    HclOutput.enable(stack);
    stack.addOverride('action.of_a_later_terraform', {});
    expect(() => Testing.synthHcl(stack)).toThrow(/knows no block "action".*synthesize JSON instead/);
  });

  test('has what cdktf’s command line looks for', () => {
    const stack = newStack();
    new TimedToken(stack, 'Token', { name: 'a', lifetime: Duration.days(1) });
    new TerraformOutput(stack, 'out', { value: 1 });
    const metadata = Testing.synthHcl(stack, true, true) as unknown as Record<string, object>;
    const { '//': comment, terraform, resource: resources } = JSON.parse(JSON.stringify(metadata));
    expect(comment.outputs).toEqual({ stack: { out: 'out' } });
    expect(terraform.required_providers.tokens.source).toBe('access-tokens/tokens');
    expect(Object.values(resources.pyvider_timed_token)).toEqual([
      { '//': { metadata: expect.objectContaining({ path: 'stack/Token/Resource' }) } },
    ]);
  });
});

describe('a file is written in the syntax of its name', () => {
  const { env } = process;
  afterEach(() => {
    process.env = env;
  });

  /** The file of a stack, by its name. */
  function written(hclOutput: boolean | undefined, variable: string | undefined): string {
    process.env = { ...env, ...(variable !== undefined && { SYNTH_HCL_OUTPUT: variable }) };
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'hcl-')), hclOutput });
    const stack = new TerraformStack(app, 'stack');
    new TimedToken(stack, 'Token', { name: 'a', lifetime: Duration.days(1) });
    app.synth();
    const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
    const path = manifest.stacks.stack.synthesizedStackPath as string;
    const text = readFileSync(join(app.outdir, path), 'utf8');
    return `${path.split('/').pop()}: ${text.trimStart().split(/\s/)[0]}`;
  }

  test.each([
    [undefined, undefined, 'cdk.tf.json: {'],
    [true, undefined, 'cdk.tf: terraform'],
    [undefined, 'true', 'cdk.tf: terraform'],
    [false, 'true', 'cdk.tf: terraform'],
    [true, 'false', 'cdk.tf.json: {'],
    // cdktf itself writes HCL into the file for JSON.
    [undefined, '1', 'cdk.tf.json: {'],
  ])('hclOutput %j, SYNTH_HCL_OUTPUT %j', (option, variable, file) => {
    expect(written(option, variable)).toBe(file);
  });
});

describe('of a file of JSON', () => {
  test('writes a block for each element, wherever labels end', () => {
    expect(
      hcl({
        provider: { cloud: [{ region: 'a' }, { region: 'b', alias: 'b' }] },
        moved: [
          { from: 'a.b', to: 'a.c' },
          { from: 'a.d', to: 'a.e["x"]' },
        ],

        locals: null,
        output: [{ a: { value: 1 } }, { b: { value: 2 } }],
      }),
    ).toMatchInlineSnapshot(`
     "provider "cloud" {
       region = "a"
     }

     provider "cloud" {
       region = "b"
       alias  = "b"
     }

     moved {
       from = a.b
       to   = a.c
     }

     moved {
       from = a.d
       to   = a.e["x"]
     }

     output "a" {
       value = 1
     }

     output "b" {
       value = 2
     }
     "
    `);
  });

  test('writes addresses, keywords and types without quotes', () => {
    expect(
      hcl({
        variable: { v: { type: 'map(list(string))', default: { a: '${b}' } } },
        module: { m: { source: './m', providers: { cloud: 'cloud.b' }, depends_on: ['a.b'] } },
        import: { to: 'a.b', id: 'x' },
        removed: { from: 'a.c', lifecycle: { destroy: false } },
        ...resource('cloud_instance', {
          provider: 'cloud.b',
          depends_on: ['${a.b}', 'data.c.d'],
          lifecycle: { ignore_changes: 'all', replace_triggered_by: ['a.b', '${a.c[0].id}'] },
        }),
      }),
    ).toMatchInlineSnapshot(`
     "variable "v" {
       type = map(list(string))
       default = {
         a = "$\${b}"
       }
     }

     removed {
       from = a.c

       lifecycle {
         destroy = false
       }
     }

     import {
       to = a.b
       id = "x"
     }

     resource "cloud_instance" "a" {
       provider   = cloud.b
       depends_on = [a.b, data.c.d]

       lifecycle {
         ignore_changes       = all
         replace_triggered_by = [a.b, a.c[0].id]
       }
     }

     module "m" {
       source = "./m"
       providers = {
         cloud = cloud.b
       }
       depends_on = [a.b]
     }
     "
    `);
  });

  test('leaves comments out of blocks, but not of values', () => {
    expect(hcl({ '//': {}, ...resource('a_b', { '//': 'x', tags: { '//': 'y' } }) })).toBe(
      'resource "a_b" "a" {\n  tags = {\n    "//" = "y"\n  }\n}\n',
    );
  });

  test('knows dynamic blocks, at any depth', () => {
    const block = (block_types: object = {}) => ({ block: { block_types } });
    expect(
      hcl(
        resource('cloud_instance', {
          dynamic: {
            network: {
              for_each: '${var.all}',
              iterator: 'it',
              content: {
                name: '${it.value}',
                route: [{ to: 'a' }],
                dynamic: { route: { for_each: [1], content: {} } },
              },
            },
          },
        }),
        {
          provider_schemas: {
            x: { resource_schemas: { cloud_instance: block({ network: block({ route: block() }) }) } },
          },
        },
      ),
    ).toMatchInlineSnapshot(`
     "resource "cloud_instance" "a" {
       dynamic "network" {
         for_each = var.all
         iterator = it

         content {
           name = it.value

           route {
             to = "a"
           }

           dynamic "route" {
             for_each = [1]

             content {}
           }
         }
       }
     }
     "
    `);
  });

  test('takes objects for attributes where nobody says that they are blocks, and timeouts for a block', () => {
    const config = resource('cloud_instance', { timeouts: { create: '1h' }, network: { name: 'a' } });
    expect(hcl(config)).toContain('  network = {');
    expect(hcl(config)).toContain('  timeouts {');
    const schemas = (block: object) => ({
      provider_schemas: { x: { resource_schemas: { cloud_instance: { block } } } },
    });
    expect(hcl(config, schemas({ block_types: { network: { block: {} } } }))).toContain('  network {');
    expect(hcl(config, schemas({ attributes: { timeouts: {} } }))).toContain('  timeouts = {');
  });

  test('knows a provider by what the configuration calls it', () => {
    const config = {
      terraform: { required_providers: { cloudy: { source: 'Example/Cloud' } } },
      provider: { cloudy: { assume: { role: 'a' } }, local: { assume: { role: 'b' } } },
    };
    const provider = { block: { block_types: { assume: { block: {} } } } };
    const schemas = { provider_schemas: { 'registry.terraform.io/example/cloud': { provider } } };
    expect(hcl(config, schemas)).toMatch(/"cloudy" \{\n {2}assume \{[^]*"local" \{\n {2}assume = \{/);
  });

  test('aligns as terraform fmt does', () => {
    expect(
      hcl({ locals: { a: 1, long_name: 'x', list: [{ b: 1 }], c: [], é: {}, for: { for: true } } }),
    ).toBe(
      [
        'locals {',
        '  a         = 1',
        '  long_name = "x"',
        '  list = [',
        '    {',
        '      b = 1',
        '    },',
        '  ]',
        '  c = []',
        '  é = {}',
        '  for = {',
        '    "for" = true',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('refuses what is no object, and does not tell what it was', () => {
    expect(() => HclOutput.fromJson('secret')).toThrow(
      'configuration is no JSON object: give the text of a file such as cdk.tf.json',
    );
    expect(() => HclOutput.fromJson('{}', '[]')).toThrow(
      /^schemas is no JSON object: give what `terraform providers/,
    );
  });
});

test('an element that writes its own fragment is converted too', () => {
  class Check extends TerraformElement {
    public toTerraform(): object {
      return { check: { [this.node.id]: { assert: { condition: '${true}', error_message: 'x' } } } };
    }
  }
  const stack = newStack();
  HclOutput.enable(stack);
  new Check(stack, 'mine');
  expect(Testing.synthHcl(stack)).toContain('check "mine" {\n  assert {');
});
