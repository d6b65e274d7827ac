/** The service answered, and refused. */
export class ServiceError extends Error {
  /**
   * @param status the HTTP status
   * @param reason the service's own words, where it said any
   */
  public constructor(
    message: string,
    public readonly status: number,
    public readonly reason?: string,
  ) {
    super(message);
  }
}

/** There is no answer, or none that could be understood, and nothing can have come of the request but what it asked. */
export class ConnectionError extends Error {}

/**
 * There is no answer, or none that could be understood, to a request that must not be repeated blindly: what it
 * asked for may have happened. Whoever sent it looks before trying again.
 */
export class AmbiguousError extends Error {}

/**
 * Whether the service says that what was asked for is not there: in its own words only, since whatever answers at a
 * wrong address must not end what is in a state.
 */
export function isGone(error: unknown): boolean {
  return isNotFound(error) && error.reason !== undefined;
}

/** Whether somebody says that what was asked for is not there: the service, or what stands before it. */
export function isNotFound(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.status === 404;
}
