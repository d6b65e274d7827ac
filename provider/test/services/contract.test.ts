import { cty, Schema } from '../../src/framework';
import { Block } from '../../src/protocol';
import { tokensProvider } from '../../src/provider';

/**
 * The schemas hold what the vendors' documents and providers say of each attribute: its type, who gives it, and
 * whether it is a secret. What is not in theirs is ours to add, as long as nobody has to give it.
 */
const CONTRACT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pyvider_timed_token: {
    name: 'string required',
    id: 'string computed',
    token: 'string computed sensitive',
    expires_at: 'string computed sensitive',
  },
  pyvider_file_content: {
    filename: 'string required',
    content: 'string required',
    exists: 'bool computed',
    content_hash: 'string computed',
  },
  pyvider_private_state_verifier: {
    input_value: 'string required',
    decrypted_token: 'string computed',
  },
  aiven_organization_application_user: {
    organization_id: 'string required',
    name: 'string required',
    is_super_admin: 'bool optional computed',
    user_id: 'string computed',
    email: 'string computed',
    create_time: 'string computed',
    id: 'string computed',
    timeouts: 'block',
  },
  aiven_organization_application_user_token: {
    organization_id: 'string required',
    user_id: 'string required',
    description: 'string optional',
    max_age_seconds: 'number optional',
    extend_when_used: 'bool optional computed',
    scopes: 'set of string optional',
    ip_allowlist: 'set of string optional',
    full_token: 'string computed sensitive',
    token_prefix: 'string computed',
    create_time: 'string computed',
    id: 'string computed',
    created_manually: 'bool computed',
    currently_active: 'bool computed',
    expiry_time: 'string computed',
    last_ip: 'string computed',
    last_used_time: 'string computed',
    last_user_agent: 'string computed',
    last_user_agent_human_readable: 'string computed',
    timeouts: 'block',
  },
  seqera_tokens: {
    name: 'string optional computed',
    access_key: 'string computed sensitive',
    id: 'number computed',
    date_created: 'string computed',
    last_used: 'string computed',
    token: 'nested computed',
    'token.id': 'number computed',
    'token.name': 'string computed',
    'token.date_created': 'string computed',
    'token.last_used': 'string computed',
  },
  linode_token: {
    label: 'string optional',
    scopes: 'string required',
    expiry: 'string optional computed',
    created: 'string computed',
    token: 'string computed sensitive',
    id: 'string computed',
  },
  harness_platform_service_account: {
    identifier: 'string required',
    name: 'string required',
    email: 'string required',
    account_id: 'string required',
    description: 'string optional',
    tags: 'set of string optional',
    org_id: 'string optional',
    project_id: 'string optional',
    id: 'string computed',
  },
  harness_platform_apikey: {
    identifier: 'string required',
    name: 'string required',
    parent_id: 'string required',
    apikey_type: 'string required',
    account_id: 'string required',
    default_time_to_expire_token: 'number optional',
    description: 'string optional',
    tags: 'set of string optional',
    org_id: 'string optional',
    project_id: 'string optional',
    id: 'string computed',
  },
  harness_platform_token: {
    identifier: 'string required',
    name: 'string required',
    account_id: 'string required',
    apikey_id: 'string required',
    parent_id: 'string required',
    apikey_type: 'string required',
    org_id: 'string optional',
    project_id: 'string optional',
    description: 'string optional',
    tags: 'set of string optional',
    valid_from: 'number optional computed',
    valid_to: 'number optional computed',
    scheduled_expire_time: 'number optional computed',
    valid: 'bool optional computed',
    email: 'string optional',
    username: 'string optional',
    encoded_password: 'string optional',
    value: 'string computed sensitive',
    id: 'string computed',
  },
  'data.pyvider_http_api': {
    url: 'string required',
    method: 'string optional',
    headers: 'map of string optional',
    timeout: 'number optional',
    status_code: 'number computed',
    response_body: 'string computed',
    response_time_ms: 'number computed',
    response_headers: 'map of string computed',
    header_count: 'number computed',
    content_type: 'string computed',
    error_message: 'string computed',
  },
  'data.pyvider_env_variables': {
    keys: 'list of string optional',
    prefix: 'string optional',
    regex: 'string optional',
    exclude_empty: 'bool optional',
    transform_keys: 'string optional',
    transform_values: 'string optional',
    case_sensitive: 'bool optional',
    sensitive_keys: 'list of string optional',
    values: 'map of string computed',
    sensitive_values: 'map of string computed sensitive',
    all_values: 'map of string computed',
    all_environment: 'map of string computed',
  },
};

