import { parseArgs } from 'node:util';
import { AIVEN_ORGANIZATION, AIVEN_ORGANIZATION_NAME, AIVEN_ROOT } from './aiven/aiven';
import { parseInstant } from './clock';
import { EmulatorOptions } from './emulator';
import { HARNESS_ROOT, HARNESS_USER } from './harness/harness';
import { HARNESS_ACCOUNT } from './harness/read';
import { LINODE_ROOT } from './linode/linode';
import { SEQERA_ROOT } from './seqera/seqera';

export const HELP = `tokens-emulator: answers on loopback as the token APIs of Linode, Aiven, Seqera and Harness do

Usage: tokens-emulator [--state FILE] [--now INSTANT] [--port N] [--exit-with-parent]

  --state FILE         keep the state in FILE, and start with what it holds
  --now INSTANT        freeze the clock at an RFC 3339 instant; the admin API moves it
  --port N             listen on N to N+4; 0, the default, takes any free ports
  --exit-with-parent   stop when standard input closes
  --help               print this

Prints one line of JSON with an origin for linode, aiven, seqera, harness and admin, and
serves until SIGTERM or SIGINT.

Credentials that are there from the beginning, all fake:

  LINODE_TOKEN=${LINODE_ROOT}
  AIVEN_TOKEN=${AIVEN_ROOT}
    organization ${AIVEN_ORGANIZATION}, named ${AIVEN_ORGANIZATION_NAME}
  TOWER_ACCESS_TOKEN=${SEQERA_ROOT}
  HARNESS_PLATFORM_API_KEY=${HARNESS_ROOT}
    account ${HARNESS_ACCOUNT}, user ${HARNESS_USER}
`;

export interface Arguments extends EmulatorOptions {
  readonly help: boolean;
  readonly exitWithParent: boolean;
}

/** Reads the command line. @throws Error that says what was wrong with it. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      state: { type: 'string' },
      now: { type: 'string' },
      port: { type: 'string' },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.state === '') throw new Error('--state needs the name of a file');
  const now = values.now === undefined ? undefined : parseInstant(values.now);
  if (values.now !== undefined && !now) {
    throw new Error(`--now takes an RFC 3339 instant such as 2030-01-02T03:04:05Z, got "${values.now}"`);
  }
  const port = Number(values.port ?? 0);
  if (!/^\d+$/.test(values.port ?? '0') || port > 65_531) {
    throw new Error(`--port takes a number from 0 to 65531, got "${values.port}"`);
  }
  return {
    help: values.help,
    exitWithParent: values['exit-with-parent'],
    state: values.state,
    now,
    port,
  };
}
