import { Token } from 'cdktf';
import { fileSafe } from './file-name';
import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { metrics } from './prometheus-metrics';
import { PrometheusTextfileOptions } from './prometheus-options';
import { Duration } from '../duration';
import { Findings } from '../findings';

/** Metrics of all tokens for the textfile collector of node_exporter. */
export class PrometheusTextfile implements IMonitoringFormat {
  constructor(private readonly options: PrometheusTextfileOptions) {}

  public files(monitored: MonitoredTokens): MonitoringFile[] {
    const { directory, filename = `${fileSafe(monitored.monitor)}.prom` } = this.options;
    return [{ directory, filename, content: metrics(monitored) }];
  }

  public validate({ tokens }: MonitoredTokens): string[] {
    const { directory, filename } = this.options;
    return [
      ...folder('directory of the Prometheus textfile', directory, '/var/lib/prometheus/node-exporter'),
      ...(filename === undefined ? [] : filenameFindings(filename)),
      ...tokens.flatMap(({ id, applyInterval }) => {
        if (applyInterval === undefined || !Duration.parse(applyInterval).isUnresolved()) return [];
        return [
          `the applyInterval of token "${id}" is known only when Terraform runs, but the metrics need its seconds ` +
            `now: give one such as Duration.days(1)`,
        ];
      }),
    ];
  }
}

/** What is wrong with a folder. */
export function folder(name: string, given: string | undefined, such: string): Findings {
  if (given === undefined || Token.isUnresolved(given) || given.trim() !== '') return [];
  return [`${name} is empty: give the folder for the files, such as ${JSON.stringify(such)}`];
}

function filenameFindings(filename: string): Findings {
  if (Token.isUnresolved(filename)) {
    return [
      'filename of the Prometheus textfile is known only when Terraform runs: give a name such as "tokens.prom"',
    ];
  }
  if (/^[^/\\]+\.prom$/.test(filename)) return [];
  return [
    `filename of the Prometheus textfile is ${JSON.stringify(filename)}, which node_exporter would not read: give a ` +
      `name without folders that ends in .prom, such as "tokens.prom"`,
  ];
}
