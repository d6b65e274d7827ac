import { ADDRESS_VARIABLES, CREDENTIALS, EMULATOR } from './emulator';

interface Surroundings {
  /** Where Terraform runs. */
  readonly directory: string;
  readonly terraformName: string;
  readonly cliConfig: string;
  readonly emulatorState: string;
  /** What provider and services take for the present. */
  readonly now: string;
}

/** A shell script: Terraform on what the demo left, with the emulator beside it for as long as it runs. */
export function byHand({ directory, terraformName, cliConfig, emulatorState, now }: Surroundings): string {
  const variables = { ...CREDENTIALS, TF_CLI_CONFIG_FILE: cliConfig, TOKENS_NOW: now };
  const addresses = Object.entries(ADDRESS_VARIABLES).map(
    ([service, variable]) =>
      `export ${variable}=$(printf %s "$origins" | sed 's/.*"${service}":"\\([^"]*\\)".*/\\1/')`,
  );
  return [
    '#!/bin/sh',
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
    `cd ${quoted(directory)} || exit 1`,
    'ready=$(mktemp -u)',
    'mkfifo -m 600 "$ready" || exit 1',
    `${quoted(EMULATOR)} --state ${quoted(emulatorState)} --now ${quoted(now)} > "$ready" &`,
    'emulator=$!',
    'trap \'kill "$emulator"\' EXIT',
    'read -r origins < "$ready"',
    'rm "$ready"',
    ...addresses,
    `${quoted(terraformName)} "$@"`,
    '',
  ].join('\n');
}

/** One word of the shell. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
