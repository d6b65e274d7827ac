import { LinodeClient } from './client';
import { singleBlock, stringAttribute, Validator } from '../../framework';
import { Connection, connectionAttributes, Surroundings, unlessEmpty, urlAttribute } from '../connection';

const isVersion: Validator = (value, report) => {
  if (!/^v\d\w*$/.test(value as string)) {
    report(
      'Invalid API version',
      `${JSON.stringify(value)} is no version of the API. Give one such as "v4".`,
    );
  }
};

const DEFAULT_URL = 'https://api.linode.com';
const DEFAULT_VERSION = 'v4';

/** `linode { ... }` in the provider block. */
export const linodeBlock = singleBlock(
  'Access to the Linode API. Needed where a `linode_` resource is used, and only for what the environment does not say.',
  {
    token: stringAttribute({
      optional: true,
      sensitive: true,
      description:
        'Personal access token that makes the requests. Environment variable `LINODE_TOKEN`. It needs the scope ' +
        '`account:read_write`, and can give to others what it may do itself.',
    }),
    url: urlAttribute(
      `Address of the API, without its version. Environment variable \`LINODE_URL\`. \`${DEFAULT_URL}\` by default. ` +
        'It has to be `https://`, except on this machine.',
    ),
    api_version: stringAttribute({
      optional: true,
      description: `Version of the API. Environment variable \`LINODE_API_VERSION\`. \`${DEFAULT_VERSION}\` by default.`,
      validators: [unlessEmpty(isVersion)],
    }),
    api_ca_path: stringAttribute({
      optional: true,
      description:
        'File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones. ' +
        'Environment variable `LINODE_CA`.',
    }),
    ...connectionAttributes,
  },
);

export type LinodeConnection = Connection<LinodeClient>;

/** Access to Linode as the provider block and the environment say. */
export function linodeConnection(surroundings: Surroundings): LinodeConnection {
  return new Connection('linode', surroundings, (settings) => {
    const version = settings.text('api_version', 'LINODE_API_VERSION') ?? DEFAULT_VERSION;
    const baseUrl = settings.baseUrl('url', 'LINODE_URL', DEFAULT_URL);
    if (/\/v\d\w*\/?$/.test(baseUrl.pathname)) {
      throw new Error(
        `The URL of the API, ${baseUrl.href}, ends with a version. Leave it out there: it is what api_version in the ` +
          "provider's block linode is for, or LINODE_API_VERSION.",
      );
    }
    baseUrl.pathname = `${baseUrl.pathname.replace(/\/$/, '')}/${version}`;
    const token = settings.credential('token', 'LINODE_TOKEN');
    const variables = { ca: 'LINODE_CA', userAgentPrefix: 'LINODE_UA_PREFIX' };
    return new LinodeClient({ baseUrl, token, ...settings.connection('api_ca_path', variables) });
  });
}
