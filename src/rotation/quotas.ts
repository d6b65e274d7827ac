import { IConstruct } from 'constructs';
import { Findings } from '../findings';
import { TokenQuota } from '../token-blueprint';

interface Claim {
  readonly path: string;
  readonly tokens: number;
}

const claimsOf = new WeakMap<IConstruct, Map<string, Claim[]>>();

/** Takes so many tokens of what their holder may have. What is wrong with that is known when all have taken theirs. */
export function claimQuota(
  claimant: IConstruct,
  { most, holder }: TokenQuota,
  tokens: number,
): () => Findings {
  const { root, path } = claimant.node;
  const holders = claimsOf.get(root) ?? new Map<string, Claim[]>();
  claimsOf.set(root, holders);
  const claims = holders.get(holder) ?? [];
  holders.set(holder, claims);
  claims.push({ path, tokens });
  return () => {
    const needed = claims.reduce((sum, claim) => sum + claim.tokens, 0);
    if (needed <= most) return [];
    const each = claims.map((claim) => `${claim.path} ${claim.tokens}`).join(', ');
    return [
      `${holder} would have ${needed} tokens at a time (${each}), but may have ${most}: give one of these schedules ` +
        `fewer slots, or one of the rotations another holder`,
    ];
  };
}
