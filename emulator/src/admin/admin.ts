import { parseInstant } from '../clock';
import { FaultQueue, oneOf, parseFault } from '../http/faults';
import { Fields } from '../http/fields';
import { RequestLog } from '../http/log';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply } from '../http/request';
import { Call, Endpoint, TokenApi } from '../service';
import { DEFAULT_LIMITS, Limits, SERVICES, ServiceName, World } from '../world';

export type Services = Readonly<Record<ServiceName, TokenApi>>;

/** A clock that was set through `admin`, kept over a restart; null runs with the machine's. */
interface ClockState {
  frozenAt: string | null;
}

/** What a test steers the emulator with. It asks for no credential, and never shows a secret. */
export class Admin extends Endpoint<void> {
  private readonly clockState: () => ClockState;

  constructor(
    private readonly world: World,
    private readonly services: Services,
    private readonly faults: FaultQueue,
    private readonly log: RequestLog,
    /** The instant of `--now`, which a reset goes back to. */
    private readonly start?: Date,
  ) {
    super();
    this.clockState = world.store.section<ClockState>('clock', () => ({ frozenAt: null }));
    const restored = this.clockState().frozenAt;
    const frozenAt = start ?? (restored === null ? undefined : new Date(restored));
    if (frozenAt) world.clock.freeze(frozenAt);
    this.router
      .on('GET', '/clock', this.getClock)
      .on('PUT', '/clock', this.setClock)
      .on('GET', '/tokens', this.listTokens)
      .on('POST', '/verify', this.verify)
      .on('POST', '/seed', this.seed)
      .on('GET', '/requests', this.listRequests)
      .on('DELETE', '/requests', this.forgetRequests)
      .on('GET', '/faults', this.listFaults)
      .on('POST', '/faults', this.addFault)
      .on('DELETE', '/faults', this.forgetFaults)
      .on('GET', '/counters', this.getCounters)
      .on('GET', '/limits', this.getLimits)
      .on('PUT', '/limits', this.setLimits)
      .on('POST', '/reset', this.reset);
  }

  refuse({ status, message, detail: { headers } }: Refusal): Reply {
    return { status, body: { error: message }, headers };
  }

  protected authenticate(): void {}

  private getClock(): Reply {
    const { clock } = this.world;
    return ok({ now: clock.now().toISOString(), frozen: clock.frozen });
  }

  private setClock(call: Call<void>): Reply {
    const { clock } = this.world;
    const body = new Fields(jsonObject(call.body));
    const seconds = body.integer('advanceSeconds');
    if (seconds !== undefined) {
      const moved = new Date(clock.now().getTime() + seconds * 1000);
      if (Number.isNaN(moved.getTime())) throw new Refusal(400, `advanceSeconds is too large: ${seconds}`);
      clock.freeze(moved);
    } else if (body.has('now')) {
      const now = readInstant(body, 'now');
      if (now) clock.freeze(now);
      else clock.run();
    } else {
      throw new Refusal(400, 'give now (RFC 3339; null lets the clock run) or advanceSeconds');
    }
    this.clockState().frozenAt = clock.frozen ? clock.now().toISOString() : null;
    return this.getClock();
  }

  private listTokens(call: Call<void>): Reply {
    const service = call.query.get('service');
    if (service !== null) return ok(this.services[serviceName(service)].live());
    return ok(Object.fromEntries(SERVICES.map((name) => [name, this.services[name].live()])));
  }

  private verify(call: Call<void>): Reply {
    const body = new Fields(jsonObject(call.body));
    const service = this.services[oneOf(body, 'service', SERVICES)];
    return ok({ live: service.verify(body.required('secret')) });
  }

  private seed(call: Call<void>): Reply {
    const body = new Fields(jsonObject(call.body));
    const service = oneOf(body, 'service', SERVICES);
    const id = this.services[service].seed({
      name: body.required('name'),
      secret: body.text('secret'),
      expiry: readInstant(body, 'expiry'),
      text: (field) => body.text(field),
    });
    return { status: 201, body: { service, id } };
  }

  private listRequests(call: Call<void>): Reply {
    const service = call.query.get('service');
    const wanted = service === null ? undefined : serviceName(service);
    const requests = this.log.entries.filter((entry) => wanted === undefined || entry.service === wanted);
    return ok({ requests, dropped: this.log.dropped });
  }

  private forgetRequests(): Reply {
    this.log.reset();
    return { status: 204 };
  }

  private listFaults(): Reply {
    return ok({ faults: this.faults.pending });
  }

  private addFault(call: Call<void>): Reply {
    const fault = parseFault(jsonObject(call.body));
    this.faults.add(fault);
    return { status: 201, body: fault };
  }

  private forgetFaults(): Reply {
    this.faults.reset();
    return { status: 204 };
  }

  private getCounters(): Reply {
    return ok(this.world.counters());
  }

  private getLimits(): Reply {
    return ok(this.world.limits());
  }

  private setLimits(call: Call<void>): Reply {
    const body = new Fields(jsonObject(call.body));
    for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
      const limit = body.integer(name);
      if (limit !== undefined && limit < 0) {
        throw new Refusal(400, `${name} must not be negative, got ${limit}`);
      }
      this.world.limits()[name] = limit ?? this.world.limits()[name];
    }
    return this.getLimits();
  }

  private reset(): Reply {
    this.world.store.reset();
    this.faults.reset();
    this.log.reset();
    if (this.start) this.world.clock.freeze(this.start);
    else this.world.clock.run();
    return { status: 204 };
  }
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function serviceName(text: string): ServiceName {
  return oneOf(new Fields({ service: text }), 'service', SERVICES);
}

function readInstant(body: Fields, name: string): Date | undefined {
  const text = body.text(name);
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (!instant) {
    throw new Refusal(400, `${name} must be an RFC 3339 instant such as 2030-01-02T03:04:05Z, got "${text}"`);
  }
  return instant;
}
