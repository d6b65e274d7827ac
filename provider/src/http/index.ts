/** What a service's client is written with: requests that are tried again where that is safe, and never a secret in an error. */
export { baseUrlProblem, isBaseUrl, isLoopback, path } from './base-url';
export type { Timing } from './backoff';
export { seeingThrough } from './caller';
export type { Caller } from './caller';
export { HttpClient } from './client';
export type { Authorization, HttpClientOptions, HttpRequest } from './client';
export { CreateOnce } from './create-once';
export type { Creation, Inventory } from './create-once';
export { AmbiguousError, ConnectionError, isGone, isNotFound, ServiceError } from './errors';
export { Journal } from './journal';
export type { JournalPage, Note } from './journal';
