import { ArgumentError, cty, Dynamic, ProviderFunction } from '../framework';

/** The parts of an id, null where the form that was given has no such part; `undefined` where it has none of the forms. */
type Parts = Record<string, string | null>;

interface Form {
  /** For people. */
  readonly written: string;
  readonly parse: (id: string) => Parts | undefined;
}

const FORMS: Record<string, Form> = {
  pyvider_timed_token: {
    written: 'timed-token-id-UUID',
    parse: (id) => {
      const match = /^timed-token-id-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id);
      return match ? { uuid: match[1] } : undefined;
    },
  },
  aiven_organization_application_user_token: {
    written: 'ORGANIZATION_ID/USER_ID/TOKEN_PREFIX',
    parse: (id) => {
      // The prefix is of Base64's letters, so it may hold a slash itself.
      const match = /^([^/]+)\/([^/]+)\/(.+)$/.exec(id);
      const [organization, user, prefix] = match?.slice(1).map(percentDecoded) ?? [];
      if (organization === undefined || user === undefined || prefix === undefined) return undefined;
      return { organization_id: organization, user_id: user, token_prefix: prefix };
    },
  },
  harness_platform_token: {
    written:
      '[ORG_ID/[PROJECT_ID/]]PARENT_ID/APIKEY_ID/APIKEY_TYPE/TOKEN_ID, with a type of USER or SERVICE_ACCOUNT',
    parse: (id) => {
      const parts = id.split('/');
      const [parent, apikey, type, identifier] = parts.slice(-4);
      const [org = null, project = null] = parts.slice(0, -4);
      if (parts.length < 4 || parts.length > 6 || parts.includes('')) return undefined;
      if (type !== 'USER' && type !== 'SERVICE_ACCOUNT') return undefined;
      return {
        org_id: org,
        project_id: project,
        parent_id: parent,
        apikey_id: apikey,
        apikey_type: type,
        identifier,
      };
    },
  },
};

/** `parse_id(resource_type, id)` */
export const parseId: ProviderFunction = {
  name: 'parse_id',
  signature: {
    summary: 'The parts of a token’s id',
    description:
      'An object of the parts that an id, or the id to import by, is made of. ' +
      Object.entries(FORMS)
        .map(([type, { written }]) => `\`${type}\`: \`${written}\``)
        .join('. ') +
      '. A part that the id does not have is null. The ids of the other services are numbers, and have no parts.',
    parameters: [
      {
        name: 'resource_type',
        type: 'string',
        description: `One of ${Object.keys(FORMS)
          .map((type) => `\`${type}\``)
          .join(', ')}.`,
      },
      { name: 'id', type: 'string', description: 'The id, as the resource has it or as `import` takes it.' },
    ],
    returns: 'dynamic',
  },
  call: ([type, id]) => {
    if (!Object.hasOwn(FORMS, type as string)) {
      throw new ArgumentError(
        0,
        `${JSON.stringify(type)} has no id with parts. Give one of ${Object.keys(FORMS).join(', ')}.`,
      );
    }
    const { written, parse } = FORMS[type as string];
    const parts = parse(id as string);
    if (!parts) throw new ArgumentError(1, `${JSON.stringify(id)} is no id of a ${type}: it is ${written}.`);
    return new Dynamic(
      cty.object(Object.fromEntries(Object.keys(parts).map((name) => [name, 'string']))),
      parts,
    );
  },
};

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
