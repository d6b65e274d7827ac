import { Token } from 'cdktf';
import { PyviderTimedToken } from '../bindings';
import { Duration } from '../duration';
import { Findings, life, Life } from '../findings';
import { LifetimeLimits } from '../token-blueprint';

// The expiry has to stay within the four digits that RFC 3339 has for a year.
export const TIMED_TOKEN_LIMITS: LifetimeLimits = {
  service: PyviderTimedToken.tfResourceType,
  shortest: Duration.seconds(1),
  longest: Duration.days(36_500),
};

/** What is wrong with a timed token, whether it is kept or for one run. */
export function timedTokenFindings(props: Life & { readonly name: string }): Findings {
  const { name } = props;
  const found =
    !Token.isUnresolved(name) && name.trim() === ''
      ? ['name is empty: say what the token is for, such as "github-actions-deploy"']
      : [];
  return [...found, ...life(props, TIMED_TOKEN_LIMITS, '1h')];
}
