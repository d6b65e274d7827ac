import { HarnessClient } from './client';
import { singleBlock, stringAttribute } from '../../framework';
import { Connection, connectionAttributes, Surroundings, urlAttribute } from '../connection';

const DEFAULT_URL = 'https://app.harness.io/gateway';

/** `harness { ... }` in the provider block. */
export const harnessBlock = singleBlock(
  'Access to the Harness API. Needed where a `harness_` resource is used, and only for what the environment does not say.',
  {
    platform_api_key: stringAttribute({
      optional: true,
      sensitive: true,
      description:
        'Token that makes the requests (`pat.…` or `sat.…`). Environment variable `HARNESS_PLATFORM_API_KEY`. A user’s ' +
        'own API keys, those of type `USER`, can be managed with a token of that user alone.',
    }),
    account_id: stringAttribute({
      optional: true,
      description:
        'Account whose resources are imported. Environment variable `HARNESS_ACCOUNT_ID`; else the account that ' +
        '`platform_api_key` names in its second part. Every resource says in its own `account_id` where it is.',
    }),
    endpoint: urlAttribute(
      `Address of the API. Environment variable \`HARNESS_ENDPOINT\`. \`${DEFAULT_URL}\` by default. It has to be ` +
        '`https://`, except on this machine.',
    ),
    ca_file: stringAttribute({
      optional: true,
      description:
        'File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones.',
    }),
    ...connectionAttributes,
  },
);

export type HarnessConnection = Connection<HarnessClient>;

/** Access to Harness as the provider block and the environment say. */
export function harnessConnection(surroundings: Surroundings): HarnessConnection {
  return new Connection('harness', surroundings, (settings) => {
    const apiKey = settings.credential('platform_api_key', 'HARNESS_PLATFORM_API_KEY');
    return new HarnessClient({
      apiKey,
      account: settings.text('account_id', 'HARNESS_ACCOUNT_ID') ?? accountIn(apiKey),
      baseUrl: settings.baseUrl('endpoint', 'HARNESS_ENDPOINT', DEFAULT_URL),
      ...settings.connection('ca_file'),
    });
  });
}

/** The account that a token of the form `pat.<account>.<id>.<secret>` belongs to. */
function accountIn(apiKey: string): string | undefined {
  const [kind, account, ...rest] = apiKey.split('.');
  return ['pat', 'sat'].includes(kind) && rest.length > 0 ? account : undefined;
}
