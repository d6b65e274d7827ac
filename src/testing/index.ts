export * from './finding';
export * from './findings';
export * from './match';
export * from './matcher';
export * from './plan-snapshot';
export * from './template';
