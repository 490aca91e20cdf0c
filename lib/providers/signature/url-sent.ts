/**
 * The URL a request was sent to, as far as it is known: the origin of the capture URL and the request target, byte for byte.
 * A target in absolute-form (RFC 9112 §3.2.2) has its own host.
 */
export function urlSent(target: string, captureUrl: string): string {
  return /^https?:\/\//i.test(target) ? target : new URL(captureUrl).origin + target;
}
