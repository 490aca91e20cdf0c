import { randomBytes } from 'node:crypto';

/**
 * Returns the Content-Security-Policy of pages: they load nothing from other origins, and only scripts with this
 * response's nonce, because pages show content written by strangers. React sets style attributes, which cannot run
 * anything; style sheets need the nonce. In development Next evaluates code and injects styles for reloading.
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? `style-src 'self' 'unsafe-inline'` : `style-src-elem 'self' 'nonce-${nonce}'`,
    ...(dev ? [] : [`style-src-attr 'unsafe-inline'`]),
    `img-src 'self' blob: data:`,
    `media-src blob:`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    `frame-src blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}
