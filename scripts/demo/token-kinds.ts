import type { ServiceName } from './emulator';

type Values = Readonly<Record<string, unknown>>;

/** Where a resource type that is a token keeps what the demo shows. */
export interface TokenKind {
  readonly system: string;
  /** Absent where the provider itself makes the token. */
  readonly service?: ServiceName;
  readonly name: string;
  readonly secret: string;
  /** RFC 3339. */
  readonly issuedAt: (values: Values) => string;
  /** RFC 3339; absent where the token never expires. */
  readonly expiresAt: (values: Values) => string | undefined;
}

const text = (attribute: string) => (values: Values) => values[attribute] as string;
const milliseconds = (attribute: string) => (values: Values) =>
  new Date(values[attribute] as number).toISOString();

export const TOKEN_KINDS: Readonly<Record<string, TokenKind>> = {
  pyvider_timed_token: {
    system: 'pyvider',
    name: 'name',
    secret: 'token',
    issuedAt: text('issued_at'),
    expiresAt: text('expires_at'),
  },
  linode_token: {
    system: 'Linode',
    service: 'linode',
    name: 'label',
    secret: 'token',
    issuedAt: text('created'),
    expiresAt: text('expiry'),
  },
  aiven_organization_application_user_token: {
    system: 'Aiven',
    service: 'aiven',
    name: 'description',
    secret: 'full_token',
    issuedAt: text('create_time'),
    expiresAt: text('expiry_time'),
  },
  seqera_tokens: {
    system: 'Seqera',
    service: 'seqera',
    name: 'name',
    secret: 'access_key',
    issuedAt: text('date_created'),
    expiresAt: () => undefined,
  },
  harness_platform_token: {
    system: 'Harness',
    service: 'harness',
    name: 'name',
    secret: 'value',
    issuedAt: milliseconds('valid_from'),
    expiresAt: milliseconds('valid_to'),
  },
};
