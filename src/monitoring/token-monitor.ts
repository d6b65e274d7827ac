import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { fileSafe } from './file-name';
import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { MonitoringFormat } from './monitoring-format';
import { PyviderFileContent } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { environmentOf } from '../environment/binding';
import { Findings } from '../findings';
import { IMonitoredToken, TokenStatus } from '../token-status';
import { claimFile } from '../written-file';

/** Properties of a `TokenMonitor`. */
export interface TokenMonitorProps {
  /**
   * Where the files are written, on the machine where Terraform runs: each token has a folder there that
   * is named after its construct's id. A relative path counts from where Terraform runs. Nothing else in the stack may
   * write the same files; stacks that are applied on one machine need different directories as well, which nobody
   * checks.
   */
  readonly directory: string;

  /** The tokens to write down: at least one. */
  readonly tokens: IMonitoredToken[];

  /**
   * What to write.
   *
   * @default [MonitoringFormat.statusFile(), MonitoringFormat.generationRegistry()]
   */
  readonly formats?: IMonitoringFormat[];

  /**
   * How long before a token expires to alert. In whole minutes.
   *
   * @default Duration.minutes(15)
   */
  readonly alertBeforeExpiry?: Duration;

  /**
   * How long before a rotation its consumers want to know. In whole minutes.
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
 * Writes the files that people and alerting read about tokens, in the formats that `MonitoringFormat` has. By default
 * those are, for each token, `<directory>/<id>/token_status.json` and `<directory>/<id>/token_generations.json`.
 *
 * They never hold the value of a token, and their times come from the tokens, so that a plan between
 * rotations is empty. Each is replaced whole, so that nobody reads half of one.
 *
 * @example
 * new TokenMonitor(stack, 'Monitor', {
 *   directory: '/var/lib/tokens',
 *   tokens: [deploy],
 *   formats: [
 *     MonitoringFormat.statusFile(),
 *     MonitoringFormat.prometheusTextfile({ directory: '/var/lib/prometheus/node-exporter' }),
 *     MonitoringFormat.prometheusAlertRules({ directory: '/etc/prometheus/rules' }),
 *   ],
 * });
 */
export class TokenMonitor extends Construct {
  /** The tokens that it watches. */
  public readonly tokens: IMonitoredToken[];

  private readonly directory: string;
  private readonly found: Findings = [];

  constructor(scope: Construct, id: string, props: TokenMonitorProps) {
    super(scope, id);
    this.tokens = [...props.tokens];
    this.directory = props.directory;
    const formats = props.formats ?? [MonitoringFormat.statusFile(), MonitoringFormat.generationRegistry()];
    // Two formats may find the same.
    this.node.addValidation({ validate: () => [...new Set(this.found)] });
    if (!Token.isUnresolved(props.directory) && props.directory.trim() === '') {
      this.found.push('directory is empty: give the folder for the files, such as "/var/lib/tokens"');
    }
    if (props.tokens.length === 0) {
      this.found.push(
        'tokens is empty, so that nothing would be watched: give at least one token, or leave the monitor out',
      );
    }
    if (formats.length === 0) {
      this.found.push(
        'formats is empty, so that nothing would be written: give at least one, such as MonitoringFormat.statusFile()',
      );
    }
    const monitored: MonitoredTokens = {
      monitor: this.node.path,
      environment: environmentOf(this)?.name,
      tokens: this.distinct(props.tokens.map(({ status }) => status)),
      alertBeforeExpiry: props.alertBeforeExpiry ?? Duration.minutes(15),
      advanceNotice: props.advanceNotice ?? Duration.minutes(30),
      notificationWebhook: props.notificationWebhook,
      fallbackStrategy: props.fallbackStrategy,
    };
    const usable = formats.filter((format) => {
      const wrong = format.validate(monitored);
      this.found.push(...wrong);
      return wrong.length === 0;
    });
    const written = new Set<string>();
    for (const file of usable.flatMap((format) => format.files(monitored))) {
      this.write(file, written, props.provider);
    }
  }

  /** The tokens by names that no two of them share. */
  private distinct(tokens: readonly TokenStatus[]): TokenStatus[] {
    // Compared without case, as some file systems do.
    const taken = new Map<string, TokenStatus>();
    return tokens.flatMap((token) => {
      const folder = fileSafe(token.id);
      const other = taken.get(folder.toLowerCase());
      if (other) {
        this.found.push(
          `tokens "${other.id}" and "${token.id}" would both be written to ${this.path(folder)}: name one of them ` +
            `otherwise, or give it a monitor with another directory`,
        );
        return [];
      }
      taken.set(folder.toLowerCase(), token);
      return { ...token, id: folder };
    });
  }

  private write(file: MonitoringFile, written: Set<string>, provider?: TerraformProvider): void {
    const filename = this.path(file.filename, file.directory);
    if (written.has(filename)) {
      this.found.push(
        `two formats would both write ${filename}: leave one of them out, or give it another filename`,
      );
      return;
    }
    written.add(filename);
    const taken = claimFile(this, filename);
    if (taken !== undefined) {
      this.found.push(`${taken}: give another directory`);
      return;
    }
    const folders = file.filename.split('/');
    const name = folders.pop()!;
    const scope = folders.reduce<Construct>((parent, folder) => {
      return (parent.node.tryFindChild(folder) as Construct | undefined) ?? new Construct(parent, folder);
    }, this);
    const { content } = file;
    const id = freeId(scope, name.replace(/\.json$/, ''));
    provideFor(new PyviderFileContent(scope, id, { filename, content }), provider);
  }

  private path(name: string, directory = this.directory): string {
    return `${directory.replace(/(?<=.)\/+$/, '')}/${name}`;
  }
}

/** An id that nothing in a scope has: one name may be in several directories. */
function freeId(scope: Construct, id: string): string {
  let free = id;
  for (let count = 2; scope.node.tryFindChild(free); count++) free = `${id}-${count}`;
  return free;
}
