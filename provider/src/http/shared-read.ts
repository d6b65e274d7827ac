import { Caller } from './caller';
import { Clock } from '../time/clock';

interface Flight<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  readers: number;
  landedAt?: number;
}

/**
 * One read for all who want the same at about the same time, such as the list of tokens that each of a plan's
 * resources is to be found in. It is cancelled when the last of them has gone.
 */
export class SharedRead<T> {
  private flight?: Flight<T>;

  /**
   * @param read gets a signal of its own: no one reader may cancel it
   * @param lifetime milliseconds for which an answer serves those who come later
   */
  public constructor(
    private readonly read: (caller: Caller) => Promise<T>,
    private readonly clock: Clock,
    private readonly lifetime: number,
  ) {}

  /** Something was written: whoever reads from now on must see it. Those who are reading already need not. */
  public forget(): void {
    this.flight = undefined;
  }

  public async get({ signal, logger }: Caller): Promise<T> {
    signal.throwIfAborted();
    const flight = this.current() ?? this.start(logger);
    flight.readers++;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(signal.reason as Error);
        if (--flight.readers > 0 || flight.landedAt !== undefined) return;
        if (this.flight === flight) this.flight = undefined;
        flight.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  private current(): Flight<T> | undefined {
    const { flight } = this;
    if (flight?.landedAt === undefined) return flight;
    return this.clock.now() - flight.landedAt < this.lifetime ? flight : undefined;
  }

  private start(logger: Caller['logger']): Flight<T> {
    const controller = new AbortController();
    const flight: Flight<T> = {
      answer: this.read({ signal: controller.signal, logger }),
      controller,
      readers: 0,
    };
    this.flight = flight;
    flight.answer.then(
      () => (flight.landedAt = this.clock.now()),
      // What failed for one may succeed for the next.
      () => this.flight === flight && (this.flight = undefined),
    );
    return flight;
  }
}
