import { Token } from 'cdktf';
import { fileSafe } from './file-name';
import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { PrometheusAlertRulesOptions } from './prometheus-options';
import { ruleTests } from './prometheus-rule-tests';
import { AlertOptions, alertRules } from './prometheus-rules';
import { folder } from './prometheus-textfile';
import { wholeMinutes } from './whole-minutes';
import { yaml } from './yaml';
import { Findings } from '../findings';
import { quoted } from '../hcl';

const RUNBOOK = 'https://github.com/access-tokens/cdktf-access-tokens/blob/main/docs/runbook.md';

/** Alerts for Prometheus that follow from the tokens' schedules, with their tests. */
export class PrometheusAlertRules implements IMonitoringFormat {
  constructor(private readonly options: PrometheusAlertRulesOptions) {}

  public files({ monitor, tokens, alertBeforeExpiry }: MonitoredTokens): MonitoringFile[] {
    const { directory, labels = {}, runbookUrl = RUNBOOK } = this.options;
    const name = fileSafe(monitor);
    const options: AlertOptions = {
      monitor,
      tokens: tokens.map(({ id }) => id),
      alertBeforeExpiry: alertBeforeExpiry.toSeconds(),
      labels,
      runbookUrl,
    };
    const rules = alertRules(options);
    return [
      {
        directory,
        filename: `${name}.rules.yml`,
        content: quoted(yaml({ groups: [{ name: `access-tokens ${monitor}`, rules }] })),
      },
      {
        directory,
        // Not beside the rules, where Prometheus would load it for some.
        filename: `tests/${name}.test.yml`,
        content: quoted(
          yaml({
            rule_files: [`../${name}.rules.yml`],
            evaluation_interval: '1m',
            tests: ruleTests(rules, options, tokens),
          }),
        ),
      },
    ];
  }

  public validate({ alertBeforeExpiry }: MonitoredTokens): string[] {
    const { directory, labels = {}, runbookUrl } = this.options;
    return [
      ...folder('directory of the Prometheus alert rules', directory, '/etc/prometheus/rules'),
      ...wholeMinutes('alertBeforeExpiry', alertBeforeExpiry, '15m'),
      ...Object.entries(labels).flatMap(([name, value]) => labelFindings(name, value)),
      ...runbookFindings(runbookUrl),
    ];
  }
}

function labelFindings(name: string, value: string): Findings {
  const found: Findings = [];
  const where = `labels of the Prometheus alert rules has ${JSON.stringify(name)}`;
  if (!/^[A-Za-z_]\w*$/.test(name) || name.startsWith('__') || OWN_LABELS.includes(name)) {
    found.push(
      `${where}: give a name of letters, digits and "_" that is none of the alerts' own (${OWN_LABELS.join(', ')}), ` +
        `such as "team"`,
    );
  }
  if (Token.isUnresolved(value)) {
    found.push(`${where} with a value that is known only when Terraform runs: give one that is known now`);
  } else if (value.includes('{{')) {
    found.push(
      `${where} with the value ${JSON.stringify(value)}, which is a template to Prometheus: give plain text`,
    );
  }
  return found;
}

const OWN_LABELS = ['alertname', 'severity', 'monitor', 'token', 'environment'];

function runbookFindings(url?: string): Findings {
  if (url === undefined) return [];
  if (Token.isUnresolved(url)) {
    return ['runbookUrl is known only when Terraform runs: give an address that is known now'];
  }
  if (URL.canParse(url) && !url.includes('{{')) return [];
  return [
    `runbookUrl is ${JSON.stringify(url)}: give an address, such as "https://runbooks.example.com/tokens"`,
  ];
}
