import { SeqeraTokens } from '../bindings';
import { NameRules } from '../environment/token-name';
import { Findings, text, TextLimit } from '../findings';

export const ENVIRONMENT_VARIABLE = 'TOWER_ACCESS_TOKEN';

// Of Seqera's API documentation.
const NAME: TextLimit = { service: SeqeraTokens.tfResourceType, most: 50, unit: 'characters' };

export const NAME_RULES: NameRules = { separator: '-', limit: NAME };

export function nameFindings(name: string): Findings {
  return text('name', name, 'github-actions-deploy', NAME);
}
