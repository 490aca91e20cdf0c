/**
 * The address a sender was given, as far as it shows: where captures are sent to, and what it asked for there, byte for byte.
 * `captureUrl` is the bin's own; a target in absolute-form (RFC 9112 §3.2.2) brings its own host.
 */
export function urlSent(target: string, captureUrl: string): string {
  return /^https?:\/\//i.test(target) ? target : new URL(captureUrl).origin + target;
}
