import { io } from 'socket.io-client';
import { figure, resultOf } from '../figures.mjs';
import { runLoad } from '../run-load.mjs';
import { each } from './closed-loop.mjs';

const viewers = 20;
const rate = 1000;
/** How long the events of the last captures may take, milliseconds. */
const patience = 30_000;

/** A busy bin that many people look at. */
export const inspectors = {
  id: 'inspectors',
  what: `${rate.toLocaleString('en')}/s to a bin that ${viewers} inspectors have open: latency from when each was due`,
  async measure(context) {
    const bare = await context.bare();
    const { server } = await context.usual();
    const load = (url) => runLoad({ url, mode: 'paced', rate, connections: 100, seconds: context.seconds });
    const results = await context.inTurns({
      bare: () => load(bare.url),
      wirebin: async () => {
        const bin = await server.addBin();
        const opened = await Promise.all(Array.from({ length: viewers }, () => openInspector(bin)));
        const result = await load(bin.url);
        await Promise.all(opened.map((inspector) => inspector.received(result.requests)));
        for (const { close } of opened) close();
        return result;
      },
    });
    return resultOf(
      ['p50', 'p99', 'max'].map((name) =>
        figure(
          name,
          'ms',
          each(results, (result) => result[name]),
        ),
      ),
    );
  },
};

/** Connects to the live channel of a bin as its page does. Resolves when it has joined. */
function openInspector({ origin, key }) {
  const socket = io(origin, {
    auth: { key },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  let count = 0;
  let check = () => {};
  socket.on('captures', (captures) => {
    count += captures.length;
    check();
  });
  const inspector = {
    close: () => socket.close(),
    /** Resolves when so many captures were announced to it. */
    received: (wanted) =>
      new Promise((resolve, reject) => {
        const words = () => `An inspector was told of ${count} of ${wanted} captures.`;
        const timer = setTimeout(() => reject(new Error(words())), patience);
        check = () => {
          if (count < wanted) return;
          clearTimeout(timer);
          resolve();
        };
        check();
      }),
  };
  return new Promise((resolve, reject) => {
    socket.on('joined', () => resolve(inspector));
    socket.on('connect_error', (error) => reject(new Error(`An inspector cannot connect: ${error.message}`)));
  });
}
