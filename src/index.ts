export * as bindings from './bindings';
export * from './access-token';
export * from './duration';
export * from './monitoring/token-monitor';
export * from './pyvider/timed-token';
export * from './rotation/rotating-token';
export * from './rotation/rotation-schedule';
export * from './token-blueprint';
export * from './token-status';
