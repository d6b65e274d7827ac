import { isIP } from 'node:net';
import { Token } from 'cdktf';
import { AivenScope } from './scope';
import { AivenOrganizationApplicationUserToken } from '../bindings';
import { Duration } from '../duration';
import { NameRules } from '../environment/token-name';
import { Findings, list, text, TextLimit, within } from '../findings';

export const ENVIRONMENT_VARIABLE = 'AIVEN_TOKEN';

// The limits are those that Aiven's own provider checks since 4.45.
export const SERVICE = AivenOrganizationApplicationUserToken.tfResourceType;
export const SHORTEST = Duration.seconds(600);
export const LONGEST = Duration.seconds(315_360_000);
const DESCRIPTION: TextLimit = { service: SERVICE, most: 1000, unit: 'bytes' };

export const NAME_RULES: NameRules = { separator: ': ', limit: DESCRIPTION };
const MOST_ELEMENTS = 100;

/** What there is to say of a token, whether it is kept or for one run. */
export interface TokenAttributes {
  readonly description: string;
  readonly maxAge?: Duration;
  readonly scopes?: AivenScope[];
  readonly ipAllowlist?: string[];
}

export function secondsOf(maxAge: Duration): number | undefined {
  return maxAge.isUnresolved() ? undefined : maxAge.toSeconds();
}

export function tokenFindings({ description, maxAge, scopes, ipAllowlist }: TokenAttributes): Findings {
  const found = [
    ...text('description', description, 'deployments', DESCRIPTION),
    ...(maxAge ? ageFindings(maxAge) : []),
  ];
  if (scopes) {
    const names = scopes.map(({ name }) => name);
    found.push(...list('scopes', names, 'AivenScope.PROJECTS_READ', MOST_ELEMENTS));
    if (names.some((name) => name.trim() === '')) {
      found.push('scopes has an empty one: leave it out, or name it, such as AivenScope.of("projects:read")');
    }
  }
  if (ipAllowlist) {
    found.push(...list('ipAllowlist', ipAllowlist, '"10.0.0.0/8"', MOST_ELEMENTS));
    found.push(...(Token.isUnresolved(ipAllowlist) ? [] : ipAllowlist.flatMap(addressFindings)));
  }
  return found;
}

function ageFindings(maxAge: Duration): Findings {
  if (maxAge.isUnresolved()) {
    return [
      'maxAge is known only when Terraform runs, but its seconds are needed now: give one such as Duration.days(30)',
    ];
  }
  const found = within('maxAge', maxAge, { service: SERVICE, shortest: SHORTEST, longest: LONGEST }, '30d');
  if (found.length > 0 || Number.isInteger(maxAge.toSeconds())) return found;
  return [`maxAge is ${maxAge}: make it whole seconds, such as ${Math.ceil(maxAge.toSeconds())}s`];
}

function addressFindings(given: string): Findings {
  if (Token.isUnresolved(given)) return [];
  const [address, length, ...rest] = given.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  if (bits > 0 && fits && rest.length === 0) return [];
  return [
    `ipAllowlist has ${JSON.stringify(given)}: give an address or a CIDR block, such as "192.0.2.7" or "10.0.0.0/8"`,
  ];
}
