import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Failure, problemOf, problemType } from '#lib/model/errors.ts';
import { contentSecurityPolicy, newNonce } from './content-security-policy.ts';

/** The Next app. Preparing it takes a moment: requests for it wait until then, captures do not. */
export type App = {
  /** Starts loading Next. Requests for it wait until it is loaded. */
  load(): void;
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Handles upgrades to Next's own sockets (its reload channel, in development). */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  ready: Promise<void>;
  close(): Promise<void>;
};

/**
 * Imports Next once the server listens, not at the top of the file: Next is large, and its code would run before the first
 * capture is accepted.
 */
export function openApp({ dev, root }: { dev: boolean; root: string }): App {
  let begin!: () => void;
  let isLoading = false;
  const opening = new Promise<void>((resolve) => {
    begin = resolve;
  }).then(() => prepare(dev, root));
  // A failure is thrown to each request for the app; this handler only avoids an unhandled rejection.
  opening.catch(() => {});

  return {
    load() {
      isLoading = true;
      begin();
    },
    ready: opening.then(() => {}),
    async handleRequest(request, response) {
      const { handleRequest } = await opening;
      if (!isDecodable(request.url ?? '')) return refuseUndecodable(response);
      if (!request.url?.startsWith('/api/')) {
        const policy = contentSecurityPolicy(newNonce(), dev);
        // Next reads the nonce for its own scripts from the request's policy.
        request.headers['content-security-policy'] = policy;
        response.setHeader('Content-Security-Policy', policy);
      }
      for (const [name, value] of pageHeaders) response.setHeader(name, value);
      await handleRequest(request, response);
    },
    async handleUpgrade(request, socket, head) {
      const { handleUpgrade } = await opening;
      // Next never answers an upgrade it does not know.
      if (dev && request.url?.startsWith('/_next/')) await handleUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    async close() {
      const app = isLoading ? await opening.catch(() => null) : null;
      await app?.close();
    },
  };
}

/** Whether the path is percent-encoded UTF-8. Next decodes paths before any other code runs, and fails on others. */
function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.replace(/[?#].*$/s, ''));
    return true;
  } catch {
    return false;
  }
}

function refuseUndecodable(response: ServerResponse): void {
  const failure = new Failure('not-found', 'The path is not valid percent-encoded UTF-8.');
  const problem = problemOf(failure, '');
  response.writeHead(problem.status, { 'Content-Type': problemType, 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(problem));
}

/** The headers of every page: URLs contain keys, so no referrer is sent; pages may not be indexed, framed, sniffed or shared. */
export const pageHeaders = [
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Robots-Tag', 'noindex, nofollow'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
] as const;

async function prepare(dev: boolean, root: string) {
  const { default: next } = await import('next');
  // On the first request Next attaches its upgrade handler to the server it was given, or else to ours. It is given a server
  // that never listens. `getUpgradeHandler()` ignores the reload channel, which the attached handler serves.
  const app = next({ dev, dir: root, httpServer: createServer() });
  await app.prepare();
  const { upgradeHandler } = app as unknown as { upgradeHandler: App['handleUpgrade'] };
  return {
    handleRequest: app.getRequestHandler(),
    handleUpgrade: upgradeHandler,
    close: () => app.close(),
  };
}
