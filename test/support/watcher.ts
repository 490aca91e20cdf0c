import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange, ServerEvents } from '#lib/model/events.ts';

/** All live events a viewer received, in order. */
export type Watcher = {
  socket: Socket<ServerEvents>;
  /** The names of the events in the order received. */
  order: (keyof ServerEvents)[];
  joined: { slug: string; role: string; head: number }[];
  messages: CaptureSummary[][];
  captures: CaptureSummary[];
  changes: CaptureChange[];
  removed: number[][];
  removedUpTo: [seq: number, kept: number[]][];
  rotated: number[];
  closed: string[];
  present: number[];
  disconnects: string[];
};

type Options = {
  key?: unknown;
  transports?: string[];
  reconnection?: boolean;
  rejectUnauthorized?: boolean;
};

/** Connects like the inspector, without waiting; disconnects after the test. */
export function watch(
  origin: string,
  { key, transports = ['websocket'], reconnection = false, rejectUnauthorized = true }: Options,
): Watcher {
  const socket: Socket<ServerEvents> = io(origin, {
    auth: { key },
    transports,
    reconnection,
    rejectUnauthorized,
    forceNew: true,
  });
  onTestFinished(() => {
    socket.close();
  });
  const watcher: Watcher = {
    socket,
    order: [],
    joined: [],
    messages: [],
    captures: [],
    changes: [],
    removed: [],
    removedUpTo: [],
    rotated: [],
    closed: [],
    present: [],
    disconnects: [],
  };
  socket.onAny((name) => watcher.order.push(name));
  socket.on('joined', (state) => watcher.joined.push(state));
  socket.on('captures', (captures) => {
    watcher.messages.push(captures);
    watcher.captures.push(...captures);
  });
  socket.on('changed', (changes) => watcher.changes.push(...changes));
  socket.on('removed', (seqs) => watcher.removed.push(seqs));
  socket.on('removedUpTo', (...state) => watcher.removedUpTo.push(state));
  socket.on('rotated', (rotatedOut) => watcher.rotated.push(rotatedOut));
  socket.on('closed', (why) => watcher.closed.push(why));
  socket.on('present', (count) => watcher.present.push(count));
  socket.on('disconnect', (why) => watcher.disconnects.push(why));
  return watcher;
}

/** Connects and waits for the `joined` event. */
export async function joined(origin: string, options: Options): Promise<Watcher> {
  const watcher = watch(origin, options);
  await eventually(() => watcher.joined.length > 0, 'joined');
  return watcher;
}

/** Waits until `holds` returns true; fails with `what` after `patience` milliseconds. */
export async function eventually(holds: () => boolean, what: string, patience = 60_000): Promise<void> {
  const until = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > until) throw new Error(`It never came to be: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
