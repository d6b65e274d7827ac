import { stringAttribute } from './attribute';
import { singleBlock } from './schema';
import { isDuration, Validator } from './validators';
import { isUnknown, Unknown } from '../protocol';
import { formatDuration, parseDuration } from '../time/duration';
import { startTimer } from '../time/timer';

/** How long something may take: a duration of more than nothing. */
export const isTimeout: Validator = (value, report) => {
  isDuration(value, report);
  const milliseconds = parseDuration(value as string);
  if (milliseconds !== undefined && milliseconds <= 0) {
    report(
      'Invalid timeout',
      `a duration of more than 0s is needed, such as "30s", got ${JSON.stringify(value)}`,
    );
  }
};

const timeout = (operation: string) =>
  stringAttribute({
    optional: true,
    description: `How long to ${operation} may take: a duration such as \`30s\` or \`2h45m\`.`,
    validators: [isTimeout],
  });

/** The block `timeouts { create = "5m" }`. */
export const timeoutsBlock = singleBlock('How long operations may take, all tries together.', {
  create: timeout('create'),
  read: timeout('read'),
  update: timeout('update'),
  delete: timeout('delete'),
});

export type Timeouts = Readonly<
  Partial<Record<'create' | 'read' | 'update' | 'delete', string | null | Unknown>>
>;

/**
 * Aborted when the operation is, or when its time is up.
 *
 * @param fallback milliseconds where the user gave no timeout
 */
export function withTimeout(
  signal: AbortSignal,
  given: string | null | Unknown | undefined,
  fallback: number,
): AbortSignal {
  const asked = typeof given === 'string' && !isUnknown(given) ? parseDuration(given) : undefined;
  const limit = asked !== undefined && asked > 0 ? asked : fallback;
  const timer = new AbortController();
  const reason = new Error(`It took longer than the ${formatDuration(limit)} that its timeout allows`);
  startTimer(() => timer.abort(reason), limit).unref();
  return AbortSignal.any([signal, timer.signal]);
}
