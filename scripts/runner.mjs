import { excerpt } from './command.mjs';

/*
 * Shows what is going on: one line for everything that ended, with its time; on a terminal a last
 * line that moves, elsewhere a sign of life now and then.
 */

const HEARTBEAT = 15_000;
const REDRAW = 250;

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

export class Runner {
  /** What has ended so far, in order: `{ name, milliseconds, outcome, detail? }`. */
  results = [];
  #running = new Map();
  #clock;

  constructor({ out = process.stdout, heartbeat = HEARTBEAT } = {}) {
    this.out = out;
    this.live = Boolean(out.isTTY);
    this.interval = this.live ? REDRAW : heartbeat;
  }

  /**
   * Runs one step and returns its result; `outcome` is `done`, `up to date` or `failed`.
   *
   * A step is `{ name, upToDate?, run, tail? }`: `upToDate()` gives the reason why there is nothing
   * to do, or something falsy; `run({ env, progress })` may return a remark to be shown, and throws to
   * fail. Of a failed step's output the last `tail` lines are shown, 40 by default.
   */
  async run(step, env) {
    const start = performance.now();
    const ended = (outcome, detail) => {
      this.#running.delete(step);
      if (this.#running.size === 0) clearInterval(this.#clock);
      const result = {
        name: step.name,
        milliseconds: Math.round(performance.now() - start),
        outcome,
        detail,
      };
      this.results.push(result);
      return result;
    };
    if (this.#running.size === 0) this.#clock = setInterval(() => this.#tick(), this.interval);
    this.#running.set(step, { start, words: '' });
    try {
      const reason = await step.upToDate?.();
      if (reason) return this.#say(ended('up to date', reason));
      const progress = (words) => {
        this.#running.get(step).words = words;
      };
      return this.#say(ended('done', await step.run({ env, progress })));
    } catch (error) {
      const output = error.output?.trimEnd();
      const result = this.#say(ended('failed', error.message));
      if (output) this.#print(excerpt(output, step.tail ?? 40).replace(/^/gm, '  | '));
      return result;
    }
  }

  /** Runs steps in their order and says whether all went well; the first that fails is the last that is run. */
  async inOrder(steps, env) {
    for (const step of steps) {
      const { outcome } = await this.run(step, env);
      if (outcome === 'failed') return false;
    }
    return true;
  }

  #say(result) {
    const mark = { done: 'ok', 'up to date': 'same', failed: 'FAIL' }[result.outcome];
    const detail = result.detail ? `: ${result.detail}` : '';
    this.#print(`${mark.padEnd(4)} ${seconds(result.milliseconds).padStart(8)}  ${result.name}${detail}`);
    return result;
  }

  #print(text) {
    if (this.live) this.out.write('\r\u001b[K');
    this.out.write(`${text}\n`);
    if (this.live && this.#running.size > 0) this.#tick();
  }

  #tick() {
    const now = performance.now();
    const all = [...this.#running].map(
      ([step, { start, words }]) =>
        `${step.name} (${Math.round((now - start) / 1000)} s${words ? `, ${words}` : ''})`,
    );
    const text = `...            ${all.join('; ')}`;
    this.out.write(this.live ? `\r\u001b[K${text.slice(0, (this.out.columns || 80) - 1)}` : `${text}\n`);
  }
}
