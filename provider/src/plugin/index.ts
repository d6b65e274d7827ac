/**
 * The life of a Terraform plugin, and a gRPC server to live it with: go-plugin's handshake, mutual TLS,
 * log, crash reports, and calls as bytes. Nothing here knows a provider's messages.
 */
export type { Call, Method, ServerStreamMethod, UnaryMethod } from './method';
export { GrpcError, GrpcStatus } from './grpc-status';
export { hclog } from './log';
export type { HclogOptions, LogLevel, Logger } from './log';
export { redirectOutput } from './output';
export { serve } from './serve';
export type { DebugOptions, Served, ServeOptions } from './serve';
