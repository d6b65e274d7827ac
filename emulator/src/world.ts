import { Clock } from './clock';
import { Store } from './state';

export const SERVICES = ['linode', 'aiven', 'seqera', 'harness'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What clients have done to a service's tokens. Expiry counts as nothing: nobody asked for it. */
export interface Counters {
  creates: number;
  deletes: number;
  rotations: number;
}

/** Ceilings that a service sets; a test of many tokens at once may lift them. */
export interface Limits {
  /** Live access tokens of one Aiven user. */
  aivenTokensPerUser: number;
  /** Tokens of one Harness API key. */
  harnessTokensPerApiKey: number;
}

export const DEFAULT_LIMITS: Limits = { aivenTokensPerUser: 10, harnessTokensPerApiKey: 100 };

/** What all services of one emulator share. */
export class World {
  readonly clock = new Clock();
  readonly limits: () => Limits;
  private readonly allCounters: () => Record<ServiceName, Counters>;

  constructor(readonly store: Store) {
    this.limits = store.section('limits', () => ({ ...DEFAULT_LIMITS }));
    this.allCounters = store.section(
      'counters',
      () =>
        Object.fromEntries(
          SERVICES.map((service) => [service, { creates: 0, deletes: 0, rotations: 0 }]),
        ) as Record<ServiceName, Counters>,
    );
  }

  counters(): Record<ServiceName, Counters> {
    return this.allCounters();
  }
}
