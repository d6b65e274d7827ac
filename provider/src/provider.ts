import {
  AttributePath,
  defineSchema,
  isUnknown,
  listAttribute,
  PrivateStateCodec,
  Provider,
  Validator,
} from './framework';
import { functions } from './functions';
import { RotationResource } from './rotation/rotation-resource';
import { AivenApplicationUserResource } from './services/aiven/application-user';
import { aivenBlock, aivenConnection } from './services/aiven/configuration';
import { EphemeralAivenTokenResource } from './services/aiven/ephemeral-token';
import { AivenTokenResource } from './services/aiven/token';
import { HarnessApiKeyResource } from './services/harness/apikey';
import { harnessBlock, harnessConnection } from './services/harness/configuration';
import { EphemeralHarnessTokenResource } from './services/harness/ephemeral-token';
import { HarnessServiceAccountResource } from './services/harness/service-account';
import { HarnessTokenResource } from './services/harness/token';
import { linodeBlock, linodeConnection } from './services/linode/configuration';
import { EphemeralLinodeTokenResource } from './services/linode/ephemeral-token';
import { LinodeTokenResource } from './services/linode/token';
import { EnvVariablesDataSource } from './services/pyvider/env-variables';
import { EphemeralTimedTokenResource } from './services/pyvider/ephemeral-timed-token';
import { FileContentResource } from './services/pyvider/file-content';
import { HttpApiDataSource } from './services/pyvider/http-api';
import { PrivateStateVerifierResource } from './services/pyvider/private-state-verifier';
import { pyviderBlock, testModeFromEnvironment } from './services/pyvider/test-mode';
import { TimedTokenResource } from './services/pyvider/timed-token';
import { seqeraBlock, seqeraConnection } from './services/seqera/configuration';
import { EphemeralSeqeraTokensResource } from './services/seqera/ephemeral-token';
import { SeqeraTokensResource } from './services/seqera/token';
import { Clock, clockFromEnvironment } from './time/clock';
import { VERSION } from './version';

const SECRET_VARIABLE = 'PYVIDER_PRIVATE_STATE_SHARED_SECRET';

const areSecrets: Validator = (value, report) => {
  if ((value as (string | null)[]).some((secret) => secret === '' || secret === null)) {
    report(
      'Empty secret',
      'each secret needs text, such as `openssl rand -base64 32` makes. Leave empty ones out.',
    );
  }
};

const schema = defineSchema({
  description:
    'API tokens that rotate without cutting anybody off. `TOKENS_NOW` (RFC 3339) sets the clock, to ' +
    'rehearse a rotation before its time.',
  attributes: {
    private_state_secrets: listAttribute<string>('string', {
      optional: true,
      sensitive: true,
      description:
        'Secrets that private state is sealed with, what this provider keeps beside a resource’s attributes: ' +
        'the first one seals, each of them opens. To change a secret put the new one first, and remove the ' +
        `old one after an apply. \`${SECRET_VARIABLE}\`, where it is set, comes before them all. Without any, ` +
        'private state is stored as it is.',
      validators: [areSecrets],
    }),
  },
  blocks: {
    aiven: aivenBlock,
    harness: harnessBlock,
    linode: linodeBlock,
    pyvider: pyviderBlock,
    seqera: seqeraBlock,
  },
});

/** The provider `tokens`, on the clock that the environment asks for. */
export function tokensProvider(env: NodeJS.ProcessEnv): Provider {
  const clock: Clock = { now: () => clockFromEnvironment(env).now() };
  let privateState = new PrivateStateCodec();
  let testMode = false;
  const surroundings = { env, userAgent: `terraform-provider-tokens/${VERSION}` };
  const aiven = aivenConnection(surroundings);
  const harness = harnessConnection(surroundings);
  const linode = linodeConnection(surroundings);
  const seqera = seqeraConnection(surroundings);
  const provider: Provider<typeof schema> = {
    schema,
    resources: [
      new TimedTokenResource(clock),
      new AivenTokenResource(aiven, clock),
      new AivenApplicationUserResource(aiven),
      new HarnessTokenResource(harness, clock),
      new HarnessApiKeyResource(harness),
      new HarnessServiceAccountResource(harness),
      new LinodeTokenResource(linode, clock),
      new SeqeraTokensResource(seqera),
      new FileContentResource(),
      new PrivateStateVerifierResource(() => testMode),
      new RotationResource(clock),
    ],
    dataSources: [new HttpApiDataSource(), new EnvVariablesDataSource(env)],
    ephemeralResources: [
      new EphemeralTimedTokenResource(clock),
      new EphemeralAivenTokenResource(aiven),
      new EphemeralHarnessTokenResource(harness, clock),
      new EphemeralLinodeTokenResource(linode, clock),
      new EphemeralSeqeraTokensResource(seqera),
    ],
    functions,
    get privateState() {
      return privateState;
    },
    configure: ({ private_state_secrets: secrets, pyvider, ...values }, { diagnostics, logger }) => {
      if (isUnknown(secrets) || secrets?.some(isUnknown)) {
        diagnostics.error(
          'Secrets are not known yet',
          'private_state_secrets depends on something that only the apply will know, but private state is opened ' +
            `when planning. Give secrets that are known by then, or set ${SECRET_VARIABLE}.`,
          AttributePath.of('private_state_secrets'),
        );
        return;
      }
      privateState = new PrivateStateCodec([env[SECRET_VARIABLE] ?? '', ...(secrets ?? [])].filter(Boolean));
      aiven.configure(values.aiven);
      harness.configure(values.harness);
      linode.configure(values.linode);
      seqera.configure(values.seqera);
      testMode = testModeFromEnvironment(env) ?? pyvider?.testmode === true;
      logger.debug('configured', { now: new Date(clock.now()).toISOString() });
    },
  };
  return provider;
}
