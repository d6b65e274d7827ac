import { createHash } from 'node:crypto';
import { type Emulator, SERVICES, type ServiceName } from './emulator';
import type { IssuedToken } from './tokens';

/** How many tokens work, by the service that takes them. */
export type LiveCounts = Readonly<Record<ServiceName, number>>;

/**
 * Whether each service takes exactly the tokens that Terraform knows of: none that it lost, none that it
 * left behind. Throws a sentence for the user.
 */
export async function nothingElseLives(
  emulator: Pick<Emulator, 'live'>,
  { tokens }: { readonly tokens: readonly Pick<IssuedToken, 'address' | 'secret' | 'service'>[] },
): Promise<LiveCounts> {
  const live = await emulator.live();
  for (const service of SERVICES) {
    const known = tokens.filter((token) => token.service === service);
    const digests = new Map(known.map(({ address, secret }) => [sha256(secret), address]));
    const orphan = live[service].find((token) => !digests.delete(token.sha256));
    if (orphan) throw new Error(`${service} takes a token that Terraform does not know: ${orphan.name}`);
    const [dead] = digests.values();
    if (dead) throw new Error(`${service} does not take ${dead}`);
  }
  return Object.fromEntries(SERVICES.map((service) => [service, live[service].length])) as Record<
    ServiceName,
    number
  >;
}

function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
