import {
  CreateRequest,
  defineSchema,
  Operation,
  Outcome,
  Plan,
  PlanRequest,
  ReadRequest,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
} from '../../framework';

const PREFIX = 'SECRET_FOR_';

const TEST_ONLY = 'Test-only resource requires test mode';

const schema = defineSchema({
  version: 1,
  description:
    'Proves that private state is sealed, and opens again: a secret is made from the input, stored in the ' +
    'private state and nowhere else, and `decrypted_token` is read back from there. For tests alone: it takes ' +
    '`testmode` in the provider’s `pyvider` block, or `PYVIDER_TESTMODE`, and a secret to seal with.',
  attributes: {
    input_value: stringAttribute({ required: true, description: 'Any text.' }),
    decrypted_token: stringAttribute({
      computed: true,
      description:
        '`SECRET_FOR_` and the input in upper case, as each refresh finds it in the private state.',
      unknownAs: new Unknown({ notNull: true, prefix: PREFIX }),
    }),
  },
});
type PrivateStateVerifier = typeof schema;

/**
 * `pyvider_private_state_verifier`. An update makes the secret anew (pyvider's own leaves a stale one), and a
 * destroy is always allowed, so that nobody is stuck with what test mode has left.
 */
export class PrivateStateVerifierResource implements Resource<PrivateStateVerifier> {
  public readonly typeName = 'pyvider_private_state_verifier';
  public readonly schema = schema;
  public readonly notImportable = 'What is verified exists in the state alone. Create it instead.';

  /** @param testMode asked when an operation runs, since the provider may be configured more than once */
  public constructor(private readonly testMode: () => boolean) {}

  public plan(_: PlanRequest<PrivateStateVerifier>, operation: Operation): void {
    const reason = this.refusal(operation);
    if (reason) operation.diagnostics.error(...reason);
  }

  public async create(
    { plan }: CreateRequest<PrivateStateVerifier>,
    operation: Operation,
  ): Promise<Outcome<PrivateStateVerifier>> {
    return this.issue(plan, operation);
  }

  public async read(
    { state, private: sealed }: ReadRequest<PrivateStateVerifier>,
    operation: Operation,
  ): Promise<Outcome<PrivateStateVerifier>> {
    const reason = this.refusal(operation);
    if (reason) {
      operation.diagnostics.error(...reason);
    } else if (typeof sealed.secret_token !== 'string') {
      throw new Error('Nothing is left of the private state that was written when it was created.');
    }
    return { state: { ...state, decrypted_token: sealed.secret_token as string } };
  }

  public async update(
    { plan }: UpdateRequest<PrivateStateVerifier>,
    operation: Operation,
  ): Promise<Outcome<PrivateStateVerifier>> {
    return this.issue(plan, operation);
  }

  private issue(plan: Plan<PrivateStateVerifier>, operation: Operation): Outcome<PrivateStateVerifier> {
    const reason = this.refusal(operation);
    if (reason) throw new Error(reason.join('. '));
    const { input_value: input } = plan as State<PrivateStateVerifier>;
    const secret = PREFIX + input!.toUpperCase();
    return { state: { input_value: input, decrypted_token: secret }, private: { secret_token: secret } };
  }

  private refusal({ sealsPrivateState }: Operation): [summary: string, detail: string] | undefined {
    if (!this.testMode()) {
      return [
        TEST_ONLY,
        `${this.typeName} is there to test the provider with. Set testmode = true in the provider's pyvider ` +
          'block, or PYVIDER_TESTMODE=true; or remove the resource.',
      ];
    }
    if (!sealsPrivateState) {
      return [
        'Private state is not sealed',
        'There is no secret to seal it with, so there is nothing to verify. Set ' +
          'PYVIDER_PRIVATE_STATE_SHARED_SECRET, or private_state_secrets in the provider block.',
      ];
    }
    return undefined;
  }
}