/** Where this provider gives more, or hides more, than the contract has it; a configuration works all the same. */
const DECIDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // What a rotation gives.
  pyvider_timed_token: { expires_at: 'string optional computed sensitive' },
  // The service's own default comes back, which would otherwise be a difference for ever.
  harness_platform_apikey: { default_time_to_expire_token: 'number optional computed' },
  harness_platform_token: { encoded_password: 'string optional sensitive' },
  // A header may be a credential, and the environment holds whatever it does.
  'data.pyvider_http_api': { headers: 'map of string optional sensitive' },
  'data.pyvider_env_variables': {
    all_values: 'map of string computed sensitive',
    all_environment: 'map of string computed sensitive',
  },
};

const provider = tokensProvider({});
const schemas: Readonly<Record<string, Schema>> = Object.fromEntries([
  ...provider.resources.map(({ typeName, schema }) => [typeName, schema]),
  ...provider.dataSources!.map(({ typeName, schema }) => [`data.${typeName}`, schema]),
]) as Record<string, Schema>;

/** Each attribute of a schema in the words of the contract. */
function described({ attributes, blocks = {} }: Schema): Record<string, string> {
  const all: Record<string, string> = {};
  const describe = (within: string, some: Schema['attributes']) => {
    for (const [name, { type, nested, required, optional, computed, sensitive }] of Object.entries(some)) {
      all[within + name] = [
        nested ? 'nested' : cty.describeType(type),
        required && 'required',
        optional && 'optional',
        computed && 'computed',
        sensitive && 'sensitive',
      ]
        .filter(Boolean)
        .join(' ');
      if (nested) describe(`${within}${name}.`, nested.attributes);
    }
  };
  describe('', attributes);
  for (const name of Object.keys(blocks)) all[name] = 'block';
  return all;
}

test('every resource and data source of the seeds is there', () => {
  expect(Object.keys(schemas).sort()).toEqual([...Object.keys(CONTRACT), 'tokens_rotation'].sort());
});

test.each(Object.keys(CONTRACT))('%s is as its vendor has it, and needs no more', (type) => {
  const ours = described(schemas[type]);
  expect(ours).toMatchObject({ ...CONTRACT[type], ...DECIDED[type] });
  const more = Object.entries(ours).filter(([name]) => !(name in CONTRACT[type]));
  expect(more.filter(([, words]) => words.includes('required'))).toEqual([]);
});

test('every attribute and every block says what it is for', () => {
  const silent: string[] = [];
  const look = (path: string, { attributes, blocks = {} }: Block) => {
    for (const [name, { description, nested }] of Object.entries(attributes ?? {})) {
      if (!description) silent.push(`${path}.${name}`);
      if (nested) look(`${path}.${name}`, nested);
    }
    for (const [name, { block }] of Object.entries(blocks)) {
      if (!block.description) silent.push(`${path}.${name}`);
      look(`${path}.${name}`, block);
    }
  };
  for (const [type, schema] of Object.entries(schemas)) look(type, schema);
  look('provider', provider.schema);
  for (const { typeName, schema } of provider.ephemeralResources!) look(`ephemeral.${typeName}`, schema);
  expect(silent).toEqual([]);
});
