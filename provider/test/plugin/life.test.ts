import { EventEmitter } from 'node:events';
import type { GrpcServer } from '../../src/plugin/grpc-server';
import { Life, type LifeOptions } from '../../src/plugin/life';
import { hclog } from '../../src/plugin/log';

const PARENT = 4_711;

let parent: number;

beforeEach(() => {
  parent = PARENT;
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

function lived(
  options: Partial<LifeOptions> = {},
  server: Partial<GrpcServer> = {},
  stop?: () => void | Promise<void>,
) {
  const exits: number[] = [];
  const log: string[] = [];
  const logger = hclog({ name: 'test', level: 'trace', sink: (line) => log.push(line) });
  const life = new Life({
    logger,
    debugged: false,
    exit: (code) => exits.push(code),
    parent: () => parent,
    ...options,
  });
  const served = { callsInFlight: 0, abortCalls: () => {}, idle: async () => {}, ...server } as GrpcServer;
  life.lead(served, stop);
  return { life, exits, log, served };
}

test('ends when its parent is another one, even if no connection has told so', async () => {
  const { exits } = lived();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(exits).toEqual([]);
  parent = 1;
  await jest.advanceTimersByTimeAsync(2_001);
  expect(exits.slice(0, 1)).toEqual([0]);
});

test('goes on without its parent when it is being debugged', async () => {
  const { exits } = lived({ debugged: true });
  parent = 1;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(exits).toEqual([]);
});

test('gives calls and the stop hook one and a half seconds, and runs the hook once', async () => {
  const never = new Promise<void>(() => {});
  const stop = jest.fn(() => never);
  const abortCalls = jest.fn();
  const { exits, life, log } = lived({}, { callsInFlight: 3, idle: () => never, abortCalls }, stop);
  life.deserted();
  void life.drain();
  await jest.advanceTimersByTimeAsync(1_499);
  expect(exits).toEqual([]);
  expect(abortCalls).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(2);
  expect(exits).toEqual([0]);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(log.join()).toContain('"calls":3');
});

test('a stop hook that throws delays nothing, and is logged', async () => {
  const stop = () => {
    throw new Error('no wish to stop');
  };
  const { exits, life, log } = lived({}, {}, stop);
  life.deserted();
  await jest.advanceTimersByTimeAsync(0);
  expect(exits).toEqual([0]);
  expect(log.join()).toContain('no wish to stop');
});

test('what was served to a client ends with it when it is being debugged, and the end of all waits for that', async () => {
  let stopped = () => {};
  const stop = jest.fn(async () => new Promise<void>((resolve) => (stopped = resolve)));
  const { exits, life, served } = lived({ debugged: true }, {}, stop);
  life.forget(served);
  expect(stop).toHaveBeenCalledTimes(1);
  life.deserted();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(exits).toEqual([]);
  stopped();
  await jest.advanceTimersByTimeAsync(0);
  expect(exits).toEqual([0]);
  expect(stop).toHaveBeenCalledTimes(1);
});

test('a debugged life ends with a signal even while calls are in flight', async () => {
  const processOn = jest.spyOn(process, 'on');
  const signals = new EventEmitter();
  processOn.mockImplementation((event, listener) => {
    signals.on(event, listener as () => void);
    return process;
  });
  try {
    const { exits, life } = lived({ debugged: true }, { callsInFlight: 1 });
    life.heedSignals();
    signals.emit('SIGTERM');
    await jest.advanceTimersByTimeAsync(0);
    expect(exits).toEqual([0]);
  } finally {
    processOn.mockRestore();
  }
});
