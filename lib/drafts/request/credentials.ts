/** The value of Authorization for `user:password`, a byte string (RFC 7617 §2). */
export function basicCredentials(userAndPassword: string): string {
  return `Basic ${btoa(userAndPassword)}`;
}
