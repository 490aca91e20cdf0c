import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Failure, problemOf, problemType } from '../model/errors.ts';
import { contentSecurityPolicy, newNonce } from './content-security-policy.ts';

/** The Next app, which takes a moment to prepare; requests for it wait, captures do not. */
export type App = {
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Next's own sockets (its reload channel, in development). */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  ready: Promise<void>;
  close(): Promise<void>;
};

/** Next is imported here and now rather than at the top: it is large, and captures are accepted meanwhile. */
export function openApp({ dev, root }: { dev: boolean; root: string }): App {
  const opening = prepare(dev, root);
  // Whoever asks gets the failure; until then it is not a surprise.
  opening.catch(() => {});

  return {
    ready: opening.then(() => {}),
    async handleRequest(request, response) {
      const { handleRequest } = await opening;
      if (!isDecodable(request.url ?? '')) return refuseUndecodable(response);
      if (!request.url?.startsWith('/api/')) {
        const policy = contentSecurityPolicy(newNonce(), dev);
        // Next takes the nonce for its own scripts from the request's policy.
        request.headers['content-security-policy'] = policy;
        response.setHeader('Content-Security-Policy', policy);
      }
      for (const [name, value] of pageHeaders) response.setHeader(name, value);
      await handleRequest(request, response);
    },
    async handleUpgrade(request, socket, head) {
      const { handleUpgrade } = await opening;
      // Next leaves upgrades it does not know hanging.
      if (dev && request.url?.startsWith('/_next/')) await handleUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    async close() {
      const app = await opening.catch(() => null);
      await app?.close();
    },
  };
}

/** Next decodes paths before anybody else sees them, and fails on what is not percent-encoded UTF-8. */
function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.replace(/[?#].*$/s, ''));
    return true;
  } catch {
    return false;
  }
}

function refuseUndecodable(response: ServerResponse): void {
  const failure = new Failure('not-found', 'The path is not percent-encoded UTF-8.');
  const problem = problemOf(failure, '');
  response.writeHead(problem.status, { 'Content-Type': problemType, 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(problem));
}

/** For every page: keys are in addresses, so no address goes anywhere; nothing is indexed, framed, sniffed or shared. */
const pageHeaders = [
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Robots-Tag', 'noindex, nofollow'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
] as const;

async function prepare(dev: boolean, root: string) {
  const { default: next } = await import('next');
  // With the first request Next takes the upgrades of the server it is given, or else of ours: it is given one that never
  // listens. `getUpgradeHandler()` knows nothing of the reload channel; what Next would have attached does.
  const app = next({ dev, dir: root, httpServer: createServer() });
  await app.prepare();
  const { upgradeHandler } = app as unknown as { upgradeHandler: App['handleUpgrade'] };
  return {
    handleRequest: app.getRequestHandler(),
    handleUpgrade: upgradeHandler,
    close: () => app.close(),
  };
}
