import { TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import type { TokenEnvironment } from './token-environment';
import { FindingId } from './token-finding';
import { Attributes, Lifetime, TokenType, tokenType } from './token-types';
import { TerraformEphemeralResource } from '../bindings';
import { Duration } from '../duration';
import { isShorter } from '../findings';
import { RotationSchedule } from '../rotation/rotation-schedule';

/** Something that rotates: a `RotatingToken`, and whatever else has a schedule. */
export interface RotatingConstruct extends IConstruct {
  readonly schedule: RotationSchedule;
}

/** A token resource in an environment. */
export interface GovernedToken {
  readonly environment: TokenEnvironment;
  readonly resource: TerraformResource;
  readonly attributes: Attributes;
  /** What the service will call it, where that is known. */
  readonly name?: string;
  readonly rotating?: RotatingConstruct;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The construct, where it rotates what is in it. */
export function rotatingConstruct(construct: IConstruct): RotatingConstruct | undefined {
  const { schedule } = construct as Partial<RotatingConstruct>;
  return schedule instanceof RotationSchedule ? (construct as RotatingConstruct) : undefined;
}

/** The construct that a user knows a token’s resource by: its rotation, or the construct that it is the resource of. */
export function ownerOf(resource: TerraformResource, rotating?: RotatingConstruct): IConstruct {
  if (rotating) return rotating;
  const { scope } = resource.node;
  return scope && resource.node.id === 'Resource' && !TerraformStack.isStack(scope) ? scope : resource;
}

/** What is wrong with a token in its environment, besides that nobody monitors it. */
export function policyFindings(token: GovernedToken): { id: FindingId; text: string }[] {
  const { environment, resource, attributes, name, rotating } = token;
  const { policy } = environment;
  const type = tokenType(resource.terraformResourceType)!;
  const found: { id: FindingId; text: string }[] = [];
  if (name !== undefined && isGeneric(name, policy.namePrefix ?? '')) {
    found.push({
      id: 'generic-name',
      text:
        `${type.name} is ${JSON.stringify(name)}, which says nothing of what the token is for: name it after that, ` +
        `such as "github-actions-deploy"`,
    });
  }
  // An ephemeral one is gone when Terraform is done.
  const lasts = !isEphemeral(resource);
  if (lasts && policy.rotationRequired && !rotating && !isReplaced(resource)) {
    found.push({
      id: 'rotation-required',
      text: `nothing rotates it, but ${environment.name} requires that: make it in a RotatingToken, from its blueprint`,
    });
  }
  if (policy.allowWildcardScopes === false && type.isWildcard(attributes)) {
    found.push({
      id: 'wildcard-scope',
      text: `it may do everything, which ${environment.name} does not allow: give it the scopes that it needs`,
    });
  }
  const { maxLifetime } = policy;
  const lifetime = maxLifetime && lasts ? lifetimeOf(type, token) : undefined;
  if (maxLifetime && (lifetime === 'for ever' || isShorter(maxLifetime, lifetime))) {
    const lives = lifetime === 'for ever' ? 'it never expires' : `it lives up to ${rounded(lifetime!)}`;
    found.push({
      id: 'lifetime-over-cap',
      text: `${lives}, but ${environment.name} allows ${maxLifetime}: ${shorter(type, rotating !== undefined)}`,
    });
  }
  return found;
}

/** Whether a token is made for one run of Terraform. */
export function isEphemeral(resource: TerraformResource): boolean {
  return resource instanceof TerraformEphemeralResource;
}

/** Where a bare resource is replaced by something else: the user’s own way to rotate. */
function isReplaced({ lifecycle }: TerraformResource): boolean {
  return (lifecycle?.replaceTriggeredBy?.length ?? 0) > 0;
}

const ofSchedules = new WeakMap<RotationSchedule, Lifetime[]>();

/** In a rotation its schedule decides, whatever the resource says. */
function lifetimeOf(type: TokenType, { rotating, attributes, now }: GovernedToken): Lifetime {
  if (!rotating) return type.lifetime(attributes, now);
  const { schedule } = rotating;
  const known = ofSchedules.get(schedule) ?? [inSlot(schedule), untilReissued(schedule)];
  ofSchedules.set(schedule, known);
  return known[expiresWithSlot(type) ? 0 : 1];
}

/** Whether the service takes an instant, so that a token expires with the promise of its slot. */
function expiresWithSlot({ expiry }: TokenType): boolean {
  return expiry !== undefined && expiry !== 'max_age_seconds';
}

/** A rotation by hand may take a boundary early, by the overlap and the apply interval; the next one may wait for a window. */
function inSlot(schedule: RotationSchedule): Lifetime {
  const { period, overlap, applyInterval } = schedule;
  if ([period, overlap, applyInterval].some((each) => each.isUnresolved())) return undefined;
  return period.plus(overlap.plus(applyInterval).times(2)).plus(schedule._longestWait);
}

/** Until it is destroyed, since it does not expire by itself. */
function untilReissued(schedule: RotationSchedule): Lifetime {
  const { period, overlap, applyInterval, revokePreviousAfter } = schedule;
  const whole = schedule._longestLife;
  if (!revokePreviousAfter || [whole, revokePreviousAfter].some((each) => each.isUnresolved())) return whole;
  // Early, to a window that is far off, late, and revoked by an apply that is late as well.
  const replaced = period.plus(overlap).plus(applyInterval.times(2)).plus(schedule._longestWait);
  const revoked = replaced.plus(revokePreviousAfter).plus(applyInterval);
  return isShorter(revoked, whole) ? revoked : whole;
}

function shorter({ expiry }: TokenType, rotates: boolean): string {
  if (rotates) return 'make the period of its rotation shorter, or its overlap and apply interval';
  if (expiry === undefined) {
    return 'its service knows no expiry, so make it in a RotatingToken, which destroys it in time';
  }
  return `let it expire earlier (${expiry}), or make it in a RotatingToken`;
}

/** To the second, since the time of a synthesis is no number for people. */
function rounded(duration: Duration): Duration {
  return Duration.seconds(Math.round(duration.toSeconds()));
}

/** Words that say that it is a token, and nothing else. */
const GENERIC = new Set(
  (
    'a access api apikey auth authentication authorization bar bearer credential credentials default example foo ' +
    'generic key keys my name new pat password personal secret secrets slot temp temporary test the tmp token tokens'
  ).split(' '),
);

function isGeneric(name: string, prefix: string): boolean {
  const own = prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const words = own
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{Letter}]+/u)
    .filter((word) => word !== '');
  return words.every((word) => GENERIC.has(word));
}
