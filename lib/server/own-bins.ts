import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connectionInMemory } from './connection-in-memory.ts';
import type { Destination } from './dispatch.ts';
import { plainServer } from './listen.ts';

/**
 * Creates a server for the requests that bins of this server send to each other. Its connections are in memory, and each serves
 * one bin: whatever its target and headers say, no request on it reaches pages, the API, the live channel or another bin. The
 * peer is this machine, and is no trusted proxy. Attach listeners to `server` as to the one that listens.
 */
export function ownBins() {
  const server = plainServer();
  // It never listens. Node checks for slow requests only after this event.
  server.emit('listening');
  const slugs = new WeakMap<Duplex, string>();
  return {
    server,
    /** A connection on which requests to this bin can be written. */
    connect(slug: string): Duplex {
      const [near, far] = connectionInMemory();
      slugs.set(far, slug);
      server.emit('connection', Object.assign(far, { remoteAddress: '127.0.0.1' }) as unknown as Socket);
      return near;
    },
    /** The one bin that a connection serves; undefined for connections from outside. */
    slugOf: (connection: Duplex): string | undefined => slugs.get(connection),
  };
}

/** The destination of a request on a connection that serves only this bin. */
export function onlyBin(destination: Destination, slug: string | undefined): Destination {
  if (slug === undefined) return destination;
  return destination.to === 'bin' && destination.slug === slug ? destination : { to: 'no-bin' };
}
