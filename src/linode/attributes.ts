import { Token } from 'cdktf';
import { LinodeScope } from './scope';
import { LinodeToken } from '../bindings';
import { NameRules } from '../environment/token-name';
import { Findings, list, text, TextLimit } from '../findings';

export const ENVIRONMENT_VARIABLE = 'LINODE_TOKEN';

// Of Linode's API documentation, which Linode's own provider counts in bytes.
const LABEL: TextLimit = { service: LinodeToken.tfResourceType, most: 100, unit: 'bytes' };

export const NAME_RULES: NameRules = { separator: '-', limit: LABEL };

/** As the API has them. It takes commas as well, but Linode's own provider compares what spaces separate. */
export function scopeList(scopes: readonly LinodeScope[]): string {
  return scopes.map(({ name }) => name).join(' ');
}

export function labelFindings(label: string): Findings {
  return text('label', label, 'github-actions-deploy', LABEL);
}

export function scopeFindings(given: readonly LinodeScope[]): Findings {
  const scopes = given.map(({ name }) => name);
  if (scopes.length === 0) {
    return ['scopes is empty: say what the token may do, such as LinodeScope.LINODES_READ_ONLY'];
  }
  const known = scopes.filter((scope) => !Token.isUnresolved(scope));
  const found = list('scopes', scopes, 'LinodeScope.LINODES_READ_ONLY');
  for (const scope of known.filter((each) => each !== '*' && !/^[^\s,:]+:[^\s,:]+$/.test(each))) {
    found.push(
      `scopes has ${JSON.stringify(scope)}: give each scope as "area:level", such as LinodeScope.of("linodes:read_only")`,
    );
  }
  if (known.includes('*') && scopes.length > 1) {
    found.push(
      'scopes has LinodeScope.ALL and others: give it alone, or leave it out for a token that may do less',
    );
  }
  return found;
}
