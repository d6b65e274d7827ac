/** What a method gets beside the request. */
export interface Call {
  /** Aborted when the client cancels, when its connection dies, and when the plugin is told to stop. */
  readonly signal: AbortSignal;
  /**
   * Resolves when the client has told that it has the answer: never, where it is gone before. To be asked for before
   * the answer is given. Absent where the transport can't know.
   */
  readonly received?: Promise<void>;
}

/**
 * One request, one answer.
 *
 * A thrown `GrpcError` becomes its status; anything else thrown becomes status UNKNOWN with its message,
 * which Terraform shows without a location: errors of a resource belong in the answer's diagnostics.
 */
export interface UnaryMethod {
  /** The full path, such as `/tfplugin6.Provider/PlanResourceChange`. */
  readonly path: string;
  /** The message's bytes in (a view: copy what outlives the call), the answer's bytes out. */
  handle(request: Uint8Array, call: Call): Promise<Uint8Array>;
}

/** One request, any number of answers. */
export interface ServerStreamMethod {
  /** The full path, such as `/tfplugin6.Provider/InvokeAction`. */
  readonly path: string;
  /** Must end when `call.signal` is aborted; the call counts as in flight until it does. */
  stream(request: Uint8Array, call: Call): AsyncIterable<Uint8Array>;
}

/** A method that the server can serve. */
export type Method = UnaryMethod | ServerStreamMethod;

/** A stream that carries nothing: held open until the client lets go, which is the news it brings. */
export interface HeldMethod {
  readonly path: string;
  /** Called when the stream opens. */
  hold(call: Call): void;
}

/** A unary method of the plugin's own life. `answered` follows when the answer is out, or nobody waits for it. */
export interface ControlMethod extends UnaryMethod {
  answered?(): void;
}
