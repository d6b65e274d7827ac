import { App, TerraformStack, Testing } from 'cdktf';

/** A stack that no test shares with another. */
export function newStack(id = 'stack'): TerraformStack {
  return new TerraformStack(Testing.app(), id);
}

/** What Terraform would read, after aspects and validations have run. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function synth(stack: TerraformStack): any {
  return JSON.parse(Testing.synth(stack, true));
}

/** The only resource of a type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function only(stack: TerraformStack, type: string): any {
  const found = Object.values(synth(stack).resource[type]);
  expect(found).toHaveLength(1);
  return found[0];
}

/** What a real `App.synth()` refuses, a line each, with the path of the construct. */
export function findings(make: (stack: TerraformStack) => void): string[] {
  const app = new App({ outdir: Testing.app().outdir });
  make(new TerraformStack(app, 'stack'));
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => line.trim());
  }
}
