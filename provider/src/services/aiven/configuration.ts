import { AivenClient } from './client';
import { singleBlock, stringAttribute } from '../../framework';
import {
  Connection,
  connectionAttributes,
  retryLimitAttribute,
  Surroundings,
  urlAttribute,
} from '../connection';

const DEFAULT_URL = 'https://api.aiven.io';

/** `aiven { ... }` in the provider block. */
export const aivenBlock = singleBlock(
  'Access to the Aiven API. Needed where an `aiven_` resource is used, and only for what the environment does not say.',
  {
    api_token: stringAttribute({
      optional: true,
      sensitive: true,
      description:
        'Token that makes the requests. Environment variable `AIVEN_TOKEN`. It has to be of somebody who manages the ' +
        'organization’s application users.',
    }),
    endpoint: urlAttribute(
      `Address of the API, without its version. Environment variable \`AIVEN_WEB_URL\`. \`${DEFAULT_URL}\` by default. ` +
        'It has to be `https://`, except on this machine.',
    ),
    ca_file: stringAttribute({
      optional: true,
      description:
        'File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones. ' +
        'Environment variable `AIVEN_CA_CERT`.',
    }),
    ...connectionAttributes,
    retry_limit: retryLimitAttribute('AIVEN_CLIENT_RETRY_MAX'),
  },
);

export type AivenConnection = Connection<AivenClient>;

/** Access to Aiven as the provider block and the environment say. */
export function aivenConnection(surroundings: Surroundings): AivenConnection {
  return new Connection('aiven', surroundings, (settings) => {
    const baseUrl = settings.baseUrl('endpoint', 'AIVEN_WEB_URL', DEFAULT_URL);
    if (/\/v\d+\/?$/.test(baseUrl.pathname)) {
      throw new Error(
        `The URL of the API, ${baseUrl.href}, ends with a version. Leave it out: the provider adds it.`,
      );
    }
    const token = settings.credential('api_token', 'AIVEN_TOKEN');
    const variables = { ca: 'AIVEN_CA_CERT', retryLimit: 'AIVEN_CLIENT_RETRY_MAX' };
    return new AivenClient({ baseUrl, token, ...settings.connection('ca_file', variables) });
  });
}
