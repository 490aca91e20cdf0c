import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#lib/model/events.ts';

type Listeners = { onChange: () => void; onGone: () => void };

/** Listens for changes by others until the returned function is called. The page works without it, too. */
export function watchSettings(key: string, { onChange, onGone }: Listeners): () => void {
  let socket: Socket<ServerEvents, ClientEvents> | null = null;
  let isClosed = false;
  void import('socket.io-client').then(
    ({ io }) => {
      if (isClosed) return;
      socket = io({
        path: '/socket.io/',
        auth: { key },
        transports: ['websocket', 'polling'],
        forceNew: true,
      });
      // Changes made before the socket joined are not announced: fetch once.
      socket.on('joined', onChange);
      socket.on('settings', onChange);
      socket.on('rotated', onChange);
      socket.on('closed', onGone);
    },
    () => {},
  );
  return () => {
    isClosed = true;
    socket?.removeAllListeners().disconnect();
  };
}
