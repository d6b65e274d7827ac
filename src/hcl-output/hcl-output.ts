import { TerraformStack } from 'cdktf';
import { isObject, Json, JsonObject } from './expression';
import { nativeSyntax, toFile } from './native-syntax';
import { ProviderSchemas, ProviderShapes } from './provider-shapes';
import { CdktfSynthesizer, StackOutput } from './stack-output';

const SCHEMAS = 'what `terraform providers schema -json` prints';
const enabled = new WeakSet<TerraformStack>();

/**
 * Terraform's native syntax, HCL, for what cdktf synthesizes.
 *
 * cdktf 0.21 can write HCL itself (`cdktf synth --hcl`, `SYNTH_HCL_OUTPUT=true`, `new App({ hclOutput: true })`), but
 * drops `check`, `removed` and ephemeral blocks and all overrides of a stack, writes lifecycles and conditions in
 * a way that Terraform refuses, and with the app's option alone puts JSON into `cdk.tf`. Here the HCL is made
 * of the very configuration that would be written as JSON, so that both plan the same.
 *
 * Every construct of this library turns it on for the stack that it is in.
 *
 * @example
 * const bare = new TerraformStack(app, 'bare');
 * HclOutput.enable(bare);
 * new bindings.TokensProvider(bare, 'Tokens');
 * new bindings.PyviderTimedToken(bare, 'Token', { name: 'deploy', lifetime: '1h' });
 */
export class HclOutput {
  /**
   * Turns it on for a stack, such as one that has nothing of this library but bindings.
   *
   * Whether HCL is written stays with cdktf's own switches. A stack class with its own `toHclTerraform` keeps it.
   */
  public static enable(stack: TerraformStack): void {
    if (enabled.has(stack)) return;
    enabled.add(stack);
    if (stack.toHclTerraform !== TerraformStack.prototype.toHclTerraform) return;
    const output = new StackOutput(stack, stack.synthesizer as CdktfSynthesizer);
    stack.toHclTerraform = () => output.toHcl();
    if ('hclOutput' in stack.synthesizer) stack.synthesizer = output;
  }

  /**
   * Converts a synthesized stack, such as `cdktf.out/stacks/prod/cdk.tf.json`.
   *
   * @param json a configuration in Terraform's JSON syntax
   * @param schemas what `terraform providers schema -json` prints in the stack's directory: JSON itself does not say
   * what is a block and what an attribute. Without schemas, only the companion provider's blocks are known
   * @throws where one of the two is no JSON object, or the configuration has a block that Terraform 1.11 doesn't know
   */
  public static fromJson(json: string, schemas?: string): string {
    const configuration = parsed('configuration', json, 'the text of a file such as cdk.tf.json');
    const shapes = new ProviderShapes();
    shapes.learnOfCompanion(configuration);
    if (schemas !== undefined) {
      shapes.learnFromSchemas(parsed('schemas', schemas, SCHEMAS) as ProviderSchemas, configuration);
    }
    return toFile(nativeSyntax(configuration, shapes));
  }

  private constructor() {}
}

function parsed(name: string, text: string, such: string): JsonObject {
  let value: Json = null;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may have secrets in it.
  }
  if (isObject(value)) return value;
  throw new Error(`${name} is no JSON object: give ${such}`);
}
