import { IConstruct } from 'constructs';
import { Finding, FINDING_IDS, FindingId } from './token-finding';

/** What somebody has said about findings of a kind, at a construct and in it. */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  readonly at: IConstruct;
}

/** Of all apps, by their roots. */
const given = new WeakMap<IConstruct, Acknowledgement[]>();

/** Type of the metadata that a construct has of what was acknowledged there. */
export const ACKNOWLEDGEMENT_METADATA = 'cdktf-access-tokens/acknowledgement';

export function acknowledge(acknowledgement: Acknowledgement): void {
  const { at, id, reason } = acknowledgement;
  const { root } = at.node;
  given.set(root, [...acknowledgementsIn(root), acknowledgement]);
  at.node.addMetadata(ACKNOWLEDGEMENT_METADATA, { id, reason });
}

/** All that were given in an app. */
export function acknowledgementsIn(root: IConstruct): readonly Acknowledgement[] {
  return given.get(root) ?? [];
}

/** Which acknowledgement covers a finding; one that gives no reason covers none. */
export function covering(all: readonly Acknowledgement[], finding: Finding): Acknowledgement | undefined {
  if (all.length === 0) return undefined;
  const { scopes } = finding.at.node;
  return all.find(({ id, reason, at }) => id === finding.id && reason.trim() !== '' && scopes.includes(at));
}

/** What is wrong with an acknowledgement by itself. */
export function wrongAcknowledgement({ id, reason, at }: Acknowledgement): Finding | undefined {
  if (!isAcknowledgeable(id)) {
    const known = Object.keys(FINDING_IDS).filter(isAcknowledgeable).join(', ');
    return {
      id: 'unknown-acknowledgement',
      at,
      text: `${JSON.stringify(id)} is acknowledged, but there is no such finding: give one of ${known}`,
    };
  }
  if (reason.trim() !== '') return undefined;
  return {
    id: 'acknowledgement-without-reason',
    at,
    text: `${id} is acknowledged without a reason: say why it is all right here`,
  };
}

/** An acknowledgement of nothing, which would hide the next finding. */
export function unusedAcknowledgement({ id, at }: Acknowledgement): Finding {
  return {
    id: 'unused-acknowledgement',
    at,
    text: `${id} is acknowledged, but there is no such finding here: leave it out, so that it hides none that comes`,
  };
}

function isAcknowledgeable(id: string): id is FindingId {
  return Object.hasOwn(FINDING_IDS, id) && FINDING_IDS[id as FindingId] !== 'acknowledgement';
}
