import {
  conditional,
  Expression,
  Fn,
  FOR_EXPRESSION_VALUE,
  forExpression,
  Op,
  propertyAccess,
  ref,
  Token,
} from 'cdktf';
import { MonitoredTokens } from './format';
import { Duration } from '../duration';
import { quoted } from '../hcl';
import { TokenStatus } from '../token-status';
import { unixSeconds } from '../unix-time';

/** The names of the metrics, which rules and dashboards go by. */
export const METRIC = {
  info: 'access_token_info',
  issued: 'access_token_issued_timestamp_seconds',
  expires: 'access_token_expires_timestamp_seconds',
  nextRotation: 'access_token_next_rotation_timestamp_seconds',
  applyInterval: 'access_token_apply_interval_seconds',
} as const;

// One text for each metric, whoever writes it: node_exporter refuses a metric with two in a folder.
const HELP: Record<keyof typeof METRIC, string> = {
  info: 'The token that is in use: always 1.',
  issued: 'When the token in use was issued, in seconds since 1970.',
  expires: 'When the token in use expires, in seconds since 1970.',
  nextRotation: 'When the next rotation of the token falls due, in seconds since 1970.',
  applyInterval: 'How long after a rotation has fallen due an apply may come, in seconds.',
};

/**
 * The metrics of tokens in Prometheus' text format, as a Terraform expression: all samples of a metric in one
 * group, no timestamps, and an end of line at the end.
 */
export function metrics({ monitor, environment, tokens }: MonitoredTokens): string {
  const labels = ({ id }: TokenStatus, more = {}) =>
    labelSet({ monitor, ...(environment !== undefined && { environment }), token: id, ...more });
  const instants = (metric: keyof typeof METRIC, at: (token: TokenStatus) => string | undefined) => {
    const known = tokens.flatMap((token) => {
      const instant = at(token);
      return instant === undefined ? [] : [{ labels: quoted(labels(token)), at: quoted(instant) }];
    });
    return known.length === 0 ? [] : [header(metric), instantSamples(METRIC[metric], known)];
  };
  const rotating = tokens.filter(({ applyInterval }) => applyInterval !== undefined);
  const groups = [
    header('info'),
    tokens.map((token) =>
      quoted(`${METRIC.info}${labels(token, { name: token.name, token_id: token.tokenId })} 1`),
    ),
    ...instants('issued', ({ issuedAt }) => issuedAt),
    ...instants('expires', ({ expiresAt }) => expiresAt),
    ...instants('nextRotation', ({ nextRotationAt }) => nextRotationAt),
    ...(rotating.length === 0
      ? []
      : [
          header('applyInterval'),
          rotating.map((token) =>
            quoted(`${METRIC.applyInterval}${labels(token)} ${seconds(token.applyInterval!)}`),
          ),
        ]),
    [''],
  ];
  return Fn.join('\n', Fn.concat(groups));
}

/** A duration of a token's status, in seconds. */
export function seconds(duration: string): number {
  return Duration.parse(duration).toSeconds();
}

/** A label's value as a selector or a sample has it. */
export function labelValue(text: string): string {
  const escapes = [
    ['\\', '\\\\'],
    ['"', '\\"'],
    ['\n', '\\n'],
  ];
  if (!Token.isUnresolved(text)) {
    return `"${escapes.reduce((left, [from, to]) => left.replaceAll(from, to), text)}"`;
  }
  const escaped = escapes.reduce(
    (left, [from, to]) => Fn.replace(left, quoted(from), quoted(to)),
    quoted(text),
  );
  return `"${escaped}"`;
}

function header(metric: keyof typeof METRIC): string[] {
  return [quoted(`# HELP ${METRIC[metric]} ${HELP[metric]}`), quoted(`# TYPE ${METRIC[metric]} gauge`)];
}

function labelSet(labels: Record<string, string>): string {
  return `{${Object.entries(labels).map(([name, value]) => `${name}=${labelValue(value)}`)}}`;
}

/** A sample of each instant, but of those that turn out to be none when Terraform runs. */
function instantSamples(metric: string, instants: readonly { labels: string; at: string }[]): string[] {
  const at = propertyAccess(FOR_EXPRESSION_VALUE, ['at']);
  const labels = propertyAccess(FOR_EXPRESSION_VALUE, ['labels']);
  const sample = Fn.format(quoted('%s%s %d'), [metric, labels, ref(unixSeconds('val.at'))]);
  const absent = Op.or(Op.eq(at, Token.nullValue()), Op.eq(at, quoted('')));
  const orNothing = conditional(absent, quoted(''), sample);
  return Fn.compact(Token.asList(forExpression(instants as unknown as Expression, orNothing)));
}
