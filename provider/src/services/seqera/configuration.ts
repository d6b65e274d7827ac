import { SeqeraClient } from './client';
import { singleBlock, stringAttribute } from '../../framework';
import { Connection, connectionAttributes, Surroundings, urlAttribute } from '../connection';

const DEFAULT_URL = 'https://api.cloud.seqera.io';

/** `seqera { ... }` in the provider block. */
export const seqeraBlock = singleBlock(
  'Access to the Seqera Platform. Needed where a `seqera_` resource is used, and only for what the environment does not say.',
  {
    bearer_auth: stringAttribute({
      optional: true,
      sensitive: true,
      description:
        'Access token that makes the requests, and whose user the tokens are made for. Environment variable ' +
        '`TOWER_ACCESS_TOKEN`.',
    }),
    server_url: urlAttribute(
      'Address of the API. Environment variable `TOWER_API_ENDPOINT`, which Seqera’s command line takes as well. ' +
        `\`${DEFAULT_URL}\` by default; an installation of your own has it under \`/api\`, such as ` +
        '`https://seqera.example.com/api`. It has to be `https://`, except on this machine.',
    ),
    ca_path: stringAttribute({
      optional: true,
      description:
        'File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones.',
    }),
    ...connectionAttributes,
  },
);

export type SeqeraConnection = Connection<SeqeraClient>;

/** Access to Seqera as the provider block and the environment say. */
export function seqeraConnection(surroundings: Surroundings): SeqeraConnection {
  return new Connection(
    'seqera',
    surroundings,
    (settings) =>
      new SeqeraClient({
        baseUrl: settings.baseUrl('server_url', 'TOWER_API_ENDPOINT', DEFAULT_URL),
        bearerAuth: settings.credential('bearer_auth', 'TOWER_ACCESS_TOKEN'),
        ...settings.connection('ca_path'),
      }),
  );
}
