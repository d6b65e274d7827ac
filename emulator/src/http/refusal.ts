/** Why a request isn't served; each service has its own shape for it. */
export class Refusal extends Error {
  /**
   * @param status the HTTP status.
   * @param message what the caller reads.
   * @param detail the field that is at fault, the service's own error code, headers to send along.
   */
  constructor(
    readonly status: number,
    message: string,
    readonly detail: { field?: string; code?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
  }
}
