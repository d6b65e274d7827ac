import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { PyviderFileContent } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { Findings } from '../findings';
import { IMonitoredToken, TokenStatus } from '../token-status';
import { GenerationRegistry } from './generation-registry';
import { MonitoringFormat } from './monitoring-format';
import { StatusFile } from './status-file';

/** Properties of a `TokenMonitor`. */
export interface TokenMonitorProps {
  /**
   * Where the files are written, on the machine where Terraform runs: each token has a folder there that
   * is named after its construct's id. A relative path counts from where Terraform runs.
   */
  readonly directory: string;

  /** The tokens to write down: at least one. */
  readonly tokens: IMonitoredToken[];

  /**
   * How long before a token expires to alert; whole minutes.
   *
   * @default Duration.minutes(15)
   */
  readonly alertBeforeExpiry?: Duration;

  /**
   * How long before a rotation its consumers want to know; whole minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly advanceNotice?: Duration;

  /**
   * The http(s) address that alerting notifies. It can be read in the file: give none that is a secret itself.
   *
   * @default - null in the file
   */
  readonly notificationWebhook?: string;

  /**
   * What consumers do when the current token fails them.
   *
   * @default - "maintain_previous_token" where the previous token stays valid for a while, else "none"
   */
  readonly fallbackStrategy?: string;

  /**
   * The companion provider that writes the files.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * Writes the files that people and alerting read about tokens: for each token
 * `<directory>/<id>/token_status.json` and `<directory>/<id>/token_generations.json`.
 *
 * They never hold the value of a token, and their times come from the tokens, so that a plan between
 * rotations is empty.
 */
export class TokenMonitor extends Construct {
  constructor(scope: Construct, id: string, props: TokenMonitorProps) {
    super(scope, id);
    const formats: MonitoringFormat[] = [
      new StatusFile(props.alertBeforeExpiry ?? Duration.minutes(15), props.notificationWebhook),
      new GenerationRegistry(props.advanceNotice ?? Duration.minutes(30), props.fallbackStrategy),
    ];
    const found: Findings = [];
    if (!Token.isUnresolved(props.directory) && props.directory.trim() === '') {
      found.push('directory is empty: give the folder for the files, such as "/var/lib/tokens"');
    }
    if (props.tokens.length === 0) {
      found.push(
        'tokens is empty, so that nothing would be watched: give at least one token, or leave the monitor out',
      );
    }
    found.push(...formats.flatMap((format) => format.findings()));

    const directory = props.directory.replace(/(?<=.)\/+$/, '');
    // Compared without case, as some file systems do.
    const taken = new Map<string, TokenStatus>();
    for (const { status } of props.tokens) {
      const folder = fileSafe(status.id);
      const other = taken.get(folder.toLowerCase());
      if (other) {
        found.push(
          `tokens "${other.id}" and "${status.id}" would both be written to ${directory}/${folder}: name one of them ` +
            `otherwise, or give it a monitor with another directory`,
        );
        continue;
      }
      taken.set(folder.toLowerCase(), status);
      const place = new Construct(this, folder);
      for (const format of formats) {
        const file = new PyviderFileContent(place, format.filename.replace(/\..*$/, ''), {
          filename: `${directory}/${folder}/${format.filename}`,
          content: format.content(status),
        });
        provideFor(file, props.provider);
      }
    }
    this.node.addValidation({ validate: () => found });
  }
}

/** A name that no file system takes for anything but a name, and no shell for more than one word. */
function fileSafe(id: string): string {
  const safe = id
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 100);
  return safe === '' ? 'token' : safe;
}
